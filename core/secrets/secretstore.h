// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>
#include <QStringList>

namespace tocsin::secrets {

// What is kept beside a secret's bytes. Rotation keeps the earlier value under the same label as a retired
// one.
struct StoredSecret
{
    QString label;      // unique; letters, digits, '-', '_', '.', at most 64
    QString scheme;     // id of the scheme whose rules it obeys; empty = none
    QString tag;        // the sender's name for it
    qint64 addedAt = 0; // Unix seconds
    Secret value;
    QList<Secret> retired; // newest first, for messages in flight
};

// Where secrets live. Three backends: the OS keychain, a passphrase vault, and memory for this run only. One
// question, one answer; the handler runs from the event loop of its context's thread, never before the call
// returns. Lives on the thread that made it.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    enum class Backend { Keychain, Vault, Memory };
    Q_ENUM(Backend)

    using QObject::QObject;
    virtual Backend backend() const = 0;
    virtual SecretStore &actual() { return *this; } // for who must know what kind of store it is

    // Everything but the bytes, by label: value and retired are empty here. Ask get() for them.
    virtual void list(QObject *context, Handler<QList<StoredSecret>> handler) = 0;
    virtual void get(const QString &label, QObject *context, Handler<StoredSecret> handler) = 0;
    // Adds or replaces. Only the newest maxRetired retired values are kept. Kinds: Rejected (what
    // checkStored() refuses), NoKeychain, Storage.
    virtual void put(const StoredSecret &secret, QObject *context, Handler<void> handler) = 0;
    // NotFound when there is none of that label.
    virtual void remove(const QString &label, QObject *context, Handler<void> handler) = 0;

    // Another one after every write of any program that shares the store, and the same in all of them; says
    // nothing of the secrets. Empty: nobody shares it, or nobody has written.
    virtual QByteArray version() const { return {}; }
    // From now on changed() tells of what other programs write as well.
    virtual void watch() {}

signals:
    void changed(); // after a successful put or remove
};

} // namespace tocsin::secrets
