// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/queuefixture.h"
#include "ui/filter/filterchip.h"
#include "ui/incidents/cellcondition.h"
#include "ui/incidents/ticketdialog.h"
#include "ui/incidents/viewlist.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;
using M = ui::IncidentTableModel;

// What an analyst does with the queue all day.
class TestTriage final : public QObject, private test::QueueFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        openQueue();
        setFilter({});
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() == 60, patience);
    }
    void cleanup() { closeQueue(); }

    void theChosenAreExportedAsCsv()
    {
        QSignalSpy notice(m_page, &ui::IncidentsPage::notice);
        m_table->setFocus();
        m_table->selectIds({model().idAt(0), model().idAt(2), model().idAt(5)}, model().idAt(0));
        QTest::keyClick(m_table, Qt::Key_X);
        auto *dialog = m_page->findChild<QFileDialog *>(u"exportIncidents"_s);
        QVERIFY(dialog);
        const QString path = m_folder->filePath(u"out.csv"_s);
        emit dialog->fileSelected(path);
        dialog->close();
        QTRY_COMPARE_WITH_TIMEOUT(notice.count(), 1, patience);
        QVERIFY(notice[0][0].toString().contains("3 incidents"_L1));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTRY_VERIFY_WITH_TIMEOUT(model().cached(0), patience);
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.startsWith("number,provider,severity"));
        QCOMPARE(bytes.count("\r\n"), 4);
        QVERIFY(bytes.contains('\n' + QByteArray::number(model().cached(0)->key.number) + ','));
    }

    void severalAreAskedAboutWithAQuestion()
    {
        QSignalSpy asked(m_page, &ui::IncidentsPage::questionAsked);
        m_table->setFocus();
        m_table->selectIds({model().idAt(0), model().idAt(2)}, model().idAt(0));
        QTest::keyClick(m_table, Qt::Key_I, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, patience);
        QCOMPARE(asked[0][0].value<QList<storage::IncidentRow>>().size(), 2);
        m_table->selectAll(); // more than the cap
        QSignalSpy notice(m_page, &ui::IncidentsPage::notice);
        QTest::keyClick(m_table, Qt::Key_I, Qt::ShiftModifier);
        QCOMPARE(notice.count(), 1);
        QCOMPARE(asked.count(), 1);
    }

    void anIncidentBecomesATicketText()
    {
        m_table->setFocus();
        m_table->selectId(model().idAt(0));
        QTest::keyClick(m_table, Qt::Key_T);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::TicketDialog *>(), patience);
        auto *dialog = m_window->findChild<ui::TicketDialog *>();
        auto *body = dialog->findChild<QPlainTextEdit *>(u"ticketBody"_s);
        const QString markdown = body->toPlainText();
        QTRY_VERIFY_WITH_TIMEOUT(model().cached(0), patience);
        const QString number = QString::number(model().cached(0)->key.number);
        QVERIFY(markdown.contains(number) &&
                dialog->findChild<QLineEdit *>(u"ticketTitle"_s)->text().contains(number));
        dialog->findChild<QComboBox *>(u"ticketTlp"_s)->setCurrentIndex(0);
        QVERIFY(body->toPlainText().contains(u"TLP:CLEAR"_s));
        dialog->findChild<QComboBox *>(u"ticketForm"_s)->setCurrentIndex(1);
        QVERIFY(body->toPlainText().contains(u"||What||Value||"_s));
        dialog->findChild<QPushButton *>(u"copyTicket"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), body->toPlainText());
        const QString path = m_folder->filePath(u"ticket.txt"_s);
        dialog->save(path);
        auto *outcome = dialog->findChild<ui::PlainLabel *>(u"ticketOutcome"_s);
        QTRY_VERIFY_WITH_TIMEOUT(outcome->original().startsWith(u"Saved"_s), patience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains(number.toUtf8()));
    }

    void commandsOfTheQueueWorkWhileItIsShown()
    {
        QAction *ticket = (*m_commands)[u"ticketText"_s];
        QVERIFY(ticket->isEnabled());
        m_page->hide();
        QVERIFY(!ticket->isEnabled());
        m_page->show();
        QVERIFY(ticket->isEnabled());
        ticket->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::TicketDialog *>(), patience);
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        QSignalSpy notice(m_page, &ui::IncidentsPage::notice);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_X);
        auto *dialog = m_page->findChild<QFileDialog *>(u"exportIncidents"_s);
        QVERIFY(dialog);
        emit dialog->fileSelected(m_folder->filePath(u"no such folder/out.csv"_s));
        dialog->close();
        QTRY_COMPARE_WITH_TIMEOUT(notice.count(), 1, patience);
        QVERIFY(!notice[0][0].toString().contains("Wrote"_L1));
    }

    void columnsAreChosenKeptAndReset()
    {
        const QList<int> usual = m_table->columnsInOrder();
        QVERIFY(!usual.contains(M::Tags));
        {
            const std::unique_ptr<QMenu> menu(m_table->columnMenu());
            menu->findChild<QAction *>(u"tags"_s)->trigger();
            menu->findChild<QAction *>(u"owner"_s)->trigger();
            QVERIFY(!menu->findChild<QAction *>(u"title"_s)->isEnabled());
        }
        QCOMPARE(m_table->columnsInOrder().constLast(), int(M::Tags));
        QVERIFY(!m_table->columnsInOrder().contains(M::Owner));
        m_table->horizontalHeader()->resizeSection(M::Number, 133);
        QSettings settings(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
        m_page->saveState(settings);
        ui::IncidentsPage other(*m_theme, *m_desk, *m_commands);
        other.resize(1360, 860);
        other.restoreState(settings);
        auto *table = other.findChild<ui::IncidentTable *>();
        QCOMPARE(table->columnsInOrder(), m_table->columnsInOrder());
        QCOMPARE(table->columnWidth(M::Number), 133);
        m_table->resetColumns();
        QCOMPARE(m_table->columnsInOrder(), usual);
        QVERIFY(m_table->columnWidth(M::Number) != 133);
    }

    void settingsThatAreNotOursChangeNothing()
    {
        const QList<int> usual = m_table->columnsInOrder();
        m_table->restoreColumnState({{u"columns"_s, QStringList{u"no such"_s}},
                                     {u"widths"_s, QVariantMap{{u"number"_s, -7}, {u"x"_s, 4}}}});
        QCOMPARE(m_table->columnsInOrder(), usual);
        m_table->restoreColumnState({{u"columns"_s, 5}, {u"widths"_s, u"x"_s}});
        QCOMPARE(m_table->columnsInOrder(), usual);
    }

    void aChipTurnsAConditionIntoItsOpposite()
    {
        setFilter(u"severity>=high status:closed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() < 60, patience);
        const auto chips = m_page->findChildren<ui::FilterChip *>();
        QCOMPARE(chips.size(), 2);
        QCOMPARE(chips[1]->words(), u"status is closed"_s);
        const int closed = m_table->model()->rowCount();
        chips[1]->click();
        auto *bar = part<ui::FilterBar>(u"incidentFilterBar"_s);
        QCOMPARE(bar->text(), u"severity>=high -status:closed"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() != closed, patience);
    }

    void whatACellSaysBecomesACondition()
    {
        QTRY_VERIFY_WITH_TIMEOUT(model().cached(0), patience);
        const storage::IncidentRow row = *model().cached(0);
        const auto severity = ui::conditionOf(row, M::Severity);
        QVERIFY(severity && ui::conditionOf(row, M::Owner) && !ui::conditionOf(row, M::Title));
        const auto query = filter::parseIncidents(u"is:open OR is:noted"_s);
        const QString text = ui::narrowed(*query, *severity, true);
        QCOMPARE(text, u"(is:open OR is:noted) -severity:"_s + domain::severityId(row.severity));
        for (int column = 0; column < M::ColumnCount; ++column) {
            if (const auto term = ui::conditionOf(row, column)) {
                const QString both = ui::narrowed(*query, *term, false);
                QVERIFY2(filter::parseIncidents(both), qPrintable(both));
            }
        }
    }

    void theNextNewOneIsFoundAndMarkingEndsIt()
    {
        QSignalSpy notice(m_page, &ui::IncidentsPage::notice);
        m_desk->sandbox()->arrive(3);
        m_desk->workspace().sync().syncNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_table->model()->rowCount(), 63, patience);
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_N);
        QTRY_VERIFY_WITH_TIMEOUT(model().rowOf(m_table->currentId()) >= 0 && isUnseen(m_table->currentId()),
                                 patience);
        m_table->selectAll();
        QTest::keyClick(m_table, Qt::Key_M);
        QTRY_VERIFY_WITH_TIMEOUT(!isUnseen(m_table->currentId()), patience);
        notice.clear();
        QTest::keyClick(m_table, Qt::Key_N);
        QTRY_COMPARE_WITH_TIMEOUT(notice.count(), 1, patience);
    }

    void theDeliveriesThatNameTheIncidentAreAskedFor()
    {
        QSignalSpy asked(m_page, &ui::IncidentsPage::deliveriesAsked);
        QTRY_VERIFY_WITH_TIMEOUT(!part<ui::PlainLabel>(u"incidentTitle"_s)->original().isEmpty(), patience);
        const int row = model().rowOf(m_table->currentId());
        QTRY_VERIFY_WITH_TIMEOUT(model().cached(row), patience);
        part<QPushButton>(u"deliveriesOfIncident"_s)->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toString(), u'"' + QString::number(model().cached(row)->key.number) + u'"');
    }

    void anIncidentThatADeliveryNamesIsOpenedAlsoWhenTheFilterHidesIt()
    {
        const int last = model().rowCount() - 1;
        (void)model().index(last, 0).data();
        model().index(last, M::Title).data(Qt::DisplayRole);
        QTRY_VERIFY_WITH_TIMEOUT(model().cached(last), patience);
        const storage::IncidentRow wanted = *model().cached(last);
        setFilter(u"number:1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_table->model()->rowCount(), 0, patience);
        m_page->openIncident(wanted.key.number);
        QTRY_COMPARE_WITH_TIMEOUT(m_table->currentId(), wanted.id, patience);
    }

    void aFilterFromAnotherPageIsShownAndTheLayoutCanBeReset()
    {
        m_page->showFiltered(u"severity:critical"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() < 60, patience);
        QVERIFY(m_table->hasFocus());
        const QList<int> usual = m_table->columnsInOrder();
        m_table->showColumn(M::Tags, true);
        m_page->resetLayout();
        QCOMPARE(m_table->columnsInOrder(), usual);
    }

    void activityTellsWhatWasSeenAndDone()
    {
        auto *activity = part<ui::TextTable>(u"incidentActivity"_s);
        QTRY_VERIFY_WITH_TIMEOUT(activity->model()->rowCount() >= 2, patience);
        QStringList said;
        for (int row = 0; row < activity->model()->rowCount(); ++row)
            said.append(activity->model()->index(row, 2).data().toString());
        QVERIFY(said.contains(u"Created"_s));
        QVERIFY(said.contains(u"First seen in the queue"_s));
    }

    void aViewIsSavedCopiedAndPastedAsText()
    {
        auto *list = part<ui::ViewList>(u"viewPanel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!list->views().isEmpty(), patience);
        const qsizetype before = list->views().size();
        setFilter(u"severity:critical -status:closed"_s);
        part<QPushButton>(u"saveView"_s)->click();
        auto *dialog = list->findChild<QInputDialog *>(u"viewName"_s);
        QVERIFY(dialog);
        dialog->setTextValue(u"Mine"_s);
        dialog->accept();
        QTRY_COMPARE_WITH_TIMEOUT(list->views().size(), before + 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(list->selected() && list->selected()->view.name == "Mine"_L1, patience);
        emit list->copyAsked(*list->selected());
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY(text.contains("filter: severity:critical -status:closed"_L1));
        QGuiApplication::clipboard()->setText(QString(text).replace(u"Mine"_s, u"Theirs"_s));
        emit list->pasteAsked();
        QTRY_COMPARE_WITH_TIMEOUT(list->views().size(), before + 2, patience);
        QCOMPARE(list->views().constLast().view.filter, u"severity:critical -status:closed"_s);
        QSignalSpy notice(m_page, &ui::IncidentsPage::notice);
        QGuiApplication::clipboard()->setText(u"not a view"_s);
        emit list->pasteAsked();
        QTRY_COMPARE_WITH_TIMEOUT(notice.count(), 1, patience);
    }

    void moreThanTheCapIsNotInvestigatedAtOnce()
    {
        QSignalSpy notice(m_page, &ui::IncidentsPage::notice);
        QSignalSpy started(m_page, &ui::IncidentsPage::investigationStarted);
        m_table->setFocus();
        m_table->selectAll();
        QTest::keyClick(m_table, Qt::Key_I);
        QCOMPARE(notice.count(), 1);
        QVERIFY(notice[0][0].toString().contains("20"_L1));
        QCOMPARE(started.count(), 0);
    }

private:
    bool isUnseen(storage::IncidentId id) const
    {
        const storage::IncidentRow *row = model().cached(model().rowOf(id));
        return row && (row->isUnseen() || row->hasChangedSince());
    }
};

QTEST_MAIN(TestTriage)

#include "tst_triage.moc"
