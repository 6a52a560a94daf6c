// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyoffice.h"
#include "core/secrets/memorystore.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/waited.h"

#include <QDirIterator>
#include <QTemporaryDir>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// The server, the secret store and the files stay; what runs may end at any time.
struct KeyBench
{
    using Rotation = storage::KeyRotation;
    using Step = storage::KeyStep;
    using Stored = secrets::StoredSecret;

    std::unique_ptr<sandbox::Server> server;
    secrets::MemoryStore vault;
    QTemporaryDir folder;
    domain::Connection admin;   // a token
    domain::Connection console; // a key, made by make()
    std::unique_ptr<storage::AnalystBook> book;
    std::unique_ptr<flows::Auditing> auditing;
    std::unique_ptr<flows::KeyOffice> office;

    // `behind`: how long ago the server began; advance() brings it to the present.
    explicit KeyBench(const QString &profile = u"default"_s, Micros behind = 0)
    {
        sandbox::ServerOptions options = stillOptions(profile);
        options.clock = [behind] { return wallClock() - behind; };
        server = served(options);
        admin = connection(u"c-admin"_s, u"Lab admin"_s, domain::SignIn::BearerToken, u"admin-token"_s);
        console = connection(u"c-console"_s, u"Lab"_s, domain::SignIn::ApiKey, u"socmate-lab"_s);
        keep(admin.secretLabel, server->adminToken());
        start();
    }

    domain::Connection connection(const QString &id, const QString &name, domain::SignIn signIn,
                                  const QString &label) const
    {
        domain::Connection made;
        made.id = id;
        made.name = name;
        made.api = server->baseUrl();
        made.signIn = signIn;
        made.secretLabel = label;
        made.proxy = domain::ProxyMode::None;
        made.requestsPerMinute = 10'000;
        return made;
    }

    socmate::SecretSource source()
    {
        return [this](const QString &label, QObject *context, const Handler<Secret> &handler) {
            vault.get(label, context, [handler](const Result<Stored> &found) {
                if (found)
                    handler(found->value);
                else
                    handler(tl::unexpected(found.error()));
            });
        };
    }

    void start()
    {
        book = std::make_unique<storage::AnalystBook>(folder.filePath(u"place/analyst.db"_s));
        auditing = std::make_unique<flows::Auditing>(folder.filePath(u"place/audit.db"_s));
        office = std::make_unique<flows::KeyOffice>(*book, vault, *auditing, source());
        office->setConnections({admin, console});
        office->use(admin);
    }

    void stop()
    {
        office.reset();
        auditing.reset();
        book.reset();
    }

    // The program ends and is started again: what is known of the rotation is what the file holds.
    Rotation restarted()
    {
        stop();
        start();
        const auto all = waited<QList<Rotation>>(
            [this](QObject *context, const auto &handler) { office->rotations(context, handler); });
        return all && !all->isEmpty() ? all->first() : Rotation();
    }

    // As if it had ended after the step was done and before that was written down.
    void unwrite(Rotation rotation, Step before)
    {
        rotation.step = before;
        const auto saved = waited<void>([&](QObject *context, const auto &handler) {
            book->write<void>(context, handler, [rotation](storage::AnalystStores &stores) {
                return stores.keyRotations.save(rotation);
            });
        });
        if (!saved)
            qFatal("%s", qPrintable(saved.error().detail));
    }

    void keep(const QString &label, const Secret &value)
    {
        Stored stored;
        stored.label = label;
        stored.value = value;
        const auto put = waited<void>(
            [&](QObject *context, const Handler<void> &handler) { vault.put(stored, context, handler); });
        if (!put)
            qFatal("%s", qPrintable(put.error().detail));
    }

    Stored stored(const QString &label)
    {
        return waited<Stored>(
                   [&](QObject *context, const auto &handler) { vault.get(label, context, handler); })
            .value_or(Stored());
    }

    Result<flows::MadeKey> create(const flows::NewKey &draft)
    {
        return waited<flows::MadeKey>(
            [&](QObject *context, const auto &handler) { office->create(draft, context, handler); });
    }

    // A key that the console's connection signs in with.
    flows::MadeKey make(const QStringList &scopes = flows::keyScopes())
    {
        const auto made = create({domain::IssuedKind::Key, u"Lab desk"_s, u"of a test"_s, scopes, 90});
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        const auto used = waited<QString>(
            [&](QObject *context, const auto &handler) { office->useIn(*made, console, context, handler); });
        if (!used)
            qFatal("%s", qPrintable(used.error().detail));
        return *made;
    }

    flows::KeyList list(domain::IssuedKind kind = domain::IssuedKind::Key)
    {
        return waited<flows::KeyList>(
                   [&](QObject *context, const auto &handler) { office->list(kind, context, handler); })
            .value_or(flows::KeyList());
    }

    flows::KeyEntry entry(const QString &serverId)
    {
        const QList<flows::KeyEntry> all = list().entries;
        for (const flows::KeyEntry &one : all) {
            if (one.serverId == serverId)
                return one;
        }
        return {};
    }

    Result<Rotation> plan(const flows::KeyEntry &of, const QString &target)
    {
        const Rotation rotation = office->rotationOf(of, target, 90);
        return waited<Rotation>([&](QObject *context, const auto &handler) {
            office->rotator().plan(rotation, wallClock(), context, handler);
        });
    }

    Result<Rotation> act(void (flows::KeyRotator::*what)(const Rotation &, Micros, QObject *,
                                                         Handler<Rotation>),
                         const Rotation &rotation)
    {
        return waited<Rotation>([&](QObject *context, const auto &handler) {
            (office->rotator().*what)(rotation, wallClock(), context, handler);
        });
    }

    Result<Rotation> advance(const Rotation &rotation) { return act(&flows::KeyRotator::advance, rotation); }

    // Whether the server lets it read incidents.
    bool opens(const Secret &key) const
    {
        return ask(*server, {"GET", "/api/v1/incidents?limit=1", keyField(key), {}}).status() == 200;
    }

    // Of all files, with the audit record on disk.
    bool isAnywhere(const QByteArray &secret)
    {
        stop();
        bool found = false;
        QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile one(files.next());
            if (!one.open(QIODevice::ReadOnly))
                qFatal("%s cannot be read", qPrintable(one.fileName()));
            found = found || one.readAll().contains(secret);
        }
        start();
        return found;
    }
};

} // namespace tocsin::test
