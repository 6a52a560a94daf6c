// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/tenant.h"

#include <QByteArray>

namespace tocsin::socotra {

// The base without final slashes, and the path, which is percent-encoded already.
QUrl joined(const QUrl &base, const QByteArray &encodedPath);

// What stands before a token: "Bearer ", "JWT " or nothing.
QByteArray headerPrefix(Tenant::HeaderForm form);

} // namespace tocsin::socotra
