// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/schemefield.h"

#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void draw(Stage &stage)
{
    QDialog *dialog = stage.dialog(u"sendTest"_s, u"testDialog"_s);
    stage.save(*dialog, {});
    dialog->findChild<QSpinBox *>(u"testCount"_s)->setValue(6);
    dialog->findChild<QSpinBox *>(u"testDuplicates"_s)->setValue(1);
    dialog->findChild<QSpinBox *>(u"testAge"_s)->setValue(301);
    dialog->findChild<QComboBox *>(u"testRetry"_s)->setCurrentIndex(1);
    dialog->findChild<QPushButton *>(u"testSend"_s)->click();
    Stage::settle(1200);
    stage.save(*dialog, u"sent"_s);
    dialog->findChild<ui::SchemeField *>(u"testSender"_s)->setScheme(u"discord"_s);
    dialog->findChild<QPushButton *>(u"testSend"_s)->click();
    stage.save(*dialog, u"no-key"_s);
    Stage::close(*dialog);
}

} // namespace

// The test sender before and after a run, and with a key that is missing.
Scene testScene()
{
    return {"test", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
