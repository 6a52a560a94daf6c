// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/entities/entitiespage.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/incidents/incidentspage.h"
#include "ui/incidents/incidenttable.h"
#include "ui/investigations/investigationspage.h"
#include "ui/investigations/sessiondetail.h"

#include <QAction>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms

void prepare(Stage &stage)
{
    sandbox::ServerOptions options;
    options.speed = 200;
    options.coldDelayMs = 0;
    options.syncInterval = 3'600 * microsPerSecond; // nothing comes between two pictures
    stage.fixture().sandbox = options;
}

flows::AnalystDesk &desk(Stage &stage)
{
    return stage.fixture().analyst();
}

ui::SessionDetail &detail(Stage &stage)
{
    return *stage.part<ui::SessionDetail>(u"sessionDetail"_s);
}

// The first of the queue, as the key does it.
void investigate(Stage &stage)
{
    stage.window().setPage(ui::MainWindow::Incidents);
    auto *table = stage.part<ui::IncidentTable>(u"incidentTable"_s);
    if (!QTest::qWaitFor([table] { return table->currentId() != 0; }, patience))
        qFatal("no queue");
    Stage::settle(1200); // the whole record is read
    table->setFocus();
    QTest::keyClick(table, Qt::Key_I);
    stage.window().setPage(ui::MainWindow::Investigate);
    QElapsedTimer checked; // the budget of a minute is not without end
    checked.start();
    const bool isDone = QTest::qWaitFor(
        [&] {
            const auto &shown = detail(stage).shown();
            if (shown && shown->session.state == domain::SessionState::Running && checked.elapsed() > 600) {
                desk(stage).workspace().investigations().checkNow(shown->id);
                checked.start();
            }
            return shown && shown->session.report;
        },
        patience);
    if (!isDone)
        qFatal("no report");
}

void fill(Stage &stage)
{
    if (!QTest::qWaitFor([&] { return desk(stage).workspace().isOpen(); }, patience))
        qFatal("no sandbox");
    investigate(stage);
    domain::Entity entity;
    for (const domain::Entity &one : detail(stage).shown()->session.report->entities) {
        if (one.kind == domain::EntityKind::Ip || entity.value.isEmpty())
            entity = one;
    }
    stage.window().setPage(ui::MainWindow::Entities);
    auto *page = stage.part<ui::EntitiesPage>(u"entitiesPage"_s);
    page->lookUp(entity);
    if (!QTest::qWaitFor([page] { return !page->view().graph().nodes().empty(); }, patience))
        qWarning("it took too long");
    if (!QTest::qWaitFor([page] { return !page->view().canvas().isArranging(); }, patience))
        qWarning("it took too long");
    stage.window().setPage(ui::MainWindow::Incidents);
}

// What the README and the documents show of the analyst's pages.
void drawPages(Stage &stage, bool isForDocuments)
{
    const auto save = [&](const QString &name) {
        if (isForDocuments)
            stage.saveSmall(name);
        stage.save(name);
    };
    stage.window().setPage(ui::MainWindow::Incidents);
    Stage::settle(400);
    save(u"queue"_s);
    stage.window().setPage(ui::MainWindow::Investigate);
    Stage::settle(600);
    save(u"report"_s);
    stage.window().setPage(ui::MainWindow::Entities);
    auto *page = stage.part<ui::EntitiesPage>(u"entitiesPage"_s);
    page->view().canvas().fit();
    Stage::settle(600);
    save(u"entities"_s);
    QDialog *search = stage.dialog(u"searchEverywhere"_s, u"searchDialog"_s);
    search->findChild<QLineEdit *>()->setText(u"password"_s);
    Stage::settle(1500);
    if (isForDocuments)
        stage.saveSmall(*search, u"search"_s);
    stage.save(*search, u"search"_s);
    Stage::close(*search);
}

void drawDialogs(Stage &stage)
{
    stage.window().setPage(ui::MainWindow::Incidents);
    stage.window().commands()[u"ticketText"_s]->trigger();
    if (!QTest::qWaitFor([&] { return stage.window().findChild<QDialog *>(u"ticketDialog"_s) != nullptr; },
                         patience))
        qWarning("it took too long");
    QDialog *ticket = stage.opened(u"ticketDialog"_s);
    stage.save(*ticket, u"ticket"_s);
    ticket->findChild<QComboBox *>(u"ticketForm"_s)->setCurrentIndex(2);
    stage.save(*ticket, u"ticket-plain"_s);
    Stage::close(*ticket);
    auto *page = stage.part<ui::InvestigationsPage>(u"investigationsPage"_s);
    stage.window().setPage(ui::MainWindow::Investigate);
    page->newInvestigation();
    QDialog *asked = stage.opened(u"newInvestigation"_s);
    stage.save(*asked, u"new"_s);
    asked->findChild<QPushButton *>(u"manageTemplates"_s)->click();
    QDialog *templates = stage.opened(u"templatesDialog"_s);
    stage.save(*templates, u"templates-built-in"_s);
    templates->findChild<QPushButton *>(u"addTemplate"_s)->click();
    templates->findChild<QLineEdit *>(u"templateName"_s)->setText(u"Ticket: who else"_s);
    templates->findChild<QPlainTextEdit *>(u"templateText"_s)
        ->setPlainText(
            u"Ticket {ticket}: which other users had contact with {entity.value} in the last {timespan}?"_s);
    stage.save(*templates, u"templates"_s);
    templates->findChild<QPlainTextEdit *>(u"templateText"_s)->setPlainText(u"Who is {entity.value?"_s);
    stage.save(*templates, u"templates-fault"_s);
    Stage::close(*templates);
    Stage::close(*asked);
}

void draw(Stage &stage)
{
    drawPages(stage, stage.window().width() >= 1300);
    drawDialogs(stage);
}

} // namespace

// The analyst's pages inside the window, also for the documents: screenshots docs/pictures workspace.
Scene workspaceScene()
{
    return {"workspace", prepare, fill, draw};
}

} // namespace tocsin::pictures
