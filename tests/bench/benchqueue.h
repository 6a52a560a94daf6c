// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analyststores.h"

namespace tocsin::bench {

constexpr Micros now = 1'767'225'600 * microsPerSecond; // of the made-up queue

domain::Incident madeIncident(qint64 number);
// So many of them, as a sync would store them; false = the store refused.
bool fillQueue(storage::AnalystStores &stores, const QString &connection, qint64 incidents);

} // namespace tocsin::bench
