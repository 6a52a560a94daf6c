// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/channel.h"

#include "core/socmate/connectiontransport.h"
#include "core/socmate/errorreader.h"
#include "core/socmate/paths.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr auto pauseWithoutWord = std::chrono::seconds(10); // a 429 that does not say how long

// A gateway that lost its server cannot say whether the write arrived there (RFC 9110 15.6.3, 15.6.5).
bool mayBeDone(int status)
{
    return status == 502 || status == 504;
}

} // namespace

SocmateApi::Channel::Channel(domain::Connection connection, SecretSource secrets, http::RequestBudget &budget)
    : m_connection(std::move(connection))
    , m_secrets(std::move(secrets))
    , m_budget(budget)
    , m_signIn(m_connection, m_secrets, budget.timing())
{}

void SocmateApi::Channel::giveUp()
{
    for (const CallPtr &call : std::exchange(m_sentWrites, {}))
        wrote({call->request.method, http::loggable(call->request.url), http::answerUnknown()});
}

void SocmateApi::Channel::forgetSecrets()
{
    m_client.clear(); // stays a child until all ends: requests may be under way on it
    m_signIn.forget();
}

ApiCall SocmateApi::Channel::get(const QByteArray &path, const QString &scope,
                                 const Parameters &parameters) const
{
    ApiCall call;
    call.isRead = true;
    call.scope = scope;
    call.request.method = "GET";
    call.request.url = joined(m_connection.api, path, parameters);
    call.request.headers = {{"Accept", "application/json"}, {"User-Agent", "Tocsin/" TOCSIN_VERSION}};
    call.request.timeoutMs = m_connection.timeoutMs;
    return call;
}

ApiCall SocmateApi::Channel::post(const QByteArray &path, const QString &scope, const QJsonObject &body,
                                  const QList<Secret> &secrets) const
{
    ApiCall call = get(path, scope);
    call.isRead = false;
    call.request.method = "POST";
    call.request.headers.emplaceBack("Content-Type", "application/json");
    call.secrets = secrets;
    call.request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return call;
}

void SocmateApi::Channel::run(const CallPtr &call)
{
    const auto signIn = [this, call](http::HttpClient &client) {
        m_signIn.credential(
            client, this,
            [this, call, safe = QPointer<http::HttpClient>(&client)](const Result<Credential> &credential) {
                if (!credential)
                    return finish(call, tl::unexpected(credential.error()));
                if (safe)
                    send(call, *safe, *credential);
            });
    };
    // Also when everything is at hand: no handler runs within the call that it belongs to.
    QMetaObject::invokeMethod(
        this, [this, call, signIn] { withClient(call, signIn); }, Qt::QueuedConnection);
}

void SocmateApi::Channel::withClient(const CallPtr &call, const std::function<void(http::HttpClient &)> &go)
{
    if (m_client)
        return go(*m_client);
    m_waiting.append(Waiting{call, go});
    if (m_waiting.size() == 1)
        prepareClient();
}

void SocmateApi::Channel::stored(const QString &label,
                                 const std::function<void(const Result<Secret> &)> &then)
{
    if (label.isEmpty())
        return then(Secret());
    m_secrets(label, this, then);
}

void SocmateApi::Channel::prepareClient()
{
    const bool manual = m_connection.proxy == domain::ProxyMode::Manual;
    stored(manual ? m_connection.proxyLabel : QString(), [this](const Result<Secret> &password) {
        if (!password)
            return clientReady(tl::unexpected(password.error()));
        const QString label = m_connection.clientFile.isEmpty() ? QString() : m_connection.clientLabel;
        stored(label, [this, password = *password](const Result<Secret> &passphrase) {
            if (!passphrase)
                return clientReady(tl::unexpected(passphrase.error()));
            clientReady(transportOf(m_connection, password, *passphrase));
        });
    });
}

void SocmateApi::Channel::clientReady(const Result<http::Transport> &transport)
{
    const auto waiting = std::exchange(m_waiting, {});
    if (transport)
        m_client = new http::HttpClient(*transport, this);
    for (const auto &[call, go] : waiting) {
        if (m_client)
            go(*m_client);
        else
            finish(call, tl::unexpected(transport.error()));
    }
}

void SocmateApi::Channel::send(const CallPtr &call, http::HttpClient &client, const Credential &credential)
{
    const auto go = [self = QPointer<Channel>(this), call, credential,
                     safe = QPointer<http::HttpClient>(&client)] {
        if (!self || !safe)
            return;
        http::HttpRequest request = call->request;
        request.credentialName = credential.name;
        request.credentialPrefix = credential.prefix;
        request.credential = credential.value;
        call->credential = credential.value;
        if (!call->isRead)
            self->m_sentWrites.append(call);
        safe->send(request, self.data(), [self, call](const Result<http::HttpReply> &reply) {
            if (self)
                self->onReply(call, reply);
        });
    };
    m_budget.acquire(call->priority, call->context, go);
}

// Arranges a repeat when there may be one.
bool SocmateApi::Channel::repeats(const CallPtr &call, const Error &error)
{
    const bool passes = error.kind == Error::Kind::Transient || error.kind == Error::Kind::Unanswered;
    if (!call->isRead || !passes || call->repeats >= m_plan.repeats || error.retryAfter > m_plan.longest)
        return false;
    const auto pause = http::backoff(call->repeats++, m_plan, QRandomGenerator::global()->generateDouble());
    m_budget.timing().after(std::max(pause, error.retryAfter), this, [this, call] { run(call); });
    return true;
}

void SocmateApi::Channel::onReply(const CallPtr &call, Result<http::HttpReply> reply)
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
        return finish(
            call, fail(Error::Kind::Rejected,
                       u"%1: the answer is larger than %2 MiB; ask for less"_s.arg(http::loggable(reply->url))
                           .arg(largestAnswer / 1024 / 1024)));
    const bool isAnswer = reply->status >= 200 && reply->status < 300;
    if (isAnswer || (call->isGuess && isUnknownPath(reply->status)))
        return finish(call, std::move(reply));
    if (reply->status == 401 && !call->renewed && m_signIn.renew()) {
        call->renewed = true;
        return run(call);
    }
    Error error = refusalOf(*reply, call->scope, wallClock(), call->secrets + QList{call->credential});
    if (error.kind == Error::Kind::Limited && !call->isStart)
        m_budget.pauseFor(error.retryAfter.count() > 0 ? error.retryAfter : pauseWithoutWord);
    if (!call->isRead && mayBeDone(reply->status))
        error.kind = Error::Kind::Unanswered;
    if (!repeats(call, error))
        finish(call, tl::unexpected(error));
}

void SocmateApi::Channel::finish(const CallPtr &call, Result<http::HttpReply> result)
{
    const Handler<http::HttpReply> handler = std::exchange(call->handler, nullptr);
    if (call->context && handler)
        handler(std::move(result));
}

} // namespace tocsin::socmate
