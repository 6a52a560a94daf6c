// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/respondfixture.h"
#include "ui/text/words.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using test::byPath;
using test::patience;

// The list and the fields of the dialog against the text that both of them change.
class TestRuleForm final : public QObject, private test::RespondFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aFieldWritesItsMember_data();
    void aFieldWritesItsMember();
    void conditionsAndHeadersAreRows();
    void theTextFillsTheFields();
    void aFaultIsToldAtItsFieldRuleAndLine_data();
    void aFaultIsToldAtItsFieldRuleAndLine();
    void undoTakesBackWhatAFieldDid();
    void rulesAreOrderedSwitchedCopiedAndRemoved();
};

void TestRuleForm::aFieldWritesItsMember_data()
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

void TestRuleForm::aFieldWritesItsMember()
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

void TestRuleForm::conditionsAndHeadersAreRows()
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

void TestRuleForm::theTextFillsTheFields()
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

void TestRuleForm::aFaultIsToldAtItsFieldRuleAndLine_data()
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

void TestRuleForm::aFaultIsToldAtItsFieldRuleAndLine()
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

void TestRuleForm::undoTakesBackWhatAFieldDid()
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

void TestRuleForm::rulesAreOrderedSwitchedCopiedAndRemoved()
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

QTEST_MAIN(TestRuleForm)
#include "tst_ruleform.moc"
