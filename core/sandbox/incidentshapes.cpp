// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/shapes.h"

#include "core/sandbox/hostility.h"

#include <algorithm>

// The incident in its three namings (socmate.md 4.4).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

QString lettered(const Profile &profile, const QString &word)
{
    switch (profile.letters) {
    case Profile::Case::Capitalised:
        return word.left(1).toUpper() + word.mid(1);
    case Profile::Case::Upper:
        return word.toUpper();
    case Profile::Case::Lower:
        break;
    }
    return word;
}

QJsonArray textsJson(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonArray entitiesJson(const WorldIncident &incident)
{
    QJsonArray entities;
    for (const domain::Entity &entity : incident.entities)
        entities.append(QJsonObject{{u"type"_s, entity.kindText}, {u"value"_s, entity.value}});
    return entities;
}

QJsonObject eventStyle(const domain::Incident &facts)
{
    QJsonObject object = {{u"incident_number"_s, facts.number},
                          {u"title"_s, facts.title},
                          {u"severity"_s, facts.severityText},
                          {u"status"_s, facts.statusText},
                          {u"provider"_s, facts.provider},
                          {u"url"_s, facts.url},
                          {u"description"_s, facts.description},
                          {u"created_at"_s, timeText(facts.created)},
                          {u"updated_at"_s, timeText(facts.modified)},
                          {u"tactics"_s, textsJson(facts.tactics)},
                          {u"labels"_s, textsJson(facts.labels)},
                          {u"alerts_count"_s, facts.alerts}};
    object[u"owner"_s] = facts.owner.isEmpty() ? QJsonValue() : QJsonValue(facts.owner);
    return object;
}

QJsonObject restStyle(const domain::Incident &facts, const QString &product)
{
    QJsonArray labels;
    for (const QString &label : facts.labels)
        labels.append(QJsonObject{{u"labelName"_s, label}, {u"labelType"_s, u"User"_s}});
    QJsonValue owner = QJsonObject{{u"assignedTo"_s, QJsonValue()}, {u"email"_s, QJsonValue()}};
    if (!facts.owner.isEmpty())
        owner = QJsonObject{{u"assignedTo"_s, facts.owner},
                            {u"email"_s, facts.owner.toLower().replace(u' ', u'.') + u"@soc.example"_s}};
    QJsonObject properties = {{u"incidentNumber"_s, facts.number},
                              {u"title"_s, facts.title},
                              {u"description"_s, facts.description},
                              {u"severity"_s, facts.severityText},
                              {u"status"_s, facts.statusText},
                              {u"createdTimeUtc"_s, timeText(facts.created)},
                              {u"lastModifiedTimeUtc"_s, timeText(facts.modified)},
                              {u"firstActivityTimeUtc"_s, timeText(facts.firstActivity)},
                              {u"lastActivityTimeUtc"_s, timeText(facts.lastActivity)},
                              {u"owner"_s, owner},
                              {u"labels"_s, labels},
                              {u"providerName"_s, u"Azure Sentinel"_s},
                              {u"incidentUrl"_s, facts.url},
                              {u"additionalData"_s, QJsonObject{{u"alertsCount"_s, facts.alerts},
                                                                {u"bookmarksCount"_s, 0},
                                                                {u"commentsCount"_s, facts.comments},
                                                                {u"alertProductNames"_s, QJsonArray{product}},
                                                                {u"tactics"_s, textsJson(facts.tactics)}}}};
    if (!facts.classification.isEmpty())
        properties[u"classification"_s] = facts.classification;
    return {{u"id"_s, u"/subscriptions/00000000-0000-0000-0000-000000000000/incidents/"_s + facts.id},
            {u"name"_s, facts.id},
            {u"type"_s, u"Microsoft.SecurityInsights/incidents"_s},
            {u"properties"_s, properties}};
}

QJsonObject tableStyle(const domain::Incident &facts)
{
    return {{u"IncidentNumber"_s, facts.number},
            {u"IncidentName"_s, facts.id},
            {u"Title"_s, facts.title},
            {u"Description"_s, facts.description},
            {u"Severity"_s, facts.severityText},
            {u"Status"_s, facts.statusText},
            {u"CreatedTime"_s, timeText(facts.created)},
            {u"LastModifiedTime"_s, timeText(facts.modified)},
            {u"FirstActivityTime"_s, timeText(facts.firstActivity)},
            {u"LastActivityTime"_s, timeText(facts.lastActivity)},
            {u"Owner"_s, QJsonObject{{u"assignedTo"_s, facts.owner}}},
            {u"Classification"_s, facts.classification},
            {u"Labels"_s, textsJson(facts.labels)},
            {u"ProviderName"_s, facts.provider},
            {u"IncidentUrl"_s, facts.url},
            {u"AdditionalData"_s, QJsonObject{{u"alertsCount"_s, facts.alerts},
                                              {u"commentsCount"_s, facts.comments},
                                              {u"tactics"_s, textsJson(facts.tactics)}}}};
}

} // namespace

QString timeText(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODate);
}

QJsonObject incidentJson(const Profile &profile, const WorldIncident &incident)
{
    domain::Incident facts = incident.facts;
    facts.severityText = lettered(profile, facts.severityText);
    facts.statusText = lettered(profile, QString(domain::incidentStatusId(facts.status)));
    if (profile.hostile)
        makeHostile(facts);
    switch (profile.incidents) {
    case Profile::Naming::SentinelRest:
        return restStyle(facts, facts.products.value(0));
    case Profile::Naming::Table:
        return tableStyle(facts);
    case Profile::Naming::Event:
        break;
    }
    return eventStyle(facts);
}

QJsonObject incidentDetailJson(const Profile &profile, const WorldIncident &incident)
{
    QJsonObject object = incidentJson(profile, incident);
    if (profile.incidents == Profile::Naming::Event) {
        object[u"first_activity_at"_s] = timeText(incident.facts.firstActivity);
        object[u"last_activity_at"_s] = timeText(incident.facts.lastActivity);
        object[u"classification"_s] = incident.facts.classification;
        object[u"products"_s] = textsJson(incident.facts.products);
    }
    // Local fields of the product (socmate.md 4.1 and 4.3): names unknown.
    object[u"entities"_s] = entitiesJson(incident);
    object[u"notes"_s] = QJsonArray{};
    object[u"tags"_s] = textsJson(incident.facts.labels);
    object[u"assigned_to"_s] = incident.facts.owner;
    object[u"enrichment"_s] = QJsonValue();
    return object;
}

QJsonObject enrichmentJson(const World &world, const WorldIncident &incident)
{
    QJsonArray rows;
    for (const domain::Entity &entity : incident.entities) {
        int seen = 0;
        for (const WorldIncident &other : world.incidents())
            seen += std::ranges::any_of(
                other.entities, [&entity](const domain::Entity &one) { return one.value == entity.value; });
        rows.append(QJsonObject{{u"type"_s, entity.kindText},
                                {u"value"_s, entity.value},
                                {u"incident_count"_s, seen},
                                {u"reputation"_s, incident.campaign >= 0 ? u"suspicious"_s : u"unknown"_s}});
    }
    return {{u"enriched_at"_s, timeText(utc(incident.enriched))}, {u"entities"_s, rows}};
}

} // namespace tocsin::sandbox
