// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"

#include <QHash>

#include <condition_variable>
#include <mutex>
#include <span>
#include <vector>

namespace tocsin::storage {

// Which attempt of its event a delivery is. Events are known by a 64-bit hash of their idempotency key, held
// in memory (about 40 bytes each, one per stored event) because looking them up on disk would touch a random
// page for every delivery. Another process that captures into the same file is not seen until the next start.
// For the thread that files; filed() for any.
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
    void commit(domain::DeliveryId upTo); // greatest id counted so far
    void forget(quint64 keyHash);

    // How many attempts of each of these events are filed, and up to which delivery that is true. Waits for
    // the end of load().
    domain::DeliveryId filed(std::span<const quint64> keyHashes, std::vector<int> &attempts) const;
    static quint64 hashOf(const QByteArray &bytes);

private:
    struct Known
    {
        domain::DeliveryId first;
        int attempts;
        quint64 bodyHash;
    };

    static Result<void> read(Database &database, QHash<quint64, Known> &known, domain::DeliveryId &upTo);

    mutable std::mutex m_mutex; // guards the next three; the filing thread alone changes them
    mutable std::condition_variable m_loaded;
    QHash<quint64, Known> m_known;
    domain::DeliveryId m_upTo = 0;
    bool m_isLoaded = false;
    QHash<quint64, Known> m_batch; // of the transaction under way
};

} // namespace tocsin::storage
