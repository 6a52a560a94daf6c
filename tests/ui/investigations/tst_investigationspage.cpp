// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The page over the real sandbox: a question is asked, watched, read, compared and handed on.

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/commands.h"
#include "ui/investigations/comparesessions.h"
#include "ui/investigations/exportdialog.h"
#include "ui/investigations/investigationspage.h"
#include "ui/investigations/newinvestigation.h"
#include "ui/investigations/sessiondetail.h"
#include "ui/investigations/sessiontablemodel.h"
#include "ui/investigations/stagestrip.h"
#include "ui/report/reportview.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/texttable.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 60'000; // ms
} // namespace

class TestInvestigationsPage final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::InvestigationsPage *m_page = nullptr;
    int m_pastSessions = 0;

    void open(std::optional<sandbox::RunKind> kind = sandbox::RunKind::Plain, bool isHostile = false)
    {
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->path());
        options.sandbox.incidents = 30;
        options.sandbox.pastSessions = m_pastSessions;
        options.sandbox.coldDelayMs = 0;
        options.sandbox.speed = 200;
        options.sandbox.runKind = kind;
        options.sandbox.profile.hostile = isHostile;
        m_desk = std::make_unique<flows::AnalystDesk>(options, *m_secrets);
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        auto *commands = new ui::Commands(*m_theme, m_window.get());
        m_page = new ui::InvestigationsPage(*m_theme, *m_desk, *commands, m_window.get());
        m_page->resize(1200, 800);
        m_window->resize(1200, 800);
        m_window->show();
        QSignalSpy ready(m_desk.get(), &flows::AnalystDesk::ready);
        m_desk->start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    ui::SessionDetail *detail() const { return part<ui::SessionDetail>(u"sessionDetail"_s); }
    QAbstractItemModel *list() const { return part<QListView>(u"sessionList"_s)->model(); }
    bool isIn(domain::SessionState state) const
    {
        return detail()->shown() && detail()->shown()->session.state == state;
    }
    void ask(const QString &question)
    {
        m_page->newInvestigation();
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s)->setPlainText(question);
        const int before = list()->rowCount();
        dialog->findChild<QPushButton *>(u"startInvestigation"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), before + 1, patience);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    // Asks the server at once instead of every few seconds.
    void waitForReport()
    {
        const auto isDone = [this] {
            if (isIn(domain::SessionState::Running))
                m_desk->workspace().investigations().checkNow(detail()->id());
            return isIn(domain::SessionState::Completed) && detail()->shown()->session.report;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_secrets = std::make_unique<secrets::MemoryStore>();
    }
    void cleanup()
    {
        m_pastSessions = 0;
        m_window.reset();
        m_theme.reset();
        m_desk.reset();
    }

    void saysWhatToDoWhenNothingWasAsked()
    {
        open();
        auto *first = part<QPushButton>(u"firstInvestigation"_s);
        QTRY_VERIFY_WITH_TIMEOUT(first->isVisible(), patience);
        first->click();
        QVERIFY(part<ui::NewInvestigation>(u"newInvestigation"_s)->isVisible());
    }

    void aQuestionBecomesAReport()
    {
        open();
        QAbstractItemModelTester tester(list());
        ask(u"What did j.doe do in the last 24 hours, more than 5 failed sign-ins?"_s);
        waitForReport();
        auto *view = part<ui::ReportView>(u"reportView"_s);
        QTRY_VERIFY(view->isVisible());
        QVERIFY(view->findChild<ui::PlainLabel *>(u"riskNumber"_s));
        QVERIFY(!part<ui::StageStrip>(u"stageStrip"_s)->isVisible());
        QVERIFY(part<QPushButton>(u"exportReport"_s)->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(
            !list()->index(0, 0).data(ui::SessionTableModel::EndRole).toString().isEmpty(), patience);
        QCOMPARE(test::cutTexts(*m_page), QStringList());
        QCOMPARE(test::sidewaysBars(*m_page), QStringList());
    }

    void oneThatRunsCanBeLeftAndTakenUpAgain()
    {
        open(sandbox::RunKind::Endless);
        ask(u"Never ends"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isIn(domain::SessionState::Running), patience);
        auto *strip = part<ui::StageStrip>(u"stageStrip"_s);
        QTRY_VERIFY(strip->isVisible());
        QVERIFY(part<ui::PlainLabel>(u"sessionSentence"_s)->text().contains(u"the server goes on"_s));
        part<QPushButton>(u"stopWaiting"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isIn(domain::SessionState::NotWatched), patience);
        QVERIFY(!part<QPushButton>(u"stopWaiting"_s)->isVisible());
        part<QPushButton>(u"checkNow"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(isIn(domain::SessionState::Running), patience);
    }

    void aFailedOneSaysSo()
    {
        open(sandbox::RunKind::Failing);
        ask(u"Fails"_s);
        const auto isOver = [this] {
            if (isIn(domain::SessionState::Running))
                m_desk->workspace().investigations().checkNow(detail()->id());
            return isIn(domain::SessionState::Failed);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), patience);
        QVERIFY(part<ui::PlainLabel>(u"sessionSentence"_s)->isVisible());
    }

    void aFollowUpIsAskedOnTheSameSession()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        const qsizetype before = detail()->shown()->session.messages.size();
        auto *field = part<QLineEdit>(u"followUp"_s);
        QTRY_VERIFY(field->isVisible());
        field->setText(u"And who else?"_s);
        part<QPushButton>(u"sendFollowUp"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(field->text().isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(detail()->shown() && detail()->shown()->session.messages.size() > before,
                                 patience);
        QCOMPARE(list()->rowCount(), 1);
    }

    void aTemplateAsksForWhatIsMissing()
    {
        open();
        m_page->investigate(40217, {{u"incident.number"_s, u"40217"_s}, {u"incident.title"_s, u"Travel"_s}});
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        auto *templates = dialog->findChild<QComboBox *>(u"queryTemplates"_s);
        auto *start = dialog->findChild<QPushButton *>(u"startInvestigation"_s);
        QVERIFY(!start->isEnabled());
        templates->setCurrentIndex(1);
        emit templates->activated(1);
        QVERIFY(!start->isEnabled()); // the time is missing
        auto *span = dialog->findChild<QLineEdit *>(u"place-timespan"_s);
        QVERIFY(span);
        QTest::keyClicks(span, u"24 hours"_s);
        QVERIFY(start->isEnabled());
        QVERIFY2(dialog->question().contains(u"40217 (Travel)"_s) &&
                     dialog->question().contains(u"24 hours"_s) && !dialog->question().contains(u'{'),
                 qPrintable(dialog->question()));
    }

    void bracesThatSomebodyTypesStay()
    {
        open();
        m_page->newInvestigation();
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s)
            ->setPlainText(u"extend {{a}} {timespan}"_s);
        QCOMPARE(dialog->question(), u"extend {{a}} {timespan}"_s);
        QVERIFY(dialog->findChild<QPushButton *>(u"startInvestigation"_s)->isEnabled());
    }

    void theHelpFollowsWhatIsTyped()
    {
        open();
        m_page->newInvestigation();
        auto *dialog = part<ui::NewInvestigation>(u"newInvestigation"_s);
        auto *query = dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s);
        const auto isMet = [dialog](const QString &name) {
            return dialog->findChild<ui::PlainLabel *>(name)->accessibleName().startsWith(u"Yes"_s);
        };
        query->setPlainText(u"something odd"_s);
        QVERIFY(!isMet(u"helpEntity"_s) && !isMet(u"helpTime"_s));
        query->setPlainText(u"Failed sign-ins of j.doe@example.com in the last 24 hours, more than 5"_s);
        QVERIFY(isMet(u"helpEntity"_s) && isMet(u"helpTime"_s) && isMet(u"helpCondition"_s));
        QVERIFY(dialog->findChild<QPushButton *>(u"startInvestigation"_s)->isEnabled());
    }

    void aReportIsSavedAsAFile()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        part<QPushButton>(u"exportReport"_s)->click();
        auto *dialog = part<ui::ExportDialog>(u"exportDialog"_s);
        const QString path = m_folder->filePath(u"report.md"_s);
        dialog->save(path);
        auto *outcome = dialog->findChild<ui::PlainLabel *>(u"exportOutcome"_s);
        QTRY_VERIFY_WITH_TIMEOUT(outcome->original().startsWith(u"Saved"_s), patience);
        QVERIFY(QFileInfo(path).size() > 100);
    }

    void twoAreCompared()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        const qint64 first = detail()->id();
        ask(u"What happened to host FIN-LT-07 in the last 7 days?"_s);
        QTRY_VERIFY_WITH_TIMEOUT(detail()->id() != first, patience);
        waitForReport();
        part<QPushButton>(u"compareReports"_s)->click();
        auto *menu = part<QMenu>(u"compareMenu"_s);
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().constFirst()->trigger();
        menu->close();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<ui::CompareSessions *>(), patience);
        auto *dialog = m_page->findChild<ui::CompareSessions *>();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), patience);
        QVERIFY(!dialog->findChild<ui::PlainLabel *>(u"compareRisk"_s)->text().isEmpty());
    }

    void whatTheServerHasIsOpenedHere()
    {
        m_pastSessions = 3;
        open();
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"firstServerSession"_s)->isVisible(), patience);
        part<QPushButton>(u"firstServerSession"_s)->click();
        auto *dialog = part<QDialog>(u"serverSessionsDialog"_s);
        auto *table = dialog->findChild<ui::TextTable *>(u"serverSessions"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, patience);
        dialog->findChild<QPushButton *>(u"openServerSession"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        waitForReport();
    }

    void aHostileServerIsDrawnAsText()
    {
        open(sandbox::RunKind::Plain, true);
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        QTRY_VERIFY(part<ui::ReportView>(u"reportView"_s)->isVisible());
        m_window->grab();
        QVERIFY(m_page->findChildren<QTextEdit *>().isEmpty());
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY(!label->text().contains(u'\u202E'));
        }
    }

    void whatWasReadIsThereAfterASwitch()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        m_desk->workspace().close();
        QVERIFY(part<QPushButton>(u"chooseConnection"_s)->isVisible());
        QCOMPARE(list()->rowCount(), 0);
        QVERIFY(m_desk->choose(u"sandbox"_s));
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        waitForReport();
    }
};

QTEST_MAIN(TestInvestigationsPage)
#include "tst_investigationspage.moc"
