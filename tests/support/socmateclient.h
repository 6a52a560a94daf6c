// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socmate/socmateapi.h"
#include "tests/support/jumptime.h"
#include "tests/support/waited.h"

#include <QtTest>

namespace tocsin::test {

// The console's client of one server with its own budget; calls are made one after another. Its pauses cost
// no time.
class SocmateClient
{
public:
    using Api = socmate::SocmateApi;

    JumpTime time;
    http::RequestBudget budget;
    QHash<QString, Secret> secrets; // by label
    Api api;

    explicit SocmateClient(const domain::Connection &connection, const Secret &secret,
                           int perMinute = 1'000'000)
        : budget(perMinute, time.timing())
        , secrets{{connection.secretLabel, secret}}
        , api(
              connection,
              [this](const QString &label, QObject *, const Handler<Secret> &handler) {
                  handler(secrets.value(label));
              },
              budget)
    {}

    // ask(&SocmateApi::incident, 7, Priority::Asked)
    template<class... Parameters, class... Arguments>
    auto ask(void (Api::*call)(Parameters...), const Arguments &...arguments)
    {
        return asked(api, call, arguments...);
    }
};

inline domain::Connection connectionTo(const QUrl &api, domain::SignIn signIn = domain::SignIn::ApiKey)
{
    domain::Connection connection;
    connection.name = QStringLiteral("test");
    connection.api = api;
    connection.signIn = signIn;
    connection.secretLabel = QStringLiteral("secret");
    connection.proxy = domain::ProxyMode::None;
    connection.timeoutMs = 30'000;
    return connection;
}

} // namespace tocsin::test

// The value of a result, or the test ends with what went wrong.
#define TOCSIN_GET(name, expression)                                                                         \
    auto name##Result = expression;                                                                          \
    QVERIFY2(name##Result, name##Result ? "" : qPrintable(name##Result.error().detail));                     \
    auto &name = *name##Result
