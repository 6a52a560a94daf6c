// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/graphfixture.h"
#include "ui/entities/graph/legendchip.h"
#include "ui/text/words.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::graphEdge;
using test::graphNode;

class TestGraphCanvas final : public QObject, private test::GraphFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openView(); }
    void cleanup() { closeView(); }

    void mouseChoosesExpandsAndDragsIntoPlace()
    {
        load();
        QSignalSpy expanded(&canvas(), &ui::GraphCanvas::expandAsked);
        QTest::mouseClick(&canvas(), Qt::LeftButton, {}, pointOf(1));
        QCOMPARE(canvas().current(), 1);
        QVERIFY(!canvas().isLocked(1));
        QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, pointOf(2));
        QCOMPARE(expanded.size(), 1);
        QCOMPARE(expanded[0][0].toInt(), 2);
        const QPoint from = pointOf(3);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas(), from + QPoint(10, 8));
        QTest::mouseMove(&canvas(), from + QPoint(30, 20));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, from + QPoint(30, 20));
        QVERIFY(canvas().isLocked(3));
        QVERIFY((pointOf(3) - from - QPoint(30, 20)).manhattanLength() <= 4);
        const graph::Point kept = canvas().layout().places()[3];
        m_view->add(
            {{graphNode(u"host"_s, u"NEW"_s)}, {graphEdge(u"cmd.exe"_s, u"RAN_ON"_s, u"NEW"_s)}, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(!canvas().isArranging(), patience);
        QVERIFY(canvas().layout().places()[3] == kept);
        QCOMPARE(int(m_view->graph().nodes().size()), 6);
    }

    void aTremblingClickIsNoDrag()
    {
        load();
        const QPoint from = pointOf(1);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas(), from + QPoint(2, 1));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, from + QPoint(2, 1));
        QVERIFY(!canvas().isLocked(1));
        QCOMPARE(canvas().current(), 1);
    }

    void keysDoWhatTheySay()
    {
        load();
        canvas().setCurrent(0);
        const double scale = canvas().window().scale;
        QTest::keyClick(&canvas(), Qt::Key_Plus);
        QVERIFY(canvas().window().scale > scale);
        QTest::keyClick(&canvas(), Qt::Key_Minus);
        QTest::keyClick(&canvas(), Qt::Key_Minus);
        QVERIFY(canvas().window().scale < scale);
        QTest::keyClick(&canvas(), Qt::Key_0);
        QCOMPARE(canvas().window().scale, scale);
        QTest::keyClick(&canvas(), Qt::Key_L);
        QVERIFY(canvas().isLocked(0));
        QVERIFY(canvas().accessibleDescription().contains("locked"_L1));
        QTest::keyClick(&canvas(), Qt::Key_L);
        QVERIFY(!canvas().isLocked(0));
        QSignalSpy expanded(m_view.get(), &ui::GraphView::expandAsked);
        QTest::keyClick(&canvas(), Qt::Key_Return);
        QTest::keyClick(&canvas(), Qt::Key_Enter);
        QCOMPARE(expanded.size(), 2);
        QTest::keyClick(&canvas(), Qt::Key_C);
        QVERIFY((pointOf(0) - canvas().rect().center()).manhattanLength() <= 3);
        QTest::keyClick(&canvas(), Qt::Key_F);
        QVERIFY(part<QLineEdit>(u"graphFind"_s)->hasFocus());
        QTest::keyClick(part<QLineEdit>(u"graphFind"_s), Qt::Key_Escape);
        QVERIFY(canvas().hasFocus());
    }

    void arrowsGoThatWayAndTabWalksTheNeighbours()
    {
        load();
        canvas().setCurrent(0);
        int reached = 0;
        for (const auto &[key, way] :
             {std::pair(Qt::Key_Left, QPointF(-1, 0)), std::pair(Qt::Key_Right, QPointF(1, 0)),
              std::pair(Qt::Key_Up, QPointF(0, -1)), std::pair(Qt::Key_Down, QPointF(0, 1))}) {
            canvas().setCurrent(0);
            QTest::keyClick(&canvas(), key);
            if (canvas().current() == 0)
                continue;
            ++reached;
            QVERIFY(QPointF::dotProduct(canvas().pointOf(canvas().current()) - canvas().pointOf(0), way) > 0);
        }
        QVERIFY(reached >= 2);
        canvas().setCurrent(0);
        QSet<int> walked;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&canvas(), Qt::Key_Tab);
            walked.insert(canvas().current());
        }
        QCOMPARE(walked, (QSet<int>{1, 2, 3}));
        QTest::keyClick(&canvas(), Qt::Key_Tab); // it is no trap
        QVERIFY(!canvas().hasFocus());
        canvas().setFocus();
        QTest::keyClick(&canvas(), Qt::Key_Escape);
        QCOMPARE(canvas().current(), -1);
        QTest::keyClick(&canvas(), Qt::Key_Down); // from nothing to the centre
        QCOMPARE(canvas().current(), 0);
    }

    void pathIsFoundShownAndTakenAway()
    {
        load();
        canvas().setCurrent(3);
        QTest::keyClick(&canvas(), Qt::Key_P);
        QVERIFY(status().startsWith("Path from cmd.exe"_L1));
        canvas().setCurrent(4);
        QTest::keyClick(&canvas(), Qt::Key_P);
        QCOMPARE(canvas().path().nodes, (std::vector<int>{3, 0, 2, 4}));
        QVERIFY2(status().startsWith("cmd.exe to bad.example: 3 connections"_L1), qPrintable(status()));
        part<ui::LegendChip>(u"nodeType-ip"_s)->click();
        QVERIFY(canvas().path().isEmpty()); // part of it is hidden now
        part<ui::LegendChip>(u"nodeType-ip"_s)->click();
        canvas().setCurrent(1);
        QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::ShiftModifier, pointOf(4));
        QCOMPARE(canvas().path().nodes, (std::vector<int>{1, 0, 2, 4}));
        QTest::keyClick(&canvas(), Qt::Key_Escape);
        QVERIFY(canvas().path().isEmpty());
        QVERIFY(!status().contains(" to "_L1));
        QCOMPARE(canvas().current(), 1);
    }

    void copyTakesTheOriginal()
    {
        domain::Graph graph = answer();
        graph.nodes.append(graphNode(u"url"_s, test::hostileText()));
        m_view->start(graph.nodes[0].entity);
        m_view->add(graph);
        canvas().setFocus();
        canvas().setCurrent(5);
        QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), test::hostileText());
        part<QAction>(u"graphCopyDefanged"_s)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"defanged "_s + test::hostileText());
    }

    void menuOffersWhatFitsTheNode()
    {
        load();
        const auto open = [this](QPoint at) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas().mapToGlobal(at));
            QApplication::sendEvent(&canvas(), &event);
            auto *menu = m_view->findChild<QMenu *>(u"graphMenu"_s);
            QStringList names;
            for (const QAction *action : menu->actions())
                names.append(action->objectName());
            delete menu;
            return names;
        };
        QVERIFY(open(pointOf(1)).contains(u"graphIncidents"_s));
        QCOMPARE(canvas().current(), 1);
        QVERIFY(!open(QPoint(2, 2)).contains(u"graphIncidents"_s));
    }

    void bothThemesAndBothDirectionsPaint_data()
    {
        QTest::addColumn<ui::Theme::Choice>("choice");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("light") << ui::Theme::Choice::Light << Qt::LeftToRight;
        QTest::newRow("dark") << ui::Theme::Choice::Dark << Qt::LeftToRight;
        QTest::newRow("dark, right to left") << ui::Theme::Choice::Dark << Qt::RightToLeft;
    }
    void bothThemesAndBothDirectionsPaint()
    {
        QFETCH(ui::Theme::Choice, choice);
        QFETCH(Qt::LayoutDirection, direction);
        load();
        m_theme->setChoice(choice);
        m_view->setLayoutDirection(direction);
        const QImage image = canvas().grab().toImage();
        QCOMPARE(image.pixelColor(3, 3), m_theme->color(ui::Tone::Window));
        // The sign of a node is where the hand finds it, whichever way is read.
        const int ratio = int(image.devicePixelRatio());
        const QPoint rim = canvas().pointOf(2).toPoint() + QPoint(0, -int(canvas().window().nodeRadius()));
        bool inked = false;
        for (int y = -2; y <= 2; ++y)
            inked =
                inked || image.pixelColor((rim + QPoint(0, y)) * ratio) != m_theme->color(ui::Tone::Window);
        QVERIFY(inked);
    }
};

QTEST_MAIN(TestGraphCanvas)
#include "tst_graphcanvas.moc"
