// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/incidentrows.h"

#include <QSet>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

IncidentRow readIncidentRow(const QSqlQuery &query)
{
    int at = 0;
    const auto text = [&] { return query.value(at++).toString(); };
    const auto number = [&] { return query.value(at++).toLongLong(); };
    const auto list = [&] { return listFromStored(query.value(at++).toString()); };
    IncidentRow row;
    row.id = number();
    row.key.connection = text();
    row.key.provider = text();
    row.key.number = number();
    row.severity = domain::Severity(number());
    row.status = domain::IncidentStatus(number());
    row.severityText = text();
    row.statusText = text();
    row.title = text();
    row.owner = text();
    row.classification = text();
    row.labels = list();
    row.tactics = list();
    row.products = list();
    row.tags = list();
    row.at = number();
    row.modified = number();
    row.firstSeen = number();
    row.lastSeen = number();
    row.changed = number();
    row.looked = number();
    row.alerts = number();
    row.comments = number();
    row.notes = number();
    return row;
}

QString idText(const QList<qint64> &ids)
{
    QString text;
    text.reserve(ids.size() * 7);
    for (const qint64 id : ids)
        text += (text.isEmpty() ? QString() : u","_s) + QString::number(id);
    return text;
}

Result<QList<IncidentRow>> IncidentStore::rows(const QList<IncidentId> &ids)
{
    auto query =
        m_database.run(u"SELECT %1 FROM incident WHERE id IN (%2)"_s.arg(incidentColumns, idText(ids)));
    if (!query)
        return tl::unexpected(query.error());
    QHash<IncidentId, IncidentRow> found;
    while (query->next()) {
        IncidentRow row = readIncidentRow(*query);
        found.insert(row.id, std::move(row));
    }
    QList<IncidentRow> ordered;
    ordered.reserve(found.size());
    for (const IncidentId id : ids) {
        if (const auto at = found.constFind(id); at != found.cend())
            ordered.append(*at);
    }
    return ordered;
}

Result<StoredIncident> IncidentStore::load(IncidentId id)
{
    auto rowsOfId = rows({id});
    if (!rowsOfId)
        return tl::unexpected(rowsOfId.error());
    if (rowsOfId->isEmpty())
        return fail(Error::Kind::NotFound, u"this incident is not kept here any more"_s);
    auto body = m_database.run(
        u"SELECT siem_id, description, created, first_activity, last_activity, url, unmapped, list_raw, "
        "detail_raw, detail_at FROM incident_body WHERE id=?"_s,
        {id});
    if (!body)
        return tl::unexpected(body.error());
    StoredIncident stored{rowsOfId->first(), {}, {}, 0};
    const IncidentRow &row = stored.row;
    domain::Incident &incident = stored.incident;
    incident.number = row.key.number;
    incident.provider = row.key.provider;
    incident.title = row.title;
    incident.severity = row.severity;
    incident.severityText = row.severityText;
    incident.status = row.status;
    incident.statusText = row.statusText;
    incident.owner = row.owner;
    incident.classification = row.classification;
    incident.labels = row.labels;
    incident.tactics = row.tactics;
    incident.products = row.products;
    incident.alerts = row.alerts;
    incident.comments = row.comments;
    incident.modified = timeFromStored(row.modified);
    if (!body->next())
        return stored;
    incident.id = body->value(0).toString();
    incident.description = body->value(1).toString();
    incident.created = timeFromStored(body->value(2).toLongLong());
    incident.firstActivity = timeFromStored(body->value(3).toLongLong());
    incident.lastActivity = timeFromStored(body->value(4).toLongLong());
    incident.url = body->value(5).toString();
    incident.unmapped = listFromStored(body->value(6).toString());
    stored.listRaw = body->value(7).toByteArray();
    incident.raw = body->value(8).toByteArray();
    stored.detailAt = body->value(9).toLongLong();
    if (stored.detailAt == 0)
        incident.raw = stored.listRaw;
    return stored;
}

Result<QStringList> IncidentStore::values(const QString &connection, filter::IncidentField field)
{
    using Field = filter::IncidentField;
    static const QHash<Field, QString> columns = {{Field::Owner, u"owner"_s},
                                                  {Field::Label, u"labels"_s},
                                                  {Field::Tag, u"tags"_s},
                                                  {Field::Tactic, u"tactics"_s},
                                                  {Field::Product, u"products"_s},
                                                  {Field::Provider, u"provider"_s},
                                                  {Field::Classification, u"classification"_s}};
    const QString column = columns.value(field);
    if (column.isEmpty())
        return QStringList();
    constexpr qsizetype most = 500;
    auto query = m_database.run(
        u"SELECT %1, count(*) FROM incident WHERE connection=? AND %1 <> '' GROUP BY 1 ORDER BY 2 DESC LIMIT 2000"_s
            .arg(column),
        {storedText(connection)});
    if (!query)
        return tl::unexpected(query.error());
    QStringList values;
    QSet<QString> seen;
    while (query->next() && values.size() < most) {
        for (const QString &value : listFromStored(query->value(0).toString())) {
            if (!seen.contains(value) && values.size() < most)
                values.append(value);
            seen.insert(value);
        }
    }
    return values;
}

} // namespace tocsin::storage
