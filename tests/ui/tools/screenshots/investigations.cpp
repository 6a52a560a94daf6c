// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/analyst.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QComboBox>
#include <QDialog>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms

void fill(Stage &stage)
{
    auto *analyst = new Analyst(stage);
    Stage::settle();
    stage.save(analyst->page(), u"no-connection"_s);
    analyst->start();
    Stage::settle(600);
    stage.save(analyst->page(), u"empty"_s);
    using domain::SessionState;
    analyst->ask(u"Investigate the newest incident: what happened in the last 7 days? [quick]"_s, 0,
                 SessionState::Completed);
    analyst->ask(u"Check user j.doe for failed sign-ins in the last 24 hours, more than 5 [loop]"_s, 40217,
                 SessionState::Completed);
    analyst->ask(u"Weekly admin sign-ins [fail]"_s, 0, SessionState::Failed);
    domain::Session halfWay;
    halfWay.id = u"sess_half"_s;
    halfWay.query = u"Which hosts spoke with update-cdn.example since Monday, and how often?"_s;
    halfWay.persona = u"ciso"_s;
    halfWay.provider = u"sentinel"_s;
    halfWay.stage = domain::Stage::Execution;
    analyst->keep(halfWay);
    analyst->ask(u"Credential spray against the gateway since Monday [never]"_s, 0, SessionState::Running);
}

void drawReport(Stage &stage, Analyst &analyst)
{
    auto *list = analyst.page().findChild<QListView *>(u"sessionList"_s);
    for (int row = 0; row < qMin(5, list->model()->rowCount()); ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        Stage::settle(600);
        stage.save(analyst.page(), u"session-%1"_s.arg(row));
    }
    list->setCurrentIndex(list->model()->index(2, 0)); // the one that the dialogs are about
    Stage::settle(600);
    auto *scroll = analyst.page().findChild<QScrollArea *>(u"reportScroll"_s);
    auto *bar = scroll->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    Stage::settle(100);
    stage.save(analyst.page(), u"middle"_s);
    bar->setValue(bar->maximum());
    Stage::settle(100);
    stage.save(analyst.page(), u"end"_s);
    bar->setValue(0);
}

void drawDialogs(Stage &stage, Analyst &analyst)
{
    ui::InvestigationsPage &page = analyst.page();
    page.newInvestigation();
    Stage::settle(200);
    stage.save(*page.findChild<QDialog *>(u"newInvestigation"_s), u"new-empty"_s);
    Stage::close(*page.findChild<QDialog *>(u"newInvestigation"_s));
    storage::IncidentRow incident;
    incident.key.number = 40217;
    incident.title = u"Impossible travel of an administrator"_s;
    page.investigateIncidents({incident});
    auto *created = page.findChild<QDialog *>(u"newInvestigation"_s);
    Stage::settle(200);
    stage.save(*created, u"new"_s);
    auto *templates = created->findChild<QComboBox *>(u"queryTemplates"_s);
    templates->setCurrentIndex(4);
    emit templates->activated(4);
    Stage::settle(200);
    stage.save(*created, u"new-template"_s);
    Stage::close(*created);
    page.findChild<QPushButton *>(u"exportReport"_s)->click();
    auto *exported = page.findChild<QDialog *>(u"exportDialog"_s);
    exported->findChild<QListWidget *>(u"exportForms"_s)->setCurrentRow(2);
    Stage::settle(200);
    stage.save(*exported, u"export"_s);
    Stage::close(*exported);
    page.findChild<QPushButton *>(u"compareReports"_s)->click();
    const auto isOffered = [&page] { return page.findChild<QMenu *>(u"compareMenu"_s) != nullptr; };
    if (!QTest::qWaitFor(isOffered, patience))
        qWarning("nothing to compare with");
    if (auto *menu = page.findChild<QMenu *>(u"compareMenu"_s)) {
        menu->actions().constFirst()->trigger();
        menu->close();
    }
    Stage::settle(600);
    if (auto *compared = page.findChild<QDialog *>(u"compareSessions"_s)) {
        stage.save(*compared, u"compare"_s);
        Stage::close(*compared);
    }
}

void draw(Stage &stage)
{
    Analyst &analyst = Analyst::of(stage);
    analyst.lookAs(stage);
    drawReport(stage, analyst);
    drawDialogs(stage, analyst);
}

} // namespace

// Investigations that wait, run, have failed and are done, and what can be done with a report.
Scene investigationsScene()
{
    return {"investigations", nullptr, fill, draw};
}

} // namespace tocsin::pictures
