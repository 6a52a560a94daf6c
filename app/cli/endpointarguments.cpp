// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/endpointarguments.h"

#include "app/cli/terminal.h"

#include <QUrl>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &text)
{
    return {Error::Kind::Rejected, text};
}

Result<QList<domain::Endpoint>> describedBy(const QStringList &texts)
{
    QList<domain::Endpoint> endpoints;
    for (const QString &text : texts) {
        const QStringList parts = text.split(u':');
        if (parts.size() < 2 || parts.size() > 4) {
            return tl::unexpected(wrong(
                u"--endpoint takes NAME:PATH[:SCHEME[:LABEL,LABEL]]; \"%1\" has %2 parts"_s.arg(visible(text))
                    .arg(parts.size())));
        }
        domain::Endpoint endpoint;
        endpoint.name = parts[0];
        endpoint.pathPrefix = parts[1].toUtf8();
        endpoint.scheme = parts.value(2);
        endpoint.secretLabels = parts.value(3).split(u',', Qt::SkipEmptyParts);
        endpoints.append(endpoint);
    }
    return endpoints;
}

// The endpoint whose name stands before the separator, and what stands behind it.
struct Addressed
{
    domain::Endpoint *endpoint;
    QString rest;
};

Result<Addressed> address(QList<domain::Endpoint> &endpoints, const QString &option, const QString &form,
                          QChar separator, const QString &text)
{
    const qsizetype at = text.indexOf(separator);
    if (at <= 0)
        return tl::unexpected(
            wrong(u"%1 takes %2; \"%3\" is not of that form"_s.arg(option, form, visible(text))));
    const QString name = text.left(at);
    const auto found =
        std::find_if(endpoints.begin(), endpoints.end(),
                     [&name](const domain::Endpoint &endpoint) { return endpoint.name == name; });
    if (found == endpoints.end()) {
        return tl::unexpected(
            wrong(u"%1: no --endpoint of this command is called \"%2\"; a saved endpoint is changed in the "
                  "desktop"_s.arg(option, visible(name))));
    }
    return Addressed{&*found, text.mid(at + 1)};
}

Result<std::pair<QByteArray, QByteArray>> splitParameter(const QString &text, const QString &form)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals <= 0)
        return tl::unexpected(wrong(u"--param takes %1"_s.arg(form)));
    return std::pair(text.left(equals).toUtf8(), text.mid(equals + 1).toUtf8());
}

// Without a scheme or a secret nothing can be valid: to take it all, or to turn it all down, is not what was
// asked for.
Result<void> makeStrict(QList<domain::Endpoint> &endpoints)
{
    if (endpoints.isEmpty()) {
        return tl::unexpected(wrong(
            u"--strict goes with --endpoint; a saved endpoint is strict by its own mode, which the desktop sets"_s));
    }
    for (domain::Endpoint &endpoint : endpoints) {
        const QString missing = endpoint.scheme.isEmpty()         ? u"scheme"_s
                                : endpoint.secretLabels.isEmpty() ? u"secret"_s
                                                                  : QString();
        if (!missing.isEmpty()) {
            return tl::unexpected(
                wrong(u"--strict: endpoint \"%1\" has no %2, so nothing sent to it could be valid: write "
                      "--endpoint NAME:PATH:SCHEME:LABEL, or leave out --strict"_s.arg(visible(endpoint.name),
                                                                                       missing)));
        }
        endpoint.mode = domain::Endpoint::Mode::Strict;
    }
    // What comes to none of them was not checked either: no sender may take it for delivered.
    const bool hasCatchAll =
        std::any_of(endpoints.begin(), endpoints.end(),
                    [](const domain::Endpoint &endpoint) { return endpoint.name == domain::catchAllName; });
    if (!hasCatchAll) {
        domain::Endpoint elsewhere;
        elsewhere.name = domain::catchAllName;
        elsewhere.pathPrefix = "/";
        elsewhere.response.status = 404;
        endpoints.append(elsewhere);
    }
    return {};
}

} // namespace

QList<QCommandLineOption> endpointOptions()
{
    return {
        {u"endpoint"_s,
         u"NAME:PATH[:SCHEME[:LABEL,LABEL]], SCHEME being an id or auto. Repeatable; the saved ones are used "
         "without it."_s,
         u"E"_s},
        {u"url"_s,
         u"NAME=URL: the URL as registered with the sender of that --endpoint, where the scheme signs it and "
         "the request came another way. Repeatable."_s,
         u"NAME=URL"_s},
        {u"param"_s,
         u"NAME:KEY=VALUE: a parameter of the scheme of that --endpoint, as PayPal's webhook-id. Repeatable."_s,
         u"NAME:KEY=VALUE"_s},
        {u"strict"_s,
         u"Answer 401 to what comes to an --endpoint and whose signature is not valid, and 404 to what comes "
         "to none. Each needs SCHEME and LABEL."_s},
    };
}

Result<QList<domain::Endpoint>> readEndpoints(const QCommandLineParser &parser)
{
    auto endpoints = describedBy(parser.values(u"endpoint"_s));
    if (!endpoints)
        return endpoints;
    for (const QString &text : parser.values(u"url"_s)) {
        const auto to = address(*endpoints, u"--url"_s, u"NAME=URL"_s, u'=', text);
        if (!to)
            return tl::unexpected(to.error());
        to->endpoint->url = to->rest.toUtf8();
    }
    for (const QString &text : parser.values(u"param"_s)) {
        const auto to = address(*endpoints, u"--param"_s, u"NAME:KEY=VALUE"_s, u':', text);
        if (!to)
            return tl::unexpected(to.error());
        const auto pair = splitParameter(to->rest, u"NAME:KEY=VALUE"_s);
        if (!pair)
            return tl::unexpected(pair.error());
        to->endpoint->parameters.insert(pair->first, pair->second);
    }
    if (parser.isSet(u"strict"_s)) {
        if (auto strict = makeStrict(*endpoints); !strict)
            return tl::unexpected(strict.error());
    }
    return endpoints;
}

QList<QCommandLineOption> circumstanceOptions()
{
    return {
        {u"url"_s, u"The URL as registered with the sender, where the scheme signs it."_s, u"URL"_s},
        {u"param"_s, u"NAME=VALUE of a parameter of the scheme, as PayPal's webhook-id. Repeatable."_s,
         u"NAME=VALUE"_s},
    };
}

Result<QByteArray> readUrl(const QString &text)
{
    if (text.isNull())
        return QByteArray();
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return tl::unexpected(wrong(u"--url takes a whole URL, e.g. https://example.org/hooks/a"_s));
    return text.left(text.indexOf(u'#')).toUtf8();
}

Result<QHash<QByteArray, QByteArray>> readParameters(const QStringList &texts)
{
    QHash<QByteArray, QByteArray> parameters;
    for (const QString &text : texts) {
        const auto pair = splitParameter(text, u"NAME=VALUE, e.g. webhook-id=8PT597110X687430LKGECATA"_s);
        if (!pair)
            return tl::unexpected(pair.error());
        parameters.insert(pair->first, pair->second);
    }
    return parameters;
}

Result<signature::Circumstances> readCircumstances(const QCommandLineParser &parser)
{
    signature::Circumstances circumstances;
    auto url = readUrl(parser.value(u"url"_s));
    if (!url)
        return tl::unexpected(url.error());
    circumstances.url = *std::move(url);
    auto parameters = readParameters(parser.values(u"param"_s));
    if (!parameters)
        return tl::unexpected(parameters.error());
    circumstances.parameters = *std::move(parameters);
    return circumstances;
}

} // namespace tocsin::cli
