// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/answerplan.h"
#include "core/domain/httpmessage.h"
#include "core/sandbox/credentials.h"
#include "core/sandbox/profile.h"
#include "core/sandbox/world.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrlQuery>

namespace tocsin::sandbox {

// A request as the routes see it.
struct Request
{
    QByteArray method;
    QStringList path; // segments, each percent-decoded by itself: "%2F" is no separator
    QUrlQuery query;
    QByteArray body;
    QByteArray contentType;
    QByteArray authorization;
    Credential *who = nullptr; // null: only where everybody may ask
    Micros now = 0;

    // A parameter, "+" being a blank; null when absent.
    QString parameter(const QString &name) const;
};

struct Reply
{
    int status = 200;
    QJsonValue json = QJsonValue(QJsonValue::Undefined); // undefined: no body, or the text
    QByteArray text;
    QByteArray contentType = "application/json";
    QList<domain::HeaderField> headers;
    domain::AnswerPlan plan;
};

// One thing that is wrong with a request (socmate.md 3.2).
struct Fault
{
    QStringList where; // "body", "query"
    QString type;      // "missing", "int", "enum", ...
    QString text;
    bool isNumbered = false; // the last place is an index
};

// What the routes work on. The server guards it.
struct Place
{
    explicit Place(const WorldOptions &options) : world(options) {}

    World world;
    Credentials credentials;
    Profile profile;
    QString tokenEndpoint;
    Micros tokenLifetime = 1800 * microsPerSecond;
    Micros cacheTime = 300 * microsPerSecond;
    int coldDelayMs = 0;
    int concurrent = 5;
    int keyPerMinute = 0;
    int insertedBetweenPages = 0; // incidents that arrive after each page of the list
    std::optional<RunKind> runKind;
    Micros cachedUntil = 0;
    QStringList models;   // their names; more than the first are what was created
    QJsonArray modelRows; // as listed
    quint64 objects = 0;  // made by the admin API
};

Reply problem(int status, const QString &detail); // {"detail": string}
Reply invalid(const Profile &profile, const QList<Fault> &faults);
// 422, 400 or null, as the profile has it for values that are out of range.
std::optional<Reply> badParameter(const Profile &profile, const QString &name, const QString &text);
Reply limited(const Profile &profile, const QString &detail, int seconds, Micros now);
Reply asJson(const QJsonValue &json, int status = 200);
// The list in the profile's envelope; `name` is that of the resource.
QJsonValue listed(const Profile &profile, const QString &name, const QJsonArray &items, qint64 total);

// The body as an object, or what is wrong with it.
struct Body
{
    QJsonObject object;
    QList<Fault> faults;

    static Body of(const Request &request);
    QString text(const QString &member, bool isRequired = true);
    QStringList texts(const QString &member);
    qint64 number(const QString &member, qint64 least, qint64 most, qint64 otherwise);
};

} // namespace tocsin::sandbox
