// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QObject>

#include <memory>
#include <optional>

namespace tocsin::secrets {

// Asks one question and turns the event loop until the answer is there: await<T>([&](auto *c, auto h) {...}).
template<class T, class Ask>
Result<T> await(Ask ask)
{
    QObject context;
    auto answer = std::make_shared<std::optional<Result<T>>>();
    QEventLoop loop;
    ask(&context, Handler<T>([&loop, answer](Result<T> result) {
        answer->emplace(std::move(result));
        loop.quit();
    }));
    const bool early = answer->has_value(); // handlers may not run before the call returns
    if (!early)
        loop.exec();
    return early ? Result<T>(fail(Error::Kind::Malformed, QStringLiteral("the handler ran too early")))
                 : **answer;
}

} // namespace tocsin::secrets
