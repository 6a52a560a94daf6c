// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/statement.h"

#include <memory>
#include <optional>

namespace tocsin::storage {

// Where deliveries are durable before they are filed: a SQLite file beside the store with one row per batch,
// so that an acknowledgement waits for one small append. What is filed is taken out again. For one thread.
class Inbox
{
public:
    struct Batch
    {
        domain::DeliveryId first = 0;
        QByteArray bytes; // see deliverycodec.h
    };

    static QString pathFor(const QString &storePath); // "<store>.inbox"
    static Result<std::unique_ptr<Inbox>> open(const QString &storePath);

    // On the disk when it returns. Unless `filed` is 0, takes the batches up to it out in the same
    // commit.
    Result<void> add(domain::DeliveryId first, qsizetype count, const QByteArray &bytes,
                     domain::DeliveryId filed);
    Result<void> removeUpTo(domain::DeliveryId filed);
    // Batches that a run before this one has left.
    Result<QList<Batch>> waiting();
    Result<domain::DeliveryId> lastId(); // greatest id in it, 0 when empty

private:
    explicit Inbox(Database database);

    Database m_database;
    std::optional<Statement> m_insert;
    std::optional<Statement> m_delete;
};

} // namespace tocsin::storage
