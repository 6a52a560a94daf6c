// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"
#include "core/listener/response.h"
#include "core/rules/evaluate.h"
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

// What rules would answer to a delivery that is stored already, as attempt so and so of its event.
struct RulesTrial
{
    enum class NotAsked : quint8 { No, Broken, Handshake, Strict };

    NotAsked notAsked = NotAsked::No; // why the rules would not even be asked
    rules::Evaluation evaluation;     // as if they were
    QByteArray head;                  // of the answer, as in domain::RuledAnswer; empty = it says nothing
    QByteArray body;
};

// Pure and thread-safe.
RulesTrial tryRules(const QList<rules::Rule> &rules, const domain::Endpoint &endpoint,
                    const domain::Delivery &delivery, int attempt, Micros now);

// For scripts: rule, attempt, what of the plan is out of the ordinary, trace.
QJsonObject rulesToJson(const domain::RuledAnswer &answer);

// Of a delivery that a strict endpoint turns down, which no rule may change.
std::shared_ptr<const domain::RuledAnswer> rulesPassedOver(domain::Verdict verdict);

// The same where the rules cannot be read, for whatever reason they are in the store so.
std::shared_ptr<const domain::RuledAnswer> rulesUnread(const QString &fault);

} // namespace tocsin::flows
