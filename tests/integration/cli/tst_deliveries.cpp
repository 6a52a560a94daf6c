// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl deliveries, the real program beside a listener.

#include "tests/support/clilistener.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;
using test::post;
using test::RawClient;

class DeliveriesTest : public QObject, private test::CliListener
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup() { QVERIFY(!secretSeen()); }
    void worksOnDeliveries();
    void hostileTextIsNeutralised();
};

void DeliveriesTest::worksOnDeliveries()
{
    const auto process = listen({u"--json"_s});
    RawClient client(m_port);
    for (const char *path : {"/one", "/two", "/three"}) {
        QCOMPARE(client.ask(post(path, QByteArray("\0\xff", 2) + path)).status, 200);
        readLine(*process);
    }
    const auto deliveries = [this](const QStringList &arguments) {
        return run(QStringList{u"deliveries"_s} + arguments + QStringList{u"--store"_s, m_store});
    };
    // Beside a listener that runs.
    QCOMPARE(deliveries({u"list"_s}).out.count('\n'), 3);
    QCOMPARE(deliveries({u"list"_s, u"--json"_s, u"path:/two"_s}).json().value(u"id"_s), 2);
    QCOMPARE(deliveries({u"list"_s, u"-path:/two"_s}).out.count('\n'), 2);
    QCOMPARE(deliveries({u"list"_s, u"--limit"_s, u"1"_s, u"--json"_s}).json().value(u"id"_s), 3);
    QCOMPARE(deliveries({u"list"_s, u"path:/none"_s}).code, 1);
    const Outcome wrong = deliveries({u"list"_s, u"severity:hgih"_s});
    QCOMPARE(wrong.code, 2);
    QVERIFY(wrong.err.contains("character"));
    const QJsonObject shown = deliveries({u"show"_s, u"2"_s, u"--json"_s}).json();
    QCOMPARE(QByteArray::fromBase64(shown.value(u"body_base64"_s).toString().toLatin1()),
             QByteArray("\0\xff/two", 6));
    QCOMPARE(deliveries({u"show"_s, u"99"_s}).code, 1);
    QCOMPARE(deliveries({u"show"_s, u"x"_s}).code, 2);
    QCOMPARE(deliveries({u"export"_s}).out.count('\n'), 3);
    QCOMPARE(
        deliveries({u"export"_s, u"--format"_s, u"har"_s}).json()[u"log"_s][u"entries"_s].toArray().size(),
        3);
    QCOMPARE(deliveries({u"export"_s, u"--format"_s, u"http"_s, u"id:1"_s}).out,
             post("/one", QByteArray("\0\xff/one", 6)));
    QVERIFY(deliveries({u"export"_s, u"--format"_s, u"curl"_s, u"id:1"_s}).out.contains("curl "));
    QCOMPARE(deliveries({u"export"_s, u"--format"_s, u"none"_s}).code, 2);
    QCOMPARE(deliveries({u"pin"_s}).code, 2);
    QCOMPARE(deliveries({u"delete"_s}).code, 2);
    QCOMPARE(deliveries({u"pin"_s, u"path:/one"_s}).code, 0);
    QCOMPARE(deliveries({u"list"_s, u"is:pinned"_s, u"--json"_s}).json().value(u"id"_s), 1);
    QCOMPARE(deliveries({u"delete"_s, u"-is:pinned"_s, u"--json"_s}).json().value(u"changed"_s), 2);
    QCOMPARE(deliveries({u"list"_s}).out.count('\n'), 1);
    QCOMPARE(deliveries({u"unpin"_s, u"id:1"_s}).code, 0);
    QCOMPARE(deliveries({u"list"_s, u"is:pinned"_s}).code, 1);
    QCOMPARE(deliveries({u"nonsense"_s}).code, 2);
    QCOMPARE(stop(*process), 0);
}

// ESC, the one-character CSI, right-to-left override, Arabic letter mark, line separator, a new line.
void DeliveriesTest::hostileTextIsNeutralised()
{
    const QByteArray hostile = "a\xc2\x9b"
                               "2Jb\xe2\x80\xae"
                               "c\xd8\x9c"
                               "d\xe2\x80\xa8"
                               "e";
    const QByteArray body = "{\"event\":\"alert.created\",\"source\":\"socwarden\",\"alert_id\":\"1\","
                            "\"severity\":\"high\",\"summary\":\"\\u001b[2J" +
                            hostile + "\\n\\r\"}";
    const auto process = listen({});
    RawClient client(m_port);
    QCOMPARE(client.ask(post("/h", body)).status, 200);
    QCOMPARE(client.ask("POST /\x1b[2J HTTP/1.1\r\n\r\n").status, 400);
    RawClient(m_port).ask("POST /" + hostile + " HTTP/1.1\r\nHost: x\r\nX-H: \x1b[2J" + hostile + "\r\n\r\n");
    QByteArray lines = readLine(*process) + readLine(*process) + readLine(*process);
    QByteArray rest;
    QCOMPARE(stop(*process, &rest), 0);
    QByteArray all = lines + rest;
    const QStringList store = {u"--store"_s, m_store};
    for (const QStringList &arguments :
         {QStringList{u"list"_s}, QStringList{u"list"_s, u"--json"_s}, QStringList{u"show"_s, u"1"_s},
          QStringList{u"show"_s, u"2"_s}, QStringList{u"show"_s, u"3"_s},
          QStringList{u"show"_s, u"1"_s, u"--json"_s}, QStringList{u"show"_s, u"3"_s, u"--json"_s},
          QStringList{u"export"_s}, QStringList{u"export"_s, u"--format"_s, u"har"_s}}) {
        const Outcome outcome = run(QStringList{u"deliveries"_s} + arguments + store);
        QCOMPARE(outcome.code, 0);
        all += outcome.out + outcome.err;
    }
    for (const char *steering : {"\x1b", "\xc2\x9b", "\xe2\x80\xae", "\xd8\x9c", "\xe2\x80\xa8", "\r"})
        QVERIFY2(!all.contains(steering), QByteArray(steering).toHex().constData());
    // And JSON still says the same.
    const QJsonObject shown =
        run(QStringList{u"deliveries"_s, u"show"_s, u"1"_s, u"--json"_s} + store).json();
    QCOMPARE(shown.value(u"body"_s).toString().toUtf8(), body);
}

QTEST_GUILESS_MAIN(DeliveriesTest)
#include "tst_deliveries.moc"
