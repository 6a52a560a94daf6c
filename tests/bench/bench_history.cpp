// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: bench_history [DELIVERIES [KINDS]]. What the rotation view asks of a store in which one endpoint has
// so many deliveries (1 000 000) of so many kinds (200), two a second. Prints milliseconds; judges nothing.

#include "core/storage/deliverystore.h"
#include "core/storage/signaturehistory.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros hour = 3600 * microsPerSecond;
constexpr Micros now = 1'767'225'600'000'000;

// Rows as wide as real ones, without their bytes: those are not read.
bool fill(const QString &path, qint64 deliveries, int kinds)
{
    if (!DeliveryStore::open(path))
        return false;
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return false;
    const auto made = database->run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO "
        "kind(endpoint, scheme, secret, format, event, method, verdict, severity, completeness, status, "
        "differs) "
        "SELECT 'orders', 'socwarden', CASE i % 7 WHEN 0 THEN '' WHEN 1 THEN 'old' ELSE 'new' END, 'json', "
        "'event-' || i, 'POST', CASE i % 7 WHEN 0 THEN 3 ELSE 0 END, 0, 0, 200, 0 FROM n"_s,
        {kinds});
    const auto rows = database->run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO "
        "delivery(id, received, kind, occurrence, attempt, size, target, title, actor, address, addresses) "
        "SELECT i, ? - (? - i) * 500000, 1 + (i * 7919) % ?, i, 1, 1200, '/hooks/orders', "
        "'Impossible travel for user ' || i, 'zoe.mueller@corp.example', '203.0.113.7', zeroblob(48) FROM n"_s,
        {deliveries, now, deliveries, kinds});
    return made && rows;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const qint64 deliveries = argc > 1 ? QByteArray(argv[1]).toLongLong() : 1'000'000;
    const int kinds = argc > 2 ? QByteArray(argv[2]).toInt() : 200;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"deliveries.db"_s);
    if (!fill(path, deliveries, kinds))
        return 1;
    auto database = Database::open(path, Database::Access::ReadOnly);
    if (!database)
        return 1;
    std::printf("%lld deliveries of one endpoint, %d kinds\n", static_cast<long long>(deliveries), kinds);
    const struct
    {
        const char *name;
        Micros length;
        int buckets;
    } periods[] = {{"24 hours", hour, 24},
                   {"7 days", hour, 168},
                   {"30 days", 24 * hour, 30},
                   {"90 days", 24 * hour, 90}};
    for (const auto &period : periods) {
        for (int round = 0; round < 2; ++round) {
            QElapsedTimer timer;
            timer.start();
            const auto history = signatureHistory(
                *database, u"orders"_s, now - period.buckets * period.length, period.length, period.buckets);
            std::printf("%-9s %6lld ms, %lld counts\n", period.name, static_cast<long long>(timer.elapsed()),
                        static_cast<long long>(history ? history->counts.size() : -1));
        }
    }
    QElapsedTimer timer;
    timer.start();
    const auto ids = newestOf(*database, u"orders"_s, 20);
    std::printf("newest 20 %6lld ms, %lld ids\n", static_cast<long long>(timer.elapsed()),
                static_cast<long long>(ids ? ids->size() : -1));
    return 0;
}
