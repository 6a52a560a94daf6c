// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/graphml.h"
#include "tests/support/graphsample.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::graphEdge;
using test::graphNode;

class TestGraphMl final : public QObject
{
    Q_OBJECT

    struct Read
    {
        QStringList values;
        QStringList ends;
        int escaped = 0;
        QString error;
    };
    static Read read(const QByteArray &bytes)
    {
        Read found;
        QXmlStreamReader xml(bytes);
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == "edge"_L1)
                found.ends.append(xml.attributes().value("source"_L1).toString() + u'>' +
                                  xml.attributes().value("target"_L1).toString());
            if (xml.name() != "data"_L1)
                continue;
            const QString key = xml.attributes().value("key"_L1).toString();
            const QString text = xml.readElementText();
            if (key == "value"_L1)
                found.values.append(text);
            found.escaped += key == "escaped"_L1 ? 1 : 0;
        }
        found.error = xml.errorString();
        return found;
    }

private slots:
    void hostileTextsSurvive_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("read");
        QTest::newRow("markup") << u"</data><node id=\"x\"/>&amp;]]>"_s
                                << u"</data><node id=\"x\"/>&amp;]]>"_s;
        QTest::newRow("controls") << u"a\u0000b\u001b[0m"_s << u"a\\u0000b\\u001b[0m"_s;
        QTest::newRow("lone surrogate") << u"a"_s + QChar(0xd800) + u"b"_s << u"a\\ud800b"_s;
        QTest::newRow("outside the first plane") << u"\U0001f5a5 host"_s << u"\U0001f5a5 host"_s;
        QTest::newRow("no character") << u"a\ufffe"_s << u"a\\ufffe"_s;
        QTest::newRow("carriage return") << u"a\r\nb"_s << u"a\\u000d\nb"_s;
        QTest::newRow("right to left") << u"\u202egpj.exe"_s << u"\u202egpj.exe"_s;
    }
    void hostileTextsSurvive()
    {
        QFETCH(QString, value);
        QFETCH(QString, read);
        graph::EntityGraph graph;
        graph.merge({{graphNode(u"host"_s, value, u"1"_s)}, {}, {}, {}});
        const Read found = TestGraphMl::read(graph::toGraphMl(graph, {{1.5, -2}}));
        QCOMPARE(found.error, QString());
        QCOMPARE(found.values, QStringList{read});
        QCOMPARE(found.escaped, value == read ? 0 : 1);
    }

    void holdsWhatIsShown()
    {
        graph::EntityGraph graph;
        graph.merge({{graphNode(u"host"_s, u"A"_s), graphNode(u"ip"_s, u"B"_s), graphNode(u"user"_s, u"C"_s)},
                     {graphEdge(u"A"_s, u"CONNECTED_TO"_s, u"B"_s), graphEdge(u"C"_s, u"LOVES"_s, u"A"_s)},
                     {},
                     {}});
        graph.setNodeTypeShown(u"ip"_s, false);
        const QByteArray bytes = graph::toGraphMl(graph, {{0, 0}, {1, 1}, {2, 2.25}});
        const Read found = read(bytes);
        QCOMPARE(found.values, (QStringList{u"A"_s, u"C"_s}));
        QCOMPARE(found.ends, QStringList{u"n2>n0"_s});
        QVERIFY(bytes.contains("LOVES"));
        QVERIFY(bytes.contains("<data key=\"x\">2.0</data>"));
    }
};

QTEST_GUILESS_MAIN(TestGraphMl)
#include "tst_graphml.moc"
