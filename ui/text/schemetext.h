// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"

#include <QString>

namespace tocsin::ui {

// The sender for people; a scheme of the user's own may have no more than an id. Safe to show.
QString schemeName(const signature::Scheme &scheme);

// What a matching signature of this scheme proves: in a word or two, and in a sentence.
QString strengthWord(signature::Scheme::Strength strength);
QString strengthSentence(signature::Scheme::Strength strength);

// How well it is known that the sender signs this way: in a word, and in a sentence.
QString evidenceWord(signature::Scheme::Evidence evidence);
QString evidenceSentence(signature::Scheme::Evidence evidence);

} // namespace tocsin::ui
