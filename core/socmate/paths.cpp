// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/paths.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

QByteArray pathSegment(const QString &value)
{
    QByteArray encoded = QUrl::toPercentEncoding(value);
    if (value == "."_L1 || value == ".."_L1) // a whole segment of dots is a step, not a name
        encoded.replace(".", "%2E");
    return encoded;
}

QUrl joined(const QUrl &base, const QByteArray &path, const QList<std::pair<QString, QString>> &parameters)
{
    QByteArray start = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    while (start.endsWith('/'))
        start.chop(1);
    QByteArray query;
    for (const auto &[name, value] : parameters) {
        if (!value.isEmpty())
            query += (query.isEmpty() ? '?' : '&') + QUrl::toPercentEncoding(name) + '=' +
                     QUrl::toPercentEncoding(value);
    }
    return QUrl::fromEncoded(start + path + query, QUrl::StrictMode);
}

} // namespace tocsin::socmate
