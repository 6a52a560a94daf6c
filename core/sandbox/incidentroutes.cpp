// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/duration.h"
#include "core/sandbox/routes.h"
#include "core/sandbox/shapes.h"

#include <algorithm>

// GET /api/v1/incidents, GET .../{number}, POST .../{number}/enrich (socmate.md section 4).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultLimit = 20;
constexpr int mostLimit = 100;

struct Filter
{
    std::optional<domain::Severity> severity;
    std::optional<domain::IncidentStatus> status;
    Micros span = 7 * 86'400 * microsPerSecond;
    int limit = defaultLimit;
    int offset = 0;
};

// What is wrong, as the profile answers it; nothing when it is all right or is put right.
std::optional<Reply> readWindow(const Profile &profile, const Request &request, Filter &filter)
{
    const auto number = [&](const QString &name, int least, int most, int &out) -> std::optional<Reply> {
        const QString text = request.parameter(name);
        if (text.isNull())
            return std::nullopt;
        bool good = false;
        const int value = text.toInt(&good);
        if (good && value >= least && value <= most) {
            out = value;
            return std::nullopt;
        }
        if (good)
            out = std::clamp(value, least, most);
        return badParameter(profile, name,
                            u"ensure this value is a number from %1 to %2"_s.arg(least).arg(most));
    };
    if (auto wrong = number(u"limit"_s, 1, mostLimit, filter.limit))
        return wrong;
    return number(u"offset"_s, 0, 1'000'000, filter.offset);
}

std::optional<Reply> readFilter(const Profile &profile, const Request &request, Filter &filter)
{
    if (const QString text = request.parameter(u"severity"_s); !text.isNull()) {
        filter.severity = domain::severityFromId(text);
        if (!filter.severity || *filter.severity == domain::Severity::Unknown) {
            filter.severity.reset();
            if (auto wrong = badParameter(profile, u"severity"_s,
                                          u"one of informational, low, medium, high, critical"_s))
                return wrong;
        }
    }
    if (const QString text = request.parameter(u"status"_s); !text.isNull()) {
        filter.status = domain::incidentStatusFromWord(text);
        if (*filter.status == domain::IncidentStatus::Unknown) {
            filter.status.reset();
            if (auto wrong = badParameter(profile, u"status"_s, u"one of new, active, closed"_s))
                return wrong;
        }
    }
    if (const QString text = request.parameter(u"timespan"_s); !text.isNull()) {
        if (const auto span = durationFrom(text))
            filter.span = *span;
        else if (auto wrong =
                     badParameter(profile, u"timespan"_s, u"an ISO 8601 duration such as PT1H or P7D"_s))
            return wrong;
    }
    return readWindow(profile, request, filter);
}

QList<const WorldIncident *> chosen(const World &world, const Profile &profile, const Filter &filter,
                                    Micros now)
{
    QList<const WorldIncident *> rows;
    for (const WorldIncident &incident : world.incidents()) {
        const Micros at =
            profile.timespanOf == Profile::SpanOf::Modified ? incident.modified : incident.created;
        if (at >= now - filter.span && (!filter.severity || incident.facts.severity == *filter.severity) &&
            (!filter.status || incident.facts.status == *filter.status))
            rows.append(&incident);
    }
    const bool newestFirst = profile.order == Profile::Order::NewestFirst;
    std::ranges::sort(rows, [newestFirst](const WorldIncident *a, const WorldIncident *b) {
        const auto older = std::pair(a->created, a->facts.number) < std::pair(b->created, b->facts.number);
        return newestFirst ? !older && a != b : older;
    });
    return rows;
}

WorldIncident *named(Place &place, const Request &request)
{
    bool good = false;
    const qint64 number = request.path.value(3).toLongLong(&good);
    return good ? place.world.incident(number) : nullptr;
}

// socmate.md 4.3: the first request after the cache has lapsed waits for the SIEM.
void warm(Place &place, Reply &reply, Micros now)
{
    if (now >= place.cachedUntil)
        reply.plan.delayMs = place.coldDelayMs;
    place.cachedUntil = now + place.cacheTime;
}

} // namespace

Reply listIncidents(Place &place, const Request &request)
{
    Filter filter;
    if (auto wrong = readFilter(place.profile, request, filter))
        return *wrong;
    const QList<const WorldIncident *> rows = chosen(place.world, place.profile, filter, request.now);
    QJsonArray page;
    for (const WorldIncident *incident : rows.mid(filter.offset, filter.limit))
        page.append(incidentJson(place.profile, *incident));
    Reply reply = asJson(listed(place.profile, u"incidents"_s, page, rows.size()));
    warm(place, reply, request.now);
    // socmate.md 13.6: what comes in between shifts the next page.
    for (int i = 0; i < place.insertedBetweenPages; ++i)
        place.world.arrive(request.now);
    return reply;
}

Reply showIncident(Place &place, const Request &request)
{
    const WorldIncident *incident = named(place, request);
    if (!incident)
        return problem(404, u"Incident not found"_s);
    QJsonObject object = incidentDetailJson(place.profile, *incident);
    if (incident->enriched != 0)
        object[u"enrichment"_s] = enrichmentJson(place.world, *incident);
    Reply reply = asJson(object);
    warm(place, reply, request.now);
    return reply;
}

Reply enrichIncident(Place &place, const Request &request)
{
    WorldIncident *incident = named(place, request);
    if (!incident)
        return problem(404, u"Incident not found"_s);
    incident->enriched = request.now;
    switch (place.profile.enrich) {
    case Profile::Enrich::Accepted:
        return asJson(QJsonObject{{u"status"_s, u"accepted"_s}}, 202);
    case Profile::Enrich::NoContent: {
        Reply reply;
        reply.status = 204;
        return reply;
    }
    default:
        return asJson(enrichmentJson(place.world, *incident));
    }
}

} // namespace tocsin::sandbox
