// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/ownwords.h"

#include "core/storage/incidentstore.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// As the incidents are told apart: one without a provider is that of its number, whatever provider it has.
const QString theirs = u"connection=? AND number=? AND (provider=? OR provider='' OR ?='')"_s;

} // namespace

Result<void> OwnWords::setAside(Database &file)
{
    const auto some =
        file.number(u"SELECT EXISTS(SELECT 1 FROM note) OR EXISTS(SELECT 1 FROM incident WHERE tags<>'')"_s);
    if (!some)
        return tl::unexpected(some.error());
    if (*some == 0)
        return {};
    Transaction transaction(file);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const QString &sql :
         {u"INSERT INTO own_note(connection, number, provider, at, text) SELECT connection, number, "
          u"provider, "
          u"note.at, text FROM note JOIN incident ON incident.id=note.incident ORDER BY note.id"_s,
          u"INSERT OR REPLACE INTO own_tags(connection, number, provider, tags) SELECT connection, number, "
          u"provider, tags FROM incident WHERE tags<>''"_s,
          u"DELETE FROM note"_s, u"UPDATE incident SET notes=0, tags='' WHERE notes<>0 OR tags<>''"_s}) {
        if (auto done = file.run(sql); !done)
            return tl::unexpected(done.error());
    }
    return transaction.commit();
}

Result<bool> OwnWords::waits()
{
    return m_file.number(u"SELECT EXISTS(SELECT 1 FROM own_note) OR EXISTS(SELECT 1 FROM own_tags)"_s)
        .map([](qint64 found) { return found > 0; });
}

Result<void> OwnWords::bringBack()
{
    const Result<bool> some = waits();
    if (!some)
        return tl::unexpected(some.error());
    if (!*some)
        return {};
    Transaction transaction(m_file);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    auto found = m_file.run(
        u"SELECT DISTINCT incident.id FROM incident JOIN (SELECT connection, number, provider FROM own_note "
        "UNION SELECT connection, number, provider FROM own_tags) own ON own.connection=incident.connection "
        "AND own.number=incident.number AND (own.provider=incident.provider OR own.provider='' OR "
        "incident.provider='')"_s);
    if (!found)
        return tl::unexpected(found.error());
    QList<qint64> ids;
    while (found->next())
        ids.append(found->value(0).toLongLong());
    found->finish();
    for (const qint64 id : std::as_const(ids)) {
        if (auto done = attach(id); !done)
            return done;
    }
    return transaction.commit();
}

Result<OwnWords::Key> OwnWords::keyOf(qint64 incident)
{
    auto query = m_cache.run(u"SELECT connection, number, provider FROM incident WHERE id=?"_s, {incident});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return fail(Error::Kind::NotFound, u"this incident is not kept here any more"_s);
    return Key{query->value(0).toString(), query->value(1).toLongLong(), query->value(2).toString()};
}

Result<void> OwnWords::attach(qint64 incident)
{
    const auto key = keyOf(incident);
    if (!key)
        return tl::unexpected(key.error());
    const QVariantList which{storedText(key->connection), key->number, storedText(key->provider),
                             storedText(key->provider)};
    auto notes = m_file.run(u"SELECT id, at, text FROM own_note WHERE %1 ORDER BY id"_s.arg(theirs), which);
    if (!notes)
        return tl::unexpected(notes.error());
    QList<QVariantList> rows;
    while (notes->next())
        rows.append({isApart() ? notes->value(0) : QVariant(), incident, notes->value(1), notes->value(2)});
    notes->finish();
    auto tags = m_file.run(u"SELECT tags FROM own_tags WHERE %1 LIMIT 1"_s.arg(theirs), which);
    if (!tags)
        return tl::unexpected(tags.error());
    const QString words = tags->next() ? tags->value(0).toString() : QString();
    tags->finish();
    if (rows.isEmpty() && words.isEmpty())
        return {};
    for (const QVariantList &row : std::as_const(rows)) {
        if (auto put = m_cache.run(u"INSERT INTO note(id, incident, at, text) VALUES(?, ?, ?, ?)"_s, row);
            !put)
            return tl::unexpected(put.error());
    }
    auto told = m_cache.run(u"UPDATE incident SET notes=(SELECT count(*) FROM note WHERE note.incident="
                            "incident.id), tags=? WHERE id=?"_s,
                            {storedText(words), incident});
    if (!told)
        return tl::unexpected(told.error());
    if (auto written = writeWords(m_cache, incident); !written)
        return written;
    for (const QString &table : {u"own_note"_s, u"own_tags"_s}) {
        if (isApart())
            break;
        if (auto gone = m_file.run(u"DELETE FROM %1 WHERE %2"_s.arg(table, theirs), which); !gone)
            return tl::unexpected(gone.error());
    }
    return {};
}

Result<qint64> OwnWords::addNote(qint64 incident, const QString &text, Micros now)
{
    const auto key = keyOf(incident);
    if (!key)
        return tl::unexpected(key.error());
    auto added =
        m_file.run(u"INSERT INTO own_note(connection, number, provider, at, text) VALUES(?, ?, ?, ?, ?)"_s,
                   {storedText(key->connection), key->number, storedText(key->provider), now, text});
    if (!added)
        return tl::unexpected(added.error());
    return added->lastInsertId().toLongLong();
}

Result<void> OwnWords::changeNote(qint64 note, const QString &text)
{
    return only(m_file.run(u"UPDATE own_note SET text=? WHERE id=?"_s, {text, note}));
}

Result<void> OwnWords::removeNote(qint64 note)
{
    return only(m_file.run(u"DELETE FROM own_note WHERE id=?"_s, {note}));
}

Result<void> OwnWords::setTags(qint64 incident, const QString &stored)
{
    const auto key = keyOf(incident);
    if (!key)
        return tl::unexpected(key.error());
    const QVariantList own{storedText(key->connection), key->number, storedText(key->provider)};
    Transaction transaction(m_file);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    if (auto gone = m_file.run(u"DELETE FROM own_tags WHERE %1"_s.arg(theirs), own + QVariantList{own[2]});
        !gone)
        return tl::unexpected(gone.error());
    if (!stored.isEmpty()) {
        auto put =
            m_file.run(u"INSERT INTO own_tags(connection, number, provider, tags) VALUES(?, ?, ?, ?)"_s,
                       own + QVariantList{stored});
        if (!put)
            return tl::unexpected(put.error());
    }
    return transaction.commit();
}

Result<qint64> OwnWords::forget(const QString &connection)
{
    qint64 gone = 0;
    for (const QString &table : {u"own_note"_s, u"own_tags"_s}) {
        auto done = m_file.run(u"DELETE FROM %1 WHERE connection=?"_s.arg(table), {storedText(connection)});
        if (!done)
            return tl::unexpected(done.error());
        gone += done->numRowsAffected();
    }
    return gone;
}

} // namespace tocsin::storage
