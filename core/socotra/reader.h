// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/socotra/integration.h"

namespace tocsin::socotra {

// The answer of GET /integrations: the wrapper "externalServiceIntegrations", and a bare array or one entry
// as well (K7). Entries without a name are left out. Malformed: nothing of the kind, or no JSON.
Result<QList<Integration>> readIntegrations(QByteArrayView body);

// An array of definitions, one of them, or an object that holds an array.
Result<QList<WebhookDefinition>> readWebhooks(QByteArrayView body);

// How many deliveries a list of diverted ones holds. Malformed: it is no list.
Result<qsizetype> readDiverted(QByteArrayView body);

// A text that stands for a secret and is none: mask characters (* • x X . #) alone, or but for the last four.
bool looksMasked(QByteArrayView value);

} // namespace tocsin::socotra
