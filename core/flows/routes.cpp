// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/routes.h"

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
    route.scheme = catalogue.find(endpoint.scheme);
    for (const signature::NamedSecret &secret : secrets) {
        if (endpoint.secretLabels.contains(secret.label))
            route.secrets.push_back(secret);
    }
    route.accepted = std::make_shared<const listener::Response>(
        endpoint.response.status, endpoint.response.headers, endpoint.response.body);
    route.unauthorised = listener::Response::plain(401, u"The signature of this request is not valid."_s);
    return route;
}

// A target may be a whole URL (RFC 9112 section 3.2.2); its path is what counts.
QByteArrayView withoutServer(QByteArrayView path)
{
    if (path.startsWith('/'))
        return path;
    const qsizetype server = path.indexOf("://");
    if (server < 0)
        return path;
    const qsizetype slash = path.indexOf('/', server + 3);
    return slash < 0 ? QByteArrayView("/") : path.sliced(slash);
}

Error wrong(const QString &text)
{
    return {Error::Kind::Rejected, text};
}

} // namespace

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
    const QByteArrayView path = withoutServer(target);
    for (const Route &route : m_routes) {
        if (covers(route.endpoint.pathPrefix, path))
            return route;
    }
    return m_routes.back();
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
            wrong(u"path: start with '/' and leave out blanks, '?' and '#', e.g. /hooks/alerts"_s));
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
    if (!endpoint.scheme.isEmpty() && !catalogue.find(endpoint.scheme))
        return tl::unexpected(wrong(u"scheme: there is no scheme \"%1\""_s.arg(endpoint.scheme)));
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
    if (endpoint.bodyCap < 0)
        return tl::unexpected(
            wrong(u"body cap: give a number of bytes, or 0 for the listener's own limit"_s));
    return {};
}

} // namespace tocsin::flows
