// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The page over the real sandbox: a question is asked, watched, read, compared and handed on.

#include "core/settings/keys.h"
#include "tests/ui/support/investigationsfixture.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/investigations/comparesessions.h"
#include "ui/investigations/exportdialog.h"
#include "ui/investigations/investigationoptions.h"
#include "ui/investigations/sessiontablemodel.h"
#include "ui/investigations/stagestrip.h"
#include "ui/report/reportview.h"
#include "ui/text/words.h"
#include "ui/widgets/texttable.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QTextEdit>

using namespace tocsin;
using namespace Qt::StringLiterals;

class TestInvestigationsPage final : public QObject, private test::InvestigationsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { begin(); }
    void cleanup() { end(); }

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
        QTRY_VERIFY_WITH_TIMEOUT(isSoFar(domain::SessionState::Failed), patience);
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

    void theThresholdOfEscalationIsASetting()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        const std::optional<double> risk = detail()->shown()->session.report->risk;
        QVERIFY(risk.has_value());
        const auto isMarked = [this] {
            return list()->index(0, 0).data(ui::SessionTableModel::EscalateRole).toBool();
        };
        const auto says = [this](const QString &word) {
            auto *label = m_page->findChild<ui::PlainLabel *>(u"escalation"_s);
            return label && label->text().startsWith(word);
        };
        for (const bool isReached : {true, false, true}) {
            m_page->openOptions();
            auto *options = part<ui::InvestigationOptions>(u"investigationOptions"_s);
            options->findChild<QDoubleSpinBox *>(u"escalateFrom"_s)->setValue(*risk + (isReached ? 0 : 0.5));
            options->findChild<QPushButton *>(u"saveInvestigationOptions"_s)->click();
            QCoreApplication::sendPostedEvents(options, QEvent::DeferredDelete);
            QTRY_COMPARE_WITH_TIMEOUT(isMarked(), isReached, patience);
            QTRY_VERIFY_WITH_TIMEOUT(says(isReached ? u"Escalate"_s : u"Below"_s), patience);
        }
        QCOMPARE(settings::keys::escalateFrom.read(*m_settings).value, *risk);
        auto *show = part<QComboBox>(u"sessionShow"_s);
        show->setCurrentIndex(show->findText(u"To escalate"_s));
        QTRY_VERIFY_WITH_TIMEOUT(list()->rowCount() == 1 && isMarked(), patience);
    }

    // On the disk it is kept by the store, see there; the sandbox's world is another one after a restart.
    void whatIsTickedOffIsSoInAnotherWindow()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        const auto boxes = [this] { return m_page->findChildren<QCheckBox *>(u"recommendation"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(!boxes().isEmpty(), patience);
        QVERIFY(!boxes().constFirst()->isChecked());
        boxes().constFirst()->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->book().pending(), 0, patience);
        openWindow();
        QTRY_VERIFY_WITH_TIMEOUT(!boxes().isEmpty(), patience);
        QVERIFY(boxes().constFirst()->isChecked());
        for (const QCheckBox *other : boxes().sliced(1))
            QVERIFY(!other->isChecked());
    }

    void theListIsSearched()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        const qint64 first = detail()->id();
        ask(u"What happened to host FIN-LT-07 in the last 7 days?"_s);
        QTRY_VERIFY_WITH_TIMEOUT(detail()->id() != first, patience);
        auto *words = part<QLineEdit>(u"sessionSearch"_s);
        words->setText(u"j.doe"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        QCOMPARE(list()->index(0, 0).data(ui::SessionTableModel::IdRole).toLongLong(), first);
        words->setText(u"no such thing"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 0, patience);
        QTRY_VERIFY(part<QWidget>(u"sessionListEmpty"_s)->isVisible());
        QVERIFY(detail()->isVisible()); // what is read stays
        QTest::keyClick(words, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 2, patience);
        QVERIFY(words->text().isEmpty());
        QTRY_COMPARE(part<QListView>(u"sessionList"_s)
                         ->currentIndex()
                         .data(ui::SessionTableModel::IdRole)
                         .toLongLong(),
                     detail()->id());
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

    void theMarkingChosenIsInEveryFormAndKept()
    {
        open();
        ask(u"What happened to j.doe in the last 24 hours?"_s);
        waitForReport();
        part<QPushButton>(u"exportReport"_s)->click();
        auto *dialog = part<ui::ExportDialog>(u"exportDialog"_s);
        auto *tlp = dialog->findChild<QComboBox *>(u"exportTlp"_s);
        tlp->setCurrentIndex(tlp->findText(u"TLP:AMBER+STRICT"_s));
        dialog->findChild<QPushButton *>(u"copyReport"_s)->click();
        auto *outcome = dialog->findChild<ui::PlainLabel *>(u"exportOutcome"_s);
        QTRY_COMPARE_WITH_TIMEOUT(outcome->original(), u"Copied"_s, patience);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"TLP:AMBER+STRICT"_s));
        QCOMPARE(settings::keys::exportTlp.read(*m_settings).value, u"amber+strict"_s);
        dialog->close();
        QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
        part<QPushButton>(u"exportReport"_s)->click();
        QCOMPARE(part<QComboBox>(u"exportTlp"_s)->currentText(), u"TLP:AMBER+STRICT"_s);
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
        QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QMenu *>(u"compareMenu"_s), patience);
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

    void whatRunsStandsAtTheTop()
    {
        open(sandbox::RunKind::Endless);
        ask(u"Never ends"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isIn(domain::SessionState::Running), patience);
        auto *none = part<ui::PlainLabel>(u"noReport"_s);
        QTRY_VERIFY(none->isVisible());
        QVERIFY(!part<QPushButton>(u"exportReport"_s)->isEnabled()); // the question alone is no report
        QVERIFY2(none->mapTo(m_page, QPoint()).y() < 300, "the parts drift apart");
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
