// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/attemptforecast.h"

namespace tocsin::storage {

void AttemptForecast::expect(domain::DeliveryId first, std::span<const domain::NewDelivery> batch)
{
    for (size_t i = 0; i < batch.size(); ++i) {
        const QByteArray &key = batch[i].summary.idempotencyKey;
        if (key.isEmpty())
            continue;
        const quint64 hash = Occurrences::hashOf(key);
        m_expected.push_back({first + qint64(i), hash});
        ++m_counts[hash];
    }
}

std::vector<int> AttemptForecast::number(domain::DeliveryId first, std::span<const domain::NewDelivery> batch)
{
    std::vector<quint64> hashes;
    for (const domain::NewDelivery &delivery : batch) {
        if (!delivery.summary.idempotencyKey.isEmpty())
            hashes.push_back(Occurrences::hashOf(delivery.summary.idempotencyKey));
    }
    std::vector<int> filed;
    filed.reserve(hashes.size());
    dropUpTo(m_filed->filed(hashes, filed));
    std::vector<int> numbers(batch.size(), 1);
    size_t next = 0;
    for (size_t i = 0; i < batch.size(); ++i) {
        if (batch[i].summary.idempotencyKey.isEmpty())
            continue;
        int &waiting = m_counts[hashes[next]];
        numbers[i] = filed[next] + ++waiting;
        m_expected.push_back({first + qint64(i), hashes[next]});
        ++next;
    }
    return numbers;
}

void AttemptForecast::takeBack(domain::DeliveryId first)
{
    while (!m_expected.empty() && m_expected.back().id >= first) {
        uncount(m_expected.back().keyHash);
        m_expected.pop_back();
    }
}

void AttemptForecast::dropUpTo(domain::DeliveryId filed)
{
    while (!m_expected.empty() && m_expected.front().id <= filed) {
        uncount(m_expected.front().keyHash);
        m_expected.pop_front();
    }
}

void AttemptForecast::uncount(quint64 keyHash)
{
    const auto found = m_counts.find(keyHash);
    if (--*found == 0)
        m_counts.erase(found);
}

} // namespace tocsin::storage
