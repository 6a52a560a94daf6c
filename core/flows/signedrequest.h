// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/httpmessage.h"
#include "core/http/httpclient.h"
#include "core/payload/samples.h"
#include "core/signature/verify.h"

namespace tocsin::flows {

// A POST of these bytes to the URL, with a JSON content type unless `extra` names another, signed as the
// scheme says. The secret may be null for an unsigned scheme. Circumstances without a URL get the one that is
// posted to, which is what a receiver puts together from the request. Rejected as sign() says.
Result<http::HttpRequest> signedRequest(const QUrl &url, const signature::Scheme *scheme,
                                        const signature::NamedSecret *secret, const QByteArray &body,
                                        const QList<domain::HeaderField> &extra, Micros now,
                                        signature::Circumstances circumstances = {});

// The sample with this id, or with no id one that the scheme's sender would send; null when there is none.
const payload::Sample *pickSample(const QList<payload::Sample> &samples, const QString &id,
                                  const QString &schemeId);

} // namespace tocsin::flows
