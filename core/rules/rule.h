// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/httpmessage.h"
#include "core/domain/verdict.h"

#include <QString>

namespace tocsin::rules {

enum class Test : quint8 { Present, Absent, Equals, Contains };

// The first field of that name counts for Absent and Present, any of them for Equals and Contains.
struct HeaderCondition
{
    QByteArray name; // compared without case
    Test test = Test::Present;
    QByteArray value; // of Equals and Contains, compared with case

    bool operator==(const HeaderCondition &) const = default;
};

// A value in a JSON body.
struct MemberCondition
{
    QByteArray pointer; // RFC 6901
    Test test = Test::Present;
    QByteArray value; // a string's characters, or a number, true, false and null as the body spells them

    bool operator==(const MemberCondition &) const = default;
};

// All of them must hold; what is empty holds always.
struct Conditions
{
    QByteArray path;       // '*' is any text; without the query
    QByteArray pathPrefix; // whole segments: "/hooks/a" covers "/hooks/a/b" and not "/hooks/ab"
    QList<QByteArray> methods;
    QList<HeaderCondition> headers;
    QList<MemberCondition> members;
    QList<domain::Verdict> verdicts;
    int attemptFrom = 0; // 1..; 0 = no bound
    int attemptTo = 0;

    bool operator==(const Conditions &) const = default;
};

// How the answer ends.
enum class Ending : quint8 {
    Whole,
    HalfBody, // the head announces all of the body; half of it is sent, then the connection is closed
    Close,    // without any answer
    Reset,    // the same with a TCP reset
};

struct Answer
{
    int status = 200; // 200-599
    QList<domain::HeaderField> headers;
    QByteArray body;               // a template, see bodytemplate.h; UTF-8
    int delayMs = 0;               // before the first byte
    qint64 dripBytesPerSecond = 0; // 0 = at once
    Ending ending = Ending::Whole;
    QByteArray redirect;        // Location of a 3xx; empty = none
    int retryAfterSeconds = -1; // -1 = no Retry-After
    int failFirst = 0;          // so many attempts of an event are answered with failStatus instead
    int failStatus = 503;

    bool operator==(const Answer &) const = default;
};

struct Rule
{
    QString name; // not empty, unique among the rules of an endpoint
    bool isEnabled = true;
    Conditions when;
    Answer answer;

    bool operator==(const Rule &) const = default;
};

constexpr int mostRules = 64;
constexpr int mostConditions = 16;        // of one kind in one rule
constexpr qsizetype mostBody = 64 * 1024; // bytes of a template

QLatin1StringView testId(Test test);       // "equals"
QLatin1StringView endingId(Ending ending); // "half-body"

// The JSON form: {"rules": [{"name": ..., "when": {...}, "answer": {...}}]}. Members that are not known,
// stand twice or contradict each other are errors: Malformed, naming line, rule and member, as in "line 7,
// rules[1].answer.status: must be ...". Everything is bounded.
Result<QList<Rule>> readRules(QByteArrayView json);
// Members that have their default are left out; readRules() gives the same rules.
QByteArray writeRules(const QList<Rule> &rules);
// Whether these rules could have been read; Rejected with the reader's words. For rules made by a form.
Result<void> checkRules(const QList<Rule> &rules);

} // namespace tocsin::rules
