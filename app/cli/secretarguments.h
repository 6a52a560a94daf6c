// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/signature/scheme.h"
#include "core/signature/verify.h"

#include <QObject>

namespace tocsin::cli {

// What --secret takes, in words.
QString secretForm();

// Reads every --secret LABEL=SOURCE (SOURCE is env:NAME, file:PATH, keychain:LABEL or -) and hands all of
// them over at once, or the first error. The handler may be called before this returns.
void resolveSecrets(const QStringList &arguments, QObject *context,
                    Handler<QList<signature::NamedSecret>> handler);

} // namespace tocsin::cli
