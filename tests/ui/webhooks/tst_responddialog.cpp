// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rulesdraft.h"
#include "core/storage/deliverybrowser.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/rulestext.h"
#include "ui/text/words.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/respond/responddialog.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/sourceedit.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr int patience = 30'000; // ms

const QByteArray byPath = R"({"rules": [
    { "name": "paid", "when": { "path": "*/paid" }, "answer": { "status": 202 } },
    { "name": "rest", "answer": { "status": 418 } }
]})";

} // namespace

// The rules of an endpoint from the first preset to the answer on the wire, in the whole window.
class TestRespondDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QPointer<ui::RespondDialog> m_dialog;

    template<class T>
    T *in(const QString &name) const
    {
        T *found = m_dialog->findChild<T *>(name);
        Q_ASSERT_X(found, "in", qPrintable(name));
        return found;
    }
    void open(const QString &endpoint)
    {
        emit m_window->findChild<ui::EndpointList *>()->rulesAsked(endpoint);
        m_dialog = m_window->findChild<ui::RespondDialog *>(u"respondDialog"_s);
        QVERIFY(m_dialog);
    }
    QListWidget *list() const { return in<QListWidget>(u"ruleList"_s); }
    ui::SourceEdit *text() const { return in<ui::SourceEdit>(u"rulesText"_s); }
    QPushButton *saveButton() const { return in<QPushButton>(u"saveRules"_s); }
    QString outcome() const { return in<ui::PlainLabel>(u"trialOutcome"_s)->original(); }
    rules::RulesDraft draft() const { return rules::RulesDraft(text()->source()); }
    QByteArray stored(const QString &name) const
    {
        for (const domain::Endpoint &endpoint : m_fixture->desk().endpoints()) {
            if (endpoint.name == name)
                return endpoint.rules;
        }
        return "gone";
    }
    void add(rules::Preset preset) { in<QAction>(u"preset%1"_s.arg(int(preset)))->trigger(); }
    void type(const QString &field, const QString &words)
    {
        auto *edit = in<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    void pick(const QString &field, const QString &data)
    {
        auto *box = in<QComboBox>(field);
        const int row = box->findData(data);
        QVERIFY(row >= 0);
        box->setCurrentIndex(row);
        emit box->activated(row);
    }
    void answerQuestion(const QString &button)
    {
        auto *box = m_window->findChild<QMessageBox *>(u"confirmLoseRules"_s);
        QVERIFY(box);
        auto *found = button.isEmpty() ? static_cast<QPushButton *>(box->button(QMessageBox::Cancel))
                                       : box->findChild<QPushButton *>(u"confirmLoseRules"_s + button);
        QVERIFY(found);
        found->click();
    }
    void chooseFile(const QString &dialog, const QString &path)
    {
        auto *found = m_dialog->findChild<QFileDialog *>(dialog);
        QVERIFY(found);
        emit found->fileSelected(path);
        found->close();
    }
    void post(const QByteArray &path, const QByteArray &body)
    {
        const domain::DeliveryId before = m_fixture->desk().lastStoredId();
        QVERIFY(m_fixture->post(path, body) > 0);
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk().lastStoredId() > before, patience);
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void commandButtonAndMenuOpenOneDialogForEachEndpoint();
    void everyPresetIsSavedAndInUse_data();
    void everyPresetIsSavedAndInUse();
    void aFieldWritesItsMember_data();
    void aFieldWritesItsMember();
    void conditionsAndHeadersAreRows();
    void theTextFillsTheFields();
    void aFaultIsToldAtItsFieldRuleAndLine_data();
    void aFaultIsToldAtItsFieldRuleAndLine();
    void rulesAreOrderedSwitchedCopiedAndRemoved();
    void undoTakesBackWhatAFieldDid();
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

void TestRespondDialog::aFieldWritesItsMember_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QString>("written");
    const auto row = [](const char *field, const QVariant &value, const QByteArray &pointer,
                        const QString &written) {
        QTest::newRow(field) << QString::fromLatin1(field) << value << pointer << written;
    };
    row("rule-name", u"My \"own\""_s, "/name", u"My \"own\""_s);
    row("when-path", u"/hooks/*"_s, "/when/path", u"/hooks/*"_s);
    row("when-pathPrefix", u"/hooks/a"_s, "/when/pathPrefix", u"/hooks/a"_s);
    row("when-methods", u"POST, PUT"_s, "/when/methods/1", u"PUT"_s);
    row("when-attemptFrom", 2, "/when/attemptFrom", u"2"_s);
    row("when-attemptTo", 5, "/when/attemptTo", u"5"_s);
    row("answer-status", 404, "/answer/status", u"404"_s);
    row("answer-retryAfterSeconds", 0, "/answer/retryAfterSeconds", u"0"_s);
    row("answer-delayMs", 250, "/answer/delayMs", u"250"_s);
    row("answer-dripBytesPerSecond", 9, "/answer/dripBytesPerSecond", u"9"_s);
    row("answer-failFirst", 3, "/answer/failFirst", u"3"_s);
}

void TestRespondDialog::aFieldWritesItsMember()
{
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    QFETCH(QByteArray, pointer);
    QFETCH(QString, written);
    open(u"alerts"_s);
    add(rules::Preset::Plain);
    if (value.typeId() == QMetaType::Int)
        in<QSpinBox>(field)->setValue(value.toInt());
    else
        type(field, value.toString());
    QCOMPARE(draft().value(0, pointer), written);
    QVERIFY2(draft().rules(), qPrintable(draft().fault().what));
    QVERIFY(saveButton()->isEnabled());
    if (field == u"rule-name"_s || field == u"answer-status"_s)
        return;
    // And what says "none" leaves it out.
    if (auto *box = m_dialog->findChild<QSpinBox *>(field))
        box->setValue(box->minimum());
    else
        in<QLineEdit>(field)->clear(), emit in<QLineEdit>(field)->textEdited({});
    QVERIFY(!draft().has(0, pointer));
}

void TestRespondDialog::conditionsAndHeadersAreRows()
{
    open(u"alerts"_s);
    add(rules::Preset::Plain);
    in<QPushButton>(u"when-headers-add"_s)->click();
    QVERIFY(in<ui::PlainLabel>(u"fault-when.headers"_s)->isVisible()); // it has no name yet
    type(u"when-headers-key0"_s, u"X-Event"_s);
    QVERIFY(!in<QLineEdit>(u"when-headers-value0"_s)->isEnabled());
    pick(u"when-headers-test0"_s, u"contains"_s);
    type(u"when-headers-value0"_s, u"paid"_s);
    in<QPushButton>(u"when-members-add"_s)->click();
    type(u"when-members-key0"_s, u"/data/id"_s);
    in<QPushButton>(u"answer-headers-add"_s)->click();
    type(u"answer-headers-key0"_s, u"X-Rule"_s);
    type(u"answer-headers-value0"_s, u"1"_s);
    in<QCheckBox>(u"when-verdict-mismatch"_s)->click();
    in<QCheckBox>(u"when-verdict-unsigned"_s)->click();
    auto *body = in<QPlainTextEdit>(u"answer-body"_s);
    body->setPlainText(u"{\"n\":\n${attempt}}"_s);
    pick(u"answer-ending"_s, u"half-body"_s);
    const Result<QList<rules::Rule>> read = draft().rules();
    QVERIFY2(read, qPrintable(draft().fault().what));
    const rules::Rule &rule = read->first();
    QCOMPARE(rule.when.headers, (QList<rules::HeaderCondition>{{"X-Event", rules::Test::Contains, "paid"}}));
    QCOMPARE(rule.when.members, (QList<rules::MemberCondition>{{"/data/id", rules::Test::Present, {}}}));
    QCOMPARE(rule.when.verdicts,
             (QList<domain::Verdict>{domain::Verdict::Mismatch, domain::Verdict::Unsigned}));
    QCOMPARE(rule.answer.headers, (QList<domain::HeaderField>{{"X-Rule", "1"}}));
    QCOMPARE(rule.answer.body, "{\"n\":\n${attempt}}");
    QCOMPARE(rule.answer.ending, domain::Ending::HalfBody);
    in<QToolButton>(u"when-headers-remove0"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!draft().has(0, "/when/headers"), patience);
}

void TestRespondDialog::theTextFillsTheFields()
{
    open(u"alerts"_s);
    text()->setPlainText(QString::fromUtf8(
        R"({"rules":[{"name":"a","enabled":false,"when":{"path":"/x","methods":["GET"],"verdicts":["valid"],)"
        R"("attemptTo":4,"members":[{"pointer":"/a","test":"equals","value":"1"}]},)"
        R"("answer":{"status":503,"failFirst":2,"failStatus":500,"body":"hello","ending":"reset"}}]})"));
    QCOMPARE(list()->item(0)->checkState(), Qt::Unchecked);
    QVERIFY(!in<QCheckBox>(u"rule-enabled"_s)->isChecked());
    QCOMPARE(in<QLineEdit>(u"when-path"_s)->text(), u"/x"_s);
    QCOMPARE(in<QLineEdit>(u"when-methods"_s)->text(), u"GET"_s);
    QVERIFY(in<QCheckBox>(u"when-verdict-valid"_s)->isChecked());
    QCOMPARE(in<QSpinBox>(u"when-attemptTo"_s)->value(), 4);
    QCOMPARE(in<QLineEdit>(u"when-members-value0"_s)->text(), u"1"_s);
    QCOMPARE(in<QSpinBox>(u"answer-status"_s)->value(), 503);
    QCOMPARE(in<QSpinBox>(u"answer-failStatus"_s)->value(), 500);
    QCOMPARE(in<QPlainTextEdit>(u"answer-body"_s)->toPlainText(), u"hello"_s);
    QCOMPARE(in<QComboBox>(u"answer-ending"_s)->currentData().toString(), u"reset"_s);
    in<QSpinBox>(u"answer-failFirst"_s)->setValue(0); // what has no meaning without it goes too
    QVERIFY(!draft().has(0, "/answer/failStatus"));
    QVERIFY(draft().rules());
    text()->setPlainText(u"{"_s);
    QVERIFY(!in<QLineEdit>(u"when-path"_s)->isEnabled());
    QVERIFY(!saveButton()->isEnabled());
}

void TestRespondDialog::aFaultIsToldAtItsFieldRuleAndLine_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("line");
    QTest::newRow("status") << QByteArray("202") << QByteArray("99") << u"answer.status"_s << 0
                            << u"Line 2"_s;
    QTest::newRow("path") << QByteArray("*/paid") << QByteArray("paid") << u"when.path"_s << 0 << u"Line 2"_s;
    QTest::newRow("name") << QByteArray("rest") << QByteArray("paid") << u"name"_s << 1 << u"Line 3"_s;
    QTest::newRow("template") << QByteArray("\"status\": 418") << QByteArray("\"body\": \"${nobody}\"")
                              << u"answer.body"_s << 1 << u"Line 3"_s;
    QTest::newRow("half of nothing") << QByteArray("\"status\": 418")
                                     << QByteArray("\"ending\": \"half-body\"") << u"answer.ending"_s << 1
                                     << u"Line 3"_s;
    QTest::newRow("unknown member") << QByteArray("\"status\": 418") << QByteArray("\"later\": 1")
                                    << u"rule"_s << 1 << u"Line 3"_s;
}

void TestRespondDialog::aFaultIsToldAtItsFieldRuleAndLine()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, field);
    QFETCH(int, rule);
    QFETCH(QString, line);
    open(u"alerts"_s);
    text()->setPlainText(QString::fromUtf8(QByteArray(byPath).replace(from, to)));
    list()->setCurrentRow(rule);
    auto *label = in<ui::PlainLabel>(u"fault-"_s + field);
    QVERIFY(label->isVisibleTo(m_dialog));
    QVERIFY(!label->original().isEmpty());
    QVERIFY(list()->item(rule)->text().contains(u'✖'));
    QVERIFY(!list()->item(1 - rule)->text().contains(u'✖'));
    QVERIFY(in<ui::PlainLabel>(u"rulesFault"_s)->original().startsWith(line));
    QVERIFY(!text()->extraSelections().isEmpty());
    QVERIFY(!saveButton()->isEnabled());
    if (field != u"rule"_s) // all of it can be read
        QTRY_VERIFY_WITH_TIMEOUT(label->height() >= label->heightForWidth(label->width()), patience);
    list()->setCurrentRow(1 - rule);
    QVERIFY(!label->isVisibleTo(m_dialog)); // of the other rule
    text()->setPlainText(QString::fromUtf8(byPath));
    QVERIFY(saveButton()->isEnabled());
    QVERIFY(!in<ui::PlainLabel>(u"rulesFault"_s)->isVisible());
}

void TestRespondDialog::rulesAreOrderedSwitchedCopiedAndRemoved()
{
    open(u"alerts"_s);
    text()->setPlainText(QString::fromUtf8(byPath));
    list()->setCurrentRow(1);
    in<QToolButton>(u"ruleUp"_s)->click();
    QCOMPARE(draft().value(0, "/name"), u"rest"_s);
    QCOMPARE(list()->currentRow(), 0);
    QVERIFY(!in<QToolButton>(u"ruleUp"_s)->isEnabled());
    const auto keys = list()->actions();
    const auto down = std::find_if(keys.begin(), keys.end(), [](const QAction *action) {
        return action->shortcut() == QKeySequence(Qt::ALT | Qt::Key_Down);
    });
    QVERIFY(down != keys.end());
    (*down)->trigger();
    QCOMPARE(draft().value(1, "/name"), u"rest"_s);
    list()->item(0)->setCheckState(Qt::Unchecked);
    QCOMPARE(draft().value(0, "/enabled"), u"false"_s);
    in<QToolButton>(u"duplicateRule"_s)->click();
    QCOMPARE(list()->count(), 3);
    QCOMPARE(in<QLineEdit>(u"rule-name"_s)->text(), u"paid 2"_s); // what is switched is chosen
    in<QToolButton>(u"removeRule"_s)->click();
    in<QToolButton>(u"removeRule"_s)->click();
    in<QToolButton>(u"removeRule"_s)->click();
    QCOMPARE(list()->count(), 0);
    QVERIFY(!in<QToolButton>(u"removeRule"_s)->isEnabled());
    QVERIFY(!in<QLineEdit>(u"rule-name"_s)->isEnabled());
    QVERIFY(draft().rules());
}

void TestRespondDialog::undoTakesBackWhatAFieldDid()
{
    open(u"alerts"_s);
    text()->setPlainText(QString::fromUtf8(byPath));
    const QString before = text()->toPlainText();
    in<QSpinBox>(u"answer-delayMs"_s)->setValue(100);
    QVERIFY(text()->toPlainText() != before);
    text()->undo();
    QCOMPARE(text()->toPlainText(), before);
    QCOMPARE(in<QSpinBox>(u"answer-delayMs"_s)->value(), 0);
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
