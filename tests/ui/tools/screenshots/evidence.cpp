// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QCheckBox>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    QByteArray arrived = alert(1);
    arrived.replace("\":", "\": ");
    stage.fixture().postSpoiled(alert(1), arrived,
                                {{"Via", "1.1 relay.corp.example"}, {"Authorization", "Bearer abcdefgh"}});
    Stage::settle(900);
}

void draw(Stage &stage)
{
    stage.choose(0);
    Stage::settle(600);
    QDialog *dialog = stage.dialog(u"evidence"_s, u"evidenceDialog"_s);
    Stage::settle(500);
    stage.save(*dialog, {});
    dialog->findChild<QCheckBox *>(u"evidenceRaw"_s)->setChecked(true);
    stage.save(*dialog, u"raw"_s);
    Stage::close(*dialog);
}

} // namespace

// The pack for the sender's support desk.
Scene evidenceScene()
{
    return {"evidence", nullptr, fill, draw};
}

} // namespace tocsin::pictures
