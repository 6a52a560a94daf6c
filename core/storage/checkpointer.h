// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace tocsin::storage {

// Moves committed pages from the WAL into the store on a thread of its own, so that the writer's commits wait
// for one fsync and never for the many of a checkpoint.
class Checkpointer
{
public:
    struct Bounds
    {
        qint64 worthBytes = 16 * 1024 * 1024;   // a checkpoint for every so many
        qint64 tooLongBytes = 96 * 1024 * 1024; // the WAL should begin anew
    };

    explicit Checkpointer(const QString &storePath, Bounds bounds);
    explicit Checkpointer(const QString &storePath) : Checkpointer(storePath, Bounds()) {}
    ~Checkpointer();
    Q_DISABLE_COPY_MOVE(Checkpointer)

    // The writer's thread, after a commit: starts a checkpoint when the WAL is long enough to be worth it.
    // True when it is so long that the caller should checkpoint itself, which lets the WAL begin anew; as
    // long as a reader prevents that, only now and then. Relies on a WAL that is cut when it begins anew.
    bool walGrew();

    // PRAGMA journal_size_limit of the writer: to what the WAL is cut.
    static constexpr qint64 keptBytes = 16 * 1024 * 1024;

private:
    void work();

    const QString m_storePath;
    const Bounds m_bounds;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    qint64 m_doneUpTo = 0; // length of the WAL at the last checkpoint
    qint64 m_saidAt = 0;   // and when it was last said to be too long; 0 = not since it began anew
    bool m_wanted = false;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace tocsin::storage
