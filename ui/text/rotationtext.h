// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/rotation.h"
#include "ui/widgets/badge.h"

#include <QString>

namespace tocsin::ui {

// Where a secret stands, in a word or two.
BadgeText standingBadge(const flows::SecretJudgement &judgement);

// What is known of one secret and what may be done with it. The trial is of the values kept under its label;
// null = it has none but the present one, or they were not tried yet.
QString standingSentence(const flows::SecretJudgement &judgement, const flows::LabelTrial *trial, Micros now);

// The answer to "which secret still matches, and may the old one be retired?" in one or two sentences, and
// what speaks against it (empty = nothing).
struct RotationAnswer
{
    Tone tone = Tone::Muted;
    QString sentence;
    QString more;
};
RotationAnswer rotationAnswer(const QList<flows::SecretJudgement> &judged,
                              const storage::SignatureHistory &history, Micros now);

} // namespace tocsin::ui
