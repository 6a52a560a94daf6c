// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/analystfixture.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/search/searchdialog.h"
#include "ui/search/searchpanel.h"
#include "ui/widgets/plainlabel.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void settle(const ui::SearchDialog &dialog)
{
    const auto *status = dialog.findChild<ui::PlainLabel *>(u"searchStatus"_s);
    if (!QTest::qWaitFor([status] { return !status->original().contains("Searching"_L1); }, 30'000))
        qWarning("the search does not end");
}

void draw(Stage &stage)
{
    test::AnalystFixture fixture;
    if (!fixture.open())
        qFatal("the sandbox does not answer");
    const QString kept = fixture.keepReport();
    domain::Entity entity;
    fixture.desk->sandbox()->look([&](sandbox::World &world) {
        for (const domain::Entity &one : world.session(kept)->facts.report->entities) {
            if (one.kind == domain::EntityKind::User || entity.value.isEmpty())
                entity = one;
        }
    });
    const QByteArray value = entity.value.toUtf8();
    const QString hostile = test::hostileText();
    fixture.deliver({"{\"event\":\"alert.created\",\"actor\":\"" + value + "\",\"severity\":\"high\"}",
                     "{\"event\":\"alert.updated\",\"note\":\"again " + value + ", from another place\"}",
                     "{\"lamp\":\"" + hostile.toUtf8() + "\",\"more\":\"" + QByteArray(300, 'W') + "\"}",
                     u"{\"lamp\":\"על שולחן עבודה مستخدم\"}"_s.toUtf8()});
    ui::SearchDialog dialog(stage.theme(), fixture.desk->workspace(), fixture.deliveryStore(),
                            &stage.window());
    dialog.openFresh();
    stage.save(dialog, u"empty"_s);
    dialog.findChild<QLineEdit *>(u"searchField"_s)->setText(entity.value);
    Stage::settle(900);
    stage.save(dialog, u"typed"_s);
    dialog.openFor(entity.value);
    settle(dialog);
    stage.save(dialog, u"found"_s);
    auto *list = dialog.findChild<QListView *>(u"searchResults"_s);
    list->scrollToBottom();
    stage.save(dialog, u"found-end"_s);
    dialog.openFor(u"incident"_s);
    settle(dialog);
    stage.save(dialog, u"words"_s);
    dialog.findChild<QPushButton *>(u"searchQueue"_s)->click();
    stage.save(dialog, u"queue"_s);
    dialog.findChild<QPushButton *>(u"searchAll"_s)->click();
    dialog.openFor(u"lamp"_s);
    settle(dialog);
    stage.save(dialog, u"hostile"_s);
    dialog.openFor(u"nothing has this word"_s);
    settle(dialog);
    stage.save(dialog, u"nothing"_s);
    fixture.desk->sandbox()->setOffline(true);
    dialog.openFor(entity.value);
    settle(dialog);
    stage.save(dialog, u"failed"_s);
    dialog.close();
}

} // namespace

// The search in its states, over a sandbox of its own.
Scene searchScene()
{
    return {"search", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
