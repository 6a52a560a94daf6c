// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretcodec.h"

namespace tocsin::secrets {

// Secrets for this run only: nothing is written anywhere, the bytes are wiped when the program ends.
class MemoryStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemoryStore)

public:
    using SecretStore::SecretStore;

    Backend backend() const override { return Backend::Memory; }
    void list(QObject *context, Handler<QList<StoredSecret>> handler) override;
    void get(const QString &label, QObject *context, Handler<StoredSecret> handler) override;
    void put(const StoredSecret &secret, QObject *context, Handler<void> handler) override;
    void remove(const QString &label, QObject *context, Handler<void> handler) override;

private:
    Entries m_entries;
};

} // namespace tocsin::secrets
