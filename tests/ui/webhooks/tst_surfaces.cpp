// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/timetext.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/bodytab.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/longtext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tocsin;

// What the hands and ears meet on the Webhooks page: names of controls, keys, states that must not go away.
class TestSurfaces final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    bool captureOne(const QByteArray &body)
    {
        if (m_fixture->post("/hooks/alerts", body) == 0)
            return false;
        if (!QTest::qWaitFor([this] { return table()->model()->rowCount() == 1; }))
            return false;
        table()->selectRow(0);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        return QTest::qWaitFor([inspector] { return inspector->subject().has_value(); });
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void everyControlThatTakesTheFocusHasAName()
    {
        QVERIFY(captureOne("{\"a\": {\"b\": 1}}"));
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        for (int tab = ui::Inspector::Summary; tab <= ui::Inspector::Contract; ++tab) {
            inspector->setTab(ui::Inspector::Tab(tab));
            QCOMPARE(test::namelessControls(*m_window).join(u'\n'), QString());
        }
        auto *body = inspector->findChild<ui::BodyTab *>();
        inspector->setTab(ui::Inspector::Body);
        for (int way = ui::BodyTab::Tree; way <= ui::BodyTab::Hex; ++way) {
            body->setWay(ui::BodyTab::Way(way));
            QCOMPARE(test::namelessControls(*m_window).join(u'\n'), QString());
        }
        for (int page = 0; page < ui::MainWindow::PageCount; ++page) {
            m_window->setPage(ui::MainWindow::Page(page));
            QCOMPARE(test::namelessControls(*m_window).join(u'\n'), QString());
        }
        m_window->setPage(ui::MainWindow::Webhooks);
        for (const auto &[command, name] :
             {std::pair(u"addEndpoint"_s, u"endpointEditor"_s), std::pair(u"secrets"_s, u"secretEditor"_s),
              std::pair(u"palette"_s, u"commandPalette"_s), std::pair(u"note"_s, u"noteDialog"_s),
              std::pair(u"delete"_s, u"confirmDelete"_s)}) {
            m_window->commands()[command]->trigger();
            auto *dialog = part<QDialog>(name);
            QTRY_VERIFY(dialog->isVisible());
            QCOMPARE(test::namelessControls(*dialog).join(u'\n'), QString());
            dialog->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void tabReachesEveryPartOfThePage()
    {
        QVERIFY(captureOne("{\"a\": 1}"));
        part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Body);
        table()->setFocus();
        QStringList reached;
        for (int i = 0; i < 60; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.append(QApplication::focusWidget()->objectName());
        }
        for (const QString &name :
             {u"deliveryTable"_s, u"endpointList"_s, u"addEndpointButton"_s, u"filterField"_s,
              u"sendTestButton"_s, u"startStopButton"_s, u"pauseViewButton"_s, u"inspectorPin"_s,
              u"inspectorCopy"_s, u"inspectorDelete"_s, u"bodyTree"_s, u"bodyFind"_s, u"copyBody"_s,
              u"paletteButton"_s, u"listenerChip"_s, u"rail-goSettings"_s})
            QVERIFY2(reached.contains(name), qPrintable(name + u" is not among "_s + reached.join(u' ')));
    }

    void anEndpointIsEditedCopiedAndRemovedByKeys()
    {
        auto *list = part<QListView>(u"endpointList"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return); // on "All endpoints": there is nothing to edit
        QVERIFY(!m_window->findChild<QDialog *>(u"endpointEditor"_s));
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"/hooks/alerts"_s));
        QTest::keyClick(list, Qt::Key_Return);
        auto *editor = part<QDialog>(u"endpointEditor"_s);
        QTRY_VERIFY(editor->isVisible());
        QCOMPARE(editor->findChild<QLineEdit *>(u"endpointName"_s)->text(), u"alerts"_s);
        editor->reject();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        auto *confirm = part<QMessageBox>(u"confirmRemoveEndpoint"_s);
        QVERIFY(confirm->text().contains(u"alerts"_s));
    }

    void theMenuKeyOpensTheMenuOfTheChosenEndpoint()
    {
        auto *list = part<QListView>(u"endpointList"_s);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(1, 0));
        const QPoint middle = list->viewport()->rect().center();
        QContextMenuEvent byKey(QContextMenuEvent::Keyboard, middle, list->viewport()->mapToGlobal(middle));
        QCoreApplication::sendEvent(list->viewport(), &byKey);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QApplication::activePopupWidget()->close();
    }

    void aListThatCannotBeReadSaysSoUntilItCanBeReadAgain()
    {
        QVERIFY(captureOne("{}"));
        auto *retry = part<QPushButton>(u"retryFind"_s);
        const QString path = m_fixture->desk().options().storePath.isEmpty()
                                 ? m_fixture->desk().options().dataFolder + u"/deliveries.db"_s
                                 : m_fixture->desk().options().storePath;
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            other.setDatabaseName(path);
            QVERIFY(other.open());
            const auto rename = [&other](const QString &from, const QString &to) {
                return QSqlQuery(other).exec(u"ALTER TABLE %1 RENAME TO %2"_s.arg(from, to));
            };
            QVERIFY(rename(u"delivery"_s, u"hidden"_s));
            m_window->commands()[u"refresh"_s]->trigger();
            QTRY_VERIFY(retry->isVisible());
            emit m_fixture->desk().stateChanged(); // what else happens must not hide it
            QVERIFY(retry->isVisible());
            QVERIFY(rename(u"hidden"_s, u"delivery"_s));
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        retry->click();
        QTRY_VERIFY(table()->isVisible());
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void aTreeCopiesTheWholeValueNotWhatIsShown()
    {
        QVERIFY(captureOne("{\"long\": \"" + QByteArray(3000, 'v') + "\"}"));
        part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Body);
        auto *tree = part<QTreeView>(u"bodyTree"_s);
        tree->setFocus();
        tree->setCurrentIndex(tree->model()->index(0, 0));
        QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(3000, u'v'));
        QCOMPARE(tree->actions().size(), 3); // the menu, by mouse and by key
    }

    void theFieldAtFaultHasTheFocusAndAWholeSentence()
    {
        m_window->commands()[u"addEndpoint"_s]->trigger();
        part<QLineEdit>(u"endpointName"_s)->setText(u"orders"_s);
        part<QLineEdit>(u"endpointPath"_s)->setText(u"no slash"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QTRY_VERIFY(part<QLineEdit>(u"endpointPath"_s)->hasFocus());
        QVERIFY(part<ui::PlainLabel>(u"fault-path"_s)->text().at(0).isUpper());
    }

    void thePaletteShowsWholeRowsOrSaysThatNothingMatches()
    {
        m_window->commands()[u"palette"_s]->trigger();
        auto *list = part<QListView>(u"paletteList"_s);
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->viewport()->height() % list->sizeHintForRow(0), 0);
        auto *field = part<QLineEdit>(u"paletteField"_s);
        field->setText(u"zzzz"_s);
        QVERIFY(!list->isVisible());
        QVERIFY(part<ui::PlainLabel>(u"paletteNothing"_s)->isVisible());
        field->setText(u"17"_s);
        QVERIFY(list->isVisible());
        QCOMPARE(list->model()->index(0, 0).data().toString(), u"Open delivery 17"_s);
    }

    void cellsOfAttemptsStandUnderTheirTitles()
    {
        QVERIFY(captureOne("{}"));
        part<ui::Inspector>(u"inspector"_s)->setTab(ui::Inspector::Attempts);
        auto *attempts = part<QTableView>(u"attemptTable"_s);
        QTRY_COMPARE(attempts->model()->rowCount(), 1);
        for (const int column : {2, 3, 6})
            QVERIFY(attempts->isColumnHidden(column)); // nothing came before the only one
        constexpr int verdict = 5;
        // The first column with ink in it, of the title and of the cell below it.
        const QColor paper = m_theme->color(ui::Tone::Window);
        const auto firstInk = [&paper](const QImage &image) {
            for (int x = 0; x < image.width(); ++x) {
                for (int y = 2; y < image.height() - 4; ++y) {
                    if (qAbs(image.pixelColor(x, y).lightness() - paper.lightness()) > 40)
                        return x;
                }
            }
            return -1;
        };
        const int x = attempts->columnViewportPosition(verdict);
        const QImage title = attempts->horizontalHeader()->viewport()->grab(QRect(x, 0, 40, 28)).toImage();
        const QImage cell = attempts->viewport()->grab(QRect(x, 0, 40, attempts->rowHeight(0))).toImage();
        QVERIFY(firstInk(title) > 0);
        QVERIFY2(qAbs(firstInk(title) - firstInk(cell)) <= 2,
                 qPrintable(u"%1 and %2"_s.arg(firstInk(title)).arg(firstInk(cell))));
    }

    void aWordWithoutEndIsBrokenNotCut()
    {
        QVERIFY(captureOne(
            "{\"event\":\"alert.created\",\"source\":\"socwarden\",\"severity\":\"high\",\"summary\":\"" +
            QByteArray(2000, 'W') + "\"}"));
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(ui::Inspector::Summary);
        ui::LongText *title = nullptr;
        for (auto *text : inspector->findChildren<ui::LongText *>()) {
            if (text->toPlainText().startsWith(u"WWW"_s))
                title = text;
        }
        QVERIFY(title);
        QTRY_VERIFY(title->width() > 100);
        const auto least = [title] {
            const int perLine = title->width() / title->fontMetrics().horizontalAdvance(u'W');
            return int(title->toPlainText().size()) / perLine * title->fontMetrics().lineSpacing();
        };
        QTRY_VERIFY(title->height() >= least());
        QVERIFY(title->toPlainText().size() >= 1000);
        title->selectAll();
        title->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), title->toPlainText());
    }

    void aBodyThatIsNotJsonDoesNotChangeHowTheNextOneIsShown()
    {
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"a\": 1}") > 0);
        QVERIFY(m_fixture->post("/hooks/alerts", QByteArray("\0\1", 2)) > 0);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        auto *body = inspector->findChild<ui::BodyTab *>();
        table()->selectRow(0);
        QTRY_COMPARE(body->way(), ui::BodyTab::Hex);
        table()->selectRow(1);
        QTRY_COMPARE(body->way(), ui::BodyTab::Tree);
    }

    void keysMoveThroughTheListThatIsReadFromTheRight()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(m_fixture->post("/hooks/alerts", "{}") > 0);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        m_window->resize(1024, 700);
        table()->setFocus();
        table()->selectRow(0); // what arrived first may be chosen already, and is at the end by now
        QTest::keyClick(table(), Qt::Key_J);
        const auto first = table()->selectedIds();
        QTest::keyClick(table(), Qt::Key_J);
        const auto second = table()->selectedIds();
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(first.size(), 1);
        QCOMPARE(second.size(), 1);
        QVERIFY(first != second);
    }

    void bytesKeepTheirOrderInAWindowThatIsReadFromTheRight()
    {
        const QByteArray bytes("{\"a\": [1, \"x (y)\"], \"\xd7\xa9\xd7\x9c\": {\"b\": \"c d\"}}");
        ui::SegmentedView segments(*m_theme);
        segments.setSegments({{"1767225600.", ui::Tone::SegTime}, {bytes, ui::Tone::SegBody}});
        ui::ByteTextView text(*m_theme);
        text.setBytes(bytes);
        for (QWidget *view : {static_cast<QWidget *>(&segments), static_cast<QWidget *>(&text)}) {
            view->resize(400, 120);
            view->setLayoutDirection(Qt::LeftToRight);
            const QImage fromLeft = view->grab().toImage();
            view->setLayoutDirection(Qt::RightToLeft);
            QCOMPARE(view->grab().toImage(), fromLeft);
        }
    }

    void nothingIsLostByAnEnterTooMany()
    {
        QVERIFY(captureOne("{}"));
        m_window->commands()[u"delete"_s]->trigger();
        auto *box = part<QMessageBox>(u"confirmDelete"_s);
        QTRY_VERIFY(box->isVisible());
        QTRY_VERIFY(QApplication::focusWidget() && QApplication::focusWidget()->window() == box);
        QCOMPARE(part<QPushButton>(u"confirmDeleteButton"_s)->palette().color(QPalette::ButtonText),
                 m_theme->color(ui::Tone::Critical));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!m_window->findChild<QMessageBox *>(u"confirmDelete"_s));
        QTest::qWait(0);
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void aRefreshKeepsWhatIsChosen()
    {
        QVERIFY(captureOne("{}"));
        const auto chosen = table()->selectedIds();
        m_window->commands()[u"refresh"_s]->trigger();
        QTRY_COMPARE(table()->selectedIds(), chosen);
        QTest::qWait(50);
        QCOMPARE(table()->selectedIds(), chosen);
        m_window->commands()[u"pin"_s]->trigger();
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        QTRY_VERIFY(inspector->subject() && inspector->subject()->delivery.row.pinned);
    }

    void enterInTheFilterTakesWhatWasTyped()
    {
        QVERIFY(captureOne("{}"));
        auto *field = part<QLineEdit>(u"filterField"_s);
        field->setFocus();
        const auto press = [field](Qt::Key key) { // as the completer's list passes it on
            QWidget *popup = QApplication::activePopupWidget();
            QTest::keyClick(popup ? popup : field, key);
        };
        QTest::keyClicks(field, u"verdict:valid"_s);
        QTRY_VERIFY(QApplication::activePopupWidget());
        press(Qt::Key_Return);
        QCOMPARE(field->text(), u"verdict:valid"_s);
        field->setText({});
        field->setFocus();
        QTest::keyClicks(field, u"verdi"_s);
        QTRY_VERIFY(QApplication::activePopupWidget());
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QCOMPARE(field->text(), u"verdict:"_s);
    }

    void aSecretThatIsAddedFromAnEndpointIsItsOwn()
    {
        m_window->commands()[u"addEndpoint"_s]->trigger();
        auto *labels = part<QListView>(u"endpointSecrets"_s);
        QTRY_COMPARE(labels->model()->rowCount(), 1);
        QCOMPARE(labels->model()->index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        part<QPushButton>(u"endpointAddSecret"_s)->click();
        part<QLineEdit>(u"secretLabel"_s)->setText(u"orders-2026"_s);
        part<QLineEdit>(u"secretValue"_s)->setText(u"correct horse battery staple 0123456789"_s);
        part<QPushButton>(u"saveSecret"_s)->click();
        QTRY_COMPARE(labels->model()->rowCount(), 2);
        QTRY_COMPARE(labels->model()->index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(labels->model()->index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    void theTimeOfAnotherDayFitsItsColumn()
    {
        const Micros now = wallClock();
        for (const Micros when : {now, now - 200 * 86'400 * microsPerSecond}) {
            const int needed =
                QFontMetrics(m_theme->fixedFont()).horizontalAdvance(ui::listTime(when, now)) + 16;
            QVERIFY(table()->columnWidth(ui::DeliveryTableModel::Time) >= needed);
        }
    }

    void aNarrowWindowStillShowsTheVerdicts()
    {
        QVERIFY(captureOne("{}"));
        m_window->resize(1024, 700);
        QCoreApplication::sendPostedEvents();
        QTRY_VERIFY(!table()->isColumnHidden(ui::DeliveryTableModel::Verdict));
        QVERIFY(table()->columnViewportPosition(ui::DeliveryTableModel::Verdict) +
                    table()->columnWidth(ui::DeliveryTableModel::Verdict) <=
                table()->viewport()->width());
    }
};

QTEST_MAIN(TestSurfaces)
#include "tst_surfaces.moc"
