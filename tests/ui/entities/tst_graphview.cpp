// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/graphsample.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphexport.h"
#include "ui/entities/graph/graphview.h"
#include "ui/entities/graph/legendchip.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"
#include "ui/widgets/visibletext.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::graphEdge;
using test::graphNode;

namespace {
constexpr int patience = 30'000; // ms
}

class TestGraphView final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::GraphView> m_view;

    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_view->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    ui::GraphCanvas &canvas() const { return m_view->canvas(); }
    QString status() const { return part<ui::PlainLabel>(u"graphStatus"_s)->original(); }

    // A host (0) with a user (1), an address (2), a process (3); the address leads to a domain (4).
    static domain::Graph answer()
    {
        return {{graphNode(u"host"_s, u"FIN-01"_s), graphNode(u"user"_s, u"zoe@x.example"_s),
                 graphNode(u"ip"_s, u"203.0.113.9"_s), graphNode(u"process"_s, u"cmd.exe"_s),
                 graphNode(u"domain"_s, u"bad.example"_s)},
                {graphEdge(u"zoe@x.example"_s, u"ASSOCIATED_WITH"_s, u"FIN-01"_s),
                 graphEdge(u"FIN-01"_s, u"COMMUNICATED_WITH"_s, u"203.0.113.9"_s),
                 graphEdge(u"cmd.exe"_s, u"RAN_ON"_s, u"FIN-01"_s),
                 graphEdge(u"bad.example"_s, u"RESOLVED_TO"_s, u"203.0.113.9"_s)},
                {},
                {}};
    }
    void load()
    {
        m_view->start(graphNode(u"host"_s, u"FIN-01"_s).entity);
        m_view->add(answer());
        QTRY_VERIFY_WITH_TIMEOUT(!canvas().isArranging(), patience);
        canvas().setFocus();
    }
    QPoint pointOf(int node) const { return canvas().pointOf(node).toPoint(); }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_view = std::make_unique<ui::GraphView>(
            *m_theme, [](const domain::Entity &entity) { return u"defanged "_s + entity.value; });
        m_view->resize(1000, 640);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup()
    {
        m_view.reset();
        m_theme.reset();
    }

    void statesFollowWhatHappened()
    {
        QVERIFY(part<QPushButton>(u"graphSearch"_s)->isVisible());
        m_view->start(graphNode(u"ip"_s, u"192.0.2.1"_s).entity);
        m_view->setLoading(u"Looking up 192.0.2.1"_s);
        QVERIFY(part<QPushButton>(u"graphCancelLoading"_s)->isVisible());
        m_view->showFailure(u"no answer"_s, u"details"_s);
        QVERIFY(part<QPushButton>(u"graphRetry"_s)->isVisible());
        QSignalSpy retried(m_view.get(), &ui::GraphView::retryAsked);
        part<QPushButton>(u"graphRetry"_s)->click();
        QCOMPARE(retried.size(), 1);
        m_view->add({});
        QVERIFY(part<QPushButton>(u"graphSearchOther"_s)->isVisible()); // nothing is known
        m_view->add(answer());
        QVERIFY(canvas().isVisible());
        m_view->setLoading(u"Looking up more"_s); // the graph stays
        QVERIFY(canvas().isVisible());
        QVERIFY(part<QPushButton>(u"graphCancel"_s)->isVisible());
        QVERIFY(status().startsWith(u"Looking up more"_s));
        m_view->showFailure(u"no answer this time"_s, {});
        QVERIFY(canvas().isVisible());
        QCOMPARE(part<ui::PlainLabel>(u"graphTrouble"_s)->original(), u"no answer this time"_s);
        m_view->add(answer());
        QVERIFY(!part<QWidget>(u"graphWarning"_s)->isVisible());
    }

    void signalsNameTheCurrentEntity_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("signal");
        QTest::newRow("expand") << u"graphExpand"_s << u"expandAsked"_s;
        QTest::newRow("centre") << u"graphRecentre"_s << u"centreAsked"_s;
        QTest::newRow("incidents") << u"graphIncidents"_s << u"incidentsAsked"_s;
        QTest::newRow("investigations") << u"graphInvestigations"_s << u"investigationsAsked"_s;
        QTest::newRow("deliveries") << u"graphDeliveries"_s << u"deliveriesAsked"_s;
    }
    void signalsNameTheCurrentEntity()
    {
        QFETCH(QString, action);
        QFETCH(QString, signal);
        load();
        QStringList asked;
        const auto note = [&asked](const QString &name) {
            return [&asked, name](const domain::Entity &entity) { asked.append(name + u' ' + entity.value); };
        };
        connect(m_view.get(), &ui::GraphView::expandAsked, this, note(u"expandAsked"_s));
        connect(m_view.get(), &ui::GraphView::centreAsked, this, note(u"centreAsked"_s));
        connect(m_view.get(), &ui::GraphView::incidentsAsked, this, note(u"incidentsAsked"_s));
        connect(m_view.get(), &ui::GraphView::investigationsAsked, this, note(u"investigationsAsked"_s));
        connect(m_view.get(), &ui::GraphView::deliveriesAsked, this, note(u"deliveriesAsked"_s));
        QVERIFY(!part<QAction>(action)->isEnabled()); // nothing is chosen
        canvas().setCurrent(2);
        part<QAction>(action)->trigger();
        QCOMPARE(asked, QStringList{signal + u" 203.0.113.9"_s});
    }

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

    void filterHidesCountsAndCanBeUndone()
    {
        load();
        canvas().setCurrent(2);
        auto *chip = part<ui::LegendChip>(u"nodeType-ip"_s);
        QCOMPARE(chip->accessibleName(), u"Address, 1"_s);
        QVERIFY(chip->isChecked());
        chip->click();
        QVERIFY(!m_view->graph().isNodeShown(2));
        QCOMPARE(canvas().current(), -1);
        QCOMPARE(canvas().nodeAt(canvas().pointOf(2)), -1);
        QVERIFY(status().contains("1 node hidden"_L1));
        m_view->start(graphNode(u"host"_s, u"FIN-01"_s).entity);
        m_view->add(answer());
        QVERIFY(!m_view->graph().isNodeShown(2)); // the choice stays
        part<QPushButton>(u"graphShowAll"_s)->click();
        QVERIFY(m_view->graph().isNodeShown(2));
        part<ui::LegendChip>(u"edgeType-RAN_ON"_s)->click();
        QCOMPARE(canvas().edgeAt((canvas().pointOf(3) + canvas().pointOf(0)) / 2), -1);
    }

    void foreignKindsHaveTheirRowsAndTheRestShareOne()
    {
        domain::Graph graph = answer();
        for (int i = 0; i < 40; ++i)
            graph.nodes.append(graphNode(u"kind %1"_s.arg(i), u"thing %1"_s.arg(i)));
        m_view->start(graph.nodes[0].entity);
        m_view->add(graph);
        const auto chips = m_view->findChildren<ui::LegendChip *>();
        QCOMPARE(std::count_if(chips.begin(), chips.end(),
                               [](auto *chip) { return chip->objectName().startsWith("nodeType-~"_L1); }),
                 6);
        ui::LegendChip *rest = nullptr;
        for (ui::LegendChip *chip : chips) {
            if (chip->accessibleName() == "35 other kinds, 35"_L1)
                rest = chip;
        }
        QVERIFY(rest);
        rest->click();
        QVERIFY(status().contains("35 nodes hidden"_L1));
    }

    void tablesSayTheSame()
    {
        load();
        m_view->setShown(ui::GraphView::Shown::Nodes);
        auto *table = part<ui::TextTable>(u"graphNodeTable"_s);
        QCOMPARE(table->model()->rowCount(), 5);
        QVERIFY(!table->accessibleName().isEmpty());
        table->selectRow(2);
        QCOMPARE(canvas().current(), 2);
        QCOMPARE(table->selectionAsTsv(), u"Address\t203.0.113.9\t2\t\t\n"_s);
        QSignalSpy expanded(m_view.get(), &ui::GraphView::expandAsked);
        emit table->activated(table->model()->index(3, 0));
        QCOMPARE(expanded.size(), 1);
        canvas().setCurrent(4);
        QCOMPARE(table->currentIndex().row(), 4);
        canvas().toggleLock();
        QCOMPARE(table->model()->index(4, 3).data().toString(), u"locked"_s);
        m_view->setShown(ui::GraphView::Shown::Connections);
        auto *edges = part<ui::TextTable>(u"graphEdgeTable"_s);
        QVERIFY(edges->isVisible());
        edges->selectRow(1);
        QCOMPARE(edges->selectionAsTsv(), u"FIN-01\tcommunicated with\t203.0.113.9\n"_s);
    }

    void findMarksCountsAndJumps()
    {
        load();
        auto *field = part<QLineEdit>(u"graphFind"_s);
        field->setFocus();
        QTest::keyClicks(field, u"EXAMPLE"_s);
        QCOMPARE(part<ui::PlainLabel>(u"graphFindCount"_s)->original(), u"2 found"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(canvas().current(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(canvas().current(), 4);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(canvas().current(), 1);
        field->setText(u"nowhere"_s);
        QCOMPARE(part<ui::PlainLabel>(u"graphFindCount"_s)->original(), u"none found"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(canvas().current(), 1);
        field->clear();
        QVERIFY(canvas().found().empty());
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

    void hostileTextsAreDrawnAndNamedVisibly()
    {
        domain::Graph graph = answer();
        const QString hostile = test::hostileText();
        graph.nodes.append({u"h"_s, {domain::EntityKind::Other, hostile, hostile, {}}, hostile});
        graph.edges.append(graphEdge(u"h"_s, hostile, u"FIN-01"_s));
        graph.edges.append(graphEdge(u"h"_s, u"x"_s, u"h"_s));
        m_view->start(graph.nodes[0].entity);
        m_view->add(graph);
        canvas().setCurrent(5);
        QVERIFY(!m_view->grab().isNull());
        QVERIFY(!canvas().accessibleDescription().contains(QChar(0x202e)));
        QVERIFY(canvas().accessibleDescription().size() < 2000);
        for (const ui::LegendChip *chip : m_view->findChildren<ui::LegendChip *>())
            QVERIFY(!chip->accessibleName().contains(QChar(0x202e)) && chip->accessibleName().size() < 80);
        QVERIFY(m_view->width() <= 1000); // no text makes the window wider
        QVERIFY(m_view->minimumSizeHint().width() < 952);
    }

    void tooMuchIsCutAndSaid()
    {
        m_view->start(graphNode(u"ip"_s, u"entity-0.example.net"_s).entity);
        m_view->add(test::largeGraph(12'000, 12'000));
        QCOMPARE(int(m_view->graph().nodes().size()), 5'000);
        auto *warning = part<QWidget>(u"graphWarning"_s);
        QVERIFY(warning->isVisible());
        const QString text = part<ui::PlainLabel>(u"graphTrouble"_s)->original();
        QVERIFY2(text.contains(QLocale().toString(7'000)), qPrintable(text));
        m_view->start(graphNode(u"host"_s, u"FIN-01"_s).entity);
        m_view->add(answer());
        QVERIFY(!warning->isVisible());
    }

    void exportsAreWhole_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("ending");
        QTest::newRow("png") << u"graphExportPng"_s << u"png"_s;
        QTest::newRow("svg") << u"graphExportSvg"_s << u"svg"_s;
        QTest::newRow("graphml") << u"graphExportGraphMl"_s << u"graphml"_s;
    }
    void exportsAreWhole()
    {
        QFETCH(QString, action);
        QFETCH(QString, ending);
        load();
        QTemporaryDir folder;
        const QString path = folder.filePath(u"out."_s + ending);
        QSignalSpy said(m_view.get(), &ui::GraphView::notice);
        const auto exportTo = [this, &action](const QString &file) {
            part<QAction>(action)->trigger();
            auto *dialog = part<QFileDialog>(u"graphExportDialog"_s);
            emit dialog->fileSelected(file);
            delete dialog;
        };
        exportTo(path);
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, patience);
        QVERIFY2(said[0][0].toString().startsWith("Saved"_L1), qPrintable(said[0][0].toString()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        if (ending == "png"_L1) {
            const QImage image = QImage::fromData(bytes);
            QVERIFY(image.width() > 200);
            QSet<QRgb> colours;
            for (int y = 0; y < image.height(); y += 3) {
                for (int x = 0; x < image.width(); x += 3)
                    colours.insert(image.pixel(x, y));
            }
            QVERIFY(colours.size() > 20); // something is drawn
        } else if (ending == "svg"_L1) {
            QVERIFY(QSvgRenderer(bytes).isValid());
            QVERIFY(bytes.contains("FIN-01"));
            QVERIFY(!bytes.contains("<image"));
        } else {
            QVERIFY(bytes.contains("cmd.exe"));
        }
        exportTo(folder.filePath(u"no/such/folder."_s + ending));
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 2, patience);
        QVERIFY(said[1][0].toString().contains("could not be written"_L1));
    }

    void nothingShownIsNoPicture()
    {
        load();
        for (const QString &key : {u"host"_s, u"user"_s, u"ip"_s, u"process"_s, u"domain"_s})
            part<ui::LegendChip>(u"nodeType-"_s + key)->click();
        const ui::GraphExport what{m_view->graph(), canvas().layout().places(), canvas().layout().held(), 0};
        const ui::GraphLook look(*m_theme, m_view->font());
        QVERIFY(!what.bytes(ui::GraphExport::Format::Png, look));
        QVERIFY(!m_view->grab().isNull());
    }

    void everyControlHasAName()
    {
        load();
        canvas().setCurrent(1);
        for (const auto shown :
             {ui::GraphView::Shown::Graph, ui::GraphView::Shown::Nodes, ui::GraphView::Shown::Connections}) {
            m_view->setShown(shown);
            for (QWidget *widget : m_view->findChildren<QWidget *>()) {
                if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() ||
                    widget->objectName().startsWith("qt_"_L1))
                    continue;
                const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(),
                         qPrintable(widget->objectName()));
            }
        }
        for (const QAction *action : m_view->commands())
            QVERIFY(!action->objectName().isEmpty() && !action->text().isEmpty());
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

QTEST_MAIN(TestGraphView)
#include "tst_graphview.moc"
