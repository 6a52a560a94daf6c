// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretcodec.h"
#include "core/secrets/sharedstamp.h"

#include <chrono>
#include <deque>

namespace tocsin::secrets {

// Secrets in the OS keychain: one item per label, "secret/LABEL", and one item "index" with labels and
// metadata but no values, because a keychain cannot be asked what it holds. Lives on the main thread. One
// question at a time; each item access has a time limit, long enough for a person to unlock the keychain.
// Programs that share it tell each other of their writes by the stamp, a file whose path they all give.
// When two programs put at the same moment, one line of the index may be lost; putting again mends it, and
// get() by label does not need the index.
class KeychainStore final : public SecretStore
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeychainStore)

public:
    explicit KeychainStore(const QString &stampPath, // empty = others are not told, and tell nothing
                           std::chrono::milliseconds patience = std::chrono::seconds(60),
                           QObject *parent = nullptr);

    // Whether a keychain answers at all; asks for an item that never exists, so nothing has to be unlocked.
    static void probe(QObject *context, const Handler<void> &handler,
                      std::chrono::milliseconds patience = std::chrono::seconds(3));

    Backend backend() const override { return Backend::Keychain; }
    void list(QObject *context, Handler<QList<StoredSecret>> handler) override;
    void get(const QString &label, QObject *context, Handler<StoredSecret> handler) override;
    void put(const StoredSecret &secret, QObject *context, Handler<void> handler) override;
    void remove(const QString &label, QObject *context, Handler<void> handler) override;
    QByteArray version() const override { return m_stamp.word(); }
    void watch() override { m_stamp.watch(); }

private:
    void enqueue(std::function<void()> question);
    // Gives the answer of the running question and starts the next.
    template<class T>
    void finish(const QPointer<QObject> &context, const Handler<T> &handler, const Result<T> &result,
                bool changes);
    void removeItemAndLine(const QString &label, bool hasItem, const Handler<void> &handler);
    void readIndex(const Handler<Entries> &handler);
    void editIndex(const std::function<void(Entries &)> &edit, const Handler<void> &handler);

    std::chrono::milliseconds m_patience;
    SharedStamp m_stamp;
    std::deque<std::function<void()>> m_questions; // the first one is running
};

} // namespace tocsin::secrets
