// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMessageAuthenticationCode>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

const QByteArray key = "a-secret-of-a-shop-0123456789";

void fill(Stage &stage)
{
    for (int n = 0; n < 3; ++n) {
        const QByteArray body = "{\"order\":" + QByteArray::number(1000 + 37 * n) + "}";
        const QByteArray time = QByteArray::number(wallClock() / microsPerSecond);
        const QByteArray mac =
            QMessageAuthenticationCode::hash(time + "." + body, key, QCryptographicHash::Sha256).toHex();
        stage.fixture().post("/elsewhere", body, {{"X-Shop-Time", time}, {"X-Shop-Sig", "v1=" + mac}});
    }
    Stage::settle(900);
}

void draw(Stage &stage)
{
    stage.choose(0);
    stage.part<ui::DeliveryTable>(u"deliveryTable"_s)->selectAll();
    QDialog *dialog = stage.dialog(u"learnScheme"_s, u"learnDialog"_s);
    auto *label = dialog->findChild<QComboBox *>(u"learnLabel"_s);
    auto *value = dialog->findChild<QLineEdit *>(u"learnValue"_s);
    auto *search = dialog->findChild<QPushButton *>(u"learnSearch"_s);
    stage.save(*dialog, u"start"_s);
    label->setCurrentIndex(label->count() - 1);
    value->setText(u"another-secret-that-nobody-knows"_s);
    search->click();
    stage.save(*dialog, u"running"_s);
    search->click();
    (void)QTest::qWaitFor([&] { return search->isEnabled(); }, 20'000);
    stage.save(*dialog, u"stopped"_s);
    value->setText(QString::fromLatin1(key));
    search->click();
    (void)QTest::qWaitFor([&] { return dialog->findChild<QPushButton *>(u"openProposal0"_s); }, 30'000);
    stage.save(*dialog, u"found"_s);
    Stage::close(*dialog);
}

} // namespace

// Finding out how a sender signs.
Scene learnerScene()
{
    return {"learner", nullptr, fill, draw};
}

} // namespace tocsin::pictures
