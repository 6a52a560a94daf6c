// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/respondfixture.h"
#include "ui/text/rulestext.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytetextview.h"

#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::byPath;
using test::patience;

// The rules of an endpoint from the first preset to the answer on the wire, in the whole window.
class TestRespondDialog final : public QObject, private test::RespondFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void commandButtonAndMenuOpenOneDialogForEachEndpoint();
    void startsAtTheRulesAndShowsValuesFromTheirBeginning();
    void everyPresetIsSavedAndInUse_data();
    void everyPresetIsSavedAndInUse();
    void aDeliveryIsTriedAsItIsTyped();
    void theChosenDeliveryIsTheOneToTryFirst();
    void aSilentRuleHasNoAnswerToShow();
    void savingAppliesToTheNextRequest();
    void closingADraftAsks();
    void aFaultyDraftCanBeKeptOrThrownAway();
    void closingTheWindowAsksToo();
    void theDraftSurvivesTheEndpoint();
    void theEndpointEditorKeepsRulesThatCameMeanwhile();
    void importsAndExports();
    void aLargeFileIsRefused();
    void hostileNamesAreHarmless();
    void everythingFitsTheSmallWindow();
};

void TestRespondDialog::commandButtonAndMenuOpenOneDialogForEachEndpoint()
{
    m_window->commands()[u"respond"_s]->trigger();
    QCOMPARE(m_window->findChildren<ui::RespondDialog *>().size(), 1);
    part<QPushButton>(u"respondButton"_s)->click();
    QCOMPARE(m_window->findChildren<ui::RespondDialog *>().size(), 1); // of the same endpoint
    open(u"catch-all"_s);
    QCOMPARE(m_window->findChildren<ui::RespondDialog *>().size(), 2);
    m_window->setPage(ui::MainWindow::Settings);
    QVERIFY(!m_window->commands()[u"respond"_s]->isEnabled());
}

void TestRespondDialog::startsAtTheRulesAndShowsValuesFromTheirBeginning()
{
    open(u"alerts"_s);
    QCOMPARE(m_dialog->focusWidget(), list());
    text()->setPlainText(
        uR"({"rules": [{"name": "r", "when": {"headers": [{"name": "X-Event", "test": "equals",)"
        uR"( "value": "alert.created.for.somebody.with.a.long.name"}]}, "answer": {"status": 200}}]})"_s);
    auto *value = in<QLineEdit>(u"when-headers-value0"_s);
    QTRY_COMPARE_WITH_TIMEOUT(value->text(), u"alert.created.for.somebody.with.a.long.name"_s, patience);
    QCOMPARE(value->cursorPosition(), 0);
}

void TestRespondDialog::everyPresetIsSavedAndInUse_data()
{
    QTest::addColumn<int>("preset");
    for (int i = 0; i < rules::presetCount; ++i)
        QTest::newRow(qPrintable(ui::presetName(rules::Preset(i)))) << i;
}

void TestRespondDialog::everyPresetIsSavedAndInUse()
{
    QFETCH(int, preset);
    open(u"alerts"_s);
    QVERIFY(!saveButton()->isEnabled());
    add(rules::Preset(preset));
    QCOMPARE(list()->count(), 1);
    QCOMPARE(in<QLineEdit>(u"rule-name"_s)->text(), ui::presetName(rules::Preset(preset)));
    QVERIFY(!in<ui::PlainLabel>(u"rulesFault"_s)->isVisible());
    QVERIFY(saveButton()->isEnabled());
    saveButton()->click();
    QCOMPARE(stored(u"alerts"_s), text()->source());
    QVERIFY(!saveButton()->isEnabled());
    QVERIFY(!m_dialog->hasDraft());
}

void TestRespondDialog::aDeliveryIsTriedAsItIsTyped()
{
    open(u"catch-all"_s);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Nothing captured here yet: send a test"_s, patience);
    post("/orders/paid", "{\"id\":7}");
    QTRY_COMPARE_WITH_TIMEOUT(in<QComboBox>(u"trialDelivery"_s)->count(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"There is no rule: the endpoint answers 200."_s, patience);
    text()->setPlainText(QString::fromUtf8(byPath));
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"“paid” answers 202."_s, patience);
    auto *trace = in<QTableView>(u"trialTrace"_s)->model();
    QCOMPARE(trace->rowCount(), 2);
    QCOMPARE(trace->index(0, 1).data().toString(), u"✔ answers"_s);
    QCOMPARE(trace->index(1, 1).data().toString(), u"– not reached"_s);
    type(u"when-path"_s, u"/other"_s);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"“rest” answers 418."_s, patience);
    QVERIFY(trace->index(0, 2).data().toString().contains(u"/orders/paid"));
    text()->setPlainText(u"{"_s);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Waits until the rules have no fault"_s, patience);
    add(rules::Preset::Plain); // does nothing: the text is no list
    text()->setPlainText({});
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"There is no rule: the endpoint answers 200."_s, patience);
    QVERIFY(stored(u"catch-all"_s).isEmpty()); // nothing was saved meanwhile
}

void TestRespondDialog::theChosenDeliveryIsTheOneToTryFirst()
{
    post("/a", "{\"n\":1}");
    post("/b", "{\"n\":2}");
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 2, patience);
    table()->selectRow(1);
    QTRY_VERIFY_WITH_TIMEOUT(part<ui::Inspector>(u"inspector"_s)->subject(), patience);
    m_window->commands()[u"respond"_s]->trigger();
    m_dialog = m_window->findChild<ui::RespondDialog *>(u"respondDialog"_s);
    QCOMPARE(m_dialog->endpoint(), u"catch-all"_s);
    QTRY_COMPARE_WITH_TIMEOUT(in<QComboBox>(u"trialDelivery"_s)->currentData().toLongLong(), 1, patience);
    add(rules::Preset::FailTwice);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"“503 twice, then 200” answers 503."_s, patience);
    in<QSpinBox>(u"trialAttempt"_s)->setValue(3);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"“503 twice, then 200” answers 200."_s, patience);
}

void TestRespondDialog::aSilentRuleHasNoAnswerToShow()
{
    post("/a", "{}");
    open(u"catch-all"_s);
    add(rules::Preset::Reset);
    QTRY_COMPARE_WITH_TIMEOUT(
        outcome(), u"“reset the connection” answers nothing: reset without an answer."_s, patience);
    QCOMPARE(in<ui::PlainLabel>(u"trialAnswerTitle"_s)->original(), u"NO ANSWER"_s);
    in<QToolButton>(u"removeRule"_s)->click();
    add(rules::Preset::Echo);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().contains(u"answers 200"), patience);
    QVERIFY(in<ui::ByteTextView>(u"trialAnswer"_s)->lineCount() >= 4);
}

void TestRespondDialog::savingAppliesToTheNextRequest()
{
    QCOMPARE(m_fixture->post("/orders/paid", "{}"), 200);
    open(u"catch-all"_s);
    text()->setPlainText(QString::fromUtf8(byPath));
    QCOMPARE(m_fixture->post("/orders/paid", "{}"), 200);
    QTest::keyClick(text(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_fixture->post("/orders/paid", "{}"), 202);
    QCOMPARE(m_fixture->post("/orders", "{}"), 418);
    text()->setPlainText({});
    saveButton()->click();
    QCOMPARE(stored(u"catch-all"_s), QByteArray());
    QCOMPARE(m_fixture->post("/orders", "{}"), 200);
    QVERIFY(!m_dialog->hasDraft());
    m_dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience); // nothing to ask
}

void TestRespondDialog::closingADraftAsks()
{
    open(u"alerts"_s);
    add(rules::Preset::Slow);
    QTest::keyClick(list(), Qt::Key_Escape);
    answerQuestion({}); // keep editing
    QVERIFY(m_dialog && m_dialog->isVisible() && m_dialog->hasDraft());
    m_dialog->close();
    answerQuestion(u"Save"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
    QVERIFY(stored(u"alerts"_s).contains("10000"));
    open(u"alerts"_s);
    QCOMPARE(list()->count(), 1);
    in<QToolButton>(u"removeRule"_s)->click();
    m_dialog->close();
    answerQuestion(u"Button"_s); // throw it away
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog, patience);
    QVERIFY(stored(u"alerts"_s).contains("10000"));
}

void TestRespondDialog::aFaultyDraftCanBeKeptOrThrownAway()
{
    open(u"alerts"_s);
    text()->setPlainText(u"{ half"_s);
    m_dialog->close();
    auto *box = m_window->findChild<QMessageBox *>(u"confirmLoseRules"_s);
    QVERIFY(box && !box->findChild<QPushButton *>(u"confirmLoseRulesSave"_s));
    answerQuestion({});
    QCOMPARE(text()->toPlainText(), u"{ half"_s);
}

void TestRespondDialog::closingTheWindowAsksToo()
{
    open(u"alerts"_s);
    add(rules::Preset::Slow);
    QVERIFY(!m_window->close());
    answerQuestion({});
    QVERIFY(m_window->isVisible());
    QVERIFY(!m_window->close());
    answerQuestion(u"Save"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QVERIFY(stored(u"alerts"_s).contains("10000"));
}

void TestRespondDialog::theDraftSurvivesTheEndpoint()
{
    domain::Endpoint orders;
    orders.name = u"orders"_s;
    orders.pathPrefix = "/orders";
    QVERIFY(m_fixture->desk().saveEndpoint(orders));
    open(u"orders"_s);
    orders.rules = byPath;
    QVERIFY(m_fixture->desk().saveEndpoint(orders, u"orders"_s));
    QCOMPARE(list()->count(), 2); // nothing was being edited, so that it follows
    add(rules::Preset::Slow);
    QVERIFY(m_fixture->desk().removeEndpoint(u"orders"_s));
    QCOMPARE(list()->count(), 3);
    QVERIFY(!saveButton()->isEnabled());
    QVERIFY(in<ui::PlainLabel>(u"rulesState"_s)->original().contains(u"renamed or removed"));
}

void TestRespondDialog::theEndpointEditorKeepsRulesThatCameMeanwhile()
{
    domain::Endpoint orders;
    orders.name = u"orders"_s;
    orders.pathPrefix = "/orders";
    QVERIFY(m_fixture->desk().saveEndpoint(orders));
    emit m_window->findChild<ui::EndpointList *>()->editAsked(u"orders"_s);
    orders.rules = byPath;
    QVERIFY(m_fixture->desk().saveEndpoint(orders, u"orders"_s));
    part<QPushButton>(u"saveEndpoint"_s)->click();
    QCOMPARE(stored(u"orders"_s), byPath);
}

void TestRespondDialog::importsAndExports()
{
    const QString path = m_folder.filePath(u"rules.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(byPath);
    file.close();
    open(u"alerts"_s);
    add(rules::Preset::Slow);
    const QString before = text()->toPlainText();
    in<QPushButton>(u"importRules"_s)->click();
    chooseFile(u"importRulesDialog"_s, path);
    QCOMPARE(list()->count(), 2);
    QCOMPARE(text()->source(), byPath);
    text()->undo(); // what was there is not lost
    QCOMPARE(text()->toPlainText(), before);
    in<QPushButton>(u"exportRules"_s)->click();
    const QString out = m_folder.filePath(u"out.json"_s);
    chooseFile(u"exportRulesDialog"_s, out);
    QFile written(out);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), text()->source());
}

void TestRespondDialog::aLargeFileIsRefused()
{
    const QString path = m_folder.filePath(u"large.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(rules::RulesDraft::mostText + 1, ' '));
    file.close();
    open(u"alerts"_s);
    in<QPushButton>(u"importRules"_s)->click();
    chooseFile(u"importRulesDialog"_s, path);
    QVERIFY(in<ui::PlainLabel>(u"rulesState"_s)->original().contains(u"too much"));
    QVERIFY(!m_dialog->hasDraft());
}

void TestRespondDialog::hostileNamesAreHarmless()
{
    open(u"alerts"_s);
    rules::RulesDraft draft;
    const QString hostile = test::hostileText().left(90);
    draft.insert(0, rules::presetText(rules::Preset::Plain, hostile));
    text()->setPlainText(QString::fromUtf8(draft.text()));
    QVERIFY(saveButton()->isEnabled());
    QVERIFY(!list()->item(0)->text().contains(QChar(0x202e)));
    for (const auto *label : m_dialog->findChildren<QLabel *>())
        QVERIFY(qobject_cast<const ui::PlainLabel *>(label) || label->textFormat() == Qt::PlainText);
}

void TestRespondDialog::everythingFitsTheSmallWindow()
{
    m_window->resize(1024, 700);
    open(u"alerts"_s);
    text()->setPlainText(QString::fromUtf8(byPath));
    QVERIFY(m_dialog->width() <= 1024 && m_dialog->height() <= 700);
    for (const auto *button : m_dialog->findChildren<QPushButton *>()) {
        if (button->isVisible())
            QTRY_VERIFY_WITH_TIMEOUT(button->width() >= button->sizeHint().width(), patience);
    }
    auto *toolbar = part<QPushButton>(u"respondButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(toolbar->width() >= toolbar->sizeHint().width(), patience);
}

QTEST_MAIN(TestRespondDialog)
#include "tst_responddialog.moc"
