// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/crypto.h"
#include "core/signature/source.h"
#include "core/signature/verify.h"

#include <QVarLengthArray>

namespace tocsin::signature {

// The values of a request that a signed text may be made of, beside the message itself. Null = absent.
struct PartValues
{
    QByteArray timestamp;
    QByteArray id;
    QByteArray tag;
};

struct SignedText
{
    QList<SignedPart> parts;  // the secret's own place is there, but never its bytes
    QString missing;          // what a needed part is and the request does not have
    bool emptyOption = false; // an optional part is present but empty; it was kept or left out as asked
};

// Lays the recipe's parts side by side. keepEmpty: an optional part that is present but empty keeps its
// `before` (the variant of socotra.md 6.5); the documented form leaves both out.
SignedText assemble(const Recipe &recipe, const Source &source, const PartValues &values, bool keepEmpty);

// The pieces of the text in order, with the key's bytes in the secret's place. Views into both.
QVarLengthArray<QByteArrayView, 8> piecesOf(const QList<SignedPart> &parts, QByteArrayView key);

// For HMACs and plain digests.
Digest digestOf(Algorithm algorithm, QByteArrayView key, const QList<SignedPart> &parts);

} // namespace tocsin::signature
