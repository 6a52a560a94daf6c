// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/allowlist.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

// An IPv4 address in IPv6 clothes is an IPv4 address.
QHostAddress plain(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

QString hostOf(const QUrl &url)
{
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (const QHostAddress address(host); !address.isNull())
        return plain(address).toString();
    while (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

quint16 portOf(const QUrl &url)
{
    return quint16(url.port(url.scheme() == u"https"_s ? 443 : 80));
}

bool isLoopback(const QString &host)
{
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

bool isLinkLocal(const QHostAddress &address)
{
    return address.isLinkLocal() || address.isInSubnet(QHostAddress(u"169.254.0.0"_s), 16);
}

bool isNobody(const QHostAddress &address)
{
    return address.isNull() || address.isMulticast() || address.isBroadcast() ||
           address == QHostAddress(QHostAddress::AnyIPv6) ||
           address.isInSubnet(QHostAddress(u"0.0.0.0"_s), 8);
}

bool isListed(const QUrl &url, const AllowList &allowed)
{
    const QString host = hostOf(url);
    const quint16 port = portOf(url);
    return std::any_of(allowed.entries.begin(), allowed.entries.end(), [&](const AllowList::Entry &entry) {
        return entry.host == host && (entry.port == 0 || entry.port == port);
    });
}

} // namespace

Result<AllowList> readAllowList(const QString &text)
{
    AllowList list;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString entry = part.trimmed();
        if (entry.isEmpty())
            continue;
        // A bare IPv6 address has colons of its own.
        const bool bare = !entry.startsWith(u'[') && entry.count(u':') > 1;
        const QUrl url((bare ? u"http://[%1]/"_s : u"http://%1/"_s).arg(entry), QUrl::StrictMode);
        const QString host = hostOf(url);
        const bool onlyHost = url.isValid() && !host.isEmpty() && url.userInfo().isEmpty() &&
                              url.path() == u"/"_s && !url.hasQuery() && !url.hasFragment() &&
                              !entry.contains(u'/');
        if (!onlyHost || host.contains(u'*') || url.port(1) == 0) {
            return fail(Error::Kind::Rejected,
                        u"allowed hosts: \"%1\" is no host; write a name or an address as in "
                        "hooks.example.org or 10.0.0.7:8443, without wildcards"_s.arg(entry));
        }
        list.entries.append({host, quint16(url.port(0))});
    }
    return list;
}

QString allowListText(const AllowList &list)
{
    QStringList parts;
    for (const AllowList::Entry &entry : list.entries) {
        const bool brackets = entry.port != 0 && entry.host.contains(u':');
        const QString host = brackets ? u'[' + entry.host + u']' : entry.host;
        parts.append(entry.port == 0 ? host : u"%1:%2"_s.arg(host).arg(entry.port));
    }
    return parts.join(u", "_s);
}

AllowList allowOnly(const QUrl &url)
{
    return {{{hostOf(url), portOf(url)}}};
}

AllowList underPolicy(const AllowList &chosen, const AllowList &policed)
{
    AllowList list = policed.isPinned ? policed : chosen;
    if (policed.proxy)
        list.proxy = policed.proxy;
    return list;
}

Result<void> checkTarget(const QUrl &url, const AllowList &allowed)
{
    const bool isHttp = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port(1) == 0)
        return fail(Error::Kind::Rejected, u"target: give an address that begins with http:// or https://"_s);
    if (!url.userInfo().isEmpty() || url.hasFragment()) {
        return fail(Error::Kind::Rejected,
                    u"target: leave the user name, the password and the # part out of the address"_s);
    }
    const QString host = hostOf(url);
    if (isLoopback(host) || isListed(url, allowed))
        return {};
    if (allowed.isPinned) {
        return fail(Error::Kind::Forbidden,
                    u"target: \"%1\" is not this machine, and the policy of this machine does not list it "
                    "among the allowed hosts"_s.arg(host));
    }
    return fail(Error::Kind::Forbidden,
                u"target: \"%1\" is not this machine and not on the list of allowed hosts; allow it by name "
                "(--allow %1, or in the settings) when captured requests may go there"_s.arg(host));
}

Result<void> checkAddress(const QUrl &url, const QHostAddress &address, const AllowList &allowed)
{
    if (auto target = checkTarget(url, allowed); !target)
        return target;
    const QString host = hostOf(url);
    const QHostAddress to = plain(address);
    const auto refuse = [&](const QString &why) {
        return fail(Error::Kind::Forbidden,
                    u"target: \"%1\" leads to %2, %3"_s.arg(host, to.toString(), why));
    };
    if (isNobody(to))
        return refuse(u"which is no address of one machine"_s);
    if (isLoopback(host) && !to.isLoopback() && !isListed(url, allowed))
        return refuse(u"which is not this machine"_s);
    if (isLinkLocal(to) && QHostAddress(host) != to)
        return refuse(u"a link-local address, which must be allowed by itself"_s);
    return {};
}

} // namespace tocsin::flows
