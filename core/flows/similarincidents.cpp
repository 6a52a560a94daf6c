// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/similarincidents.h"

#include <QRegularExpression>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using storage::AnalystStores;
using storage::IncidentId;
using storage::IncidentRow;

namespace {

constexpr int mostCandidates = 200; // of each entity or word, the newest
constexpr qsizetype mostEntities = 12;
constexpr qsizetype shortestEntity = 3;
constexpr qsizetype longestText = 80; // of a word or entity: more is no name, and slow to look for
constexpr qsizetype mostWords = 12;   // of a title
constexpr qsizetype shortestWord = 4;
constexpr double leastAlike = 0.5; // share of title words that counts as a likeness

// Nor is what repeats itself: the index knows texts by three characters at a time, and a run of one letter
// makes it compare every place with every other.
bool isWorthLookingFor(const QString &text)
{
    if (text.size() > longestText)
        return false;
    QString different;
    for (const QChar c : text) {
        if (!different.contains(c))
            different += c;
    }
    return different.size() >= std::min<qsizetype>(3, text.size()) && different.size() * 8 >= text.size();
}

QStringList wordsOf(const QString &title)
{
    static const QRegularExpression between(u"[^\\w.]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (const QString &word : title.toLower().split(between, Qt::SkipEmptyParts)) {
        if (word.size() >= shortestWord && !words.contains(word) && isWorthLookingFor(word))
            words.append(word);
        if (words.size() == mostWords)
            break;
    }
    return words;
}

QStringList common(const QStringList &one, const QStringList &other)
{
    QStringList both;
    for (const QString &value : one) {
        if (other.contains(value, Qt::CaseInsensitive) && !both.contains(value, Qt::CaseInsensitive))
            both.append(value);
    }
    return both;
}

double weightOf(const Likeness &likeness)
{
    const double count = double(likeness.values.size());
    switch (likeness.kind) {
    case Likeness::Kind::Entity:
        return std::min(0.9, 0.45 + 0.15 * count);
    case Likeness::Kind::SameTitle:
        return 0.5;
    case Likeness::Kind::TitleWords:
        return 0.3;
    case Likeness::Kind::Label:
        return std::min(0.4, 0.2 * count);
    case Likeness::Kind::Tactic:
        return std::min(0.15, 0.05 * count);
    case Likeness::Kind::Product:
    case Likeness::Kind::Owner:
        return 0.03;
    }
    return 0;
}

filter::IncidentQuery holding(const QString &text)
{
    filter::IncidentQuery query;
    query.kind = filter::IncidentQuery::Kind::Leaf;
    query.term = filter::FullText{text, false};
    return query;
}

// The newest that hold the text, without the one that it comes from.
Result<QList<IncidentId>> holders(AnalystStores &stores, const IncidentRow &of, const QString &text,
                                  Micros now)
{
    auto ids = stores.incidents.find(of.key.connection, holding(text), {}, now, mostCandidates);
    if (ids)
        ids->removeAll(of.id);
    return ids;
}

SimilarIncident weighed(const IncidentRow &row, QList<Likeness> reasons)
{
    double unlike = 1; // several weak reasons never outweigh all
    for (const Likeness &reason : reasons)
        unlike *= 1 - weightOf(reason);
    std::ranges::stable_sort(
        reasons, [](const Likeness &one, const Likeness &other) { return weightOf(one) > weightOf(other); });
    return {row, reasons, 1 - unlike};
}

} // namespace

QList<Likeness> likenessOf(const IncidentRow &one, const IncidentRow &other)
{
    using Kind = Likeness::Kind;
    QList<Likeness> reasons;
    const QStringList words = wordsOf(one.title);
    const QStringList both = common(words, wordsOf(other.title));
    if (!one.title.isEmpty() && one.title.compare(other.title, Qt::CaseInsensitive) == 0)
        reasons.append({Kind::SameTitle, {one.title}});
    else if (!both.isEmpty() && double(both.size()) >= leastAlike * double(words.size()))
        reasons.append({Kind::TitleWords, both});
    const auto add = [&](Kind kind, const QStringList &values) {
        if (!values.isEmpty())
            reasons.append({kind, values});
    };
    add(Kind::Label, common(one.labels + one.tags, other.labels + other.tags));
    add(Kind::Tactic, common(one.tactics, other.tactics));
    add(Kind::Product, common(one.products, other.products));
    if (!one.owner.isEmpty() && one.owner.compare(other.owner, Qt::CaseInsensitive) == 0)
        add(Kind::Owner, {one.owner});
    return reasons;
}

Result<QList<SimilarIncident>> similarIncidents(AnalystStores &stores, IncidentId id,
                                                const QList<domain::Entity> &entities, Micros now, int limit)
{
    const auto own = stores.incidents.rows({id});
    if (!own)
        return tl::unexpected(own.error());
    if (own->isEmpty())
        return fail(Error::Kind::NotFound, u"this incident is not kept here any more"_s);
    const IncidentRow &row = own->first();
    QHash<IncidentId, QStringList> shared;
    QSet<IncidentId> candidates;
    for (const domain::Entity &entity : entities.first(std::min(mostEntities, entities.size()))) {
        if (entity.value.size() < shortestEntity || !isWorthLookingFor(entity.value))
            continue; // would be found everywhere, or never
        const auto ids = holders(stores, row, entity.value, now);
        if (!ids)
            return tl::unexpected(ids.error());
        for (const IncidentId other : *ids) {
            shared[other].append(entity.value);
            candidates.insert(other);
        }
    }
    for (const QString &word : wordsOf(row.title)) {
        const auto ids = holders(stores, row, word, now);
        if (!ids)
            return tl::unexpected(ids.error());
        candidates.unite(QSet<IncidentId>(ids->begin(), ids->end()));
    }
    const auto rows = stores.incidents.rows(candidates.values());
    if (!rows)
        return tl::unexpected(rows.error());
    QList<SimilarIncident> similar;
    for (const IncidentRow &other : *rows) {
        QList<Likeness> reasons = likenessOf(row, other);
        if (const QStringList values = shared.value(other.id); !values.isEmpty())
            reasons.prepend({Likeness::Kind::Entity, values});
        const bool counts = std::ranges::any_of(
            reasons, [](const Likeness &reason) { return reason.kind <= Likeness::Kind::Label; });
        if (counts)
            similar.append(weighed(other, reasons));
    }
    std::ranges::sort(similar, [](const SimilarIncident &one, const SimilarIncident &other) {
        return std::tuple(-one.weight, -one.row.at, one.row.id) <
               std::tuple(-other.weight, -other.row.at, other.row.id);
    });
    return similar.mid(0, limit);
}

} // namespace tocsin::flows
