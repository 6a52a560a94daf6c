// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QUrl>

namespace tocsin::domain {

// The relay of one endpoint to a URL. What it sends is what was captured, byte for byte: it never signs.
struct ForwardSpec
{
    QString endpoint; // name
    QUrl url;         // with a path in place of the captured one, without: the captured one stays
    // The sender is answered what the target answered, not what the endpoint's response says.
    bool returnAnswer = false;
    int answerSeconds = 8;      // that a sender waits for it at most; then it is told so
    bool verifyFirst = false;   // only what was valid on arrival; the rest is kept and not sent on
    qint64 backlogLimit = 1000; // deliveries that may wait; with more the relay stops and says so
    bool paused = false;        // by hand; it is kept and does not run

    static constexpr int mostAnswerSeconds = 120;

    bool operator==(const ForwardSpec &) const = default;
};

} // namespace tocsin::domain
