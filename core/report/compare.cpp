// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/compare.h"

#include "core/domain/words.h"
#include "core/entities/distinct.h"
#include "core/report/attack.h"
#include "core/report/source.h"

#include <QHash>
#include <QSet>

namespace tocsin::report {

using domain::Entity;
using domain::ReportFinding;

namespace {

// Things of the same key are paired in their order: a title that stands twice is two findings.
template<class T, class Key, class Same>
Changes<T> changesOf(const QList<T> &before, const QList<T> &after, Key key, Same same)
{
    QHash<QString, QList<qsizetype>> places;
    for (qsizetype i = 0; i < before.size(); ++i)
        places[key(before[i])].append(i);
    Changes<T> changes;
    QList<bool> gone(before.size(), true);
    for (const T &item : after) {
        auto known = places.find(key(item));
        if (known == places.end() || known->isEmpty()) {
            changes.added.append(item);
            continue;
        }
        const qsizetype place = known->takeFirst();
        gone[place] = false;
        if (same(before[place], item))
            changes.same.append(item);
        else
            changes.changed.append({before[place], item});
    }
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (gone[i])
            changes.removed.append(before[i]);
    }
    return changes;
}

bool sameFinding(const ReportFinding &a, const ReportFinding &b)
{
    return a.text.simplified() == b.text.simplified() && a.severity == b.severity &&
           a.evidence == b.evidence &&
           QSet<QString>(a.techniques.begin(), a.techniques.end()) ==
               QSet<QString>(b.techniques.begin(), b.techniques.end());
}

} // namespace

std::optional<double> Comparison::riskStep() const
{
    if (!risk.before || !risk.after)
        return {};
    return *risk.after - *risk.before;
}

bool Comparison::isEmpty() const
{
    return risk.before == risk.after && riskText.before == riskText.after && entities.isEmpty() &&
           findings.isEmpty() && techniques.isEmpty() && recommendations.isEmpty();
}

Comparison compare(const domain::Report &earlier, const domain::Report &later)
{
    const auto always = [](const QString &, const QString &) { return true; };
    const auto words = [](const QString &text) { return domain::normalisedWord(text); };
    Comparison result;
    result.risk = {earlier.risk, later.risk};
    result.riskText = {riskText(earlier), riskText(later)};
    result.entities = changesOf(
        entities::distinct(earlier.entities), entities::distinct(later.entities), entities::identity,
        [](const Entity &a, const Entity &b) { return a.confidence == b.confidence; });
    result.findings = changesOf(
        earlier.findings, later.findings,
        [](const ReportFinding &finding) { return domain::normalisedWord(finding.title); }, sameFinding);
    result.techniques = changesOf(
        techniquesOf(earlier), techniquesOf(later), [](const QString &id) { return id; }, always);
    result.recommendations = changesOf(earlier.recommendations, later.recommendations, words, always);
    return result;
}

} // namespace tocsin::report
