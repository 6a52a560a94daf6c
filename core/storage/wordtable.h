// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/database.h"

#include <QHash>

#include <optional>

namespace tocsin::storage {

// Numbers for the words that repeat in many rows. The numbers of kinds are stored. Empty text is 0.
class WordTable
{
public:
    enum class Kind : quint8 { Endpoint = 1, Event = 2, Scheme = 3, Secret = 4, Format = 5 };

    explicit WordTable(Database &database);

    // The number of the word, made when it is new. Inside a transaction of the caller.
    Result<qint64> idOf(Kind kind, const QString &text);
    // After a rollback: forgets what the file does not hold.
    void clear();
    // For readers: the word of a number, read when it is not yet known.
    QString textOf(qint64 id);

private:
    using Key = std::pair<quint8, QString>;
    Database &m_database;
    QHash<Key, qint64> m_ids;
    QHash<qint64, QString> m_texts;
};

} // namespace tocsin::storage
