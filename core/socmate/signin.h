// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/connection.h"
#include "core/http/httpclient.h"
#include "core/http/timing.h"

#include <QObject>
#include <QPointer>

namespace tocsin::socmate {

// Answers what is in the secret store under a label, now or later; this layer does not know the store.
using SecretSource = std::function<void(const QString &label, QObject *context, Handler<Secret>)>;

// The one header that signs a request in: never both of them (socmate.md 2.1).
struct Credential
{
    QByteArray name;   // "X-API-Key" or "Authorization"
    QByteArray prefix; // "" or "Bearer "
    Secret value;
};

// What a connection signs in with: its API key, its token, or a token that its client credentials are
// exchanged for. That one is kept in memory until shortly before it expires, and asked for once however many
// wait for it. Lives on the connection's thread.
class SignIn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignIn)

public:
    SignIn(const domain::Connection &connection, SecretSource secrets, http::Timing timing,
           QObject *parent = nullptr);

    // The client is used for the token alone and must live until the answer. Unauthorised: no secret is
    // stored, or the token server refuses it.
    void credential(http::HttpClient &client, QObject *context, Handler<Credential> handler);

    // After a 401: is there something newer to be had? Then the next credential() gets it.
    bool renew();
    void forget();

private:
    struct Waiting
    {
        QPointer<QObject> context;
        Handler<Credential> handler;
    };

    void askForToken(http::HttpClient &client, const Secret &clientSecret);
    void onToken(const Result<http::HttpReply> &reply, const Secret &clientSecret);
    void answerAll(const Result<Credential> &result);

    const domain::Connection m_connection;
    const SecretSource m_secrets;
    const http::Timing m_timing;
    Secret m_token; // of client credentials
    Micros m_tokenEnds = 0;
    QList<Waiting> m_waiting;
};

} // namespace tocsin::socmate
