// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Real sockets against a real listener. The limits are short so that nothing here waits for long.

#include "tests/support/listenerfixture.h"
#include "tests/support/rawclient.h"

#include <QTcpServer>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;
using domain::Completeness;
using test::get;
using test::RawClient;
using test::RawReply;

class ListenerTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void aConnectionIsKept();
    void aClosingSenderIsAnsweredAndClosed();
    void pipelinedRequestsAreAnsweredInOrder();
    void moreThanThePipelineTakesIsReadLater();
    void keepsWhatTheSocketKnows();
    void saysContinueAndOnlyWhenItsTurnHasCome();
    void headGetsTheHeadAlone();
    void slowHeadersAre408AndKept();
    void anEmptyLineDoesNotKeepAConnectionForGood();
    void anIdleConnectionIsClosed();
    void whatIsNotOurHttpIsRefusedAndKept();
    void aSilentBodyIs408();
    void aDrippingBodyIs408();
    void aSlowReaderIsDropped();
    void oneLargeAnswerIsNoSlowReader();
    void tooManyConnectionsGet503();
    void aSenderThatLeavesIsKeptAsTruncated();
    void aRefusedSenderStillReadsItsAnswer();
    void brokenRequestsAreKeptWithTheReason();
    void stoppingFinishesWhatHasBegun();
    void stoppingDoesNotWaitForTheIdle();
    void stoppingTwiceIsStoppingOnce();
    void stoppingEndsAfterTheGrace();
    void listensOnIPv6();
    void aTakenPortIsSaid();
    void aForeignAddressIsSaid();
};

void ListenerTest::aConnectionIsKept()
{
    listen();
    RawClient client(m_listener->port());
    for (int i = 0; i < 5; ++i) {
        const QByteArray target = "/n" + QByteArray::number(i);
        const RawReply reply = client.ask(get(target));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, target);
        QVERIFY(reply.field("Connection").isEmpty());
    }
    QVERIFY(client.isConnected());
    QCOMPARE(m_listener->counters().accepted, 1);
    QTRY_COMPARE(m_handler->answeredCount(), 5);
}

void ListenerTest::aClosingSenderIsAnsweredAndClosed()
{
    listen();
    for (const QByteArray &request :
         {get("/bye", "Connection: close\r\n"), QByteArray("GET /bye HTTP/1.0\r\n\r\n")}) {
        RawClient client(m_listener->port());
        client.send(request);
        QByteArray bytes;
        QVERIFY(client.readToEnd(&bytes));
        QVERIFY(bytes.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(bytes.contains("Connection: close\r\n"));
        QVERIFY(bytes.endsWith("\r\n\r\n/bye"));
    }
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void ListenerTest::pipelinedRequestsAreAnsweredInOrder()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    QByteArray requests;
    for (int i = 0; i < 20; ++i)
        requests += get("/n" + QByteArray::number(i));
    client.send(requests);
    QTRY_COMPARE(m_handler->heldCount(), 20);
    m_handler->release(true);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.read().body, "/n" + QByteArray::number(i));
}

void ListenerTest::moreThanThePipelineTakesIsReadLater()
{
    Limits limits;
    limits.pipelined = 4;
    listen(limits);
    m_handler->hold();
    RawClient client(m_listener->port());
    QByteArray requests;
    for (int i = 0; i < 100; ++i)
        requests += get("/n" + QByteArray::number(i));
    client.send(requests);
    QTRY_COMPARE(m_handler->heldCount(), 4);
    m_handler->release();
    for (int i = 0; i < 100; ++i)
        QCOMPARE(client.read().body, "/n" + QByteArray::number(i));
    QCOMPARE(m_handler->count(), 100);
}

void ListenerTest::keepsWhatTheSocketKnows()
{
    listen();
    const Micros before = wallClock();
    RawClient client(m_listener->port());
    const quint16 clientPort = client.socket().localPort();
    QCOMPARE(client.ask("POST /k HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok").status, 200);
    QCOMPARE(m_handler->count(), 1);
    const domain::Capture capture = m_handler->captures().first();
    QCOMPARE(capture.completeness, Completeness::Complete);
    QCOMPARE(capture.peerAddress, "127.0.0.1");
    QCOMPARE(capture.localAddress, "127.0.0.1");
    QCOMPARE(capture.peerPort, clientPort);
    QCOMPARE(capture.localPort, m_listener->port());
    QCOMPARE(capture.tls, domain::TlsInfo());
    QVERIFY(before <= capture.firstByte);
    QVERIFY(capture.firstByte <= capture.headRead);
    QVERIFY(capture.headRead <= capture.lastByte);
    QVERIFY(capture.lastByte <= wallClock());
}

void ListenerTest::saysContinueAndOnlyWhenItsTurnHasCome()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    client.send(get("/first") +
                "POST /second HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_COMPARE(m_handler->heldCount(), 1);
    m_handler->release();
    QCOMPARE(client.read().body, "/first");
    QCOMPARE(client.read().status, 100);
    QCOMPARE(client.ask("ok").body, "/second");
    // A sender that does not wait is not told.
    const RawReply reply =
        client.ask("POST /third HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok");
    QCOMPARE(reply.status, 200);
}

void ListenerTest::headGetsTheHeadAlone()
{
    listen();
    RawClient client(m_listener->port());
    client.send("HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n" + get("/after"));
    const RawReply reply = client.read(true);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.field("Content-Length"), "2");
    QCOMPARE(client.read().body, "/after");
}

void ListenerTest::slowHeadersAre408AndKept()
{
    Limits limits;
    limits.headerSeconds = 1;
    listen(limits);
    RawClient client(m_listener->port());
    client.send("POST /slow HTTP/1.1\r\nX-Half");
    const RawReply reply = client.read();
    QCOMPARE(reply.status, 408);
    QVERIFY(client.readToEnd());
    const domain::Capture capture = m_handler->captures().value(0);
    QCOMPARE(capture.completeness, Completeness::Truncated);
    QCOMPARE(capture.message.head, "POST /slow HTTP/1.1\r\nX-Half");
    QCOMPARE(capture.message.method, "POST");
    QCOMPARE(capture.message.target, "/slow");
    QVERIFY(capture.reason.contains(u"1 s"_s));
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void ListenerTest::anEmptyLineDoesNotKeepAConnectionForGood()
{
    Limits limits;
    limits.headerSeconds = 1;
    limits.idleSeconds = 1;
    listen(limits);
    RawClient client(m_listener->port());
    client.send("\r\n");
    QVERIFY(client.readToEnd());
    QCOMPARE(m_handler->count(), 0);
}

void ListenerTest::anIdleConnectionIsClosed()
{
    Limits limits;
    limits.idleSeconds = 1;
    listen(limits);
    RawClient silent(m_listener->port());
    RawClient client(m_listener->port());
    QCOMPARE(client.ask(get("/once")).status, 200);
    QByteArray bytes;
    QVERIFY(silent.readToEnd(&bytes));
    QCOMPARE(bytes, "");
    QVERIFY(client.readToEnd(&bytes));
    QCOMPARE(bytes, "");
    QCOMPARE(m_handler->count(), 1);
}

// RFC 9112 section 3.2, RFC 9110 sections 2.5 and 15.6.6.
void ListenerTest::whatIsNotOurHttpIsRefusedAndKept()
{
    listen();
    const std::pair<QByteArray, int> cases[] = {{"POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 400},
                                                {"GET /b HTTP/1.0\r\n\r\n", 200},
                                                {"GET /c HTTP/1.2\r\nHost: x\r\n\r\n", 200},
                                                {"GET /d HTTP/1.2\r\n\r\n", 400},
                                                {"GET /e HTTP/3.0\r\nHost: x\r\n\r\n", 505}};
    for (const auto &[bytes, status] : cases) {
        RawClient client(m_listener->port());
        const RawReply reply = client.ask(bytes);
        QCOMPARE(reply.status, status);
        QVERIFY(reply.head.startsWith("HTTP/1.1 "));
    }
    QTRY_COMPARE(m_handler->count(), int(std::size(cases)));
    const QList<domain::Capture> captures = m_handler->captures();
    QCOMPARE(captures[0].message.target, "/a");
    QCOMPARE(captures[0].message.head, cases[0].first);
    QVERIFY(captures[0].completeness != Completeness::Complete);
    QCOMPARE(captures[2].message.head, cases[2].first); // as it was sent
    QCOMPARE(captures[2].completeness, Completeness::Complete);
    QCOMPARE(captures[4].message.head, cases[4].first);
}

void ListenerTest::aSilentBodyIs408()
{
    Limits limits;
    limits.idleSeconds = 1;
    listen(limits);
    RawClient client(m_listener->port());
    QCOMPARE(client.ask("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf").status, 408);
    const domain::Capture capture = m_handler->captures().value(0);
    QCOMPARE(capture.completeness, Completeness::Truncated);
    QCOMPARE(capture.message.body, "half");
}

void ListenerTest::aDrippingBodyIs408()
{
    Limits limits;
    limits.idleSeconds = 5;
    limits.requestSeconds = 1;
    listen(limits);
    RawClient client(m_listener->port());
    client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&client] { client.socket().write("x"); });
    drip.start(100);
    QTRY_COMPARE(m_handler->count(), 1);
    drip.stop();
    QCOMPARE(client.read().status, 408);
    QVERIFY(m_handler->captures().constFirst().message.body.size() > 1);
}

void ListenerTest::aSlowReaderIsDropped()
{
    Limits limits;
    limits.unsentBytes = 64 * 1024;
    listen(limits);
    m_handler->answerBody = QByteArray(1024 * 1024, 'b');
    RawClient client(m_listener->port());
    client.socket().setReadBufferSize(1024);
    QByteArray requests;
    for (int i = 0; i < 64; ++i)
        requests += get("/n");
    client.send(requests);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void ListenerTest::oneLargeAnswerIsNoSlowReader()
{
    Limits limits;
    limits.unsentBytes = 64 * 1024;
    listen(limits);
    m_handler->answerBody = QByteArray(20 * 1024 * 1024, 'b');
    RawClient client(m_listener->port());
    QVERIFY(client.ask(get("/large")).body == m_handler->answerBody);
}

void ListenerTest::tooManyConnectionsGet503()
{
    Limits limits;
    limits.connections = 2;
    listen(limits);
    RawClient first(m_listener->port());
    RawClient second(m_listener->port());
    QCOMPARE(first.ask(get("/1")).status, 200);
    QCOMPARE(second.ask(get("/2")).status, 200);
    RawClient third(m_listener->port());
    const RawReply reply = third.ask(get("/3") + QByteArray(100'000, 'x'));
    QCOMPARE(reply.status, 503);
    QVERIFY(!reply.field("Retry-After").isEmpty());
    QVERIFY(third.readToEnd());
    QCOMPARE(m_listener->counters().turnedAway, 1);
    QCOMPARE(m_handler->count(), 2);

    first.socket().disconnectFromHost();
    QTRY_COMPARE(m_listener->counters().open, 1);
    RawClient fourth(m_listener->port());
    QCOMPARE(fourth.ask(get("/4")).status, 200);
}

void ListenerTest::aSenderThatLeavesIsKeptAsTruncated()
{
    listen();
    {
        RawClient client(m_listener->port());
        client.send("POST /gone HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
        client.socket().disconnectFromHost();
    }
    QTRY_COMPARE(m_handler->count(), 1);
    const domain::Capture capture = m_handler->captures().constFirst();
    QCOMPARE(capture.completeness, Completeness::Truncated);
    QCOMPARE(capture.message.target, "/gone");
    QCOMPARE(capture.message.body, "half");
    QVERIFY(capture.reason.contains(u"closed"_s));
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void ListenerTest::aRefusedSenderStillReadsItsAnswer()
{
    listen();
    m_handler->cap = 1000;
    for (int i = 0; i < 10; ++i) {
        RawClient client(m_listener->port());
        client.send("POST /big HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
        client.send(QByteArray(4'000'000, 'b'));
        QCOMPARE(client.read().status, 413);
    }
    QCOMPARE(m_handler->count(), 10);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void ListenerTest::brokenRequestsAreKeptWithTheReason()
{
    listen();
    RawClient client(m_listener->port());
    QCOMPARE(client.ask(get("/good") + "nonsense\r\n\r\n").status, 200);
    QCOMPARE(client.read().status, 400);
    QVERIFY(client.readToEnd());
    const domain::Capture capture = m_handler->captures().value(1);
    QCOMPARE(capture.completeness, Completeness::Malformed);
    QVERIFY(capture.message.head.startsWith("nonsense\r\n"));
    QVERIFY(!capture.reason.isEmpty());
}

void ListenerTest::stoppingFinishesWhatHasBegun()
{
    listen();
    const quint16 port = m_listener->port();
    m_handler->hold();
    RawClient waiting(port);
    RawClient sending(port);
    waiting.send(get("/waiting"));
    sending.send("POST /sending HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nha");
    QTRY_COMPARE(m_handler->heldCount(), 1);
    QTRY_COMPARE(m_listener->counters().open, 2);
    // The half request must have been read: what the kernel holds alone has not begun.
    RawClient probe(port);
    probe.send("x\r\n\r\n");
    QTRY_COMPARE(m_handler->count(), 2);

    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop();
    QTcpServer next; // the port is free before the requests are done
    QTRY_VERIFY2(next.isListening() || next.listen(QHostAddress::LocalHost, port),
                 qPrintable(next.errorString()));
    QCOMPARE(stopped.count(), 0);

    m_handler->release();
    const RawReply first = waiting.read();
    QCOMPARE(first.body, "/waiting");
    QCOMPARE(first.field("Connection"), "close");
    const RawReply second = sending.ask("lf");
    QCOMPARE(second.status, 200);
    QCOMPARE(second.field("Connection"), "close");
    probe.readToEnd();
    QTRY_COMPARE(stopped.count(), 1);
}

void ListenerTest::stoppingDoesNotWaitForTheIdle()
{
    listen();
    RawClient client(m_listener->port());
    QCOMPARE(client.ask(get("/1")).status, 200);
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop(60'000);
    QVERIFY(client.readToEnd());
    QTRY_COMPARE(stopped.count(), 1);
}

void ListenerTest::stoppingTwiceIsStoppingOnce()
{
    listen();
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop();
    m_listener->stop();
    QTRY_COMPARE(stopped.count(), 1);
    QCoreApplication::processEvents();
    m_listener->stop();
    QCoreApplication::processEvents();
    QCOMPARE(stopped.count(), 1);
}

void ListenerTest::stoppingEndsAfterTheGrace()
{
    listen();
    m_handler->hold();
    RawClient client(m_listener->port());
    client.send(get("/never"));
    QTRY_COMPARE(m_handler->heldCount(), 1);
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop(100);
    QTRY_COMPARE(stopped.count(), 1);
    m_handler->release(); // too late, and harmless
    QVERIFY(client.readToEnd());
}

void ListenerTest::listensOnIPv6()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this machine has no IPv6");
    listen({}, QHostAddress::LocalHostIPv6);
    QCOMPARE(m_listener->address(), QHostAddress(QHostAddress::LocalHostIPv6));
    RawClient client(m_listener->port(), QHostAddress::LocalHostIPv6);
    QCOMPARE(client.ask(get("/6")).status, 200);
    QCOMPARE(m_handler->captures().constFirst().peerAddress, "::1");
}

void ListenerTest::aTakenPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ListenOptions options;
    options.port = other.serverPort();
    const auto bound = m_listener->listen(options);
    QVERIFY(!bound);
    QCOMPARE(bound.error().kind, Error::Kind::Rejected);
    QVERIFY(bound.error().detail.contains(u"in use"_s));
    QVERIFY(bound.error().detail.contains(QString::number(options.port)));
    QVERIFY(!m_listener->isListening());
}

void ListenerTest::aForeignAddressIsSaid()
{
    ListenOptions options;
    options.address = QHostAddress(u"192.0.2.1"_s);
    const auto bound = m_listener->listen(options);
    QVERIFY(!bound);
    QVERIFY2(bound.error().detail.contains(u"not an address of this machine"_s),
             qPrintable(bound.error().detail));
}

QTEST_GUILESS_MAIN(ListenerTest)
#include "tst_listener.moc"
