// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/queuefixture.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestIncidentsPage final : public QObject, private test::QueueFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openQueue(); }
    void cleanup() { closeQueue(); }

    void theFirstViewIsShownWithItsCount()
    {
        auto *views = part<QListView>(u"viewList"_s);
        QTRY_VERIFY_WITH_TIMEOUT(views->currentIndex().isValid(), patience);
        QCOMPARE(views->currentIndex().row(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(views->currentIndex().data(Qt::UserRole + 1).toString(),
                                  QString::number(m_table->model()->rowCount()), patience);
        QVERIFY(!ui::IncidentsPage::statusText(*m_desk).isEmpty()); // how old it is
        QVERIFY(!part<ui::PlainLabel>(u"queueFault"_s)->isVisible());
    }

    void aFilterNarrowsTheListAndAFaultLeavesIt()
    {
        auto *field = part<QLineEdit>(u"incidentFilterField"_s);
        const int before = m_table->model()->rowCount();
        field->clear();
        QTest::keyClicks(field, u"severity>=high is:open"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() < before, patience);
        const int some = m_table->model()->rowCount();
        QTest::keyClicks(field, u" severity:hgih"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(part<ui::PlainLabel>(u"incidentFilterMessage"_s)->isVisible(), patience);
        QCOMPARE(m_table->model()->rowCount(), some);
    }

    void keysMoveAndTheDetailFollows()
    {
        m_table->setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(m_table->currentId() != 0, patience);
        const auto first = m_table->currentId();
        QTest::keyClick(m_table, Qt::Key_J);
        QVERIFY(m_table->currentId() != first);
        QTRY_VERIFY_WITH_TIMEOUT(detailShows(m_table->currentId()), patience);
        QTest::keyClick(m_table, Qt::Key_K);
        QCOMPARE(m_table->currentId(), first);
        QTRY_VERIFY_WITH_TIMEOUT(detailShows(first), patience);
    }

    void theDetailDoesNotWaitForTheSearchForSimilarOnes()
    {
        QTRY_VERIFY_WITH_TIMEOUT(detailShows(m_table->currentId()), patience);
        const auto mayGoOn = std::make_shared<QSemaphore>(); // what is read aside stands still until then
        const auto letGo = qScopeGuard([mayGoOn] { mayGoOn->release(); });
        m_desk->book().readAside<int>(
            m_page, [](const Result<int> &) {},
            [mayGoOn](storage::AnalystStores &) -> Result<int> {
                mayGoOn->acquire();
                return 0;
            });
        const auto before = m_table->currentId();
        m_table->selectId(model().idAt(model().rowOf(before) + 1));
        QVERIFY(m_table->currentId() != before);
        QTRY_VERIFY_WITH_TIMEOUT(detailShows(m_table->currentId()), patience);
        auto *state = part<ui::PlainLabel>(u"similarState"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!state->isHidden() && state->original().contains(u"similar"_s), patience);
        mayGoOn->release();
        QTRY_VERIFY_WITH_TIMEOUT(state->isHidden(), patience);
    }

    void newIncidentsArriveAndTheChosenOneStaysChosen()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_table->currentId() != 0, patience);
        const auto chosen = m_table->currentId();
        const int before = m_table->model()->rowCount();
        m_desk->sandbox()->arrive(3);
        m_desk->workspace().sync().syncNow();
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() > before, patience);
        QCOMPARE(m_table->currentId(), chosen);
        QCOMPARE(m_table->selectedIds(), QList<storage::IncidentId>{chosen});
    }

    void oneKeyStartsAnInvestigationOfEachOfTheChosen()
    {
        QSignalSpy started(m_page, &ui::IncidentsPage::investigationStarted);
        m_table->setFocus();
        m_table->selectIds({model().idAt(0), model().idAt(1)}, model().idAt(0));
        QTest::keyClick(m_table, Qt::Key_I);
        QTRY_COMPARE_WITH_TIMEOUT(started.count(), 2, patience);
        QVERIFY(m_desk->workspace().investigations().live().size() <= 2);
    }

    void rowsAreCopiedWithTheirTitles()
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_table->currentId() != 0, patience);
        QGuiApplication::clipboard()->clear();
        m_table->setFocus();
        m_table->selectAll();
        QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text().count(u'\n'),
                                  m_table->model()->rowCount() + 1, patience);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Severity\tNo.\tTitle"_s));
    }

    void aNoteIsKeptHereAndMarksTheIncident()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!part<ui::PlainLabel>(u"incidentTitle"_s)->original().isEmpty(), patience);
        part<QPlainTextEdit>(u"incidentNote"_s)->setPlainText(u"asked the owner"_s);
        part<QPushButton>(u"addIncidentNote"_s)->click();
        const int row = model().rowOf(m_table->currentId());
        QTRY_VERIFY_WITH_TIMEOUT(model().cached(row) && model().cached(row)->notes == 1, patience);
        QVERIFY(part<QPlainTextEdit>(u"incidentNote"_s)->toPlainText().isEmpty());
    }

private:
    bool detailShows(storage::IncidentId id) const
    {
        const storage::IncidentRow *row = model().cached(model().rowOf(id));
        return row && part<ui::PlainLabel>(u"incidentLine"_s)
                          ->original()
                          .startsWith(QString::number(row->key.number));
    }
};

QTEST_MAIN(TestIncidentsPage)

#include "tst_incidentspage.moc"
