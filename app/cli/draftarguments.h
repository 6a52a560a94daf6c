// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/secrets/secretstore.h"
#include "core/socotra/integration.h"

#include <QCommandLineParser>

#include <optional>

namespace tocsin::cli {

// What the options of `integrations add` and `update` change in a draft.
struct DraftChanges
{
    std::optional<QString> type, url, tag;
    std::optional<bool> hmac, secureSsl;
    QList<socotra::Header> headers; // in place of one of that name, or added
    QStringList removedHeaders;
    bool fresh = false;   // a new secret, kept under the label before it is sent
    bool without = false; // sent without the secret, on purpose
    bool noSecurity = false;
    QString label; // in the store of the secrets
    Secret secret; // of --secret

    bool hasSecret() const { return fresh || !label.isEmpty() || !secret.isEmpty(); }
    void apply(socotra::Draft &draft) const; // all but the secret
};

// Rejected with the option named. Secrets and sensitive headers are no arguments: they come from a SOURCE,
// which may block.
Result<DraftChanges> readDraftChanges(const QCommandLineParser &parser);

// "NAME=SOURCE" of a repeated option; `option` is for messages.
struct NamedValue
{
    QString name;
    Secret value;
};
Result<NamedValue> readNamedSource(const QString &option, const QString &text);

} // namespace tocsin::cli
