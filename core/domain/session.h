// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/report.h"

#include <QDateTime>

namespace tocsin::domain {

// Where an investigation stands, as this program sees it (socmate.md 5.4).
enum class SessionState : quint8 {
    Queued,       // waits here for a slot; the server does not know of it yet
    Starting,     // the request is on its way
    StartUnknown, // its answer was lost: it may run or not; never repeated by itself
    Running,      // "active", and any status that is not known
    Completed,    // ends the current question, not the session
    Failed,
    NotWatched, // the time cap was reached; "check now" asks again
};

// The seven stages of socmate.md 5.5, in order.
enum class Stage : quint8 {
    EntityExtraction,
    IntentDetermination,
    QueryPlanning,
    QueryGeneration,
    Execution,
    EvidenceAssessment,
    ReportGeneration,
};
inline constexpr int stageCount = 7;

SessionState sessionStateFromWord(QStringView status); // the server's literal, any case
std::optional<Stage> stageFromWord(QStringView word);  // normalised as socmate.md 5.5 says

struct SessionMessage
{
    QString role; // as sent: "user", "assistant", ...
    QString text; // Markdown
    QDateTime at; // UTC; invalid when not given

    bool operator==(const SessionMessage &) const = default;
};

struct Session
{
    QString id;
    SessionState state = SessionState::Running;
    QString statusText; // as sent
    QString title;
    QString query;
    QString persona;
    QString provider;
    QString error;
    std::optional<Stage> stage;
    QString stageText; // as sent
    QList<SessionMessage> messages;
    std::optional<Report> report;
    QDateTime created; // UTC; invalid when not given
    QDateTime updated;
    QByteArray raw;             // the session's JSON value as it arrived
    QStringList unmapped;       // JSON pointers into raw
    std::optional<double> risk; // said beside the report, as lists do: the report may have one of its own

    bool operator==(const Session &) const = default;
};

} // namespace tocsin::domain
