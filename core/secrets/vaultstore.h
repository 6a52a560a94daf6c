// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "core/secrets/vaultcrypto.h"

#include <QThreadPool>

#include <memory>

namespace tocsin::secrets {

class FileWatch;
class VaultFile;

// Secrets in one file under a passphrase, for machines without a keychain. The work (key derivation, disk)
// is done on a thread of its own, one question after the other.
class VaultStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultStore)

public:
    // Both block for a key derivation, about 0.1 s at the default cost. Errors as of VaultFile.
    static Result<std::unique_ptr<VaultStore>> open(const QString &path, const Secret &passphrase);
    static Result<std::unique_ptr<VaultStore>> create(const QString &path, const Secret &passphrase,
                                                      const ScryptCost &cost = {});
    ~VaultStore() override;

    Backend backend() const override { return Backend::Vault; }
    void list(QObject *context, Handler<QList<StoredSecret>> handler) override;
    void get(const QString &label, QObject *context, Handler<StoredSecret> handler) override;
    void put(const StoredSecret &secret, QObject *context, Handler<void> handler) override;
    void remove(const QString &label, QObject *context, Handler<void> handler) override;
    QByteArray version() const override;
    void watch() override;

    // Whether this passphrase opens the file as it is now. Unauthorised.
    void checkPassphrase(const Secret &passphrase, QObject *context, Handler<void> handler);
    // See VaultFile::changePassphrase(); `current` is asked for, because whoever sits here may be another.
    void changePassphrase(const Secret &current, const Secret &fresh, QObject *context,
                          Handler<void> handler);

private:
    VaultStore(const QString &path, VaultFile &&file);
    template<class T>
    void run(std::function<Result<T>(VaultFile &)> work, QObject *context, Handler<T> handler, bool changes);

    const QString m_path;
    std::unique_ptr<VaultFile> m_file; // touched by m_worker's one thread only
    QThreadPool m_worker;
    std::unique_ptr<FileWatch> m_watch;
};

} // namespace tocsin::secrets
