// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socmate/socmateapi.h"
#include "tests/support/jumptime.h"

#include <QEventLoop>
#include <QtTest>

#include <tuple>

namespace tocsin::test {

// The console's client of one server with its own budget; calls are made one after another. Its pauses cost
// no time.
class SocmateClient
{
    template<class T>
    struct AnswerOf;
    template<class T>
    struct AnswerOf<Handler<T>>
    {
        using Type = T;
    };

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
        using Last = std::tuple_element_t<sizeof...(Parameters) - 1, std::tuple<Parameters...>>;
        using T = typename AnswerOf<Last>::Type;
        Result<T> answer = fail(Error::Kind::Cancelled, QStringLiteral("no answer came"));
        QEventLoop loop; // QTest::qWaitFor would sleep 10 ms at each step of the exchange
        QObject context;
        (api.*call)(arguments..., &context, [&](Result<T> result) {
            answer = std::move(result);
            loop.quit();
        });
        QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
        loop.exec();
        return answer;
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
