// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// How long a connection lasts, and what its answers say of that.

#include "tests/support/listenerfixture.h"
#include "tests/support/rawclient.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;
using test::get;
using test::RawClient;
using test::RawReply;

class PersistenceTest final : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void everyAnswerIsDated();
    void http10IsKeptWhenItAsksAndIsTold();
    void http10ThatDoesNotAskIsClosed();
    void whatCameWhileThePipelineWasFullIsRead();
    void theAnswerSurvivesBytesBehindTheLastRequest();
    void wholeRequestsOfALeavingSenderAreKeptWhole();
};

void PersistenceTest::everyAnswerIsDated()
{
    Limits limits;
    limits.connections = 1;
    listen(limits);
    const qint64 before = QDateTime::currentSecsSinceEpoch();
    RawClient client(m_listener->port());
    RawClient turnedAway(m_listener->port());
    for (const QByteArray &text : {client.ask(get("/1")).field("Date"), client.ask("x\r\n\r\n").field("Date"),
                                   turnedAway.read().field("Date")}) {
        QDateTime date =
            QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        QVERIFY2(date.isValid(), text);
        date.setTimeSpec(Qt::UTC);
        QVERIFY(date.toSecsSinceEpoch() >= before);
        QVERIFY(date.toSecsSinceEpoch() <= QDateTime::currentSecsSinceEpoch());
    }
}

void PersistenceTest::http10IsKeptWhenItAsksAndIsTold()
{
    listen();
    RawClient client(m_listener->port());
    for (int i = 0; i < 3; ++i) {
        const RawReply reply = client.ask("GET /k HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        QCOMPARE(reply.body, "/k");
        QCOMPARE(reply.field("Connection"), "keep-alive");
    }
    QCOMPARE(m_listener->counters().accepted, 1);
}

void PersistenceTest::http10ThatDoesNotAskIsClosed()
{
    listen();
    RawClient client(m_listener->port());
    QCOMPARE(client.ask("GET /c HTTP/1.0\r\n\r\n").field("Connection"), "close");
    QVERIFY(client.readToEnd());
}

// The socket tells only once that there is something to read.
void PersistenceTest::whatCameWhileThePipelineWasFullIsRead()
{
    Limits limits;
    limits.pipelined = 2;
    listen(limits);
    m_handler->hold();
    RawClient client(m_listener->port());
    const QByteArray third = get("/3");
    client.send(get("/1") + get("/2") + third.first(10));
    QTRY_COMPARE(m_handler->heldCount(), 2);
    client.send(third.sliced(10));
    RawClient probe(m_listener->port()); // what is sent after it is read after it
    probe.send(get("/probe"));
    QTRY_COMPARE(m_handler->count(), 3);
    m_handler->release();
    for (const char *target : {"/1", "/2", "/3"})
        QCOMPARE(client.read().body, target);
}

// Closing over bytes that nobody has read is a reset, which takes the answer with it (RFC 9112 section 9.6).
void PersistenceTest::theAnswerSurvivesBytesBehindTheLastRequest()
{
    listen();
    for (int i = 0; i < 10; ++i) {
        RawClient client(m_listener->port());
        client.send("POST /short HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n");
        client.send(QByteArray(4'000'000, 'b'));
        QCOMPARE(client.read().body, "/short");
    }
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void PersistenceTest::wholeRequestsOfALeavingSenderAreKeptWhole()
{
    Limits limits;
    limits.pipelined = 2;
    listen(limits);
    m_handler->hold();
    {
        RawClient client(m_listener->port());
        QByteArray requests;
        for (int i = 0; i < 9; ++i)
            requests += get("/" + QByteArray::number(i));
        client.send(requests + "GET /half");
        QTRY_COMPARE(m_handler->count(), 2);
        client.reset();
    }
    QTRY_COMPARE(m_handler->count(), 10);
    const QList<domain::Capture> captures = m_handler->captures();
    for (int i = 0; i < 9; ++i) {
        QCOMPARE(captures[i].message.target, "/" + QByteArray::number(i));
        QCOMPARE(captures[i].completeness, domain::Completeness::Complete);
    }
    QCOMPARE(captures[9].completeness, domain::Completeness::Truncated);
    QCOMPARE(captures[9].message.head, "GET /half");
    QTRY_COMPARE(m_listener->counters().open, 0);
}

QTEST_GUILESS_MAIN(PersistenceTest)
#include "tst_persistence.moc"
