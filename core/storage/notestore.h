// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/incidentstore.h"

namespace tocsin::storage {

struct Note
{
    qint64 id = 0;
    Micros at = 0;
    QString text;

    bool operator==(const Note &) const = default;
};

// The user's own notes and tags of incidents: private, kept here only, never sent. On the thread and within
// the life of its Database. Where the incidents are not in a file, what is said of them is (ownwords.h).
class NoteStore
{
public:
    NoteStore(Database &database, Database &file) : m_database(database), m_own(database, file) {}

    Result<Note> add(IncidentId incident, const QString &text, Micros now); // Rejected when empty or too long
    Result<void> change(qint64 note, const QString &text);
    Result<void> remove(qint64 note);
    Result<QList<Note>> notes(IncidentId incident); // oldest first
    // Trimmed, each once in whatever case, in this order. Limited when there are more than mostTags.
    Result<void> setTags(IncidentId incident, const QStringList &tags);

    static constexpr qsizetype longestNote = 30'000;
    static constexpr qsizetype longestTag = 60;
    static constexpr qsizetype mostTags = 50;

private:
    Database &m_database;
    OwnWords m_own;
};

} // namespace tocsin::storage
