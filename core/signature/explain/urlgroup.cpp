// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/search.h"

#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Kind = PartSpec::Kind;

constexpr int mostHosts = 8;
// Where routers put the target as it was before they changed it.
constexpr const char *originals[] = {"X-Original-URI", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri"};

bool uses(const std::vector<PartSpec> &parts, std::initializer_list<Kind> kinds)
{
    return std::any_of(parts.begin(), parts.end(), [&](const PartSpec &part) {
        return std::find(kinds.begin(), kinds.end(), part.kind) != kinds.end() || uses(part.parts, kinds);
    });
}

// "https", "example.com:8080", "/a?b" of a URL, as they are written.
struct Split
{
    QByteArray scheme;
    QByteArray authority;
    QByteArray path;
    QByteArray query; // with its '?'
};

Split split(const QByteArray &url)
{
    Split parts;
    const qsizetype colon = url.indexOf("://");
    parts.scheme = url.left(std::max<qsizetype>(colon, 0));
    const qsizetype from = colon < 0 ? 0 : colon + 3;
    qsizetype slash = url.indexOf('/', from);
    qsizetype mark = url.indexOf('?', from);
    if (slash < 0 || (mark >= 0 && mark < slash))
        slash = mark < 0 ? url.size() : mark;
    parts.authority = url.mid(from, slash - from);
    mark = mark < 0 ? url.size() : mark;
    parts.path = url.mid(slash, mark - slash);
    parts.query = url.mid(mark);
    return parts;
}

QByteArray join(const Split &parts)
{
    return parts.scheme + "://" + parts.authority + parts.path + parts.query;
}

struct Variant
{
    const char *cause; // empty = as it is
    QString detail;
    QByteArray text;
};
using Variants = QList<Variant>;

void add(Variants &variants, const char *cause, const QString &detail, const QByteArray &text)
{
    const bool known = std::any_of(variants.begin(), variants.end(),
                                   [&](const Variant &variant) { return variant.text == text; });
    if (!known)
        variants.append({cause, detail, text});
}

Variants schemesOf(const Split &url)
{
    Variants all{{"", {}, url.scheme}};
    add(all, "E1", u"the sender signed an https URL: TLS ends at a proxy on the way"_s, "https");
    add(all, "E1", u"the sender signed an http URL"_s, "http");
    return all;
}

QByteArray withoutCredentials(const QByteArray &authority)
{
    return authority.mid(authority.indexOf('@') + 1);
}

QByteArray withoutPort(const QByteArray &authority)
{
    const qsizetype colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') && colon > 0 ? authority.left(colon) : authority;
}

QByteArray inAscii(const QByteArray &host)
{
    const QByteArray ace = QUrl::toAce(QString::fromUtf8(host));
    return ace.isEmpty() ? host.toLower() : ace;
}

// By how much one host differs from the other.
const char *hostCause(const QByteArray &own, const QByteArray &other)
{
    if (withoutCredentials(own) == withoutCredentials(other))
        return "E7";
    if (withoutPort(own) == withoutPort(other))
        return "E3";
    return inAscii(withoutPort(own)) == inAscii(withoutPort(other)) ? "E8" : "E2";
}

void addHost(Variants &all, const QByteArray &own, const QByteArray &host, const QString &header)
{
    const QByteArray cause = hostCause(own, host);
    QString detail = u"the sender signed the host that %1 names"_s.arg(header);
    if (cause == "E7")
        detail = own.contains('@')
                     ? u"the sender signed the URL without its credentials"_s
                     : u"the sender signed the URL with credentials, as %1 names them"_s.arg(header);
    else if (cause == "E3")
        detail = u"the sender signed the port that %1 names"_s.arg(header);
    else if (cause == "E8")
        detail = u"the sender signed the host in the spelling of %1"_s.arg(header);
    add(all, hostCause(own, host), detail, host);
}

Variants authoritiesOf(const Split &url, const domain::HttpMessage &message)
{
    Variants all{{"", {}, url.authority}};
    const auto host = [&](const QByteArray &name, const QByteArray &value) {
        for (const QByteArray &one : value.split(',')) {
            if (all.size() < mostHosts && !one.trimmed().isEmpty())
                addHost(all, url.authority, one.trimmed(), QString::fromUtf8(name));
        }
    };
    for (const char *name : {"Host", "X-Forwarded-Host", "X-Original-Host", "X-Forwarded-Server", "X-Host"})
        host(name, message.first(name));
    for (QByteArray piece : message.first("Forwarded").replace(',', ';').split(';')) {
        piece = piece.trimmed();
        if (piece.toLower().startsWith("host="))
            host("Forwarded", piece.mid(5).replace('"', ""));
    }
    const Variants hosts = all;
    for (const Variant &variant : hosts) {
        const QByteArray bare = withoutPort(variant.text);
        const auto port = [&](const QString &what, const QByteArray &text) {
            add(all, *variant.cause == '\0' ? "E3" : variant.cause, what, text);
        };
        port(u"the sender signed the URL without its port"_s, bare);
        port(u"the sender signed the URL with port 443"_s, bare + ":443");
        port(u"the sender signed the URL with port 80"_s, bare + ":80");
        const QByteArray real = message.first("X-Forwarded-Port");
        if (!real.isEmpty())
            port(u"the sender signed the URL with the port that X-Forwarded-Port names"_s, bare + ':' + real);
        add(all, "E8", u"the sender signed the host in lower case"_s, variant.text.toLower());
        const qsizetype at = variant.text.indexOf('@');
        if (at >= 0)
            add(all, "E7", u"the sender signed the URL without its credentials"_s, variant.text.mid(at + 1));
        const QByteArray ace = QUrl::toAce(QString::fromUtf8(bare));
        if (!ace.isEmpty() && ace != bare.toLower())
            add(all, "E8", u"the sender signed the host in its ASCII form"_s, ace);
    }
    return all;
}

Variants pathsOf(const Split &url, const domain::HttpMessage &message)
{
    Variants all{{"", {}, url.path}};
    const QByteArray seen = message.path().toByteArray();
    const bool onlySlash = seen + '/' == url.path || url.path + '/' == seen;
    add(all, onlySlash ? "E5" : "E4", u"the sender signed the path at which the request arrived"_s, seen);
    for (const char *name : {"X-Forwarded-Prefix", "X-Forwarded-Path", "X-Script-Name"}) {
        const QByteArray prefix = message.first(name);
        if (!prefix.isEmpty()) {
            add(all, "E4", u"a router took %1 off the path"_s.arg(QString::fromUtf8(prefix)),
                prefix + url.path);
            add(all, "E4", u"a router took %1 off the path"_s.arg(QString::fromUtf8(prefix)), prefix + seen);
        }
    }
    for (const char *name : originals) {
        const QByteArray original = message.first(name);
        if (!original.isEmpty())
            add(all, "E4", u"a router changed the path; %1 has the original"_s.arg(QLatin1StringView(name)),
                original.left(original.indexOf('?') < 0 ? original.size() : original.indexOf('?')));
    }
    const Variants paths = all;
    for (const Variant &variant : paths) {
        add(all, "E5", u"the sender signed the URL without its last slash"_s,
            variant.text.endsWith('/') ? variant.text.chopped(1) : variant.text);
        add(all, "E5", u"the sender signed the URL with a slash at the end"_s,
            variant.text.endsWith('/') ? variant.text : variant.text + '/');
    }
    return all;
}

Variants queriesOf(const Split &url, const domain::HttpMessage &message)
{
    Variants all{{"", {}, url.query}};
    const qsizetype mark = message.target.indexOf('?');
    add(all, "E6", u"the sender signed the query with which the request arrived"_s,
        mark < 0 ? QByteArray("") : message.target.mid(mark));
    add(all, "E6", u"the sender signed the URL without its query"_s, "");
    for (const char *name : originals) {
        const QByteArray original = message.first(name);
        const qsizetype at = original.indexOf('?');
        if (at >= 0)
            add(all, "E6", u"a hop dropped the query; %1 has it"_s.arg(QLatin1StringView(name)),
                original.mid(at));
    }
    const Variants queries = all;
    for (const Variant &variant : queries) {
        if (variant.text.size() < 2)
            continue;
        add(all, "E6", u"the sender signed the query decoded"_s, percentDecoded(variant.text));
        add(all, "E6", u"the sender signed the query with %20 for +"_s,
            QByteArray(variant.text).replace('+', "%20"));
        add(all, "E6", u"the sender signed the query with + for %20"_s,
            QByteArray(variant.text).replace("%20", "+"));
        QByteArrayList pairs = variant.text.mid(1).split('&');
        std::sort(pairs.begin(), pairs.end());
        add(all, "E6", u"the sender signed the query in sorted order"_s, '?' + pairs.join('&'));
        std::reverse(pairs.begin(), pairs.end());
        add(all, "E6", u"the sender signed the query in another order"_s, '?' + pairs.join('&'));
        const QByteArray encoded =
            QUrlQuery(QString::fromUtf8(variant.text.mid(1))).query(QUrl::FullyEncoded).toUtf8();
        add(all, "E6", u"the sender signed the query encoded"_s, '?' + encoded);
    }
    return all;
}

// Of what was signed beside what was taken. A URL may hold credentials, so that is all that is shown of it.
QString firstDifference(QByteArrayView taken, QByteArrayView signedOne)
{
    const auto at = std::mismatch(taken.begin(), taken.end(), signedOne.begin(), signedOne.end());
    return u"; what was signed differs from byte %1 on"_s.arg(at.first - taken.begin());
}

// Every URL with one change, then those with two.
void tryFullUrls(Search &search, const Split &url)
{
    const domain::HttpMessage &message = search.request().message;
    const Variants schemes = schemesOf(url);
    const Variants authorities = authoritiesOf(url, message);
    const Variants paths = pathsOf(url, message);
    const Variants queries = queriesOf(url, message);
    const bool registered = !search.request().circumstances.url.isEmpty();
    for (int changes = 1; changes <= 3; ++changes) {
        for (const Variant &scheme : schemes)
            for (const Variant &authority : authorities)
                for (const Variant &path : paths)
                    for (const Variant &query : queries) {
                        // The rarer change names the cause: TLS ends at a proxy as a rule.
                        const Variant *all[] = {&path, &query, &authority, &scheme};
                        QList<const Variant *> changed;
                        for (const Variant *one : all) {
                            if (*one->cause != '\0')
                                changed.append(one);
                        }
                        if (changed.size() != changes || !search.mayGoOn())
                            continue;
                        Circumstances circumstances = search.request().circumstances;
                        circumstances.url = join({scheme.text, authority.text, path.text, query.text});
                        QStringList details;
                        for (const Variant *one : std::as_const(changed))
                            details += one->detail;
                        const QString shown = QString::fromUtf8(circumstances.url);
                        // Several parts at once: simply another URL than the one that is registered here.
                        const QByteArray cause = changes > 1 && registered
                                                     ? QByteArray("E10")
                                                     : QByteArray(changed.first()->cause);
                        if (search.withCircumstances(
                                {cause, Party::Setting,
                                 details.join(u"; "_s) + firstDifference(join(url), circumstances.url),
                                 u"set the endpoint's registered URL to %1"_s.arg(shown)},
                                circumstances))
                            return;
                    }
    }
}

void tryTargets(Search &search)
{
    const domain::HttpMessage &received = search.request().message;
    Split url = split("http://host" + received.target);
    const Split registered = split(search.request().circumstances.url);
    Variants paths = pathsOf(url, received);
    if (!registered.path.isEmpty())
        add(paths, "E4", u"the sender signed the path that is registered"_s, registered.path);
    for (const Variant &path : std::as_const(paths)) {
        for (const Variant &query : queriesOf(url, received)) {
            const char *cause = *path.cause != '\0' ? path.cause : query.cause;
            if (*cause == '\0' || search.isProved() || !search.mayGoOn())
                continue;
            domain::HttpMessage message = received;
            message.target = path.text + query.text;
            search.withMessage({cause, Party::Path,
                                (*path.cause != '\0' ? path.detail : query.detail) +
                                    firstDifference(received.target, message.target),
                                u"make the hop on the way leave the path and query alone"_s},
                               message);
        }
    }
}

} // namespace

void tryUrls(Search &search)
{
    const Recipe &recipe = search.recipe();
    const domain::HttpMessage &received = search.request().message;
    const bool http = familyOf(recipe.algorithm) == Family::HttpSignature;
    if (http || uses(recipe.message, {Kind::Url}))
        tryFullUrls(search, split(Source{received, search.request().circumstances, received.body}.url()));
    if (!search.isProved() && (http || uses(recipe.message, {Kind::Target, Kind::Path, Kind::Query})))
        tryTargets(search);
    if (search.isProved() || !(http || uses(recipe.message, {Kind::Method})))
        return;
    for (const char *method : {"POST", "GET", "PUT", "PATCH", "post"}) {
        domain::HttpMessage message = received;
        message.method = method;
        if (search.withMessage({"E9", Party::Path,
                                u"the sender signed the method %1; the request arrived as %2"_s.arg(
                                    QLatin1StringView(method), QString::fromUtf8(received.method)),
                                u"a redirect changed the method: register the final URL"_s},
                               message))
            return;
    }
}

} // namespace tocsin::signature
