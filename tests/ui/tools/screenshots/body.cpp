// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/inspector/bodytab.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    stage.fixture().postSigned(alert(1));
    stage.fixture().post("/form", "Body=Hi+there&From=%2B15550100&MediaUrl0=https%3A%2F%2Fapi.example%2F1",
                         {{"Content-Type", "application/x-www-form-urlencoded"}});
    stage.fixture().post("/binary", QByteArray("\0\1\2 binary \xff\xfe", 14));
    stage.fixture().post("/broken", "{\"a\": [1, 2,, 3], \"b\": tru");
    stage.fixture().post("/empty", "");
    Stage::settle(900);
}

void draw(Stage &stage)
{
    auto *body = stage.window().findChild<ui::BodyTab *>();
    const QString names[] = {u"empty"_s, u"broken"_s, u"binary"_s, u"form"_s};
    for (int row = 0; row < 4; ++row) {
        stage.choose(row, ui::Inspector::Body);
        stage.save(names[row]);
    }
    stage.choose(4, ui::Inspector::Body);
    const QString ways[] = {u"tree"_s, u"pretty"_s, u"raw"_s, u"hex"_s};
    for (int way = ui::BodyTab::Tree; way <= ui::BodyTab::Hex; ++way) {
        body->setWay(ui::BodyTab::Way(way));
        stage.save(ways[way]);
    }
    body->setWay(ui::BodyTab::Raw);
    auto *find = stage.part<QLineEdit>(u"bodyFind"_s);
    QTest::keyClicks(find, u"Oslo"_s);
    stage.save(u"found"_s);
    find->clear();
    body->setWay(ui::BodyTab::Tree);
}

} // namespace

// Bodies of all kinds, and JSON in all ways.
Scene bodyScene()
{
    return {"body", nullptr, fill, draw};
}

} // namespace tocsin::pictures
