// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/secretstorearguments.h"

#include "app/cli/terminal.h"
#include "core/secrets/keychainstore.h"
#include "core/secrets/secretsource.h"
#include "core/secrets/vaultstore.h"
#include "core/settings/folders.h"

#include <QDir>
#include <QFileInfo>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

QList<QCommandLineOption> secretStoreOptions()
{
    return {
        {u"vault"_s,
         u"Secrets are in this vault file instead of the keychain; without it, --passphrase means "
         "the vault of the window."_s,
         u"FILE"_s},
        {u"passphrase"_s, u"SOURCE of the vault's passphrase: env:NAME, file:PATH or -."_s, u"SOURCE"_s},
    };
}

void declareSecretStore(QCommandLineParser &parser)
{
    parser.addOptions(secretStoreOptions());
}

bool choosesVault(const QCommandLineParser &parser)
{
    return parser.isSet(u"vault"_s) || parser.isSet(u"passphrase"_s);
}

Result<secrets::SecretStore *> ChosenSecretStore::open()
{
    if (!m_store) {
        auto opened = openSecretStore(m_parser, false);
        if (!opened)
            return tl::unexpected(opened.error());
        m_store = *std::move(opened);
    }
    return m_store.get();
}

Result<std::unique_ptr<secrets::SecretStore>> openSecretStore(const QCommandLineParser &parser, bool mayMake)
{
    if (!choosesVault(parser))
        return std::make_unique<secrets::KeychainStore>(settings::secretStampPath());
    const auto source = secrets::parseSource(parser.value(u"passphrase"_s));
    if (!source)
        return fail(Error::Kind::Rejected, u"--passphrase: "_s + source.error().detail);
    const QString path =
        parser.isSet(u"vault"_s) ? parser.value(u"vault"_s) : settings::dataFolder() + u"/secrets.vault"_s;
    const bool exists = QFileInfo::exists(path);
    if (!exists && !mayMake)
        return fail(Error::Kind::NotFound, u"there is no vault \"%1\""_s.arg(visible(path)));
    const auto passphrase = secrets::readSource(*source);
    if (!passphrase)
        // What cannot be read is no wrong usage, whatever kind it is.
        return fail(Error::Kind::Storage, u"--passphrase: "_s + passphrase.error().detail);
    if (!exists)
        QDir().mkpath(QFileInfo(path).absolutePath());
    auto vault = exists ? secrets::VaultStore::open(path, *passphrase)
                        : secrets::VaultStore::create(path, *passphrase);
    if (!vault)
        return fail(Error::Kind::Storage, vault.error().detail);
    return std::unique_ptr<secrets::SecretStore>(*std::move(vault));
}

socmate::SecretSource secretSourceOf(secrets::SecretStore &store)
{
    return [&store](const QString &label, QObject *context, const Handler<Secret> &handler) {
        store.get(label, context, [label, handler](const Result<secrets::StoredSecret> &found) {
            if (found)
                return handler(found->value);
            if (found.error().kind != Error::Kind::NotFound)
                return handler(tl::unexpected(found.error()));
            // NotFound would be taken for the answer of the server.
            handler(fail(Error::Kind::Unauthorised,
                         u"no secret is stored under the label \"%1\""_s.arg(visible(label))));
        });
    };
}

} // namespace tocsin::cli
