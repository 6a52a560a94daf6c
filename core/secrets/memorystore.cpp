// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/memorystore.h"

#include "core/secrets/entries.h"
#include "core/secrets/reply.h"

namespace tocsin::secrets {

void MemoryStore::list(QObject *context, Handler<QList<StoredSecret>> handler)
{
    reply<QList<StoredSecret>>(context, handler, listEntries(m_entries));
}

void MemoryStore::get(const QString &label, QObject *context, Handler<StoredSecret> handler)
{
    reply(context, handler, getEntry(m_entries, label));
}

void MemoryStore::put(const StoredSecret &secret, QObject *context, Handler<void> handler)
{
    const Result<void> result = putEntry(m_entries, secret);
    if (result)
        emit changed();
    reply(context, handler, result);
}

void MemoryStore::remove(const QString &label, QObject *context, Handler<void> handler)
{
    const Result<void> result = removeEntry(m_entries, label);
    if (result)
        emit changed();
    reply(context, handler, result);
}

} // namespace tocsin::secrets
