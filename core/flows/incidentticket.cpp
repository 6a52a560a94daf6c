// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentticket.h"

#include "core/flows/incidententities.h"

namespace tocsin::flows {

Result<report::Ticket> ticketFor(storage::AnalystStores &stores, storage::IncidentId id, Micros now)
{
    const auto stored = stores.incidents.load(id);
    if (!stored)
        return tl::unexpected(stored.error());
    report::Ticket ticket;
    ticket.incident = stored->incident;
    ticket.entities = entitiesIn(stored->incident);
    ticket.at = storage::timeFromStored(now);
    const domain::IncidentKey &key = stored->row.key;
    const auto sessions = stores.sessions.ofIncident(key.connection, key.number);
    if (!sessions)
        return tl::unexpected(sessions.error());
    for (const storage::SessionRow &row : *sessions) { // newest first
        if (row.state != domain::SessionState::Completed)
            continue;
        const auto whole = stores.sessions.load(row.id);
        if (!whole)
            return tl::unexpected(whole.error());
        if (!whole->session.report)
            continue;
        ticket.report = whole->session.report;
        ticket.session = whole->session.id;
        break;
    }
    return ticket;
}

} // namespace tocsin::flows
