// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/signedtext.h"

namespace tocsin::signature {

// What keeps a request from being checked.
struct Fault
{
    domain::Verdict verdict = domain::Verdict::Malformed;
    QString reason;
};

// What a request claims, read out for the comparison.
struct Claim
{
    QVarLengthArray<QByteArray, 2> signatures; // raw bytes of digests and signatures; tokens as they stand
    QVarLengthArray<QByteArray, 2> texts;      // each as it stood in the request, shortened when it is secret
    PartValues values;
    SignedText text;
    QByteArray bodyDigest;  // as stated, raw; null when the recipe has none
    QString keyFault;       // no key could have made a signature of this length
    QString timestampFault; // the clock cannot be checked, the digest can
};

// Reads everything that is claimed, as far as it goes, and answers the first fault. Fills what Verification
// says of the request itself: received, timestampText, signedAt, ageSeconds, tag, parts, notes.
std::optional<Fault> readClaim(const Recipe &recipe, const Source &source, Micros now, Verification &v,
                               Claim &claim);

} // namespace tocsin::signature
