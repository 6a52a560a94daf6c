// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/entitygraph.h"
#include "core/graph/path.h"
#include "core/graph/rows.h"
#include "tests/support/graphsample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::graphEdge;
using test::graphNode;

class TestEntityGraph final : public QObject
{
    Q_OBJECT

private slots:
    void sameEntityIsOneNode_data()
    {
        QTest::addColumn<QString>("firstKind");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("secondKind");
        QTest::addColumn<QString>("second");
        QTest::addColumn<int>("nodes");
        QTest::newRow("the same") << u"ip"_s << u"203.0.113.9"_s << u"ip"_s << u"203.0.113.9"_s << 1;
        QTest::newRow("alias of the kind")
            << u"ip"_s << u"203.0.113.9"_s << u"ipv4"_s << u"203.0.113.9"_s << 1;
        QTest::newRow("case of a host") << u"host"_s << u"FIN-01"_s << u"host"_s << u"fin-01"_s << 1;
        QTest::newRow("case of a digest") << u"hash"_s << u"AB12"_s << u"sha256"_s << u"ab12"_s << 1;
        QTest::newRow("case of a path")
            << u"url"_s << u"http://a.example/A"_s << u"url"_s << u"http://a.example/a"_s << 2;
        QTest::newRow("another kind") << u"user"_s << u"a@b.example"_s << u"email"_s << u"a@b.example"_s << 2;
        QTest::newRow("another foreign kind") << u"campaign"_s << u"Night"_s << u"file"_s << u"Night"_s << 2;
        QTest::newRow("the same foreign kind")
            << u"Threat Actor"_s << u"Night"_s << u"threat_actor"_s << u"Night"_s << 1;
        QTest::newRow("the kind comes later")
            << u""_s << u"203.0.113.9"_s << u"ip"_s << u"203.0.113.9"_s << 1;
        QTest::newRow("the kind is missing later") << u"host"_s << u"FIN-01"_s << u""_s << u"fin-01"_s << 1;
        QTest::newRow("other white space") << u"user"_s << u" zoe "_s << u"user"_s << u"zoe"_s << 1;
    }
    void sameEntityIsOneNode()
    {
        QFETCH(QString, firstKind);
        QFETCH(QString, first);
        QFETCH(QString, secondKind);
        QFETCH(QString, second);
        QFETCH(int, nodes);
        graph::EntityGraph graph;
        graph.merge({{graphNode(firstKind, first, u"1"_s)}, {}, {}, {}});
        const graph::Merged merged = graph.merge({{graphNode(secondKind, second, u"77"_s)}, {}, {}, {}});
        QCOMPARE(int(graph.nodes().size()), nodes);
        QCOMPARE(merged.newNodes, nodes - 1);
        const domain::EntityKind known = domain::entityKindFromWord(firstKind) == domain::EntityKind::Other
                                             ? domain::entityKindFromWord(secondKind)
                                             : domain::entityKindFromWord(firstKind);
        QCOMPARE(graph.nodes()[0].entity.kind, known);
        QCOMPARE(graph.find(graphNode(secondKind, second).entity), nodes - 1);
    }

    void nameOfTwoThingsIsGuessedAsNeither()
    {
        graph::EntityGraph graph;
        graph.merge({{graphNode(u"user"_s, u"zoe@x.example"_s, u"1"_s),
                      graphNode(u"email"_s, u"zoe@x.example"_s, u"2"_s)},
                     {},
                     {},
                     {}});
        graph.merge({{}, {graphEdge(u"zoe@x.example"_s, u"RAN_ON"_s, u"elsewhere"_s)}, {}, {}});
        QCOMPARE(int(graph.nodes().size()), 4);
    }

    void edgesNameNodesThatNoListHas()
    {
        graph::EntityGraph graph;
        graph.merge({{graphNode(u"host"_s, u"FIN-01"_s)}, {}, {}, {}});
        graph.merge({{}, {graphEdge(u"fin-01"_s, u"TELEPORTED_TO"_s, u"<b>nowhere</b>"_s)}, {}, {}});
        QCOMPARE(int(graph.nodes().size()), 2);
        QCOMPARE(graph.nodes()[1].entity.value, u"<b>nowhere</b>"_s);
        QCOMPARE(int(graph.edges().size()), 1);
        QCOMPARE(graph.edges()[0].from, 0);
        QCOMPARE(graph.edges()[0].kind, domain::RelationKind::Other);
        QCOMPARE(graph::relationWord(graph.edges()[0]), u"TELEPORTED_TO"_s);
    }

    void idsBelongToTheirAnswer()
    {
        graph::EntityGraph graph;
        graph.merge({{graphNode(u"host"_s, u"A"_s, u"n1"_s), graphNode(u"host"_s, u"B"_s, u"n2"_s)},
                     {graphEdge(u"n1"_s, u"CONNECTED_TO"_s, u"n2"_s)},
                     {},
                     {}});
        graph.merge({{graphNode(u"host"_s, u"C"_s, u"n1"_s), graphNode(u"host"_s, u"A"_s, u"n2"_s)},
                     {graphEdge(u"n1"_s, u"CONNECTED_TO"_s, u"n2"_s)},
                     {},
                     {}});
        QCOMPARE(int(graph.nodes().size()), 3);
        QCOMPARE(int(graph.edges().size()), 2);
        QCOMPARE(graph.edges()[1].from, 2);
        QCOMPARE(graph.edges()[1].to, 0);
    }

    void edgesMergeByEndsAndKind()
    {
        graph::EntityGraph graph;
        const domain::Graph answer{
            {graphNode(u"host"_s, u"A"_s), graphNode(u"host"_s, u"B"_s)},
            {graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"B"_s), graphEdge(u"A"_s, u"connected to"_s, u"B"_s),
             graphEdge(u"B"_s, u"CONNECTED_TO"_s, u"A"_s), graphEdge(u"A"_s, u"ASSOCIATED_WITH"_s, u"B"_s),
             graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"A"_s)},
            {},
            {}};
        QCOMPARE(graph.merge(answer).newEdges, 4);
        const graph::Merged again = graph.merge(answer);
        QCOMPARE(again.newNodes, 0);
        QCOMPARE(again.newEdges, 0);
        QCOMPARE(again.edgesLeftOut, 0);
        QCOMPARE(int(graph.edgesOf(0).size()), 4);
    }

    void moreThanTheLimitIsCutAndCounted()
    {
        graph::EntityGraph graph;
        const graph::Merged merged = graph.merge(test::largeGraph(100'000, 120'000));
        QCOMPARE(int(graph.nodes().size()), graph.limits().nodes);
        QCOMPARE(merged.nodesLeftOut, 95'000);
        QVERIFY(int(graph.edges().size()) <= graph.limits().edges);
        QVERIFY(merged.edgesLeftOut > 0);
        // A node that is known takes edges still.
        graph::EntityGraph full({2, 10});
        full.merge({{graphNode(u"host"_s, u"A"_s), graphNode(u"host"_s, u"B"_s)}, {}, {}, {}});
        const graph::Merged more = full.merge(
            {{graphNode(u"host"_s, u"C"_s)},
             {graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"B"_s), graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"C"_s)},
             {},
             {}});
        QCOMPARE(more.newEdges, 1);
        QCOMPARE(more.nodesLeftOut, 1);
        QCOMPARE(more.edgesLeftOut, 1);
    }

    void typesAreCountedAndFiltered()
    {
        graph::EntityGraph graph;
        graph.merge(
            {{graphNode(u"campaign"_s, u"Night"_s), graphNode(u"host"_s, u"A"_s),
              graphNode(u"host"_s, u"B"_s), graphNode(u"ip"_s, u"192.0.2.1"_s)},
             {graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"B"_s), graphEdge(u"A"_s, u"HAUNTED_BY"_s, u"Night"_s)},
             {},
             {}});
        const QList<graph::NodeType> types = graph.nodeTypes();
        QCOMPARE(types.size(), 3);
        QCOMPARE(types[0].key, u"ip"_s);
        QCOMPARE(types[1].count, 2);
        QCOMPARE(types[2].text, u"campaign"_s);
        QCOMPARE(graph.edgeTypes().size(), 2);
        QCOMPARE(graph.edgeTypes()[1].text, u"HAUNTED_BY"_s);
        graph.setNodeTypeShown(types[2].key, false);
        QVERIFY(!graph.isNodeShown(0));
        QVERIFY(!graph.isEdgeShown(1)); // one end is gone
        QCOMPARE(graph::nodeRows(graph).size(), 3);
        QCOMPARE(graph::edgeRows(graph).size(), 1);
        QCOMPARE(graph::connections(graph, 1), 1);
        graph.setEdgeTypeShown(u"CONNECTED_TO"_s, false);
        QCOMPARE(graph::edgeRows(graph).size(), 0);
        QVERIFY(graph.isFiltered());
        graph.clear();
        QVERIFY(graph.isFiltered()); // what the analyst chose outlives the centre
        graph.showAllTypes();
        QVERIFY(!graph.isFiltered());
    }

    void shortestPathIsFound_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("hidden");
        QTest::addColumn<QList<int>>("nodes");
        QTest::newRow("straight") << 0 << 3 << QString() << QList<int>{0, 4, 3};
        QTest::newRow("against the arrows") << 3 << 0 << QString() << QList<int>{3, 4, 0};
        QTest::newRow("around what is hidden") << 0 << 3 << u"ip"_s << QList<int>{0, 1, 2, 3};
        QTest::newRow("to itself") << 2 << 2 << QString() << QList<int>{2};
        QTest::newRow("no way") << 0 << 5 << QString() << QList<int>{};
        QTest::newRow("to what is hidden") << 0 << 4 << u"ip"_s << QList<int>{};
        QTest::newRow("to what is not there") << 0 << 99 << QString() << QList<int>{};
    }
    void shortestPathIsFound()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(QString, hidden);
        QFETCH(QList<int>, nodes);
        graph::EntityGraph graph;
        graph.merge(
            {{graphNode(u"host"_s, u"A"_s), graphNode(u"host"_s, u"B"_s), graphNode(u"host"_s, u"C"_s),
              graphNode(u"host"_s, u"D"_s), graphNode(u"ip"_s, u"X"_s), graphNode(u"user"_s, u"U"_s)},
             {graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"B"_s), graphEdge(u"B"_s, u"CONNECTED_TO"_s, u"C"_s),
              graphEdge(u"C"_s, u"CONNECTED_TO"_s, u"D"_s), graphEdge(u"A"_s, u"COMMUNICATED_WITH"_s, u"X"_s),
              graphEdge(u"X"_s, u"CONNECTED_TO"_s, u"D"_s)},
             {},
             {}});
        if (!hidden.isEmpty())
            graph.setNodeTypeShown(hidden, false);
        const graph::Path path = graph::shortestPath(graph, from, to);
        QCOMPARE(QList<int>(path.nodes.begin(), path.nodes.end()), nodes);
        QCOMPARE(path.edges.size(), nodes.isEmpty() ? 0u : std::size_t(nodes.size() - 1));
    }
};

QTEST_GUILESS_MAIN(TestEntityGraph)
#include "tst_entitygraph.moc"
