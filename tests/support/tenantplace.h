// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/socotraapi.h"
#include "tests/support/jumptime.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/waited.h"

#include <QtTest>

namespace tocsin::test {

// The console's client of one tenant with its own budget; calls are made one after another. Its pauses cost
// no time.
class TenantClient
{
public:
    using Api = socotra::SocotraApi;

    JumpTime time;
    http::RequestBudget budget;
    Secret password;
    Api api;
    QList<http::SentWrite> writes;

    TenantClient(const socotra::Tenant &tenant, const Secret &secret)
        : budget(1'000'000, time.timing())
        , password(secret)
        , api(
              tenant,
              [this](const QString &, QObject *, const Handler<Secret> &handler) { handler(password); }, {},
              budget)
    {
        QObject::connect(&api, &Api::wrote, &api,
                         [this](const http::SentWrite &write) { writes.append(write); });
    }

    // ask(&SocotraApi::add, draft)
    template<class... Parameters, class... Arguments>
    auto ask(void (Api::*call)(Parameters...), const Arguments &...arguments)
    {
        return asked(api, call, arguments...);
    }

    socotra::Integration entry(const QString &name)
    {
        const auto all = ask(&Api::integrations);
        const socotra::Integration *found = all ? socotra::findNamed(*all, name) : nullptr;
        return found ? *found : socotra::Integration();
    }
};

inline socotra::Tenant tenantAt(const QUrl &api, socotra::Tenant::Form form = socotra::Tenant::Form::HostName)
{
    const sandbox::TenantOptions known;
    socotra::Tenant tenant;
    tenant.name = QStringLiteral("test");
    tenant.api = api;
    tenant.form = form;
    tenant.tenant = form == socotra::Tenant::Form::HostName     ? known.hostName
                    : form == socotra::Tenant::Form::TenantName ? known.tenantName
                                                                : known.locator;
    tenant.userName = known.userName;
    tenant.secretLabel = QStringLiteral("password");
    tenant.timeoutMs = 30'000;
    return tenant;
}

// A stand-in tenant on the wall clock, as tokens are told by it, with a client.
struct TenantPlace
{
    std::unique_ptr<sandbox::Server> server;
    std::unique_ptr<TenantClient> client;

    explicit TenantPlace(const QString &profile = QStringLiteral("default"),
                         const sandbox::TenantOptions &tenant = {})
    {
        sandbox::ServerOptions options = stillOptions(profile);
        options.profile.hostile = false;
        options.incidents = 5;
        options.pastSessions = 1;
        options.clock = wallClock;
        options.tenant = tenant;
        server = served(options);
        client = std::make_unique<TenantClient>(tenantAt(server->baseUrl()), server->tenantPassword());
    }

    const sandbox::TenantProfile &profile() const { return server->options().profile.tenant; }

    sandbox::TenantCounts counts() const
    {
        sandbox::TenantCounts counts;
        server->lookAtTenant([&counts](const sandbox::Tenant &tenant) { counts = tenant.counts(); });
        return counts;
    }

    QJsonObject stored(const QString &name) const
    {
        QJsonObject found;
        server->lookAtTenant([&](const sandbox::Tenant &tenant) { found = tenant.integration(name); });
        return found;
    }

    // Another administrator changes one member of the security settings, or of the entry.
    void changeThere(const QString &name, const QString &member, const QJsonValue &value, bool inSpec = false)
    {
        server->lookAtTenant([&](sandbox::Tenant &tenant) {
            QJsonObject entry = tenant.integration(name);
            QJsonObject spec = entry.value(QStringLiteral("securitySpec")).toObject();
            (inSpec ? spec : entry)[member] = value;
            if (inSpec)
                entry[QStringLiteral("securitySpec")] = spec;
            tenant.put(entry);
        });
    }
};

// A row per way to answer: both editions of the update rule, and all that a secret is shown as.
inline void tenantRows()
{
    QTest::addColumn<QString>("profile");
    for (const char *name : {"default", "table", "bare-array", "sentinel-rest", "markdown-report"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

} // namespace tocsin::test

// The value of a result, or the test ends with what went wrong.
#ifndef TOCSIN_GET
#define TOCSIN_GET(name, expression)                                                                         \
    auto name##Result = expression;                                                                          \
    QVERIFY2(name##Result, name##Result ? "" : qPrintable(name##Result.error().detail));                     \
    auto &name = *name##Result
#endif
