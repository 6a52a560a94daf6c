// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/connection.h"
#include "core/domain/graph.h"
#include "core/domain/incident.h"
#include "core/domain/searchhit.h"
#include "core/domain/session.h"
#include "core/http/requestbudget.h"
#include "core/http/sentwrite.h"
#include "core/socmate/adminvalues.h"
#include "core/socmate/signin.h"
#include "core/socmate/values.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tocsin::socmate {

// Every call that this console makes to one SoCMate server (socmate.md sections 4 to 9). Answers come on the
// object's own thread, never from within the call, and not at all once the context is gone.
//
// Every request waits for the budget. Reads are repeated up to three times after Transient and Unanswered,
// with a growing pause; writes never: a write whose answer was lost, or was that of a gateway which lost its
// server (502, 504), is Error::Kind::Unanswered.
// Unauthorised: 401. Forbidden: 403, the detail names the scope that is needed. NotFound: 404. Rejected: 400,
// 409, 422, with the server's words per member. Limited: 429, with retryAfter. Transient: 5xx.
class SocmateApi final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SocmateApi)

public:
    using Priority = http::Priority;

    // The budget must outlive this and is shared by all that use the connection's server.
    SocmateApi(domain::Connection connection, SecretSource secrets, http::RequestBudget &budget,
               QObject *parent = nullptr);
    ~SocmateApi() override; // no handler is called any more

    const domain::Connection &connection() const;
    // The secrets have changed: they are asked for anew before the next request.
    void forgetSecrets();

    void incidents(const IncidentQuery &query, Priority priority, QObject *context,
                   Handler<Page<domain::Incident>> handler);
    void incident(qint64 number, Priority priority, QObject *context, Handler<domain::Incident> handler);
    void enrich(qint64 number, QObject *context, Handler<Acknowledged> handler);

    void start(const StartRequest &request, QObject *context, Handler<Started> handler);
    void session(const QString &id, Priority priority, QObject *context, Handler<domain::Session> handler);
    void message(const QString &id, const QString &text, QObject *context, Handler<Acknowledged> handler);
    // Not documented: NotFound and Rejected say that the server has no such list.
    void sessions(int limit, int offset, Priority priority, QObject *context,
                  Handler<Page<domain::Session>> handler);

    // An empty text is refused here (section 6).
    void search(const QString &text, int limit, int offset, QObject *context,
                Handler<Page<domain::SearchHit>> handler);
    // NotFound and an empty graph both say that nothing is known of it.
    void entity(const QString &value, QObject *context, Handler<domain::Graph> handler);

    void validateSchedule(const QString &query, const QString &persona, QObject *context,
                          Handler<ScheduleCheck> handler);
    void createSchedule(const ScheduleDraft &draft, QObject *context, Handler<CreatedSchedule> handler);

    void createApiKey(const ApiKeyDraft &draft, QObject *context, Handler<CreatedApiKey> handler);
    void createApiClient(const ApiClientDraft &draft, QObject *context, Handler<CreatedApiClient> handler);
    // On guessed paths; none and Offered::No say that the server has no such thing, at least not there. A
    // list is read page by page, as far as mostIssued.
    void issued(IssuedKind kind, QObject *context, Handler<std::optional<QList<IssuedRow>>> handler);
    void rotateApiKey(const QString &id, QObject *context, Handler<std::optional<CreatedApiKey>> handler);
    void regenerateClient(const QString &id, QObject *context,
                          Handler<std::optional<CreatedApiClient>> handler);
    void disable(IssuedKind kind, const QString &id, QObject *context, Handler<Offered> handler);
    static constexpr qsizetype mostIssued = 2000;

    void testSiemProvider(const SiemProviderDraft &draft, QObject *context, Handler<SiemTest> handler);
    void createSiemProvider(const SiemProviderDraft &draft, QObject *context, Handler<SiemProvider> handler);
    void models(QObject *context, Handler<Page<Model>> handler);
    void createModel(const ModelDraft &draft, QObject *context, Handler<Acknowledged> handler);
    void testModel(const QString &name, QObject *context, Handler<Acknowledged> handler);
    void users(const UserQuery &query, QObject *context, Handler<Page<User>> handler);

signals:
    // Whatever is no read went out and was answered or not; also when nobody waits for it any more.
    void wrote(const tocsin::http::SentWrite &write);

private:
    class Channel;
    struct IssuedWalk;
    void nextIssued(const std::shared_ptr<IssuedWalk> &walk);

    std::unique_ptr<Channel> m_channel;
};

} // namespace tocsin::socmate
