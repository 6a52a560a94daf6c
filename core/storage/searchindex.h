// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"
#include "core/storage/pace.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace tocsin::storage {

// The full-text index over path, headers and body, in a file of its own beside the store: it is derived,
// follows the store in the background, gives way to a flood of captures, and can be deleted at any time to be
// built again. Bodies are indexed up to 64 KiB as far as they are text. Lives on a thread of its own.
class SearchIndex
{
public:
    static QString pathFor(const QString &storePath); // "<store>.search"

    // The store must exist. Failures are told by error() until a later try succeeds; capturing does not
    // depend on them.
    explicit SearchIndex(const QString &storePath);
    ~SearchIndex();
    Q_DISABLE_COPY_MOVE(SearchIndex)

    void storeGrew(domain::DeliveryId lastId); // any thread, cheap
    // Durable, and perhaps not in the store yet; any thread, cheap. A flood is not indexed before it is over.
    void noteArrived(domain::DeliveryId lastId) { m_tide.noteArrived(lastId); }
    domain::DeliveryId indexedUpTo() const { return m_indexed; }
    QString error() const;

private:
    void work();
    Result<void> openFiles();
    void say(const Result<void> &state); // under the mutex
    Result<int> indexSome();             // how many; 0 = caught up
    Result<void> forgetDeleted();

    const QString m_storePath;
    std::optional<Database> m_store;
    std::optional<Database> m_search;
    std::atomic<domain::DeliveryId> m_indexed = 0;
    Tide m_tide;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    QString m_error;
    bool m_stop = false;
    bool m_grew = false;
    std::thread m_thread; // last: the others must exist before it runs
};

// The text of a request that is searched for; empty for what is not text.
QString searchableText(QByteArrayView bytes);

} // namespace tocsin::storage
