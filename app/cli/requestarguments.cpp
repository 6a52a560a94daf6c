// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/requestarguments.h"

#include "core/flows/requestfile.h"
#include "core/storage/deliveryrows.h"

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

Result<RequestArgument> readStored(domain::DeliveryId id, const QString &store)
{
    auto database = storage::Database::open(store, storage::Database::Access::ReadOnly);
    if (!database)
        return tl::unexpected(database.error());
    storage::DeliveryRows rows(*database);
    auto delivery = rows.load(id);
    if (!delivery)
        return tl::unexpected(delivery.error());
    auto attempts = rows.attempts(id);
    if (!attempts)
        return tl::unexpected(attempts.error());
    return RequestArgument{std::move(*delivery), std::move(*attempts), true};
}

} // namespace

Result<RequestArgument> readRequestArgument(const QString &word, const QString &store)
{
    const bool isNumber = !word.isEmpty() && std::all_of(word.begin(), word.end(),
                                                         [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (isNumber)
        return readStored(word.toLongLong(), store);
    return flows::readRequestFile(word).map([](domain::HttpMessage message) {
        RequestArgument request;
        request.delivery.capture.message = std::move(message);
        return request;
    });
}

signature::Explanation explainRequest(const RequestArgument &request, const CheckArguments &arguments,
                                      const QList<signature::NamedSecret> &secrets)
{
    const domain::Delivery &delivery = request.delivery;
    const QString scheme = arguments.scheme.isEmpty() ? delivery.row.signature.scheme : arguments.scheme;
    signature::Circumstances circumstances = arguments.circumstances;
    circumstances.overTls = !delivery.capture.tls.version.isEmpty();
    return signature::explain({.message = delivery.capture.message,
                               .schemes = arguments.catalogue.all(),
                               .scheme = arguments.catalogue.find(scheme),
                               .secrets = secrets,
                               .circumstances = circumstances,
                               .now = arguments.now      ? *arguments.now
                                      : request.isStored ? delivery.row.received
                                                         : wallClock()});
}

} // namespace tocsin::cli
