// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/backoff.h"
#include "core/http/requestbudget.h"
#include "core/socmate/signin.h"
#include "core/socmate/socmateapi.h"

#include <QJsonObject>
#include <QtConcurrent>

namespace tocsin::socmate {

// What a server answers that does not know a path.
inline bool isUnknownPath(int status)
{
    return status == 404 || status == 405 || status == 501;
}

// One request of the API before it is signed in.
struct ApiCall
{
    http::HttpRequest request;
    http::Priority priority = http::Priority::Asked;
    bool isRead = false;  // may be repeated
    bool isStart = false; // a 429 is the cap on investigations and not the budget's
    QString scope;        // that it needs; empty = none is known
    bool isGuess = false; // the path is one: 404, 405 and 501 reach the handler as answers
    QPointer<QObject> context;
    Handler<http::HttpReply> handler; // of success answers alone
    QList<Secret> secrets;            // in the body: never in an error's text
    Secret credential;                // that it was sent with; likewise
    int repeats = 0;
    bool renewed = false;
};

// From a call to its answer: the transport with the connection's proxy, authorities and certificate, the
// sign-in, the budget, repeats of reads, and the reading of refusals.
class SocmateApi::Channel final : public QObject
{
public:
    Channel(domain::Connection connection, SecretSource secrets, http::RequestBudget &budget);

    const domain::Connection &connection() const { return m_connection; }
    void forgetSecrets();

    std::function<void(const http::SentWrite &)> wrote; // called for every write that went out
    void giveUp();                                      // tells of those that are not answered

    using Parameters = QList<std::pair<QString, QString>>;
    ApiCall get(const QByteArray &path, const QString &scope, const Parameters &parameters = {}) const;
    ApiCall post(const QByteArray &path, const QString &scope, const QJsonObject &body,
                 const QList<Secret> &secrets = {}) const;

    // Sends it and hands what the reader makes of the answer to the handler, on the context's thread; large
    // answers are read on another one.
    template<class T, class Read>
    void ask(ApiCall call, QObject *context, Handler<T> handler, Read read);

    // An answer of its own, never from within the call.
    template<class T>
    static void refuse(QObject *context, const Handler<T> &handler, const QString &detail);

    static constexpr qsizetype readHere = 64 * 1024; // bytes; more takes longer than a frame has

private:
    using CallPtr = std::shared_ptr<ApiCall>;
    struct Waiting
    {
        CallPtr call;
        std::function<void(http::HttpClient &)> go;
    };

    void run(const CallPtr &call);
    void withClient(const CallPtr &call, const std::function<void(http::HttpClient &)> &go);
    void prepareClient();
    void clientReady(const Result<http::Transport> &transport);
    void send(const CallPtr &call, http::HttpClient &client, const Credential &credential);
    void onReply(const CallPtr &call, Result<http::HttpReply> reply);
    bool repeats(const CallPtr &call, const Error &error);
    void stored(const QString &label, const std::function<void(const Result<Secret> &)> &then);
    static void finish(const CallPtr &call, Result<http::HttpReply> result);

    QList<CallPtr> m_sentWrites; // that are not answered
    const domain::Connection m_connection;
    const SecretSource m_secrets;
    http::RequestBudget &m_budget;
    const http::BackoffPlan m_plan;
    SignIn m_signIn;
    QPointer<http::HttpClient> m_client; // a child; none before the first request
    QList<Waiting> m_waiting;            // for the client
};

template<class T, class Read>
void SocmateApi::Channel::ask(ApiCall call, QObject *context, Handler<T> handler, Read read)
{
    call.context = context;
    call.handler = [safe = QPointer<QObject>(context), handler, read](const Result<http::HttpReply> &reply) {
        if (!reply)
            return handler(tl::unexpected(reply.error()));
        if (reply->body.size() <= readHere)
            return handler(read(*reply));
        QtConcurrent::run([read, reply = *reply] {
            return Result<T>(read(reply));
        }).then(safe.data(), [handler](const Result<T> &result) { handler(result); });
    };
    run(std::make_shared<ApiCall>(std::move(call)));
}

template<class T>
void SocmateApi::Channel::refuse(QObject *context, const Handler<T> &handler, const QString &detail)
{
    QMetaObject::invokeMethod(
        context, [handler, detail] { handler(fail(Error::Kind::Rejected, detail)); }, Qt::QueuedConnection);
}

} // namespace tocsin::socmate
