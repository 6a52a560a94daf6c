// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/comingstore.h"

#include <QPointer>

namespace tocsin::secrets {

ComingStore::ComingStore(QObject *parent) : SecretStore(parent) {}

ComingStore::~ComingStore() = default;

void ComingStore::arrive(std::unique_ptr<SecretStore> store)
{
    Q_ASSERT(!m_store);
    m_store = std::move(store);
    connect(m_store.get(), &SecretStore::changed, this, &SecretStore::changed);
    if (m_isWatching)
        m_store->watch();
    for (const Question &question : std::exchange(m_waiting, {}))
        question(*m_store);
    emit changed();
}

QByteArray ComingStore::version() const
{
    return m_store ? m_store->version() : QByteArray();
}

void ComingStore::watch()
{
    m_isWatching = true;
    if (m_store)
        m_store->watch();
}

SecretStore &ComingStore::actual()
{
    return m_store ? m_store->actual() : *this;
}

SecretStore::Backend ComingStore::backend() const
{
    return m_store ? m_store->backend() : Backend::Memory;
}

void ComingStore::ask(QObject *context, Question question)
{
    if (m_store)
        question(*m_store);
    else
        m_waiting.push_back(
            [guard = QPointer<QObject>(context), question = std::move(question)](SecretStore &store) {
                if (guard)
                    question(store);
            });
}

void ComingStore::list(QObject *context, Handler<QList<StoredSecret>> handler)
{
    ask(context,
        [context, handler = std::move(handler)](SecretStore &store) { store.list(context, handler); });
}

void ComingStore::get(const QString &label, QObject *context, Handler<StoredSecret> handler)
{
    ask(context, [label, context, handler = std::move(handler)](SecretStore &store) {
        store.get(label, context, handler);
    });
}

void ComingStore::put(const StoredSecret &secret, QObject *context, Handler<void> handler)
{
    ask(context, [secret, context, handler = std::move(handler)](SecretStore &store) {
        store.put(secret, context, handler);
    });
}

void ComingStore::remove(const QString &label, QObject *context, Handler<void> handler)
{
    ask(context, [label, context, handler = std::move(handler)](SecretStore &store) {
        store.remove(label, context, handler);
    });
}

} // namespace tocsin::secrets
