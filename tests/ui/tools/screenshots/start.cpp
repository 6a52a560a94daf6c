// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/widgets/emptystate.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void drawFailure(Stage &stage)
{
    QWidget failure;
    auto *state = new ui::EmptyState(stage.theme(), u"warning"_s);
    const QString why =
        u"The store could not be read or written. \"/home/zoe/.local/share/tocsin/tocsin/deliveries.db\" is "
        "in use by another Tocsin: close it, or choose another store"_s;
    state->setTexts(u"The store cannot be opened"_s, why);
    state->addButton(u"Try again"_s, u"again"_s, true);
    state->addButton(u"Quit"_s, u"quit"_s, false);
    state->setDetails(why);
    auto *column = new QVBoxLayout(&failure);
    column->addWidget(state);
    failure.resize(560, 380);
    failure.show();
    stage.save(failure, u"no-store"_s);
}

void draw(Stage &stage)
{
    stage.save({});
    drawFailure(stage);
}

} // namespace

// Nothing captured yet, and a store that cannot be opened.
Scene startScene()
{
    return {"start", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
