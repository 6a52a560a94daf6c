// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/savedview.h"

namespace tocsin::storage {

struct StoredView
{
    qint64 id = 0;
    SavedView view;

    bool operator==(const StoredView &) const = default;
};

// The user's views in the order of the side bar. On the thread and within the life of its Database.
class ViewStore
{
public:
    explicit ViewStore(Database &database) : m_database(database) {}

    Result<QList<StoredView>> views();
    // Rejected when another view has the name, or when the text cannot be read back.
    Result<qint64> add(const SavedView &view);
    Result<void> change(const StoredView &view);
    Result<void> remove(qint64 id);
    Result<void> setOrder(const QList<qint64> &ids);
    // What a fresh profile starts with; nothing once there are views or were any.
    Result<void> addUsual();

private:
    Database &m_database;
};

} // namespace tocsin::storage
