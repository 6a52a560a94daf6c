// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/workspace.h"

namespace tocsin::flows {

Workspace::Parts::Parts(const domain::Connection &connection, const SyncPlan &plan, const Surroundings &with)
    : budget(connection.requestsPerMinute, with.timing)
    , api(connection, with.secrets, budget)
    , sync(api, with.poller, with.book, with.clock, plan)
    , investigations(api, with.poller, with.book, with.clock)
    , notices(with.book, connection.id, with.clock)
{
    connect(&sync, &IncidentSync::stored, &notices,
            [this](const storage::Upserted &page, bool isFirst) { notices.consider(page.added, isFirst); });
}

Workspace::Workspace(Surroundings surroundings, QObject *parent)
    : QObject(parent)
    , m_surroundings(std::move(surroundings))
{}

Workspace::~Workspace() = default;

void Workspace::open(const domain::Connection &connection, const SyncPlan &plan)
{
    if (m_parts)
        emit closing();
    m_parts.reset();
    m_parts = std::make_unique<Parts>(connection, plan, m_surroundings);
    emit switched(); // before anything happens, so that whoever listens misses nothing
    m_parts->investigations.restore();
    m_parts->sync.start();
}

void Workspace::close()
{
    if (!m_parts)
        return;
    emit closing();
    m_parts.reset();
    emit switched();
}

} // namespace tocsin::flows
