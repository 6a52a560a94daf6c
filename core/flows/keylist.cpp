// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/keylist.h"

#include <algorithm>

namespace tocsin::flows {

using domain::IssuedKind;
using socmate::IssuedRow;
using storage::IssuedRecord;

namespace {

constexpr Micros day = 86'400 * microsPerSecond;

Micros microsOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

bool isSame(const IssuedRow &row, const IssuedRecord &record)
{
    return (!row.id.isEmpty() && row.id == record.serverId) ||
           (!row.publicId.isEmpty() && row.publicId == record.publicId);
}

KeyEntry entryOf(const IssuedRecord &record)
{
    KeyEntry entry;
    entry.kind = record.kind;
    entry.serverId = record.serverId;
    entry.publicId = record.publicId;
    entry.name = record.name;
    entry.description = record.description;
    entry.scopes = record.scopes;
    entry.created = record.created;
    entry.expires = record.expires;
    entry.isMine = true;
    entry.disabled = record.disabled;
    entry.label = record.label;
    return entry;
}

// What the server says counts; what it leaves out is taken from here.
KeyEntry entryOf(const IssuedRow &row, IssuedKind kind, const IssuedRecord *mine)
{
    KeyEntry entry = mine ? entryOf(*mine) : KeyEntry();
    entry.kind = kind;
    entry.isListed = true;
    const auto take = [](QString &to, const QString &from) {
        if (!from.isEmpty())
            to = from;
    };
    take(entry.serverId, row.id.isEmpty() ? row.publicId : row.id);
    take(entry.publicId, row.publicId);
    take(entry.name, row.name);
    take(entry.description, row.description);
    take(entry.createdBy, row.createdBy);
    if (!row.scopes.isEmpty())
        entry.scopes = row.scopes;
    if (row.created.isValid())
        entry.created = microsOf(row.created);
    if (row.expires.isValid())
        entry.expires = microsOf(row.expires);
    entry.lastUsed = microsOf(row.lastUsed);
    entry.active = row.active;
    return entry;
}

} // namespace

KeyList joined(const std::optional<QList<IssuedRow>> &rows, const QList<IssuedRecord> &records,
               IssuedKind kind)
{
    KeyList list;
    list.isOffered = rows.has_value();
    QList<const IssuedRecord *> left;
    for (const IssuedRecord &record : records) {
        if (record.kind == kind)
            left.append(&record);
    }
    for (const IssuedRow &row : rows.value_or(QList<IssuedRow>())) {
        const auto mine = std::find_if(left.cbegin(), left.cend(),
                                       [&row](const IssuedRecord *record) { return isSame(row, *record); });
        list.entries.append(entryOf(row, kind, mine == left.cend() ? nullptr : *mine));
        if (mine != left.cend())
            left.erase(mine);
    }
    for (const IssuedRecord *record : std::as_const(left))
        list.entries.append(entryOf(*record));
    return list;
}

void nameUsers(KeyList &list, const QList<domain::Connection> &connections)
{
    for (KeyEntry &entry : list.entries) {
        for (const domain::Connection &connection : connections) {
            const bool isClient = connection.signIn == domain::SignIn::ClientCredentials;
            const bool byLabel = !entry.label.isEmpty() && connection.secretLabel == entry.label;
            const bool byId = isClient && connection.clientId == entry.publicId;
            if ((entry.kind == IssuedKind::Client) == isClient && (byLabel || byId))
                entry.usedBy.append(connection.name);
        }
    }
}

KeyState keyState(const KeyEntry &entry, bool isListOffered, Micros now)
{
    if (entry.disabled != 0 || !entry.active.value_or(true))
        return KeyState::Disabled;
    if (isListOffered && !entry.isListed)
        return KeyState::Gone;
    if (entry.expires != 0 && now >= entry.expires)
        return KeyState::Expired;
    return entry.isListed ? KeyState::Active : KeyState::Unknown;
}

std::optional<int> unusedDays(const KeyEntry &entry, Micros now)
{
    // Where there is no list, last use is not told, and "never" would be a guess.
    const Micros since = entry.lastUsed != 0 ? entry.lastUsed : entry.isListed ? entry.created : 0;
    if (since == 0)
        return std::nullopt;
    return int(std::max<Micros>(0, now - since) / day);
}

std::optional<int> daysLeft(const KeyEntry &entry, Micros now)
{
    if (entry.expires == 0)
        return std::nullopt;
    const Micros left = entry.expires - now;
    return int(left >= 0 ? left / day : -((-left + day - 1) / day));
}

} // namespace tocsin::flows
