// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/socmateapi.h"

#include "core/socmate/adminreader.h"
#include "core/socmate/channel.h"
#include "core/socmate/graphreader.h"
#include "core/socmate/incidentreader.h"
#include "core/socmate/paths.h"
#include "core/socmate/searchreader.h"
#include "core/socmate/sessionreader.h"

#include <QJsonArray>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

const QString readIncidentsScope = u"incidents:read"_s;
const QString readInvestigationsScope = u"investigations:read"_s;
const QString writeInvestigationsScope = u"investigations:write"_s;
const QString searchScope = u"search:read"_s;
const QString graphScope = u"graph:read"_s;

int clampedLimit(int limit)
{
    return std::clamp(limit, 1, mostLimit);
}

QByteArray incidentPath(qint64 number)
{
    return "/api/v1/incidents/" + QByteArray::number(number);
}

QByteArray sessionPath(const QString &id)
{
    return "/api/v1/sessions/" + pathSegment(id);
}

// A segment of a path that would be a step instead.
bool isStep(const QString &value)
{
    return value.isEmpty() || value == "."_L1 || value == ".."_L1;
}

Result<Acknowledged> acknowledged(const http::HttpReply &reply)
{
    return Acknowledged{reply.status, reply.body};
}

template<class T>
Result<Page<T>> paged(Result<Page<T>> page, int limit, int offset)
{
    if (page) {
        page->limit = limit;
        page->offset = offset;
    }
    return page;
}

// 204 is the empty list.
QByteArray listBody(const http::HttpReply &reply)
{
    return reply.status == 204 ? QByteArray("[]") : reply.body;
}

QJsonArray arrayOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QString revealed(const Secret &secret)
{
    return QString::fromUtf8(secret.reveal());
}

QJsonObject providerBody(const SiemProviderDraft &draft)
{
    return {{u"provider_type"_s, draft.providerType},
            {u"workspace_id"_s, draft.workspaceId},
            {u"tenant_id"_s, draft.tenantId},
            {u"client_id"_s, draft.clientId},
            {u"client_secret"_s, revealed(draft.clientSecret)}};
}

} // namespace

SocmateApi::SocmateApi(domain::Connection connection, SecretSource secrets, http::RequestBudget &budget,
                       QObject *parent)
    : QObject(parent)
    , m_channel(std::make_unique<Channel>(std::move(connection), std::move(secrets), budget))
{
    m_channel->wrote = [this](const http::SentWrite &write) { emit wrote(write); };
}

SocmateApi::~SocmateApi()
{
    m_channel->giveUp();
}

const domain::Connection &SocmateApi::connection() const
{
    return m_channel->connection();
}

void SocmateApi::forgetSecrets()
{
    m_channel->forgetSecrets();
}

void SocmateApi::incidents(const IncidentQuery &query, Priority priority, QObject *context,
                           Handler<Page<domain::Incident>> handler)
{
    const int limit = clampedLimit(query.limit);
    ApiCall call = m_channel->get("/api/v1/incidents", readIncidentsScope,
                                  {{u"severity"_s, query.severity},
                                   {u"status"_s, query.status},
                                   {u"timespan"_s, query.timespan},
                                   {u"limit"_s, QString::number(limit)},
                                   {u"offset"_s, QString::number(std::max(0, query.offset))}});
    call.priority = priority;
    m_channel->ask<Page<domain::Incident>>(
        std::move(call), context, std::move(handler), [limit, query](const http::HttpReply &reply) {
            return paged(readIncidents(listBody(reply)), limit, query.offset);
        });
}

void SocmateApi::incident(qint64 number, Priority priority, QObject *context,
                          Handler<domain::Incident> handler)
{
    ApiCall call = m_channel->get(incidentPath(number), readIncidentsScope);
    call.priority = priority;
    m_channel->ask<domain::Incident>(std::move(call), context, std::move(handler),
                                     [number](const http::HttpReply &reply) {
                                         Result<domain::Incident> found = readIncidentDetail(reply.body);
                                         if (found && found->number == 0)
                                             found->number = number; // it was asked for by it
                                         return found;
                                     });
}

void SocmateApi::enrich(qint64 number, QObject *context, Handler<Acknowledged> handler)
{
    m_channel->ask<Acknowledged>(m_channel->post(incidentPath(number) + "/enrich", {}, {}), context,
                                 std::move(handler), acknowledged);
}

void SocmateApi::start(const StartRequest &request, QObject *context, Handler<Started> handler)
{
    if (request.query.trimmed().isEmpty())
        return Channel::refuse(context, handler, u"query: say what is to be investigated"_s);
    ApiCall call = m_channel->post(
        "/api/v1/investigations/start", writeInvestigationsScope,
        {{u"query"_s, request.query}, {u"persona"_s, request.persona}, {u"provider"_s, request.provider}});
    call.isStart = true;
    m_channel->ask<Started>(std::move(call), context, std::move(handler), [](const http::HttpReply &reply) {
        Result<Started> started = readStarted(reply.body);
        if (!started) // it runs, under an id that we do not know
            started = fail(Error::Kind::Unanswered, started.error().detail);
        return started;
    });
}

void SocmateApi::session(const QString &id, Priority priority, QObject *context,
                         Handler<domain::Session> handler)
{
    if (isStep(id))
        return Channel::refuse(context, handler, u"session: this is no id"_s);
    ApiCall call = m_channel->get(sessionPath(id), readInvestigationsScope);
    call.priority = priority;
    m_channel->ask<domain::Session>(std::move(call), context, std::move(handler),
                                    [id](const http::HttpReply &reply) {
                                        Result<domain::Session> found = readSessionDetail(reply.body);
                                        if (found && found->id.isEmpty())
                                            found->id = id;
                                        return found;
                                    });
}

void SocmateApi::message(const QString &id, const QString &text, QObject *context,
                         Handler<Acknowledged> handler)
{
    if (isStep(id))
        return Channel::refuse(context, handler, u"session: this is no id"_s);
    m_channel->ask<Acknowledged>(m_channel->post(sessionPath(id) + "/message", writeInvestigationsScope,
                                                 {{connection().messageMember, text}}),
                                 context, std::move(handler), acknowledged);
}

void SocmateApi::sessions(int limit, int offset, Priority priority, QObject *context,
                          Handler<Page<domain::Session>> handler)
{
    const int most = clampedLimit(limit);
    ApiCall call = m_channel->get(
        "/api/v1/sessions", readInvestigationsScope,
        {{u"limit"_s, QString::number(most)}, {u"offset"_s, QString::number(std::max(0, offset))}});
    call.priority = priority;
    m_channel->ask<Page<domain::Session>>(std::move(call), context, std::move(handler),
                                          [most, offset](const http::HttpReply &reply) {
                                              return paged(readSessions(listBody(reply)), most, offset);
                                          });
}

void SocmateApi::search(const QString &text, int limit, int offset, QObject *context,
                        Handler<Page<domain::SearchHit>> handler)
{
    if (text.trimmed().isEmpty())
        return Channel::refuse(context, handler, u"q: say what is to be searched for"_s);
    const int most = clampedLimit(limit);
    m_channel->ask<Page<domain::SearchHit>>(
        m_channel->get("/api/v1/search", searchScope,
                       {{u"q"_s, text.trimmed()},
                        {u"limit"_s, QString::number(most)},
                        {u"offset"_s, QString::number(std::max(0, offset))}}),
        context, std::move(handler), [most, offset](const http::HttpReply &reply) {
            return paged(readSearch(listBody(reply)), most, offset);
        });
}

void SocmateApi::entity(const QString &value, QObject *context, Handler<domain::Graph> handler)
{
    if (isStep(value.trimmed()))
        return Channel::refuse(context, handler, u"entity: this is no value"_s);
    m_channel->ask<domain::Graph>(
        m_channel->get("/api/v1/graph/entity/" + pathSegment(value.trimmed()), graphScope), context,
        std::move(handler), [](const http::HttpReply &reply) {
            return reply.status == 204 ? Result<domain::Graph>(domain::Graph()) : readGraph(reply.body);
        });
}

void SocmateApi::validateSchedule(const QString &query, const QString &persona, QObject *context,
                                  Handler<ScheduleCheck> handler)
{
    m_channel->ask<ScheduleCheck>(
        m_channel->post("/api/v1/schedules/validate", {}, {{u"query"_s, query}, {u"persona"_s, persona}}),
        context, std::move(handler),
        [](const http::HttpReply &reply) { return Result<ScheduleCheck>(readScheduleCheck(reply.body)); });
}

void SocmateApi::createSchedule(const ScheduleDraft &draft, QObject *context,
                                Handler<CreatedSchedule> handler)
{
    m_channel->ask<CreatedSchedule>(m_channel->post("/api/v1/schedules", {},
                                                    {{u"name"_s, draft.name},
                                                     {u"description"_s, draft.description},
                                                     {u"user_query"_s, draft.query},
                                                     {u"persona"_s, draft.persona},
                                                     {u"frequency"_s, draft.frequency},
                                                     {u"scheduled_time"_s, draft.scheduledTime}}),
                                    context, std::move(handler), [](const http::HttpReply &reply) {
                                        return Result<CreatedSchedule>(readCreatedSchedule(reply.body));
                                    });
}

void SocmateApi::createApiKey(const ApiKeyDraft &draft, QObject *context, Handler<CreatedApiKey> handler)
{
    QJsonObject body{{u"name"_s, draft.name},
                     {u"scopes"_s, arrayOf(draft.scopes)},
                     {u"expires_in_days"_s, draft.expiresInDays}};
    if (!draft.description.isEmpty())
        body.insert(u"description"_s, draft.description);
    m_channel->ask<CreatedApiKey>(m_channel->post("/api/admin/api-keys", {}, body), context,
                                  std::move(handler),
                                  [](const http::HttpReply &reply) { return readCreatedApiKey(reply.body); });
}

void SocmateApi::createApiClient(const ApiClientDraft &draft, QObject *context,
                                 Handler<CreatedApiClient> handler)
{
    m_channel->ask<CreatedApiClient>(m_channel->post("/api/admin/api-clients", {},
                                                     {{u"name"_s, draft.name},
                                                      {u"description"_s, draft.description},
                                                      {u"scopes"_s, arrayOf(draft.scopes)}}),
                                     context, std::move(handler), [](const http::HttpReply &reply) {
                                         return readCreatedApiClient(reply.body);
                                     });
}

void SocmateApi::testSiemProvider(const SiemProviderDraft &draft, QObject *context, Handler<SiemTest> handler)
{
    m_channel->ask<SiemTest>(
        m_channel->post("/api/admin/siem-providers/test", {}, providerBody(draft), {draft.clientSecret}),
        context, std::move(handler), [](const http::HttpReply &reply) { return readSiemTest(reply.body); });
}

void SocmateApi::createSiemProvider(const SiemProviderDraft &draft, QObject *context,
                                    Handler<SiemProvider> handler)
{
    QJsonObject body = providerBody(draft);
    body.insert(u"name"_s, draft.name);
    m_channel->ask<SiemProvider>(m_channel->post("/api/admin/siem-providers", {}, body, {draft.clientSecret}),
                                 context, std::move(handler),
                                 [](const http::HttpReply &reply) { return readSiemProvider(reply.body); });
}

void SocmateApi::models(QObject *context, Handler<Page<Model>> handler)
{
    m_channel->ask<Page<Model>>(m_channel->get("/api/admin/models", {}), context, std::move(handler),
                                [](const http::HttpReply &reply) {
                                    Result<Page<Model>> page = readModels(listBody(reply));
                                    if (page) // it has no pages: that is all
                                        page->total = page->items.size();
                                    return page;
                                });
}

void SocmateApi::createModel(const ModelDraft &draft, QObject *context, Handler<Acknowledged> handler)
{
    QJsonObject body{{u"model_name"_s, draft.name},
                     {u"provider"_s, draft.provider},
                     {u"model_id"_s, draft.modelId},
                     {u"api_key"_s, revealed(draft.apiKey)}};
    if (!draft.apiBase.isEmpty())
        body.insert(u"api_base"_s, draft.apiBase);
    if (!draft.apiVersion.isEmpty())
        body.insert(u"api_version"_s, draft.apiVersion);
    m_channel->ask<Acknowledged>(m_channel->post("/api/admin/models", {}, body, {draft.apiKey}), context,
                                 std::move(handler), acknowledged);
}

void SocmateApi::testModel(const QString &name, QObject *context, Handler<Acknowledged> handler)
{
    if (isStep(name))
        return Channel::refuse(context, handler, u"model: this is no name"_s);
    m_channel->ask<Acknowledged>(m_channel->post("/api/admin/models/" + pathSegment(name) + "/test", {}, {}),
                                 context, std::move(handler), acknowledged);
}

void SocmateApi::users(const UserQuery &query, QObject *context, Handler<Page<User>> handler)
{
    const int limit = clampedLimit(query.limit);
    m_channel->ask<Page<User>>(m_channel->get("/api/admin/users", {},
                                              {{u"search"_s, query.search},
                                               {u"skip"_s, QString::number(std::max(0, query.skip))},
                                               {u"limit"_s, QString::number(limit)}}),
                               context, std::move(handler), [limit, query](const http::HttpReply &reply) {
                                   return paged(readUsers(listBody(reply)), limit, query.skip);
                               });
}

} // namespace tocsin::socmate
