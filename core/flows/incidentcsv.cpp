// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentcsv.h"

#include "core/report/exports.h"

#include <QDateTime>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

QString timeText(Micros when)
{
    return when == 0 ? QString()
                     : QDateTime::fromMSecsSinceEpoch(when / 1000, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString countText(qint64 count)
{
    return count < 0 ? QString() : QString::number(count);
}

} // namespace

QByteArray incidentsCsv(const QList<storage::IncidentRow> &rows)
{
    QByteArray out = report::csvLine({u"number"_s, u"provider"_s, u"severity"_s, u"status"_s, u"title"_s,
                                      u"owner"_s, u"at"_s, u"modified"_s, u"classification"_s, u"alerts"_s,
                                      u"comments"_s, u"tactics"_s, u"products"_s, u"labels"_s,
                                      u"local_tags"_s, u"local_notes"_s, u"first_seen"_s, u"looked_at"_s});
    for (const storage::IncidentRow &row : rows) {
        out += report::csvLine(
            {QString::number(row.key.number), row.key.provider,
             row.severityText.isEmpty() ? QString(domain::severityId(row.severity)) : row.severityText,
             row.statusText.isEmpty() ? QString(domain::incidentStatusId(row.status)) : row.statusText,
             row.title, row.owner, timeText(row.at), timeText(row.modified), row.classification,
             countText(row.alerts), countText(row.comments), row.tactics.join(u"; "_s),
             row.products.join(u"; "_s), row.labels.join(u"; "_s), row.tags.join(u"; "_s),
             QString::number(row.notes), timeText(row.firstSeen), timeText(row.looked)});
    }
    return out;
}

} // namespace tocsin::flows
