// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    stage.endpoint(u"tokens"_s, u"plaid"_s);
    stage.fixture().post("/nobody", "{}");
    stage.fixture().postSigned(alert(1));
    Stage::settle(900);
}

void draw(Stage &stage)
{
    stage.choose(0);
    QDialog *dialog = stage.dialog(u"verificationCode"_s, u"codeDialog"_s);
    stage.save(*dialog, {});
    auto *languages = dialog->findChild<QTabBar *>(u"codeLanguages"_s);
    for (const int language : {1, languages->count() - 1}) {
        languages->setCurrentIndex(language);
        stage.save(*dialog, languages->tabText(language).remove(u'&').section(u' ', 0, 0).toLower());
    }
    Stage::close(*dialog);
    stage.choose(1);
    dialog = stage.dialog(u"verificationCode"_s, u"codeDialog"_s);
    stage.save(*dialog, u"refused"_s);
    Stage::close(*dialog);
}

} // namespace

// Verification code, and what stands there where none can be made.
Scene codeScene()
{
    return {"code", nullptr, fill, draw};
}

} // namespace tocsin::pictures
