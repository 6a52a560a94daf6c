// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explain.h"

namespace tocsin::signature {

// What the clock says of a signature that is right but too old or too new (group F). Proved is the age, or
// the unit in which the time is one: the signature was computed. Why it is so old is behind that, as a sign.
QList<Cause> clockCauses(const ExplainRequest &request, const Recipe &recipe,
                         const Verification &verification);

// What can be seen and not computed again (groups A, B, C, G, H): likely or possible, never proved.
QList<Cause> signsOf(const ExplainRequest &request, const Recipe *recipe, const Verification &verification);

// What would help when nothing is proved.
QStringList whatToCapture(const ExplainRequest &request, const Recipe *recipe, const QList<Cause> &signs);

// "The signature has 32 bytes: ...": what its length says it cannot be; empty when there is none.
QString ruledOutBy(const Verification &verification, const Recipe &recipe);

} // namespace tocsin::signature
