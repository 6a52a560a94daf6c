// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace tocsin::audit {

// One write that this console sent: never with a body, a credential or a header value.
struct Entry
{
    qint64 number = 0; // from 1, without gaps
    Micros at = 0;
    QString who;     // connection and user: "Acme production / tenant.admin"
    QString what;    // "PUT", "rotate secret"
    QString target;  // address or name
    QString answer;  // "200", or the error's words
    QByteArray hash; // SHA-256 over the former hash and everything above

    bool operator==(const Entry &) const = default;
};

inline constexpr qsizetype longestText = 2000; // characters of each of the four

// The hash of an entry behind that one. Every text with its length, so that no character can move from one
// field to the next.
QByteArray chainedHash(const QByteArray &former, const Entry &entry);
QByteArray chainStart(); // the former hash of entry 1

// Texts held within their bound, on one line, without any of these secrets.
Entry cleaned(Entry entry, const QList<Secret> &secrets);

} // namespace tocsin::audit
