// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/widgets/fittedtabs.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

// Newest first in the list: two that differ, one that a hop wrote anew.
void fill(Stage &stage)
{
    QByteArray arrived = alert(1);
    arrived.replace("\":", "\": ").replace(",\"", ", \"");
    stage.fixture().postSpoiled(alert(1), arrived);
    stage.fixture().postSigned(R"({"event":"a","n":1.0,"t":"caf\u00e9","list":[1,2],"gone":true})");
    stage.fixture().postSigned(R"({"n": 1,"event":"b","t":"café","list":[1,2],"new":null})"
                               "\n");
    Stage::settle(900);
}

void draw(Stage &stage)
{
    stage.choose(0);
    auto *table = stage.part<ui::DeliveryTable>(u"deliveryTable"_s);
    table->selectionModel()->select(table->model()->index(1, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QDialog *dialog = stage.dialog(u"compare"_s, u"compareDialog"_s);
    Stage::settle(400);
    auto *tabs = dialog->findChild<ui::FittedTabs *>(u"compareTabs"_s);
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        stage.save(*dialog, QString::number(i));
    }
    Stage::close(*dialog);
    stage.choose(2, ui::Inspector::Signature);
    Stage::settle(900);
    stage.click(u"causeCompare"_s);
    dialog = stage.opened(u"compareDialog"_s);
    Stage::settle(400);
    stage.save(*dialog, u"signed"_s);
    Stage::close(*dialog);
}

} // namespace

// Two deliveries side by side, and one beside what was signed.
Scene compareScene()
{
    return {"compare", nullptr, fill, draw};
}

} // namespace tocsin::pictures
