// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Senders that close their direction and still read, as nc -N and shutdown(SHUT_WR) do (RFC 9112
// section 9.6).

#include "tests/support/listenerfixture.h"
#include "tests/support/rawclient.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;
using domain::Completeness;
using test::get;
using test::RawClient;
using test::RawReply;

namespace {

QByteArrayList targets(const test::RecordingHandler &handler)
{
    QByteArrayList all;
    for (const domain::Capture &capture : handler.captures())
        all.append(capture.message.target);
    return all;
}

} // namespace

class HalfCloseTest final : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
#ifndef Q_OS_UNIX
        QSKIP("the socket of this platform does not tell");
#endif
    }
    void init()
    {
        makeListener();
    }
    void cleanup()
    {
        dropListener();
    }
    void theAnswerIsReadAfterTheEnd();
    void anEndBehindARequestThatWaitsIsNoDisconnect();
    void allOfAPipelineIsAnswered();
    void moreThanThePipelineTakesIsAnswered();
    void aHalfRequestBehindAWholeOneIsKeptAsTruncated();
    void aHalfRequestAloneIsKeptAsTruncated();
    void whoWaitsForContinueAndEndsIsTruncated();
    void aLargeAnswerIsNotCut();
    void aRefusalIsReadToo();
    void aSlowReaderIsDropped();
    void whoHasLeftAltogetherIsForgotten();
    void halfClosedOnesCountAsConnections();
    void stoppingWaitsForTheAnswer();

private:
    void whenTheEndIsSeen(qsizetype requests);
};

// The end comes before a request that is sent after it, on whatever connection.
void HalfCloseTest::whenTheEndIsSeen(qsizetype requests)
{
    QTRY_COMPARE(m_handler->count(), requests);
    for (int i = 0; i < 2; ++i) {
        RawClient probe(m_listener->port());
        probe.send(get("/probe"));
        QTRY_COMPARE(m_handler->count(), requests + i + 1);
    }
}

void HalfCloseTest::theAnswerIsReadAfterTheEnd()
{
    listen();
    for (int i = 0; i < 20; ++i) {
        RawClient client(m_listener->port());
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
        QVERIFY(client.endSending());
        QByteArray bytes;
        QVERIFY(client.readToEnd(&bytes));
        QVERIFY2(bytes.startsWith("HTTP/1.1 200 OK\r\n"), bytes);
        QVERIFY2(bytes.endsWith("/x"), bytes);
    }
    QTRY_COMPARE(m_listener->counters().open, 0);
    QCOMPARE(m_handler->count(), 20);
}

void HalfCloseTest::anEndBehindARequestThatWaitsIsNoDisconnect()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    client.send(get("/waits"));
    QVERIFY(client.endSending());
    whenTheEndIsSeen(1);
    m_handler->release();
    const RawReply reply = client.read();
    QCOMPARE(reply.body, "/waits");
    QCOMPARE(reply.field("Connection"), "close");
    QVERIFY(client.readToEnd());
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void HalfCloseTest::allOfAPipelineIsAnswered()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    for (int i = 0; i < 20; ++i)
        client.send(get("/n" + QByteArray::number(i)));
    QVERIFY(client.endSending());
    whenTheEndIsSeen(20);
    m_handler->release(true);
    for (int i = 0; i < 20; ++i) {
        const RawReply reply = client.read();
        QCOMPARE(reply.body, "/n" + QByteArray::number(i));
        QCOMPARE(reply.field("Connection"), i == 19 ? "close" : "");
    }
    QVERIFY(client.readToEnd());
}

void HalfCloseTest::moreThanThePipelineTakesIsAnswered()
{
    Limits limits;
    limits.pipelined = 4;
    listen(limits);
    m_handler->hold();
    RawClient client(m_listener->port());
    QByteArray requests;
    for (int i = 0; i < 99; ++i)
        requests += get("/n" + QByteArray::number(i));
    client.send(requests + "GET /half HTTP/1.1\r\nHo");
    QVERIFY(client.endSending());
    QTRY_COMPARE(m_handler->heldCount(), 4);
    m_handler->release();
    for (int i = 0; i < 99; ++i)
        QCOMPARE(client.read().body, "/n" + QByteArray::number(i));
    QByteArray rest;
    QVERIFY(client.readToEnd(&rest));
    QCOMPARE(rest, "");
    QTRY_COMPARE(m_handler->count(), 100);
    QCOMPARE(m_handler->captures().last().completeness, Completeness::Truncated);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void HalfCloseTest::aHalfRequestBehindAWholeOneIsKeptAsTruncated()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    client.send(get("/whole") + "POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
    QVERIFY(client.endSending());
    QTRY_COMPARE(m_handler->count(), 2);
    m_handler->release();
    const RawReply reply = client.read();
    QCOMPARE(reply.body, "/whole");
    QCOMPARE(reply.field("Connection"), "close");
    QByteArray rest;
    QVERIFY(client.readToEnd(&rest));
    QCOMPARE(rest, ""); // what is not whole is not answered
    const domain::Capture capture = m_handler->captures().last();
    QCOMPARE(capture.completeness, Completeness::Truncated);
    QCOMPARE(capture.message.target, "/half");
    QCOMPARE(capture.message.body, "half");
    QVERIFY(capture.reason.contains(u"closed"_s));
}

void HalfCloseTest::aHalfRequestAloneIsKeptAsTruncated()
{
    listen();
    RawClient client(m_listener->port());
    client.send("POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
    QVERIFY(client.endSending());
    QByteArray bytes;
    QVERIFY(client.readToEnd(&bytes));
    QCOMPARE(bytes, "");
    QTRY_COMPARE(targets(*m_handler), QByteArrayList{"/half"});
    QCOMPARE(m_handler->captures().first().completeness, Completeness::Truncated);
}

void HalfCloseTest::whoWaitsForContinueAndEndsIsTruncated()
{
    listen();
    RawClient client(m_listener->port());
    client.send("POST /w HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QVERIFY(client.endSending());
    QVERIFY(client.readToEnd());
    QTRY_COMPARE(m_handler->count(), 1);
    QCOMPARE(m_handler->captures().first().completeness, Completeness::Truncated);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

// It is still on its way when nothing waits for an answer any more.
void HalfCloseTest::aLargeAnswerIsNotCut()
{
    listen();
    m_handler->answerBody = QByteArray(20 * 1024 * 1024, 'b');
    RawClient client(m_listener->port());
    client.socket().setReadBufferSize(64 * 1024); // most of it stays behind
    client.send(get("/large"));
    QTRY_COMPARE(m_handler->answeredCount(), 1);
    QVERIFY(client.endSending());
    client.socket().setReadBufferSize(0);
    QVERIFY(client.read().body == m_handler->answerBody);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void HalfCloseTest::aRefusalIsReadToo()
{
    listen();
    for (int i = 0; i < 20; ++i) {
        RawClient client(m_listener->port());
        client.send("nonsense\r\n\r\n");
        QVERIFY(client.endSending());
        QCOMPARE(client.read().status, 400);
        QVERIFY(client.readToEnd());
    }
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void HalfCloseTest::aSlowReaderIsDropped()
{
    Limits limits;
    limits.idleSeconds = 1;
    listen(limits);
    m_handler->answerBody = QByteArray(20 * 1024 * 1024, 'b');
    RawClient client(m_listener->port());
    client.socket().setReadBufferSize(1024);
    client.send(get("/n"));
    QVERIFY(client.endSending());
    QTRY_COMPARE(m_handler->count(), 1);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void HalfCloseTest::whoHasLeftAltogetherIsForgotten()
{
    listen();
    m_handler->hold();
    for (int i = 0; i < 20; ++i) {
        RawClient client(m_listener->port());
        client.send(get("/left"));
        QTRY_COMPARE(m_handler->heldCount(), i + 1);
        client.socket().abort();
    }
    m_handler->release();
    QTRY_COMPARE(m_listener->counters().open, 0);
    QCOMPARE(targets(*m_handler), QByteArrayList(20, "/left"));
}

void HalfCloseTest::halfClosedOnesCountAsConnections()
{
    Limits limits;
    limits.connections = 1;
    listen(limits);
    m_handler->hold();
    RawClient client(m_listener->port());
    client.send(get("/waits"));
    QVERIFY(client.endSending());
    QTRY_COMPARE(m_handler->heldCount(), 1);
    RawClient second(m_listener->port());
    QCOMPARE(second.ask(get("/second")).status, 503);
    QCOMPARE(m_listener->counters().open, 1);
    m_handler->release();
    QCOMPARE(client.read().body, "/waits");
    QTRY_COMPARE(m_listener->counters().open, 0);
    RawClient third(m_listener->port());
    QCOMPARE(third.ask(get("/third")).status, 200);
}

void HalfCloseTest::stoppingWaitsForTheAnswer()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    client.send(get("/waits"));
    QVERIFY(client.endSending());
    whenTheEndIsSeen(1);
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop();
    m_handler->release();
    QCOMPARE(client.read().body, "/waits");
    QVERIFY(client.readToEnd());
    QTRY_COMPARE(stopped.count(), 1);
}

QTEST_GUILESS_MAIN(HalfCloseTest)
#include "tst_halfclose.moc"
