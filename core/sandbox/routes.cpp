// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/routes.h"

#include <algorithm>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr Route table[] = {
    {"GET"_L1, "api/v1/incidents"_L1, Access::IncidentsRead, listIncidents},
    {"GET"_L1, "api/v1/incidents/*"_L1, Access::IncidentsRead, showIncident},
    {"POST"_L1, "api/v1/incidents/*/enrich"_L1, Access::Enrich, enrichIncident},
    {"POST"_L1, "api/v1/investigations/start"_L1, Access::InvestigationsWrite, startInvestigation},
    {"GET"_L1, "api/v1/sessions"_L1, Access::InvestigationsRead, listSessions},
    {"GET"_L1, "api/v1/sessions/*"_L1, Access::InvestigationsRead, showSession},
    {"POST"_L1, "api/v1/sessions/*/message"_L1, Access::InvestigationsWrite, addMessage},
    {"GET"_L1, "api/v1/search"_L1, Access::SearchRead, search},
    {"GET"_L1, "api/v1/graph/entity/*"_L1, Access::GraphRead, showEntity},
    {"POST"_L1, "api/v1/schedules/validate"_L1, Access::Schedules, validateSchedule},
    {"POST"_L1, "api/v1/schedules"_L1, Access::Schedules, createSchedule},
    {"GET"_L1, "api/v1/schedules"_L1, Access::Schedules, listSchedules},
    {"POST"_L1, "api/admin/api-keys"_L1, Access::Admin, createKey},
    {"GET"_L1, "api/admin/api-keys"_L1, Access::Admin, listKeys},
    {"POST"_L1, "api/admin/api-keys/*/rotate"_L1, Access::Admin, rotateKey},
    {"POST"_L1, "api/admin/api-keys/*/disable"_L1, Access::Admin, disableKey},
    {"POST"_L1, "api/admin/api-clients"_L1, Access::Admin, createClient},
    {"GET"_L1, "api/admin/api-clients"_L1, Access::Admin, listClients},
    {"POST"_L1, "api/admin/api-clients/*/regenerate"_L1, Access::Admin, regenerateClient},
    {"POST"_L1, "api/admin/api-clients/*/disable"_L1, Access::Admin, disableClient},
    {"POST"_L1, "api/admin/siem-providers/test"_L1, Access::Admin, testProvider},
    {"POST"_L1, "api/admin/siem-providers"_L1, Access::Admin, createProvider},
    {"GET"_L1, "api/admin/models"_L1, Access::Admin, listModels},
    {"POST"_L1, "api/admin/models"_L1, Access::Admin, createModel},
    {"POST"_L1, "api/admin/models/*/test"_L1, Access::Admin, testModel},
    {"GET"_L1, "api/admin/users"_L1, Access::Admin, listUsers},
    {"POST"_L1, "oauth/token"_L1, Access::Everybody, giveToken},
    {"GET"_L1, "incidents/*"_L1, Access::Everybody, showWebPage},
    {"GET"_L1, "investigations/*"_L1, Access::Everybody, showWebPage},
    {"GET"_L1, "schedules/*"_L1, Access::Everybody, showWebPage},
};

bool fits(QLatin1StringView pattern, const QStringList &path)
{
    const QStringList parts = QString(pattern).split(u'/');
    return parts.size() == path.size() && std::equal(parts.begin(), parts.end(), path.begin(),
                                                     [](const QString &part, const QString &segment) {
                                                         return part == u"*"_s ? !segment.isEmpty()
                                                                               : part == segment;
                                                     });
}

QString scopeOf(Access access)
{
    switch (access) {
    case Access::IncidentsRead:
        return u"incidents:read"_s;
    case Access::InvestigationsRead:
        return u"investigations:read"_s;
    case Access::InvestigationsWrite:
        return u"investigations:write"_s;
    case Access::SearchRead:
        return u"search:read"_s;
    case Access::GraphRead:
        return u"graph:read"_s;
    default:
        return {};
    }
}

// Null: allowed.
QString refusal(const Profile &profile, Access access, const Credential &who)
{
    const bool isUser = who.kind == Credential::Kind::User;
    switch (access) {
    case Access::Everybody:
        return {};
    case Access::Admin:
        return who.admin ? QString() : u"Admin role required"_s;
    case Access::Schedules:
        return isUser || profile.schedules == Profile::ScheduleAccess::Key
                   ? QString()
                   : u"Schedules need a signed-in user"_s;
    case Access::Enrich:
        if (isUser || (profile.enrich != Profile::Enrich::Forbidden && who.may(u"incidents:read"_s)))
            return {};
        return u"This key may not enrich incidents"_s;
    default:
        return who.may(scopeOf(access)) ? QString() : u"Missing required scope: "_s + scopeOf(access);
    }
}

} // namespace

Reply routed(Place &place, Request &request, Credential *who)
{
    const Route *route = nullptr;
    bool isKnownPath = false;
    for (const Route &one : table) {
        if (!fits(one.pattern, request.path))
            continue;
        isKnownPath = true;
        if (one.method == QLatin1StringView(request.method.constData(), request.method.size())) {
            route = &one;
            break;
        }
    }
    if (route && route->access == Access::Everybody)
        return route->answer(place, request);
    if (!who)
        return problem(401, request.authorization.isEmpty() ? u"Not authenticated"_s
                                                            : u"Invalid or expired credentials"_s);
    if (const int seconds = Credentials::count(*who, request.now); seconds > 0)
        return limited(place.profile, u"Rate limit exceeded"_s, seconds, request.now);
    who->about.lastUsed = request.now;
    if (!isKnownPath)
        return problem(404, u"Not Found"_s);
    if (!route)
        return problem(405, u"Method Not Allowed"_s);
    if (const QString why = refusal(place.profile, route->access, *who); !why.isNull())
        return problem(403, why);
    request.who = who;
    return route->answer(place, request);
}

} // namespace tocsin::sandbox
