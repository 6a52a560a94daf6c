// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/analystfixture.h"
#include "tests/support/graphsample.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/entities/entitiespage.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

void settle(ui::EntitiesPage &page)
{
    if (!QTest::qWaitFor(
            [&page] { return !page.view().graph().nodes().empty() && !page.view().canvas().isArranging(); }))
        qWarning("the graph does not settle");
    Stage::settle(400); // what is kept here is read
}

void drawHostile(const Stage &stage, ui::EntitiesPage &page)
{
    using test::graphEdge;
    using test::graphNode;
    const QString hostile = test::hostileText();
    domain::Graph graph{{graphNode(u"host"_s, u"FIN-WS-0142"_s),
                         graphNode(u"user"_s, u"مستخدم@example.net"_s),
                         graphNode(u"session"_s, QString(300, u'W')), graphNode(u"campaign"_s, hostile)},
                        {},
                        {},
                        {}};
    for (qsizetype i = 1; i < graph.nodes.size(); ++i)
        graph.edges.append(graphEdge(graph.nodes[i].id, hostile, graph.nodes[0].id));
    page.showEntity(hostile);
    page.view().start(graph.nodes[0].entity);
    page.view().add(graph);
    settle(page);
    page.view().canvas().setCurrent(2);
    Stage::settle(400);
    stage.save(page, u"hostile"_s);
}

void draw(Stage &stage)
{
    test::AnalystFixture fixture;
    if (!fixture.open())
        qFatal("the sandbox does not answer");
    const QString kept = fixture.keepReport();
    ui::EntitiesPage page(stage.theme(), *fixture.desk, stage.window().commands());
    page.resize(stage.window().size() - QSize(72, 120));
    page.show();
    Stage::settle(800);
    stage.save(page, u"empty"_s);
    page.showEntity(u"nobody.knows.example"_s);
    Stage::settle(600);
    stage.save(page, u"unknown"_s);
    domain::Entity entity;
    fixture.desk->sandbox()->look([&](sandbox::World &world) {
        for (const domain::Entity &one : world.session(kept)->facts.report->entities) {
            if (one.kind == domain::EntityKind::User)
                entity = one;
        }
    });
    page.showEntity(entity.value.isEmpty() ? fixture.someEntity(domain::EntityKind::Ip).value : entity.value);
    settle(page);
    stage.save(page, u"graph"_s);
    for (int node = 1; node < 6 && node < int(page.view().graph().nodes().size()); ++node)
        emit page.view().expandAsked(page.view().graph().nodes()[std::size_t(node)].entity);
    Stage::settle(800);
    settle(page);
    page.view().canvas().fit();
    stage.save(page, u"expanded"_s);
    page.view().canvas().setCurrent(-1);
    stage.save(page, u"types"_s);
    page.view().setShown(ui::GraphView::Shown::Nodes);
    page.view().canvas().setCurrent(2);
    stage.save(page, u"table"_s);
    page.view().setShown(ui::GraphView::Shown::Graph);
    drawHostile(stage, page);
    fixture.desk->sandbox()->setOffline(true);
    page.showEntity(u"203.0.113.9"_s);
    Stage::settle(700);
    stage.save(page, u"loading"_s);
    if (!QTest::qWaitFor([&page] { return page.findChild<QWidget *>(u"graphAgain"_s)->isVisible(); }, 30'000))
        qWarning("no failure is shown");
    stage.save(page, u"failed"_s);
    fixture.desk->workspace().close();
    stage.save(page, u"closed"_s);
}

} // namespace

// The page of entities in its states, over a sandbox of its own.
Scene entitiesScene()
{
    return {"entities", nullptr, nullptr, draw};
}

} // namespace tocsin::pictures
