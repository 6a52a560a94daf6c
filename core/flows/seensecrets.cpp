// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/seensecrets.h"

#include "core/secrets/privatefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longest = 4 * 1024 * 1024; // bytes

QJsonObject jsonOf(const domain::Endpoint &endpoint)
{
    return {{u"name"_s, endpoint.name},
            {u"path"_s, QString::fromUtf8(endpoint.pathPrefix)},
            {u"url"_s, QString::fromUtf8(endpoint.url)},
            {u"scheme"_s, endpoint.scheme},
            {u"labels"_s, QJsonArray::fromStringList(endpoint.secretLabels)}};
}

domain::Endpoint endpointOf(const QJsonObject &json)
{
    domain::Endpoint endpoint;
    endpoint.name = json[u"name"_s].toString();
    endpoint.pathPrefix = json[u"path"_s].toString().toUtf8();
    endpoint.url = json[u"url"_s].toString().toUtf8();
    endpoint.scheme = json[u"scheme"_s].toString();
    for (const QJsonValue &label : json[u"labels"_s].toArray())
        endpoint.secretLabels.append(label.toString());
    return endpoint;
}

} // namespace

QString seenPath(const QString &storePath)
{
    return storePath + u".seen"_s;
}

Result<void> writeSeen(const QString &storePath, const SeenSecrets &seen)
{
    QJsonArray endpoints;
    for (const domain::Endpoint &endpoint : seen.endpoints)
        endpoints.append(jsonOf(endpoint));
    const QJsonObject json = {{u"process"_s, seen.process},
                              {u"port"_s, seen.port},
                              {u"secrets"_s, QString::fromLatin1(seen.secrets)},
                              {u"endpoints"_s, endpoints}};
    return secrets::replacePrivateFile(seenPath(storePath),
                                       QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<SeenSecrets> readSeen(const QString &storePath)
{
    const auto text = secrets::readPrivateFile(seenPath(storePath), longest);
    if (!text)
        return tl::unexpected(text.error());
    const QJsonDocument document = QJsonDocument::fromJson(*text);
    if (!document.isObject())
        return fail(Error::Kind::Malformed, u"%1 cannot be read"_s.arg(seenPath(storePath)));
    const QJsonObject json = document.object();
    SeenSecrets seen;
    seen.process = json[u"process"_s].toInteger();
    seen.port = quint16(json[u"port"_s].toInt());
    seen.secrets = json[u"secrets"_s].toString().toLatin1();
    for (const QJsonValue &endpoint : json[u"endpoints"_s].toArray())
        seen.endpoints.append(endpointOf(endpoint.toObject()));
    return seen;
}

} // namespace tocsin::flows
