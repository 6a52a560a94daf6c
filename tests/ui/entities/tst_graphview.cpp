// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/graphfixture.h"
#include "ui/entities/graph/graphexport.h"
#include "ui/entities/graph/legendchip.h"
#include "ui/text/words.h"
#include "ui/widgets/texttable.h"

#include <QAccessible>
#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::graphEdge;
using test::graphNode;

class TestGraphView final : public QObject, private test::GraphFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openView(); }
    void cleanup() { closeView(); }

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
        m_view->add(domain::Graph());
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
};

QTEST_MAIN(TestGraphView)
#include "tst_graphview.moc"
