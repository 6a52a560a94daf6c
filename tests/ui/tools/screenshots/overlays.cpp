// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/events.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void fill(Stage &stage)
{
    stage.fixture().postSigned(alert(1));
    stage.fixture().postSigned(alert(2));
    Stage::settle(900);
}

void draw(Stage &stage)
{
    stage.choose(0);
    QDialog *palette = stage.dialog(u"palette"_s, u"commandPalette"_s);
    stage.save(*palette, u"palette"_s);
    auto *field = palette->findChild<QLineEdit *>(u"paletteField"_s);
    field->setText(u"sch"_s);
    stage.save(*palette, u"palette-typed"_s);
    field->setText(u"zzzz"_s);
    stage.save(*palette, u"palette-nothing"_s);
    Stage::close(*palette);
    for (const auto &[command, name] :
         {std::pair(u"note"_s, u"noteDialog"_s), std::pair(u"delete"_s, u"confirmDelete"_s),
          std::pair(u"shortcuts"_s, u"shortcutSheet"_s), std::pair(u"about"_s, u"about"_s)}) {
        QDialog *dialog = stage.dialog(command, name);
        stage.save(*dialog, command);
        Stage::close(*dialog);
    }
}

} // namespace

// What opens over the window and is gone again: palette, sheet of keys, small questions.
Scene overlaysScene()
{
    return {"overlays", nullptr, fill, draw};
}

} // namespace tocsin::pictures
