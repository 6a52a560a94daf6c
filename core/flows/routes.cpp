// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/routes.h"

#include "core/domain/requesttarget.h"

#include <QUrl>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

bool isToken(const QByteArray &name)
{
    // RFC 9110 section 5.6.2
    static constexpr QByteArrayView extra = "!#$%&'*+-.^_`|~";
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               extra.contains(c);
    });
}

Route routeFor(const domain::Endpoint &endpoint, const signature::Catalogue &catalogue,
               const QList<signature::NamedSecret> &secrets)
{
    Route route;
    route.endpoint = endpoint;
    if (endpoint.scheme == domain::autoScheme)
        route.findAmong = &catalogue;
    else
        route.scheme = catalogue.find(endpoint.scheme);
    route.plain.url = endpoint.url;
    for (auto it = endpoint.parameters.cbegin(); it != endpoint.parameters.cend(); ++it)
        route.plain.parameters.insert(it.key(), it.value());
    route.overTls = route.plain;
    route.overTls.overTls = true;
    for (const signature::NamedSecret &secret : secrets) {
        if (endpoint.secretLabels.contains(secret.label))
            route.secrets.push_back(secret);
    }
    route.accepted = std::make_shared<const listener::Response>(
        endpoint.response.status, endpoint.response.headers, endpoint.response.body);
    route.unauthorised = listener::Response::plain(401, u"The signature of this request is not valid."_s);
    if (!endpoint.rules.isEmpty()) {
        auto read = rules::readRules(endpoint.rules);
        if (read)
            route.rules = std::move(*read);
        else
            route.rulesFault = read.error().detail;
    }
    return route;
}

Error wrong(const QString &text)
{
    return {Error::Kind::Rejected, text};
}

bool isControl(char c)
{
    return uchar(c) < 0x20 || c == 0x7F;
}

Result<void> checkUrl(const QByteArray &url)
{
    constexpr qsizetype longest = 2048;
    if (url.isEmpty())
        return {};
    const QUrl parsed(QString::fromLatin1(url), QUrl::StrictMode);
    const bool printable = std::all_of(url.begin(), url.end(), [](char c) { return c > 32 && c < 127; });
    const bool web = parsed.scheme() == u"http"_s || parsed.scheme() == u"https"_s;
    if (!parsed.isValid() || !printable || !web || parsed.host().isEmpty() || url.size() > longest) {
        return tl::unexpected(wrong(u"url: give the whole URL as registered with the sender, from http:// or "
                                    "https:// on, e.g. https://example.org/hooks/alerts"_s));
    }
    if (url.contains('#'))
        return tl::unexpected(wrong(u"url: leave out '#' and what follows; it is never sent"_s));
    if (!parsed.userInfo().isEmpty())
        return tl::unexpected(
            wrong(u"url: leave out user and password; they would be kept in the open here"_s));
    return {};
}

// The parameters that an endpoint of this scheme may have.
QStringList parameterNames(const QString &schemeId, const signature::Catalogue &catalogue)
{
    QStringList names;
    for (const signature::Scheme &scheme : catalogue.all()) {
        if (schemeId != domain::autoScheme && schemeId != scheme.id)
            continue;
        for (const signature::Scheme::Parameter &parameter : scheme.parameters)
            names.append(QString::fromUtf8(parameter.name));
    }
    return names;
}

Result<void> checkParameters(const domain::Endpoint &endpoint, const signature::Catalogue &catalogue)
{
    constexpr qsizetype longest = 1024;
    const QStringList names = parameterNames(endpoint.scheme, catalogue);
    for (auto it = endpoint.parameters.cbegin(); it != endpoint.parameters.cend(); ++it) {
        const QString name = QString::fromUtf8(it.key());
        const QByteArray &value = it.value();
        if (!names.contains(name)) {
            const QString remedy = names.isEmpty() ? u"it has none: leave this one out"_s
                                                   : u"it has %1"_s.arg(names.join(u", "_s));
            return tl::unexpected(
                wrong(u"parameter %1: the scheme has none of this name; %2"_s.arg(name.left(64), remedy)));
        }
        if (value.isEmpty() || value.size() > longest || std::any_of(value.begin(), value.end(), isControl))
            return tl::unexpected(wrong(
                u"parameter %1: give one line of 1 to %2 bytes, or leave it out"_s.arg(name).arg(longest)));
    }
    return {};
}

// Whether the target is allowed is asked when the relay starts.
Result<void> checkForward(const domain::ForwardSpec &forward)
{
    const bool web = forward.url.scheme() == u"http"_s || forward.url.scheme() == u"https"_s;
    if (!forward.url.isValid() || !web || forward.url.host().isEmpty())
        return tl::unexpected(wrong(u"target: give an address that begins with http:// or https://"_s));
    if (forward.backlogLimit < 1)
        return tl::unexpected(wrong(u"backlog: give a number of deliveries, 1 or more"_s));
    if (forward.answerSeconds < 1 || forward.answerSeconds > domain::ForwardSpec::mostAnswerSeconds)
        return tl::unexpected(wrong(
            u"wait: give a number of seconds from 1 to %1"_s.arg(domain::ForwardSpec::mostAnswerSeconds)));
    return {};
}

bool hasUrl(const std::vector<signature::PartSpec> &parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const signature::PartSpec &part) {
        return part.kind == signature::PartSpec::Kind::Url || hasUrl(part.parts);
    });
}

// In RFC 9421 the sender chooses; "@target-uri" and "@authority" are of the URL.
bool signsUrl(const signature::Recipe &recipe)
{
    return hasUrl(recipe.message) ||
           (familyOf(recipe.algorithm) == signature::Family::HttpSignature &&
            recipe.httpSignature.edition == signature::HttpSignatureSpec::Edition::Rfc9421);
}

// Where the whole body is the signature every body stands in its place: only one that can be read as a
// signature tells of that sender.
bool anyBodyLooksSo(const signature::Detection &found)
{
    const signature::Verification &v = found.verification;
    const bool unread = v.verdict == domain::Verdict::Malformed ||
                        (v.verdict == domain::Verdict::NoSecret && !v.reason.isEmpty());
    return unread && found.scheme->recipe(v.variant).signature.place == signature::FieldSpec::Place::Body;
}

} // namespace

bool signsUrl(const signature::Scheme &scheme)
{
    return std::any_of(scheme.recipes.begin(), scheme.recipes.end(),
                       [](const signature::Recipe &recipe) { return signsUrl(recipe); });
}

signature::Verification checkBy(const signature::Scheme &scheme, const Route &route,
                                const domain::Capture &capture)
{
    return signature::verify(scheme, capture.message, route.secrets, capture.lastByte,
                             capture.tls.version.isEmpty() ? route.plain : route.overTls);
}

signature::Detection check(const Route &route, const domain::Capture &capture)
{
    if (route.scheme)
        return {route.scheme, checkBy(*route.scheme, route, capture)};
    if (!route.findAmong)
        return {};
    auto found = signature::detect(*route.findAmong, capture.message, route.secrets, capture.lastByte,
                                   capture.tls.version.isEmpty() ? route.plain : route.overTls);
    return found.scheme && anyBodyLooksSo(found) ? signature::Detection() : std::move(found);
}

bool covers(QByteArrayView prefix, QByteArrayView path)
{
    if (prefix.endsWith('/'))
        prefix.chop(1);
    return path.startsWith(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

Routes::Routes(const QList<domain::Endpoint> &endpoints, const signature::Catalogue &catalogue,
               const QList<signature::NamedSecret> &secrets)
{
    bool hasCatchAll = false;
    for (const domain::Endpoint &endpoint : endpoints) {
        m_routes.push_back(routeFor(endpoint, catalogue, secrets));
        hasCatchAll = hasCatchAll || endpoint.name == domain::catchAllName;
    }
    if (!hasCatchAll) {
        domain::Endpoint catchAll;
        catchAll.name = domain::catchAllName;
        catchAll.pathPrefix = "/";
        m_routes.push_back(routeFor(catchAll, catalogue, secrets));
    }
    std::stable_sort(m_routes.begin(), m_routes.end(), [](const Route &a, const Route &b) {
        const bool aLast = a.endpoint.name == domain::catchAllName;
        const bool bLast = b.endpoint.name == domain::catchAllName;
        return aLast != bLast ? bLast : a.endpoint.pathPrefix.size() > b.endpoint.pathPrefix.size();
    });
}

const Route &Routes::match(QByteArrayView target) const
{
    const QByteArrayView path = domain::pathOf(target);
    for (const Route &route : m_routes) {
        if (covers(route.endpoint.pathPrefix, path))
            return route;
    }
    return m_routes.back();
}

bool Routes::haveRules() const
{
    return std::any_of(m_routes.begin(), m_routes.end(),
                       [](const Route &route) { return !route.rules.isEmpty(); });
}

const Route *Routes::byName(QStringView name) const
{
    const auto found = std::find_if(m_routes.begin(), m_routes.end(),
                                    [name](const Route &route) { return route.endpoint.name == name; });
    return found == m_routes.end() ? nullptr : &*found;
}

Result<void> checkEndpoint(const domain::Endpoint &endpoint, const QList<domain::Endpoint> &others,
                           const signature::Catalogue &catalogue)
{
    const auto isNameChar = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
    };
    const QString &name = endpoint.name;
    if (name.isEmpty() || name.size() > 64 || !std::all_of(name.begin(), name.end(), isNameChar))
        return tl::unexpected(
            wrong(u"name: use 1 to 64 letters, digits, '-', '_' or '.'; \"%1\" has others"_s.arg(name)));
    const QByteArray &path = endpoint.pathPrefix;
    const bool printable = std::all_of(path.begin(), path.end(), [](char c) { return c > 32 && c < 127; });
    if (!path.startsWith('/') || !printable || path.contains('?') || path.contains('#') || path.size() > 1024)
        return tl::unexpected(
            wrong(u"path: start with '/', e.g. /hooks/alerts, and leave out blanks, '?' and '#'"_s));
    if (name == domain::catchAllName && path != "/")
        return tl::unexpected(wrong(u"path: the catch-all endpoint keeps its path /"_s));
    for (const domain::Endpoint &other : others) {
        if (other.name == name)
            return tl::unexpected(
                wrong(u"name: there is an endpoint \"%1\" already; choose another name"_s.arg(name)));
        const bool same = covers(other.pathPrefix, path) && covers(path, other.pathPrefix);
        if (same && name != domain::catchAllName && other.name != domain::catchAllName) {
            return tl::unexpected(wrong(u"path: %1 belongs to the endpoint \"%2\"; choose another path"_s.arg(
                QString::fromLatin1(path), other.name)));
        }
    }
    const bool known =
        endpoint.scheme.isEmpty() || endpoint.scheme == domain::autoScheme || catalogue.find(endpoint.scheme);
    if (!known)
        return tl::unexpected(wrong(u"scheme: there is no scheme \"%1\""_s.arg(endpoint.scheme)));
    if (auto good = checkUrl(endpoint.url); !good)
        return good;
    if (auto good = checkParameters(endpoint, catalogue); !good)
        return good;
    if (endpoint.mode == domain::Endpoint::Mode::Strict && endpoint.scheme.isEmpty())
        return tl::unexpected(wrong(u"mode: strict refuses all that is not valid, so it needs a scheme"_s));
    if (endpoint.response.status < 200 || endpoint.response.status > 599)
        return tl::unexpected(wrong(u"status: give a number from 200 to 599"_s));
    for (const domain::HeaderField &field : endpoint.response.headers) {
        if (!isToken(field.name) || field.value.contains('\r') || field.value.contains('\n')) {
            return tl::unexpected(
                wrong(u"response header \"%1\": the name takes letters, digits and '-', the value one "
                      "line"_s.arg(QString::fromLatin1(field.name))));
        }
    }
    if (endpoint.forward) {
        if (auto good = checkForward(*endpoint.forward); !good)
            return good;
    }
    if (endpoint.bodyCap < 0)
        return tl::unexpected(
            wrong(u"body cap: give a number of bytes, or 0 for the listener's own limit"_s));
    if (!endpoint.rules.isEmpty()) {
        if (const auto read = rules::readRules(endpoint.rules); !read)
            return tl::unexpected(wrong(u"rules: "_s + read.error().detail));
    }
    return {};
}

} // namespace tocsin::flows
