// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/incidentsync.h"
#include "core/flows/investigations.h"
#include "core/flows/noticepolicy.h"
#include "core/http/requestbudget.h"
#include "core/socmate/socmateapi.h"

namespace tocsin::flows {

// Everything that works for the one connection that the analyst has chosen. Pages hold on to this and ask it
// anew after switched(): what it gave before is gone then. Belongs to the thread of poller and book.
class Workspace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)

public:
    // What the program has once, whatever the connection.
    struct Surroundings
    {
        storage::AnalystBook &book;
        poll::Poller &poller;
        socmate::SecretSource secrets;
        std::function<Micros()> clock = wallClock;
        http::Timing timing = http::Timing::real();
    };

    explicit Workspace(Surroundings surroundings, QObject *parent = nullptr);
    ~Workspace() override;

    // Ends what was done for the connection before: what is asked there is known to the store and goes on
    // when it is chosen again. Then what was not over here goes on, and the queue is synced.
    void open(const domain::Connection &connection, const SyncPlan &plan = {});
    void close();

    bool isOpen() const { return m_parts != nullptr; }
    // Only while it is open.
    const domain::Connection &connection() const { return m_parts->api.connection(); }
    socmate::SocmateApi &api() const { return m_parts->api; }
    const http::RequestBudget &budget() const { return m_parts->budget; }
    IncidentSync &sync() const { return m_parts->sync; }
    Investigations &investigations() const { return m_parts->investigations; }
    NoticePolicy &notices() const { return m_parts->notices; }
    storage::AnalystBook &book() const { return m_surroundings.book; }
    poll::Poller &poller() const { return m_surroundings.poller; }
    Micros now() const { return m_surroundings.clock(); }

signals:
    void closing();  // what was given is there for the last time
    void switched(); // to another connection, or to none

private:
    struct Parts
    {
        Parts(const domain::Connection &connection, const SyncPlan &plan, const Surroundings &with);

        http::RequestBudget budget;
        socmate::SocmateApi api;
        IncidentSync sync;
        Investigations investigations;
        NoticePolicy notices;
    };

    const Surroundings m_surroundings;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tocsin::flows
