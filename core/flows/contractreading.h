// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/contract/compare.h"
#include "core/storage/contractstore.h"

#include <functional>

namespace tocsin::flows {

// What a contract is inferred from, unless more is asked for: the newest deliveries.
constexpr int usualSamples = 200;

struct InferredContract
{
    contract::Shape shape;
    qint64 samples = 0;
    qint64 skipped = 0;          // no JSON, or too large
    domain::DeliveryId upTo = 0; // the newest of the store, looked at or not
};

// A delivery whose verdict does not speak against its sender: anybody can post the rest.
bool isEvidence(domain::Verdict verdict);

// The events of the endpoint (of all for an empty name) of which there are deliveries to infer from, by name.
Result<QList<storage::ContractKey>> contractKeys(storage::Database &store, const QString &endpoint = {});

// NotFound when there is nothing to infer from.
Result<InferredContract> inferContract(storage::Database &store, const storage::ContractKey &key,
                                       int most = usualSamples);

// The payloads of complete deliveries of the event, oldest first, with after < id <= last, until `take` says
// no.
using PayloadTaker = std::function<bool(domain::DeliveryId id, Micros received, const QByteArray &body)>;
Result<void> readPayloads(storage::Database &store, const storage::ContractKey &key, domain::DeliveryId after,
                          domain::DeliveryId last, const PayloadTaker &take);

// The title of the schema: "alert.created at alerts".
QString contractTitle(const storage::ContractKey &key);

} // namespace tocsin::flows
