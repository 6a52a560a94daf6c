// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl listen, the real program.

#include "tests/support/clilistener.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;
using test::post;
using test::RawClient;

class ListenTest : public QObject, private test::CliListener
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void listensAndPrintsWhatArrives();
    void endsAfterACount();
    void printsTheRestWhenItIsStopped();
    void listensWithTls();
    void answersByRules();
    void faultyRulesAreRefused_data();
    void faultyRulesAreRefused();
    void anExposedListenerWarns();
    void anOfferedSecretIsToldAndNeverPrinted();
    void aSubscriptionIsTold();
};

void ListenTest::listensAndPrintsWhatArrives()
{
    QJsonObject ready;
    const auto process = listen(
        {u"--json"_s, u"--endpoint"_s, u"alerts:/hooks/a:socwarden:main"_s, u"--secret"_s, u"main=env:KEY"_s},
        &ready);
    QVERIFY(ready.value(u"ready"_s).toBool());
    QCOMPARE(ready.value(u"address"_s), u"127.0.0.1"_s);
    QCOMPARE(ready.value(u"store"_s), m_store);
    QCOMPARE(ready.value(u"url"_s), u"http://127.0.0.1:%1"_s.arg(m_port));
    QVERIFY(m_port > 0);

    const Outcome sent = run({u"send"_s, u"http://127.0.0.1:%1/hooks/a"_s.arg(m_port), u"--scheme"_s,
                              u"socwarden"_s, u"--secret"_s, u"main=env:KEY"_s});
    QVERIFY2(sent.code == 0, sent.err.constData());
    QJsonObject row = readRow(*process);
    for (const QString &member :
         {u"id"_s, u"endpoint"_s, u"method"_s, u"target"_s, u"verdict"_s, u"scheme"_s, u"secret"_s,
          u"event"_s, u"severity"_s, u"attempt"_s, u"size"_s, u"received_at"_s})
        QVERIFY2(row.contains(member), qPrintable(member));
    QCOMPARE(row.value(u"verdict"_s), u"valid"_s);
    QCOMPARE(row.value(u"secret"_s), u"main"_s);
    QCOMPARE(row.value(u"endpoint"_s), u"alerts"_s);
    QCOMPARE(row.value(u"target"_s), u"/hooks/a"_s);

    RawClient(m_port).ask(post("/elsewhere", "x"));
    row = readRow(*process);
    QCOMPARE(row.value(u"verdict"_s), u"unsigned"_s);
    QCOMPARE(row.value(u"endpoint"_s), u"catch-all"_s);
    QCOMPARE(stop(*process), 0);
}

void ListenTest::endsAfterACount()
{
    const auto process = listen({u"--json"_s, u"--count"_s, u"3"_s});
    RawClient client(m_port);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.ask(post("/n", QByteArray::number(i))).status, 200);
    QVERIFY(process->waitForFinished());
    QCOMPARE(process->exitCode(), 0);
    QCOMPARE(process->readAllStandardOutput().count('\n'), 3);
}

void ListenTest::printsTheRestWhenItIsStopped()
{
    const auto process = listen({u"--json"_s});
    QByteArray requests;
    for (int i = 0; i < 300; ++i)
        requests += post("/n", QByteArray::number(i));
    RawClient client(m_port);
    client.send(requests);
    for (int i = 0; i < 300; ++i)
        QCOMPARE(client.read().status, 200);
    QByteArray rest;
    QCOMPARE(stop(*process, &rest), 0);
    QCOMPARE(rest.count('\n'), 300);
}

void ListenTest::listensWithTls()
{
    QJsonObject ready;
    const auto process = listen({u"--json"_s, u"--tls"_s, u"auto"_s}, &ready);
    QVERIFY(ready.value(u"url"_s).toString().startsWith(u"https://"_s));
    QCOMPARE(ready.value(u"fingerprint"_s).toString().size(), 95);
    const QString authority = QDir(file(u"data"_s)).filePath(u"tocsin/listener-cert.pem"_s);
    QVERIFY(QFile::exists(authority));
    const QStringList arguments = {u"send"_s, u"https://localhost:%1/"_s.arg(m_port), u"--scheme"_s,
                                   u"socmate"_s};
    QCOMPARE(run(arguments).code, 3); // not trusted
    const Outcome trusted = run(arguments + QStringList{u"--ca"_s, authority});
    QVERIFY2(trusted.code == 0, (trusted.out + trusted.err).constData());
    QCOMPARE(stop(*process), 0);
}

void ListenTest::answersByRules()
{
    QFile rules(m_folder->filePath(u"rules.json"_s));
    QVERIFY(rules.open(QFile::WriteOnly));
    rules.write(R"({"rules":[{"name":"never","enabled":false,"answer":{}},)"
                R"({"name":"flaky","when":{"methods":["POST"]},"answer":{"status":202,"failFirst":1}}]})");
    rules.close();
    const auto process = listen({u"--json"_s, u"--endpoint"_s, u"a:/a"_s, u"--endpoint"_s, u"b:/b"_s,
                                 u"--rules"_s, u"a="_s + rules.fileName()});
    QCOMPARE(RawClient(m_port).ask(post("/a", "x")).status, 503);
    QCOMPARE(RawClient(m_port).ask(post("/a", "x")).status, 202); // the sender tries again
    QCOMPARE(RawClient(m_port).ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
    QCOMPARE(RawClient(m_port).ask(post("/b", "x")).status, 200);
    for (const int attempt : {1, 2}) {
        const QJsonObject row = readRow(*process);
        const QJsonObject ruled = row.value(u"rules"_s).toObject();
        QCOMPARE(ruled.value(u"rule"_s), u"flaky"_s);
        QCOMPARE(ruled.value(u"attempt"_s), attempt);
        QCOMPARE(ruled.value(u"trace"_s).toArray().size(), 2);
    }
    const QJsonObject unmatched = readRow(*process);
    QVERIFY(unmatched.value(u"rules"_s).toObject().value(u"rule"_s).isNull());
    QVERIFY(!readRow(*process).contains(u"rules"_s));
    QCOMPARE(stop(*process), 0);
    const Outcome shown = run({u"deliveries"_s, u"show"_s, u"3"_s, u"--store"_s, m_store});
    QVERIFY2(shown.out.contains("the method \"GET\" is not"), shown.out.constData());
}

void ListenTest::faultyRulesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("member") << QByteArray("{\"rules\":[\n{\"name\":\"a\",\"later\":1}]}") << 2
                            << QByteArray("rules.json: line 2, rules[0].later");
    QTest::newRow("no file") << QByteArray() << 3 << QByteArray("rules.json");
}

void ListenTest::faultyRulesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const QString path = m_folder->filePath(u"rules.json"_s);
    if (!text.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }
    const Outcome outcome = run({u"listen"_s, u"--port"_s, u"0"_s, u"--store"_s, m_store, u"--endpoint"_s,
                                 u"a:/a"_s, u"--rules"_s, u"a="_s + path});
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.err.contains(said), outcome.err.constData());
}

void ListenTest::anExposedListenerWarns()
{
    const auto process = listen({u"--json"_s, u"--bind"_s, u"0.0.0.0"_s});
    QCOMPARE(RawClient(m_port).ask(post("/x", "x")).status, 200);
    readLine(*process);
    process->setReadChannel(QProcess::StandardError);
    QVERIFY(process->readLine().contains("other machines"));
    QCOMPARE(stop(*process), 0);
}

// Asana's first request. That the secret itself is nowhere in the output is what cleanup() checks.
void ListenTest::anOfferedSecretIsToldAndNeverPrinted()
{
    const auto process = listen({u"--endpoint"_s, u"asana:/a:asana"_s, u"--json"_s});
    const test::RawReply reply = RawClient(m_port).ask(
        "POST /a HTTP/1.1\r\nHost: x\r\nX-Hook-Secret: " + key + "\r\nContent-Length: 2\r\n\r\n{}");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("X-Hook-Secret"), key);
    QVERIFY(readLine(*process).contains("\"verdict\":\"unsigned\""));
    QCOMPARE(stop(*process), 0);
    QVERIFY2(m_seen.contains("header X-Hook-Secret") && m_seen.contains("tocsinctl secrets add asana -"),
             m_seen.constData());
    const Outcome shown = run({u"deliveries"_s, u"list"_s, u"--store"_s, m_store});
    QVERIFY2(shown.out.contains("unsigned"), shown.out.constData());
}

// In the next run too: it is the person who has not seen to it yet.
void ListenTest::aSubscriptionIsTold()
{
    const QByteArray url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1";
    const auto process = listen({u"--endpoint"_s, u"topic:/t:aws-sns"_s, u"--json"_s});
    const QByteArray body = R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}";
    QCOMPARE(RawClient(m_port).ask(post("/t", body)).status, 200);
    QVERIFY(readLine(*process).contains("\"endpoint\":\"topic\""));
    QCOMPARE(stop(*process), 0);
    QVERIFY2(m_seen.contains("Nothing opens it by itself") && m_seen.contains(url), m_seen.constData());
    const qsizetype before = m_seen.size();
    const auto next = listen({u"--json"_s});
    QCOMPARE(stop(*next), 0);
    QVERIFY2(m_seen.indexOf(url, before) > 0, m_seen.constData());
}

QTEST_GUILESS_MAIN(ListenTest)
#include "tst_listen.moc"
