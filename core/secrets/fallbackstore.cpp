// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/fallbackstore.h"

#include "core/secrets/reply.h"
#include "core/secrets/vaultstore.h"

#include <QFileInfo>

namespace tocsin::secrets {

using namespace Qt::StringLiterals;

FallbackStore::FallbackStore(const QString &vaultPath, QObject *parent)
    : SecretStore(parent)
    , m_path(vaultPath)
{
    m_worker.setMaxThreadCount(1);
    connect(&m_memory, &SecretStore::changed, this, &SecretStore::changed);
}

FallbackStore::~FallbackStore()
{
    m_worker.waitForDone();
}

bool FallbackStore::vaultExists() const
{
    return QFileInfo::exists(m_path);
}

SecretStore &FallbackStore::present()
{
    return m_vault ? static_cast<SecretStore &>(*m_vault) : m_memory;
}

SecretStore::Backend FallbackStore::backend() const
{
    return m_vault ? Backend::Vault : Backend::Memory;
}

void FallbackStore::openVault(const Secret &passphrase, QObject *context, Handler<void> handler)
{
    m_worker.start([this, passphrase, target = thread(), context = QPointer(context),
                    handler = std::move(handler)] {
        auto opened = QFileInfo::exists(m_path) ? VaultStore::open(m_path, passphrase)
                                                : VaultStore::create(m_path, passphrase);
        if (opened)
            (*opened)->moveToThread(target);
        Opened shared = std::move(opened).map([](std::unique_ptr<VaultStore> &&vault) {
            return std::shared_ptr<VaultStore>(std::move(vault));
        });
        // The destructor waits for this thread, so the object is there.
        QMetaObject::invokeMethod(
            this, [this, context, handler, shared = std::move(shared)] { take(shared, context, handler); },
            Qt::QueuedConnection);
    });
}

void FallbackStore::take(const Opened &opened, const QPointer<QObject> &context, const Handler<void> &handler)
{
    if (!opened || m_vault) {
        reply<void>(context, handler, opened ? Result<void>() : tl::unexpected(opened.error()));
        return;
    }
    m_vault = *opened;
    connect(m_vault.get(), &SecretStore::changed, this, &SecretStore::changed);
    if (m_isWatching)
        m_vault->watch();
    const auto done = [this, context, handler](const Result<void> &result) {
        emit changed();
        reply(context, handler, result);
    };
    m_vault->list(this, [this, done](const Result<QList<StoredSecret>> &kept) {
        if (!kept)
            return done(tl::unexpected(kept.error()));
        m_memory.list(this, [this, done, kept = *kept](const Result<QList<StoredSecret>> &added) {
            QStringList labels;
            for (const StoredSecret &secret : added.value_or(QList<StoredSecret>())) {
                if (std::none_of(kept.begin(), kept.end(),
                                 [&](const StoredSecret &other) { return other.label == secret.label; }))
                    labels.append(secret.label);
            }
            moveIn(labels, done);
        });
    });
}

void FallbackStore::moveIn(QStringList labels, const std::function<void(Result<void>)> &done)
{
    if (labels.isEmpty())
        return done({});
    const QString label = labels.takeFirst();
    m_memory.get(label, this, [this, labels, done](const Result<StoredSecret> &secret) {
        if (!secret)
            return done(tl::unexpected(secret.error()));
        m_vault->put(*secret, this, [this, labels, done](const Result<void> &put) {
            if (!put)
                return done(put);
            moveIn(labels, done);
        });
    });
}

void FallbackStore::checkPassphrase(const Secret &passphrase, QObject *context, Handler<void> handler)
{
    if (m_vault)
        m_vault->checkPassphrase(passphrase, context, std::move(handler));
    else
        reply<void>(context, handler, fail(Error::Kind::Rejected, u"no vault is open"_s));
}

void FallbackStore::changePassphrase(const Secret &current, const Secret &fresh, QObject *context,
                                     Handler<void> handler)
{
    if (m_vault)
        m_vault->changePassphrase(current, fresh, context, std::move(handler));
    else
        reply<void>(context, handler, fail(Error::Kind::Rejected, u"no vault is open"_s));
}

QByteArray FallbackStore::version() const
{
    return m_vault ? m_vault->version() : QByteArray();
}

void FallbackStore::watch()
{
    m_isWatching = true;
    if (m_vault)
        m_vault->watch();
}

void FallbackStore::list(QObject *context, Handler<QList<StoredSecret>> handler)
{
    present().list(context, std::move(handler));
}

void FallbackStore::get(const QString &label, QObject *context, Handler<StoredSecret> handler)
{
    present().get(label, context, std::move(handler));
}

void FallbackStore::put(const StoredSecret &secret, QObject *context, Handler<void> handler)
{
    present().put(secret, context, std::move(handler));
}

void FallbackStore::remove(const QString &label, QObject *context, Handler<void> handler)
{
    present().remove(label, context, std::move(handler));
}

} // namespace tocsin::secrets
