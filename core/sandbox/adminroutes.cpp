// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/dice.h"
#include "core/sandbox/routes.h"
#include "core/sandbox/shapes.h"

#include <algorithm>

// The admin API (socmate.md section 9).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int clientPerMinute = 200; // socmate.md 3.3

// 25 digits, as in the documentation's samples: no client may take it for a database id of 24.
QString newId(Place &place)
{
    return QString::fromLatin1(Dice(place.world.options().seed, "object", ++place.objects).hex(25));
}

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

struct Provider
{
    QString type, workspace, tenant, client, secret;
};

Provider readProvider(Body &body)
{
    Provider provider = {body.text(u"provider_type"_s), body.text(u"workspace_id"_s),
                         body.text(u"tenant_id"_s), body.text(u"client_id"_s), body.text(u"client_secret"_s)};
    if (!provider.type.isEmpty() && provider.type != u"sentinel"_s)
        body.faults.append({{u"body"_s, u"provider_type"_s}, u"enum"_s, u"unknown provider type"_s});
    return provider;
}

} // namespace

Reply createKey(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString name = body.text(u"name"_s);
    body.text(u"description"_s, false);
    const QStringList scopes = readScopes(body);
    const qint64 days = body.number(u"expires_in_days"_s, 1, 3650, 365);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    Credential key;
    key.id = u"k_"_s + QString::fromLatin1(randomHex(6));
    key.scopes = scopes;
    key.expires = request.now + days * 86'400 * microsPerSecond;
    key.perMinute = place.keyPerMinute;
    const Secret secret = place.credentials.add("sk_live_" + key.id.toLatin1() + '_', key);
    return asJson(QJsonObject{{u"id"_s, newId(place)},
                              {u"key_id"_s, key.id},
                              {u"api_key"_s, revealed(secret)},
                              {u"name"_s, name},
                              {u"scopes"_s, QJsonArray::fromStringList(scopes)},
                              {u"expires_at"_s, timeText(utc(key.expires))},
                              {u"header_name"_s, u"X-API-Key"_s}},
                  201);
}

Reply createClient(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString name = body.text(u"name"_s);
    body.text(u"description"_s, false);
    const QStringList scopes = readScopes(body);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const Credentials::Client client = {u"client_"_s + QString::fromLatin1(randomHex(8)), scopes};
    const Secret secret = place.credentials.addClient(client);
    return asJson(QJsonObject{{u"id"_s, newId(place)},
                              {u"client_id"_s, client.id},
                              {u"client_secret"_s, revealed(secret)},
                              {u"name"_s, name},
                              {u"scopes"_s, QJsonArray::fromStringList(scopes)},
                              {u"token_endpoint"_s, place.tokenEndpoint}},
                  201);
}

// A secret with the word "wrong" in it is one: the failing answer can be seen that way.
Reply testProvider(Place &place, const Request &request)
{
    Body body = Body::of(request);
    const Provider provider = body.faults.isEmpty() ? readProvider(body) : Provider();
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const bool isGood = !provider.secret.contains(u"wrong"_s);
    return asJson(QJsonObject{
        {u"status"_s, isGood ? u"healthy"_s : u"error"_s},
        {u"message"_s, isGood ? u"Connected to the workspace"_s : u"The client secret was refused"_s},
        {u"latency_ms"_s, 184.3}});
}

Reply createProvider(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString name = body.text(u"name"_s);
    const Provider provider = readProvider(body);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    return asJson(QJsonObject{{u"id"_s, newId(place)},
                              {u"name"_s, name},
                              {u"provider_type"_s, provider.type},
                              {u"status"_s, u"active"_s},
                              {u"workspace_id"_s, provider.workspace},
                              {u"tenant_id"_s, provider.tenant},
                              {u"client_id"_s, provider.client},
                              {u"client_secret_masked"_s, u"****"_s + provider.secret.right(2)},
                              {u"is_default"_s, false},
                              {u"last_health_check"_s, QJsonValue()}},
                  201);
}

Reply listModels(Place &place, const Request &)
{
    return asJson(QJsonObject{{u"models"_s, place.modelRows}, {u"total"_s, place.modelRows.size()}});
}

Reply createModel(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString name = body.text(u"model_name"_s);
    const QString provider = body.text(u"provider"_s);
    const QString model = body.text(u"model_id"_s);
    body.text(u"api_key"_s);
    if (provider == u"azure"_s) {
        body.text(u"api_base"_s);
        body.text(u"api_version"_s);
    }
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    if (place.models.contains(name))
        return problem(409, u"A model with this name exists"_s);
    place.models.append(name);
    place.modelRows.append(
        QJsonObject{{u"model_name"_s, name},
                    {u"model_info"_s,
                     QJsonObject{{u"id"_s, newId(place)}, {u"provider"_s, provider}, {u"model"_s, model}}}});
    return asJson(QJsonObject{{u"message"_s, u"Model "_s + name + u" was added"_s}}, 201);
}

// Its answer is not documented: that of the SIEM test, which is (socmate.md 9.3), serves as the guess.
Reply testModel(Place &place, const Request &request)
{
    if (!place.models.contains(request.path.value(3)))
        return problem(404, u"Model not found"_s);
    return asJson(QJsonObject{
        {u"status"_s, u"healthy"_s}, {u"message"_s, u"The model answered"_s}, {u"latency_ms"_s, 412.7}});
}

Reply listUsers(Place &place, const Request &request)
{
    const auto number = [&request](const QString &name, int otherwise) {
        bool good = false;
        const int value = request.parameter(name).toInt(&good);
        return request.parameter(name).isNull() ? otherwise : good ? value : -1;
    };
    const int skip = number(u"skip"_s, 0);
    const int limit = number(u"limit"_s, 50);
    if (skip < 0)
        return invalid(place.profile, {{{u"query"_s, u"skip"_s}, u"integer"_s, u"0 or more"_s}});
    if (limit < 1 || limit > 100)
        return invalid(place.profile, {{{u"query"_s, u"limit"_s}, u"integer"_s, u"1 to 100"_s}});
    const QString text = request.parameter(u"search"_s);
    QList<Person> found;
    for (const Person &person : place.world.population().people) {
        if (person.upn.contains(text, Qt::CaseInsensitive))
            found.append(person);
    }
    QJsonArray rows;
    for (const Person &person : found.mid(skip, limit)) {
        QStringList names = person.upn.section(u'@', 0, 0).split(u'.');
        for (QString &name : names)
            name[0] = name[0].toUpper();
        rows.append(QJsonObject{{u"id"_s, QString::fromLatin1(Dice(1, person.upn.toUtf8()).hex(25))},
                                {u"email"_s, person.upn},
                                {u"name"_s, names.join(u' ')},
                                {u"roles"_s, QJsonArray{u"analyst"_s}},
                                {u"department"_s, person.host.section(u'-', 0, 0)},
                                {u"timezone"_s, u"UTC"_s}});
    }
    return asJson(QJsonObject{{u"users"_s, rows}, {u"total"_s, found.size()}});
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
    const auto client = place.credentials.client(id, secret);
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

// Where the links of incidents and notifications lead. Plain text: titles are data.
Reply showWebPage(Place &place, const Request &request)
{
    Reply reply;
    reply.contentType = "text/plain; charset=utf-8";
    reply.headers.append(domain::HeaderField{"X-Content-Type-Options", "nosniff"});
    QString text = u"This is Tocsin's sandbox, which has no web app.\n"_s;
    const QString what = request.path.value(1);
    if (const WorldIncident *incident = place.world.incident(what.toLongLong()))
        text += u"Incident %1: %2\n"_s.arg(incident->facts.number).arg(incident->facts.title);
    else if (const WorldSession *session = place.world.session(what))
        text += u"Investigation %1: %2\n"_s.arg(session->facts.id, session->facts.title);
    else
        reply.status = 404;
    reply.text = text.toUtf8();
    return reply;
}

} // namespace tocsin::sandbox
