// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/vaultstore.h"

#include "core/secrets/entries.h"
#include "core/secrets/filewatch.h"
#include "core/secrets/reply.h"
#include "core/secrets/vaultfile.h"

namespace tocsin::secrets {

VaultStore::VaultStore(const QString &path, VaultFile &&file)
    : m_path(path)
    , m_file(std::make_unique<VaultFile>(std::move(file)))
{
    m_worker.setMaxThreadCount(1); // which also keeps the order of the questions
}

VaultStore::~VaultStore()
{
    m_worker.waitForDone();
}

Result<std::unique_ptr<VaultStore>> VaultStore::open(const QString &path, const Secret &passphrase)
{
    return VaultFile::open(path, passphrase).map([&path](VaultFile &&file) {
        return std::unique_ptr<VaultStore>(new VaultStore(path, std::move(file)));
    });
}

Result<std::unique_ptr<VaultStore>> VaultStore::create(const QString &path, const Secret &passphrase,
                                                       const ScryptCost &cost)
{
    return VaultFile::create(path, passphrase, cost).map([&path](VaultFile &&file) {
        return std::unique_ptr<VaultStore>(new VaultStore(path, std::move(file)));
    });
}

template<class T>
void VaultStore::run(std::function<Result<T>(VaultFile &)> work, QObject *context, Handler<T> handler,
                     bool changes)
{
    m_worker.start(
        [this, work = std::move(work), context = QPointer(context), handler = std::move(handler), changes] {
            Result<T> result = work(*m_file);
            const bool isMoved = m_file->hasTakenOver() || (changes && result);
            // The destructor waits for this thread, so the object is there; Qt drops the call if it goes
            // after.
            QMetaObject::invokeMethod(
                this,
                [this, context, handler, isMoved, result = std::move(result)] {
                    if (isMoved)
                        emit changed();
                    reply(context, handler, result);
                },
                Qt::QueuedConnection);
        });
}

QByteArray VaultStore::version() const
{
    return VaultFile::version(m_path);
}

void VaultStore::watch()
{
    if (m_watch)
        return;
    m_watch = std::make_unique<FileWatch>(m_path);
    // Whether it is another one the worker finds out, and says as every call does.
    connect(m_watch.get(), &FileWatch::touched, this, [this] {
        run<void>([](VaultFile &file) { return file.entries().map([](const Entries *) {}); }, this,
                  [](const Result<void> &) {}, false);
    });
}

void VaultStore::list(QObject *context, Handler<QList<StoredSecret>> handler)
{
    run<QList<StoredSecret>>(
        [](VaultFile &file) {
            return file.entries().map([](const Entries *entries) { return listEntries(*entries); });
        },
        context, std::move(handler), false);
}

void VaultStore::get(const QString &label, QObject *context, Handler<StoredSecret> handler)
{
    run<StoredSecret>(
        [label](VaultFile &file) {
            return file.entries().and_then([&](const Entries *entries) { return getEntry(*entries, label); });
        },
        context, std::move(handler), false);
}

void VaultStore::put(const StoredSecret &secret, QObject *context, Handler<void> handler)
{
    run<void>(
        [secret](VaultFile &file) {
            return file.change([&](Entries &entries) { return putEntry(entries, secret); });
        },
        context, std::move(handler), true);
}

void VaultStore::remove(const QString &label, QObject *context, Handler<void> handler)
{
    run<void>(
        [label](VaultFile &file) {
            return file.change([&](Entries &entries) { return removeEntry(entries, label); });
        },
        context, std::move(handler), true);
}

void VaultStore::checkPassphrase(const Secret &passphrase, QObject *context, Handler<void> handler)
{
    run<void>([path = m_path, passphrase](
                  VaultFile &) { return VaultFile::open(path, passphrase).map([](const VaultFile &) {}); },
              context, std::move(handler), false);
}

void VaultStore::changePassphrase(const Secret &current, const Secret &fresh, QObject *context,
                                  Handler<void> handler)
{
    run<void>(
        [path = m_path, current, fresh](VaultFile &file) {
            return VaultFile::open(path, current).and_then([&](const VaultFile &) {
                return file.changePassphrase(fresh);
            });
        },
        context, std::move(handler), false);
}

} // namespace tocsin::secrets
