// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/incidentmerge.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::Incident;

namespace {

bool given(const QString &text)
{
    return !text.isEmpty();
}

bool given(const QStringList &texts)
{
    return !texts.isEmpty();
}

bool given(const QDateTime &time)
{
    return time.isValid();
}

bool given(qint64 count)
{
    return count >= 0;
}

// Calls with the name and both values of each mergeable member, always in this order.
template<class Visit>
void eachMember(Incident &known, const Incident &fresh, const Visit &visit)
{
    visit("id"_L1, known.id, fresh.id);
    visit("title"_L1, known.title, fresh.title);
    visit("description"_L1, known.description, fresh.description);
    visit("severity"_L1, known.severityText, fresh.severityText);
    visit("status"_L1, known.statusText, fresh.statusText);
    visit("owner"_L1, known.owner, fresh.owner);
    visit("classification"_L1, known.classification, fresh.classification);
    visit("labels"_L1, known.labels, fresh.labels);
    visit("tactics"_L1, known.tactics, fresh.tactics);
    visit("products"_L1, known.products, fresh.products);
    visit("alerts"_L1, known.alerts, fresh.alerts);
    visit("comments"_L1, known.comments, fresh.comments);
    visit("created"_L1, known.created, fresh.created);
    visit("modified"_L1, known.modified, fresh.modified);
    visit("first activity"_L1, known.firstActivity, fresh.firstActivity);
    visit("last activity"_L1, known.lastActivity, fresh.lastActivity);
    visit("url"_L1, known.url, fresh.url);
}

} // namespace

qint64 suppliedFields(const Incident &incident)
{
    qint64 bits = 0;
    int n = 0;
    Incident scratch;
    eachMember(scratch, incident, [&](QLatin1StringView, const auto &, const auto &value) {
        if (given(value))
            bits |= 1LL << n;
        ++n;
    });
    return bits;
}

MergedIncident mergeIncident(const Incident &known, qint64 formerly, const Incident &fresh)
{
    MergedIncident merged{known, {}};
    Incident &result = merged.incident;
    int n = 0;
    eachMember(result, fresh, [&](QLatin1StringView name, auto &value, const auto &told) {
        const bool suppliedBefore = formerly >= 0 && (formerly >> n & 1) != 0;
        ++n;
        const bool more = !given(value) && formerly < 0;
        if ((!given(told) && !suppliedBefore) || value == told)
            return;
        if (!more)
            merged.changed.append(QString(name));
        value = told;
    });
    if (given(fresh.severityText) || !given(result.severityText))
        result.severity = fresh.severity;
    if (given(fresh.statusText) || !given(result.statusText))
        result.status = fresh.status;
    result.number = fresh.number;
    result.provider = fresh.provider;
    result.raw = fresh.raw;
    result.unmapped = fresh.unmapped;
    return merged;
}

} // namespace tocsin::storage
