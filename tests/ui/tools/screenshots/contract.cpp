// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    for (int i = 0; i < 8; ++i)
        stage.fixture().postSigned(
            alert(60 + i, i % 2 ? "high" : "low", "Scanning from 203.0.113.9", "scan"));
    Stage::settle(900);
}

void draw(Stage &stage)
{
    auto *table = stage.part<ui::DeliveryTable>(u"deliveryTable"_s);
    stage.choose(0, ui::Inspector::Contract);
    stage.save(u"inferred"_s);
    stage.click(u"acceptContract"_s);
    Stage::settle(400);
    stage.save(u"fits"_s);
    QByteArray changed = alert(70, "high", "Numbers have become words", "numbers");
    changed.replace("\"risk_score\":87", "\"risk_score\":\"87\",\"score_model\":\"v2\"");
    changed.replace("\"project\":\"main\",", "");
    changed.replace("2026-11-22T20:00:00Z", "22.11.2026");
    stage.fixture().postSigned(changed);
    Stage::settle(900);
    stage.choose(0);
    Stage::settle(300);
    stage.save(u"differs"_s);
    stage.desk().remove(table->selectedIds());
    Stage::settle(500);
    stage.choose(0);
    stage.click(u"removeContract"_s);
    stage.click(u"confirmRemoveContractButton"_s);
    Stage::settle(400);
}

} // namespace

// A contract that is inferred, one that fits, and one that a delivery differs from.
Scene contractScene()
{
    return {"contract", nullptr, fill, draw};
}

} // namespace tocsin::pictures
