// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/http/httpclient.h"
#include "core/payload/samples.h"
#include "core/signature/sign.h"

namespace tocsin::flows {

// An event that is ready to be sent.
struct SignedEvent
{
    domain::HttpMessage message; // without Host and Content-Length, which the transport writes
    QByteArray id;               // that the scheme signs; null = none
    QString variant;             // of the scheme
};

// A POST of the event to the URL, signed as the scheme says, with a JSON content type unless the event names
// another. The scheme may be null or one that does not sign; the secret may be null then. Circumstances
// without a URL get the one that is posted to, which is what a receiver puts together from the request.
// Rejected as signRequest() says.
Result<SignedEvent> signedEvent(const QUrl &url, const signature::Scheme *scheme,
                                const signature::NamedSecret *secret, const payload::Sample &event,
                                Micros now, signature::Circumstances circumstances = {},
                                const signature::SigningOptions &options = {});

// For the transport that writes heads in its own way.
http::HttpRequest httpRequest(const QUrl &url, const SignedEvent &event);

// As it goes on the wire, one request to a connection.
QByteArray wireBytes(const QUrl &url, const SignedEvent &event);

// The URL with this target in place of its own path and query.
QUrl withTarget(const QUrl &url, const QByteArray &target);

// The sample with this id, or with no id one that the scheme's sender would send, or for a sender that has
// none a generic one of the kind of body that the scheme reads; without a scheme the first. Null when there
// is none.
const payload::Sample *pickSample(const QList<payload::Sample> &samples, const QString &id,
                                  const signature::Scheme *scheme);

} // namespace tocsin::flows
