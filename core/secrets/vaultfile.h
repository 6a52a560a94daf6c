// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretcodec.h"
#include "core/secrets/vaultcrypto.h"

#include <functional>
#include <utility>

namespace tocsin::secrets {

// The passphrase vault as a file, synchronously: one thread at a time, each call may take a key derivation
// (about 0.1 s). Layout, little endian: "TOCSINVT", version 1, kdf 1 (scrypt), cipher 1 (AES-256-GCM), log2
// N, r (4), p (4), salt (32), nonce (12); this header of 64 bytes is authenticated. Then the sealed encode().
// Salt and nonce are fresh at every write. Other programs may write the same file: every call looks whether
// it changed, and writers take a lock file beside it.
class VaultFile
{
public:
    // Reads the file. NotFound; Unauthorised (wrong passphrase or damaged: the cipher cannot tell);
    // Malformed; Limited; Storage.
    static Result<VaultFile> open(const QString &path, const Secret &passphrase);
    // Writes an empty vault. Rejected for an empty passphrase or when the file is there already.
    static Result<VaultFile> create(const QString &path, const Secret &passphrase, const ScryptCost &cost);

    // Another one after every write, by whatever program; empty: there is no such file.
    static QByteArray version(const QString &path);
    // Whether another program has written since it was asked last, as far as a call has seen.
    bool hasTakenOver() { return std::exchange(m_hasTakenOver, false); }

    // The entries as they are in the file now; valid until the next call.
    Result<const Entries *> entries();
    // Applies the change and replaces the file; when either fails, file and entries stay as they were.
    Result<void> change(const std::function<Result<void>(Entries &)> &edit);
    // The same entries under another passphrase, in one step: whatever happens meanwhile, the file opens with
    // the one or with the other. Other programs that have it open must be given the new one. Rejected (it is
    // empty); Unauthorised (this one does not open it any more).
    Result<void> changePassphrase(const Secret &fresh);

private:
    VaultFile(QString path, Secret passphrase);
    Result<void> locked(const std::function<Result<void>()> &work);
    Result<void> refresh();
    Result<void> write(const Entries &entries);

    QString m_path;
    Secret m_passphrase;
    ScryptCost m_cost;
    QByteArray m_header; // of the file that m_entries was read from or written to
    Entries m_entries;
    bool m_hasTakenOver = false; // what another program has written
};

} // namespace tocsin::secrets
