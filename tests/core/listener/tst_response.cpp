// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/datefield.h"
#include "core/listener/response.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;

class ResponseTest : public QObject
{
    Q_OBJECT

private slots:
    void writesHeadAndBody();
    void saysWhenItCloses();
    void saysThatItStaysToWhomMustBeTold();
    void isDatedOnce();
    void theDateIsThatOfTheRfc();
    void theDateIsWrittenOnceASecond();
    void headOnlyKeepsTheLength();
    void noContentHasNeitherBodyNorLength();
    void notModifiedHasNoBody();
    void whatTheListenerWritesItselfIsLeftOut();
    void nothingSplitsTheHead_data();
    void nothingSplitsTheHead();
    void anUnknownStatusHasAPhrase();
    void plainIsText();
};

void ResponseTest::writesHeadAndBody()
{
    const Response response(202, {{"X-A", "1"}, {"X-A", "2"}}, QByteArray("a\0b", 3));
    QCOMPARE(response.status(), 202);
    QCOMPARE(response.wire(Persistence::Keep, false, {}),
             "HTTP/1.1 202 Accepted\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 3\r\n\r\n" +
                 QByteArray("a\0b", 3));
}

void ResponseTest::saysWhenItCloses()
{
    QCOMPARE(Response(200).wire(Persistence::Close, false, {}),
             "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

void ResponseTest::saysThatItStaysToWhomMustBeTold()
{
    QCOMPARE(Response(200).wire(Persistence::KeepAndSaySo, false, {}),
             "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
}

void ResponseTest::isDatedOnce()
{
    const QByteArray ours = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    QCOMPARE(Response(200).wire(Persistence::Keep, false, ours),
             "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + ours + "\r\n");
    QCOMPARE(Response(200, {{"date", "yesterday"}}).wire(Persistence::Keep, false, ours),
             "HTTP/1.1 200 OK\r\ndate: yesterday\r\nContent-Length: 0\r\n\r\n");
    // One that is left out is no date.
    QVERIFY(Response(200, {{"Date", "a\nb"}}).wire(Persistence::Keep, false, ours).contains(ours));
}

void ResponseTest::theDateIsThatOfTheRfc()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German)); // the field is English for all
    DateField date;
    QCOMPARE(date.at(784'111'777 * microsPerSecond), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    QCOMPARE(date.at(1'709'208'000 * microsPerSecond), "Date: Thu, 29 Feb 2024 12:00:00 GMT\r\n");
    QLocale::setDefault(before);
}

void ResponseTest::theDateIsWrittenOnceASecond()
{
    DateField date;
    const char *first = date.at(784'111'777 * microsPerSecond).data();
    QCOMPARE(static_cast<const void *>(date.at(784'111'777 * microsPerSecond + 999'999).data()),
             static_cast<const void *>(first));
    QVERIFY(date.at(784'111'778 * microsPerSecond).endsWith(":38 GMT\r\n"));
    QVERIFY(date.at(784'111'777 * microsPerSecond).endsWith(":37 GMT\r\n")); // a clock that was put back
}

void ResponseTest::headOnlyKeepsTheLength()
{
    QCOMPARE(Response(200, {}, "four").wire(Persistence::Keep, true, {}),
             "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
}

void ResponseTest::noContentHasNeitherBodyNorLength()
{
    QCOMPARE(Response(204, {}, "body").wire(Persistence::Keep, false, {}), "HTTP/1.1 204 No Content\r\n\r\n");
}

void ResponseTest::notModifiedHasNoBody()
{
    QVERIFY(Response(304, {}, "body").wire(Persistence::Keep, false, {}).endsWith("\r\n\r\n"));
}

void ResponseTest::whatTheListenerWritesItselfIsLeftOut()
{
    const Response response(
        200, {{"content-LENGTH", "99"}, {"Connection", "upgrade"}, {"Transfer-Encoding", "chunked"}}, "ok");
    QCOMPARE(response.wire(Persistence::Keep, false, {}), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

void ResponseTest::nothingSplitsTheHead_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("CR LF in the value") << QByteArray("X-A") << QByteArray("1\r\nSet-Cookie: a=b");
    QTest::newRow("LF in the value") << QByteArray("X-A") << QByteArray("1\nSet-Cookie: a=b");
    QTest::newRow("CR in the value") << QByteArray("X-A") << QByteArray("1\rSet-Cookie: a=b");
    QTest::newRow("NUL in the value") << QByteArray("X-A") << QByteArray("1\0Set-Cookie", 12);
    QTest::newRow("CR LF in the name") << QByteArray("X\r\nSet-Cookie") << QByteArray("1");
    QTest::newRow("no name") << QByteArray() << QByteArray("Set-Cookie: 1");
}

void ResponseTest::nothingSplitsTheHead()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const Response response(200, {{name, value}, {"X-Good", "yes"}}, {});
    QCOMPARE(response.wire(Persistence::Keep, false, {}),
             "HTTP/1.1 200 OK\r\nX-Good: yes\r\nContent-Length: 0\r\n\r\n");
}

void ResponseTest::anUnknownStatusHasAPhrase()
{
    QVERIFY(Response(299).wire(Persistence::Keep, false, {}).startsWith("HTTP/1.1 299 Status\r\n"));
}

void ResponseTest::plainIsText()
{
    const auto response = Response::plain(503, u"Müde."_s, {{"Retry-After", "5"}});
    const QByteArray wire = response->wire(Persistence::Keep, false, {});
    QVERIFY(wire.startsWith("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n"));
    QVERIFY(wire.contains("Content-Type: text/plain; charset=utf-8\r\n"));
    QVERIFY(wire.endsWith("\r\n\r\nM\xc3\xbc"
                          "de.\n"));
}

QTEST_GUILESS_MAIN(ResponseTest)
#include "tst_response.moc"
