// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/endpoint.h"

namespace tocsin::flows {

// What a running listener verifies with, told to the user's other programs by a file beside its store (0600).
// It holds no secret. Only as good as its process: one that is killed leaves it behind.
struct SeenSecrets
{
    qint64 process = 0; // that holds the store
    quint16 port = 0;   // 0 = it does not listen now
    QByteArray secrets; // SecretStore::version() of what it has read; empty = nothing that is shared
    QList<domain::Endpoint> endpoints; // of each its name, path, URL, scheme and labels alone

    bool operator==(const SeenSecrets &) const = default;
};

QString seenPath(const QString &storePath);
Result<void> writeSeen(const QString &storePath, const SeenSecrets &seen); // Storage
Result<SeenSecrets> readSeen(const QString &storePath);                    // NotFound, Storage, Malformed

} // namespace tocsin::flows
