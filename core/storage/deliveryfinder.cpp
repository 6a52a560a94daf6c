// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliveryfinder.h"

#include "core/storage/contractstore.h"
#include "core/storage/searchindex.h"

#include <QFileInfo>

#include <algorithm>
#include <numeric>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::DeliveryId;

namespace {

// A row that is looked up by its kind costs about as much as this many rows that are read in their order.
constexpr qint64 lookupCost = 8;
constexpr DeliveryId firstWindow = 8 * 1024;
constexpr DeliveryId largestWindow = 128 * 1024;
// By how much a clock may have been set back for "since" still to see everything.
constexpr Micros clockSlack = 3600 * microsPerSecond;

Error obsoleteError()
{
    return {Error::Kind::Cancelled, u"a newer search was asked for"_s};
}

} // namespace

struct DeliveryFinder::Plan
{
    const FilterSql &filter;
    DeliveryId after; // ids in (after, last]
    DeliveryId last = 0;
    int limit;
    const Obsolete &obsolete;
};

DeliveryFinder::DeliveryFinder(Database &database) : m_database(database) {}

Result<DeliveryFinder::Ids> DeliveryFinder::find(const FilterSql &filter, DeliveryId after, int limit,
                                                 const Obsolete &obsolete)
{
    if (filter.usesSearch) {
        if (auto attached = attachSearch(); !attached)
            return tl::unexpected(attached.error());
    }
    if (filter.usesContracts) {
        if (auto attached = attachContracts(); !attached)
            return tl::unexpected(attached.error());
    }
    // One moment for all statements: who asks again later asks from the greatest id that was found.
    if (auto begun = m_database.run(u"BEGIN"_s); !begun)
        return tl::unexpected(begun.error());
    Plan plan{filter, after, 0, limit, obsolete};
    auto ids = findAtOneMoment(plan);
    (void)m_database.run(u"COMMIT"_s);
    return ids;
}

Result<DeliveryFinder::Ids> DeliveryFinder::findAtOneMoment(Plan &plan)
{
    if (auto bounded = bound(plan); !bounded)
        return tl::unexpected(bounded.error());
    const FilterSql &filter = plan.filter;
    if (!filter.phrases.isEmpty())
        return byWords(plan);
    if (filter.kinds.isEmpty() && filter.rest.isEmpty())
        return everything(plan);
    if (!filter.kinds.isEmpty()) {
        auto kinds = kindsOf(filter);
        if (!kinds)
            return tl::unexpected(kinds.error());
        qint64 candidates = 0;
        for (const Kind &kind : std::as_const(*kinds))
            candidates += kind.deliveries;
        if (candidates == 0)
            return Ids();
        if (filter.rest.isEmpty() && plan.limit > 0)
            return newestByKind(plan, std::move(*kinds));
        const bool pays = candidates * lookupCost < plan.last - plan.after;
        if (filter.rest.isEmpty() && (pays || plan.after == 0))
            return byKind(plan, std::move(*kinds));
        if (pays)
            return byRowsOfKind(plan);
    }
    return byWindows(plan);
}

Result<void> DeliveryFinder::attachSearch()
{
    if (m_searchAttached)
        return {};
    const QString path = SearchIndex::pathFor(m_database.path());
    if (!QFileInfo::exists(path))
        return fail(Error::Kind::Transient, u"the search index is not built yet"_s);
    auto done = m_database.run(u"ATTACH ? AS search"_s, {path});
    if (!done)
        return tl::unexpected(done.error());
    m_searchAttached = true;
    return {};
}

Result<void> DeliveryFinder::attachContracts()
{
    if (m_contractsAttached)
        return {};
    const QString path = ContractStore::pathFor(m_database.path());
    if (!QFileInfo::exists(path)) // ATTACH would make an empty one
        return fail(Error::Kind::Transient, u"the contracts have just gone"_s);
    auto done = m_database.run(u"ATTACH ? AS contracts"_s, {path});
    if (!done)
        return tl::unexpected(done.error());
    m_contractsAttached = true;
    return {};
}

Result<void> DeliveryFinder::bound(Plan &plan)
{
    auto last = m_database.number(u"SELECT coalesce(max(id), 0) FROM delivery"_s);
    if (last && plan.filter.usesSearch)
        last = m_database.number(u"SELECT min(last_id, ?) FROM search.progress"_s, {*last});
    if (!last)
        return tl::unexpected(last.error());
    plan.last = *last;
    if (!plan.filter.since)
        return {};
    // Nothing is received after it was committed, so what was committed before that time is not looked at.
    auto times = m_database.run(u"SELECT last_id, committed FROM timing ORDER BY first_id DESC"_s);
    if (!times)
        return tl::unexpected(times.error());
    while (times->next()) {
        const DeliveryId id = times->value(0).toLongLong();
        if (id <= plan.after)
            break;
        if (times->value(1).toLongLong() < *plan.filter.since - clockSlack) {
            plan.after = id;
            break;
        }
    }
    return {};
}

Result<QList<DeliveryFinder::Kind>> DeliveryFinder::kindsOf(const FilterSql &filter)
{
    auto query =
        m_database.run(u"SELECT kind.id, deliveries, last_id FROM kind JOIN tally ON tally.kind = "
                       "kind.id WHERE deliveries > 0 AND (%1) ORDER BY last_id DESC"_s.arg(filter.kinds),
                       filter.kindValues);
    if (!query)
        return tl::unexpected(query.error());
    QList<Kind> kinds;
    while (query->next()) {
        kinds.append(
            {query->value(0).toLongLong(), query->value(1).toLongLong(), query->value(2).toLongLong()});
    }
    return kinds;
}

Result<DeliveryFinder::Ids> DeliveryFinder::everything(const Plan &plan)
{
    Ids ids;
    if (plan.limit > 0) {
        auto done = read(u"SELECT id FROM delivery WHERE id > ? ORDER BY id DESC LIMIT %1"_s.arg(plan.limit),
                         {plan.after}, plan, ids);
        std::reverse(ids.begin(), ids.end());
        return done.map([&ids] { return ids; });
    }
    // Where nothing was ever deleted in between, first and last say it all.
    auto first = m_database.number(u"SELECT coalesce(min(id), 0) FROM delivery WHERE id > ?"_s, {plan.after});
    auto count = m_database.number(u"SELECT coalesce(sum(deliveries), 0) FROM tally"_s);
    if (!first || !count)
        return tl::unexpected(first ? count.error() : first.error());
    if (plan.after == 0 && *first > 0 && *count == plan.last - *first + 1) {
        ids.resize(*count);
        std::iota(ids.begin(), ids.end(), *first);
        return ids;
    }
    if (plan.after > 0)
        return byWindows(plan);
    FilterSql all = plan.filter;
    all.kinds = u"1"_s;
    auto kinds = kindsOf(all);
    if (!kinds)
        return tl::unexpected(kinds.error());
    return byKind(plan, std::move(*kinds));
}

Result<DeliveryFinder::Ids> DeliveryFinder::byKind(const Plan &plan, QList<Kind> kinds)
{
    Ids ids;
    for (const Kind &kind : std::as_const(kinds)) {
        if (kind.lastId <= plan.after)
            break;
        auto done = read(u"SELECT id FROM delivery INDEXED BY delivery_kind WHERE kind = ? AND id > ?"_s,
                         {kind.id, plan.after}, plan, ids);
        if (!done)
            return tl::unexpected(done.error());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

// The kinds come in the order of their last delivery: once enough is found, later ones cannot add to it.
Result<DeliveryFinder::Ids> DeliveryFinder::newestByKind(const Plan &plan, QList<Kind> kinds)
{
    Ids ids; // newest first
    DeliveryId above = plan.after;
    for (const Kind &kind : std::as_const(kinds)) {
        if (kind.lastId <= above)
            break;
        const qsizetype before = ids.size();
        auto done =
            read(u"SELECT id FROM delivery INDEXED BY delivery_kind WHERE kind = ? AND id > ? ORDER BY "
                 "id DESC LIMIT %1"_s.arg(plan.limit),
                 {kind.id, above}, plan, ids);
        if (!done)
            return tl::unexpected(done.error());
        std::inplace_merge(ids.begin(), ids.begin() + before, ids.end(), std::greater());
        if (ids.size() >= plan.limit) {
            ids.resize(plan.limit);
            above = ids.constLast();
        }
    }
    std::reverse(ids.begin(), ids.end());
    return ids;
}

Result<DeliveryFinder::Ids> DeliveryFinder::byRowsOfKind(const Plan &plan)
{
    Ids ids;
    auto done = read(
        u"SELECT delivery.id FROM delivery INDEXED BY delivery_kind WHERE delivery.kind IN (SELECT "
        "kind.id FROM kind WHERE %1) AND delivery.id > ? AND %2"_s.arg(plan.filter.kinds, plan.filter.rest),
        plan.filter.kindValues + QVariantList{plan.after} + plan.filter.restValues, plan, ids);
    if (!done)
        return tl::unexpected(done.error());
    std::sort(ids.begin(), ids.end());
    if (plan.limit > 0 && ids.size() > plan.limit)
        ids.remove(0, ids.size() - plan.limit);
    return ids;
}

Result<DeliveryFinder::Ids> DeliveryFinder::byWords(const Plan &plan)
{
    const FilterSql &filter = plan.filter;
    const QString order = plan.limit > 0 ? u"DESC LIMIT %1"_s.arg(plan.limit) : u"ASC"_s;
    const QVariantList words{filter.phrases, plan.after, plan.last};
    // The index learns a little later what was deleted; until then each find is looked up in the list.
    const auto forgotten = m_database.number(u"SELECT EXISTS(SELECT 1 FROM forgotten)"_s);
    if (!forgotten)
        return tl::unexpected(forgotten.error());
    Ids ids;
    Result<void> done;
    if (*forgotten == 0 && filter.kinds.isEmpty() && filter.rest.isEmpty()) {
        done =
            read(u"SELECT rowid FROM search.request WHERE request MATCH ? AND rowid > ? AND rowid <= ? ORDER "
                 "BY rowid %1"_s.arg(order),
                 words, plan, ids);
    } else {
        QStringList conditions{u"1"_s};
        if (!filter.kinds.isEmpty())
            conditions.append(u"delivery.kind IN (SELECT kind.id FROM kind WHERE %1)"_s.arg(filter.kinds));
        if (!filter.rest.isEmpty())
            conditions.append(filter.rest);
        done =
            read(u"SELECT delivery.id FROM search.request CROSS JOIN delivery ON delivery.id = request.rowid "
                 "WHERE request MATCH ? AND request.rowid > ? AND request.rowid <= ? AND %1 ORDER BY "
                 "request.rowid %2"_s.arg(conditions.join(u" AND "_s), order),
                 words + filter.kindValues + filter.restValues, plan, ids);
    }
    if (!done)
        return tl::unexpected(done.error());
    if (plan.limit > 0)
        std::reverse(ids.begin(), ids.end());
    return ids;
}

Result<DeliveryFinder::Ids> DeliveryFinder::byWindows(const Plan &plan)
{
    const FilterSql &filter = plan.filter;
    QStringList conditions;
    if (!filter.kinds.isEmpty()) // the plus keeps the index of kinds out of it
        conditions.append(u"+delivery.kind IN (SELECT kind.id FROM kind WHERE %1)"_s.arg(filter.kinds));
    if (!filter.rest.isEmpty())
        conditions.append(filter.rest);
    conditions.append(u"delivery.id > ? AND delivery.id <= ?"_s);
    const QString sql = u"SELECT delivery.id FROM delivery WHERE "_s + conditions.join(u" AND "_s) +
                        u" ORDER BY delivery.id DESC"_s;
    Ids ids; // newest first
    // Each window would ask the full-text index anew.
    DeliveryId width = filter.usesSearch ? plan.last - plan.after : firstWindow;
    for (DeliveryId top = plan.last; top > plan.after; top -= width, width = qMin(width * 2, largestWindow)) {
        const QVariantList window{qMax(plan.after, top - width), top};
        const QString cut = plan.limit > 0 ? u" LIMIT %1"_s.arg(plan.limit - ids.size()) : QString();
        if (auto done = read(sql + cut, filter.kindValues + filter.restValues + window, plan, ids); !done)
            return tl::unexpected(done.error());
        if (plan.limit > 0 && ids.size() >= plan.limit)
            break;
    }
    std::reverse(ids.begin(), ids.end());
    return ids;
}

Result<void> DeliveryFinder::read(const QString &sql, const QVariantList &values, const Plan &plan, Ids &into)
{
    if (plan.obsolete())
        return tl::unexpected(obsoleteError());
    auto query = m_database.run(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        into.append(query->value(0).toLongLong());
        if (into.size() % 4096 == 0 && plan.obsolete())
            return tl::unexpected(obsoleteError());
    }
    return {};
}

} // namespace tocsin::storage
