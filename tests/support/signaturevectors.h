// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"
#include "tests/support/signaturedata.h"

#include <QDir>
#include <QJsonArray>

namespace tocsin::test {

// The members of a vector file (docs/scheme-language.md, "Vectors") as the values of core/signature.

inline domain::HttpMessage messageOf(const QJsonObject &request)
{
    using namespace Qt::StringLiterals;
    domain::HttpMessage message;
    message.method = request["method"_L1].toString().toUtf8();
    message.target = request["target"_L1].toString().toUtf8();
    message.body = QByteArray::fromBase64(request["body_base64"_L1].toString().toLatin1());
    for (const QJsonValue &field : request["headers"_L1].toArray())
        message.headers.append({field[0].toString().toUtf8(), field[1].toString().toUtf8()});
    return message;
}

inline std::vector<signature::NamedSecret> secretsOf(const QJsonValue &list)
{
    using namespace Qt::StringLiterals;
    std::vector<signature::NamedSecret> secrets;
    for (const QJsonValue &secret : list.toArray())
        secrets.push_back({secret["label"_L1].toString(), Secret(secret["value"_L1].toString().toUtf8()),
                           secret["tag"_L1].toString(), secret["retired"_L1].toBool()});
    return secrets;
}

inline signature::Circumstances circumstancesOf(const QJsonObject &vector)
{
    using namespace Qt::StringLiterals;
    signature::Circumstances circumstances;
    circumstances.url = vector["url"_L1].toString().toUtf8();
    const QJsonObject parameters = vector["parameters"_L1].toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        circumstances.parameters.insert(it.key().toUtf8(), it->toString().toUtf8());
    return circumstances;
}

inline Micros nowOf(const QJsonObject &file, const QJsonObject &vector)
{
    using namespace Qt::StringLiterals;
    return vector["now"_L1].toInteger(file["now"_L1].toInteger()) * microsPerSecond;
}

// All files, by the id of their scheme.
inline QMap<QString, QJsonObject> vectorFiles()
{
    using namespace Qt::StringLiterals;
    QMap<QString, QJsonObject> files;
    const QDir dir(QStringLiteral(TOCSIN_TEST_DATA "/signature/vectors"));
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files))
        files.insert(name.chopped(5), readSignatureData(u"vectors/"_s + name));
    return files;
}

} // namespace tocsin::test
