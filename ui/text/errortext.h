// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <QString>

namespace tocsin::ui {

// What happened and what to do, as one or two sentences: the kind's lead, then the detail.
QString errorSentence(const Error &error);

// The same of a question that changes nothing: a lost answer is no reason to look what became of it.
QString readingErrorSentence(const Error &error);

// What the core says of a field or a signature, "no secret fits", as a sentence: "No secret fits."
QString asSentence(const QString &words);

} // namespace tocsin::ui
