// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QEventLoop>
#include <QObject>
#include <QTimer>

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

} // namespace tocsin::test
