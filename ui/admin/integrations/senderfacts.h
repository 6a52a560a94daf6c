// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/senders.h"

namespace tocsin::ui {

class FactGrid;

// Everything that is known of one sender, as facts: what the tenant says, what is captured here, and what
// nobody has documented. Values of secrets and of sensitive headers are described, not shown.
void fillIntegrationFacts(FactGrid &facts, const flows::Sender &sender, const flows::TenantState &tenant,
                          const socotra::Integration &integration);
void fillDeliveryFacts(FactGrid &facts, const flows::Sender &sender, const QString &checked, Micros now);

// The webhook definitions that name it, as the tenant has them; they are not changed from here.
void fillDefinitions(FactGrid &facts, const flows::TenantState &tenant, const QString &integration);

// The alert types that SOCWarden was seen to send, and whether they keep to what was agreed.
void fillAlertTypes(FactGrid &facts, const QList<storage::AlertType> &types, domain::Severity least,
                    Micros now);
// The types that come with a severity below it.
QStringList typesBelow(const QList<storage::AlertType> &types, domain::Severity least);

} // namespace tocsin::ui
