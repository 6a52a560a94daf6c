// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "core/socmate/signin.h"

#include <QCommandLineParser>

#include <memory>

namespace tocsin::cli {

// --vault and --passphrase: which of the stores holds the secrets.
void declareSecretStore(QCommandLineParser &parser);

// The keychain, or with one of the two options a vault: the window's own file unless --vault names another.
// Blocks for a key derivation. Rejected: wrong usage. NotFound: no such vault, and `mayMake` is not set.
Result<std::unique_ptr<secrets::SecretStore>> openSecretStore(const QCommandLineParser &parser, bool mayMake);

// What a connection asks for its secrets; the store must outlive it.
socmate::SecretSource secretSourceOf(secrets::SecretStore &store);

} // namespace tocsin::cli
