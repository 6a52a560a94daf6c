// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"
#include "core/storage/database.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tocsin::storage {

// What a relay has to do next.
struct RelayWork
{
    std::optional<domain::Delivery> delivery; // the oldest of the endpoint behind the cursor
    qint64 backlog = 0;                       // how many there are, counted to the limit and one more
    domain::DeliveryId seenUpTo = 0;          // newest of the store, of any endpoint
};

// Reads captured deliveries for replays and relays and keeps the answers, on a thread of its own (see
// ReplayStore). Book and contexts live on one thread, where the handlers run as long as their context is
// there. Questions are answered in the order asked.
class ReplayBook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayBook)

public:
    // The store at this path must exist with the current schema. The file of answers is made when it is
    // needed first.
    explicit ReplayBook(const QString &storePath, QObject *parent = nullptr);
    ~ReplayBook() override;

    void load(domain::DeliveryId id, QObject *context, Handler<domain::Delivery> handler);
    void append(const domain::ReplayAnswer &answer, QObject *context, Handler<domain::ReplayAnswer> handler);
    // The newest first.
    void history(domain::DeliveryId delivery, int most, QObject *context,
                 Handler<QList<domain::ReplayAnswer>> handler);
    // Of deliveries that are gone. Makes no file where there is none.
    void forget(const QList<domain::DeliveryId> &deliveries, QObject *context, Handler<void> handler);
    // Whether a relay to this target has delivered it.
    void passed(domain::DeliveryId delivery, const QString &target, QObject *context, Handler<bool> handler);

    void cursor(const QString &endpoint, const QString &target, QObject *context,
                Handler<std::optional<domain::DeliveryId>> handler);
    void setCursor(const QString &endpoint, const QString &target, domain::DeliveryId upTo, QObject *context,
                   Handler<void> handler);
    void nextFor(const QString &endpoint, domain::DeliveryId after, qint64 limit, QObject *context,
                 Handler<RelayWork> handler);

    // Whoever sends something again says so here, also when its answer is not kept or was not waited for.
    void tellSent(const domain::ReplayAnswer &answer) { emit sent(answer); }

signals:
    void sent(const tocsin::domain::ReplayAnswer &answer);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace tocsin::storage
