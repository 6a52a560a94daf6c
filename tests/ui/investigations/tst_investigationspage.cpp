// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The page over the real sandbox: a question is asked, watched, read, compared and handed on.

#include "core/flows/analystdesk.h"
#include "core/secrets/memorystore.h"
#include "core/settings/keys.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/commands.h"
#include "ui/investigations/comparesessions.h"
#include "ui/investigations/exportdialog.h"
#include "ui/investigations/investigationoptions.h"
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
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
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
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<flows::AnalystDesk> m_desk;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::InvestigationsPage *m_page = nullptr;
    int m_pastSessions = 0;
    QElapsedTimer m_checked;

    void open(std::optional<sandbox::RunKind> kind = sandbox::RunKind::Plain, bool isHostile = false)
    {
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder->path());
        options.sandbox.incidents = 30;
        options.sandbox.pastSessions = m_pastSessions;
        options.sandbox.coldDelayMs = 0;
        options.sandbox.speed = 200;
        options.sandbox.runKind = kind;
        options.sandbox.profile.hostile = isHostile;
        m_settings = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
        m_desk = std::make_unique<flows::AnalystDesk>(options, *m_secrets);
        m_theme = std::make_unique<ui::Theme>(*qApp);
        openWindow();
        QSignalSpy ready(m_desk.get(), &flows::AnalystDesk::ready);
        m_desk->start();
        QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, patience);
    }
    void openWindow()
    {
        m_window = std::make_unique<QWidget>();
        auto *commands = new ui::Commands(*m_theme, m_window.get());
        m_page = new ui::InvestigationsPage(*m_theme, *m_desk, *commands, *m_settings, m_window.get());
        m_page->resize(1200, 800);
        m_window->resize(1200, 800);
        m_window->show();
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
    // As the program does at its end, with everything that was asked of the book done.
    void close()
    {
        m_window.reset();
        m_theme.reset();
        m_desk.reset();
        m_settings.reset();
    }
    static domain::DeliveryRow delivery()
    {
        domain::DeliveryRow row;
        row.summary.event = u"alert.created"_s;
        row.summary.title = u"Odd sign-in"_s;
        return row;
    }
    static storage::IncidentRow incident(qint64 number, const QString &title)
    {
        storage::IncidentRow row;
        row.key.number = number;
        row.title = title;
        return row;
    }
    ui::NewInvestigation *newest() const
    {
        const auto all = m_page->findChildren<ui::NewInvestigation *>();
        Q_ASSERT_X(!all.isEmpty(), "newest", "no dialog");
        return all.constLast();
    }
    // Asks the server soon instead of every few seconds, and seldom enough for the budget of a minute.
    bool isSoFar(domain::SessionState state)
    {
        if (isIn(domain::SessionState::Running) && (!m_checked.isValid() || m_checked.elapsed() > 400)) {
            m_desk->workspace().investigations().checkNow(detail()->id());
            m_checked.start();
        }
        return isIn(state);
    }
    void waitForReport()
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            isSoFar(domain::SessionState::Completed) && detail()->shown()->session.report, patience);
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
        close();
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

    void aTemplateAsksForWhatIsMissing()
    {
        open();
        m_page->investigateIncidents({incident(40217, u"Travel"_s)});
        auto *dialog = newest();
        auto *start = dialog->findChild<QPushButton *>(u"startInvestigation"_s);
        auto *span = dialog->findChild<QLineEdit *>(u"place-timespan"_s);
        QVERIFY(span);
        span->clear();
        QVERIFY(!start->isEnabled()); // the time is missing
        QTest::keyClicks(span, u"3 days"_s);
        QVERIFY(start->isEnabled());
        QVERIFY2(dialog->question().contains(u"40217 (Travel)"_s) &&
                     dialog->question().contains(u"3 days"_s) && !dialog->question().contains(u'{'),
                 qPrintable(dialog->question()));
    }

    void whatItIsAboutIsFilledIn_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QString>("says");
        QTest::newRow("incident") << 0 << u"incident 40217 (Travel)"_s;
        QTest::newRow("entity") << 1 << u"ip 203.0.113.7"_s;
        QTest::newRow("delivery") << 2 << u"\"Odd sign-in\" (alert.created)"_s;
        QTest::newRow("text") << 3 << u"who is {j.doe}?"_s;
    }
    void whatItIsAboutIsFilledIn()
    {
        QFETCH(int, from);
        QFETCH(QString, says);
        open();
        if (from == 0)
            m_page->investigateIncidents({incident(40217, u"Travel"_s)});
        else if (from == 1)
            m_page->investigateEntity({domain::EntityKind::Ip, {}, u"203.0.113.7"_s, {}});
        else if (from == 2)
            m_page->investigateDelivery(delivery());
        else
            m_page->investigateText(says);
        QVERIFY2(newest()->question().contains(says), qPrintable(newest()->question()));
        auto *start = newest()->findChild<QPushButton *>(u"startInvestigation"_s);
        QVERIFY(start->isEnabled()); // one key starts it
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(detail()->shown().has_value(), patience);
        QVERIFY(detail()->shown()->session.query.contains(says));
        QCOMPARE(detail()->shown()->incident, from == 0 ? 40217 : 0);
    }

    void aHostileTitleHidesNothing()
    {
        open();
        const QString title = u"a\u202Eb\n{timespan}\u0007 <b>c</b>"_s;
        m_page->investigateIncidents({incident(7, title)});
        for (const QLineEdit *field : newest()->findChildren<QLineEdit *>())
            QVERIFY(!field->text().contains(u'\u202E') && !field->text().contains(u'\n'));
        QVERIFY(!newest()->question().contains(u'\u202E'));
        QVERIFY(newest()->question().contains(u"{timespan} <b>c</b>"_s)); // a value is no template
        newest()->reject();
        m_page->investigateText(title);
        QVERIFY(!newest()->question().contains(u'\u202E'));
    }

    void aSelectionIsAskedAboutOneByOne()
    {
        open();
        m_page->investigateIncidents({incident(1, u"One"_s), incident(2, u"Two"_s), incident(3, {})});
        auto *dialog = newest();
        auto *start = dialog->findChild<QPushButton *>(u"startInvestigation"_s);
        QVERIFY(
            dialog->findChild<ui::PlainLabel *>(u"investigationPreview"_s)->original().contains(u"2 more"_s));
        if (auto *title = dialog->findChild<QLineEdit *>(u"place-incident.title"_s)) {
            QVERIFY(!start->isEnabled()); // the third has none
            title->setText(u"Untitled"_s);
        }
        QVERIFY(start->isEnabled());
        start->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 3, patience);
        QSet<qint64> incidents;
        const auto rows = m_desk->workspace().investigations().live();
        for (const qint64 id : rows)
            incidents.insert(m_desk->workspace().investigations().run(id)->stored().incident);
        QCOMPARE(incidents, (QSet<qint64>{1, 2, 3}));
    }

    void aPersonaThatIsTypedIsKept()
    {
        open();
        m_page->newInvestigation();
        auto *dialog = newest();
        dialog->findChild<QPlainTextEdit *>(u"investigationQuery"_s)->setPlainText(u"What is odd today?"_s);
        dialog->findChild<QComboBox *>(u"persona"_s)->setEditText(u"threat_hunter"_s);
        dialog->findChild<QPushButton *>(u"startInvestigation"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(list()->rowCount(), 1, patience);
        close();
        open();
        m_page->newInvestigation();
        auto *persona = newest()->findChild<QComboBox *>(u"persona"_s);
        QCOMPARE(persona->currentText(), u"threat_hunter"_s);
        QVERIFY(persona->findData(u"ciso"_s) >= 0);
    }

    void thePersonasOfferedCanBeEdited()
    {
        open();
        m_page->openOptions();
        auto *options = part<ui::InvestigationOptions>(u"investigationOptions"_s);
        auto *personas = options->findChild<QPlainTextEdit *>(u"personaList"_s);
        auto *save = options->findChild<QPushButton *>(u"saveInvestigationOptions"_s);
        QCOMPARE(personas->toPlainText(), u"soc_analyst\nciso"_s);
        personas->setPlainText(u" , \n"_s);
        QVERIFY(!save->isEnabled()); // none at all
        personas->setPlainText(u"ciso\n  threat  hunter \nCISO"_s);
        save->click();
        m_page->newInvestigation();
        auto *persona = newest()->findChild<QComboBox *>(u"persona"_s);
        QCOMPARE(persona->count(), 2);
        QCOMPARE(persona->itemData(1).toString(), u"threat hunter"_s);
        QCOMPARE(persona->currentData().toString(), u"ciso"_s);
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
