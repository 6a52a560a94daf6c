// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/secretrotation.h"
#include "core/secrets/memorystore.h"
#include "tests/support/socotradata.h"
#include "tests/support/tenantplace.h"
#include "tests/support/waited.h"

#include <QTemporaryDir>

namespace tocsin::test {

using namespace Qt::StringLiterals;

inline constexpr Micros day = 24 * 3600 * microsPerSecond;
inline constexpr Micros today = 20'000 * day;

// The tenant, the secret store and the file stay; what runs may end at any time.
struct RotationBench
{
    using SecretRotation = flows::SecretRotation;
    using StoredSecret = secrets::StoredSecret;
    using Rotation = storage::Rotation;
    using RotationStep = storage::RotationStep;

    const QString label = u"alerts"_s;
    TenantPlace place;
    secrets::MemoryStore vault;
    QTemporaryDir folder;
    std::unique_ptr<storage::AnalystBook> book;
    std::unique_ptr<SecretRotation> flow;

    explicit RotationBench(const QString &profile) : place(profile)
    {
        if (!place.client->ask(&socotra::SocotraApi::add, test::newDraft()))
            qFatal("the integration cannot be added");
        StoredSecret stored;
        stored.label = label;
        stored.tag = u"secret-1"_s;
        stored.value = Secret::copyOf(test::sampleSecret);
        stored.retired = {Secret::copyOf("an older one, of long ago")};
        if (!waited<void>(
                [&](QObject *context, const Handler<void> &handler) { vault.put(stored, context, handler); }))
            qFatal("the secret cannot be stored");
        start();
    }

    void start()
    {
        book = std::make_unique<storage::AnalystBook>(folder.filePath(u"place/analyst.db"_s));
        flow = std::make_unique<SecretRotation>(place.client->api, vault, *book);
    }

    // The program ends and is started again: what is known of the rotation is what the file holds.
    Rotation restarted()
    {
        flow.reset();
        book.reset();
        start();
        const auto open = waited<QList<Rotation>>([this](QObject *context, const auto &handler) {
            book->read<QList<Rotation>>(
                context, handler, [](storage::AnalystStores &stores) { return stores.rotations.open(); });
        });
        return open && !open->isEmpty() ? open->first() : Rotation();
    }

    // As if it had ended after the step was done and before that was written down.
    void unwrite(Rotation rotation, RotationStep before, int kept)
    {
        rotation.step = before;
        rotation.kept = kept;
        const auto saved = waited<void>([&](QObject *context, const auto &handler) {
            book->write<void>(context, handler, [rotation](storage::AnalystStores &stores) {
                return stores.rotations.save(rotation);
            });
        });
        if (!saved)
            qFatal("%s", qPrintable(saved.error().detail));
    }

    Result<Rotation> plan()
    {
        Rotation rotation;
        rotation.tenant = u"t1"_s;
        rotation.integration = u"alerts"_s;
        rotation.label = label;
        rotation.oldTag = u"secret-1"_s;
        rotation.newTag = u"rot-2026-11-23"_s;
        return waited<Rotation>(
            [&](QObject *context, const auto &handler) { flow->plan(rotation, today, context, handler); });
    }

    Result<Rotation> advance(const Rotation &rotation)
    {
        return waited<Rotation>(
            [&](QObject *context, const auto &handler) { flow->advance(rotation, today, context, handler); });
    }

    Result<Rotation> run(const Rotation &rotation)
    {
        return waited<Rotation>(
            [&](QObject *context, const auto &handler) { flow->run(rotation, today, context, handler); });
    }

    Result<Rotation> cancel(const Rotation &rotation)
    {
        return waited<Rotation>(
            [&](QObject *context, const auto &handler) { flow->cancel(rotation, today, context, handler); });
    }

    Result<Rotation> retire(const Rotation &rotation, std::optional<Micros> last, Micros now)
    {
        return waited<Rotation>([&](QObject *context, const auto &handler) {
            flow->retire(rotation, last, now, context, handler);
        });
    }

    StoredSecret stored()
    {
        const auto found = waited<StoredSecret>(
            [this](QObject *context, const auto &handler) { vault.get(label, context, handler); });
        return found.value_or(StoredSecret());
    }

    QJsonObject specThere() const { return place.stored(u"alerts"_s)["securitySpec"_L1].toObject(); }

    // What the tenant signs with verifies here, and the secret of before is not lost.
    bool isSafe()
    {
        const StoredSecret local = stored();
        QList<QByteArray> known = {local.value.reveal().toByteArray()};
        for (const Secret &one : local.retired)
            known.append(one.reveal().toByteArray());
        return known.contains(specThere()["secret"_L1].toString().toUtf8()) &&
               known.contains(test::sampleSecret);
    }

    bool isChanged()
    {
        return specThere()["tag"_L1].toString() == "rot-2026-11-23"_L1 &&
               specThere()["secret"_L1].toString().toUtf8() == stored().value.reveal() &&
               stored().value.reveal() != test::sampleSecret;
    }
};

} // namespace tocsin::test
