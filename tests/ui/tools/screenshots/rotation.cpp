// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverystore.h"
#include "tests/support/sampledelivery.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/rotationdialog.h"

#include <QAction>
#include <QComboBox>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr Micros hour = 3600 * microsPerSecond;

// Seven weeks of an endpoint that went from one secret to another; an outage in between.
void fillHistory(const QString &path)
{
    auto store = storage::DeliveryStore::open(path).value();
    QList<domain::NewDelivery> batch;
    const Micros now = wallClock();
    for (int h = 49 * 24; h > 0; h -= 2) {
        for (int i = 0; i < 2 + (h * 7) % 5; ++i) {
            domain::NewDelivery delivery = test::sampleDelivery();
            delivery.endpoint = u"orders"_s;
            delivery.capture.firstByte = now - h * hour + i * microsPerSecond;
            const bool failed = (h < 25 * 24 && h > 23 * 24 && i > 0) || (h + i) % 41 == 0;
            const bool old = h > 24 * 24;
            delivery.signature =
                failed ? domain::SignatureFacts{domain::Verdict::Mismatch, u"socwarden"_s, {}, 1}
                       : domain::SignatureFacts{domain::Verdict::Valid, u"socwarden"_s,
                                                old ? u"orders-2025"_s : u"orders-2026"_s, 1};
            batch.append(delivery);
        }
    }
    if (!store->append(batch))
        qWarning("nothing was stored");
}

void prepare(Stage &stage)
{
    stage.beforeOpen = [](const QString &data) { fillHistory(data + u"/deliveries.db"_s); };
}

void fill(Stage &stage)
{
    const QStringList labels = {u"orders-2025"_s, u"orders-2026"_s, u"orders-next"_s};
    for (const QString &label : labels)
        stage.secret(label, "secret-of-orders-0123456789abcdefgh-" + label.toUtf8());
    stage.endpoint(u"orders"_s, u"socwarden"_s, labels);
}

void draw(Stage &stage)
{
    stage.window().commands()[u"rotation"_s]->trigger();
    auto *dialog = static_cast<ui::RotationDialog *>(stage.opened(u"rotationDialog"_s));
    auto *period = dialog->findChild<QComboBox *>(u"rotationPeriod"_s);
    dialog->showEndpoint(u"orders"_s);
    for (int i = 0; i < period->count(); ++i) {
        period->setCurrentIndex(i);
        stage.save(*dialog, QString::number(i));
    }
    for (const QString &endpoint : {u"alerts"_s, u"catch-all"_s}) {
        dialog->showEndpoint(endpoint);
        stage.save(*dialog, endpoint);
    }
    Stage::close(*dialog);
}

} // namespace

// The signatures of an endpoint over time, per secret.
Scene rotationScene()
{
    return {"rotation", prepare, fill, draw};
}

} // namespace tocsin::pictures
