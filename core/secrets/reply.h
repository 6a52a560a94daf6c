// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QPointer>

namespace tocsin::secrets {

// Hands an answer to the event loop of its context's thread; Qt drops it when the context goes first.
template<class T>
void reply(const QPointer<QObject> &context, const Handler<T> &handler, Result<T> result)
{
    if (!context)
        return;
    QMetaObject::invokeMethod(
        context.data(), [handler, result = std::move(result)] { handler(result); }, Qt::QueuedConnection);
}

} // namespace tocsin::secrets
