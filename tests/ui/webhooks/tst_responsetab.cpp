// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rule.h"
#include "tests/support/rawtarget.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/inspector/responsetab.h"
#include "ui/webhooks/inspector/summarytab.h"
#include "ui/webhooks/respond/responddialog.h"
#include "ui/widgets/plainlabel.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpSocket>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr int patience = 30'000; // ms

QString wordsOf(const QWidget *part)
{
    QStringList all;
    for (const auto *label : part->findChildren<ui::PlainLabel *>())
        all.append(label->original());
    for (const auto *text : part->findChildren<QPlainTextEdit *>())
        all.append(text->toPlainText());
    return all.join(u'\n');
}

} // namespace

// What the tab says of a delivery that rules have answered, from the wire to the words.
class TestResponseTab final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    ui::Inspector *inspector() const { return part<ui::Inspector>(u"inspector"_s); }
    QString words() const { return wordsOf(inspector()->findChild<ui::ResponseTab *>()); }
    QString summary() const { return wordsOf(inspector()->findChild<ui::SummaryTab *>()); }

    void use(const QByteArray &rules, std::optional<domain::ForwardSpec> relay = {})
    {
        domain::Endpoint endpoint;
        endpoint.name = u"orders"_s;
        endpoint.pathPrefix = "/orders";
        endpoint.rules = rules;
        const auto saved = m_fixture->desk().saveEndpoint(endpoint);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
        if (relay) {
            relay->endpoint = endpoint.name;
            QVERIFY(m_fixture->desk().saveForward(endpoint.name, relay));
        }
    }
    // Until the connection ends, whatever comes.
    void send(const QByteArray &body)
    {
        QTcpSocket socket;
        socket.connectToHost(m_fixture->desk().state().address, m_fixture->desk().state().port);
        QVERIFY(socket.waitForConnected(patience));
        socket.write("POST /orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, patience);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        table()->selectRow(0);
        inspector()->setTab(ui::Inspector::Response);
        QTRY_VERIFY_WITH_TIMEOUT(inspector()->subject(), patience);
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void saysWhichRuleAnsweredAndWhatWasSent_data();
    void saysWhichRuleAnsweredAndWhatWasSent();
    void theTraceSaysWhyTheOthersDidNot();
    void withoutAMatchItSaysSo();
    void aLongBodyIsKeptInPart();
    void theRulesAreOneClickAway();
    void theRelayAndItsAnswerAreNamed();
    void whatTheRelayDoesNotTakeIsSaid();
};

void TestResponseTab::saysWhichRuleAnsweredAndWhatWasSent_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("whole") << QByteArray(R"({"status":202,"body":"thanks"})")
                           << QStringList{u"at once, the whole answer"_s, u"all of the body, 6 bytes"_s,
                                          u"HTTP/1.1 202 Accepted"_s, u"thanks"_s};
    QTest::newRow("late") << QByteArray(R"({"status":204,"delayMs":50})")
                          << QStringList{u"after 50"_s, u"a head without a body"_s};
    QTest::newRow("drip") << QByteArray(R"({"body":"drop","dripBytesPerSecond":5000})")
                          << QStringList{u"000 bytes a second"_s, u"all of the body, 4 bytes"_s};
    QTest::newRow("half") << QByteArray(R"({"body":"half of it","ending":"half-body"})")
                          << QStringList{u"closed after half of the body"_s,
                                         u"5 of the 10 bytes announced, then the connection was closed"_s};
    QTest::newRow("close") << QByteArray(R"({"ending":"close"})")
                           << QStringList{u"nothing: the rule “it” closed the connection"_s,
                                          u"closed without an answer"_s, u"never"_s};
    QTest::newRow("reset") << QByteArray(R"({"ending":"reset"})")
                           << QStringList{u"nothing: the rule “it” reset the connection"_s,
                                          u"reset without an answer"_s};
}

void TestResponseTab::saysWhichRuleAnsweredAndWhatWasSent()
{
    QFETCH(QByteArray, answer);
    QFETCH(QStringList, said);
    use(R"({"rules":[{"name":"it","answer":)" + answer + "}]}");
    send("{}");
    // When an answer has left is noted a little after it was read here.
    for (const QString &words : said) {
        QTRY_VERIFY2_WITH_TIMEOUT((inspector()->reload(), QTest::qWait(20), this->words().contains(words)),
                                  qPrintable(words + u"\nnot in:\n"_s + this->words()), patience);
    }
    QVERIFY(words().contains(u"The rule “it” answered attempt 1"_s));
    QVERIFY(words().contains(u"✔ answers"_s));
    QVERIFY(!words().contains(u"half of it"_s)); // only what was sent
    QVERIFY(!words().contains(u"the connection was gone"_s));
    QVERIFY(!summary().contains(u"the connection was gone"_s));
    if (answer.contains("reset"))
        QVERIFY(summary().contains(u"reset the connection"_s));
}

void TestResponseTab::theTraceSaysWhyTheOthersDidNot()
{
    use(R"({"rules":[
        {"name":"off","enabled":false,"answer":{}},
        {"name":"high","when":{"members":[{"pointer":"/severity","test":"equals","value":"high"}]},"answer":{}},
        {"name":"any","answer":{"status":429}},
        {"name":"late","answer":{}}]})");
    send(R"({"severity":"low"})");
    QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"The rule “any” answered"_s), patience);
    for (const QString &line :
         {u"○ switched off"_s, u"✖ no match"_s, u"✔ answers"_s, u"– not reached"_s,
          u"high\nThe member \"/severity\" is \"low\", not \"high\"."_s, u"429"_s, u"4 rules first"_s})
        QVERIFY2(words().contains(line), qPrintable(line + u"\nnot in:\n"_s + words()));
}

void TestResponseTab::withoutAMatchItSaysSo()
{
    use(R"({"rules":[{"name":"never","when":{"methods":["PUT"]},"answer":{}}]})");
    send("{}");
    QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"No rule matched"_s), patience);
    QVERIFY(words().contains(u"never"_s));
    QVERIFY(!words().contains(u"Plan"_s));
}

void TestResponseTab::aLongBodyIsKeptInPart()
{
    use(R"({"rules":[{"name":"it","answer":{"body":")" + QByteArray(9000, 'b') + R"("}}]})");
    send("{}");
    QTRY_VERIFY_WITH_TIMEOUT(words().contains(u"The first 4096 bytes of the body are kept."_s), patience);
}

void TestResponseTab::theRulesAreOneClickAway()
{
    use(R"({"rules":[{"name":"it","answer":{}}]})");
    send("{}");
    QTRY_VERIFY_WITH_TIMEOUT(inspector()->findChild<QPushButton *>(u"responseRules"_s), patience);
    part<QPushButton>(u"responseRules"_s)->click();
    auto *dialog = m_window->findChild<ui::RespondDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->endpoint(), u"orders"_s);
}

void TestResponseTab::theRelayAndItsAnswerAreNamed()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) { return test::RawTarget::reply(202, "{}", {}); };
    domain::ForwardSpec relay;
    relay.url = target.url();
    relay.returnAnswer = true;
    use(R"({"rules":[{"name":"never","when":{"methods":["PUT"]},"answer":{}}]})", relay);
    send("{}");
    QTRY_VERIFY2_WITH_TIMEOUT((inspector()->reload(), QTest::qWait(20), words().contains(u"202 in "_s)),
                              qPrintable(words()), patience);
    QVERIFY2(words().contains(u"Sent on to\n"_s + target.url().toString()), qPrintable(words()));
    QVERIFY(words().contains(u"No rule matched"_s));
}

void TestResponseTab::whatTheRelayDoesNotTakeIsSaid()
{
    test::RawTarget target;
    domain::ForwardSpec relay;
    relay.url = target.url();
    relay.verifyFirst = true;
    use("{}", relay);
    send("{}");
    QTRY_VERIFY2_WITH_TIMEOUT(words().contains(u"Not sent on: the relay takes only what is valid"_s),
                              qPrintable(words()), patience);
}

QTEST_MAIN(TestResponseTab)
#include "tst_responsetab.moc"
