// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/endpointstore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// Bytes as Latin-1 text, so that any of them survives JSON.
QString latin(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

QJsonObject forwardSettings(const domain::ForwardSpec &forward)
{
    return {{u"url"_s, forward.url.toString(QUrl::FullyEncoded)},
            {u"return_answer"_s, forward.returnAnswer},
            {u"answer_seconds"_s, forward.answerSeconds},
            {u"verify_first"_s, forward.verifyFirst},
            {u"backlog"_s, forward.backlogLimit},
            {u"paused"_s, forward.paused}};
}

std::optional<domain::ForwardSpec> forwardOf(const QString &endpoint, const QJsonValue &settings)
{
    if (!settings.isObject())
        return std::nullopt;
    const QJsonObject object = settings.toObject();
    domain::ForwardSpec forward;
    forward.endpoint = endpoint;
    forward.url = QUrl(object.value(u"url"_s).toString(), QUrl::StrictMode);
    forward.returnAnswer = object.value(u"return_answer"_s).toBool();
    forward.answerSeconds = object.value(u"answer_seconds"_s).toInt(forward.answerSeconds);
    forward.verifyFirst = object.value(u"verify_first"_s).toBool();
    forward.backlogLimit = object.value(u"backlog"_s).toInteger(forward.backlogLimit);
    forward.paused = object.value(u"paused"_s).toBool();
    return forward;
}

QByteArray settingsOf(const domain::Endpoint &endpoint)
{
    QJsonArray headers;
    for (const domain::HeaderField &field : endpoint.response.headers)
        headers.append(QJsonArray{latin(field.name), latin(field.value)});
    QJsonObject parameters;
    for (auto it = endpoint.parameters.cbegin(); it != endpoint.parameters.cend(); ++it)
        parameters.insert(latin(it.key()), latin(it.value()));
    QJsonObject object{
        {u"path"_s, latin(endpoint.pathPrefix)},
        {u"scheme"_s, endpoint.scheme},
        {u"secrets"_s, QJsonArray::fromStringList(endpoint.secretLabels)},
        {u"url"_s, latin(endpoint.url)},
        {u"parameters"_s, parameters},
        {u"mode"_s, endpoint.mode == domain::Endpoint::Mode::Strict ? u"strict"_s : u"inspect"_s},
        {u"status"_s, endpoint.response.status},
        {u"headers"_s, headers},
        {u"body"_s, latin(endpoint.response.body)},
        {u"body_cap"_s, endpoint.bodyCap},
        {u"handshakes"_s, endpoint.answersHandshakes}};
    if (endpoint.forward)
        object.insert(u"forward"_s, forwardSettings(*endpoint.forward));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// A member that an earlier version did not write has its default.
domain::Endpoint endpointOf(const QString &name, const QByteArray &settings)
{
    const QJsonObject object = QJsonDocument::fromJson(settings).object();
    domain::Endpoint endpoint;
    endpoint.name = name;
    endpoint.pathPrefix = object.value(u"path"_s).toString().toLatin1();
    endpoint.scheme = object.value(u"scheme"_s).toString();
    const QJsonArray labels = object.value(u"secrets"_s).toArray();
    for (const QJsonValue &label : labels)
        endpoint.secretLabels.append(label.toString());
    endpoint.url = object.value(u"url"_s).toString().toLatin1();
    const QJsonObject parameters = object.value(u"parameters"_s).toObject();
    for (auto it = parameters.constBegin(); it != parameters.constEnd(); ++it)
        endpoint.parameters.insert(it.key().toLatin1(), it.value().toString().toLatin1());
    endpoint.mode = object.value(u"mode"_s) == u"strict"_s ? domain::Endpoint::Mode::Strict
                                                           : domain::Endpoint::Mode::Inspect;
    endpoint.response.status = object.value(u"status"_s).toInt(200);
    const QJsonArray headers = object.value(u"headers"_s).toArray();
    for (const QJsonValue &header : headers) {
        endpoint.response.headers.append(domain::HeaderField{header.toArray().at(0).toString().toLatin1(),
                                                             header.toArray().at(1).toString().toLatin1()});
    }
    endpoint.response.body = object.value(u"body"_s).toString().toLatin1();
    endpoint.bodyCap = object.value(u"body_cap"_s).toInteger();
    endpoint.answersHandshakes = object.value(u"handshakes"_s).toBool(true);
    endpoint.forward = forwardOf(name, object.value(u"forward"_s));
    return endpoint;
}

} // namespace

EndpointStore::EndpointStore(Database &database) : m_database(database) {}

Result<QList<domain::Endpoint>> EndpointStore::load()
{
    auto query = m_database.run(u"SELECT name, settings FROM endpoint ORDER BY position"_s);
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::Endpoint> endpoints;
    while (query->next())
        endpoints.append(endpointOf(query->value(0).toString(), query->value(1).toString().toUtf8()));
    return endpoints;
}

Result<void> EndpointStore::save(const QList<domain::Endpoint> &endpoints)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    if (auto cleared = m_database.run(u"DELETE FROM endpoint"_s); !cleared)
        return tl::unexpected(cleared.error());
    for (qsizetype i = 0; i < endpoints.size(); ++i) {
        auto done = m_database.run(u"INSERT INTO endpoint(name, position, settings) VALUES(?,?,?)"_s,
                                   {endpoints[i].name, i, QString::fromUtf8(settingsOf(endpoints[i]))});
        if (!done)
            return tl::unexpected(done.error());
    }
    return transaction.commit();
}

Result<QList<domain::Endpoint>> loadEndpoints(const QString &storePath)
{
    auto database = Database::open(storePath, Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    return EndpointStore(*database).load();
}

} // namespace tocsin::storage
