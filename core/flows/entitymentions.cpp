// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/entitymentions.h"

#include "core/entities/defang.h"
#include "core/entities/distinct.h"
#include "core/entities/fromjson.h"
#include "core/storage/sessioncodec.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using storage::AnalystStores;

namespace {

constexpr int mostCandidates = 60;  // that the indexes give and that are looked at
constexpr int newestIncidents = 30; // that are read for what is notable

bool isWordLike(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate();
}

// Whether the value goes on beyond its end: step is 1 behind it and -1 before it.
bool goesOn(QStringView text, qsizetype at, int step)
{
    const auto inside = [&text](qsizetype i) { return i >= 0 && i < text.size(); };
    if (!inside(at))
        return false;
    if (isWordLike(text[at]))
        return true;
    return (text[at] == u'.' || text[at] == u'-') && inside(at + step) && isWordLike(text[at + step]);
}

QString textOf(const domain::Incident &incident)
{
    return (QStringList{incident.title, incident.description, incident.owner} + incident.labels).join(u'\n');
}

filter::IncidentQuery holding(const QString &text)
{
    filter::IncidentQuery query;
    query.kind = filter::IncidentQuery::Kind::Leaf;
    query.term = filter::FullText{text, false};
    return query;
}

Result<void> addIncidents(AnalystStores &stores, const QString &connection, const QString &value, Micros now,
                          int limit, EntityMentions &into)
{
    const auto ids = stores.incidents.find(connection, holding(value), {}, now, mostCandidates);
    if (!ids)
        return tl::unexpected(ids.error());
    for (const storage::IncidentId id : *ids) {
        const auto whole = stores.incidents.load(id);
        if (!whole) {
            if (whole.error().kind == Error::Kind::NotFound)
                continue;
            return tl::unexpected(whole.error());
        }
        if (!namesWhole(textOf(whole->incident), value))
            continue;
        if (into.incidents.size() >= limit) {
            into.moreIncidents = true;
            break;
        }
        into.incidents.append(whole->row);
    }
    return {};
}

Result<void> addInvestigations(AnalystStores &stores, const QString &connection, const QString &value,
                               int limit, EntityMentions &into)
{
    const auto hits = stores.sessions.search(connection, value, mostCandidates);
    if (!hits)
        return tl::unexpected(hits.error());
    QList<storage::SessionRow> rows;
    for (const storage::ReportHit &hit : *hits) {
        const auto whole = stores.sessions.load(hit.row.id);
        if (!whole) {
            if (whole.error().kind == Error::Kind::NotFound)
                continue;
            return tl::unexpected(whole.error());
        }
        const QString text =
            hit.row.title + u'\n' + hit.row.query + u'\n' + storage::searchedText(whole->session);
        if (namesWhole(text, value))
            rows.append(hit.row);
    }
    std::ranges::stable_sort(rows,
                             [](const auto &one, const auto &other) { return one.asked > other.asked; });
    into.moreInvestigations = rows.size() > limit;
    into.investigations = rows.first(std::min<qsizetype>(limit, rows.size()));
    return {};
}

} // namespace

domain::Entity entityFromText(QStringView typed)
{
    domain::Entity entity;
    entity.value = entities::refanged(typed).trimmed();
    for (const entities::Found &found : entities::extract(entity.value)) {
        if (found.offset == 0 && found.length == entity.value.size())
            entity.kind = found.entity.kind;
    }
    return entity;
}

bool namesWhole(QStringView text, QStringView value)
{
    if (value.isEmpty())
        return false;
    for (qsizetype at = text.indexOf(value, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(value, at + 1, Qt::CaseInsensitive)) {
        const bool before = isWordLike(value.front()) && goesOn(text, at - 1, -1);
        const bool behind = isWordLike(value.back()) && goesOn(text, at + value.size(), 1);
        if (!before && !behind)
            return true;
    }
    return false;
}

Result<EntityMentions> mentionsOf(AnalystStores &stores, const QString &connection, const QString &value,
                                  Micros now, int limit)
{
    EntityMentions found;
    if (value.isEmpty())
        return found;
    if (auto done = addIncidents(stores, connection, value, now, limit, found); !done)
        return tl::unexpected(done.error());
    if (auto done = addInvestigations(stores, connection, value, limit, found); !done)
        return tl::unexpected(done.error());
    return found;
}

Result<QList<domain::Entity>> notableEntities(AnalystStores &stores, const QString &connection, Micros now,
                                              int limit)
{
    const auto ids = stores.incidents.find(connection, {}, {}, now, newestIncidents);
    if (!ids)
        return tl::unexpected(ids.error());
    struct Counted
    {
        domain::Entity entity;
        int incidents = 0;
    };
    QList<Counted> all; // in order of appearance
    QHash<QString, qsizetype> places;
    for (const storage::IncidentId id : *ids) {
        const auto whole = stores.incidents.load(id);
        if (!whole)
            continue; // gone in between: nothing to begin with
        QList<entities::Found> found;
        for (const entities::FoundInJson &one : entities::extractFromJson(whole->incident.raw))
            found.append(one.found);
        for (const entities::Distinct &one : entities::distinct(found)) {
            if (one.entity.kind == domain::EntityKind::Process)
                continue;
            const QString key = entities::identity(one.entity);
            const auto known = places.constFind(key);
            if (known != places.constEnd()) {
                ++all[*known].incidents;
            } else {
                places.insert(key, all.size());
                all.append({one.entity, 1});
            }
        }
    }
    std::ranges::stable_sort(
        all, [](const Counted &one, const Counted &other) { return one.incidents > other.incidents; });
    QList<domain::Entity> notable;
    for (const Counted &one : std::as_const(all).first(std::min<qsizetype>(limit, all.size())))
        notable.append(one.entity);
    return notable;
}

} // namespace tocsin::flows
