// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/poll/pace.h"
#include "core/socmate/values.h"
#include "core/storage/sessionstore.h"

namespace tocsin::flows {

// What is asked for. Everything but the incident is sent (socmate.md 5.3).
struct InvestigationDraft
{
    QString query;
    QString persona = QStringLiteral("soc_analyst");
    QString provider = QStringLiteral("sentinel");
    qint64 incident = 0; // number of the one that it is about; 0 = none

    bool operator==(const InvestigationDraft &) const = default;
};

// One investigation from the wish to the report: what each answer makes of it. Knows no network and no clock.
// What it holds is what is kept, so that it goes on after a restart.
class InvestigationRun
{
public:
    InvestigationRun() = default;
    explicit InvestigationRun(storage::StoredSession stored);
    static InvestigationRun asked(const QString &connection, const InvestigationDraft &draft, Micros now);
    // One that was started elsewhere.
    static InvestigationRun seen(const QString &connection, const QString &session, Micros now);

    const storage::StoredSession &stored() const { return m_stored; }
    void setId(qint64 id) { m_stored.id = id; }
    domain::SessionState state() const { return m_stored.session.state; }
    const QString &error() const { return m_stored.session.error; }
    bool isOver() const; // Completed or Failed: nothing is awaited
    bool isWatched() const { return state() == domain::SessionState::Running; }
    // What is asked is answered later than usual (socmate.md 5.4); it is not a failure.
    bool isSlow(Micros now) const;
    poll::Pace pace(Micros now) const; // lengthens with age

    // After a restart. What was on its way may have arrived; what has waited for longer than longestQueue is
    // not sent any more.
    void resumed(Micros now);

    void sending(Micros now);
    // Limited: it waits again. Unanswered: StartUnknown, never repeated. Anything else: Failed.
    void started(const Result<socmate::Started> &answer, Micros now);
    // NotFound: Failed. Other errors say nothing about the session.
    void polled(const Result<domain::Session> &answer, Micros now);
    void found(const QString &session, Micros now); // the id of one whose answer was lost
    void notFound(const QString &why);              // looked for it: the reason is shown
    void gaveUp(const QString &why, Micros now);    // by the user: Failed, with the reason
    void stopWatching();                            // the server goes on
    void watchAgain(Micros now);                    // "check now"

    // A follow-up question that the server took, or may have taken: the answer that is there is the old one
    // until another one comes or the status has left Completed in between.
    void followedUp(const QString &question, Micros now);

    static constexpr Micros usual = 120 * microsPerSecond;
    static constexpr Micros longestWatch = 900 * microsPerSecond;
    static constexpr Micros longestQueue = 3'600 * microsPerSecond;

private:
    bool isAnswered(const domain::Session &session) const;
    void end(domain::SessionState state, const QString &error, Micros now);
    void pack();

    storage::StoredSession m_stored;
    Micros m_since = 0;    // the watch: from the start, the question or "check now"
    bool m_awaits = false; // the answer to a follow-up question
    bool m_moved = false;  // ... and it was seen at work since
    int m_answers = 0;     // there were before
    QByteArray m_before;   // hash of the report before
};

} // namespace tocsin::flows
