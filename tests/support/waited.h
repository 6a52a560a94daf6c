// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QEventLoop>
#include <QObject>
#include <QTimer>

#include <tuple>

namespace tocsin::test {

// The one answer of a question: waited<T>([&](QObject *context, Handler<T> handler) { ask(context, handler);
// })
template<class T, class Ask>
Result<T> waited(Ask ask)
{
    Result<T> answer = fail(Error::Kind::Cancelled, QStringLiteral("no answer came"));
    QEventLoop loop;
    QObject context;
    ask(&context, Handler<T>([&](Result<T> result) {
        answer = std::move(result);
        loop.quit();
    }));
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    loop.exec();
    return answer;
}

template<class T>
struct AnswerOf;
template<class T>
struct AnswerOf<Handler<T>>
{
    using Type = T;
};

// The one answer of a call of an API: asked(api, &SocmateApi::incident, 7, Priority::Asked)
template<class Api, class... Parameters, class... Arguments>
auto asked(Api &api, void (Api::*call)(Parameters...), const Arguments &...arguments)
{
    using Last = std::tuple_element_t<sizeof...(Parameters) - 1, std::tuple<Parameters...>>;
    using T = typename AnswerOf<Last>::Type;
    return waited<T>([&](QObject *context, Handler<T> handler) {
        (api.*call)(arguments..., context, std::move(handler));
    });
}

} // namespace tocsin::test
