// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/viewstore.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

const QList<SavedView> &usualViews()
{
    static const QList<SavedView> all = {
        {u"Open"_s, u"is:open"_s, {IncidentColumn::Severity, true}, {}},
        {u"New since you looked"_s, u"is:unseen OR is:changed"_s, {IncidentColumn::At, true}, {}},
        {u"High and critical"_s, u"severity>=high is:open"_s, {IncidentColumn::At, true}, {}},
        {u"Unassigned"_s, u"owner:\"\" is:open"_s, {IncidentColumn::Severity, true}, {}},
        {u"Last 24 hours"_s, u"since:1d"_s, {IncidentColumn::At, true}, {}},
        {u"Investigated"_s, u"is:investigated"_s, {IncidentColumn::Changed, true}, {}},
        {u"Closed"_s, u"status:closed"_s, {IncidentColumn::Modified, true}, {}},
    };
    return all;
}

Result<void> checked(Database &database, const SavedView &view, qint64 id)
{
    if (auto read = readView(viewText(view)); !read)
        return tl::unexpected(Error{Error::Kind::Rejected, read.error().detail});
    const auto others =
        database.number(u"SELECT count(*) FROM view WHERE name=? AND id<>?"_s, {view.name.simplified(), id});
    if (!others)
        return tl::unexpected(others.error());
    if (*others > 0)
        return fail(Error::Kind::Rejected, u"there is a view \"%1\" already"_s.arg(view.name));
    return {};
}

} // namespace

Result<QList<StoredView>> ViewStore::views()
{
    auto query = m_database.run(u"SELECT id, text FROM view ORDER BY position, id"_s);
    if (!query)
        return tl::unexpected(query.error());
    QList<StoredView> all;
    while (query->next()) {
        if (auto view = readView(query->value(1).toString()))
            all.append({query->value(0).toLongLong(), *std::move(view)});
    }
    return all;
}

Result<qint64> ViewStore::add(const SavedView &view)
{
    if (auto good = checked(m_database, view, 0); !good)
        return tl::unexpected(good.error());
    auto added = m_database.run(
        u"INSERT INTO view(position, name, text) SELECT coalesce(max(position), 0) + 1, ?, ? FROM view"_s,
        {view.name.simplified(), viewText(view)});
    return added ? Result<qint64>(added->lastInsertId().toLongLong()) : tl::unexpected(added.error());
}

Result<void> ViewStore::change(const StoredView &stored)
{
    if (auto good = checked(m_database, stored.view, stored.id); !good)
        return good;
    return only(m_database.run(u"UPDATE view SET name=?, text=? WHERE id=?"_s,
                               {stored.view.name.simplified(), viewText(stored.view), stored.id}));
}

Result<void> ViewStore::remove(qint64 id)
{
    return only(m_database.run(u"DELETE FROM view WHERE id=?"_s, {id}));
}

Result<void> ViewStore::setOrder(const QList<qint64> &ids)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        if (auto set = m_database.run(u"UPDATE view SET position=? WHERE id=?"_s, {i + 1, ids[i]}); !set)
            return tl::unexpected(set.error());
    }
    return transaction.commit();
}

Result<void> ViewStore::addUsual()
{
    const auto done = m_database.number(u"SELECT count(*) FROM done WHERE what='usual views'"_s);
    if (!done || *done > 0)
        return done ? Result<void>() : tl::unexpected(done.error());
    for (const SavedView &view : usualViews()) {
        if (auto added = add(view); !added && added.error().kind != Error::Kind::Rejected)
            return tl::unexpected(added.error());
    }
    return only(m_database.run(u"INSERT INTO done VALUES('usual views')"_s));
}

} // namespace tocsin::storage
