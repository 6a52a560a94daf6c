// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/oldsecretuse.h"

#include "core/flows/explainer.h"
#include "core/signature/catalogue.h"
#include "core/signature/verify.h"
#include "core/storage/deliveryrows.h"
#include "core/storage/endpointstore.h"
#include "core/storage/signaturehistory.h"

#include <QFileInfo>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Verdict;

namespace {

bool isRight(Verdict verdict)
{
    return verdict == Verdict::Valid || verdict == Verdict::ValidStale || verdict == Verdict::ValidFuture;
}

// The newest first: the first match is the last use, and nothing older than what is known needs a look.
Result<void> look(storage::Database &database, const QString &endpoint, const signature::Scheme &scheme,
                  const signature::NamedSecret &old, Micros since, OldSecretUse &use)
{
    const auto ids = storage::newestOf(database, endpoint, mostLookedAt, old.label);
    if (!ids)
        return tl::unexpected(ids.error());
    storage::DeliveryRows rows(database);
    Micros oldest = 0;
    for (const domain::DeliveryId id : *ids) {
        const auto delivery = rows.load(id);
        if (!delivery && delivery.error().kind == Error::Kind::NotFound)
            continue; // deleted meanwhile
        if (!delivery)
            return tl::unexpected(delivery.error());
        if (delivery->row.received < std::max(since, use.lastMatch.value_or(since)))
            return {};
        ++use.looked;
        oldest = delivery->row.received;
        const auto verified =
            signature::verify(scheme, delivery->capture.message, {&old, 1}, delivery->capture.lastByte,
                              circumstancesOf(nullptr, delivery->capture));
        if (!isRight(verified.verdict))
            continue;
        use.lastMatch = delivery->row.received;
        return {};
    }
    if (ids->size() < mostLookedAt)
        return {};
    use.isAll = false;
    use.back = std::max(use.back, oldest);
    return {};
}

} // namespace

Result<OldSecretUse> oldSecretUse(const QString &storePath, const QString &label, const Secret &old,
                                  Micros since)
{
    OldSecretUse use;
    if (old.isEmpty())
        return fail(Error::Kind::NotFound, u"the old secret of \"%1\" is not known here"_s.arg(label));
    if (!QFileInfo::exists(storePath))
        return use;
    const auto catalogue = signature::Catalogue::load();
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    const signature::Scheme *scheme = catalogue->find(u"socotra"_s);
    auto database = storage::Database::open(storePath, storage::Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    const auto endpoints = storage::EndpointStore(*database).load();
    if (!endpoints)
        return tl::unexpected(endpoints.error());
    const signature::NamedSecret value{label, old, {}, true};
    for (const domain::Endpoint &endpoint : *endpoints) {
        if (!scheme || !endpoint.secretLabels.contains(label))
            continue;
        if (auto looked = look(*database, endpoint.name, *scheme, value, since, use); !looked)
            return tl::unexpected(looked.error());
    }
    return use;
}

} // namespace tocsin::flows
