// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/wordtable.h"

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// Event names come from senders; a hostile one must not fill the memory with them.
constexpr qsizetype mostKept = 20'000;

} // namespace

WordTable::WordTable(Database &database) : m_database(database) {}

Result<qint64> WordTable::idOf(Kind kind, const QString &text)
{
    if (text.isEmpty())
        return 0;
    const Key key(quint8(kind), text);
    if (const auto known = m_ids.constFind(key); known != m_ids.constEnd())
        return *known;
    auto found = m_database.number(u"SELECT id FROM word WHERE kind=? AND text=?"_s, {int(kind), text});
    if (!found)
        return found;
    if (*found == 0) {
        auto made = m_database.run(u"INSERT INTO word(kind, text) VALUES(?, ?)"_s, {int(kind), text});
        if (!made)
            return tl::unexpected(made.error());
        found = made->lastInsertId().toLongLong();
    }
    if (m_ids.size() >= mostKept)
        m_ids.clear();
    m_ids.insert(key, *found);
    return found;
}

void WordTable::clear()
{
    m_ids.clear();
}

QString WordTable::textOf(qint64 id)
{
    if (id == 0)
        return {};
    if (const auto known = m_texts.constFind(id); known != m_texts.constEnd())
        return *known;
    auto query = m_database.run(u"SELECT text FROM word WHERE id=?"_s, {id});
    if (!query || !query->next())
        return {};
    if (m_texts.size() >= mostKept)
        m_texts.clear();
    return *m_texts.insert(id, query->value(0).toString());
}

} // namespace tocsin::storage
