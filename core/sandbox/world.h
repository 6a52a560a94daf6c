// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/sandbox/incidentmaker.h"
#include "core/sandbox/run.h"

#include <deque>
#include <optional>
#include <vector>

namespace tocsin::sandbox {

// A session with what the server knows of it beside the facts. facts.state, report and messages are those of
// the time that the world was last advanced to.
struct WorldSession
{
    domain::Session facts; // without raw
    QString owner;         // of the credential; "schedule" for scheduled ones
    QString schedule;      // its id; empty: started by hand
    qint64 incident = 0;   // that it is about; 0: about none
    Run run;               // of the newest question
    QString asked;         // the newest question
    bool isOpen = true;    // the newest question is not answered yet
    bool isFollowUp = false;
};

struct Schedule
{
    QString id;
    QString name;
    QString description;
    QString question;
    QString persona;
    QString frequency;
    QString time; // "HH:MM"
    QString owner;
    bool alwaysFails = false;
    int failures = 0; // in a row
    bool isDisabled = false;
    Micros created = 0;
};

// What a sender of the sandbox would tell a listener.
struct Event
{
    QString sender; // "socmate", "socwarden", "socotra": the id of its signature scheme
    QString kind;   // "incident-alert", ...; the sample's id for the other two
    QByteArray body;
    Micros at = 0;
};

struct WorldOptions
{
    quint64 seed = 1;
    Micros now = 0;
    double speed = 1;                           // durations are divided by it
    Micros syncInterval = 30 * microsPerSecond; // between two looks at the SIEM
    int incidents = 420;                        // of the 14 days before `now`
    int pastSessions = 25;
    RunTimes runTimes;
    QString webApp = QStringLiteral("https://socmate.sandbox.example");
};

// Everything the sandbox knows. Not thread-safe; the server guards it. Time is handed in and only goes on.
class World
{
public:
    explicit World(const WorldOptions &options);

    // Sync ticks, ends of investigations and scheduled runs up to that time, in order.
    void advance(Micros now);
    Micros now() const { return m_now; }

    const std::deque<WorldIncident> &incidents() const { return m_incidents; } // by number
    const std::deque<WorldSession> &sessions() const { return m_sessions; }    // by start
    const QList<Schedule> &schedules() const { return m_schedules; }
    const Population &population() const { return m_population; }
    const Library &library() const { return m_library; }
    const WorldOptions &options() const { return m_options; }

    WorldIncident *incident(qint64 number); // null: there is none
    const WorldIncident *incident(qint64 number) const;
    WorldSession *session(const QString &id);
    // The incident that a question is about: by number, by title, or the newest that names an entity of it.
    const WorldIncident *subjectOf(const QString &question) const;

    const WorldIncident &arrive(Micros at); // one more incident, at once
    WorldSession &start(const QString &question, const QString &persona, const QString &owner, Micros now,
                        std::optional<RunKind> kind = std::nullopt);
    void followUp(WorldSession &session, const QString &question, Micros now);
    int openSessions(const QString &owner) const;
    const Schedule &addSchedule(Schedule schedule);

    void setWebApp(const QString &url); // known only once the server listens
    std::vector<Event> takeEvents();    // those since the last call, at most the newest 1000

    static constexpr size_t mostIncidents = 20'000; // then the oldest go
    static constexpr size_t mostSessions = 2'000;

private:
    void addPast();
    void addSchedules();
    void sync(Micros at);
    void runSchedule(Micros at);
    WorldSession &begin(const QString &question, const QString &persona, const QString &owner, Micros now,
                        std::optional<RunKind> kind, const WorldIncident *about); // null: about none
    void finish(WorldSession &session, Micros at);
    void finishScheduled(const WorldSession &session, Micros at);
    void emitEvent(Event event);

    const Library &m_library;
    WorldOptions m_options;
    Population m_population;
    IncidentMaker m_maker;
    std::deque<WorldIncident> m_incidents;
    std::deque<WorldSession> m_sessions;
    QList<Schedule> m_schedules;
    std::vector<Event> m_events;
    Micros m_now = 0;
    Micros m_nextSync = 0;
    quint64 m_ticks = 0;
    quint64 m_sessionsMade = 0;
    qint64 m_nextNumber = 0;
};

} // namespace tocsin::sandbox
