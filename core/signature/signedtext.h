// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/crypto.h"
#include "core/signature/verify.h"

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
    QList<SignedPart> parts;
    QByteArray missing;       // header of a needed part that the request does not have
    bool emptyOption = false; // an optional part is present but empty; it was kept or left out as asked
};

// Lays the scheme's parts side by side. keepEmpty: an optional part that is present but empty keeps its
// `before` (the variant of socotra.md 6.5); the documented form leaves both out.
SignedText assemble(const Scheme &scheme, const domain::HttpMessage &message, const PartValues &values,
                    bool keepEmpty);

Digest digestOf(const Scheme &scheme, QByteArrayView key, const QList<SignedPart> &parts);

} // namespace tocsin::signature
