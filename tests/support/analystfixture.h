// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/sandbox/world.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverystore.h"
#include "core/storage/searchindex.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tocsin::test {

// An analyst's desk over the stand-in server, a real file and real sockets.
struct AnalystFixture
{
    static constexpr int patience = 30'000; // ms
    QTemporaryDir folder;
    secrets::MemoryStore secrets;
    std::unique_ptr<flows::AnalystDesk> desk;

    // false = it did not get ready. With a queue that is kept here whole.
    bool open(const QString &profile = QStringLiteral("default"))
    {
        flows::AnalystOptions options = flows::AnalystOptions::usual(folder.path());
        options.sandbox.incidents = 80;
        options.sandbox.pastSessions = 12;
        options.sandbox.coldDelayMs = 0;
        options.sandbox.keyPerMinute = 0;
        if (auto loaded = sandbox::Profile::load(profile))
            options.sandbox.profile = *loaded;
        desk = std::make_unique<flows::AnalystDesk>(options, secrets);
        QSignalSpy ready(desk.get(), &flows::AnalystDesk::ready);
        desk->start();
        return QTest::qWaitFor([&] { return ready.count() == 1 && desk->workspace().isOpen(); }, patience) &&
               QTest::qWaitFor([this] { return desk->workspace().sync().state().synced > 0; }, patience);
    }

    // Of a finished investigation of the server's world; of that kind, if one has any.
    domain::Entity someEntity(domain::EntityKind kind) const
    {
        domain::Entity found;
        desk->sandbox()->look([&](sandbox::World &world) {
            for (const sandbox::WorldSession &session : world.sessions()) {
                if (!session.facts.report)
                    continue;
                for (const domain::Entity &entity : session.facts.report->entities) {
                    if (found.value.isEmpty() || (entity.kind == kind && found.kind != kind))
                        found = entity;
                }
            }
        });
        return found;
    }

    QString deliveryStore() const { return folder.filePath(QStringLiteral("deliveries.db")); }

    // Keeps and indexes captured deliveries; false = it did not work.
    bool deliver(const QList<QByteArray> &bodies) const
    {
        auto store = storage::DeliveryStore::open(deliveryStore());
        if (!store)
            return false;
        std::vector<domain::NewDelivery> batch;
        for (const QByteArray &body : bodies) {
            domain::NewDelivery one;
            one.endpoint = QStringLiteral("alerts");
            one.capture.message.method = "POST";
            one.capture.message.target = "/hooks/alerts";
            one.capture.message.head =
                "POST /hooks/alerts HTTP/1.1\r\nContent-Type: application/json\r\n\r\n";
            one.capture.message.body = body;
            one.capture.firstByte = wallClock();
            one.summary.event = QStringLiteral("alert.created");
            batch.push_back(one);
        }
        if (!(*store)->append(batch))
            return false;
        storage::SearchIndex index(deliveryStore());
        return QTest::qWaitFor([&] { return index.indexedUpTo() == qint64(bodies.size()); }, patience);
    }

    // Reads a finished investigation of the server and keeps it here; its id there, empty = none could be.
    QString keepReport()
    {
        QString id;
        desk->sandbox()->look([&](sandbox::World &world) {
            for (const sandbox::WorldSession &session : world.sessions()) {
                if (session.facts.report)
                    id = session.facts.id;
            }
        });
        bool kept = false;
        desk->workspace().api().session(
            id, http::Priority::Asked, desk.get(), [&](const Result<domain::Session> &read) {
                if (!read)
                    return;
                storage::StoredSession stored;
                stored.connection = desk->workspace().connection().id;
                stored.asked = desk->now();
                stored.session = *read;
                desk->book().write<qint64>(
                    desk.get(), [&kept](const Result<qint64> &saved) { kept = saved.has_value(); },
                    [stored](storage::AnalystStores &stores) { return stores.sessions.save(stored); });
            });
        return QTest::qWaitFor([&kept] { return kept; }, patience) ? id : QString();
    }
};

} // namespace tocsin::test
