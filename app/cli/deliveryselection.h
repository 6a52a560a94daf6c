// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/storage/database.h"

namespace tocsin::cli {

// "-path:/health" is a negated word of a filter and looks like an option; it may also be written with NOT.
void spellNegations(QStringList &arguments);

// The deliveries of a store that match a filter as it is written in the window, oldest first; with a limit
// the newest ones, 0 = all. Rejected with the place of the mistake, Storage.
Result<QList<domain::DeliveryId>> findDeliveries(storage::Database &store, const QString &filter, int limit);

} // namespace tocsin::cli
