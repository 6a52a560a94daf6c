// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/learnsearch.h"

namespace tocsin::signature {

// The construction as a scheme that verifies every delivery of the request, or nothing. Where the delivery
// that was searched has the same value in several places, the others decide which of them is meant.
std::optional<Scheme> propose(const Construction &construction, const Candidates &candidates,
                              const LearnRequest &request);

// Adds the ways in which the other deliveries hold digests in the same place: several signatures, say, where
// the first delivery has one.
void addFormsOfOthers(std::vector<DigestCandidate> &digests, const LearnRequest &request);

// For a secret that travels: the first value that is the secret itself, or user:password in base64.
std::optional<Scheme> proposeToken(const std::vector<FoundValue> &values, const LearnRequest &request);

} // namespace tocsin::signature
