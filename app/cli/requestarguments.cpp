// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/requestarguments.h"

#include "app/cli/endpointarguments.h"
#include "core/flows/requestfile.h"
#include "core/settings/folders.h"
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

QList<QCommandLineOption> checkOptions()
{
    const QList<QCommandLineOption> options = {
        {u"scheme"_s, u"Id of the scheme, or auto."_s, u"ID"_s, u"auto"_s},
        {u"secret"_s, u"LABEL=SOURCE, SOURCE being env:NAME, file:PATH, keychain:LABEL or -. Repeatable."_s,
         u"LABEL=SOURCE"_s},
        {u"now"_s, u"Check the clock as of this Unix time."_s, u"UNIX"_s},
    };
    return options + circumstanceOptions();
}

Result<CheckArguments> readCheckArguments(const QCommandLineParser &parser)
{
    const auto usage = [](const QString &what) { return tocsin::fail(Error::Kind::Rejected, what); };
    CheckArguments arguments;
    if (parser.isSet(u"now"_s)) {
        bool good = false;
        const qint64 seconds = parser.value(u"now"_s).toLongLong(&good);
        if (!good || qAbs(seconds) > std::numeric_limits<Micros>::max() / microsPerSecond)
            return usage(u"--now takes Unix seconds, e.g. 1767225600"_s);
        arguments.now = seconds * microsPerSecond;
    }
    auto circumstances = readCircumstances(parser);
    if (!circumstances)
        return tl::unexpected(circumstances.error());
    arguments.circumstances = std::move(*circumstances);
    auto catalogue = signature::Catalogue::load(settings::dataFolder() + u"/schemes"_s);
    if (!catalogue)
        return tl::unexpected(Error{Error::Kind::Storage, catalogue.error().detail});
    arguments.catalogue = std::move(*catalogue);
    arguments.scheme = parser.value(u"scheme"_s) == u"auto"_s ? QString() : parser.value(u"scheme"_s);
    if (!arguments.scheme.isEmpty() && !arguments.catalogue.find(arguments.scheme))
        return usage(u"--scheme: there is no scheme \"%1\""_s.arg(arguments.scheme));
    return arguments;
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
