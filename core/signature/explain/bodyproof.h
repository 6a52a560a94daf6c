// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/bodyforms.h"
#include "core/signature/explain/search.h"

namespace tocsin::signature {

// The hypothesis that this form was signed.
Change bodyChange(const Search &search, const BodyForm &form);

// A form is found by what was signed; its cause is what happened to that on the way, or that the sender signs
// it (A6): names the search's last proof so.
void nameBodyProof(Search &search, const BodyForm &form);

} // namespace tocsin::signature
