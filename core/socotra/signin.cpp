// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/signin.h"

#include "core/http/retryafter.h"
#include "core/json/edit.h"
#include "core/socotra/errorreader.h"
#include "core/socotra/jsonparts.h"
#include "core/socotra/paths.h"

#include <algorithm>
#include <limits>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

constexpr Micros never = std::numeric_limits<Micros>::max();
constexpr Micros longestLife = 30 * 24 * 3600 * microsPerSecond;
constexpr Micros renewBefore = 120 * microsPerSecond; // 2.12

QByteArray signInBody(const Tenant &tenant, const Secret &password)
{
    const bool isClient = tenant.way == Tenant::Way::SsoClient;
    QByteArray body = (isClient ? "{\"clientId\":" : "{\"username\":") + quoted(tenant.userName) +
                      (isClient ? ",\"clientSecret\":" : ",\"password\":") +
                      json::quotedText(password.reveal());
    if (tenant.form == Tenant::Form::HostName && !(isClient && tenant.tenant.isEmpty()))
        body += ",\"hostName\":" + quoted(tenant.tenant);
    else if (tenant.form == Tenant::Form::TenantName)
        body += ",\"tenantName\":" + quoted(tenant.tenant);
    return body + '}';
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

SignIn::SignIn(const Tenant &tenant, SecretSource secrets, http::HttpClient &client, http::Timing timing,
               QObject *parent)
    : QObject(parent)
    , m_tenant(tenant)
    , m_secrets(std::move(secrets))
    , m_client(client)
    , m_timing(std::move(timing))
{}

void SignIn::token(QObject *context, Handler<Secret> handler)
{
    if (m_refusal)
        return handler(tl::unexpected(*m_refusal));
    const Micros now = m_timing.now();
    if (!m_token.isEmpty() && now < m_renewAt)
        return handler(m_token);
    m_waiting.append({context, std::move(handler)});
    if (m_waiting.size() > 1)
        return;
    if (!m_token.isEmpty() && now < m_ends)
        askForRenewal();
    else
        signIn();
}

void SignIn::signIn()
{
    m_token = {};
    m_secrets(m_tenant.secretLabel, this, [this](const Result<Secret> &stored) {
        if (!stored)
            return answerAll(tl::unexpected(stored.error()));
        if (stored->isEmpty())
            return answerAll(fail(Error::Kind::Unauthorised,
                                  u"no password is stored for the tenant \"%1\""_s.arg(m_tenant.name)));
        askWith(*stored);
    });
}

http::HttpRequest SignIn::request(const QString &path) const
{
    http::HttpRequest request;
    request.url = joined(m_tenant.api, path.toLatin1());
    request.headers = {{"Accept", "application/json"}, {"User-Agent", "Tocsin/" TOCSIN_VERSION}};
    request.timeoutMs = m_tenant.timeoutMs;
    return request;
}

void SignIn::askWith(const Secret &password)
{
    http::HttpRequest asked =
        request(m_tenant.way == Tenant::Way::SsoClient ? u"account/sso/authenticateClient"_s
                                                       : u"account/authenticateAdmin"_s);
    if (m_tenant.form == Tenant::Form::Locator)
        asked.url.setQuery("tenantLocator="_L1 +
                               QString::fromLatin1(QUrl::toPercentEncoding(m_tenant.tenant)),
                           QUrl::StrictMode);
    asked.headers.emplaceBack("Content-Type", "application/json");
    asked.body = signInBody(m_tenant, password);
    m_client.send(asked, this,
                  [this, password](const Result<http::HttpReply> &reply) { onSignedIn(reply, password); });
    wipe(asked.body);
}

void SignIn::onSignedIn(const Result<http::HttpReply> &reply, const Secret &password)
{
    if (!reply) {
        Error error = reply.error();
        // It may have counted as a failure there: not repeated by itself, but neither is it a refusal.
        if (error.kind == Error::Kind::Unanswered)
            error.kind = Error::Kind::Transient;
        return answerAll(tl::unexpected(error));
    }
    http::HttpReply answer = *reply;
    if (isSuccess(answer.status)) {
        const int inBody = statusInBody(answer.body); // a failure that is told in the body alone (2.13)
        if (inBody >= 400)
            answer.status = inBody;
    }
    if (!isSuccess(answer.status)) {
        Error error = refusalOf(answer, wallClock(), {password});
        if (answer.status == 400 || answer.status == 403 || answer.status == 404 || answer.status == 423)
            error.kind = Error::Kind::Unauthorised;
        if (error.kind == Error::Kind::Unauthorised)
            return refuse(error);
        return answerAll(tl::unexpected(error));
    }
    if (const Result<void> taken = take(answer, password); !taken)
        return answerAll(tl::unexpected(taken.error()));
    answerAll(m_token);
}

void SignIn::askForRenewal()
{
    http::HttpRequest asked = request(u"account/renewAuthentication"_s);
    asked.credentialName = "Authorization";
    asked.credentialPrefix = headerPrefix(m_tenant.header);
    asked.credential = m_token;
    m_client.send(asked, this, [this](const Result<http::HttpReply> &reply) { onRenewed(reply); });
}

// The call is known from samples alone (2.8): when it does not work, the password does.
void SignIn::onRenewed(const Result<http::HttpReply> &reply)
{
    if (!reply) // the token is still good for a while; the next request tries again
        return answerAll(m_token.isEmpty() ? Result<Secret>(tl::unexpected(reply.error())) : m_token);
    const bool isRefused = !isSuccess(reply->status) || statusInBody(reply->body) >= 400;
    if (isRefused || !take(*reply, {}))
        return signIn();
    answerAll(m_token);
}

Result<void> SignIn::take(const http::HttpReply &reply, const Secret &password)
{
    const auto members = rawMembers(reply.body.trimmed());
    const QString token = members ? textOf(rawMember(*members, u"authorizationToken")) : QString();
    if (token.isEmpty())
        return fail(Error::Kind::Malformed,
                    u"%1 answered without a token: %2"_s.arg(http::loggable(reply.url),
                                                             refusalText(reply.body.left(200), {password})));
    m_token = Secret(token.toUtf8());
    m_renewAt = m_ends = never;
    const auto expires = wholeOf(rawMember(*members, u"expiresTimestamp"));
    if (!expires) // then a 401 is what tells (2.12)
        return {};
    // By the server's clock, as far as it tells it: ours may be wrong.
    const Micros here = wallClock();
    const Micros there = http::parseHttpDate(reply.header("Date"), here).value_or(here);
    constexpr qint64 mostMillis = std::numeric_limits<qint64>::max() / 1000;
    if (*expires > mostMillis || *expires * 1000 <= there)
        return {};
    const Micros life = std::min(*expires * 1000 - there, longestLife);
    const Micros now = m_timing.now();
    m_ends = now + life;
    // Of a token that lives shorter than four minutes, half of its life is used at least.
    m_renewAt = now + std::max(std::min(life * 4 / 5, life - renewBefore), life / 2);
    return {};
}

void SignIn::refuse(const Error &error)
{
    m_refusal = error;
    m_refusal->detail += u". It is not tried again by itself: accounts are locked after some failures"_s;
    answerAll(tl::unexpected(*m_refusal));
}

void SignIn::answerAll(const Result<Secret> &result)
{
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting &one : waiting) {
        if (one.context)
            one.handler(result);
    }
}

bool SignIn::renew(const Secret &refused)
{
    if (m_refusal)
        return false;
    if (m_token.reveal() == refused.reveal())
        m_token = {};
    return true;
}

void SignIn::tryAgain()
{
    m_refusal.reset();
}

void SignIn::forget()
{
    m_refusal.reset();
    m_token = {};
}

} // namespace tocsin::socotra
