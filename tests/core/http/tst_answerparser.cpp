// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/answerparser.h"

#include <QtTest>

using namespace tocsin::http;
using State = AnswerParser::State;

class AnswerParserTest : public QObject
{
    Q_OBJECT

private slots:
    void readsWholeAnswers_data();
    void readsWholeAnswers();
    void keepsSoMuchOfTheBody();
    void theEndOfTheConnectionEndsABodyWithoutLength();
    void anAnswerThatEndsEarlyIsNone_data();
    void anAnswerThatEndsEarlyIsNone();
    void interimAnswersArePassedOver();
    void endlessInterimAnswersFail();
    void whatIsNoHttpFails_data();
    void whatIsNoHttpFails();
};

void AnswerParserTest::readsWholeAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("headOnly");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc") << false << 200
                            << QByteArray("abc");
    QTest::newRow("chunks")
        << QByteArray("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n"
                      "0\r\nTrail: er\r\n\r\n")
        << false << 500 << QByteArray("abc");
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << false << 204 << QByteArray();
    QTest::newRow("304 with a length")
        << QByteArray("HTTP/1.1 304 Same\r\nContent-Length: 7\r\n\r\n") << false << 304 << QByteArray();
    QTest::newRow("HEAD") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") << true << 200
                          << QByteArray();
    QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 404 Gone\r\nContent-Length: 1\r\n\r\nx") << false << 404
                              << QByteArray("x");
}

void AnswerParserTest::readsWholeAnswers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, headOnly);
    AnswerParser whole(headOnly, 1000);
    QCOMPARE(whole.feed(bytes), State::Done);
    QTEST(whole.status(), "status");
    QTEST(whole.body(), "body");
    QCOMPARE(whole.head(), bytes.first(bytes.indexOf("\r\n\r\n") + 4));
    QVERIFY(!whole.wasCut());
    AnswerParser pieces(headOnly, 1000);
    for (const char byte : std::as_const(bytes))
        pieces.feed(QByteArrayView(&byte, 1));
    QCOMPARE(pieces.state(), State::Done);
    QCOMPARE(pieces.body(), whole.body());
    QCOMPARE(pieces.head(), whole.head());
    QCOMPARE(pieces.headers(), whole.headers());
}

void AnswerParserTest::keepsSoMuchOfTheBody()
{
    AnswerParser exact(false, 4);
    QCOMPARE(exact.feed("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd"), State::Done);
    QVERIFY(!exact.wasCut());
    AnswerParser longer(false, 4);
    QCOMPARE(longer.feed("HTTP/1.1 200 OK\r\nContent-Length: 500000\r\n\r\nabcde"), State::Done);
    QVERIFY(longer.wasCut());
    QCOMPARE(longer.body(), "abcd");
    QCOMPARE(longer.status(), 200);
}

void AnswerParserTest::theEndOfTheConnectionEndsABodyWithoutLength()
{
    AnswerParser parser(false, 100);
    QCOMPARE(parser.feed("HTTP/1.1 200 OK\r\n\r\nabc"), State::Reading);
    QCOMPARE(parser.end(), State::Done);
    QCOMPARE(parser.body(), "abc");
}

void AnswerParserTest::anAnswerThatEndsEarlyIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\n");
    QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc");
    QTest::newRow("half the chunks") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n");
    QTest::newRow("an interim answer alone") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
}

void AnswerParserTest::anAnswerThatEndsEarlyIsNone()
{
    QFETCH(QByteArray, bytes);
    AnswerParser parser(false, 100);
    QCOMPARE(parser.feed(bytes), State::Reading);
    QCOMPARE(parser.end(), State::Failed);
    QVERIFY(parser.reason().contains(QStringLiteral("closed")));
}

void AnswerParserTest::interimAnswersArePassedOver()
{
    AnswerParser parser(false, 100);
    QCOMPARE(parser.feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
             State::Reading);
    QCOMPARE(parser.feed("HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n"), State::Done);
    QCOMPARE(parser.status(), 201);
    QCOMPARE(parser.headers().size(), 1);
    QCOMPARE(parser.head(), "HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n");
}

void AnswerParserTest::endlessInterimAnswersFail()
{
    AnswerParser parser(false, 100);
    for (int i = 0; i <= AnswerParser::mostInterim; ++i)
        parser.feed("HTTP/1.1 102 Processing\r\n\r\n");
    QCOMPARE(parser.state(), State::Failed);
}

void AnswerParserTest::whatIsNoHttpFails_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    QTest::newRow("two lengths") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n");
    QTest::newRow("an endless head") << QByteArray("HTTP/1.1 200 OK\r\nA: " +
                                                   QByteArray(AnswerParser::headLimit, 'x'));
}

void AnswerParserTest::whatIsNoHttpFails()
{
    QFETCH(QByteArray, bytes);
    AnswerParser parser(false, 100);
    QCOMPARE(parser.feed(bytes), State::Failed);
    QVERIFY(!parser.reason().isEmpty());
}

QTEST_GUILESS_MAIN(AnswerParserTest)
#include "tst_answerparser.moc"
