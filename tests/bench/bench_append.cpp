// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What one stored delivery costs the writer: bench_append FILE [deliveries] [batch]. Prints microseconds of
// wall and of processor time per delivery.

#include "core/payload/freshen.h"
#include "core/payload/payload.h"
#include "core/payload/samples.h"
#include "core/storage/checkpointer.h"
#include "core/storage/deliverystore.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <cstdio>
#include <ctime>

using namespace tocsin;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int total = arguments.value(2, QStringLiteral("100000")).toInt();
    const int batchSize = arguments.value(3, QStringLiteral("64")).toInt();
    auto store = storage::DeliveryStore::open(arguments.value(1));
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return 1;
    }
    storage::Checkpointer checkpointer((*store)->path());
    QRandomGenerator random(1);
    const QByteArray body = payload::samples().first().body;
    std::vector<domain::NewDelivery> pool(4096);
    for (domain::NewDelivery &delivery : pool) {
        delivery.endpoint = QStringLiteral("alerts");
        delivery.responseStatus = 200;
        delivery.signature = {domain::Verdict::Valid, QStringLiteral("socwarden"), QStringLiteral("bench"),
                              1};
        domain::Capture &capture = delivery.capture;
        capture.message.method = "POST";
        capture.message.target = "/hooks/alerts";
        capture.message.head = QByteArray(300, 'h');
        capture.message.body = payload::freshened(body, wallClock(), random);
        capture.peerAddress = capture.localAddress = "127.0.0.1";
        capture.firstByte = capture.headRead = capture.lastByte = wallClock();
        delivery.summary = payload::summarise(capture.message);
    }
    const Micros began = wallClock();
    const std::clock_t cpu = std::clock();
    for (int done = 0; done < total; done += batchSize) {
        const std::span<const domain::NewDelivery> batch(pool.data() + done % (4096 - batchSize),
                                                         size_t(batchSize));
        auto first = (*store)->append(batch);
        if (first && checkpointer.walGrew())
            (void)(*store)->checkpoint();
        if (!first) {
            std::fprintf(stderr, "%s\n", qPrintable(first.error().detail));
            return 1;
        }
    }
    std::printf("%d deliveries in batches of %d: %.1f us wall, %.1f us processor each\n", total, batchSize,
                double(wallClock() - began) / total,
                double(std::clock() - cpu) * 1e6 / CLOCKS_PER_SEC / total);
    return 0;
}
