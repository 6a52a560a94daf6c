// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analystfile.h"

namespace tocsin::storage {

// The analyst's own notes and tags while the incidents that they belong to are in no file (policy: no cache).
// They stand in the file by the incident's connection, number and provider, and come back to it whenever it
// is read again. What servers told is not among them. Over one or two connections of one thread: `cache`
// holds the incidents, `file` the words; they are the same where there is a cache on disk.
class OwnWords
{
public:
    OwnWords(Database &cache, Database &file) : m_cache(cache), m_file(file) {}

    bool isApart() const { return &m_cache != &m_file; }

    // In the file: takes them off its incidents, which may then be deleted.
    static Result<void> setAside(Database &file);
    // In the file, once it holds the incidents again: what was set aside goes back to those that are there.
    Result<void> bringBack();
    // Whether any incident that comes may have some: asked once for many.
    Result<bool> waits();
    // To one incident that is new in the cache, or was brought back to.
    Result<void> attach(qint64 incident);

    // Into the file, while it is apart; the incident is one of the cache. addNote() answers the note's id.
    Result<qint64> addNote(qint64 incident, const QString &text, Micros now);
    Result<void> changeNote(qint64 note, const QString &text);
    Result<void> removeNote(qint64 note);
    Result<void> setTags(qint64 incident, const QString &stored); // storedList()

    // Those of a connection; the number of them.
    Result<qint64> forget(const QString &connection);

private:
    struct Key
    {
        QString connection;
        qint64 number = 0;
        QString provider;
    };
    Result<Key> keyOf(qint64 incident);

    Database &m_cache;
    Database &m_file;
};

} // namespace tocsin::storage
