// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/sandbox/exchange.h"

namespace tocsin::sandbox {

// Who may ask (socmate.md 2.2 and 2.5).
enum class Access : quint8 {
    Everybody,
    IncidentsRead,
    InvestigationsRead,
    InvestigationsWrite,
    SearchRead,
    GraphRead,
    Enrich,    // no scope is documented: a switch of the profile
    Schedules, // likewise
    Admin,
};

struct Route
{
    QLatin1StringView method;
    QLatin1StringView pattern; // "api/v1/incidents/*"; each * is one segment
    Access access;
    Reply (*answer)(Place &, const Request &);
};

// Finds the route, checks who asks and counts the request: 404, 405, 401, 429, 403, then its answer.
Reply routed(Place &place, Request &request, Credential *who);

Reply listIncidents(Place &place, const Request &request);
Reply showIncident(Place &place, const Request &request);
Reply enrichIncident(Place &place, const Request &request);
Reply startInvestigation(Place &place, const Request &request);
Reply showSession(Place &place, const Request &request);
Reply listSessions(Place &place, const Request &request);
Reply addMessage(Place &place, const Request &request);
Reply search(Place &place, const Request &request);
Reply showEntity(Place &place, const Request &request);
Reply validateSchedule(Place &place, const Request &request);
Reply createSchedule(Place &place, const Request &request);
Reply listSchedules(Place &place, const Request &request);
Reply createKey(Place &place, const Request &request);
Reply listKeys(Place &place, const Request &request);
Reply rotateKey(Place &place, const Request &request);
Reply disableKey(Place &place, const Request &request);
Reply createClient(Place &place, const Request &request);
Reply listClients(Place &place, const Request &request);
Reply regenerateClient(Place &place, const Request &request);
Reply disableClient(Place &place, const Request &request);
Reply testProvider(Place &place, const Request &request);
Reply createProvider(Place &place, const Request &request);
Reply listModels(Place &place, const Request &request);
Reply createModel(Place &place, const Request &request);
Reply testModel(Place &place, const Request &request);
Reply listUsers(Place &place, const Request &request);
Reply giveToken(Place &place, const Request &request);
Reply showWebPage(Place &place, const Request &request);

QString newId(Place &place); // of a thing that the admin API makes

} // namespace tocsin::sandbox
