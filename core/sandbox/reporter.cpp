// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/reporter.h"

#include "core/sandbox/dice.h"
#include "core/sandbox/world.h"

#include <algorithm>
#include <cmath>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

// A process or a file name is too common to join two incidents.
bool joins(const domain::Entity &entity)
{
    return entity.kind != domain::EntityKind::Process && entity.kind != domain::EntityKind::Other;
}

const domain::Entity *shared(const WorldIncident &a, const WorldIncident &b)
{
    for (const domain::Entity &entity : a.entities) {
        if (joins(entity) && std::ranges::any_of(b.entities, [&entity](const domain::Entity &other) {
                return other.value == entity.value;
            }))
            return &entity;
    }
    return nullptr;
}

double riskOf(const WorldIncident &incident, Dice &dice)
{
    struct Range
    {
        double least, most;
    };
    using enum domain::Severity;
    const auto range = [&incident]() -> Range {
        switch (incident.facts.severity) {
        case Critical:
            return {8.5, 9.8};
        case High:
            return {6.2, 8.6};
        case Medium:
            return {3.6, 6.4};
        case Low:
            return {1.4, 3.6};
        default:
            return {0.4, 1.8};
        }
    }();
    const double more = incident.campaign >= 0 ? 0.6 : 0;
    const double risk = range.least + dice.unit() * (range.most - range.least) + more;
    return std::round(std::min(risk, 9.9) * 10) / 10;
}

void add(QList<domain::Entity> &entities, domain::Entity entity, Dice &dice)
{
    const bool there = std::ranges::any_of(
        entities, [&entity](const domain::Entity &known) { return known.value == entity.value; });
    if (there)
        return;
    entity.confidence = double(dice.between(70, 99)) / 100;
    entities.append(entity);
}

void addTechniques(QStringList &all, const QStringList &more)
{
    for (const QString &id : more) {
        if (!all.contains(id))
            all.append(id);
    }
}

QString lineOf(const WorldIncident &incident)
{
    return u"#%1 %2 (%3, %4)"_s.arg(incident.facts.number)
        .arg(incident.facts.title, incident.facts.severityText, incident.facts.created.toString(Qt::ISODate));
}

// The finding that joins this incident to the others.
void addRelated(domain::Report &report, const World &world, const WorldIncident &incident, Dice &dice)
{
    const QList<const WorldIncident *> related = relatedTo(world, incident, 5);
    if (related.isEmpty())
        return;
    domain::ReportFinding finding;
    const domain::Entity *first = shared(incident, *related.first());
    finding.title = u"%1 appears in other incidents"_s.arg(first->value);
    finding.text = u"%1 earlier incidents share entities with this one."_s.arg(related.size());
    finding.severity = incident.campaign >= 0 ? domain::Severity::High : domain::Severity::Low;
    finding.severityText = domain::severityId(finding.severity);
    for (const WorldIncident *other : related) {
        finding.evidence.append(lineOf(*other));
        const domain::Entity *link = shared(incident, *other);
        add(report.entities, *link, dice);
        for (const domain::Entity &entity : other->entities) {
            if (report.entities.size() < 14 && joins(entity))
                add(report.entities, entity, dice);
        }
        if (incident.campaign >= 0 && other->campaign == incident.campaign)
            addTechniques(report.techniques, world.library().stories[other->story].techniques);
    }
    report.findings.append(finding);
}

void addCampaign(domain::Report &report, const World &world, const WorldIncident &incident, Dice &dice)
{
    if (incident.campaign < 0)
        return;
    const QString name = world.population().campaigns[incident.campaign].name;
    report.summary +=
        u"\n\nInfrastructure and order of the steps fit the activity that is tracked as **%1**."_s.arg(name);
    domain::Entity entity;
    entity.kindText = u"campaign"_s;
    entity.value = name;
    add(report.entities, entity, dice);
    report.recommendations.append(u"Treat all open incidents of %1 as one case"_s.arg(name));
}

void addTimeline(domain::Report &report, const WorldIncident &incident)
{
    QStringList lines;
    const auto line = [&lines](const QDateTime &at, const QString &what) {
        lines.append(u"- %1: %2"_s.arg(at.toString(Qt::ISODate), what));
    };
    line(incident.facts.firstActivity, u"first activity"_s);
    line(incident.facts.lastActivity, u"last activity"_s);
    line(incident.facts.created,
         u"incident #%1 raised by %2"_s.arg(incident.facts.number).arg(incident.facts.products.value(0)));
    report.sections.append({u"Timeline"_s, lines.join(u'\n')});
}

// What a manager reads in place of queries (socmate.md 5.7).
void forManagement(domain::Report &report, const WorldIncident &incident)
{
    const bool grave = incident.facts.severity >= domain::Severity::High;
    report.queries.clear();
    report.sections.clear();
    report.sections.append(
        {u"Business impact"_s,
         grave ? u"Accounts or systems of the department may be in foreign hands; an interruption of one to "
                 "two days is possible if it is not contained."_s
               : u"No interruption is expected. The work of single users may be affected for some hours."_s});
    report.sections.append(
        {u"Compliance"_s, grave ? u"If personal data was read, the supervisory authority must be told within "
                                  "72 hours (GDPR Article 33). Keep the evidence."_s
                                : u"No duty to report is seen."_s});
}

domain::Report aboutNothing(const WorldSession &session)
{
    domain::Report report;
    report.title = session.facts.title;
    report.summary =
        u"No record in the time span names what the question asks about. Name an entity (address, "
        "account, host, domain, hash) or an incident by its number, and a time span."_s;
    report.risk = 0.5;
    report.recommendations = {u"Ask again with a concrete entity and a time span"_s};
    report.queries.append(
        {u"What was searched"_s, u"KQL"_s,
         u"union SigninLogs, DeviceProcessEvents, DeviceNetworkEvents\n| where TimeGenerated > ago(7d)\n"
         "| take 0"_s});
    return report;
}

domain::Report aboutIncident(const World &world, const WorldIncident &incident, Dice &dice)
{
    const Story &story = world.library().stories[incident.story];
    domain::Report report;
    report.title = incident.facts.title;
    report.summary = filled(story.summary, incident.values);
    for (const domain::ReportFinding &one : story.findings) {
        domain::ReportFinding finding = one;
        finding.title = filled(one.title, incident.values);
        finding.text = filled(one.text, incident.values);
        for (QString &line : finding.evidence)
            line = filled(line, incident.values);
        report.findings.append(finding);
    }
    for (const domain::Entity &entity : incident.entities)
        add(report.entities, entity, dice);
    report.techniques = story.techniques;
    for (const domain::ReportQuery &query : story.queries)
        report.queries.append({query.title, query.language, filled(query.text, incident.values)});
    for (const QString &text : story.recommendations)
        report.recommendations.append(filled(text, incident.values));
    report.risk = riskOf(incident, dice);
    addRelated(report, world, incident, dice);
    addTimeline(report, incident);
    addCampaign(report, world, incident, dice);
    return report;
}

} // namespace

QList<const WorldIncident *> relatedTo(const World &world, const WorldIncident &incident, int most)
{
    QList<const WorldIncident *> related;
    const std::deque<WorldIncident> &all = world.incidents();
    for (auto it = all.rbegin(); it != all.rend() && related.size() < most; ++it) {
        if (it->facts.number < incident.facts.number && shared(incident, *it))
            related.append(&*it);
    }
    return related;
}

domain::Report reportOf(const World &world, const WorldSession &session)
{
    const WorldIncident *incident = world.incident(session.incident);
    Dice dice(world.options().seed, "report " + session.facts.id.toUtf8());
    domain::Report report = incident ? aboutIncident(world, *incident, dice) : aboutNothing(session);
    report.shape = domain::Report::Shape::Object;
    report.question = session.facts.query;
    report.persona = session.facts.persona;
    if (incident && session.facts.persona == u"ciso"_s)
        forManagement(report, *incident);
    return report;
}

QString followUpAnswer(const World &world, const WorldSession &session)
{
    const domain::Report report = session.facts.report.value_or(domain::Report());
    QString text = u"On your question *%1*: "_s.arg(session.asked);
    if (const WorldIncident *about = world.subjectOf(session.asked);
        about && about->facts.number != session.incident)
        text += u"incident #%1 (%2) names it. "_s.arg(about->facts.number).arg(about->facts.title);
    else
        text += u"no further record was found in the time span. "_s;
    return text + u"The risk score stays at %1."_s.arg(report.risk.value_or(0), 0, 'f', 1);
}

} // namespace tocsin::sandbox
