// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/events.h"

#include "core/payload/freshen.h"
#include "core/sandbox/dice.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

const QList<payload::Sample> &samplesOf(const QString &sender)
{
    static const auto pick = [](const QString &id) {
        QList<payload::Sample> some = payload::samples();
        some.removeIf([&id](const payload::Sample &sample) { return sample.schemeId != id; });
        return some;
    };
    static const QList<payload::Sample> warden = pick(u"socwarden"_s);
    static const QList<payload::Sample> socotra = pick(u"socotra"_s);
    return sender == u"socwarden"_s ? warden : socotra;
}

Event notification(const QString &kind, const QJsonObject &data, Micros at)
{
    const QJsonObject body = {
        {u"event_type"_s, kind}, {u"timestamp"_s, utc(at).toString(Qt::ISODate)}, {u"data"_s, data}};
    return {u"socmate"_s, kind, QJsonDocument(body).toJson(QJsonDocument::Compact), at};
}

const domain::Entity *firstOf(const WorldIncident &incident, domain::EntityKind kind)
{
    const auto found = std::ranges::find_if(
        incident.entities, [kind](const domain::Entity &entity) { return entity.kind == kind; });
    return found == incident.entities.end() ? nullptr : &*found;
}

} // namespace

Event incidentAlert(const WorldIncident &incident, Micros at)
{
    const domain::Incident &facts = incident.facts;
    return notification(u"incident-alert"_s,
                        {{u"incident_number"_s, facts.number},
                         {u"title"_s, facts.title},
                         {u"severity"_s, facts.severityText},
                         {u"status"_s, QString(domain::incidentStatusId(facts.status))},
                         {u"provider"_s, facts.provider},
                         {u"url"_s, facts.url}},
                        at);
}

Event investigationCompleted(const WorldSession &session, const Schedule &schedule, const QString &webApp,
                             Micros at)
{
    const domain::Report report = session.facts.report.value_or(domain::Report());
    return notification(u"investigation-completed"_s,
                        {{u"session_id"_s, session.facts.id},
                         {u"schedule_id"_s, schedule.id},
                         {u"schedule_name"_s, schedule.name},
                         {u"title"_s, session.facts.title},
                         {u"risk_score"_s, report.risk.value_or(0)},
                         {u"entity_count"_s, report.entities.size()},
                         {u"finding_count"_s, report.findings.size()},
                         {u"url"_s, webApp + u"/investigations/"_s + session.facts.id}},
                        at);
}

Event investigationFailed(const WorldSession &session, const Schedule &schedule, const QString &webApp,
                          Micros at)
{
    return notification(u"investigation-failed"_s,
                        {{u"session_id"_s, session.facts.id},
                         {u"schedule_id"_s, schedule.id},
                         {u"schedule_name"_s, schedule.name},
                         {u"error"_s, session.facts.error},
                         {u"consecutive_failures"_s, schedule.failures},
                         {u"url"_s, webApp + u"/schedules/"_s + schedule.id}},
                        at);
}

// Its payload is not documented (socmate.md 10.2): these three members are a guess.
Event scheduleDisabled(const Schedule &schedule, const QString &webApp, Micros at)
{
    return notification(u"schedule-disabled"_s,
                        {{u"schedule_id"_s, schedule.id},
                         {u"schedule_name"_s, schedule.name},
                         {u"url"_s, webApp + u"/schedules/"_s + schedule.id}},
                        at);
}

std::optional<Event> wardenAlert(const WorldIncident &incident, QRandomGenerator &random, Micros at)
{
    const domain::Entity *user = firstOf(incident, domain::EntityKind::User);
    const domain::Entity *ip = firstOf(incident, domain::EntityKind::Ip);
    if (!user || !ip)
        return std::nullopt;
    const QList<payload::Sample> &samples = samplesOf(u"socwarden"_s);
    const payload::Sample &sample = samples[qsizetype(incident.facts.number) % samples.size()];
    QJsonObject body = QJsonDocument::fromJson(payload::freshened(sample, at, random).body).object();
    const bool isIpAction = body["alert_id"_L1].isNull();
    if (!isIpAction) {
        body["actor"_L1] = user->value;
        body["ip"_L1] = ip->value;
        body["summary"_L1] = u"%1 (%2 from %3)"_s.arg(incident.facts.title, user->value, ip->value);
        // Four severities there, five here (socwarden.md section 2).
        body["severity"_L1] =
            incident.facts.severity <= domain::Severity::Low ? u"low"_s : incident.facts.severityText;
    }
    return Event{u"socwarden"_s, sample.id, QJsonDocument(body).toJson(QJsonDocument::Compact), at};
}

Event socotraEvent(quint64 tick, QRandomGenerator &random, Micros at)
{
    const QList<payload::Sample> &samples = samplesOf(u"socotra"_s);
    const payload::Sample &sample = samples[qsizetype(tick % quint64(samples.size()))];
    return {u"socotra"_s, sample.id, payload::freshened(sample, at, random).body, at};
}

} // namespace tocsin::sandbox
