// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/logs/logguard.h"
#include "core/secrets/secretstore.h"

namespace tocsin::flows {

// Keeps the guard of the log told of every secret in a store, earlier values included. Lives on the main
// thread; the guard lives longer.
class GuardedSecrets final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GuardedSecrets)

public:
    GuardedSecrets(secrets::SecretStore &store, logs::LogGuard &guard);
    ~GuardedSecrets() override;

signals:
    void told(); // all that were there when it was asked

private:
    void refresh();
    void read(quint64 round, QStringList labels, const QList<Secret> &values);

    secrets::SecretStore &m_store;
    logs::LogGuard &m_guard;
    quint64 m_round = 0;
};

} // namespace tocsin::flows
