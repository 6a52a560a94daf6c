// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/domain/httpmessage.h"
#include "core/domain/verdict.h"
#include "core/signature/scheme.h"
#include "core/signature/source.h"

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

// One piece of the signed string as it was found in the request. A part that is the secret itself (plain
// digests) is empty here: nothing that is shown holds it.
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
    QByteArray
        expected; // digest text in the scheme's encoding; empty when there is none (public keys, tokens)
    bool matched = false;
    bool namedByTag = false;

    bool operator==(const SecretTrial &) const = default;
};

// The whole answer. Facts that are not errors are notes, by stable id:
//   "undocumented-prefix"  a prefix that the sender does not document was taken off a signature
//   "several-signatures"   the request carries more than one; one that matches is enough
//   "unknown-tag"          the request names a tag that no stored secret has
//   "tag-mismatch"         the secret that matched is not the one that the tag names
//   "empty-tag-dot"        matched with the dot of an empty tag kept (socotra.md 6.5)
//   "small-key"            the RSA key that matched has less than 2048 bits
struct Verification
{
    domain::Verdict verdict = domain::Verdict::Unsigned;
    QString variant; // name of the recipe that matched, else of the one that came closest
    QString secretLabel;
    QString reason;                   // plain English for malformed and missing ones: names header and place
    QList<QByteArray> received;       // signatures as they stood in the request, prefix taken off; the
                                      // beginning of a token, which is a secret
    QByteArray timestampText;         // as received
    std::optional<Micros> signedAt;   // nothing also for times beyond what Micros can count
    std::optional<qint64> ageSeconds; // now minus signedAt, rounded towards zero; negative = in the future
    QByteArray tag;
    QByteArray token;        // JWS: the payload, once it is verified
    QList<SignedPart> parts; // of the form that matched, else of the documented form
    QList<SecretTrial> trials;
    QList<QByteArray> notes;
};

// Pure and thread-safe. Works on raw bytes only, compares in constant time, tries every secret (the one named
// by the tag first) and looks at the clock only after the digest. Source: socwarden.md section 5, socotra.md
// section 6. Of several recipes the first that verifies answers, else the one that came closest.
//
// The verdict is the first of these that applies:
//   1. Unsigned          the scheme has no signature; nothing else is filled
//   2. NoSecret          no secret that is not empty; reason still names what is wrong with the headers
//   3. MissingSignature  no signature header, or no such key in it
//   4. MissingTimestamp  the scheme needs one
//   5. Malformed         a header stands twice or has no part of the kind that is asked for, no signature has
//                        the shape of one, a signed value is absent. Said of the signature header before 4.
//   6. Malformed         the timestamp is not a time. The digest was tried all the same: see trials.
//   7. Mismatch
//   8. ValidStale, ValidFuture: whole seconds of age beyond the window; Valid
// The body is checked as received: it is never decoded, even when there is a Content-Encoding.
Verification verify(const Scheme &scheme, const domain::HttpMessage &message,
                    std::span<const NamedSecret> secrets, Micros now,
                    const Circumstances &circumstances = {});

// Valid, or what the clock makes of it, for a signature that is right.
domain::Verdict byClock(const TimeSpec &spec, std::optional<qint64> ageSeconds);

// The same for one recipe alone.
Verification verifyRecipe(const Recipe &recipe, const domain::HttpMessage &message,
                          std::span<const NamedSecret> secrets, Micros now,
                          const Circumstances &circumstances = {});

// The fields to put into a request, in place of those of the same name, so that verify() calls it valid.
// Rejected when the scheme does not sign, the secret breaks the vendor's rule or is retired, its tag cannot
// stand in a header, or a signed header is absent. message.body, method and target must be final. A message
// id is made of the time, the target and the body.
Result<QList<domain::HeaderField>> sign(const Scheme &scheme, const domain::HttpMessage &message,
                                        const NamedSecret &secret, Micros now,
                                        const Circumstances &circumstances = {});

} // namespace tocsin::signature
