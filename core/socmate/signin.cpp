// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/signin.h"

#include "core/socmate/document.h"
#include "core/socmate/errorreader.h"

#include <algorithm>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 usualLifetime = 30 * 60; // seconds; socmate.md 2.1
constexpr qint64 longestLifetime = 24 * 3600;

// A key that was pasted brings its line end along.
Secret trimmed(const Secret &secret)
{
    return Secret::copyOf(secret.reveal().trimmed());
}

QByteArray formOf(const domain::Connection &connection, const Secret &clientSecret)
{
    QByteArray form =
        "grant_type=client_credentials&client_id=" + QUrl::toPercentEncoding(connection.clientId) +
        "&client_secret=" + clientSecret.reveal().toByteArray().toPercentEncoding();
    if (!connection.scopes.isEmpty())
        form += "&scope=" + QUrl::toPercentEncoding(connection.scopes.join(u' '));
    return form;
}

} // namespace

SignIn::SignIn(const domain::Connection &connection, SecretSource secrets, http::Timing timing,
               QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_secrets(std::move(secrets))
    , m_timing(std::move(timing))
{}

void SignIn::credential(http::HttpClient &client, QObject *context, Handler<Credential> handler)
{
    if (!m_token.isEmpty() && m_timing.now() < m_tokenEnds)
        return handler(Credential{"Authorization", "Bearer ", m_token});
    m_waiting.append({context, std::move(handler)});
    if (m_waiting.size() > 1)
        return;
    m_secrets(m_connection.secretLabel, this,
              [this, safe = QPointer<http::HttpClient>(&client)](const Result<Secret> &stored) {
                  if (!stored)
                      return answerAll(tl::unexpected(stored.error()));
                  const Secret secret = trimmed(*stored);
                  if (secret.isEmpty())
                      return answerAll(
                          fail(Error::Kind::Unauthorised,
                               u"no key is stored for the connection \"%1\""_s.arg(m_connection.name)));
                  if (m_connection.signIn == domain::SignIn::ApiKey)
                      return answerAll(Credential{"X-API-Key", {}, secret});
                  if (m_connection.signIn == domain::SignIn::BearerToken)
                      return answerAll(Credential{"Authorization", "Bearer ", secret});
                  if (safe)
                      askForToken(*safe, secret);
              });
}

void SignIn::askForToken(http::HttpClient &client, const Secret &clientSecret)
{
    http::HttpRequest request;
    request.url = m_connection.tokenEndpoint;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = formOf(m_connection, clientSecret);
    request.timeoutMs = m_connection.timeoutMs;
    client.send(request, this,
                [this, clientSecret](const Result<http::HttpReply> &reply) { onToken(reply, clientSecret); });
}

void SignIn::onToken(const Result<http::HttpReply> &reply, const Secret &clientSecret)
{
    if (!reply) {
        Error error = reply.error();
        if (error.kind == Error::Kind::Unanswered) // a token more does no harm
            error.kind = Error::Kind::Transient;
        return answerAll(tl::unexpected(error));
    }
    if (reply->status < 200 || reply->status >= 300) {
        Error error = refusalOf(*reply, {}, wallClock(), {clientSecret});
        if (reply->status == 400 || reply->status == 403) // RFC 6749 5.2 answers a wrong secret with 400
            error.kind = Error::Kind::Unauthorised;
        return answerAll(tl::unexpected(error));
    }
    const Result<Document> document = Document::read(reply->body);
    if (!document)
        return answerAll(tl::unexpected(document.error()));
    const Node root = document->root();
    const QString token = root.member("accesstoken"_L1).text().value_or(QString());
    if (token.isEmpty())
        return answerAll(fail(Error::Kind::Malformed, u"%1 answered without a token"_s.arg(
                                                          http::loggable(m_connection.tokenEndpoint))));
    const qint64 lifetime =
        std::clamp<qint64>(root.member("expiresin"_L1).integer().value_or(usualLifetime), 1, longestLifetime);
    const qint64 margin = std::min<qint64>(60, lifetime / 10);
    m_token = Secret(token.toUtf8());
    m_tokenEnds = m_timing.now() + (lifetime - margin) * microsPerSecond;
    answerAll(Credential{"Authorization", "Bearer ", m_token});
}

void SignIn::answerAll(const Result<Credential> &result)
{
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting &one : waiting) {
        if (one.context)
            one.handler(result);
    }
}

bool SignIn::renew()
{
    const bool had = !m_token.isEmpty();
    m_token = {};
    return had;
}

void SignIn::forget()
{
    m_token = {};
}

} // namespace tocsin::socmate
