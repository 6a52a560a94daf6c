// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/replaybook.h"

#include "core/storage/deliveryrows.h"
#include "core/storage/readingthread.h"
#include "core/storage/replaystore.h"

#include <QFile>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

// Owns the thread and, on it, both connections.
class ReplayBook::Worker final : public ReadingThread
{
public:
    Worker(QString path, QObject &home) : ReadingThread(u"replays"_s, home), m_path(std::move(path)) {}

    ~Worker() override
    {
        end([this] {
            m_rows.reset();
            m_deliveries.reset();
            m_answers.reset();
        });
    }

    Q_DISABLE_COPY_MOVE(Worker)

    // For what needs no file of answers: none is made, and where there is none, the result is empty.
    template<class T, class Question>
    void askIfKept(QObject *context, Handler<T> handler, Question question)
    {
        run<T>(context, std::move(handler), [this, question]() -> Result<T> {
            if (!m_answers && !QFile::exists(ReplayStore::pathFor(m_path)))
                return Result<T>();
            return open().and_then(question);
        });
    }

    Database &deliveries() { return *m_deliveries; }
    DeliveryRows &rows() { return *m_rows; }
    ReplayStore &answers() { return *m_answers; }

private:
    Result<void> open() override;

    const QString m_path;
    std::optional<Database> m_deliveries;
    std::optional<DeliveryRows> m_rows;
    std::optional<ReplayStore> m_answers;
};

Result<void> ReplayBook::Worker::open()
{
    if (!m_deliveries) {
        auto database = Database::open(m_path, Database::Access::ReadOnly);
        if (!database)
            return tl::unexpected(database.error());
        m_deliveries.emplace(std::move(*database));
        m_rows.emplace(*m_deliveries);
    }
    if (!m_answers) {
        auto store = ReplayStore::open(m_path);
        if (!store)
            return tl::unexpected(store.error());
        m_answers.emplace(std::move(*store));
    }
    return {};
}

ReplayBook::ReplayBook(const QString &storePath, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(storePath, *this))
{}

ReplayBook::~ReplayBook() = default;

void ReplayBook::load(domain::DeliveryId id, QObject *context, Handler<domain::Delivery> handler)
{
    m_worker->ask<domain::Delivery>(context, std::move(handler),
                                    [worker = m_worker.get(), id] { return worker->rows().load(id); });
}

void ReplayBook::append(const domain::ReplayAnswer &answer, QObject *context,
                        Handler<domain::ReplayAnswer> handler)
{
    m_worker->ask<domain::ReplayAnswer>(context, std::move(handler), [worker = m_worker.get(), answer] {
        return worker->answers().append(answer);
    });
}

void ReplayBook::history(domain::DeliveryId delivery, int most, QObject *context,
                         Handler<QList<domain::ReplayAnswer>> handler)
{
    m_worker->askIfKept<QList<domain::ReplayAnswer>>(
        context, std::move(handler),
        [worker = m_worker.get(), delivery, most] { return worker->answers().history(delivery, most); });
}

void ReplayBook::forget(const QList<domain::DeliveryId> &deliveries, QObject *context, Handler<void> handler)
{
    m_worker->askIfKept<void>(context, std::move(handler), [worker = m_worker.get(), deliveries] {
        return worker->answers().forget(deliveries);
    });
}

void ReplayBook::passed(domain::DeliveryId delivery, const QString &target, QObject *context,
                        Handler<bool> handler)
{
    m_worker->ask<bool>(context, std::move(handler), [worker = m_worker.get(), delivery, target] {
        return worker->answers().passed(delivery, target);
    });
}

void ReplayBook::cursor(const QString &endpoint, const QString &target, QObject *context,
                        Handler<std::optional<domain::DeliveryId>> handler)
{
    m_worker->ask<std::optional<domain::DeliveryId>>(
        context, std::move(handler),
        [worker = m_worker.get(), endpoint, target] { return worker->answers().cursor(endpoint, target); });
}

void ReplayBook::setCursor(const QString &endpoint, const QString &target, domain::DeliveryId upTo,
                           QObject *context, Handler<void> handler)
{
    m_worker->ask<void>(context, std::move(handler), [worker = m_worker.get(), endpoint, target, upTo] {
        return worker->answers().setCursor(endpoint, target, upTo);
    });
}

void ReplayBook::nextFor(const QString &endpoint, domain::DeliveryId after, qint64 limit, QObject *context,
                         Handler<RelayWork> handler)
{
    const auto question = [worker = m_worker.get(), endpoint, after, limit]() -> Result<RelayWork> {
        Database &store = worker->deliveries();
        RelayWork work;
        // The newest first: what arrives in between is then looked at in the next round.
        const auto newest = store.number(u"SELECT max(id) FROM delivery"_s);
        if (!newest)
            return tl::unexpected(newest.error());
        work.seenUpTo = *newest;
        const QString behind = u"FROM delivery WHERE id > ? AND id <= ? AND kind IN "
                               "(SELECT id FROM kind WHERE endpoint=?)"_s;
        const QVariantList which = {after, *newest, endpoint};
        const auto backlog = store.number(u"SELECT count(*) FROM (SELECT 1 %1 LIMIT ?)"_s.arg(behind),
                                          which + QVariantList{limit + 1});
        if (!backlog)
            return tl::unexpected(backlog.error());
        work.backlog = *backlog;
        const auto first = store.number(u"SELECT id %1 ORDER BY id LIMIT 1"_s.arg(behind), which);
        if (!first)
            return tl::unexpected(first.error());
        if (*first != 0) {
            auto delivery = worker->rows().load(*first);
            if (!delivery)
                return tl::unexpected(delivery.error());
            work.delivery = std::move(*delivery);
        }
        return work;
    };
    m_worker->ask<RelayWork>(context, std::move(handler), question);
}

} // namespace tocsin::storage
