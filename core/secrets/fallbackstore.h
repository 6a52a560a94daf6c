// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/memorystore.h"

#include <QThreadPool>

#include <memory>

namespace tocsin::secrets {

class VaultStore;

// Where there is no keychain: secrets are kept for this run only until a passphrase opens the vault file, or
// makes it; then they are kept there. What was added before goes into the vault, unless it holds that label
// already. Lives on the main thread.
class FallbackStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FallbackStore)

public:
    explicit FallbackStore(const QString &vaultPath, QObject *parent = nullptr);
    ~FallbackStore() override;

    const QString &vaultPath() const { return m_path; }
    bool vaultExists() const;
    // Opens the vault, or makes it when there is none. Errors as of VaultFile; then everything stays as it
    // was. changed() says when what it holds can be used.
    void openVault(const Secret &passphrase, QObject *context, Handler<void> handler);

    // See VaultStore. Rejected while no vault is open.
    void checkPassphrase(const Secret &passphrase, QObject *context, Handler<void> handler);
    void changePassphrase(const Secret &current, const Secret &fresh, QObject *context,
                          Handler<void> handler);

    Backend backend() const override;
    void list(QObject *context, Handler<QList<StoredSecret>> handler) override;
    void get(const QString &label, QObject *context, Handler<StoredSecret> handler) override;
    void put(const StoredSecret &secret, QObject *context, Handler<void> handler) override;
    void remove(const QString &label, QObject *context, Handler<void> handler) override;
    QByteArray version() const override;
    void watch() override;

private:
    using Opened = Result<std::shared_ptr<VaultStore>>;
    void take(const Opened &opened, const QPointer<QObject> &context, const Handler<void> &handler);
    void moveIn(QStringList labels, const std::function<void(Result<void>)> &done);

    SecretStore &present();

    const QString m_path;
    MemoryStore m_memory;
    std::shared_ptr<VaultStore> m_vault;
    bool m_isWatching = false;
    QThreadPool m_worker; // deriving the key takes a moment
};

} // namespace tocsin::secrets
