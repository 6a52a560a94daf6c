// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/attempts.h"

#include <QString>

namespace tocsin::ui {

// "on time", "12 s late", "3 s early"; empty where nothing was planned.
QString deviationText(const domain::AttemptRow &row);
// "new time, new signature", "nothing"; empty for the first attempt.
QString changesText(const domain::AttemptRow &row);
// "200", "none".
QString answerText(const domain::AttemptFacts &facts);
// One attempt in one breath, for tool tips and screen readers.
QString attemptSentence(const domain::AttemptRow &row);
// How the matter stands, who signed what anew, what is left out.
QString historySentence(const domain::AttemptHistory &history, Micros now);

} // namespace tocsin::ui
