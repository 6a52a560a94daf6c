// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverybrowser.h"

#include "core/filter/query.h"
#include "core/storage/contractstore.h"
#include "core/storage/deliveryfinder.h"
#include "core/storage/deliveryrows.h"
#include "core/storage/filtersql.h"
#include "core/storage/readingthread.h"

#include <atomic>
#include <optional>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

// A list that is being read looks at its number now and then and gives up when a newer one was asked for.
class DeliveryBrowser::Worker final : public ReadingThread
{
public:
    Worker(QString path, QObject &home) : ReadingThread(u"browser"_s, home), m_path(std::move(path)) {}

    ~Worker() override
    {
        ++m_latestFind;
        end([this] {
            m_finder.reset();
            m_rows.reset();
            m_database.reset();
        });
    }

    Q_DISABLE_COPY_MOVE(Worker)

    const QString &path() const { return m_path; }
    Database &database() { return *m_database; }
    DeliveryRows &rows() { return *m_rows; }
    DeliveryFinder &finder() { return *m_finder; }
    quint64 newFind() { return ++m_latestFind; }
    bool isLatest(quint64 find) const { return m_latestFind == find; }

private:
    Result<void> open() override;

    const QString m_path;
    std::optional<Database> m_database;
    std::optional<DeliveryRows> m_rows;
    std::optional<DeliveryFinder> m_finder;
    std::atomic<quint64> m_latestFind = 0;
};

Result<void> DeliveryBrowser::Worker::open()
{
    if (m_database)
        return {};
    auto database = Database::open(m_path, Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    m_database.emplace(std::move(*database));
    m_rows.emplace(*m_database);
    m_finder.emplace(*m_database);
    return {};
}

DeliveryBrowser::DeliveryBrowser(const QString &path, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(path, *this))
    , m_rowWorker(std::make_unique<Worker>(path, *this))
{}

DeliveryBrowser::~DeliveryBrowser() = default;

void DeliveryBrowser::find(const filter::Query &query, domain::DeliveryId after, int limit, Micros now,
                           QObject *context, Handler<QList<domain::DeliveryId>> handler)
{
    Worker *worker = m_worker.get();
    worker->ask<QList<domain::DeliveryId>>(
        context, std::move(handler),
        [worker, sql = compileFilter(query, now, ContractStore::fileFor(worker->path())), after, limit,
         number = worker->newFind()]() -> Result<QList<domain::DeliveryId>> {
            return worker->finder().find(sql, after, limit,
                                         [worker, number] { return !worker->isLatest(number); });
        });
}

void DeliveryBrowser::rows(const QList<domain::DeliveryId> &ids, QObject *context,
                           Handler<QList<domain::DeliveryRow>> handler)
{
    m_rowWorker->ask<QList<domain::DeliveryRow>>(
        context, std::move(handler), [worker = m_rowWorker.get(), ids] { return worker->rows().rows(ids); });
}

void DeliveryBrowser::load(domain::DeliveryId id, QObject *context, Handler<domain::Delivery> handler)
{
    m_rowWorker->ask<domain::Delivery>(context, std::move(handler),
                                       [worker = m_rowWorker.get(), id] { return worker->rows().load(id); });
}

void DeliveryBrowser::attempts(domain::DeliveryId id, QObject *context,
                               Handler<QList<domain::DeliveryRow>> handler)
{
    m_rowWorker->ask<QList<domain::DeliveryRow>>(
        context, std::move(handler),
        [worker = m_rowWorker.get(), id] { return worker->rows().attempts(id); });
}

void DeliveryBrowser::endpointCounts(QObject *context, Handler<QHash<QString, EndpointCount>> handler)
{
    using Counts = QHash<QString, EndpointCount>;
    m_worker->ask<Counts>(context, std::move(handler), [worker = m_worker.get()]() -> Result<Counts> {
        auto query = worker->database().run(
            u"SELECT endpoint, sum(deliveries), verdict, max(last_id) FROM tally JOIN kind ON kind.id = "
            u"tally.kind "
            "GROUP BY endpoint"_s); // the bare column verdict is of the row with max(last_id)
        if (!query)
            return tl::unexpected(query.error());
        Counts counts;
        while (query->next()) {
            counts.insert(query->value(0).toString(),
                          {query->value(1).toLongLong(), domain::Verdict(query->value(2).toInt())});
        }
        return counts;
    });
}

void DeliveryBrowser::eventNames(QObject *context, Handler<QStringList> handler)
{
    m_worker->ask<QStringList>(
        context, std::move(handler), [worker = m_worker.get()]() -> Result<QStringList> {
            auto query = worker->database().run(
                u"SELECT event FROM kind WHERE event <> '' GROUP BY event ORDER BY min(id) LIMIT 500"_s);
            if (!query)
                return tl::unexpected(query.error());
            QStringList names;
            while (query->next())
                names.append(query->value(0).toString());
            return names;
        });
}

void DeliveryBrowser::signatureHistory(const QString &endpoint, Micros from, Micros bucketLength, int buckets,
                                       QObject *context, Handler<SignatureHistory> handler)
{
    m_worker->ask<SignatureHistory>(
        context, std::move(handler), [worker = m_worker.get(), endpoint, from, bucketLength, buckets] {
            return storage::signatureHistory(worker->database(), endpoint, from, bucketLength, buckets);
        });
}

void DeliveryBrowser::newest(const QString &endpoint, const QString &secretLabel, int most, QObject *context,
                             Handler<QList<domain::Delivery>> handler)
{
    using Deliveries = QList<domain::Delivery>;
    m_rowWorker->ask<Deliveries>(
        context, std::move(handler),
        [worker = m_rowWorker.get(), endpoint, secretLabel, most]() -> Result<Deliveries> {
            const auto ids = newestOf(worker->database(), endpoint, most, secretLabel);
            if (!ids)
                return tl::unexpected(ids.error());
            Deliveries deliveries;
            qint64 bytes = 0;
            for (const domain::DeliveryId id : *ids) {
                auto delivery = worker->rows().load(id);
                if (!delivery && delivery.error().kind == Error::Kind::NotFound)
                    continue; // deleted in between
                if (!delivery)
                    return tl::unexpected(delivery.error());
                bytes += delivery->row.size;
                deliveries.append(*std::move(delivery));
                if (bytes > mostBytes)
                    break;
            }
            return deliveries;
        });
}

void DeliveryBrowser::alertTypes(QObject *context, Handler<QList<AlertType>> handler)
{
    using Types = QList<AlertType>;
    m_worker->ask<Types>(context, std::move(handler), [worker = m_worker.get()]() -> Result<Types> {
        auto query = worker->database().run(
            u"SELECT id, first_seen, last_seen, count, severities, mitre FROM alert_type ORDER BY count DESC LIMIT 1000"_s);
        if (!query)
            return tl::unexpected(query.error());
        Types types;
        while (query->next()) {
            types.append({query->value(0).toString(), query->value(1).toLongLong(),
                          query->value(2).toLongLong(), query->value(3).toLongLong(),
                          query->value(4).toString().split(u'\n', Qt::SkipEmptyParts),
                          query->value(5).toString().split(u'\n', Qt::SkipEmptyParts)});
        }
        return types;
    });
}

void DeliveryBrowser::checkIntegrity(QObject *context, Handler<QStringList> handler)
{
    m_worker->ask<QStringList>(context, std::move(handler),
                               [worker = m_worker.get()]() -> Result<QStringList> {
                                   auto query = worker->database().run(u"PRAGMA integrity_check"_s);
                                   if (!query)
                                       return tl::unexpected(query.error());
                                   QStringList findings;
                                   while (query->next()) {
                                       const QString line = query->value(0).toString();
                                       if (line != u"ok"_s)
                                           findings.append(line);
                                   }
                                   return findings;
                               });
}

} // namespace tocsin::storage
