// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/backoff.h"
#include "core/http/requestbudget.h"
#include "core/socotra/signin.h"
#include "core/socotra/socotraapi.h"

namespace tocsin::socotra {

// One request of the API before it is signed in.
struct ApiCall
{
    http::HttpRequest request;
    Secret body;         // of a write
    bool isRead = false; // may be repeated
    QPointer<QObject> context;
    Handler<http::HttpReply> handler; // of success answers alone
    QList<Secret> secrets;            // in the body: never in an error's text
    Secret token;                     // that it was sent with; likewise
    int repeats = 0;
    bool renewed = false;
};

// From a call to its answer: sign-in, budget, transport, repeats of reads, and the reading of refusals.
class SocotraApi::Channel final : public QObject
{
public:
    Channel(const Tenant &tenant, SecretSource secrets, http::Transport transport,
            http::RequestBudget &budget);

    ApiCall get(const QByteArray &path) const;
    ApiCall write(const QByteArray &method, const QByteArray &path, const Secret &body,
                  const QList<Secret> &secrets) const;
    void send(ApiCall call, QObject *context, Handler<http::HttpReply> handler);
    std::function<void(const http::SentWrite &)> wrote; // called for every write that went out
    void giveUp();                                      // tells of those that are not answered
    SignIn &signIn() { return m_signIn; }
    const Tenant &tenant() const { return m_tenant; }

private:
    using CallPtr = std::shared_ptr<ApiCall>;

    void run(const CallPtr &call);
    void sendWith(const CallPtr &call, const Secret &token);
    void onReply(const CallPtr &call, Result<http::HttpReply> reply);
    bool repeats(const CallPtr &call, const Error &error);
    static void finish(const CallPtr &call, Result<http::HttpReply> result);

    QList<CallPtr> m_sentWrites; // that are not answered
    const Tenant m_tenant;
    http::RequestBudget &m_budget;
    const http::BackoffPlan m_plan;
    http::HttpClient m_client;
    SignIn m_signIn;
};

} // namespace tocsin::socotra
