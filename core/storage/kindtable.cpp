// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/kindtable.h"

#include <algorithm>
#include <utility>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostKept = 10'000; // in memory

// A null text would break the comparison with an empty one.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

QVariantList valuesOf(const DeliveryKind &kind)
{
    return {text(kind.endpoint), text(kind.scheme),  text(kind.secret),
            text(kind.format),   text(kind.event),   text(QString::fromLatin1(kind.method)),
            int(kind.verdict),   int(kind.severity), int(kind.completeness),
            kind.status,         int(kind.differs)};
}

} // namespace

size_t qHash(const DeliveryKind &kind, size_t seed)
{
    return qHashMulti(seed, kind.endpoint, kind.event, kind.secret, kind.method, int(kind.verdict),
                      int(kind.severity), kind.status);
}

KindTable::KindTable(Database &database) : m_database(database) {}

Result<qint64> KindTable::idOf(DeliveryKind kind)
{
    if (kind.event.size() > mostEvent)
        kind.event.truncate(mostEvent);
    if (kind.method.size() > mostMethod)
        kind.method.truncate(mostMethod);
    if (const auto known = m_ids.constFind(kind); known != m_ids.constEnd())
        return *known;
    QVariantList values = valuesOf(kind);
    Result<qint64> id = read(values);
    if (id && *id == 0 && m_count >= mostKinds) {
        DeliveryKind other = kind;
        other.event = kind.event.isEmpty() ? QString() : u"(other)"_s;
        other.method = "(other)";
        values = valuesOf(other);
        id = read(values);
    }
    if (id && *id == 0)
        id = make(values);
    if (!id)
        return id;
    if (m_ids.size() >= mostKept)
        m_ids.clear();
    m_ids.insert(kind, *id);
    return id;
}

Result<qint64> KindTable::read(const QVariantList &values)
{
    if (m_count < 0) {
        const auto count = m_database.number(u"SELECT count(*) FROM kind"_s);
        if (!count)
            return count;
        m_count = *count;
    }
    return m_database.number(
        u"SELECT id FROM kind WHERE endpoint=? AND scheme=? AND secret=? AND format=? AND event=? "
        "AND method=? AND verdict=? AND severity=? AND completeness=? AND status=? AND differs=?"_s,
        values);
}

Result<qint64> KindTable::make(const QVariantList &values)
{
    auto made =
        m_database.run(u"INSERT INTO kind(endpoint, scheme, secret, format, event, method, verdict, severity,"
                       "completeness, status, differs) VALUES(?,?,?,?,?,?,?,?,?,?,?)"_s,
                       values);
    if (!made)
        return tl::unexpected(made.error());
    ++m_count;
    return made->lastInsertId().toLongLong();
}

const DeliveryKind *KindTable::find(qint64 id)
{
    if (const auto known = m_kinds.constFind(id); known != m_kinds.constEnd())
        return &*known;
    auto query = m_database.run(
        u"SELECT endpoint, scheme, secret, format, event, method, verdict, severity, completeness,"
        "status, differs FROM kind WHERE id=?"_s,
        {id});
    if (!query || !query->next())
        return nullptr;
    DeliveryKind kind;
    kind.endpoint = query->value(0).toString();
    kind.scheme = query->value(1).toString();
    kind.secret = query->value(2).toString();
    kind.format = query->value(3).toString();
    kind.event = query->value(4).toString();
    kind.method = query->value(5).toString().toLatin1();
    kind.verdict = domain::Verdict(query->value(6).toInt());
    kind.severity = domain::Severity(query->value(7).toInt());
    kind.completeness = domain::Completeness(query->value(8).toInt());
    kind.status = query->value(9).toInt();
    kind.differs = query->value(10).toBool();
    if (m_kinds.size() >= mostKept)
        m_kinds.clear();
    return &*m_kinds.insert(id, kind);
}

Result<void> KindTable::sweep()
{
    if (m_swept < 0 && !std::exchange(m_sweepAgain, false))
        return {};
    m_swept = std::max<qint64>(0, m_swept);
    // The newest stays, used or not: without it, its number would be the next to be given.
    auto query = m_database.run(
        u"SELECT id, EXISTS(SELECT 1 FROM delivery WHERE delivery.kind = kind.id) FROM kind WHERE id > ? AND "
        "id < (SELECT max(id) FROM kind) ORDER BY id LIMIT ?"_s,
        {m_swept, sweepChunk});
    if (!query)
        return tl::unexpected(query.error());
    QStringList unused;
    int looked = 0;
    qint64 last = -1;
    for (; query->next(); ++looked) {
        last = query->value(0).toLongLong();
        if (!query->value(1).toBool())
            unused.append(QString::number(last));
    }
    query->finish();
    if (auto removed = remove(unused); !removed)
        return removed; // these are looked at again
    m_swept = looked < sweepChunk ? -1 : last;
    return {};
}

Result<void> KindTable::remove(const QStringList &ids)
{
    if (ids.isEmpty())
        return {};
    const QString list = ids.join(u',');
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (const char16_t *table : {u"kind WHERE id", u"tally WHERE kind"}) {
        const QString sql = u"DELETE FROM %1 IN (%2)"_s.arg(QString::fromUtf16(table), list);
        if (auto done = m_database.run(sql); !done)
            return tl::unexpected(done.error());
    }
    if (auto done = transaction.commit(); !done)
        return done;
    m_ids.clear(); // also of the kinds that passed for another while there was no room
    if (m_count >= 0)
        m_count -= ids.size();
    for (const QString &id : ids)
        m_kinds.remove(id.toLongLong());
    return {};
}

void KindTable::clear()
{
    m_ids.clear();
    m_count = -1;
}

} // namespace tocsin::storage
