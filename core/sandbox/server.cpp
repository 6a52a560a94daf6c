// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/server.h"

#include "core/domain/requesttarget.h"
#include "core/listener/listener.h"
#include "core/sandbox/hostility.h"
#include "core/sandbox/routes.h"

#include <QJsonDocument>

#include <atomic>
#include <mutex>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 bodyCap = 1024 * 1024;
constexpr quint64 proxyEvery = 9; // of the GETs of a hostile server meet a proxy

Request requestOf(const domain::HttpMessage &message, Micros now)
{
    Request request;
    request.method = message.method;
    request.body = message.body;
    request.contentType = message.first("Content-Type");
    request.now = now;
    for (const QByteArray &segment : domain::pathOf(message.target).toByteArray().mid(1).split('/'))
        request.path.append(QString::fromUtf8(QByteArray::fromPercentEncoding(segment)));
    QByteArray query = domain::queryOf(message.target).toByteArray();
    request.query = QUrlQuery(QString::fromLatin1(query.replace('+', "%20")));
    return request;
}

std::shared_ptr<const listener::Response> responseOf(const Reply &reply)
{
    QList<domain::HeaderField> headers = reply.headers;
    QByteArray body = reply.text;
    if (reply.json.isObject())
        body = withBigIntegers(QJsonDocument(reply.json.toObject()).toJson(QJsonDocument::Compact));
    else if (reply.json.isArray())
        body = withBigIntegers(QJsonDocument(reply.json.toArray()).toJson(QJsonDocument::Compact));
    if (!body.isEmpty())
        headers.append(domain::HeaderField{"Content-Type", reply.contentType});
    return std::make_shared<const listener::Response>(reply.status, headers, body);
}

} // namespace

struct Server::Inner final : listener::RequestHandler
{
    explicit Inner(ServerOptions given);

    qint64 bodyCap(const domain::HttpMessage &) override { return sandbox::bodyCap; }
    void handle(listener::Ticket ticket, domain::Capture &&capture,
                const listener::Refusal *refusal) override;
    void answered(std::span<const listener::Ticket>, Micros) override {}
    Reply answerTo(const domain::HttpMessage &message);
    Credential *whoAsks(const domain::HttpMessage &message, Request &request);
    void count(const Reply &reply, bool isStart);
    Micros now() const { return options.clock() + ahead; }

    const ServerOptions options;
    std::atomic<Micros> ahead = 0;
    mutable std::mutex mutex; // of everything below
    Place place;
    Tenant tenant;
    ServerCounts counts;
    int beforeDrop = 0;
    int toDrop = 0;
    int beforeFailure = 0;
    int toFail = 0;
    int failure = 503;
    bool isOffline = false;
    quint64 gets = 0;
    Secret key, user, admin, clientSecret;
    QString clientId;
    listener::Listener listener{*this}; // last: its thread calls handle()
};

namespace {

WorldOptions worldOptions(const ServerOptions &options)
{
    WorldOptions world;
    world.seed = options.seed;
    world.now = options.clock();
    world.speed = options.speed;
    world.syncInterval = options.syncInterval;
    world.incidents = options.incidents;
    world.pastSessions = options.pastSessions;
    world.runTimes = options.runTimes;
    return world;
}

} // namespace

Server::Inner::Inner(ServerOptions given)
    : options(std::move(given))
    , place(worldOptions(options))
    , tenant(options.tenant, options.profile.tenant)
{
    place.profile = options.profile;
    place.tokenLifetime = options.tokenLifetime;
    place.cacheTime = options.cacheTime;
    place.coldDelayMs = int(options.coldDelayMs / options.speed);
    place.concurrent = options.concurrent;
    place.keyPerMinute = options.keyPerMinute;
    place.insertedBetweenPages = options.insertedBetweenPages;
    place.runKind = options.runKind;
    place.models.append(u"gpt-4o"_s);
    place.modelRows.append(QJsonObject{{u"model_name"_s, u"gpt-4o"_s},
                                       {u"model_info"_s, QJsonObject{{u"id"_s, u"model_1"_s},
                                                                     {u"provider"_s, u"azure"_s},
                                                                     {u"model"_s, u"azure/gpt-4o"_s}}}});
    Credential credential;
    credential.id = u"k_"_s + QString::fromLatin1(randomHex(6));
    credential.scopes = allScopes();
    credential.perMinute = options.keyPerMinute;
    credential.about = {newId(place), u"Sandbox"_s, u"Made at the start"_s, u"admin"_s, options.clock(), 0};
    key = place.credentials.add("sk_live_" + credential.id.toLatin1() + '_', credential);
    credential = {};
    credential.kind = Credential::Kind::User;
    credential.id = u"analyst"_s;
    credential.perMinute = options.userPerMinute;
    user = place.credentials.add("sbx_", credential);
    credential.id = u"admin"_s;
    credential.admin = true;
    admin = place.credentials.add("sbx_", credential);
    clientId = u"client_"_s + QString::fromLatin1(randomHex(8));
    clientSecret = place.credentials.addClient(
        {clientId,
         allScopes(),
         false,
         {newId(place), u"Sandbox client"_s, u"Made at the start"_s, u"admin"_s, options.clock(), 0}});
}

// Which of two credentials wins is not documented: the key.
Credential *Server::Inner::whoAsks(const domain::HttpMessage &message, Request &request)
{
    if (const QByteArray given = message.first("X-API-Key"); !given.isEmpty()) {
        request.authorization = "key";
        return place.credentials.find(given, request.now);
    }
    request.authorization = message.first("Authorization");
    constexpr QByteArrayView bearer = "Bearer ";
    if (request.authorization.left(bearer.size()).compare(bearer, Qt::CaseInsensitive) != 0)
        return nullptr;
    return place.credentials.find(QByteArrayView(request.authorization).sliced(bearer.size()).trimmed(),
                                  request.now);
}

Reply Server::Inner::answerTo(const domain::HttpMessage &message)
{
    const bool isGet = message.method == "GET";
    if (beforeFailure > 0) {
        --beforeFailure;
    } else if (toFail > 0) {
        --toFail;
        return problem(failure, u"A dependency is down"_s);
    }
    if (options.profile.hostile && isGet && ++gets % proxyEvery == 0)
        return proxyPage(502, gets / proxyEvery);
    Request request = requestOf(message, now());
    place.world.advance(request.now);
    if (Tenant::takes(request.path)) {
        request.authorization = message.first("Authorization");
        Reply reply = tenant.answer(request);
        count(reply, false);
        return reply;
    }
    Credential *who = whoAsks(message, request);
    Reply reply = routed(place, request, who);
    if (options.profile.hostile && reply.status >= 500)
        return proxyPage(reply.status, gets);
    if (options.profile.hostile && reply.status < 300)
        reply.json = withStrangeMembers(reply.json);
    count(reply, reply.status < 300 && request.path.value(3) == u"start"_s);
    return reply;
}

void Server::Inner::count(const Reply &reply, bool isStart)
{
    counts.starts += isStart;
    counts.limited += reply.status == 429;
    counts.refused += reply.status == 401 || reply.status == 403;
}

void Server::Inner::handle(listener::Ticket ticket, domain::Capture &&capture,
                           const listener::Refusal *refusal)
{
    if (refusal) {
        listener.answer({{ticket, listener::Response::plain(refusal->status, refusal->reason)}});
        return;
    }
    Reply reply;
    {
        const std::lock_guard lock(mutex);
        ++counts.requests;
        if (isOffline) {
            reply.plan.ending = domain::Ending::Reset;
        } else {
            reply = answerTo(capture.message);
            if (beforeDrop > 0) {
                --beforeDrop;
            } else if (toDrop > 0) {
                --toDrop;
                reply.plan.ending = domain::Ending::Close;
            }
        }
        counts.failures += reply.status >= 500;
    }
    listener.answer({{ticket, responseOf(reply), reply.plan}});
}

Server::Server(ServerOptions options)
{
    if (!(options.speed > 0))
        options.speed = 1;
    m = std::make_unique<Inner>(std::move(options));
}

Server::~Server() = default;

Result<void> Server::listen()
{
    listener::ListenOptions options;
    options.port = m->options.port;
    if (auto bound = m->listener.listen(options); !bound)
        return bound;
    const std::lock_guard lock(m->mutex);
    m->place.tokenEndpoint = tokenEndpoint().toString();
    m->place.world.setWebApp(webApp().toString());
    return {};
}

QUrl Server::baseUrl() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m->listener.port()));
}

// The web app is another host than the API (socmate.md section 1): what mixes them up is seen at once.
QUrl Server::webApp() const
{
    return QUrl(u"http://localhost:%1"_s.arg(m->listener.port()));
}

QUrl Server::tokenEndpoint() const
{
    return QUrl(u"http://localhost:%1/oauth/token"_s.arg(m->listener.port()));
}

Secret Server::apiKey() const
{
    return m->key;
}

Secret Server::userToken() const
{
    return m->user;
}

Secret Server::adminToken() const
{
    return m->admin;
}

QString Server::clientId() const
{
    return m->clientId;
}

Secret Server::clientSecret() const
{
    return m->clientSecret;
}

const ServerOptions &Server::options() const
{
    return m->options;
}

Micros Server::now() const
{
    return m->now();
}

void Server::advance(Micros by)
{
    m->ahead += by;
    tick();
}

void Server::tick()
{
    const std::lock_guard lock(m->mutex);
    m->place.world.advance(m->now());
}

std::vector<Event> Server::takeEvents()
{
    const std::lock_guard lock(m->mutex);
    return m->place.world.takeEvents();
}

void Server::arrive(int incidents)
{
    const std::lock_guard lock(m->mutex);
    m->place.world.advance(m->now());
    for (int i = 0; i < incidents; ++i)
        m->place.world.arrive(m->place.world.now());
}

void Server::look(const std::function<void(World &)> &with)
{
    const std::lock_guard lock(m->mutex);
    with(m->place.world);
}

void Server::lookAtTenant(const std::function<void(Tenant &)> &with)
{
    const std::lock_guard lock(m->mutex);
    with(m->tenant);
}

Secret Server::tenantPassword() const
{
    return m->tenant.password();
}

Secret Server::tenantClientSecret() const
{
    return m->tenant.clientSecret();
}

void Server::dropNext(int count, int after)
{
    const std::lock_guard lock(m->mutex);
    m->beforeDrop = after;
    m->toDrop = count;
}

void Server::failNext(int count, int status, int after)
{
    const std::lock_guard lock(m->mutex);
    m->beforeFailure = after;
    m->toFail = count;
    m->failure = status;
}

void Server::setOffline(bool isOffline)
{
    const std::lock_guard lock(m->mutex);
    m->isOffline = isOffline;
}

void Server::disableApiKey()
{
    const std::lock_guard lock(m->mutex);
    if (const Credential *key = m->place.credentials.find(m->key.reveal(), m->now()))
        m->place.credentials.disable(key->id);
}

ServerCounts Server::counts() const
{
    const std::lock_guard lock(m->mutex);
    return m->counts;
}

} // namespace tocsin::sandbox
