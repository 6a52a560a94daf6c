// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/routes.h"
#include "core/sandbox/shapes.h"

#include <algorithm>

// API keys and API clients (socmate.md sections 2.2, 2.4, 9.1 and 9.2). Making them is documented; that they
// can be listed, renewed and disabled is, too, but neither where nor with which answers: those paths and
// members are guesses, and a profile may be without them.

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int clientPerMinute = 200; // socmate.md 3.3

QStringList readScopes(Body &body)
{
    const QStringList scopes = body.texts(u"scopes"_s);
    for (qsizetype i = 0; i < scopes.size(); ++i) {
        if (!allScopes().contains(scopes[i]))
            body.faults.append(
                {{u"body"_s, u"scopes"_s, QString::number(i)}, u"enum"_s, u"unknown scope"_s, true});
    }
    return scopes;
}

QString revealed(const Secret &secret)
{
    return QString::fromLatin1(secret.reveal());
}

QByteArray prefixOf(const Credential &key)
{
    return "sk_live_" + key.id.toLatin1() + '_';
}

QJsonValue timeOrNull(Micros time)
{
    return time == 0 ? QJsonValue() : QJsonValue(timeText(utc(time)));
}

Issued issued(Place &place, const Request &request, const QString &name, const QString &description)
{
    return {newId(place), name, description, request.who->id, request.now, 0};
}

QJsonObject aboutJson(const Issued &about, const QStringList &scopes, bool disabled)
{
    return {{u"id"_s, about.object},
            {u"name"_s, about.name},
            {u"description"_s, about.description},
            {u"scopes"_s, QJsonArray::fromStringList(scopes)},
            {u"created_at"_s, timeOrNull(about.created)},
            {u"created_by"_s, about.createdBy},
            {u"last_used_at"_s, timeOrNull(about.lastUsed)},
            {u"is_active"_s, !disabled}};
}

QJsonObject rowOf(const Credential &key)
{
    QJsonObject row = aboutJson(key.about, key.scopes, key.disabled);
    row[u"key_id"_s] = key.id;
    row[u"expires_at"_s] = timeOrNull(key.expires);
    return row;
}

QJsonObject rowOf(const Credentials::Client &client)
{
    QJsonObject row = aboutJson(client.about, client.scopes, client.disabled);
    row[u"client_id"_s] = client.id;
    return row;
}

// The one answer that holds the key (socmate.md 9.1).
Reply withKey(const Credential &key, const Secret &secret, int status)
{
    return asJson(QJsonObject{{u"id"_s, key.about.object},
                              {u"key_id"_s, key.id},
                              {u"api_key"_s, revealed(secret)},
                              {u"name"_s, key.about.name},
                              {u"scopes"_s, QJsonArray::fromStringList(key.scopes)},
                              {u"expires_at"_s, timeOrNull(key.expires)},
                              {u"header_name"_s, u"X-API-Key"_s}},
                  status);
}

Reply withSecret(const Place &place, const Credentials::Client &client, const Secret &secret, int status)
{
    return asJson(QJsonObject{{u"id"_s, client.about.object},
                              {u"client_id"_s, client.id},
                              {u"client_secret"_s, revealed(secret)},
                              {u"name"_s, client.about.name},
                              {u"scopes"_s, QJsonArray::fromStringList(client.scopes)},
                              {u"token_endpoint"_s, place.tokenEndpoint}},
                  status);
}

// As every list (socmate.md 3.4).
template<class T>
Reply pageOf(const Place &place, const Request &request, const QString &name, const QList<T> &all)
{
    if (!place.profile.keyAdmin) // the path is that of making one
        return problem(405, u"Method Not Allowed"_s);
    const auto number = [&request](const QString &parameter, int otherwise) {
        bool good = false;
        const int value = request.parameter(parameter).toInt(&good);
        return good ? value : otherwise;
    };
    const int limit = std::clamp(number(u"limit"_s, 20), 1, 100);
    QJsonArray rows;
    for (const T &one : all.mid(std::max(0, number(u"offset"_s, 0)), limit))
        rows.append(rowOf(one));
    return asJson(listed(place.profile, name, rows, all.size()));
}

// Of "api/admin/api-keys/ID/...".
QString objectIn(const Request &request)
{
    return request.path.value(3);
}

} // namespace

Reply createKey(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString name = body.text(u"name"_s);
    const QString description = body.text(u"description"_s, false);
    const QStringList scopes = readScopes(body);
    const qint64 days = body.number(u"expires_in_days"_s, 1, 3650, 365);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    Credential key;
    key.id = u"k_"_s + QString::fromLatin1(randomHex(6));
    key.scopes = scopes;
    key.expires = request.now + days * 86'400 * microsPerSecond;
    key.perMinute = place.keyPerMinute;
    key.about = issued(place, request, name, description);
    return withKey(key, place.credentials.add(prefixOf(key), key), 201);
}

Reply listKeys(Place &place, const Request &request)
{
    return pageOf(place, request, u"api_keys"_s, place.credentials.keys());
}

Reply rotateKey(Place &place, const Request &request)
{
    if (!place.profile.keyAdmin)
        return problem(404, u"Not Found"_s);
    const Credential *found = place.credentials.key(objectIn(request));
    if (!found)
        return problem(404, u"API key not found"_s);
    if (found->disabled)
        return problem(409, u"API key is disabled"_s);
    const Credential key = *found;
    return withKey(key, place.credentials.renew(prefixOf(key), key.about.object), 200);
}

Reply disableKey(Place &place, const Request &request)
{
    if (!place.profile.keyAdmin)
        return problem(404, u"Not Found"_s);
    Credential *key = place.credentials.key(objectIn(request));
    if (!key)
        return problem(404, u"API key not found"_s);
    key->disabled = true;
    return asJson(rowOf(*key));
}

Reply createClient(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString name = body.text(u"name"_s);
    const QString description = body.text(u"description"_s, false);
    const QStringList scopes = readScopes(body);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const Credentials::Client client = {u"client_"_s + QString::fromLatin1(randomHex(8)), scopes, false,
                                        issued(place, request, name, description)};
    return withSecret(place, client, place.credentials.addClient(client), 201);
}

Reply listClients(Place &place, const Request &request)
{
    return pageOf(place, request, u"api_clients"_s, place.credentials.clients());
}

Reply regenerateClient(Place &place, const Request &request)
{
    if (!place.profile.keyAdmin)
        return problem(404, u"Not Found"_s);
    const Credentials::Client *found = place.credentials.clientOf(objectIn(request));
    if (!found)
        return problem(404, u"API client not found"_s);
    if (found->disabled)
        return problem(409, u"API client is disabled"_s);
    const Credentials::Client client = *found;
    return withSecret(place, client, place.credentials.addClient(client), 200);
}

// With the tokens that it was given.
Reply disableClient(Place &place, const Request &request)
{
    if (!place.profile.keyAdmin)
        return problem(404, u"Not Found"_s);
    Credentials::Client *client = place.credentials.clientOf(objectIn(request));
    if (!client)
        return problem(404, u"API client not found"_s);
    client->disabled = true;
    place.credentials.disable(client->id);
    return asJson(rowOf(*client));
}

// OAuth 2.0 client credentials (RFC 6749 section 4.4), with that document's error shape: what the product's
// own token host answers is not documented (socmate.md 2.4).
Reply giveToken(Place &place, const Request &request)
{
    const auto error = [](int status, const QString &name) {
        return asJson(QJsonObject{{u"error"_s, name}, {u"error_description"_s, u"Token request refused"_s}},
                      status);
    };
    QByteArray form = request.body;
    const QUrlQuery fields(QString::fromUtf8(form.replace('+', "%20")));
    const auto field = [&fields](const QString &name) {
        return fields.queryItemValue(name, QUrl::FullyDecoded);
    };
    QString id = field(u"client_id"_s);
    QByteArray secret = field(u"client_secret"_s).toUtf8();
    if (request.authorization.startsWith("Basic ")) {
        const QByteArray pair = QByteArray::fromBase64(request.authorization.mid(6));
        const qsizetype colon = pair.indexOf(':');
        id = QUrl::fromPercentEncoding(pair.left(colon));
        secret = QUrl::fromPercentEncoding(pair.mid(colon + 1)).toUtf8();
    }
    if (field(u"grant_type"_s) != u"client_credentials"_s)
        return error(400, u"unsupported_grant_type"_s);
    Credentials::Client *client = place.credentials.client(id, secret);
    wipe(secret);
    if (!client)
        return error(401, u"invalid_client"_s);
    QStringList scopes = client->scopes;
    if (const QString wanted = field(u"scope"_s); !wanted.isEmpty()) {
        scopes = wanted.split(u' ', Qt::SkipEmptyParts);
        if (std::ranges::any_of(scopes,
                                [&client](const QString &one) { return !client->scopes.contains(one); }))
            return error(400, u"invalid_scope"_s);
    }
    client->about.lastUsed = request.now;
    Credential token;
    token.kind = Credential::Kind::Client;
    token.id = client->id;
    token.scopes = scopes;
    token.perMinute = clientPerMinute;
    token.expires = request.now + place.tokenLifetime;
    Reply reply = asJson(QJsonObject{{u"access_token"_s, revealed(place.credentials.add("sbx_", token))},
                                     {u"token_type"_s, u"Bearer"_s},
                                     {u"expires_in"_s, place.tokenLifetime / microsPerSecond},
                                     {u"scope"_s, scopes.join(u' ')}});
    reply.headers.append(domain::HeaderField{"Cache-Control", "no-store"}); // RFC 6749 section 5.1
    return reply;
}

} // namespace tocsin::sandbox
