// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/crypto.h"
#include "core/signature/scheme.h"

namespace tocsin::signature {

// The hash behind a scheme that signs; must not be asked of Algorithm::None.
Hash hashOf(Scheme::Algorithm algorithm);

// The digest as the scheme writes it, without prefix.
QByteArray writeDigest(QByteArrayView digest, Scheme::Encoding encoding);

// The raw bytes of a digest text, or nothing when it is not exactly one digest of that many bytes. Hex is
// read in either case, base64 with or without its padding but in its canonical form only, so that a digest
// has one reading.
std::optional<QByteArray> readDigest(QByteArrayView text, Scheme::Encoding encoding, qsizetype size);

// What a digest text must look like, for messages: "64 hexadecimal digits".
QString digestShape(Scheme::Encoding encoding, qsizetype size);

} // namespace tocsin::signature
