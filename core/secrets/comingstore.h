// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"

#include <deque>
#include <functional>
#include <memory>

namespace tocsin::secrets {

// Stands for a store that is still being looked for, so that a window need not wait for a keychain that may
// have to be started first. What is asked meanwhile is answered when the store has come, in the order asked.
// Lives on the main thread.
class ComingStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComingStore)

public:
    explicit ComingStore(QObject *parent = nullptr);
    ~ComingStore() override;

    void arrive(std::unique_ptr<SecretStore> store); // once; changed() follows

    SecretStore &actual() override;   // itself as long as none has come
    Backend backend() const override; // Memory as long as none has come
    void list(QObject *context, Handler<QList<StoredSecret>> handler) override;
    void get(const QString &label, QObject *context, Handler<StoredSecret> handler) override;
    void put(const StoredSecret &secret, QObject *context, Handler<void> handler) override;
    void remove(const QString &label, QObject *context, Handler<void> handler) override;
    QByteArray version() const override;
    void watch() override;

private:
    using Question = std::function<void(SecretStore &store)>;
    // Not asked of a context that is gone by then.
    void ask(QObject *context, Question question);

    std::unique_ptr<SecretStore> m_store;
    std::deque<Question> m_waiting;
    bool m_isWatching = false;
};

} // namespace tocsin::secrets
