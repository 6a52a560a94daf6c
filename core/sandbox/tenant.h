// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/sandbox/exchange.h"

namespace tocsin::sandbox {

struct TenantOptions
{
    QString hostName = QStringLiteral("acme.co.sandbox.socotra.com");
    QString tenantName = QStringLiteral("acme");
    QString locator = QStringLiteral("7f0c2b9e-tenant");
    QString userName = QStringLiteral("tenant.admin");
    QString clientId = QStringLiteral("tenant-console"); // of single sign-on
    Micros tokenLifetime = 3600 * microsPerSecond;
    int lockAfter = 5;                      // failed sign-ins; how many is not documented
    std::optional<QByteArray> headerPrefix; // alone accepted before a token; none: any of the three forms
    bool isAdministrator = true;            // false: the token opens nothing (403)
    bool opensWebhooks = true;              // false: their definitions are refused with 403 (4.8)
    bool renews = true;                     // POST account/renewAuthentication is there
    bool echoes = false;                    // refusals repeat the secret that they refuse
};

struct TenantCounts
{
    int signIns = 0; // accepted
    int failedSignIns = 0;
    int renewals = 0;
    int lists = 0;
    int writes = 0; // accepted

    bool operator==(const TenantCounts &) const = default;
};

// An integration that events go to, as the tenant knows it.
struct TenantReceiver
{
    QString name;
    QUrl url;
    QList<domain::HeaderField> headers;
    bool isSigned = false;
    Secret secret;
    QString tag;
};

// A stand-in tenant of Socotra: sign-in and the Integrations API (socotra.md sections 2 and 3). The server
// guards it.
class Tenant
{
public:
    Tenant(const TenantOptions &options, const TenantProfile &profile);

    static bool takes(const QStringList &path); // the request is one of the tenant's
    Reply answer(const Request &request);

    const TenantOptions &options() const { return m_options; }
    Secret password() const { return m_password; }         // made up at each start
    Secret clientSecret() const { return m_clientSecret; } // likewise
    const TenantCounts &counts() const { return m_counts; }

    // What another administrator does meanwhile. As stored, secret in clear.
    QJsonObject integration(const QString &name) const; // empty: there is none
    void put(const QJsonObject &integration);
    void drop(const QString &name);
    void setWebhooks(const QJsonArray &webhooks) { m_webhooks = webhooks; }
    void setDiverted(const QString &webhook, const QJsonArray &events) { m_diverted[webhook] = events; }
    void revokeTokens() { m_tokens.clear(); }

    QList<TenantReceiver> receivers() const; // of the type webhook

private:
    Reply signIn(const Request &request);
    Reply signInClient(const Request &request);
    Reply webhooks(const QStringList &path) const;
    Reply renew(const Request &request);
    Reply unlock(const Request &request);
    Reply list() const;
    Reply add(const Request &request);
    Reply update(const Request &request, const QString &name);
    Reply remove(const QString &name);
    Reply written(const QString &name);
    Reply tokenAnswer(Micros now);
    bool isMine(const Request &request, const QJsonObject &body) const;
    QByteArray tokenIn(const Request &request) const;
    std::optional<Reply> refusal(const Request &request) const;
    QString fault(const QJsonObject &integration) const;
    QJsonObject shown(QJsonObject integration) const;
    qsizetype indexOf(const QString &name) const;

    const TenantOptions m_options;
    const TenantProfile m_profile;
    Secret m_password;
    Secret m_clientSecret;
    QHash<QByteArray, Micros> m_tokens; // until when, by SHA-256
    int m_failures = 0;                 // since the last success or unlock
    QList<QJsonObject> m_integrations;
    QJsonArray m_webhooks;
    QHash<QString, QJsonArray> m_diverted; // by the webhook's name
    TenantCounts m_counts;
};

} // namespace tocsin::sandbox
