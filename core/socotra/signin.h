// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/http/httpclient.h"
#include "core/http/timing.h"
#include "core/socotra/tenant.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>

namespace tocsin::socotra {

// Answers what is in the secret store under a label, now or later; this layer does not know the store.
using SecretSource = std::function<void(const QString &label, QObject *context, Handler<Secret>)>;

// The token of a tenant administrator (socotra.md section 2): asked for once however many wait for it,
// renewed when less than a fifth of its life or two minutes remain, kept in memory alone. A refused sign-in
// is remembered and answered to everybody without asking again, until tryAgain(): accounts are locked after
// some failures (2.9). Lives on the API's thread.
class SignIn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignIn)

public:
    // The client must outlive this.
    SignIn(const Tenant &tenant, SecretSource secrets, http::HttpClient &client, http::Timing timing,
           QObject *parent = nullptr);

    // Unauthorised: no password is stored, or the sign-in is refused.
    void token(QObject *context, Handler<Secret> handler);

    // After a 401 with this token: is there something newer to be had? Then the next token() gets it.
    bool renew(const Secret &refused);
    void tryAgain(); // the user has changed something, or says so
    void forget();

private:
    struct Waiting
    {
        QPointer<QObject> context;
        Handler<Secret> handler;
    };

    void signIn();
    void askWith(const Secret &password);
    void askForRenewal();
    void onSignedIn(const Result<http::HttpReply> &reply, const Secret &password);
    void onRenewed(const Result<http::HttpReply> &reply);
    Result<void> take(const http::HttpReply &reply, const Secret &password);
    void refuse(const Error &error);
    void answerAll(const Result<Secret> &result);
    http::HttpRequest request(const QString &path) const;

    const Tenant m_tenant;
    const SecretSource m_secrets;
    http::HttpClient &m_client;
    const http::Timing m_timing;
    Secret m_token;
    Micros m_renewAt = 0; // in the timing's own time
    Micros m_ends = 0;
    std::optional<Error> m_refusal;
    QList<Waiting> m_waiting;
};

} // namespace tocsin::socotra
