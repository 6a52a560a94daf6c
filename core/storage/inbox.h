// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/checkpointer.h"
#include "core/storage/statement.h"

#include <memory>
#include <optional>

namespace tocsin::storage {

// Where deliveries are durable before they are filed: a SQLite file beside the store with one row per batch,
// so that an acknowledgement waits for one small append. What is filed is taken out again. For one thread;
// the pages of the WAL are moved into the file on another.
class Inbox
{
public:
    struct Batch
    {
        domain::DeliveryId first = 0;
        domain::DeliveryId last = 0;
        QByteArray bytes; // see deliverycodec.h
    };

    static QString pathFor(const QString &storePath); // "<store>.inbox"
    static Result<std::unique_ptr<Inbox>> open(const QString &storePath);

    // On the disk when it returns. Unless `filed` is 0, takes the batches up to it out in the same
    // commit.
    Result<void> add(domain::DeliveryId first, qsizetype count, const QByteArray &bytes,
                     domain::DeliveryId filed);
    Result<void> removeUpTo(domain::DeliveryId filed);
    // The batch that holds that delivery, or else the first one after it; none = there is no such.
    Result<std::optional<Batch>> next(domain::DeliveryId from);
    Result<domain::DeliveryId> lastId(); // greatest id in it, 0 when empty
    void shrink();                       // when it is empty: after a flood the file is large

private:
    explicit Inbox(Database database);
    void keepWalShort();

    Database m_database;
    std::optional<Statement> m_insert;
    std::optional<Statement> m_delete;
    Checkpointer m_checkpointer;
};

} // namespace tocsin::storage
