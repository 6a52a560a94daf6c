// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/notestore.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

Result<void> checked(const QString &text)
{
    if (text.trimmed().isEmpty())
        return fail(Error::Kind::Rejected, u"a note has some text"_s);
    if (text.size() > NoteStore::longestNote)
        return fail(Error::Kind::Limited, u"a note has at most %1 characters"_s.arg(NoteStore::longestNote));
    return {};
}

Result<void> count(Database &database, const QString &incident, const QVariant &value)
{
    return only(database.run(u"UPDATE incident SET notes=(SELECT count(*) FROM note WHERE note.incident="
                             "incident.id) WHERE id=%1"_s.arg(incident),
                             {value}));
}

} // namespace

Result<Note> NoteStore::add(IncidentId incident, const QString &text, Micros now)
{
    if (auto good = checked(text); !good)
        return tl::unexpected(good.error());
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return tl::unexpected(begun.error());
    QVariant id; // in the file, where that is another one
    if (m_own.isApart()) {
        const auto kept = m_own.addNote(incident, text, now);
        if (!kept)
            return tl::unexpected(kept.error());
        id = *kept;
    }
    auto added = m_database.run(
        u"INSERT INTO note(id, incident, at, text) SELECT ?, id, ?, ? FROM incident WHERE id=?"_s,
        {id, now, text, incident});
    if (!added)
        return tl::unexpected(added.error());
    if (added->numRowsAffected() != 1)
        return fail(Error::Kind::NotFound, u"this incident is not kept here any more"_s);
    const Note note{added->lastInsertId().toLongLong(), now, text};
    if (auto counted = count(m_database, u"?"_s, incident); !counted)
        return tl::unexpected(counted.error());
    auto done = transaction.commit();
    return done ? Result<Note>(note) : tl::unexpected(done.error());
}

Result<void> NoteStore::change(qint64 note, const QString &text)
{
    if (auto good = checked(text); !good)
        return good;
    if (const auto kept = m_own.isApart() ? m_own.changeNote(note, text) : Result<void>(); !kept)
        return kept;
    return only(m_database.run(u"UPDATE note SET text=? WHERE id=?"_s, {text, note}));
}

Result<void> NoteStore::remove(qint64 note)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto incident = m_database.number(u"SELECT incident FROM note WHERE id=?"_s, {note});
    if (!incident)
        return tl::unexpected(incident.error());
    if (const auto done = m_own.isApart() ? m_own.removeNote(note) : Result<void>(); !done)
        return done;
    if (auto gone = m_database.run(u"DELETE FROM note WHERE id=?"_s, {note}); !gone)
        return tl::unexpected(gone.error());
    if (auto counted = count(m_database, u"?"_s, *incident); !counted)
        return counted;
    return transaction.commit();
}

Result<QList<Note>> NoteStore::notes(IncidentId incident)
{
    auto query = m_database.run(u"SELECT id, at, text FROM note WHERE incident=? ORDER BY id"_s, {incident});
    if (!query)
        return tl::unexpected(query.error());
    QList<Note> all;
    while (query->next())
        all.append({query->value(0).toLongLong(), query->value(1).toLongLong(), query->value(2).toString()});
    return all;
}

Result<void> NoteStore::setTags(IncidentId incident, const QStringList &tags)
{
    QStringList kept;
    for (const QString &tag : tags) {
        const QString simple = tag.simplified();
        if (simple.size() > longestTag)
            return fail(Error::Kind::Limited, u"a tag has at most %1 characters"_s.arg(longestTag));
        if (!simple.isEmpty() && !kept.contains(simple, Qt::CaseInsensitive))
            kept.append(simple);
    }
    if (kept.size() > mostTags)
        return fail(Error::Kind::Limited, u"an incident has at most %1 tags"_s.arg(mostTags));
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    if (const auto done = m_own.isApart() ? m_own.setTags(incident, storedList(kept)) : Result<void>(); !done)
        return done;
    if (auto set = m_database.run(u"UPDATE incident SET tags=? WHERE id=?"_s, {storedList(kept), incident});
        !set)
        return tl::unexpected(set.error());
    if (auto words = writeWords(m_database, incident); !words)
        return words;
    return transaction.commit();
}

} // namespace tocsin::storage
