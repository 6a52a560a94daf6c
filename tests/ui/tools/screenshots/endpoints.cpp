// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/schemefield.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void drawFaults(Stage &stage)
{
    emit stage.window().findChild<ui::EndpointList *>()->editAsked(u"alerts"_s);
    QDialog *editor = stage.opened(u"endpointEditor"_s);
    stage.save(*editor, u"filled"_s);
    editor->findChild<QLineEdit *>(u"endpointPath"_s)->setText(u"no slash"_s);
    auto *save = editor->findChild<QPushButton *>(u"saveEndpoint"_s);
    save->click();
    stage.save(*editor, u"fault"_s);
    editor->findChild<QLineEdit *>(u"endpointPath"_s)->setText(u"/hooks/alerts"_s);
    editor->findChild<QPlainTextEdit *>(u"endpointHeaders"_s)->setPlainText(u"no colon"_s);
    save->click();
    stage.save(*editor, u"fault-headers"_s);
    Stage::close(*editor);
}

// The choice among hundreds of senders, and what the chosen one asks for.
void drawSenders(Stage &stage)
{
    for (const auto &[id, typed] :
         {std::pair(u"twilio"_s, u"webhooks"_s), std::pair(u"paypal"_s, u"nobody"_s),
          std::pair(u"auto"_s, u"github key"_s), std::pair(u"aws-sns"_s, u"amaz"_s)}) {
        QDialog *editor = stage.dialog(u"addEndpoint"_s, u"endpointEditor"_s);
        auto *scheme = editor->findChild<ui::SchemeField *>(u"endpointScheme"_s);
        scheme->setFocus();
        scheme->lineEdit()->selectAll();
        QTest::keyClicks(scheme->lineEdit(), typed);
        Stage::settle(150);
        if (auto *list = scheme->completer()->popup(); list->isVisible()) {
            stage.save(*list, u"senders-"_s + id);
            list->hide();
        }
        scheme->setScheme(id);
        stage.save(*editor, id);
        Stage::close(*editor);
    }
}

void draw(Stage &stage)
{
    QDialog *editor = stage.dialog(u"addEndpoint"_s, u"endpointEditor"_s);
    stage.save(*editor, u"new"_s);
    Stage::close(*editor);
    drawFaults(stage);
    drawSenders(stage);
}

} // namespace

// The editor of an endpoint.
Scene endpointsScene()
{
    return {"endpoints", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
