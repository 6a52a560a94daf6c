// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"
#include "core/domain/issued.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace tocsin::socmate {

// POST /api/v1/schedules/validate (socmate.md section 8). Its answer is not documented: an answer without a
// readable verdict does not keep anybody from saving.
struct ScheduleCheck
{
    std::optional<bool> accepted;
    QStringList texts; // everything that it says in words, in the order of the answer
    QByteArray raw;

    bool operator==(const ScheduleCheck &) const = default;
};

// POST /api/v1/schedules.
struct ScheduleDraft
{
    QString name;
    QString description;
    QString query; // sent as "user_query", unlike everywhere else
    QString persona = QStringLiteral("soc_analyst");
    QString frequency;     // "once", "daily", "weekly", "monthly", "custom"
    QString scheduledTime; // HH:MM

    bool operator==(const ScheduleDraft &) const = default;
};

struct CreatedSchedule
{
    QString id; // empty when the answer holds none
    QByteArray raw;

    bool operator==(const CreatedSchedule &) const = default;
};

// POST /api/admin/api-keys (9.1).
struct ApiKeyDraft
{
    QString name;
    QString description; // not sent when empty
    QStringList scopes;
    int expiresInDays = 365;

    bool operator==(const ApiKeyDraft &) const = default;
};

// The key is in this answer and in no later one. No raw bytes: they would hold it.
struct CreatedApiKey
{
    QString id;
    QString keyId;
    Secret apiKey;
    QString name;
    QStringList scopes;
    QDateTime expires; // UTC; invalid when not given
    QString headerName;
};

// POST /api/admin/api-clients (9.2).
struct ApiClientDraft
{
    QString name;
    QString description;
    QStringList scopes;

    bool operator==(const ApiClientDraft &) const = default;
};

struct CreatedApiClient
{
    QString id;
    QString clientId;
    Secret clientSecret;
    QString name;
    QStringList scopes;
    QString tokenEndpoint;
};

// What has been issued: API keys and API clients. That they can be listed, renewed and disabled is
// documented, the paths are not (9.1, 9.2): a server that does not know ours is no failure.
using IssuedKind = domain::IssuedKind;

// One of the list. Without the value, which no later answer holds, and without the raw bytes, in case one
// did.
struct IssuedRow
{
    QString id;       // of its paths
    QString publicId; // key_id or client_id
    QString name;
    QString description;
    QStringList scopes;
    QString createdBy;
    QDateTime created; // UTC; these are invalid when not given
    QDateTime expires;
    QDateTime lastUsed;
    std::optional<bool> active; // none: not told

    bool operator==(const IssuedRow &) const = default;
};

// Whether the server knows the path: 404, 405 and 501 say that it does not.
enum class Offered : quint8 { No, Yes };

// POST /api/admin/siem-providers and .../test (9.3).
struct SiemProviderDraft
{
    QString name; // not sent to the test
    QString providerType = QStringLiteral("sentinel");
    QString workspaceId;
    QString tenantId;
    QString clientId;
    Secret clientSecret;
};

struct SiemTest
{
    QString status; // "healthy" or "error", as sent: the answer's HTTP code says nothing
    QString message;
    std::optional<double> latencyMs;
    QByteArray raw;

    bool isHealthy() const { return status.compare(QLatin1StringView("healthy"), Qt::CaseInsensitive) == 0; }
    bool operator==(const SiemTest &) const = default;
};

struct SiemProvider
{
    QString id;
    QString name;
    QString providerType;
    QString status;
    QString workspaceId;
    QString tenantId;
    QString clientId;
    QString maskedSecret;
    std::optional<bool> isDefault;
    QDateTime lastHealthCheck; // UTC; invalid before the first one
    QByteArray raw;

    bool operator==(const SiemProvider &) const = default;
};

// GET and POST /api/admin/models (9.4).
struct Model
{
    QString name; // what the paths are made with
    QString id;
    QString provider;
    QString model;
    QByteArray raw;

    bool operator==(const Model &) const = default;
};

struct ModelDraft
{
    QString name;
    QString provider;
    QString modelId;
    Secret apiKey;
    QString apiBase;    // Azure; not sent when empty
    QString apiVersion; // Azure; not sent when empty
};

// GET /api/admin/users (9.5).
struct UserQuery
{
    QString search;
    int limit = 50;
    int skip = 0; // this list alone has no "offset"

    bool operator==(const UserQuery &) const = default;
};

struct User
{
    QString id;
    QString email;
    QString name;
    QStringList roles;
    std::optional<bool> active;
    QDateTime lastLogin; // UTC; invalid when not given
    QByteArray raw;

    bool operator==(const User &) const = default;
};

} // namespace tocsin::socmate
