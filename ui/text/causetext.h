// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"
#include "ui/widgets/badge.h"

namespace tocsin::ui {

BadgeText certaintyBadge(signature::Certainty certainty);
QString partyPlace(signature::Party party); // "on the way"

// What a cause is about, in a few words, by its id; the id itself when it is not known.
QString causeTitle(const QByteArray &id);

QString causeSentence(const signature::Cause &cause); // what was found
QString causeRemedy(const signature::Cause &cause);   // who has to change what

} // namespace tocsin::ui
