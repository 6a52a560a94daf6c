// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace tocsin::sandbox {

// The same for the stand-in tenant of Socotra (socotra.md 3.3, 3.4, K1 and K7). Two editions of the page tell
// two rules for an update: both are here.
struct TenantProfile
{
    enum class Update : quint8 { Replace, Merge };
    enum class Shown : quint8 { Absent, Masked, Clear }; // the secret in a list
    enum class Answer : quint8 { List, Entry, Empty };   // of a write

    Update update = Update::Replace;
    Shown secret = Shown::Absent;
    Answer answer = Answer::List;
    bool textTimes = true; // expiresTimestamp as a string

    bool operator==(const TenantProfile &) const = default;
};

// The guess layer: one switch for each thing that the documentation leaves open (socmate.md 13.2). None of
// these is a fact about the product; the defaults are the plainest choice, nothing more.
struct Profile
{
    enum class Envelope : quint8 { Named, Bare, Items, Results, Data };
    enum class Naming : quint8 { Event, SentinelRest, Table };
    enum class Case : quint8 { Lower, Capitalised, Upper };
    enum class ReportForm : quint8 { Object, Markdown, Messages };
    enum class StageForm : quint8 { Key, Display, Absent };
    enum class GraphNaming : quint8 { NodesEdges, EntitiesRelationships, NeighborsLinks };
    enum class UnknownEntity : quint8 { NotFound, Empty };
    enum class Enrich : quint8 { Object, Accepted, NoContent, Forbidden };
    enum class RetryAfter : quint8 { Seconds, Date, Absent };
    enum class Validation : quint8 { Older, Newer };
    enum class BadParameter : quint8 { Unprocessable, BadRequest, Clamp };
    enum class Order : quint8 { NewestFirst, OldestFirst };
    enum class SpanOf : quint8 { Created, Modified };
    enum class ScheduleAccess : quint8 { User, Key };

    QString name = QStringLiteral("default");
    Envelope envelope = Envelope::Named;
    bool total = true; // beside a list, where the envelope has room for it
    Naming incidents = Naming::Event;
    Case letters = Case::Lower; // of severities and incident statuses
    ReportForm report = ReportForm::Object;
    StageForm stage = StageForm::Key;
    QString failure = QStringLiteral("failed");
    QString followUpStatus = QStringLiteral("active"); // while a follow-up question runs
    QString messageMember = QStringLiteral("message"); // of POST .../message
    bool sessionList = true;                           // GET /api/v1/sessions exists
    GraphNaming graph = GraphNaming::NodesEdges;
    UnknownEntity unknownEntity = UnknownEntity::NotFound;
    Enrich enrich = Enrich::Object;
    int startStatus = 200;
    RetryAfter retryAfter = RetryAfter::Seconds;
    Validation validation = Validation::Older;
    BadParameter badParameter = BadParameter::Unprocessable;
    Order order = Order::NewestFirst;
    SpanOf timespanOf = SpanOf::Created;
    ScheduleAccess schedules = ScheduleAccess::User;
    bool keyAdmin = true; // keys and clients can be listed, renewed and disabled, and not only made
    TenantProfile tenant;
    bool hostile = false; // extra members, nulls, unknown words, HTML error pages, hostile texts

    bool operator==(const Profile &) const = default;

    static QStringList names(); // of the built-in ones, "default" first
    // A built-in one by its name. Rejected: there is none.
    static Result<Profile> load(const QString &name);
    // Malformed, with line and member.
    static Result<Profile> read(QByteArrayView text);
};

} // namespace tocsin::sandbox
