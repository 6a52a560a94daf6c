// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/admin/adminpage.h"

#include <QComboBox>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void draw(Stage &stage)
{
    for (const auto &[page, name] : {std::pair(ui::MainWindow::Incidents, u"incidents"_s),
                                     std::pair(ui::MainWindow::Entities, u"entities"_s)}) {
        stage.window().setPage(page);
        stage.save(name);
    }
    stage.window().setPage(ui::MainWindow::Admin);
    const auto *names = stage.part<QListView>(u"adminSections"_s)->model();
    for (int row = 0; row < names->rowCount(); ++row) {
        stage.part<QListView>(u"adminSections"_s)->setCurrentIndex(names->index(row, 0));
        Stage::settle();
        stage.save(u"admin-"_s + stage.window().pages().admin().section());
    }
    stage.window().setPage(ui::MainWindow::Settings);
    auto *address = stage.part<QComboBox>(u"listenerAddress"_s);
    auto *bar = stage.part<QScrollArea>(u"settingsScroll"_s)->verticalScrollBar();
    const QString before = address->currentText();
    stage.save(u"settings"_s);
    address->setCurrentText(u"0.0.0.0"_s);
    bar->setValue(bar->maximum());
    stage.save(u"settings-end"_s);
    address->setCurrentText(u"not an address, but a long text that somebody pasted there by mistake"_s);
    stage.save(u"settings-fault"_s);
    address->setCurrentText(before);
    bar->setValue(0);
    stage.window().setPage(ui::MainWindow::Webhooks);
}

} // namespace

// The other pages, and the settings at both ends.
Scene pagesScene()
{
    return {"pages", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
