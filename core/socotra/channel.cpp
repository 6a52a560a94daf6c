// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/channel.h"

#include "core/socotra/errorreader.h"
#include "core/socotra/paths.h"

#include <QRandomGenerator>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestAnswer = 16 * 1024 * 1024;
constexpr int connectTimeoutMs = 15'000;
constexpr auto pauseWithoutWord = std::chrono::seconds(10); // a 429 that does not say how long

http::Transport bounded(http::Transport transport, int timeoutMs)
{
    transport.bodyLimit = largestAnswer;
    transport.connectTimeoutMs = std::min(connectTimeoutMs, timeoutMs);
    transport.followSameOrigin = true;
    return transport;
}

} // namespace

SocotraApi::Channel::Channel(const Tenant &tenant, SecretSource secrets, http::Transport transport,
                             http::RequestBudget &budget)
    : m_tenant(tenant)
    , m_budget(budget)
    , m_client(bounded(std::move(transport), tenant.timeoutMs))
    , m_signIn(m_tenant, std::move(secrets), m_client, budget.timing())
{}

ApiCall SocotraApi::Channel::get(const QByteArray &path) const
{
    ApiCall call;
    call.isRead = true;
    call.request.method = "GET";
    call.request.url = joined(m_tenant.api, path);
    call.request.headers = {{"Accept", "application/json"}, {"User-Agent", "Tocsin/" TOCSIN_VERSION}};
    call.request.timeoutMs = m_tenant.timeoutMs;
    return call;
}

ApiCall SocotraApi::Channel::write(const QByteArray &method, const QByteArray &path, const Secret &body,
                                   const QList<Secret> &secrets) const
{
    ApiCall call = get(path);
    call.isRead = false;
    call.request.method = method;
    call.body = body;
    call.secrets = secrets;
    if (!body.isEmpty())
        call.request.headers.emplaceBack("Content-Type", "application/json");
    return call;
}

void SocotraApi::Channel::giveUp()
{
    for (const CallPtr &call : std::exchange(m_sentWrites, {}))
        wrote({call->request.method, http::loggable(call->request.url), http::answerUnknown()});
}

void SocotraApi::Channel::send(ApiCall call, QObject *context, Handler<http::HttpReply> handler)
{
    call.context = context;
    call.handler = std::move(handler);
    const auto shared = std::make_shared<ApiCall>(std::move(call));
    // Also when everything is at hand: no handler runs within the call that it belongs to.
    QMetaObject::invokeMethod(
        this, [this, shared] { run(shared); }, Qt::QueuedConnection);
}

void SocotraApi::Channel::run(const CallPtr &call)
{
    m_signIn.token(this, [this, call](const Result<Secret> &token) {
        if (!token)
            return finish(call, tl::unexpected(token.error()));
        sendWith(call, *token);
    });
}

void SocotraApi::Channel::sendWith(const CallPtr &call, const Secret &token)
{
    m_budget.acquire(http::Priority::Asked, call->context, [self = QPointer<Channel>(this), call, token] {
        if (!self)
            return;
        http::HttpRequest request = call->request;
        request.body = call->body.reveal().toByteArray();
        request.credentialName = "Authorization";
        request.credentialPrefix = headerPrefix(self->m_tenant.header);
        request.credential = token;
        call->token = token;
        if (!call->isRead)
            self->m_sentWrites.append(call);
        self->m_client.send(request, self.data(), [self, call](const Result<http::HttpReply> &reply) {
            if (self)
                self->onReply(call, reply);
        });
        wipe(request.body);
    });
}

bool SocotraApi::Channel::repeats(const CallPtr &call, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Transient || error.kind == Error::Kind::Unanswered;
    if (!call->isRead || !passes || call->repeats >= m_plan.repeats || error.retryAfter > m_plan.longest)
        return false;
    const auto pause = http::backoff(call->repeats++, m_plan, QRandomGenerator::global()->generateDouble());
    m_budget.timing().after(std::max(pause, error.retryAfter), this, [this, call] { run(call); });
    return true;
}

void SocotraApi::Channel::onReply(const CallPtr &call, Result<http::HttpReply> reply)
{
    if (m_sentWrites.removeOne(call))
        wrote({call->request.method, http::loggable(call->request.url),
               reply ? QString::number(reply->status) : reply.error().detail});
    if (!call->context)
        return;
    if (!reply) {
        if (!repeats(call, reply.error()))
            finish(call, std::move(reply));
        return;
    }
    if (reply->cut)
        return finish(call, fail(Error::Kind::Rejected,
                                 u"%1: the answer is larger than %2 MiB"_s.arg(http::loggable(reply->url))
                                     .arg(largestAnswer / 1024 / 1024)));
    if (reply->status >= 200 && reply->status < 300)
        return finish(call, std::move(reply));
    if (reply->status == 401 && !call->renewed && m_signIn.renew(call->token)) {
        call->renewed = true; // once, then it is told (2.12)
        return run(call);
    }
    Error error = refusalOf(*reply, wallClock(), call->secrets + QList{call->token});
    if (error.kind == Error::Kind::Limited)
        m_budget.pauseFor(error.retryAfter.count() > 0 ? error.retryAfter : pauseWithoutWord);
    if (!call->isRead && reply->status >= 500) // it may have been carried out (8.4)
        error.kind = Error::Kind::Unanswered;
    if (!repeats(call, error))
        finish(call, tl::unexpected(error));
}

void SocotraApi::Channel::finish(const CallPtr &call, Result<http::HttpReply> result)
{
    const Handler<http::HttpReply> handler = std::exchange(call->handler, nullptr);
    if (call->context && handler)
        handler(std::move(result));
}

} // namespace tocsin::socotra
