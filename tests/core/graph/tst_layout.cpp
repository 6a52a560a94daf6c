// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/entitygraph.h"
#include "core/graph/grow.h"
#include "core/graph/layout.h"
#include "core/graph/places.h"
#include "core/graph/quadtree.h"
#include "tests/support/graphsample.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tocsin;
using graph::Layout;
using graph::Point;
using test::graphEdge;
using test::graphNode;

class TestLayout final : public QObject
{
    Q_OBJECT

    static double distance(const Point &a, const Point &b) { return std::hypot(a.x - b.x, a.y - b.y); }
    static int settle(Layout &layout, int budget = 1000)
    {
        int steps = 0;
        while (layout.step(budget) && steps < 10'000'000 / budget)
            ++steps;
        return steps;
    }
    static std::vector<Point> laidOut(const graph::EntityGraph &graph, quint64 seed, int budget)
    {
        Layout layout(seed);
        graph::grow(layout, graph);
        settle(layout, budget);
        return layout.places();
    }
    static graph::EntityGraph merged(const domain::Graph &answer)
    {
        graph::EntityGraph graph;
        graph.merge(answer);
        return graph;
    }

private slots:
    void sameSeedGivesTheSamePlacesHoweverItIsCut()
    {
        const graph::EntityGraph graph = merged(test::largeGraph(120, 300));
        const std::vector<Point> one = laidOut(graph, 7, 1'000'000);
        QVERIFY(one == laidOut(graph, 7, 1));
        QVERIFY(one == laidOut(graph, 7, 37));
        QVERIFY(one != laidOut(graph, 8, 37));
    }

    void theSameGraphDrawnAgainLooksAsItDid()
    {
        const domain::Graph answer = test::largeGraph(60, 90);
        const graph::EntityGraph graph = merged(answer);
        Layout before(7);
        graph::grow(before, graph);
        before.place(3, {400, -250});
        settle(before);
        const graph::KeptPlaces kept = graph::placesOf(before, graph, graph::Kept::All);
        domain::Graph turned = answer; // another order, as another answer may have it
        std::reverse(turned.nodes.begin(), turned.nodes.end());
        const graph::EntityGraph again = merged(turned);
        Layout after(8);
        graph::grow(after, again);
        QVERIFY(graph::restore(after, again, kept).isEmpty());
        settle(after);
        for (int node = 0; node < int(graph.nodes().size()); ++node) {
            const int same = again.find(graph.nodes()[std::size_t(node)].entity);
            QCOMPARE(after.places()[std::size_t(same)], before.places()[std::size_t(node)]);
            QCOMPARE(after.isHeld(same), before.isHeld(node));
        }
    }

    void aPlaceWaitsForItsNode()
    {
        const graph::EntityGraph whole = merged(test::largeGraph(10, 12));
        Layout before;
        graph::grow(before, whole);
        before.place(9, {300, 300});
        const graph::KeptPlaces kept = graph::placesOf(before, whole, graph::Kept::HeldOnly);
        QCOMPARE(kept.size(), 1);
        const graph::EntityGraph empty;
        Layout after;
        QCOMPARE(graph::restore(after, empty, kept), kept);
    }

    void budgetBoundsTheWork()
    {
        const graph::EntityGraph graph = merged(test::largeGraph(200, 400));
        Layout layout;
        graph::grow(layout, graph);
        const std::vector<Point> before = layout.places();
        QVERIFY(layout.step(199));
        QVERIFY(layout.places() == before); // the round is not over
        QVERIFY(layout.step(1));
        QVERIFY(layout.places() != before);
    }

    void settlesWithNodesApartAndNeighboursNear_data()
    {
        QTest::addColumn<int>("nodes");
        QTest::addColumn<int>("edges");
        QTest::newRow("nothing") << 0 << 0;
        QTest::newRow("one") << 1 << 0;
        QTest::newRow("pair") << 2 << 1;
        QTest::newRow("loose") << 12 << 0;
        QTest::newRow("a neighbourhood") << 40 << 60;
        QTest::newRow("large") << 1000 << 3000;
    }
    void settlesWithNodesApartAndNeighboursNear()
    {
        QFETCH(int, nodes);
        QFETCH(int, edges);
        const graph::EntityGraph graph = merged(test::largeGraph(nodes, edges));
        Layout layout;
        graph::grow(layout, graph);
        settle(layout);
        QVERIFY(layout.isSettled());
        double nearest = 1e9;
        double widest = 0;
        const std::vector<Point> &places = layout.places();
        for (std::size_t i = 0; i < places.size(); ++i) {
            QVERIFY(std::isfinite(places[i].x) && std::isfinite(places[i].y));
            for (std::size_t j = 0; j < i; ++j) {
                nearest = std::min(nearest, distance(places[i], places[j]));
                widest = std::max(widest, distance(places[i], places[j]));
            }
        }
        if (nodes > 1)
            QVERIFY2(nearest > 8, qPrintable(QString::number(nearest)));
        QVERIFY2(widest <= 8 * Layout::spacing * std::sqrt(nodes + 1.0), qPrintable(QString::number(widest)));
        if (nodes == 2)
            QVERIFY(qAbs(widest - Layout::spacing) < Layout::spacing / 3);
    }

    void whatIsHeldStays()
    {
        graph::EntityGraph graph = merged(test::largeGraph(60, 90));
        Layout layout;
        graph::grow(layout, graph);
        layout.place(3, {1234, -777});
        settle(layout);
        QVERIFY((layout.places()[3] == Point{1234, -777}));
        const Point locked = layout.places()[10];
        layout.setHeld(10, true);
        graph.merge({{graphNode(u"host"_s, u"new"_s, u"n"_s), {u"k"_s, graph.nodes()[10].entity, {}}},
                     {graphEdge(u"n"_s, u"CONNECTED_TO"_s, u"k"_s)},
                     {},
                     {}});
        QCOMPARE(int(graph.nodes().size()), 61);
        graph::grow(layout, graph);
        layout.loosen();
        settle(layout);
        QVERIFY(layout.places()[10] == locked);
        QVERIFY((layout.places()[3] == Point{1234, -777}));
        layout.setHeld(10, false);
        layout.loosen();
        settle(layout);
        QVERIFY(layout.places()[10] != locked);
    }

    void expansionStartsBesideItsNeighbourAndKeepsThePicture()
    {
        graph::EntityGraph graph = merged(test::largeGraph(80, 120));
        Layout layout;
        graph::grow(layout, graph);
        settle(layout);
        const std::vector<Point> before = layout.places();
        domain::Graph answer{{{u"centre"_s, graph.nodes()[40].entity, {}}}, {}, {}, {}};
        for (int i = 0; i < 6; ++i) {
            // The far one of each pair is listed first and joined to the near one only.
            answer.nodes.append(graphNode(u"process"_s, u"far%1"_s.arg(i)));
            answer.nodes.append(graphNode(u"host"_s, u"near%1"_s.arg(i)));
            answer.edges.append(graphEdge(u"far%1"_s.arg(i), u"RAN_ON"_s, u"near%1"_s.arg(i)));
            answer.edges.append(graphEdge(u"near%1"_s.arg(i), u"CONNECTED_TO"_s, u"centre"_s));
        }
        graph.merge(answer);
        graph::grow(layout, graph);
        QCOMPARE(layout.places().size(), before.size() + 12);
        for (std::size_t i = before.size(); i < layout.places().size(); ++i)
            QVERIFY(distance(layout.places()[i], before[40]) < 4 * Layout::spacing);
        settle(layout);
        double moved = 0;
        for (std::size_t i = 0; i < before.size(); ++i)
            moved += distance(before[i], layout.places()[i]) / double(before.size());
        QVERIFY2(moved < Layout::spacing, qPrintable(QString::number(moved)));
    }

    void treeComesNearTheExactSum()
    {
        const std::vector<Point> points = laidOut(merged(test::largeGraph(300, 500)), 3, 1000);
        graph::QuadTree tree;
        tree.build(points);
        for (int i = 0; i < 300; i += 7) {
            Point exact;
            double all = 0;
            for (int j = 0; j < 300; ++j) {
                if (i == j)
                    continue;
                const double dx = points[std::size_t(i)].x - points[std::size_t(j)].x;
                const double dy = points[std::size_t(i)].y - points[std::size_t(j)].y;
                exact.x += dx / (dx * dx + dy * dy);
                exact.y += dy / (dx * dx + dy * dy);
                all += 1 / std::hypot(dx, dy);
            }
            const double error = distance(exact, tree.pushOn(i, points)) / all;
            QVERIFY2(error < 0.08, qPrintable(QString::number(error)));
        }
    }

    void nodesAtOnePlacePart()
    {
        graph::EntityGraph graph = merged(test::largeGraph(50, 0));
        Layout layout;
        graph::grow(layout, graph);
        for (int i = 0; i < 50; ++i) {
            layout.place(i, {10, 10});
            layout.setHeld(i, false);
        }
        layout.loosen();
        settle(layout);
        for (std::size_t i = 1; i < 50; ++i)
            QVERIFY(distance(layout.places()[0], layout.places()[i]) > 5);
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
