// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/crypto.h"
#include "core/signature/recipe.h"

#include <QString>

#include <optional>
#include <span>

namespace tocsin::signature {

// The hash behind an HMAC or a plain digest; must not be asked of other algorithms.
Hash hashOf(Algorithm algorithm);

// The bytes of a part's hash over the pieces; four for crc32, big-endian. Must not be asked of None.
QByteArray digestBytes(PartHash hash, std::span<const QByteArrayView> pieces);

// The bytes as the scheme writes them, without prefix. Decimal reads them as one big-endian number.
QByteArray writeDigest(QByteArrayView digest, Encoding encoding);

// The raw bytes of a digest text, or nothing when it is not exactly one digest of that many bytes (0 = any
// number, at least one). Hex is read in either case, base64 with or without its padding but in its canonical
// form only, so that a digest has one reading.
std::optional<QByteArray> readDigest(QByteArrayView text, Encoding encoding, qsizetype size);

// What a digest text must look like, for messages: "64 hexadecimal digits".
QString digestShape(Encoding encoding, qsizetype size);

} // namespace tocsin::signature
