// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/forgetplaces.h"

namespace tocsin::ui {

QString kindWord(flows::SecretKind kind);                   // "Signing secret"
QString useText(const flows::SecretUse &use);               // "endpoint orders"
QString usesText(const flows::SecretRow &row);              // "orders, billing"; "nothing" when there is none
QString ageText(const flows::SecretRow &row, Micros now);   // "3 days"; of the present value
QString matchText(const flows::SecretRow &row, Micros now); // "2 min ago"; "never", where it could have

// What retiring it means, as a question.
QString retireQuestion(const flows::SecretRow &row, Micros now);

// One line for each thing that goes, and for each that stays.
QStringList goingLines(const flows::ForgetPlan &plan);
QStringList stayingLines(const flows::ForgetPlan &plan);

} // namespace tocsin::ui
