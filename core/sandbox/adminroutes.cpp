// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/dice.h"
#include "core/sandbox/routes.h"
#include "core/sandbox/shapes.h"

#include <algorithm>

// The admin API (socmate.md section 9); keys and clients are in issuedroutes.cpp.

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

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

// 25 digits, as in the documentation's samples: no client may take it for a database id of 24.
QString newId(Place &place)
{
    return QString::fromLatin1(Dice(place.world.options().seed, "object", ++place.objects).hex(25));
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
