// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/schemedraft.h"
#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    stage.desk().saveScheme(signature::newSchemeText(u"our-shop"_s), {}, &stage.desk(),
                            [](const Result<QString> &) {});
    for (int n = 0; n < 4; ++n)
        stage.fixture().postSigned(alert(n));
    stage.fixture().postSpoiled(alert(8), alert(9));
    Stage::settle(900);
}

void find(const Stage &stage, const QString &text, const QString &name)
{
    stage.part<QLineEdit>(u"schemeSearch"_s)->setText(text);
    auto *list = stage.part<QTableView>(u"schemesTable"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    stage.save(name);
}

void drawEditor(Stage &stage)
{
    stage.click(u"copyScheme"_s);
    Stage::settle(600);
    stage.save(u"editor"_s);
    auto *form = stage.part<QWidget>(u"schemeForm"_s);
    Stage::scrollToEnd(*form->findChildren<QWidget *>().constFirst());
    stage.save(u"editor-end"_s);
    Stage::scrollTo(*form->findChildren<QWidget *>().constFirst());
    auto *text = stage.part<QPlainTextEdit>(u"schemeText"_s);
    const QString good = text->toPlainText();
    text->setPlainText(QString(good).replace(u"hmac-sha256"_s, u"hmac-sha255"_s));
    stage.save(u"fault"_s);
    text->setPlainText(good.left(good.size() - 20));
    stage.save(u"no-json"_s);
    text->setPlainText(good);
    stage.click(u"leaveScheme"_s);
    if (auto *discard = stage.window().findChild<QPushButton *>(u"confirmLeaveSchemeButton"_s))
        discard->click();
    Stage::settle(100);
}

void draw(Stage &stage)
{
    stage.window().setPage(ui::MainWindow::Schemes);
    find(stage, {}, u"all"_s);
    find(stage, u"github"_s, u"search"_s);
    find(stage, u"nothing has this"_s, u"none"_s);
    find(stage, u"socwarden"_s, u"one"_s);
    drawEditor(stage);
    stage.window().setPage(ui::MainWindow::Webhooks);
}

} // namespace

// The registry, and the editor of a scheme with its faults.
Scene schemesScene()
{
    return {"schemes", nullptr, fill, draw};
}

} // namespace tocsin::pictures
