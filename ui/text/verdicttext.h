// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/domain/endpoint.h"
#include "core/signature/scheme.h"
#include "core/signature/verify.h"
#include "ui/widgets/badge.h"

#include <QString>

namespace tocsin::ui {

// The short form: shape, colour, one to three words.
BadgeText verdictBadge(domain::Verdict verdict);

// What the verdict means for this delivery in one sentence; a match proves no more than the scheme's
// strength.
QString verdictSentence(domain::Verdict verdict, const QString &secretLabel, std::optional<qint64> ageSeconds,
                        signature::Scheme::Strength strength = signature::Scheme::Strength::Signed);

// Who has to change something and what; empty when nothing is wrong or nothing can be said.
QString verdictRemedy(const signature::Verification &verification, const signature::Scheme *scheme);

// A note of Verification::notes in words; unknown ids are shown as they are.
QString noteSentence(const QByteArray &note);

// The name of a piece of the signed string ("Timestamp", "Body", ...) and its colour.
QString partName(signature::PartSpec::Kind kind);
Tone partTone(signature::PartSpec::Kind kind);

QString modeName(domain::Endpoint::Mode mode);

} // namespace tocsin::ui
