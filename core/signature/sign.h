// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

namespace tocsin::signature {

// What signing makes of a request. Most senders only add header fields; others put values into the query, the
// form or the JSON body, and some make the body a token.
struct SignedRequest
{
    QList<domain::HeaderField> fields; // in place of those of the same name
    QByteArray target;
    QByteArray body;
    QByteArray url; // as in the circumstances, with what was added to the query
    QByteArray id;  // of the message; null = the scheme has none
    QString variant;
};

struct SigningOptions
{
    QString variant;      // recipe by its name; empty = the first by which this request can be signed
    QByteArray messageId; // of an event that is sent again; empty = a fresh one
};

// The request as the sender would sign it at that time, so that verify() calls it valid: a fresh timestamp
// and id, also where they stand in the query or the body. The secret is the shared one, user:password, or for
// a scheme of public keys the private key (see PrivateKey::parse). Circumstances should hold the URL that is
// sent to: a signature may cover it. Rejected, and the detail says what is missing or wrong: the scheme does
// not sign, the secret breaks the sender's rule, is retired or no key of the kind, its tag cannot stand in a
// header, or something that the signature covers is absent from the request and is not the signature's own.
Result<SignedRequest> signRequest(const Scheme &scheme, const domain::HttpMessage &message,
                                  const NamedSecret &secret, Micros now,
                                  const Circumstances &circumstances = {},
                                  const SigningOptions &options = {});

} // namespace tocsin::signature
