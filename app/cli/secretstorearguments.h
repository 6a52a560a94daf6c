// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "core/socmate/signin.h"

#include <QCommandLineParser>

#include <memory>

namespace tocsin::cli {

// --vault and --passphrase: which of the stores holds the secrets.
QList<QCommandLineOption> secretStoreOptions();
void declareSecretStore(QCommandLineParser &parser);
bool choosesVault(const QCommandLineParser &parser); // whether one of the two is given

// The keychain, or with one of the two options a vault: the window's own file unless --vault names another.
// Blocks for a key derivation. Rejected: wrong usage. NotFound: no such vault, and `mayMake` is not set.
Result<std::unique_ptr<secrets::SecretStore>> openSecretStore(const QCommandLineParser &parser, bool mayMake);

// The same, opened when it is first asked for and once, so that a passphrase is read once.
class ChosenSecretStore
{
public:
    explicit ChosenSecretStore(const QCommandLineParser &parser) // which outlives it
        : m_parser(parser)
    {}

    Result<secrets::SecretStore *> open(); // errors as above, without mayMake
    std::unique_ptr<secrets::SecretStore> take() { return std::move(m_store); } // null when nobody opened it

private:
    const QCommandLineParser &m_parser;
    std::unique_ptr<secrets::SecretStore> m_store;
};

// What a connection asks for its secrets; the store must outlive it.
socmate::SecretSource secretSourceOf(secrets::SecretStore &store);

} // namespace tocsin::cli
