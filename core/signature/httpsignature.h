// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/signature/privatekey.h"

#include <optional>

namespace tocsin::signature {

// HTTP Message Signatures (RFC 9421), and the drafts before them (draft-cavage-http-signatures-12), which
// other senders still use under the same header name.
enum class HttpSignatureEdition : quint8 { Rfc9421, Cavage };

// One signature of a request, read but not verified.
struct HttpSignature
{
    HttpSignatureEdition edition = HttpSignatureEdition::Rfc9421;
    QByteArray label; // Rfc9421
    // What is covered, in order. Rfc9421: the name and its parameters, as "@method" or
    // "@query-param;name=\"Pet\"", without the quotes of the name. Cavage: "(request-target)", "host".
    QList<QByteArray> components;
    QByteArray base;      // the bytes that are signed; empty when something that is covered is not there
    QByteArray signature; // bytes
    QByteArray keyId;     // as the sender says it; empty = not said
    QByteArray algorithm; // as the sender says it; empty = not said
    QByteArray nonce;
    QByteArray tag;
    std::optional<qint64> created; // seconds since 1970
    std::optional<qint64> expires; // seconds since 1970; it is for the caller to hold it against a clock
    QString fault;                 // why it cannot be verified, in plain English; empty = it can
};

// Every signature of the request. url is the whole URL that it was sent to; for Cavage it may be empty.
// NotFound when there is none; Malformed names header and place. What is wrong with one signature alone is
// its fault, so that another can still be tried. A name in quotes is never a promise: which components must
// be covered is for the caller to check.
Result<QList<HttpSignature>> readHttpSignatures(HttpSignatureEdition edition,
                                                const domain::HttpMessage &message, QByteArrayView url);

// Whether the signature is right. The algorithm is the one that the signature names, if the key is one for
// it; if it names none, any of the edition that the key is one for. SHA-1 is not among them.
bool verifyHttpSignature(const HttpSignature &signature, const VerifyingKey &key);

struct HttpSignatureOptions
{
    QByteArray label = "sig1";
    QList<QByteArray> components = {}; // as in HttpSignature
    QByteArray keyId = {};
    QByteArray algorithm = {};   // by its registered name: "ed25519", "hmac-sha256", for Cavage "rsa-sha256"
    bool namesAlgorithm = false; // also says it in the header
    std::optional<qint64> created = {};
    std::optional<qint64> expires = {};
    QByteArray nonce = {};
    QByteArray tag = {};
};

// The header fields to add to the request. Rejected when a component is not there or the key is not one for
// the algorithm.
Result<QList<domain::HeaderField>> signHttpMessage(HttpSignatureEdition edition,
                                                   const domain::HttpMessage &message, QByteArrayView url,
                                                   const SigningKey &key,
                                                   const HttpSignatureOptions &options);

// What the body's digest in a header says of the body.
enum class BodyDigest : quint8 {
    Absent,
    Right,
    Wrong,
    Malformed, // cannot be read, or has neither SHA-256 nor SHA-512
};
BodyDigest checkContentDigest(const domain::HttpMessage &message); // Content-Digest, RFC 9530
BodyDigest checkDigest(const domain::HttpMessage &message);        // Digest, RFC 3230

} // namespace tocsin::signature
