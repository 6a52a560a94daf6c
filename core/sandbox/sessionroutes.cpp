// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/neighbourhood.h"
#include "core/sandbox/routes.h"
#include "core/sandbox/shapes.h"

#include <algorithm>

// Investigations, sessions, search and graph (socmate.md sections 5 to 7).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

// Seconds until one of the owner's sessions ends; half a minute when none of them ever does.
int secondsToSlot(const World &world, const QString &owner, Micros now)
{
    std::optional<Micros> first;
    for (const WorldSession &session : world.sessions()) {
        if (session.isOpen && session.owner == owner && session.run.kind != RunKind::Endless)
            first = std::min(first.value_or(session.run.ends), session.run.ends);
    }
    return first ? std::max(1, int((*first - now) / microsPerSecond) + 1) : 30;
}

int window(const Request &request, const QString &name, int otherwise, int most)
{
    bool good = false;
    const int value = request.parameter(name).toInt(&good);
    return good ? std::clamp(value, 0, most) : otherwise;
}

} // namespace

Reply startInvestigation(Place &place, const Request &request)
{
    Body body = Body::of(request);
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    const QString query = body.text(u"query"_s);
    QString persona = body.text(u"persona"_s, false);
    const QString provider = body.text(u"provider"_s, false);
    // The literal of the second persona is not documented: "ciso" is a guess (socmate.md 5.6).
    if (persona.isEmpty())
        persona = u"soc_analyst"_s;
    else if (persona != u"soc_analyst"_s && persona != u"ciso"_s)
        body.faults.append({{u"body"_s, u"persona"_s}, u"enum"_s, u"unknown persona"_s});
    if (!provider.isEmpty() && provider != u"sentinel"_s)
        body.faults.append({{u"body"_s, u"provider"_s}, u"enum"_s, u"unknown provider"_s});
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    if (place.world.openSessions(request.who->id) >= place.concurrent)
        return limited(place.profile, u"Concurrent investigation limit of %1 reached"_s.arg(place.concurrent),
                       secondsToSlot(place.world, request.who->id, request.now), request.now);
    const WorldSession &session =
        place.world.start(query, persona, request.who->id, request.now, place.runKind);
    return asJson(QJsonObject{{u"session_id"_s, session.facts.id}, {u"status"_s, u"active"_s}},
                  place.profile.startStatus);
}

Reply showSession(Place &place, const Request &request)
{
    const WorldSession *session = place.world.session(request.path.value(3));
    if (!session)
        return problem(404, u"Session not found"_s);
    return asJson(sessionJson(place.profile, place.world, *session, request.now));
}

Reply listSessions(Place &place, const Request &request)
{
    if (!place.profile.sessionList)
        return problem(405, u"Method Not Allowed"_s);
    const int limit = std::max(1, window(request, u"limit"_s, 20, 100));
    const int offset = window(request, u"offset"_s, 0, 1'000'000);
    const std::deque<WorldSession> &all = place.world.sessions();
    QList<const WorldSession *> rows;
    for (const WorldSession &session : all)
        rows.append(&session);
    std::ranges::stable_sort(rows, [](const WorldSession *a, const WorldSession *b) {
        return a->facts.created > b->facts.created;
    });
    QJsonArray page;
    for (const WorldSession *session : rows.mid(offset, limit))
        page.append(sessionRowJson(place.profile, *session));
    return asJson(listed(place.profile, u"sessions"_s, page, qint64(all.size())));
}

Reply addMessage(Place &place, const Request &request)
{
    WorldSession *session = place.world.session(request.path.value(3));
    if (!session)
        return problem(404, u"Session not found"_s);
    Body body = Body::of(request);
    const QString text = body.faults.isEmpty() ? body.text(place.profile.messageMember) : QString();
    if (!body.faults.isEmpty())
        return invalid(place.profile, body.faults);
    if (session->isOpen)
        return problem(409, u"The session is still working on the previous question"_s);
    place.world.followUp(*session, text, request.now);
    return asJson(
        QJsonObject{{u"session_id"_s, session->facts.id}, {u"status"_s, place.profile.followUpStatus}});
}

Reply search(Place &place, const Request &request)
{
    const QString text = request.parameter(u"q"_s);
    if (text.trimmed().isEmpty())
        return invalid(place.profile, {{{u"query"_s, u"q"_s}, u"missing"_s, u"field required"_s}});
    const QList<domain::SearchHit> hits = searched(place.world, text);
    QJsonArray rows;
    for (const domain::SearchHit &hit : hits.mid(window(request, u"offset"_s, 0, 1'000'000),
                                                 std::max(1, window(request, u"limit"_s, 20, 100))))
        rows.append(QJsonObject{{u"session_id"_s, hit.sessionId},
                                {u"title"_s, hit.title},
                                {u"snippet"_s, hit.excerpt},
                                {u"type"_s, hit.kindText},
                                {u"score"_s, hit.score.value_or(0)},
                                {u"timestamp"_s, timeText(hit.at)}});
    return asJson(listed(place.profile, u"results"_s, rows, hits.size()));
}

Reply showEntity(Place &place, const Request &request)
{
    const QString value = request.path.value(4);
    const domain::Graph graph = neighbourhoodOf(place.world, value);
    if (graph.nodes.isEmpty() && place.profile.unknownEntity == Profile::UnknownEntity::NotFound)
        return problem(404, u"Entity not found"_s);
    return asJson(graphJson(place.profile, value, graph));
}

} // namespace tocsin::sandbox
