// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/signaturehistory.h"

#include <QSqlError>

#include <algorithm>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::DeliveryId;
using domain::Verdict;

namespace {

struct Bounds
{
    DeliveryId first = 0; // smallest id of the store
    DeliveryId end = 0;   // behind the greatest
};

Result<Bounds> boundsOf(Database &database)
{
    const auto first = database.number(u"SELECT coalesce(min(id), 0) FROM delivery"_s);
    const auto last = database.number(u"SELECT coalesce(max(id), -1) FROM delivery"_s);
    if (!first || !last)
        return tl::unexpected(first ? last.error() : first.error());
    return Bounds{*first, *last + 1};
}

// Where a moment lies among the ids, which grow with the time of receipt. Ids that are gone are passed over.
class Moments
{
public:
    explicit Moments(Database &database) : m_database(database) {}

    Result<void> open(const Bounds &bounds)
    {
        auto query = m_database.prepare(
            u"SELECT received FROM delivery WHERE id >= ? AND id < ? ORDER BY id LIMIT 1"_s);
        if (!query)
            return tl::unexpected(query.error());
        m_query = *std::move(query);
        m_end = bounds.end;
        m_from = bounds.first;
        return {};
    }

    // The smallest id that was received then or later; moments are asked for in their order.
    Result<DeliveryId> firstSince(Micros moment)
    {
        DeliveryId low = m_from;
        DeliveryId high = m_end;
        while (low < high) {
            const DeliveryId middle = low + (high - low) / 2;
            m_query.bindValue(0, middle);
            m_query.bindValue(1, high);
            if (!m_query.exec())
                return tl::unexpected(storageError(m_database.path(), m_query.lastError()));
            const bool early = m_query.next() && m_query.value(0).toLongLong() < moment;
            m_query.finish();
            if (early)
                low = middle + 1;
            else
                high = middle;
        }
        m_from = low;
        return low;
    }

private:
    Database &m_database;
    QSqlQuery m_query;
    DeliveryId m_from = 0;
    DeliveryId m_end = 0;
};

Result<void> count(Database &database, const QString &endpoint, const QList<DeliveryId> &edges,
                   SignatureHistory &history)
{
    QStringList rows;
    for (int bucket = 0; bucket < history.buckets; ++bucket) {
        if (edges[bucket] < edges[bucket + 1])
            rows.append(u"(%1,%2,%3)"_s.arg(bucket).arg(edges[bucket]).arg(edges[bucket + 1]));
    }
    if (rows.isEmpty())
        return {};
    // The index of kinds holds the ids: the rows themselves are not read.
    auto query =
        database.run(u"WITH bucket(n, low, high) AS (VALUES %1) "
                     "SELECT n, verdict, secret, sum((SELECT count(*) FROM delivery WHERE kind = kind.id AND "
                     "delivery.id >= low AND delivery.id < high)) AS found "
                     "FROM kind, bucket WHERE endpoint = ? GROUP BY n, verdict, secret HAVING found > 0 "
                     "ORDER BY n, verdict, secret"_s.arg(rows.join(u',')),
                     {endpoint});
    if (!query)
        return tl::unexpected(query.error());
    while (query->next())
        history.counts.append({query->value(0).toInt(), Verdict(query->value(1).toInt()),
                               query->value(2).toString(), query->value(3).toLongLong()});
    return {};
}

Result<Micros> receivedAt(Database &database, DeliveryId id)
{
    return database.number(u"SELECT received FROM delivery WHERE id = ?"_s, {id});
}

// Signed, and not by a secret that is known.
QString failingVerdicts()
{
    return u"%1,%2"_s.arg(int(Verdict::Mismatch)).arg(int(Verdict::NoSecret));
}

Result<void> readLater(Database &database, const QString &endpoint, DeliveryId last,
                       SignatureHistory::SecretUse &use)
{
    auto query = database.run(
        u"SELECT sum(CASE WHEN secret NOT IN ('', ?) THEN later ELSE 0 END), "
        "sum(CASE WHEN secret = '' AND verdict IN (%1) THEN later ELSE 0 END) FROM "
        "(SELECT secret, verdict, (SELECT count(*) FROM delivery WHERE kind = kind.id AND delivery.id > ?) "
        "AS later FROM kind WHERE endpoint = ?)"_s.arg(failingVerdicts()),
        {use.label, last, endpoint});
    if (!query)
        return tl::unexpected(query.error());
    if (query->next()) {
        use.laterByOthers = query->value(0).toLongLong();
        use.laterByNone = query->value(1).toLongLong();
    }
    return {};
}

Result<void> readSecrets(Database &database, const QString &endpoint, SignatureHistory &history)
{
    auto query = database.run(
        u"SELECT secret, sum((SELECT count(*) FROM delivery WHERE kind = kind.id)), "
        "min((SELECT min(id) FROM delivery WHERE kind = kind.id)), "
        "max((SELECT max(id) FROM delivery WHERE kind = kind.id)) AS latest "
        "FROM kind WHERE endpoint = ? AND secret <> '' GROUP BY secret HAVING latest IS NOT NULL "
        "ORDER BY latest DESC"_s,
        {endpoint});
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        SignatureHistory::SecretUse use{query->value(0).toString(), query->value(1).toLongLong()};
        const auto first = receivedAt(database, query->value(2).toLongLong());
        const auto last = receivedAt(database, query->value(3).toLongLong());
        if (!first || !last)
            return tl::unexpected(first ? last.error() : first.error());
        use.first = *first;
        use.last = *last;
        if (auto done = readLater(database, endpoint, query->value(3).toLongLong(), use); !done)
            return done;
        history.secrets.append(use);
    }
    return {};
}

Result<void> readAll(Database &database, const QString &endpoint, SignatureHistory &history)
{
    auto query = database.run(
        u"SELECT coalesce(sum((SELECT count(*) FROM delivery WHERE kind = kind.id)), 0), "
        "min((SELECT min(id) FROM delivery WHERE kind = kind.id)) FROM kind WHERE endpoint = ?"_s,
        {endpoint});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next() || query->value(1).isNull())
        return {};
    history.deliveries = query->value(0).toLongLong();
    const auto oldest = receivedAt(database, query->value(1).toLongLong());
    if (!oldest)
        return tl::unexpected(oldest.error());
    history.oldest = *oldest;
    return {};
}

} // namespace

Result<SignatureHistory> signatureHistory(Database &database, const QString &endpoint, Micros from,
                                          Micros bucketLength, int buckets)
{
    SignatureHistory history;
    history.from = from;
    history.bucketLength = bucketLength;
    history.buckets = std::clamp(buckets, 0, 1000);
    const auto bounds = boundsOf(database);
    if (!bounds)
        return tl::unexpected(bounds.error());
    Moments moments(database);
    Result<void> done = moments.open(*bounds);
    QList<DeliveryId> edges;
    for (int bucket = 0; done && bucket <= history.buckets; ++bucket) {
        const auto edge = moments.firstSince(history.bucketAt(bucket));
        if (edge)
            edges.append(*edge);
        else
            done = tl::unexpected(edge.error());
    }
    if (done)
        done = count(database, endpoint, edges, history);
    if (done)
        done = readSecrets(database, endpoint, history);
    if (done)
        done = readAll(database, endpoint, history);
    if (!done)
        return tl::unexpected(done.error());
    return history;
}

Result<QList<DeliveryId>> newestOf(Database &database, const QString &endpoint, int most,
                                   const QString &label)
{
    const QString which = label.isEmpty() ? QString() : u" AND kind.secret = ?"_s;
    QVariantList values{most, endpoint};
    if (!label.isEmpty())
        values.append(label);
    values.append(most);
    auto query = database.run(
        u"SELECT delivery.id FROM kind JOIN delivery ON delivery.id IN (SELECT id FROM delivery WHERE kind = "
        "kind.id ORDER BY id DESC LIMIT ?) WHERE kind.endpoint = ?%1 ORDER BY delivery.id DESC LIMIT ?"_s.arg(
            which),
        values);
    if (!query)
        return tl::unexpected(query.error());
    QList<DeliveryId> ids;
    while (query->next())
        ids.append(query->value(0).toLongLong());
    return ids;
}

} // namespace tocsin::storage
