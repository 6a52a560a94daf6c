// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/http/requestbudget.h"
#include "core/http/sentwrite.h"
#include "core/http/transport.h"
#include "core/socotra/integration.h"
#include "core/socotra/signin.h"
#include "core/socotra/tenant.h"
#include "core/socotra/threeway.h"

#include <QObject>

#include <memory>

namespace tocsin::socotra {

// What became of a write. The server's own answer is not relied on: the list is read again (K7).
struct WriteOutcome
{
    enum class State : quint8 {
        Applied,
        Conflict,   // nothing was sent: somebody has changed it since the form was opened
        NotApplied, // sent, and the list shows that it was not carried out
    };

    State state = State::Applied;
    std::optional<Integration> now; // as the server lists it
    ThreeWay comparison;            // with Conflict
    QStringList differs;            // Applied: fields that read back otherwise than they were sent
    bool answerLost = false;        // the state is what the list showed afterwards
    bool readBack = true;           // false: it was accepted, and then could not be read
};

// The Integrations API of one tenant (socotra.md sections 2 to 4 and 8). Answers come on the object's own
// thread, never from within the call, and not at all once the context is gone. Before every write the list is
// read, and after it again. Reads are repeated up to three times after Transient and Unanswered; writes
// never. Unanswered: a write was sent and neither its answer nor the list could be had.
class SocotraApi final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SocotraApi)

public:
    // The budget must outlive this and is shared by all that use the tenant's server.
    SocotraApi(const Tenant &tenant, SecretSource secrets, http::Transport transport,
               http::RequestBudget &budget, QObject *parent = nullptr);
    ~SocotraApi() override; // no handler is called any more

    const Tenant &tenant() const;

    void integrations(QObject *context, Handler<QList<Integration>> handler);
    void webhooks(QObject *context, Handler<QList<WebhookDefinition>> handler);
    // How many deliveries the webhook of that name has diverted, as far as the server lists them (4.2).
    void diverted(const QString &webhook, QObject *context, Handler<qsizetype> handler);

    // Rejected, before anything is written: what checkNew() and checkEdit() find.
    void add(const Draft &draft, QObject *context, Handler<WriteOutcome> handler);
    // base: what the form was opened with; to write over a conflict, the entry of its outcome.
    void update(const Integration &base, const Draft &draft, QObject *context, Handler<WriteOutcome> handler);
    void remove(const Integration &base, QObject *context, Handler<WriteOutcome> handler);

    void tryAgain();      // after a refused sign-in: the user says so
    void forgetSecrets(); // the token, and the refusal

signals:
    // One attempt that went out, and was answered or not; also when nobody waits for it any more.
    void wrote(const tocsin::http::SentWrite &write);

private:
    class Channel;
    struct Write;
    using WritePtr = std::shared_ptr<Write>;

    void begin(const WritePtr &write);
    void onPresent(const WritePtr &write, const QList<Integration> &present);
    void send(const WritePtr &write);
    void onSent(const WritePtr &write, const Result<http::HttpReply> &reply);
    void onReadBack(const WritePtr &write, const Result<QList<Integration>> &present);

    std::unique_ptr<Channel> m;
};

} // namespace tocsin::socotra
