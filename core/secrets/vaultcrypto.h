// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace tocsin::secrets {

// scrypt's cost (RFC 7914 section 2): 128 * N * r bytes of memory. 2^15, 8, 1 is 32 MiB and about 0.1 s.
struct ScryptCost
{
    quint8 log2N = 15;
    quint32 r = 8;
    quint32 p = 1;

    bool operator==(const ScryptCost &) const = default;
};

constexpr qint64 maxScryptMemory = 256 * 1024 * 1024;
constexpr qsizetype vaultKeySize = 32;   // AES-256
constexpr qsizetype vaultNonceSize = 12; // GCM, NIST SP 800-38D section 8.2
constexpr qsizetype vaultTagSize = 16;

// Refuses what would take more than maxScryptMemory or an unreasonable time. The cost of a file comes from
// whoever wrote it, so this is asked before any key is derived.
Result<void> checkCost(const ScryptCost &cost);

// All of these block and are thread-safe. Failures of the library are Storage.
Result<QByteArray> randomBytes(qsizetype size);
Result<Secret> deriveKey(const Secret &passphrase, QByteArrayView salt, const ScryptCost &cost);
// AES-256-GCM: the cipher text with the tag behind it.
Result<QByteArray> seal(const Secret &key, QByteArrayView nonce, QByteArrayView header, QByteArrayView plain);
// Unauthorised when the tag does not fit: another key, or any changed byte in header or sealed.
Result<Secret> unseal(const Secret &key, QByteArrayView nonce, QByteArrayView header, QByteArrayView sealed);

} // namespace tocsin::secrets
