// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"
#include "core/flows/forward.h"
#include "ui/widgets/badge.h"

#include <QString>

namespace tocsin::ui {

// How an answer compares with the one before it: shape, colour, one or two words.
BadgeText replayBadge(domain::ReplayVerdict verdict);
// "202 in 12 ms", "no answer".
QString answerText(const domain::ReplayAnswer &answer);
QString
sentAsText(const domain::ReplayAnswer &answer); // "as captured", "signed anew: socwarden", "by the relay"

// Where a relay stands; `paused` is by hand.
BadgeText forwardBadge(const flows::ForwardState &state, bool paused);
// The same in a sentence, with what to do when it does not run.
QString forwardSentence(const flows::ForwardState &state, bool paused, Micros now);

} // namespace tocsin::ui
