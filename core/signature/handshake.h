// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/verify.h"

namespace tocsin::signature {

// A secret that the sender handed over in a handshake. It is for a person to say whether it is kept: anybody
// who knows the URL can send one.
struct LearnedSecret
{
    Secret value;
    QString place; // "header X-Hook-Secret"
    QString label; // a suggestion
};

// A URL that must be opened for the subscription to begin. Nothing here opens it.
struct NeededConsent
{
    QByteArray url; // leads to a host and a path that the scheme names
    QByteArray host;
    QByteArray rule; // what the host was compared with: "sns.*.amazonaws.com"
};

// The answer to a handshake, or the refusal to give it: then `status` is 401 (signature) or 403 and the body
// says nothing of why. `reason` is plain English for the log; it holds no value of the request and no secret.
struct HandshakeAnswer
{
    bool refused = false;
    QString handshake; // its name in the scheme
    QString reason;
    int status = 200;
    QList<domain::HeaderField> headers; // printable ASCII
    QByteArray body;
    std::optional<LearnedSecret> learned;
    std::optional<NeededConsent> consent;
};

// Pure and thread-safe. Nothing when the request is no handshake of the scheme: it is a delivery then. The
// rules of docs/scheme-language.md, "Handshakes", hold: every value that is sent back or signed is bounded in
// length and alphabet, a text that could be a signed one is never signed, and content types are fixed.
std::optional<HandshakeAnswer> answerHandshake(const Scheme &scheme, const domain::HttpMessage &message,
                                               std::span<const NamedSecret> secrets,
                                               const Circumstances &circumstances, Micros now);

// By what a request is known as this handshake, for people: "a POST with body member /Type
// "SubscriptionConfirmation" and body member /SubscribeURL".
QString recognition(const Handshake &handshake);

} // namespace tocsin::signature
