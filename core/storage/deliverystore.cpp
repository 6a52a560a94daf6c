// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverystore.h"

#include "core/storage/checkpointer.h"
#include "core/storage/endpointstore.h"
#include "core/storage/sqlvalues.h"
#include "core/storage/statements.h"
#include "core/storage/subscriptionstore.h"

#include <QSqlError>
#include <QtEndian>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

namespace {

// Ids are numbers of ours, so they may be written into the statement.
QString idList(const QList<domain::DeliveryId> &ids)
{
    QString text;
    text.reserve(ids.size() * 8);
    for (const domain::DeliveryId id : ids) {
        if (!text.isEmpty())
            text += u',';
        text += QString::number(id);
    }
    return text;
}

// Neighbours become one range: "(3,7),(9,9)". Retention deletes whole stretches.
QString rangeList(QList<domain::DeliveryId> ids)
{
    std::sort(ids.begin(), ids.end());
    QStringList ranges;
    for (qsizetype i = 0; i < ids.size();) {
        qsizetype end = i + 1;
        while (end < ids.size() && ids[end] == ids[end - 1] + 1)
            ++end;
        ranges.append(u"(%1,%2)"_s.arg(ids[i]).arg(ids[end - 1]));
        i = end;
    }
    return ranges.join(u',');
}

} // namespace

DeliveryStore::DeliveryStore(Database database) : m_database(std::move(database)), m_kinds(m_database) {}

DeliveryStore::~DeliveryStore() = default;

Result<std::unique_ptr<DeliveryStore>> DeliveryStore::open(const QString &path)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return tl::unexpected(database.error());
    if (auto migrated = migrate(*database); !migrated)
        return tl::unexpected(migrated.error());
    std::unique_ptr<DeliveryStore> store(new DeliveryStore(std::move(*database)));
    // Checkpoints are the Checkpointer's work; without one, close() does it. It goes by the length of the
    // WAL, which would never get shorter by itself.
    for (const QString &pragma :
         {u"PRAGMA wal_autocheckpoint=0"_s, u"PRAGMA journal_size_limit=%1"_s.arg(Checkpointer::keptBytes)}) {
        if (auto set = store->m_database.run(pragma); !set)
            return tl::unexpected(set.error());
    }
    if (auto prepared = store->prepare(); !prepared)
        return tl::unexpected(prepared.error());
    return store;
}

Result<void> DeliveryStore::prepare()
{
    auto row = Statement::prepare(m_database,
                                  u"INSERT INTO delivery(id, received, kind, occurrence, attempt, size, age, "
                                  u"risk, target, title, actor, address,"
                                  "addresses) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"_s);
    auto content =
        Statement::prepare(m_database, u"INSERT INTO content(id, head, body, facts) VALUES(?,?,?,?)"_s);
    auto occurrence = Statement::prepare(
        m_database, u"INSERT INTO occurrence(first_id, key_hash, body_hash) VALUES(?,?,?)"_s);
    auto timing = Statement::prepare(
        m_database,
        u"INSERT OR REPLACE INTO timing(first_id, last_id, committed, answered) VALUES(?,?,?,?)"_s);
    auto tally = Statement::prepare(
        m_database,
        u"INSERT INTO tally(kind, deliveries, bytes, last_id) VALUES(?,?,?,?) ON CONFLICT(kind) DO UPDATE "
        u"SET "
        "deliveries=deliveries+excluded.deliveries, bytes=bytes+excluded.bytes, last_id=excluded.last_id"_s);
    auto lastId = Statement::prepare(m_database, u"UPDATE last SET id=?"_s);
    for (const auto *query : {&row, &content, &occurrence, &timing, &tally, &lastId}) {
        if (!*query)
            return tl::unexpected(query->error());
    }
    m_statements =
        std::make_unique<Statements>(Statements{std::move(*row), std::move(*content), std::move(*occurrence),
                                                std::move(*timing), std::move(*tally), std::move(*lastId)});
    if (auto summed = readTotals(); !summed)
        return summed;
    auto last = m_database.number(u"SELECT id FROM last"_s);
    if (!last)
        return tl::unexpected(last.error());
    m_lastId = *last;
    return {};
}

Result<void> DeliveryStore::readTotals()
{
    auto sums = m_database.run(u"SELECT coalesce(sum(deliveries), 0), coalesce(sum(bytes), 0) FROM tally"_s);
    if (!sums || !sums->next())
        return fail(Error::Kind::Storage, sums ? u"the store has no tally"_s : sums.error().detail);
    m_deliveries = sums->value(0).toLongLong();
    m_bytes = sums->value(1).toLongLong();
    return {};
}

void DeliveryStore::noteTimes(domain::DeliveryId first, Micros committed, std::vector<qint32> answered)
{
    m_times.push_back({first, committed, std::move(answered)});
}

Result<void> DeliveryStore::writeTimes()
{
    if (m_times.empty() && m_late.empty() && m_statuses.empty())
        return {};
    const auto statuses = m_statuses;
    Transaction transaction(m_database);
    Result<void> done = transaction.begin()
                            .and_then([this] { return insertTimes(); })
                            .and_then([this] { return updateStatuses(); })
                            .and_then([&] { return transaction.commit(); });
    if (done) {
        m_times.clear();
        m_late.clear();
    } else {
        m_statuses = statuses;
        m_kinds.clear();
    }
    return done;
}

// One that is not filed yet is looked for again after the next append().
Result<void> DeliveryStore::updateStatuses()
{
    for (auto next = m_statuses.begin(); next != m_statuses.end();) {
        const auto done = updateStatus(next->first, next->second);
        if (!done)
            return tl::unexpected(done.error());
        next = *done ? m_statuses.erase(next) : std::next(next);
    }
    return {};
}

// The status is a part of the kind, so that the delivery moves to another. False when it is yet to come.
Result<bool> DeliveryStore::updateStatus(domain::DeliveryId id, int status)
{
    auto row = m_database.run(u"SELECT kind, size FROM delivery WHERE id=?"_s, {id});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next()) {
        const auto given = m_database.number(u"SELECT id FROM last"_s);
        return given.map([id](qint64 last) { return id <= last; }); // deleted meanwhile
    }
    const qint64 before = row->value(0).toLongLong();
    const qint64 size = row->value(1).toLongLong();
    row->finish();
    const DeliveryKind *known = m_kinds.find(before);
    if (!known)
        return fail(Error::Kind::Storage, u"delivery %1 is of no known kind"_s.arg(id));
    DeliveryKind kind = *known;
    kind.status = status;
    const auto now = m_kinds.idOf(kind);
    if (!now)
        return tl::unexpected(now.error());
    if (*now == before)
        return true;
    const QList<std::pair<QString, QVariantList>> statements = {
        {u"UPDATE delivery SET kind=? WHERE id=?"_s, {*now, id}},
        {u"UPDATE tally SET deliveries=deliveries-1, bytes=bytes-? WHERE kind=?"_s, {size, before}},
        {u"INSERT INTO tally(kind, deliveries, bytes, last_id) VALUES(?,1,?,?) ON CONFLICT(kind) DO UPDATE "
         u"SET "
         "deliveries=deliveries+1, bytes=bytes+excluded.bytes, last_id=max(last_id, excluded.last_id)"_s,
         {*now, size, id}},
    };
    for (const auto &[sql, values] : statements) {
        if (auto done = m_database.run(sql, values); !done)
            return tl::unexpected(done.error());
    }
    m_kinds.expectUnused();
    return true;
}

void DeliveryStore::noteLate(domain::DeliveryId id, qint32 answered)
{
    m_late.emplace_back(id, answered);
}

Result<void> DeliveryStore::changeTime(domain::DeliveryId id, qint32 answered)
{
    auto found = m_database.run(
        u"SELECT first_id, answered FROM timing WHERE first_id<=? ORDER BY first_id DESC LIMIT 1"_s, {id});
    if (!found)
        return tl::unexpected(found.error());
    if (!found->next())
        return {}; // retention was faster, as below
    const domain::DeliveryId first = found->value(0).toLongLong();
    QByteArray deltas = found->value(1).toByteArray();
    found->finish();
    if (deltas.size() < (id - first + 1) * 4)
        return {};
    qToLittleEndian<qint32>(answered, deltas.data() + (id - first) * 4);
    return only(m_database.run(u"UPDATE timing SET answered=? WHERE first_id=?"_s, {deltas, first}));
}

Result<void> DeliveryStore::insertTimes()
{
    for (const Times &times : m_times) {
        QByteArray deltas(qsizetype(times.answered.size() * 4), Qt::Uninitialized);
        for (size_t i = 0; i < times.answered.size(); ++i)
            qToLittleEndian<qint32>(times.answered[i], deltas.data() + i * 4);
        const domain::DeliveryId last = times.first + qint64(times.answered.size()) - 1;
        if (auto done = m_statements->timing.run({times.first, last, times.committed, deltas}); !done)
            return done;
    }
    for (const auto &[id, answered] : m_late) {
        if (auto done = changeTime(id, answered); !done)
            return done;
    }
    return {};
}

Result<void> DeliveryStore::pin(const QList<domain::DeliveryId> &ids, bool pinned)
{
    return only(m_database.run(u"UPDATE delivery SET pinned=%1 WHERE id IN (%2)"_s.arg(
        QString::number(pinned ? 1 : 0), idList(ids))));
}

Result<void> DeliveryStore::setNote(domain::DeliveryId id, const QString &note)
{
    return only(m_database.run(u"UPDATE delivery SET note=? WHERE id=?"_s,
                               {note.isEmpty() ? QVariant() : QVariant(note), id}));
}

Result<void> DeliveryStore::remove(const QList<domain::DeliveryId> &ids)
{
    if (ids.isEmpty())
        return {};
    Transaction transaction(m_database);
    return transaction.begin().and_then([&] { return removeRows(ids); }).and_then([&] {
        return transaction.commit();
    });
}

Result<void> DeliveryStore::removeRows(const QList<domain::DeliveryId> &ids)
{
    const QString list = idList(ids);
    auto sums =
        m_database.run(u"SELECT count(*), coalesce(sum(size), 0) FROM delivery WHERE id IN (%1)"_s.arg(list));
    if (!sums || !sums->next())
        return fail(Error::Kind::Storage, sums ? u"no sum"_s : sums.error().detail);
    const qint64 deliveries = sums->value(0).toLongLong();
    const qint64 bytes = sums->value(1).toLongLong();
    sums->finish();
    const QStringList statements = {
        u"UPDATE tally SET deliveries=deliveries-n, bytes=bytes-b FROM (SELECT kind AS k, count(*) AS n, "
        u"sum(size) AS b "
        "FROM delivery WHERE id IN (%1) GROUP BY kind) WHERE tally.kind=k"_s.arg(list),
        u"CREATE TEMP TABLE IF NOT EXISTS gone(id INTEGER PRIMARY KEY)"_s,
        u"DELETE FROM temp.gone"_s,
        u"INSERT OR IGNORE INTO temp.gone SELECT occurrence FROM delivery WHERE id IN (%1)"_s.arg(list),
        u"INSERT INTO forgotten(first_id, last_id) VALUES %1"_s.arg(rangeList(ids)),
        u"DELETE FROM content WHERE id IN (%1)"_s.arg(list),
        u"DELETE FROM delivery WHERE id IN (%1)"_s.arg(list),
        u"DELETE FROM temp.gone WHERE EXISTS (SELECT 1 FROM delivery WHERE delivery.id = gone.id) OR EXISTS "
        "(SELECT 1 FROM delivery WHERE occurrence = gone.id AND attempt > 1)"_s,
        // An old pinned delivery keeps its own times, not those of all that came after it.
        u"DELETE FROM timing WHERE last_id < (SELECT coalesce(min(id), 9223372036854775807) FROM delivery "
        "WHERE pinned=0) AND NOT EXISTS (SELECT 1 FROM delivery WHERE id BETWEEN first_id AND last_id)"_s,
    };
    for (const QString &sql : statements) {
        if (auto done = m_database.run(sql); !done)
            return tl::unexpected(done.error());
    }
    m_deliveries -= deliveries;
    m_bytes -= bytes;
    m_kinds.expectUnused();
    return forgetOccurrences();
}

// The events of which no attempt is left.
Result<void> DeliveryStore::forgetOccurrences()
{
    auto hashes = m_database.run(u"SELECT key_hash FROM occurrence JOIN temp.gone ON first_id = gone.id"_s);
    if (!hashes)
        return tl::unexpected(hashes.error());
    while (hashes->next())
        m_occurrences->forget(quint64(hashes->value(0).toLongLong()));
    hashes->finish();
    return only(m_database.run(u"DELETE FROM occurrence WHERE first_id IN (SELECT id FROM temp.gone)"_s));
}

Result<DeliveryStore::Totals> DeliveryStore::readUnpinned()
{
    if (auto summed = readTotals(); !summed)
        return tl::unexpected(summed.error());
    auto pinned = m_database.run(u"SELECT count(*), coalesce(sum(size), 0) FROM delivery WHERE pinned=1"_s);
    if (!pinned || !pinned->next())
        return fail(Error::Kind::Storage, pinned ? u"no sum"_s : pinned.error().detail);
    return Totals{m_deliveries - pinned->value(0).toLongLong(), m_bytes - pinned->value(1).toLongLong()};
}

Result<QList<domain::DeliveryId>> DeliveryStore::prune(const Retention &retention, Micros now, int chunk)
{
    const auto isOver = [&retention](qint64 deliveries, qint64 bytes) {
        return (retention.deliveries > 0 && deliveries > retention.deliveries) ||
               (retention.bytes > 0 && bytes > retention.bytes);
    };
    Totals left{m_deliveries, m_bytes};
    if (isOver(left.deliveries, left.bytes)) {
        // Looked at again before anything goes: another process may have deleted, and pinned ones are apart.
        const auto unpinned = readUnpinned();
        if (!unpinned)
            return tl::unexpected(unpinned.error());
        left = *unpinned;
    }
    const Micros before = retention.days > 0 ? now - retention.days * 86'400 * microsPerSecond : 0;
    auto query = m_database.run(
        u"SELECT id, received, size FROM delivery WHERE pinned=0 ORDER BY id LIMIT ?"_s, {chunk});
    if (!query)
        return tl::unexpected(query.error());
    QList<domain::DeliveryId> ids;
    while (query->next()) {
        if (!isOver(left.deliveries, left.bytes) && query->value(1).toLongLong() >= before)
            continue;
        ids.append(query->value(0).toLongLong());
        --left.deliveries;
        left.bytes -= query->value(2).toLongLong();
    }
    query->finish();
    if (auto removed = remove(ids); !removed)
        return tl::unexpected(removed.error());
    if (ids.size() < chunk)
        (void)m_kinds.sweep(); // what fails is tried again
    return ids;
}

Result<void> DeliveryStore::saveEndpoints(const QList<domain::Endpoint> &endpoints)
{
    return EndpointStore(m_database).save(endpoints);
}

Result<void> DeliveryStore::saveSubscriptions(const QList<domain::Subscription> &all)
{
    return SubscriptionStore(m_database).save(all);
}

Result<qint64> DeliveryStore::checkpoint()
{
    auto done = m_database.run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    if (!done)
        return tl::unexpected(done.error());
    if (!done->next())
        return 0;
    return done->value(1).toLongLong() - done->value(2).toLongLong();
}

} // namespace tocsin::storage
