// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>

#include <chrono>

namespace tocsin::secrets {

// One item of the OS keychain, under the service "tocsin". The plain-text fallback of QtKeychain is always
// off. Call from the main thread: libsecret answers there. The handler runs later, on that thread, and not at
// all once the context is gone; after the time limit it gets NoKeychain. Kinds: NotFound, NoKeychain.
void readItem(const QString &key, std::chrono::milliseconds patience, QObject *context,
              const Handler<Secret> &handler);
void writeItem(const QString &key, const Secret &value, std::chrono::milliseconds patience, QObject *context,
               const Handler<void> &handler);
void deleteItem(const QString &key, std::chrono::milliseconds patience, QObject *context,
                const Handler<void> &handler);

} // namespace tocsin::secrets
