// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/httpsignature.h"

namespace tocsin::signature {

// The drafts' side of httpsignature.h.

// From the Signature header, else from "Authorization: Signature ...". Errors as readHttpSignatures().
Result<HttpSignature> readCavage(const domain::HttpMessage &message);

// Everything but the signature, for a sender.
HttpSignature describeCavage(const domain::HttpMessage &message, const HttpSignatureOptions &options);
QByteArray cavageText(const HttpSignatureOptions &options, const QByteArray &signature); // the header's value

} // namespace tocsin::signature
