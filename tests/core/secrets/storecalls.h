// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/secrets/secretstore.h"
#include "tests/core/secrets/answer.h"

namespace tocsin::secrets {

// The calls of a SecretStore, waited for.
struct StoreCalls
{
    std::unique_ptr<SecretStore> store;

    Result<void> put(const StoredSecret &secret)
    {
        return await<void>([&](auto *c, auto h) { store->put(secret, c, h); });
    }
    Result<StoredSecret> get(const QString &label)
    {
        return await<StoredSecret>([&](auto *c, auto h) { store->get(label, c, h); });
    }
    Result<void> remove(const QString &label)
    {
        return await<void>([&](auto *c, auto h) { store->remove(label, c, h); });
    }
    Result<QList<StoredSecret>> list()
    {
        return await<QList<StoredSecret>>([&](auto *c, auto h) { store->list(c, h); });
    }
};

} // namespace tocsin::secrets
