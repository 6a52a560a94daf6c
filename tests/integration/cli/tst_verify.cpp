// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl send and verify, the real program.

#include "tests/support/clilistener.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;
using test::post;
using test::RawClient;

class VerifyTest : public QObject, private test::CliListener
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void sendTellsHowItWent();
    void whatTheRequestDoesNotHoldIsGiven();
    void verifies();
    void verifyCannot();
};

void VerifyTest::sendTellsHowItWent()
{
    const auto process = listen({u"--json"_s, u"--strict"_s, u"--endpoint"_s, u"alerts:/a:socwarden:main"_s,
                                 u"--secret"_s, u"main=env:KEY"_s});
    const QString url = u"http://127.0.0.1:%1/a"_s.arg(m_port);
    const auto send = [&](const QString &source, const QStringList &more) {
        return run(QStringList{u"send"_s, url, u"--scheme"_s, u"socwarden"_s, u"--json"_s, u"--secret"_s,
                               u"main="_s + source} +
                   more);
    };
    const Outcome good = send(u"env:KEY"_s, {u"--count"_s, u"2"_s, u"--header"_s, u"X-Own: yes"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.out.count('\n'), 2);
    QCOMPARE(QJsonDocument::fromJson(good.out.split('\n').first()).object().value(u"status"_s), 200);
    // Nothing checks what comes to no endpoint: it must not pass for delivered, and is kept.
    QCOMPARE(RawClient(m_port).ask(post("/elsewhere", "{}")).status, 404);
    const Outcome refused = send(u"env:OTHER_KEY"_s, {});
    QCOMPARE(refused.code, 1);
    QCOMPARE(refused.json().value(u"status"_s), 401);
    QCOMPARE(refused.json().value(u"acknowledged"_s), false);
    QFile body(file(u"body"_s));
    QVERIFY(body.open(QIODevice::WriteOnly) && body.write("{\"own\":1}") > 0);
    body.close();
    QCOMPARE(send(u"env:KEY"_s, {u"--body"_s, body.fileName()}).code, 0);
    // The same window as the listener's: what was signed 301 s ago is genuine and too old.
    QCOMPARE(send(u"env:KEY"_s, {u"--age"_s, u"200"_s}).code, 0);
    QCOMPARE(send(u"env:KEY"_s, {u"--age"_s, u"302"_s}).json().value(u"status"_s), 401);
    const Outcome twice =
        send(u"env:KEY"_s, {u"--burst"_s, u"3"_s, u"--duplicate"_s, u"1"_s, u"--reorder"_s});
    QCOMPARE(twice.code, 0);
    QCOMPARE(twice.out.count('\n'), 6);
    const Outcome again = send(u"env:OTHER_KEY"_s, {u"--retry"_s, u"socwarden"_s, u"--speed"_s, u"100000"_s});
    QCOMPARE(again.code, 1);
    QCOMPARE(again.out.count('\n'), 6);
    QCOMPARE(QJsonDocument::fromJson(again.out.split('\n')[3]).object().value(u"next_in_ms"_s), 2.0);
    for (const QStringList &bare : {QStringList{u"--speed"_s, u"100000"_s, u"--retry"_s},
                                    QStringList{u"--retry"_s, u"--speed"_s, u"100000"_s}}) {
        const Outcome likewise = send(u"env:OTHER_KEY"_s, bare);
        QCOMPARE(likewise.code, 1);
        QCOMPARE(likewise.out.count('\n'), 6);
    }
    const Outcome before =
        run({u"send"_s, u"--scheme"_s, u"socwarden"_s, u"--secret"_s, u"main=env:OTHER_KEY"_s, u"--speed"_s,
             u"100000"_s, u"--retry"_s, url, u"--json"_s});
    QCOMPARE(before.code, 1);
    QCOMPARE(before.out.count('\n'), 6);
    QCOMPARE(send(u"env:OTHER_KEY"_s, {u"--retry"_s, u"1,1"_s, u"--speed"_s, u"100000"_s}).out.count('\n'),
             3);
    QCOMPARE(send(u"env:KEY"_s, {u"--retry"_s, u"github"_s}).code, 2); // no schedule is documented
    const Outcome samples = run({u"send"_s, u"--sample"_s, u"list"_s});
    QCOMPARE(samples.code, 0);
    QVERIFY(samples.out.count('\n') > 10);
    QCOMPARE(stop(*process), 0);
}

// A URL that is signed, a parameter, and a scheme that is found.
void VerifyTest::whatTheRequestDoesNotHoldIsGiven()
{
    const QString elsewhere = u"https://hooks.example.org/in?x=%7E"_s;
    QStringList arguments = {u"--json"_s, u"--secret"_s, u"main=env:KEY"_s};
    for (const QString &endpoint : {u"direct:/direct:square:main"_s, u"tunnel:/tunnel:square:main"_s,
                                    u"shop:/shop:tiktok-shop:main"_s, u"any:/any:auto:main"_s})
        arguments += {u"--endpoint"_s, endpoint};
    arguments += {u"--url"_s, u"tunnel="_s + elsewhere, u"--param"_s, u"shop:app-key=a=b:c"_s};
    const auto process = listen(arguments);
    QFile form(file(u"form"_s));
    QVERIFY(form.open(QIODevice::WriteOnly) && form.write("b=2&a=1%20x") > 0);
    form.close();
    const QStringList asForm = {u"--header"_s, u"Content-Type: application/x-www-form-urlencoded"_s,
                                u"--body"_s, form.fileName()};
    const auto sent = [&](const QString &path, const QString &scheme, const QStringList &more = {}) {
        const Outcome outcome = run(QStringList{u"send"_s, u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path),
                                                u"--scheme"_s, scheme, u"--secret"_s, u"main=env:KEY"_s} +
                                    more);
        if (outcome.code != 0)
            return QString::fromUtf8(outcome.err);
        const QJsonObject row = readRow(*process);
        return row.value(u"scheme"_s).toString() + u' ' + row.value(u"verdict"_s).toString();
    };
    QCOMPARE(sent(u"/direct"_s, u"square"_s), u"square valid"_s);
    QCOMPARE(sent(u"/direct/a%20b?x=%C3%BC"_s, u"square"_s), u"square valid"_s);
    QCOMPARE(sent(u"/tunnel"_s, u"square"_s), u"square mismatch"_s);
    QCOMPARE(sent(u"/tunnel"_s, u"square"_s, {u"--url"_s, elsewhere}), u"square valid"_s);
    QCOMPARE(sent(u"/shop"_s, u"tiktok-shop"_s, {u"--param"_s, u"app-key=other"_s}),
             u"tiktok-shop mismatch"_s);
    QCOMPARE(sent(u"/shop"_s, u"tiktok-shop"_s, {u"--param"_s, u"app-key=a=b:c"_s}), u"tiktok-shop valid"_s);
    QCOMPARE(sent(u"/any"_s, u"twilio"_s, asForm), u"twilio valid"_s);
    QCOMPARE(sent(u"/any"_s, u"square"_s), u"square valid"_s);
    QCOMPARE(sent(u"/any"_s, u"stripe"_s), u"stripe valid"_s);
    QCOMPARE(sent(u"/any"_s, u"socmate"_s), u" unsigned"_s);
    QCOMPARE(stop(*process), 0);

    // What was kept is checked alike, by the URL as it was typed.
    const QByteArray raw =
        run({u"deliveries"_s, u"export"_s, u"--store"_s, m_store, u"--format"_s, u"http"_s, u"id:4"_s}).out;
    const QStringList verify = {u"verify"_s, u"-"_s, u"--json"_s, u"--secret"_s, u"main=env:KEY"_s};
    QCOMPARE(run(verify + QStringList{u"--url"_s, elsewhere}, raw).json().value(u"verdict"_s), u"valid"_s);
    QCOMPARE(run(verify + QStringList{u"--url"_s, elsewhere + u"#part"_s}, raw).json().value(u"verdict"_s),
             u"valid"_s);
    QCOMPARE(run(verify, raw).json().value(u"verdict"_s), u"mismatch"_s);
}

void VerifyTest::verifies()
{
    const auto process = listen({u"--json"_s});
    QCOMPARE(run({u"send"_s, u"http://127.0.0.1:%1/a"_s.arg(m_port), u"--scheme"_s, u"socwarden"_s,
                  u"--secret"_s, u"main=env:KEY"_s})
                 .code,
             0);
    readLine(*process);
    QCOMPARE(stop(*process), 0);
    const QByteArray raw =
        run({u"deliveries"_s, u"export"_s, u"--store"_s, m_store, u"--format"_s, u"http"_s}).out;
    QFile request(file(u"a.http"_s));
    QVERIFY(request.open(QIODevice::WriteOnly) && request.write(raw) == raw.size());
    request.close();

    const auto verify = [&](const QStringList &more) {
        return run(QStringList{u"verify"_s, request.fileName(), u"--json"_s} + more);
    };
    const Outcome good = verify({u"--secret"_s, u"old=env:OTHER_KEY"_s, u"--secret"_s, u"main=env:KEY"_s});
    QCOMPARE(good.code, 0);
    QCOMPARE(good.json().value(u"verdict"_s), u"valid"_s);
    QCOMPARE(good.json().value(u"scheme"_s), u"socwarden"_s);
    QCOMPARE(good.json().value(u"secret"_s), u"main"_s);
    QVERIFY(good.json().value(u"age_s"_s).isDouble());
    const Outcome bad = verify({u"--secret"_s, u"main=env:OTHER_KEY"_s, u"--scheme"_s, u"socwarden"_s});
    QCOMPARE(bad.code, 1);
    QCOMPARE(bad.json().value(u"verdict"_s), u"mismatch"_s);
    QVERIFY(bad.json().value(u"secret"_s).isNull());
    const Outcome late = verify({u"--secret"_s, u"main=env:KEY"_s, u"--now"_s, u"4000000000"_s});
    QCOMPARE(late.code, 1);
    QCOMPARE(late.json().value(u"verdict"_s), u"valid-stale"_s);
    QCOMPARE(verify({}).json().value(u"verdict"_s), u"no-secret"_s);
    const Outcome piped = run({u"verify"_s, u"-"_s, u"--secret"_s, u"main=env:KEY"_s}, raw);
    QCOMPARE(piped.code, 0);
    QVERIFY(piped.out.contains("verdict  valid"));
}

void VerifyTest::verifyCannot()
{
    const Outcome cut = run({u"verify"_s, u"-"_s}, "POST / HTTP/1.1\r\nHost");
    QCOMPARE(cut.code, 3);
    QVERIFY(cut.err.contains("whole HTTP/1.1 request"));
    const Outcome plain = run({u"verify"_s, u"-"_s, u"--json"_s}, "POST / HTTP/1.1\r\n\r\n");
    QCOMPARE(plain.code, 1);
    QVERIFY(plain.json().value(u"scheme"_s).isNull());
}

QTEST_GUILESS_MAIN(VerifyTest)
#include "tst_verify.moc"
