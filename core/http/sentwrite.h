// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace tocsin::http {

// One write as it went out, for the record of them: never with a body, a credential or a query.
struct SentWrite
{
    QByteArray method;
    QString target; // address without query
    QString answer; // "200", or the error's words; answerUnknown() when it was not waited for
};

inline QString answerUnknown()
{
    return QStringLiteral("answer unknown: it was not waited for");
}

} // namespace tocsin::http
