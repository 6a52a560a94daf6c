// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QHash>
#include <QString>

namespace tocsin::settings {

// What the administrator of this machine has decided for everybody who works on it (docs/policy.md). An INI
// file that only the administrator can write. In [policy]: loopbackOnly, cache, proxy. Every other group
// holds settings as the user's own file does, and pins them.
struct Policy
{
    QString path;  // of the file; empty = there is none
    QString fault; // why it cannot be used, and what to do: then the strictest rules hold until it is mended,
                   // of each kind: see readPolicy()

    bool loopbackOnly = false; // nothing here may listen on an address that other machines reach
    bool cache = true;         // false: what servers tell is kept in memory, never in a file
    QString proxy; // of every connection: "system", "none", or "http://host:port"; empty = not pinned
    QHash<QString, QString> pinned; // text by key of a setting

    bool exists() const { return !path.isEmpty(); }
    bool operator==(const Policy &) const = default;
};

// Where the programs look for the file; they are given it where they are put together. It is
// /etc/tocsin/policy.ini, and what comes to the same on the other systems. No variable of the environment has
// a say in it, or everybody could choose their own.
QString policyPath();

// An absent file is no policy. One that cannot be read, that others than its owner may write, or that says
// something unusable has a fault, and the strictest of every rule: loopbackOnly, no cache, no host that a
// captured request may be sent to, exports marked red and defanged. Of proxies none is the strictest: the one
// that a file of the administrator names stays, otherwise it is the system's, and never one of the user's
// own.
Policy readPolicy(const QString &path);

} // namespace tocsin::settings
