// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/incidentsync.h"
#include "core/flows/investigations.h"
#include "core/flows/noticepolicy.h"
#include "core/http/requestbudget.h"
#include "core/socmate/socmateapi.h"

namespace tocsin::flows {

// Everything that works with one connection while it is the chosen one: its server's interface and budget,
// the queue that is kept up to date, the investigations that run, the notices. Made and ended by AnalystDesk;
// poller and book outlive it. Lives on the main thread.
class AnalystLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalystLink)

public:
    using Clock = std::function<Micros()>;

    AnalystLink(domain::Connection connection, socmate::SecretSource secrets, poll::Poller &poller,
                storage::AnalystBook &book, Clock clock, const SyncPlan &plan, QObject *parent = nullptr);
    ~AnalystLink() override;

    const domain::Connection &connection() const { return m_connection; }
    socmate::SocmateApi &api() { return m_api; }
    http::RequestBudget &budget() { return m_budget; }
    IncidentSync &sync() { return m_sync; }
    Investigations &investigations() { return m_investigations; }
    NoticePolicy &notices() { return m_notices; }

    void start(); // polls from now on, and goes on with what was not over

private:
    const domain::Connection m_connection;
    http::RequestBudget m_budget;
    socmate::SocmateApi m_api;
    IncidentSync m_sync;
    Investigations m_investigations;
    NoticePolicy m_notices;
};

} // namespace tocsin::flows
