// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/paths.h"

#include <QStringList>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

QUrl joined(const QUrl &base, const QByteArray &encodedPath)
{
    QByteArray start = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    while (start.endsWith('/'))
        start.chop(1);
    return QUrl::fromEncoded(start + '/' + encodedPath, QUrl::StrictMode);
}

QByteArray headerPrefix(Tenant::HeaderForm form)
{
    switch (form) {
    case Tenant::HeaderForm::Bearer:
        return "Bearer ";
    case Tenant::HeaderForm::Jwt:
        return "JWT ";
    case Tenant::HeaderForm::Bare:
        break;
    }
    return {};
}

QUrl suggestedApi(const QString &hostName)
{
    const QStringList parts = hostName.trimmed().toLower().split(u'.', Qt::SkipEmptyParts);
    const qsizetype count = parts.size(); // NAME, co, [environment], socotra, com
    if (count < 4 || count > 5 || parts[1] != "co"_L1 || parts[count - 2] != "socotra"_L1 ||
        parts[count - 1] != "com"_L1)
        return {};
    return count == 5 ? QUrl(u"https://api.%1.socotra.com"_s.arg(parts[2]))
                      : QUrl(u"https://api.socotra.com"_s);
}

} // namespace tocsin::socotra
