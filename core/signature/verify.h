// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/domain/httpmessage.h"
#include "core/domain/verdict.h"
#include "core/signature/scheme.h"

#include <span>

namespace tocsin::signature {

// A secret under the name the user knows it by. The tag is what the sender calls it (Socotra), often empty.
struct NamedSecret
{
    QString label;
    Secret value;
    QString tag;
    bool retired = false; // kept to verify what is still in flight; never signs
};

// One piece of the signed string as it was found in the request.
struct SignedPart
{
    PartSpec::Kind kind = PartSpec::Kind::Literal;
    QByteArray bytes;

    bool operator==(const SignedPart &) const = default;
};

// How one secret fared.
struct SecretTrial
{
    QString label;
    QByteArray expected; // digest text in the scheme's encoding
    bool matched = false;
    bool namedByTag = false;

    bool operator==(const SecretTrial &) const = default;
};

// The whole answer. Facts that are not errors are notes, by stable id:
//   "undocumented-prefix"  "tag-mismatch"  "unknown-tag"  "empty-tag-dot"  "decoded-body"
//   "several-signatures"
struct Verification
{
    domain::Verdict verdict = domain::Verdict::Unsigned;
    QString secretLabel;
    QString reason;             // plain English for malformed and missing ones: names header and place
    QList<QByteArray> received; // signatures as they stood in the request, prefix taken off
    QByteArray timestampText;   // as received
    std::optional<Micros> signedAt;
    std::optional<qint64> ageSeconds; // now minus signedAt, rounded towards zero; negative = in the future
    QByteArray tag;
    QList<SignedPart> parts; // of the form that matched, else of the documented form
    QList<SecretTrial> trials;
    QList<QByteArray> notes;
};

// Pure and thread-safe. Works on raw bytes only, compares in constant time, tries every secret (the one named
// by the tag first) and looks at the clock only after the digest. Source: socwarden.md section 5, socotra.md
// section 6.
Verification verify(const Scheme &scheme, const domain::HttpMessage &message,
                    std::span<const NamedSecret> secrets, Micros now);

// The fields to add to a request so that verify() calls it valid. Rejected when the scheme does not sign or
// the secret breaks the vendor's rule. message.body, method and target must be final.
Result<QList<domain::HeaderField>> sign(const Scheme &scheme, const domain::HttpMessage &message,
                                        const NamedSecret &secret, Micros now);

} // namespace tocsin::signature
