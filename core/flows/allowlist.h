// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/connection.h"

#include <QHostAddress>
#include <QList>
#include <QUrl>

#include <optional>

namespace tocsin::flows {

// Where captured requests may be sent again. Loopback (127.0.0.0/8, ::1, localhost) is always allowed;
// everything else only when the user has named the host, because a delivery holds what others sent in
// confidence. There are no wildcards.
struct AllowList
{
    struct Entry
    {
        QString host; // lower case, ASCII form of a name, or an address in its short form without brackets
        quint16 port = 0; // 0 = any
        bool operator==(const Entry &) const = default;
    };
    QList<Entry> entries = {};
    bool isPinned = false; // by the policy of the machine: what somebody names besides is not on it
    std::optional<domain::ProxyPin> proxy = {}; // by the policy: of all that leaves, see sendOut()

    bool operator==(const AllowList &) const = default;
};

// "hooks.example.org, 10.0.0.7:8443, [2001:db8::1]:80": host names or addresses, with or without a port.
// Rejected, with the entry named.
Result<AllowList> readAllowList(const QString &text);
QString allowListText(const AllowList &list); // that it is read from

// The one server of this URL, which the user has named in full.
AllowList allowOnly(const QUrl &url);
// What the user has chosen, where it is under a policy: what that pins is as before.
AllowList underPolicy(const AllowList &chosen, const AllowList &policed);

// Before anything is sent: an http or https URL without a user name, whose host is loopback or on the list.
// Errors: Rejected (no such URL), Forbidden (not on the list; says how to allow it).
Result<void> checkTarget(const QUrl &url, const AllowList &allowed);

// Before each connection, for every address that the URL's host stands for at that moment:
// - localhost and loopback addresses must lead to loopback, whatever a resolver says;
// - a name on the list may lead to public, private and loopback addresses, since the user named it, but never
//   to a link-local one (there live the metadata services of clouds): that must be listed by its address;
// - unspecified, multicast and broadcast addresses are refused always.
// A redirect is not followed by the transport, so that an answer cannot lead past this.
Result<void> checkAddress(const QUrl &url, const QHostAddress &address, const AllowList &allowed);

} // namespace tocsin::flows
