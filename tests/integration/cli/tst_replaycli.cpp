// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// `tocsinctl replay` and `tocsinctl forward`, the real program against a real socket.

#include "core/flows/requestfile.h"
#include "core/signature/catalogue.h"
#include "core/signature/verify.h"
#include "core/storage/deliverystore.h"
#include "tests/support/clifixture.h"
#include "tests/support/rawclient.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sampledelivery.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;
using test::RawTarget;

class ReplayCliTest : public QObject, private test::CliFixture
{
    Q_OBJECT

private slots:
    void init();
    void replaysByFilterAndNumber();
    void endsWithWhatTheAnswersSay();
    void tellsTheVerdictAndKeepsTheAnswers();
    void editsAndSignsAnew();
    void signsWithTheParametersOfTheScheme();
    void sendsAnotherMethodAndPath();
    void aSecretIsNeitherShownNorKept();
    void deletedDeliveriesTakeTheirAnswersAlong();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void whatCannotBeIsThree();
    void allowsWhatTheSettingsAllow();
    void forwardsOnce();
    void forwardFollowsUntilItIsStopped();
    void forwardSaysWhyItEnds();
    void listenForwardsWhatItStores();
    void listenReturnsWhatTheTargetAnswers();
    void listenForwardsOnlyWhereItMay();

private:
    // Both with the store; the target is on this thread.
    std::unique_ptr<QProcess> begin(const QStringList &arguments) const
    {
        return CliFixture::begin(arguments + QStringList{u"--store"_s, m_store});
    }
    Outcome run(const QStringList &arguments)
    {
        return runBeside(arguments + QStringList{u"--store"_s, m_store});
    }
    Outcome replay(const RawTarget &target, const QStringList &more);
    void add(int count);
};

void ReplayCliTest::init()
{
    makeFolder();
    add(3);
}

void ReplayCliTest::add(int count)
{
    auto store = storage::DeliveryStore::open(m_store);
    QVERIFY(store);
    for (int i = 0; i < count; ++i) {
        const QByteArray body = "{\"n\":" + QByteArray::number((*store)->lastId() + 1) + "}";
        domain::NewDelivery one = test::sampleDelivery(body);
        one.capture.message.head = "POST /hooks HTTP/1.1\r\nhost: x\r\nX-Odd:  a\r\nContent-Length: " +
                                   QByteArray::number(body.size()) + "\r\n\r\n";
        domain::readHead(one.capture.message);
        QVERIFY((*store)->append({&one, 1}));
    }
}

Outcome ReplayCliTest::replay(const RawTarget &target, const QStringList &more)
{
    return run(QStringList{u"replay"_s, u"--json"_s, u"--to"_s, target.url().toString()} + more);
}

void ReplayCliTest::replaysByFilterAndNumber()
{
    RawTarget target;
    const Outcome some = replay(target, {u"id:2"_s});
    QVERIFY2(some.code == 0, some.err.constData());
    QCOMPARE(target.requests, QList<QByteArray>{"POST /hooks HTTP/1.1\r\nhost: 127.0.0.1:" +
                                                QByteArray::number(target.port()) +
                                                "\r\nX-Odd:  a\r\nContent-Length: 7\r\n\r\n{\"n\":2}"});
    QCOMPARE(replay(target, {u"--id"_s, u"3"_s, u"--id"_s, u"1"_s, u"--keep-host"_s}).lines().size(), 2);
    QVERIFY(target.requests[1].startsWith("POST /hooks HTTP/1.1\r\nhost: x\r\n"));
    QVERIFY(target.requests[1].endsWith("{\"n\":3}"));
    QVERIFY(target.requests[2].endsWith("{\"n\":1}"));
    QCOMPARE(replay(target, {u"-id:2"_s, u"--limit"_s, u"1"_s}).lines()[0].value(u"id"_s), 3);
    QCOMPARE(replay(target, {u"path:/none"_s}).code, 1);
}

void ReplayCliTest::endsWithWhatTheAnswersSay()
{
    RawTarget target;
    target.answer = [](const QByteArray &request) {
        return request.endsWith("2}") ? RawTarget::reply(500, "no \x1b[2J") : RawTarget::reply(200);
    };
    const Outcome mixed = replay(target, {u"endpoint:alerts"_s});
    QCOMPARE(mixed.code, 1);
    QCOMPARE(mixed.lines().size(), 3);
    QCOMPARE(mixed.lines()[1].value(u"status"_s), 500);
    QVERIFY(!mixed.out.contains('\x1b'));
    const Outcome text = run({u"replay"_s, u"--to"_s, target.url().toString(), u"--id"_s, u"2"_s});
    QVERIFY(text.out.startsWith("#2  500"));
    QCOMPARE(replay(target, {u"--id"_s, u"77"_s}).code, 1);
    QCOMPARE(run({u"replay"_s, u"--to"_s, u"http://127.0.0.1:1"_s, u"--id"_s, u"1"_s}).code, 3);
}

void ReplayCliTest::tellsTheVerdictAndKeepsTheAnswers()
{
    RawTarget target;
    int status = 500;
    target.answer = [&status](const QByteArray &) { return RawTarget::reply(status, "said"); };
    const auto verdict = [&](int next) {
        status = next;
        return replay(target, {u"--id"_s, u"1"_s}).lines().value(0).value(u"verdict"_s).toString();
    };
    QCOMPARE(verdict(500), u"failing"_s);
    QCOMPARE(verdict(200), u"fixed"_s);
    QCOMPARE(verdict(201), u"still-passing"_s);
    QCOMPARE(verdict(401), u"regressed"_s);
    QCOMPARE(verdict(404), u"still-failing"_s);
    const Outcome kept = run({u"replay"_s, u"--answers"_s, u"--json"_s, u"--id"_s, u"1"_s});
    QCOMPARE(kept.code, 0);
    QCOMPARE(kept.lines().size(), 5);
    QCOMPARE(kept.lines()[0].value(u"status"_s), 404);
    QCOMPARE(kept.lines()[0].value(u"body"_s), u"said"_s);
    QCOMPARE(run({u"replay"_s, u"--answers"_s, u"--id"_s, u"2"_s}).code, 1);
}

void ReplayCliTest::editsAndSignsAnew()
{
    RawTarget target;
    QFile body(m_folder->filePath(u"body"_s));
    QVERIFY(body.open(QIODevice::WriteOnly) && body.write("{\"own\":1}") > 0);
    body.close();
    const Outcome edited = replay(target, {u"--id"_s, u"1"_s, u"--set-body"_s, body.fileName(), u"--header"_s,
                                           u"X-New: n"_s, u"--remove-header"_s, u"x-odd"_s, u"--resign"_s,
                                           u"socwarden"_s, u"--secret"_s, u"main=env:KEY"_s});
    QVERIFY2(edited.code == 0, (edited.out + edited.err).constData());
    QCOMPARE(edited.lines()[0].value(u"edited"_s), true);
    QCOMPARE(edited.lines()[0].value(u"scheme"_s), u"socwarden"_s);
    const auto sent = flows::readRequest(target.requests.value(0), u"sent"_s);
    QVERIFY(sent);
    QCOMPARE(sent->body, "{\"own\":1}");
    QCOMPARE(sent->first("X-New"), "n");
    QVERIFY(sent->first("X-Odd").isNull());
    QCOMPARE(sent->first("X-Tocsin-Test"), "made by Tocsin for testing");
    const auto catalogue = signature::Catalogue::load();
    const signature::NamedSecret secret{u"main"_s, Secret::copyOf(key), {}, false};
    QCOMPARE(signature::verify(*catalogue->find(u"socwarden"_s), *sent, {&secret, 1}, wallClock()).verdict,
             domain::Verdict::Valid);
}

void ReplayCliTest::signsWithTheParametersOfTheScheme()
{
    RawTarget target;
    const QStringList base = {u"--id"_s,        u"1"_s,        u"--resign"_s,
                              u"tiktok-shop"_s, u"--secret"_s, u"main=env:KEY"_s};
    const Outcome given = replay(target, base + QStringList{u"--param"_s, u"app-key=abc=1"_s});
    QVERIFY2(given.code == 0, (given.out + given.err).constData());
    const auto sent = flows::readRequest(target.requests.value(0), u"sent"_s);
    QVERIFY(sent);
    const auto catalogue = signature::Catalogue::load();
    const signature::NamedSecret secret{u"main"_s, Secret::copyOf(key), {}, false};
    signature::Circumstances with;
    with.parameters.insert("app-key", "abc=1");
    const signature::Scheme &scheme = *catalogue->find(u"tiktok-shop"_s);
    QCOMPARE(signature::verify(scheme, *sent, {&secret, 1}, wallClock(), with).verdict,
             domain::Verdict::Valid);
    QVERIFY(signature::verify(scheme, *sent, {&secret, 1}, wallClock()).verdict != domain::Verdict::Valid);
    QCOMPARE(replay(target, base + QStringList{u"--param"_s, u"app-key"_s}).code, 2);
    QCOMPARE(replay(target, {u"--id"_s, u"1"_s, u"--param"_s, u"a=b"_s}).code, 2);
    QCOMPARE(target.requests.size(), 1);
}

void ReplayCliTest::sendsAnotherMethodAndPath()
{
    RawTarget target;
    const Outcome outcome =
        replay(target, {u"--id"_s, u"1"_s, u"--method"_s, u"PUT"_s, u"--path"_s, u"/b?c=%2f"_s});
    QVERIFY2(outcome.code == 0, (outcome.out + outcome.err).constData());
    QVERIFY(target.requests.value(0).startsWith("PUT /b?c=%2f HTTP/1.1\r\n"));
    QCOMPARE(replay(target, {u"--id"_s, u"1"_s, u"--path"_s, u"b"_s}).code, 1); // this one cannot be sent
    QCOMPARE(target.requests.size(), 1);
}

void ReplayCliTest::deletedDeliveriesTakeTheirAnswersAlong()
{
    RawTarget target;
    QCOMPARE(replay(target, {u"--id"_s, u"1"_s, u"--id"_s, u"2"_s}).code, 0);
    QCOMPARE(run({u"deliveries"_s, u"delete"_s, u"id:1"_s}).code, 0);
    QCOMPARE(run({u"replay"_s, u"--answers"_s, u"--id"_s, u"1"_s}).code, 1);
    QCOMPARE(run({u"replay"_s, u"--answers"_s, u"--id"_s, u"2"_s}).code, 0);
}

void ReplayCliTest::aSecretIsNeitherShownNorKept()
{
    RawTarget target;
    const QStringList arguments = {u"--id"_s,      u"1"_s,        u"--resign"_s,
                                   u"socwarden"_s, u"--secret"_s, u"main=env:KEY"_s};
    const Outcome outcome = replay(target, arguments);
    QCOMPARE(outcome.code, 0);
    QVERIFY(!(outcome.out + outcome.err).contains(key));
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile one(files.next());
        QVERIFY(one.open(QIODevice::ReadOnly));
        QVERIFY2(!one.readAll().contains(key), qPrintable(one.fileName()));
    }
}

void ReplayCliTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const QString &line, const QByteArray &word) {
        QTest::newRow(qPrintable(line)) << line << word;
    };
    const QString to = u"replay --to http://127.0.0.1:1 "_s;
    row(u"replay --id 1"_s, "--to");
    row(to, "--id");
    row(to + u"--id 1 id:2"_s, "--id");
    row(to + u"--id x"_s, "--id");
    row(to + u"--id 0"_s, "--id");
    row(to + u"severity:hgih"_s, "character");
    row(to + u"--id 1 --limit x"_s, "--limit");
    row(to + u"--id 1 --rate x"_s, "--rate");
    row(to + u"--id 1 --rate -1"_s, "rate");
    row(to + u"--id 1 --concurrency 0"_s, "at once");
    row(to + u"--id 1 --timeout 0"_s, "--timeout");
    row(to + u"--id 1 --resign socwarden"_s, "--secret");
    row(to + u"--id 1 --secret a=env:KEY"_s, "--resign");
    row(to + u"--id 1 --resign none --secret a=env:KEY"_s, "--resign");
    row(to + u"--id 1 --header nocolon"_s, "--header");
    row(to + u"--id 1 --allow *.example.org"_s, "wildcards");
    row(u"replay --id 1 --to ftp://127.0.0.1"_s, "http://");
    row(u"replay --id 1 --to http://192.0.2.1"_s, "--allow 192.0.2.1");
    row(u"replay --id 1 --to http://192.0.2.1 --allow 192.0.2.2"_s, "--allow 192.0.2.1");
    row(u"replay --id 1 --to http://user:pw@127.0.0.1"_s, "password");
    row(u"forward --to http://127.0.0.1:1"_s, "--endpoint");
    row(u"forward --endpoint alerts"_s, "--to");
    row(u"forward --endpoint alerts --to http://192.0.2.1"_s, "--allow");
    row(u"forward --endpoint alerts --to http://127.0.0.1:1 --from x"_s, "--from");
    row(u"forward --endpoint alerts --to http://127.0.0.1:1 --backlog 0"_s, "--backlog");
}

void ReplayCliTest::wrongUsageIsTwo()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, word);
    const Outcome outcome = run(line.split(u' ', Qt::SkipEmptyParts));
    QVERIFY2(outcome.code == 2, (outcome.out + outcome.err).constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY2(outcome.err.startsWith("tocsinctl: ") && outcome.err.contains(word), outcome.err.constData());
}

void ReplayCliTest::whatCannotBeIsThree()
{
    const QString to = u"http://127.0.0.1:1"_s;
    QCOMPARE(run({u"replay"_s, u"--to"_s, to, u"--id"_s, u"1"_s, u"--set-body"_s, u"/none/here"_s}).code, 3);
    QCOMPARE(run({u"replay"_s, u"--to"_s, to, u"--id"_s, u"1"_s, u"--ca"_s, m_store}).code, 3);
    QCOMPARE(run({u"replay"_s, u"--to"_s, to, u"--id"_s, u"1"_s, u"--resign"_s, u"socwarden"_s, u"--secret"_s,
                  u"a=env:NOT_SET_ANYWHERE"_s})
                 .code,
             3);
    m_store = m_folder->filePath(u"none.db"_s);
    QCOMPARE(run({u"replay"_s, u"--to"_s, to, u"--id"_s, u"1"_s}).code, 3);
    QCOMPARE(run({u"forward"_s, u"--to"_s, to, u"--endpoint"_s, u"alerts"_s}).code, 3);
    QVERIFY(!QFile::exists(m_store));
}

// 192.0.2.0/24 is never reached (RFC 5737), so that only the difference between 2 and 3 tells.
void ReplayCliTest::allowsWhatTheSettingsAllow()
{
    const QStringList away = {u"replay"_s,    u"--to"_s, u"http://192.0.2.1:9"_s, u"--id"_s, u"1"_s,
                              u"--timeout"_s, u"1"_s};
    QCOMPARE(run(away).code, 2);
    QVERIFY(QDir().mkpath(m_folder->filePath(u"config/tocsin"_s)));
    QFile settings(m_folder->filePath(u"config/tocsin/tocsin.conf"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly) &&
            settings.write("[replay]\nallowedHosts=a.example, 192.0.2.1:9\n"));
    settings.close();
    QCOMPARE(run(away).code, 3);
    QCOMPARE(run({u"replay"_s, u"--to"_s, u"http://192.0.2.1:10"_s, u"--id"_s, u"1"_s}).code, 2);
}

void ReplayCliTest::forwardsOnce()
{
    RawTarget target;
    const auto forward = [&](const QStringList &more) {
        return run(QStringList{u"forward"_s, u"--json"_s, u"--once"_s, u"--endpoint"_s, u"alerts"_s,
                               u"--to"_s, target.url().toString()} +
                   more);
    };
    const Outcome fresh = forward({});
    QVERIFY2(fresh.code == 0, fresh.err.constData());
    QVERIFY2(fresh.err.contains("no endpoint \"alerts\" is saved"), "none was: deliveries alone name it");
    QCOMPARE(fresh.lines().size(), 1);
    QCOMPARE(fresh.lines()[0].value(u"after"_s), 3);
    QCOMPARE(target.requests.size(), 0);
    const Outcome all = forward({u"--from"_s, u"start"_s});
    QCOMPARE(all.code, 0);
    QCOMPARE(target.requests.size(), 3);
    QCOMPARE(all.lines().size(), 4);
    QCOMPARE(all.lines()[3].value(u"id"_s), 3);
    QCOMPARE(all.lines()[3].value(u"forwarded"_s), true);
    add(1);
    QCOMPARE(forward({}).code, 0);
    QCOMPARE(target.requests.size(), 4);
    QVERIFY(target.requests.last().endsWith("{\"n\":4}"));
    target.answer = [](const QByteArray &) { return RawTarget::reply(503); };
    add(1);
    const Outcome refused = forward({});
    QCOMPARE(refused.code, 1);
    QVERIFY(refused.err.contains("503"));
    target.answer = [](const QByteArray &) { return RawTarget::reply(200); };
    QCOMPARE(forward({}).code, 0);
    QVERIFY(target.requests.last().endsWith("{\"n\":5}"));
}

void ReplayCliTest::forwardFollowsUntilItIsStopped()
{
    RawTarget target;
    const auto process =
        begin({u"forward"_s, u"--endpoint"_s, u"alerts"_s, u"--to"_s, target.url().toString()});
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    QVERIFY(process->readLine().contains("after #3"));
    add(2);
    QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 2, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    QVERIFY(process->readLine().startsWith("#4  200 in "));
    process->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
    QCOMPARE(process->exitCode(), 0);
}

void ReplayCliTest::forwardSaysWhyItEnds()
{
    RawTarget target;
    const QStringList base = {u"forward"_s, u"--endpoint"_s, u"alerts"_s, u"--from"_s, u"start"_s};
    const Outcome full = run(base + QStringList{u"--to"_s, target.url().toString(), u"--backlog"_s, u"2"_s});
    QCOMPARE(full.code, 1);
    QVERIFY(full.err.contains("more than 2"));
    QCOMPARE(target.requests.size(), 0);
    const Outcome own = run(base + QStringList{u"--to"_s, u"http://localhost:9000/hooks"_s}); // captured it
    QCOMPARE(own.code, 3);
    QVERIFY(own.err.contains("come back"));
}

void ReplayCliTest::listenForwardsWhatItStores()
{
    RawTarget target;
    int status = 500;
    target.answer = [&status](const QByteArray &) { return RawTarget::reply(status); };
    const auto process = begin({u"listen"_s, u"--json"_s, u"--port"_s, u"0"_s, u"--endpoint"_s, u"mine:/m"_s,
                                u"--forward"_s, u"mine="_s + target.url().toString()});
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    const int port = QJsonDocument::fromJson(process->readLine()).object().value(u"port"_s).toInt();
    test::RawClient client{quint16(port)};
    // Sent at the moment it is ready, so that a place taken too late would miss it.
    QCOMPARE(client.ask("POST /m HTTP/1.1\r\nhOST: x\r\nX-A:  1\r\nContent-Length: 2\r\n\r\n{}").status, 200);
    QCOMPARE(client.ask("POST /other HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, 20'000);
    status = 200; // and after a second it is taken
    QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 2, 20'000);
    QCOMPARE(target.requests[1], "POST /m HTTP/1.1\r\nhOST: 127.0.0.1:" + QByteArray::number(target.port()) +
                                     "\r\nX-A:  1\r\nContent-Length: 2\r\n\r\n{}");
    process->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
    QCOMPARE(process->exitCode(), 0);
    QVERIFY(process->readAllStandardError().contains("relay of mine tries again"));
    QCOMPARE(target.requests.size(), 2);
}

void ReplayCliTest::listenReturnsWhatTheTargetAnswers()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(418, "short and stout"); };
    const auto process = begin({u"listen"_s, u"--json"_s, u"--port"_s, u"0"_s, u"--endpoint"_s, u"mine:/m"_s,
                                u"--return-answer"_s, u"--forward"_s, u"mine="_s + target.url().toString()});
    QTRY_VERIFY_WITH_TIMEOUT(process->canReadLine(), 20'000);
    const int port = QJsonDocument::fromJson(process->readLine()).object().value(u"port"_s).toInt();
    QTcpSocket sender; // not one that blocks: the target is on this thread
    sender.connectToHost(QHostAddress::LocalHost, quint16(port));
    sender.write("POST /m HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
    QByteArray answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer += sender.readAll()).endsWith("short and stout"), 20'000);
    QVERIFY(answer.startsWith("HTTP/1.1 418 "));
    process->terminate();
    QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 20'000);
}

void ReplayCliTest::listenForwardsOnlyWhereItMay()
{
    const QStringList base = {u"listen"_s,     u"--port"_s,  u"0"_s,
                              u"--endpoint"_s, u"mine:/m"_s, u"--forward"_s};
    QCOMPARE(run(base + QStringList{u"mine=http://192.0.2.1/"_s}).code, 2);
    QCOMPARE(run(base + QStringList{u"http://127.0.0.1/"_s}).code, 2);
    QCOMPARE(run(base + QStringList{u"none=http://127.0.0.1/"_s}).code, 2);
    QCOMPARE(
        run(base + QStringList{u"mine=http://127.0.0.1/"_s, u"--forward"_s, u"mine=http://127.0.0.1/b"_s})
            .code,
        2);
}

QTEST_GUILESS_MAIN(ReplayCliTest)
#include "tst_replaycli.moc"
