// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/poll/poller.h"
#include "core/socmate/values.h"
#include "core/storage/analystbook.h"

#include <memory>

namespace tocsin::socmate {
class SocmateApi;
}

namespace tocsin::flows {

// How far back is asked, and how often.
struct SyncPlan
{
    poll::Pace pace;                          // socmate.md 4.3: more often than 5 minutes brings little
    Micros overlap = 3'600 * microsPerSecond; // asked for again at each sync
    Micros wholeSpan = 14 * 86'400 * microsPerSecond; // of the first sync, and of one now and then:
    Micros wholeEvery = 3'600 * microsPerSecond; // whether `timespan` means created or modified is not known
};

// For the status bar. Times in microseconds since 1970, 0 = never.
struct SyncState
{
    Micros synced = 0;   // the age of the data counts from here, also in a program that was just started
    bool loaded = false; // `synced` is known: before that the answer of the store is waited for
    poll::JobState job;  // running, due, failures, error, halted (401 and 403: until syncNow())
    bool cut = false;    // the server has more than is read at once
    int unusable = 0;    // records without a number, in the newest sync

    bool operator==(const SyncState &) const = default;
};

// Keeps the cached queue of one connection up to date: a job of the shared poller. Each page is stored as it
// comes, so what was read before a failure is not lost, and what was read once is there without a network.
// Belongs to the thread of its collaborators, which all outlive it.
class IncidentSync final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentSync)

public:
    using Clock = std::function<Micros()>;

    IncidentSync(socmate::SocmateApi &api, poll::Poller &poller, storage::AnalystBook &book, Clock clock,
                 SyncPlan plan = {}, QObject *parent = nullptr);
    ~IncidentSync() override; // stops

    void start();   // due at once
    void syncNow(); // the user wants it: before the polling, also when halted or offline
    void setPlan(const SyncPlan &plan);
    SyncState state() const;
    QString jobName() const { return m_job; } // in the poller

    // Reads one whole and keeps it. The errors of SocmateApi::incident(), and Storage.
    void readDetail(const domain::IncidentKey &key, QObject *context, Handler<storage::IncidentId> handler);

signals:
    // Ids of what is new or changed; one page of possibly several. isFirst: the first filling of the cache,
    // which is no news.
    void stored(const tocsin::storage::Upserted &page, bool isFirst);
    void changed(); // state()

private:
    struct Walk;
    using WalkPtr = std::shared_ptr<Walk>;

    void run(Micros now, poll::Poller::Done done);
    void begin(const WalkPtr &walk);
    void askPage(const WalkPtr &walk);
    void onPage(const WalkPtr &walk, const Result<socmate::Page<domain::Incident>> &page);
    void onStored(const WalkPtr &walk, const Result<storage::Upserted> &page);
    void finish(const WalkPtr &walk);
    void end(const WalkPtr &walk, const Result<void> &outcome);

    socmate::SocmateApi &m_api;
    poll::Poller &m_poller;
    storage::AnalystBook &m_book;
    const Clock m_clock;
    const QString m_connection;
    const QString m_job;
    SyncPlan m_plan;
    storage::SyncedAt m_synced;
    bool m_loaded = false;
    bool m_asked = false; // by the user
    bool m_cut = false;
    int m_unusable = 0;
};

} // namespace tocsin::flows
