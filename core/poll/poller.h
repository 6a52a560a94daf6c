// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/poll/driven.h"
#include "core/poll/pace.h"

#include <QObject>

#include <map>

namespace tocsin::poll {

// How a job stands, for the status bar. Times in microseconds since 1970, 0 = never.
struct JobState
{
    Micros succeeded = 0; // the age of the data counts from here
    Micros failed = 0;
    Micros due = 0;   // when it runs next; 0 while it runs or is halted
    int failures = 0; // in a row
    bool running = false;
    bool halted = false; // Unauthorised or Forbidden: it does not run again by itself
    Error error;         // of the last failure, while failures > 0

    bool operator==(const JobState &) const = default;
};

// Decides when each job runs; what it does is the job's own. A job gets the time and a function to call once,
// now or later, with how it went; it does not run again before that. After a sleep of the machine everything
// that fell due runs once. Times are handed in: see Driven.
class Poller final : public QObject, public Driven
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Poller)

public:
    using Done = std::function<void(const Result<void> &outcome, Micros now)>;
    using Job = std::function<void(Micros now, Done done)>;

    // random gives numbers in [0, 1).
    explicit Poller(std::function<double()> random, QObject *parent = nullptr);

    // Due at once. A job of that name is replaced; what it still answers is dropped.
    void add(const QString &name, const Pace &pace, Job job, Micros now);
    void remove(const QString &name);
    // Shortens or lengthens the present wait too.
    void setPace(const QString &name, const Pace &pace, Micros now);
    void setConditions(const Conditions &conditions, Micros now);
    const Conditions &conditions() const { return m_conditions; }

    // The user wants it now: halted, failing and offline jobs run too; one that runs is not run again.
    void pollNow(const QString &name, Micros now);
    void pollAllNow(Micros now);

    QStringList names() const;
    JobState state(const QString &name) const; // of an unknown name: all zero

    std::optional<Micros> nextDue() const override;
    void tick(Micros now) override;

    // An answer that asks for a longer pause than this is not believed.
    static constexpr Micros longestPause = 3'600 * microsPerSecond;

signals:
    void changed(const QString &name);

private:
    struct Entry
    {
        Pace pace;
        Job job;
        JobState state;
        quint64 serial = 0;   // of the job's latest run
        Micros since = 0;     // when the present wait began
        bool pausing = false; // the server asked for the present wait
    };

    void run(const QString &name, Entry &entry, Micros now);
    void finished(const QString &name, quint64 serial, const Result<void> &outcome, Micros now);
    void wait(Entry &entry, Micros now);

    const std::function<double()> m_random;
    std::map<QString, Entry> m_jobs;
    Conditions m_conditions;
    Micros m_lastTick = 0;
    quint64 m_serial = 0;
};

} // namespace tocsin::poll
