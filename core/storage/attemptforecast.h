// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/occurrences.h"

#include <deque>

namespace tocsin::storage {

// Which attempt of its event a delivery will be when it is filed, for those who must know before it is
// durable: what is filed, and what is on its way there. Owned by the writer, on its thread.
class AttemptForecast
{
public:
    explicit AttemptForecast(std::shared_ptr<const Occurrences> filed) : m_filed(std::move(filed)) {}

    // On their way to the filer, first, first + 1, ...
    void expect(domain::DeliveryId first, std::span<const domain::NewDelivery> batch);
    // The same, and which attempt each is. 1 for a delivery that names no event.
    std::vector<int> number(domain::DeliveryId first, std::span<const domain::NewDelivery> batch);
    // These did not become durable after all.
    void takeBack(domain::DeliveryId first);

private:
    struct Expected
    {
        domain::DeliveryId id;
        quint64 keyHash;
    };

    void dropUpTo(domain::DeliveryId filed);
    void uncount(quint64 keyHash);

    const std::shared_ptr<const Occurrences> m_filed;
    std::deque<Expected> m_expected; // by id; those that name an event
    QHash<quint64, int> m_counts;    // of m_expected, by event
};

} // namespace tocsin::storage
