// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/flows/ruledanswers.h"
#include "core/rules/rulesdraft.h"

#include <QString>

namespace tocsin::ui {

// What became of a rule, with its mark: "✔ answers".
QString outcomeText(domain::RuleTraceLine::Outcome outcome);

QString presetName(rules::Preset preset);

// How the answer leaves, "after 10 s, 20 bytes a second, closed after half of the body"; empty = as usual.
QString planText(const domain::AnswerPlan &plan);

// The status, or why there is none: whether a rule ended the connection or the sender was gone.
QString answeredText(const domain::Delivery &delivery);

// What the rules did to a delivery, in one sentence.
QString ruledSentence(const domain::Delivery &delivery);
// Bytes of the body of a rule's answer that were sent.
qint64 sentBody(const domain::Delivery &delivery);
// What of the rule's answer was sent: "half of 72 bytes, then the connection was closed".
QString sentText(const domain::Delivery &delivery);

// What a trial has found, in one sentence.
QString trialSentence(const QList<rules::Rule> &rules, const flows::RulesTrial &trial,
                      const domain::Endpoint &endpoint);

} // namespace tocsin::ui
