// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/analystdesk.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/investigations/investigationspage.h"
#include "ui/investigations/sessiondetail.h"

#include <QComboBox>
#include <QDialog>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

constexpr int patience = 60'000; // ms

// The analyst's side of the scene; goes with the window.
class Analyst final : public QObject
{
public:
    Analyst(Stage &stage) : QObject(&stage.window())
    {
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder.path());
        options.sandbox.speed = 200;
        options.sandbox.coldDelayMs = 0;
        m_desk = std::make_unique<flows::AnalystDesk>(options, stage.fixture().secretStore());
        m_page = std::make_unique<ui::InvestigationsPage>(stage.theme(), *m_desk, stage.window().commands());
        setObjectName(u"analyst"_s);
    }
    ~Analyst() override { m_page.reset(); }

    ui::InvestigationsPage &page() { return *m_page; }
    flows::AnalystDesk &desk() { return *m_desk; }
    ui::SessionDetail &detail() { return *m_page->findChild<ui::SessionDetail *>(); }

    void ask(const QString &query, qint64 incident, domain::SessionState until)
    {
        flows::InvestigationDraft draft;
        draft.query = query;
        draft.incident = incident;
        flows::Investigations &all = m_desk->workspace().investigations();
        all.start(draft, this, [this](const Result<qint64> &id) { m_page->openSession(id.value_or(0)); });
        const bool isThere = QTest::qWaitFor(
            [&] {
                const auto &shown = detail().shown();
                if (!shown || shown->session.query != query)
                    return false;
                if (shown->session.state == domain::SessionState::Running)
                    all.checkNow(shown->id);
                return shown->session.state == until;
            },
            patience);
        if (!isThere)
            qWarning("an investigation did not come so far");
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::InvestigationsPage> m_page;
};

Analyst &analystOf(Stage &stage)
{
    return *static_cast<Analyst *>(stage.window().findChild<QObject *>(u"analyst"_s));
}

void fill(Stage &stage)
{
    auto *analyst = new Analyst(stage);
    analyst->page().resize(1200, 800);
    analyst->page().show();
    Stage::settle();
    stage.save(analyst->page(), u"no-connection"_s);
    analyst->desk().start();
    const auto isOpen = [analyst] { return analyst->desk().workspace().isOpen(); };
    if (!QTest::qWaitFor(isOpen, patience))
        qFatal("no sandbox");
    Stage::settle(600);
    stage.save(analyst->page(), u"empty"_s);
    using domain::SessionState;
    analyst->ask(u"Investigate the newest incident: what happened in the last 7 days? [quick]"_s, 0,
                 SessionState::Completed);
    analyst->ask(u"Check user j.doe for failed sign-ins in the last 24 hours, more than 5 [loop]"_s, 40217,
                 SessionState::Completed);
    analyst->ask(u"Weekly admin sign-ins [fail]"_s, 0, SessionState::Failed);
    analyst->ask(u"Credential spray against the gateway since Monday [never]"_s, 0, SessionState::Running);
}

void drawReport(Stage &stage, Analyst &analyst)
{
    auto *list = analyst.page().findChild<QListView *>(u"sessionList"_s);
    for (int row = 0; row < qMin(4, list->model()->rowCount()); ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        Stage::settle(600);
        stage.save(analyst.page(), u"session-%1"_s.arg(row));
    }
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
    page.investigate(40217, {{u"incident.number"_s, u"40217"_s}, {u"incident.title"_s, u"Travel"_s}});
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
    Analyst &analyst = analystOf(stage);
    analyst.page().resize(stage.window().size() - QSize(73, 104)); // what the shell leaves
    Stage::settle(200);
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
