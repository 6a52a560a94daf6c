// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/investigationrun.h"
#include "core/poll/poller.h"
#include "core/storage/analystbook.h"

#include <QSet>

#include <deque>
#include <map>
#include <memory>

namespace tocsin::socmate {
class SocmateApi;
}

namespace tocsin::flows {

// All investigations of one connection that are not over: started in the order asked, as many as the server
// takes, and watched until they are. Every step is kept before it is taken, so that a program that ends at
// any moment knows afterwards what it has asked. Numbers are those of SessionStore. Belongs to the thread of
// its collaborators, which all outlive it.
class Investigations final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Investigations)

public:
    using Clock = std::function<Micros()>;

    Investigations(socmate::SocmateApi &api, poll::Poller &poller, storage::AnalystBook &book, Clock clock,
                   QObject *parent = nullptr);
    ~Investigations() override;

    // Once, before anything else: what was not over when the program ended goes on.
    void restore();

    // Answered with its number as soon as it is kept; what becomes of it is told by changed(). Rejected
    // without a query, Storage.
    void start(const InvestigationDraft &draft, QObject *context, Handler<qint64> handler);
    // One that was started elsewhere, by its id there; or the number of the one that is known already.
    void open(const QString &session, QObject *context, Handler<qint64> handler);
    // Also of one that is over. Errors as of SocmateApi::message(), and Rejected while a question is being
    // worked on. After Unanswered it is watched as if the server had taken the question, and not sent again.
    void followUp(qint64 id, const QString &question, QObject *context, Handler<void> handler);

    // Waiting: it is withdrawn. Watched: the server goes on, without us. StartUnknown: it is given up.
    void stop(qint64 id);
    void checkNow(qint64 id); // watches again, at once
    // A start whose answer was lost is looked for in the server's list: by itself a few times, and when the
    // user wants it. One that is found goes on; one that a whole list never had has Failed; else it stays
    // StartUnknown and its error says what was seen.
    void lookFor(qint64 id);

    // As they stand now; those that are over are in the store only.
    QList<qint64> live() const;
    const InvestigationRun *run(qint64 id) const; // null: over, or not known; valid until the event loop
    int waiting() const { return int(m_queue.size()); } // for a slot

    static constexpr int mostLooks = 4; // that were answered

signals:
    void changed(qint64 id);  // is kept; what SessionStore::load() gives is at least as new
    void finished(qint64 id); // Completed or Failed; after changed()
    void restored();
    void failed(const tocsin::Error &error); // the store refuses to keep something

private:
    using Done = poll::Poller::Done;
    struct Look;

    void keep(qint64 id, std::function<void()> then = {});
    void add(InvestigationRun run, std::function<void(const Result<qint64> &)> then);
    void withRun(qint64 id, const std::function<void(const Result<void> &)> &then);
    void release(qint64 id);
    void enqueue(qint64 id);
    void sendNext(Micros now, const Done &done);
    void onStarted(qint64 id, const Result<socmate::Started> &answer, const Done &done);
    void slotMayBeFree();
    void watch(qint64 id);
    void poll(qint64 id, const Done &done);
    void onFollowedUp(qint64 id, const QString &question, const Result<socmate::Acknowledged> &sent,
                      const std::function<void(const Result<void> &)> &answer);
    void look(qint64 id, const Done &done);
    void askList(const std::shared_ptr<Look> &look);
    void onList(const std::shared_ptr<Look> &look, const Result<socmate::Page<domain::Session>> &page);
    void choose(const std::shared_ptr<Look> &look);
    void looked(const std::shared_ptr<Look> &look, const QString &seen, const Result<void> &outcome);
    void settle(qint64 id); // jobs as the state of the run wants them
    QString jobOf(qint64 id) const;

    socmate::SocmateApi &m_api;
    poll::Poller &m_poller;
    storage::AnalystBook &m_book;
    const Clock m_clock;
    const QString m_connection;
    const QString m_queueJob;
    std::map<qint64, InvestigationRun> m_runs;
    std::map<qint64, int> m_looks;
    QSet<qint64> m_asking; // a follow-up question is on its way
    std::deque<qint64> m_queue;
};

} // namespace tocsin::flows
