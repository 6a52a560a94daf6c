// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/jws.h"

namespace tocsin::signature {

struct JwsHeader
{
    JwsAlgorithm algorithm = JwsAlgorithm::Hs256;
    QByteArray keyId;
    bool encoded = true; // "b64"
};

// The rules of readJws() for the header's JSON.
Result<JwsHeader> readJwsHeader(QByteArrayView json);

QByteArray writeJwsHeader(JwsAlgorithm algorithm, const JwsOptions &options);

} // namespace tocsin::signature
