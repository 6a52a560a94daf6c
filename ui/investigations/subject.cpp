// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/subject.h"

#include "core/storage/analystfile.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

void put(report::Values &values, const QString &name, const QString &value)
{
    if (!value.trimmed().isEmpty())
        values.insert(name, value);
}

} // namespace

Subject subjectOf(const storage::IncidentRow &incident)
{
    Subject subject{incident.key.number, incident.key.provider, {}};
    report::Values &values = subject.values;
    if (incident.key.number != 0)
        put(values, u"incident.number"_s, QString::number(incident.key.number));
    put(values, u"incident.title"_s, incident.title);
    put(values, u"incident.severity"_s, incident.severityText);
    put(values, u"incident.status"_s, incident.statusText);
    if (incident.at != 0)
        put(values, u"incident.created"_s, storage::timeFromStored(incident.at).toString(Qt::ISODate));
    return subject;
}

Subject subjectOf(const domain::Entity &entity)
{
    Subject subject;
    put(subject.values, u"entity.kind"_s,
        entity.kind == domain::EntityKind::Other && !entity.kindText.isEmpty()
            ? entity.kindText
            : QString(domain::entityKindId(entity.kind)));
    put(subject.values, u"entity.value"_s, entity.value);
    return subject;
}

Subject subjectOf(const domain::DeliveryRow &delivery)
{
    Subject subject;
    const domain::PayloadSummary &summary = delivery.summary;
    put(subject.values, u"delivery.event"_s, summary.event.isEmpty() ? summary.format : summary.event);
    put(subject.values, u"delivery.title"_s, summary.title);
    return subject;
}

int templateFor(const Subject &subject, const QList<report::QueryTemplate> &templates)
{
    if (subject.values.isEmpty())
        return -1;
    for (int i = 0; i < templates.size(); ++i) {
        QStringList missing = report::fill(templates.at(i).text, subject.values).missing;
        missing.removeAll(u"timespan"_s);
        if (missing.isEmpty())
            return i;
    }
    return -1;
}

} // namespace tocsin::ui
