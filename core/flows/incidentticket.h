// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/ticket.h"
#include "core/storage/analyststores.h"

namespace tocsin::flows {

// What is known here of an incident as a ticket, with the newest report of an investigation of it. For the
// book's reading thread. Errors: NotFound, Storage.
Result<report::Ticket> ticketFor(storage::AnalystStores &stores, storage::IncidentId id, Micros now);

} // namespace tocsin::flows
