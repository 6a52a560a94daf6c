// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystlink.h"

namespace tocsin::flows {

AnalystLink::AnalystLink(domain::Connection connection, socmate::SecretSource secrets, poll::Poller &poller,
                         storage::AnalystBook &book, Clock clock, const SyncPlan &plan, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_budget(m_connection.requestsPerMinute)
    , m_api(m_connection, std::move(secrets), m_budget)
    , m_sync(m_api, poller, book, clock, plan)
    , m_investigations(m_api, poller, book, clock)
    , m_notices(book, m_connection.id, clock)
{
    connect(&m_sync, &IncidentSync::stored, &m_notices,
            [this](const storage::Upserted &page, bool isFirst) { m_notices.consider(page.added, isFirst); });
}

AnalystLink::~AnalystLink() = default;

void AnalystLink::start()
{
    m_investigations.restore();
    m_sync.start();
}

} // namespace tocsin::flows
