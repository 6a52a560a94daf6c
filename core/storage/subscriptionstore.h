// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/subscription.h"
#include "core/storage/database.h"

namespace tocsin::storage {

// The URLs that senders ask to have opened and what became of each, in the same file as the deliveries that
// asked. For the thread that opened the database.
class SubscriptionStore
{
public:
    explicit SubscriptionStore(Database &database) : m_database(database) {}

    Result<QList<domain::Subscription>> load();                // oldest first
    Result<void> save(const QList<domain::Subscription> &all); // replaces all, in one transaction

private:
    Database &m_database;
};

// Opens the store for this one question.
Result<QList<domain::Subscription>> loadSubscriptions(const QString &storePath);

} // namespace tocsin::storage
