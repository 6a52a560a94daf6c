// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/secretstorearguments.h"
#include "core/base/result.h"
#include "core/signature/scheme.h"
#include "core/signature/verify.h"

#include <QObject>

namespace tocsin::cli {

// What --secret takes, in words.
QString secretForm();

// Reads every --secret LABEL=SOURCE (SOURCE is env:NAME, file:PATH, keychain:LABEL or -) and hands all of
// them over at once, or the first error. keychain:LABEL is what that label stands for in the store that was
// chosen: the keychain, or a vault. The handler may be called before this returns.
void resolveSecrets(const QStringList &arguments, std::shared_ptr<ChosenSecretStore> store, QObject *context,
                    Handler<QList<signature::NamedSecret>> handler);
// Those of --secret, by the store that --vault and --passphrase choose. The parser must live until the
// answer.
void resolveSecrets(const QCommandLineParser &parser, QObject *context,
                    Handler<QList<signature::NamedSecret>> handler);

} // namespace tocsin::cli
