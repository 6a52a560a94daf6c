// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/incidentmaker.h"

#include "core/sandbox/dice.h"

#include <QUuid>

#include <algorithm>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr Micros hour = 3600 * microsPerSecond;

} // namespace

QDateTime utc(Micros at)
{
    return QDateTime::fromMSecsSinceEpoch(at / 1000, Qt::UTC);
}

IncidentMaker::IncidentMaker(const Library &library, const Population &population, quint64 seed,
                             const QString &webApp)
    : m_library(library)
    , m_population(population)
    , m_seed(seed)
    , m_webApp(webApp)
{}

WorldIncident IncidentMaker::make(qint64 number, Micros created, Micros now) const
{
    Dice dice(m_seed, "incident", quint64(number));
    WorldIncident incident;
    incident.created = incident.modified = created / microsPerSecond * microsPerSecond;
    chooseStory(incident, dice);
    cast(incident, dice);
    const Story &story = m_library.stories[incident.story];
    domain::Incident &facts = incident.facts;
    facts.number = number;
    facts.id = QUuid::fromRfc4122(QByteArray::fromHex(dice.hex(32))).toString(QUuid::WithoutBraces);
    facts.provider = u"sentinel"_s;
    facts.title = filled(story.title, incident.values);
    facts.description = filled(story.description, incident.values);
    facts.severityText = dice.pick(story.severities);
    if (facts.severityText == u"critical"_s && incident.campaign < 0 && dice.chance(60))
        facts.severityText = u"high"_s;
    facts.severity = domain::severityFromPayload(facts.severityText);
    facts.tactics = story.tactics;
    facts.products = {story.product};
    facts.alerts = dice.between(1, 6);
    facts.comments = 0;
    if (incident.campaign >= 0 && dice.chance(50))
        facts.labels.append(u"campaign:"_s + m_population.campaigns[incident.campaign].name);
    facts.status = domain::IncidentStatus::New;
    facts.created = facts.modified = utc(incident.created);
    facts.lastActivity = utc(incident.created - dice.between(60, 900) * microsPerSecond);
    facts.firstActivity = facts.lastActivity.addSecs(-60 * incident.values.value(u"minutes"_s).toInt());
    facts.url = m_webApp + u"/incidents/"_s + QString::number(number);
    settle(incident, now, dice);
    return incident;
}

// A third of what happens while a campaign goes on is part of it, at the step that its time has reached.
void IncidentMaker::chooseStory(WorldIncident &incident, Dice &dice) const
{
    const qsizetype count = m_population.campaigns.size();
    const qsizetype candidate = count > 0 ? dice.between(0, int(count) - 1) : -1;
    const bool joins = dice.chance(75);
    incident.story = dice.between(0, int(m_library.stories.size()) - 1);
    if (candidate < 0 || !joins)
        return;
    const Campaign &campaign = m_population.campaigns[candidate];
    const Micros into = incident.created - campaign.begins;
    const bool isOver = into > campaign.lasts; // what is left of it turns up for a while
    if (into < 0 || into > 2 * campaign.lasts || (isOver && !dice.chance(35)))
        return;
    const int steps = int(campaign.stories.size());
    const int reached = isOver ? dice.between(0, steps - 1) : int(into * steps / (campaign.lasts + 1));
    incident.campaign = candidate;
    incident.story = campaign.stories[reached > 0 && dice.chance(25) ? reached - 1 : reached];
}

// Gives the story's roles to those who are there. What belongs together stays together: the domain of a role
// resolves to the address of another, a user works on their own computer.
void IncidentMaker::cast(WorldIncident &incident, Dice &dice) const
{
    const Campaign *campaign = incident.campaign < 0 ? nullptr : &m_population.campaigns[incident.campaign];
    const QList<Kit> &kits = campaign ? campaign->kits : m_population.kits;
    const Kit kit = dice.pick(kits);
    Kit other = dice.pick(kits);
    while (other.ip == kit.ip)
        other = dice.pick(kits);
    const QList<Person> &people = campaign ? campaign->victims : m_population.people;
    const Person person = dice.pick(people);
    Person second = dice.pick(m_population.people);
    while (second.upn == person.upn)
        second = dice.pick(m_population.people);
    const auto valueOf = [&](const Story::Role &role) -> QString {
        const bool isSecond = role.name.endsWith(u'2');
        if (!role.fixed.isEmpty())
            return role.fixed;
        if (role.kind == u"user"_s)
            return isSecond ? second.upn : person.upn;
        if (role.kind == u"host"_s)
            return isSecond ? second.host : person.host;
        if (role.kind == u"admin"_s)
            return dice.pick(m_population.administrators);
        if (role.kind == u"service"_s)
            return dice.pick(m_population.services);
        if (role.kind == u"server"_s)
            return campaign ? dice.pick(campaign->servers) : dice.pick(m_population.servers);
        if (role.kind == u"process"_s)
            return dice.pick(m_library.names[u"processes"_s]);
        if (role.kind == u"ip"_s)
            return isSecond ? other.ip : kit.ip;
        const QHash<QString, QString> ofKit = {{u"domain"_s, kit.domain},
                                               {u"email"_s, kit.email},
                                               {u"url"_s, kit.url},
                                               {u"hash"_s, kit.hash},
                                               {u"file"_s, kit.file}};
        return ofKit.value(role.kind);
    };
    const Story &story = m_library.stories[incident.story];
    for (const Story::Role &role : story.roles) {
        domain::Entity entity;
        entity.kindText = entityWordOf(role.kind);
        entity.kind = domain::entityKindFromWord(entity.kindText);
        entity.value = valueOf(role);
        incident.values.insert(role.name, entity.value);
        incident.entities.append(entity);
    }
    for (const Story::Number &number : story.numbers)
        incident.values.insert(number.name, QString::number(dice.between(number.least, number.most)));
}

// What has been done about it by now: the older, the more.
void IncidentMaker::settle(WorldIncident &incident, Micros now, Dice &dice) const
{
    const Micros age = now - incident.created;
    const int taken = age > 120 * hour ? 97 : age > 24 * hour ? 80 : age > hour ? 30 : 0;
    const int closed = age > 120 * hour ? 92 : age > 24 * hour ? 55 : age > hour ? 15 : 0;
    if (!dice.chance(taken))
        return;
    const int reach = int(std::min<Micros>(age, 48 * hour) / microsPerSecond);
    const int first = dice.between(120, std::max(121, reach / 2));
    workOn(incident, m_library, incident.created + std::min(first, reach) * microsPerSecond, dice);
    if (dice.chance(closed))
        workOn(incident, m_library,
               incident.created + dice.between(std::min(first, reach), reach) * microsPerSecond, dice);
}

void workOn(WorldIncident &incident, const Library &library, Micros at, Dice &dice)
{
    domain::Incident &facts = incident.facts;
    if (facts.status == domain::IncidentStatus::Closed)
        return;
    if (facts.status == domain::IncidentStatus::New) {
        facts.status = domain::IncidentStatus::Active;
        facts.owner = dice.pick(library.names[u"analysts"_s]);
    } else {
        const QStringList reasons = {u"TruePositive"_s, u"TruePositive"_s, u"BenignPositive"_s,
                                     u"FalsePositive"_s, u"Undetermined"_s};
        facts.status = domain::IncidentStatus::Closed;
        facts.classification = dice.pick(reasons);
        facts.comments = 1;
    }
    incident.modified = at / microsPerSecond * microsPerSecond;
    facts.modified = utc(incident.modified);
}

} // namespace tocsin::sandbox
