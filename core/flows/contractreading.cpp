// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/contractreading.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Verdict;

namespace {

constexpr Verdict evidence[] = {Verdict::Valid, Verdict::ValidStale, Verdict::ValidFuture, Verdict::NoSecret,
                                Verdict::Unsigned};

// Of the table of kinds: complete, and evidence.
QString goodKinds()
{
    QStringList verdicts;
    for (const Verdict verdict : evidence)
        verdicts.append(QString::number(int(verdict)));
    return u"completeness = 0 AND verdict IN (%1)"_s.arg(verdicts.join(u','));
}

// The plus keeps the index of kinds out of it: rows are read in the order of their ids.
QString ofOneEvent()
{
    return u"FROM delivery JOIN content USING(id) WHERE +delivery.kind IN (SELECT id FROM kind WHERE "
           u"endpoint=? "
           "AND event=? AND %1)"_s.arg(goodKinds());
}

// A null would be compared as NULL.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

} // namespace

bool isEvidence(Verdict verdict)
{
    return std::find(std::begin(evidence), std::end(evidence), verdict) != std::end(evidence);
}

Result<QList<storage::ContractKey>> contractKeys(storage::Database &store, const QString &endpoint)
{
    auto query =
        store.run(u"SELECT DISTINCT endpoint, event FROM kind JOIN tally ON tally.kind = kind.id WHERE "
                  "deliveries > 0 AND %1 %2 ORDER BY endpoint, event"_s.arg(
                      goodKinds(), endpoint.isEmpty() ? QString() : u"AND endpoint=?"_s),
                  endpoint.isEmpty() ? QVariantList() : QVariantList{endpoint});
    if (!query)
        return tl::unexpected(query.error());
    QList<storage::ContractKey> keys;
    while (query->next())
        keys.append({query->value(0).toString(), query->value(1).toString()});
    return keys;
}

Result<InferredContract> inferContract(storage::Database &store, const storage::ContractKey &key, int most)
{
    InferredContract inferred;
    const auto newest = store.number(u"SELECT coalesce(max(id), 0) FROM delivery"_s);
    if (!newest)
        return tl::unexpected(newest.error());
    inferred.upTo = *newest;
    auto query = store.run(u"SELECT body %1 ORDER BY delivery.id DESC LIMIT ?"_s.arg(ofOneEvent()),
                           {text(key.endpoint), text(key.event), most});
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        if (contract::absorb(inferred.shape, query->value(0).toByteArray()))
            ++inferred.samples;
        else
            ++inferred.skipped;
    }
    if (inferred.samples == 0) {
        return fail(Error::Kind::NotFound,
                    inferred.skipped > 0
                        ? u"none of the newest %1 deliveries of %2 is JSON"_s.arg(inferred.skipped)
                              .arg(contractTitle(key))
                        : u"there is no delivery of %1 to infer from"_s.arg(contractTitle(key)));
    }
    return inferred;
}

Result<void> readPayloads(storage::Database &store, const storage::ContractKey &key, domain::DeliveryId after,
                          domain::DeliveryId last, const PayloadTaker &take)
{
    auto query = store.run(u"SELECT delivery.id, received, body %1 AND delivery.id > ? AND delivery.id <= ? "
                           "ORDER BY delivery.id"_s.arg(ofOneEvent()),
                           {text(key.endpoint), text(key.event), after, last});
    if (!query)
        return tl::unexpected(query.error());
    while (query->next()) {
        if (!take(query->value(0).toLongLong(), query->value(1).toLongLong(), query->value(2).toByteArray()))
            break;
    }
    return {};
}

QString contractTitle(const storage::ContractKey &key)
{
    return u"%1 at %2"_s.arg(key.event.isEmpty() ? u"events without a name"_s : key.event, key.endpoint);
}

} // namespace tocsin::flows
