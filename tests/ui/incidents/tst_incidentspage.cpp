// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The page over the real sandbox: a server on loopback, its sync and the book's file.

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "ui/commands.h"
#include "ui/incidents/incidentspage.h"
#include "ui/incidents/incidenttable.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {
constexpr int patience = 30'000; // ms
} // namespace

class TestIncidentsPage final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::MemoryStore>();
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->path());
        options.sandbox.incidents = 60;
        options.sandbox.pastSessions = 3;
        options.sandbox.coldDelayMs = 0;
        m_desk = std::make_unique<flows::AnalystDesk>(options, *m_secrets);
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        m_commands = std::make_unique<ui::Commands>(*m_theme, m_window.get());
        m_page = new ui::IncidentsPage(*m_theme, *m_desk, *m_commands, m_window.get());
        m_window->resize(1360, 860);
        m_page->resize(1360, 860);
        m_window->show();
        m_desk->start();
        m_table = part<ui::IncidentTable>(u"incidentTable"_s);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().isOpen(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->workspace().sync().state().synced > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() > 5, patience);
    }

    void cleanup()
    {
        m_tester.reset();
        m_window.reset();
        m_commands.reset();
        m_theme.reset();
        m_desk.reset();
    }

    void theFirstViewIsShownWithItsCount()
    {
        auto *views = part<QListView>(u"viewList"_s);
        QTRY_VERIFY_WITH_TIMEOUT(views->currentIndex().isValid(), patience);
        QCOMPARE(views->currentIndex().row(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(views->currentIndex().data(Qt::UserRole + 1).toString(),
                                  QString::number(m_table->model()->rowCount()), patience);
        QVERIFY(!part<ui::PlainLabel>(u"queueAge"_s)->text().isEmpty());
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
        auto *title = part<ui::PlainLabel>(u"incidentTitle"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!title->original().isEmpty(), patience);
        const QString second = title->original();
        QTest::keyClick(m_table, Qt::Key_K);
        QCOMPARE(m_table->currentId(), first);
        QTRY_VERIFY_WITH_TIMEOUT(title->original() != second, patience);
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
        auto &model = *static_cast<ui::IncidentTableModel *>(m_table->model());
        m_table->selectIds({model.idAt(0), model.idAt(1)}, model.idAt(0));
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
        auto &model = *static_cast<ui::IncidentTableModel *>(m_table->model());
        const int row = model.rowOf(m_table->currentId());
        QTRY_VERIFY_WITH_TIMEOUT(model.cached(row) && model.cached(row)->notes == 1, patience);
        QVERIFY(part<QPlainTextEdit>(u"incidentNote"_s)->toPlainText().isEmpty());
    }

private:
    template<class T>
    T *part(const QString &name)
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no part %s", qPrintable(name));
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ui::Commands> m_commands;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    ui::IncidentsPage *m_page = nullptr; // the window's
    ui::IncidentTable *m_table = nullptr;
};

QTEST_MAIN(TestIncidentsPage)

#include "tst_incidentspage.moc"
