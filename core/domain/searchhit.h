// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace tocsin::domain {

// One answer of the server's search (socmate.md section 6). A hit without a session id is shown, not opened.
struct SearchHit
{
    QString sessionId;
    QString title;
    QString excerpt;
    QString kindText; // as sent
    std::optional<double> score;
    QDateTime at; // UTC; invalid when not given
    QByteArray raw;
    QStringList unmapped; // JSON pointers into raw

    bool operator==(const SearchHit &) const = default;
};

} // namespace tocsin::domain
