// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/listener/response.h"
#include "core/rules/rule.h"

#include <QJsonObject>

namespace tocsin::flows {

struct RuledResponse
{
    std::shared_ptr<const listener::Response> response; // null: no rule matched
    std::shared_ptr<const domain::RuledAnswer> facts;   // never null
};

// What the rules answer to a delivery that is about to be stored under this id.
RuledResponse answerByRules(const QList<rules::Rule> &rules, const domain::NewDelivery &delivery,
                            domain::DeliveryId id, int attempt);

// For scripts: rule, attempt, what of the plan is out of the ordinary, trace.
QJsonObject rulesToJson(const domain::RuledAnswer &answer);

// Of a delivery that a strict endpoint turns down, which no rule may change.
std::shared_ptr<const domain::RuledAnswer> rulesPassedOver(domain::Verdict verdict);

// The same where the rules cannot be read, for whatever reason they are in the store so.
std::shared_ptr<const domain::RuledAnswer> rulesUnread(const QString &fault);

} // namespace tocsin::flows
