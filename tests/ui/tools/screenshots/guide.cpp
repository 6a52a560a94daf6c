// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/webhooks/deliverytable.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

// Of one size only, under the names that the texts have.
bool isSmall(Stage &stage)
{
    return stage.window().width() < 1300;
}

void takeFailures(Stage &stage)
{
    if (isSmall(stage))
        return;
    const QString names[] = {u"unproved"_s, u"proof-secret"_s, u"proof-compact"_s};
    for (int row = 0; row < 3; ++row) {
        stage.choose(row, ui::Inspector::Signature);
        Stage::settle(900);
        if (row != 1) // whose secret it was stands on top
            Stage::scrollTo(*stage.part<QWidget>(u"whyPanel"_s));
        stage.saveSmall(names[row]);
    }
}

void takeTrace(Stage &stage)
{
    if (isSmall(stage))
        return;
    stage.part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Response);
    stage.part<ui::DeliveryTable>(u"deliveryTable"_s)->selectId(2);
    Stage::settle(500);
    stage.saveSmall(u"forward-trace"_s);
}

void takeAttempts(Stage &stage)
{
    if (isSmall(stage))
        return;
    stage.part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Attempts);
    stage.part<ui::DeliveryTable>(u"deliveryTable"_s)->selectId(3);
    Stage::settle(500);
    stage.saveSmall(u"attempts"_s);
}

} // namespace

// The pictures of the pages in docs/, taken of the desks of other scenes.
QList<Scene> guideScenes()
{
    return {{"guide-failures", nullptr, failuresScene().fill, takeFailures},
            {"guide-rules", nullptr, rulesScene().fill, takeTrace},
            {"guide-event", eventScene().prepare, nullptr, takeAttempts}};
}

} // namespace tocsin::pictures
