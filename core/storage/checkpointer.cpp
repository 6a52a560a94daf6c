// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/checkpointer.h"

#include "core/storage/database.h"

#include <QFileInfo>

namespace tocsin::storage {

using namespace Qt::StringLiterals;

Checkpointer::Checkpointer(const QString &storePath, Bounds bounds)
    : m_storePath(storePath)
    , m_bounds(bounds)
    , m_thread([this] { work(); })
{}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

bool Checkpointer::walGrew()
{
    const qint64 length = QFileInfo(m_storePath + u"-wal"_s).size();
    if (length < m_doneUpTo) { // it began anew
        m_doneUpTo = length;
        m_saidAt = 0;
    }
    if (length > m_bounds.tooLongBytes && length - m_saidAt >= m_bounds.worthBytes) {
        m_saidAt = m_doneUpTo = length;
        return true;
    }
    if (length - m_doneUpTo >= m_bounds.worthBytes) {
        m_doneUpTo = length;
        const std::lock_guard lock(m_mutex);
        m_wanted = true;
        m_wake.notify_one();
    }
    return false;
}

void Checkpointer::work()
{
    // A failure is no loss: the writer checkpoints when the WAL gets too long.
    auto database = Database::open(m_storePath, Database::Access::ReadWrite);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stop || m_wanted; });
        if (m_stop)
            return;
        m_wanted = false;
        lock.unlock();
        if (database)
            (void)database->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
        lock.lock();
    }
}

} // namespace tocsin::storage
