// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tocsin::storage {

// Moves committed pages from the WAL into the store on a thread of its own, so that the writer's commits wait
// for one fsync and never for the many of a checkpoint.
class Checkpointer
{
public:
    explicit Checkpointer(const QString &storePath);
    ~Checkpointer();
    Q_DISABLE_COPY_MOVE(Checkpointer)

    // Any thread, after a commit: starts a checkpoint when the WAL is long enough to be worth it. True when
    // it is so long that the caller should checkpoint itself, which lets the WAL begin anew.
    bool walGrew();

    static constexpr qint64 worthBytes = 16 * 1024 * 1024;
    static constexpr qint64 tooLongBytes = 96 * 1024 * 1024;

private:
    void work();

    const QString m_storePath;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::atomic<qint64> m_doneUpTo = 0; // length of the WAL at the last checkpoint
    bool m_wanted = false;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace tocsin::storage
