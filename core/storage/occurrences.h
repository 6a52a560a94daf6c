// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"

#include <QHash>

namespace tocsin::storage {

// Which attempt of its event a delivery is. Events are known by a 64-bit hash of their idempotency key, held
// in memory (about 40 bytes each, one per stored event) because looking them up on disk would touch a random
// page for every delivery. Another process that captures into the same file is not seen until the next start.
class Occurrences
{
public:
    struct Attempt
    {
        domain::DeliveryId first = 0; // id of attempt 1
        int number = 1;
        bool differs = false; // its body is not that of attempt 1
        quint64 keyHash = 0;
        quint64 bodyHash = 0;
    };

    // Reads what the store knows; a few hundred milliseconds for a million.
    Result<void> load(Database &database);

    // Counts the delivery in; lasts only after commit(), a second begin() takes it back.
    void begin() { m_batch.clear(); }
    Attempt count(domain::DeliveryId id, const QByteArray &key, const QByteArray &body);
    void commit();
    void forget(quint64 keyHash) { m_known.remove(keyHash); }

private:
    struct Known
    {
        domain::DeliveryId first;
        int attempts;
        quint64 bodyHash;
    };

    QHash<quint64, Known> m_known;
    QHash<quint64, Known> m_batch; // of the transaction under way
};

} // namespace tocsin::storage
