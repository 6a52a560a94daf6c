// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/publickey.h"

namespace tocsin::signature {

// The public keys of a JWK or a JWK set (RFC 7517, RFC 8037): RSA, EC P-256 and P-384, OKP Ed25519. In a set,
// keys for encryption and kinds that no webhook is signed with are passed over, as long as one is left. What
// must not be public is refused wherever it stands: a symmetric key ("oct"), a private member ("d"). So is a
// member that stands twice.
Result<QList<PublicKey>> readJwks(QByteArrayView json);

} // namespace tocsin::signature
