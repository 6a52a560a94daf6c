// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"

#include <QString>

namespace tocsin::ui {

// What a delivery is called: its title, else its event, else method and target. The sender's own words,
// unchecked: a widget makes them visible.
QString rowTitle(const domain::DeliveryRow &row);

// The sender by the format of the payload ("SOCWarden", "Socotra", "SoCMate"); else the peer's address.
QString senderName(const domain::DeliveryRow &row);

} // namespace tocsin::ui
