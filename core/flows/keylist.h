// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/connection.h"
#include "core/secrets/secretstore.h"
#include "core/socmate/adminvalues.h"
#include "core/storage/issuedstore.h"

namespace tocsin::flows {

// A key or a client, from the server's list, from what was made here, or from both.
struct KeyEntry
{
    domain::IssuedKind kind = domain::IssuedKind::Key;
    QString serverId; // of its paths
    QString publicId; // key_id or client_id
    QString name;
    QString description;
    QStringList scopes;
    QString createdBy;  // as the server says; empty = not told
    Micros created = 0; // these are 0 when not told
    Micros expires = 0;
    Micros lastUsed = 0;
    std::optional<bool> active; // as the server says; none = not told
    bool isListed = false;      // it is in the server's list
    bool isMine = false;        // it was made from here
    Micros disabled = 0;        // from here; 0 = it was not
    QString label;              // in the secret store; empty = its value is not kept here
    QStringList usedBy;         // names of the connections that sign in with it

    bool operator==(const KeyEntry &) const = default;
};

enum class KeyState : quint8 { Active, Disabled, Expired, Gone, Unknown };

KeyState keyState(const KeyEntry &entry, bool isListOffered, Micros now);
// Whole days since the last use, or since it was made when it never was; none when neither is told.
std::optional<int> unusedDays(const KeyEntry &entry, Micros now);
// Whole days until it expires, negative afterwards; none when it is not told.
std::optional<int> daysLeft(const KeyEntry &entry, Micros now);

struct KeyList
{
    bool isOffered = true; // false: the server has no list, this is what was made here
    QList<KeyEntry> entries;
};

// The server's list, in its order, with what is known here; then what only this console knows of.
KeyList joined(const std::optional<QList<socmate::IssuedRow>> &rows,
               const QList<storage::IssuedRecord> &records, domain::IssuedKind kind);

// Which of the connections sign in with which of them.
void nameUsers(KeyList &list, const QList<domain::Connection> &connections);

} // namespace tocsin::flows
