// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    for (int n = 0; n < 4; ++n)
        stage.fixture().postSigned(alert(n));
    Stage::settle(900);
}

void draw(Stage &stage)
{
    auto *field = stage.part<QLineEdit>(u"filterField"_s);
    const auto say = [&](const QString &text) {
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, text);
        Stage::settle(400);
    };
    say(u"endpoint:alerts verdict:mis"_s);
    stage.save(u"typing"_s);
    if (auto *words = field->findChild<QAbstractItemView *>(u"filterCompletions"_s);
        words && words->isVisible())
        stage.save(*words, u"words"_s);
    say(u"path:/nowhere "_s);
    QTest::keyClick(field, Qt::Key_Return);
    Stage::settle(300);
    stage.save(u"no-hits"_s);
    say(u"severity>=hgih and a lot of text that follows the fault so that it runs out of the field"_s);
    QTest::keyClick(field, Qt::Key_Return);
    stage.save(u"fault"_s);
    say({});
    QTest::keyClick(field, Qt::Key_Return);
    Stage::settle(300);
}

} // namespace

// The filter: half typed, without a hit, wrong.
Scene filterScene()
{
    return {"filter", nullptr, fill, draw};
}

} // namespace tocsin::pictures
