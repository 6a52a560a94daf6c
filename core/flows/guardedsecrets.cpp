// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/guardedsecrets.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using secrets::StoredSecret;

namespace {

const QString source = u"secret store"_s;

}

GuardedSecrets::GuardedSecrets(secrets::SecretStore &store, logs::LogGuard &guard)
    : m_store(store)
    , m_guard(guard)
{
    connect(&store, &secrets::SecretStore::changed, this, &GuardedSecrets::refresh);
    refresh();
}

GuardedSecrets::~GuardedSecrets() = default;

void GuardedSecrets::refresh()
{
    const quint64 round = ++m_round;
    m_store.list(this, [this, round](const Result<QList<StoredSecret>> &all) {
        if (!all || round != m_round)
            return;
        QStringList labels;
        for (const StoredSecret &secret : *all)
            labels.append(secret.label);
        read(round, labels, {});
    });
}

// One after the other: a keychain answers one question at a time.
void GuardedSecrets::read(quint64 round, QStringList labels, const QList<Secret> &values)
{
    if (labels.isEmpty()) {
        m_guard.know(source, values);
        emit told();
        return;
    }
    const QString label = labels.takeFirst();
    m_store.get(label, this, [this, round, labels, values](const Result<StoredSecret> &secret) {
        if (round != m_round)
            return;
        QList<Secret> more = values;
        if (secret)
            more += QList{secret->value} + secret->retired;
        read(round, labels, more);
    });
}

} // namespace tocsin::flows
