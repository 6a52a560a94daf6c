// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/keychainitem.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

namespace tocsin::secrets {

namespace {

using namespace Qt::StringLiterals;

const QString service = u"tocsin"_s;
const QString remedy =
    u" Start and unlock the keychain (GNOME Keyring, KWallet, macOS Keychain, Windows Credential "
    "Manager), or keep secrets in a passphrase vault or for this run only."_s;

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {Error::Kind::NotFound, u"The keychain has no such item."_s};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {Error::Kind::NoKeychain, u"The keychain refused access. Unlock it and allow Tocsin."_s};
    default:
        return {Error::Kind::NoKeychain,
                u"The keychain cannot be used (%1)."_s.arg(job.errorString().simplified().left(200)) +
                    remedy};
    }
}

// Starts the job; the first of its end and the time limit calls the handler. The guard dies with the first,
// so that the second finds nobody. A job that answers too late deletes itself.
template<class Job, class T>
void ask(Job *job, std::chrono::milliseconds patience, QObject *context, const Handler<T> &handler,
         const std::function<Result<T>(Job &)> &answer)
{
    job->setInsecureFallback(false);
    auto *guard = new QObject(context);
    QObject::connect(job, &QKeychain::Job::finished, guard, [=] {
        Result<T> result =
            job->error() == QKeychain::NoError ? answer(*job) : Result<T>(tl::unexpected(errorOf(*job)));
        const Handler<T> receiver = handler;
        delete guard;
        receiver(std::move(result));
    });
    QTimer::singleShot(patience, guard, [=] {
        const Handler<T> receiver = handler;
        const auto seconds = double(patience.count()) / 1000;
        delete guard;
        receiver(fail(Error::Kind::NoKeychain,
                      u"The keychain did not answer within %1 s."_s.arg(seconds) + remedy));
    });
    job->start();
}

} // namespace

void readItem(const QString &key, std::chrono::milliseconds patience, QObject *context,
              const Handler<Secret> &handler)
{
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(key);
    ask<QKeychain::ReadPasswordJob, Secret>(job, patience, context, handler, [](auto &done) {
        return Result<Secret>(Secret(done.binaryData()));
    });
}

void writeItem(const QString &key, const Secret &value, std::chrono::milliseconds patience, QObject *context,
               const Handler<void> &handler)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(key);
    job->setBinaryData(value.reveal().toByteArray());
    ask<QKeychain::WritePasswordJob, void>(job, patience, context, handler,
                                           [](auto &) { return Result<void>(); });
}

void deleteItem(const QString &key, std::chrono::milliseconds patience, QObject *context,
                const Handler<void> &handler)
{
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(key);
    ask<QKeychain::DeletePasswordJob, void>(job, patience, context, handler,
                                            [](auto &) { return Result<void>(); });
}

} // namespace tocsin::secrets
