// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Answers that leave late, slowly, in part or not at all. Times have lower bounds only.

#include "core/listener/tlsidentity.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawclient.h"

#include <QSslSocket>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#endif

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;
using domain::AnswerPlan;
using domain::Ending;
using test::get;
using test::RawClient;
using test::RawReply;

namespace {

constexpr int forEver = 600'000; // ms; no test waits for its end

AnswerPlan ending(Ending ending)
{
    return {0, 0, ending};
}

} // namespace

class PlannedAnswersTest final : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void aDelayedAnswerComesWholeAndTheConnectionStays_data() { transports(); }
    void aDelayedAnswerComesWholeAndTheConnectionStays();
    void whatIsPipelinedBehindADelayComesInOrder();
    void delaysOfPipelinedRequestsRunSideBySide();
    void aDripIsNeverFasterThanItsRate_data() { transports(); }
    void aDripIsNeverFasterThanItsRate();
    void aDripOutlastsTheBoundOnSilence();
    void aDripThatNobodyReadsEnds();
    void halfABodyKeepsTheWholeLength_data() { transports(); }
    void halfABodyKeepsTheWholeLength();
    void headGetsTheHeadOfAHalf();
    void aCloseSaysNothing_data() { transports(); }
    void aCloseSaysNothing();
    void aCloseInTheMiddleOfWhatIsSentIsNoReset();
    void aResetIsSeenAsOne_data() { transports(); }
    void aResetIsSeenAsOne();
    void whatStandsBehindAnEndIsNotAnswered();
    void aSenderThatEndsItsSideStillReadsTheDelayed();
    void aSenderThatLeavesDuringADelayIsForgotten();
    void aStopEndsDelaysAtOnce_data() { transports(); }
    void aStopEndsDelaysAtOnce();
    void aStopEndsADripAtOnce();
    void anAnswerThatComesDuringAStopIsNotDelayed();

private:
    static void transports()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("tls") << true;
    }
    void listenBy(bool tls);
    std::unique_ptr<RawClient> client(bool tls);

    TlsIdentity m_identity;
};

void PlannedAnswersTest::listenBy(bool tls)
{
    if (!tls)
        return listen();
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt was built without TLS");
    m_identity = makeTlsIdentity({u"localhost"_s}, wallClock()).value();
    ListenOptions options;
    options.tls = m_identity.configuration({});
    QVERIFY(m_listener->listen(options));
}

std::unique_ptr<RawClient> PlannedAnswersTest::client(bool tls)
{
    if (!tls)
        return std::make_unique<RawClient>(m_listener->port());
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(m_identity.chain);
    socket->setSslConfiguration(configuration);
    socket->connectToHostEncrypted(u"127.0.0.1"_s, m_listener->port(), u"localhost"_s);
    if (!socket->waitForEncrypted(30'000))
        qFatal("no handshake: %s", qPrintable(socket->errorString()));
    return std::make_unique<RawClient>(std::move(socket));
}

void PlannedAnswersTest::aDelayedAnswerComesWholeAndTheConnectionStays()
{
    QFETCH(bool, tls);
    m_handler->plans["/late"] = {200, 0, Ending::Whole};
    listenBy(tls);
    const auto sender = client(tls);
    QElapsedTimer clock;
    clock.start();
    const RawReply late = sender->ask(get("/late"));
    QVERIFY(clock.elapsed() >= 199);
    QCOMPARE(late.body, "/late");
    QVERIFY(late.field("Connection").isEmpty());
    QCOMPARE(sender->ask(get("/next")).body, "/next");
    QCOMPARE(m_listener->counters().accepted, 1);
    // Told apart from what leaves at once, and when it left.
    QCOMPARE(m_handler->heldBackCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->late().size(), 1, 30'000);
    const Micros received = m_handler->captures().first().lastByte;
    QVERIFY(m_handler->late().first().at - received >= 199'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->answeredCount(), 1, 30'000);
}

void PlannedAnswersTest::whatIsPipelinedBehindADelayComesInOrder()
{
    m_handler->plans["/1"] = {150, 0, Ending::Whole};
    listen();
    RawClient sender(m_listener->port());
    sender.send(get("/1") + get("/2") + get("/3"));
    for (const char *target : {"/1", "/2", "/3"})
        QCOMPARE(sender.read().body, target);
    // The time of an answer is that of its leaving, also where it was another that held it up.
    QCOMPARE(m_handler->heldBackCount(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->late().size(), 3, 30'000);
    for (const auto &late : m_handler->late())
        QVERIFY(late.at - m_handler->captures().first().lastByte >= 149'000);
    QCOMPARE(m_handler->answeredCount(), 0);
}

// Each counts from its own receipt: one after another they would take a minute.
void PlannedAnswersTest::delaysOfPipelinedRequestsRunSideBySide()
{
    m_handler->plans["/d"] = {1000, 0, Ending::Whole};
    listen();
    RawClient sender(m_listener->port());
    QByteArray all;
    for (int i = 0; i < 60; ++i)
        all += get("/d");
    QElapsedTimer clock;
    clock.start();
    sender.send(all);
    for (int i = 0; i < 60; ++i)
        QCOMPARE(sender.read().body, "/d");
    QVERIFY(clock.elapsed() >= 999);
    QVERIFY(clock.elapsed() < 50'000);
}

void PlannedAnswersTest::aDripIsNeverFasterThanItsRate()
{
    QFETCH(bool, tls);
    constexpr int rate = 500; // bytes/s
    m_handler->answerBody = QByteArray(200, 'x');
    m_handler->plans["/drip"] = {0, rate, Ending::Whole};
    listenBy(tls);
    const auto sender = client(tls);
    QElapsedTimer clock;
    clock.start();
    sender->send(get("/drip"));
    QByteArray seen;
    int pieces = 0;
    while (!seen.endsWith(m_handler->answerBody) && sender->socket().waitForReadyRead(30'000)) {
        seen += sender->socket().readAll();
        ++pieces;
        QVERIFY(seen.size() <= 1 + (clock.elapsed() + 1) * rate / 1000);
    }
    QVERIFY(seen.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(seen.endsWith("\r\n\r\n" + m_handler->answerBody));
    QVERIFY(pieces > 1);
    QCOMPARE(sender->ask(get("/next")).status, 200);
}

// The listener's patience is for senders, not for what it does itself.
void PlannedAnswersTest::aDripOutlastsTheBoundOnSilence()
{
    Limits limits;
    limits.idleSeconds = 1;
    limits.headerSeconds = 1;
    m_handler->plans["/slow"] = {1500, 100, Ending::Whole};
    listen(limits);
    RawClient sender(m_listener->port());
    QElapsedTimer clock;
    clock.start();
    const RawReply reply = sender.ask(get("/slow"));
    QCOMPARE(reply.body, "/slow");
    QVERIFY(clock.elapsed() >= 1500 + qint64(reply.head.size() + 2 + reply.body.size() - 1) * 10 - 1);
}

void PlannedAnswersTest::aDripThatNobodyReadsEnds()
{
    Limits limits;
    limits.idleSeconds = 1;
    limits.unsentBytes = 64 * 1024;
    m_handler->answerBody = QByteArray(32 * 1024 * 1024, 'x'); // more than the system buffers
    m_handler->plans["/big"] = {0, 1'000'000'000, Ending::Whole};
    listen(limits);
    RawClient sender(m_listener->port());
    sender.socket().setReadBufferSize(1024);
    sender.send(get("/big"));
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->late().size(), 1, 60'000);
    QCOMPARE(m_handler->late().first().at, 0);
}

void PlannedAnswersTest::halfABodyKeepsTheWholeLength()
{
    QFETCH(bool, tls);
    m_handler->answerBody = "0123456789";
    m_handler->plans["/half"] = ending(Ending::HalfBody);
    listenBy(tls);
    const auto sender = client(tls);
    sender->send(get("/half"));
    QByteArray all;
    QVERIFY(sender->readToEnd(&all));
    QVERIFY(all.contains("\r\nContent-Length: 10\r\n"));
    QVERIFY(!all.contains("\r\nConnection: close\r\n")); // the break is not announced
    QVERIFY(all.endsWith("\r\n\r\n01234"));
}

void PlannedAnswersTest::headGetsTheHeadOfAHalf()
{
    m_handler->answerBody = "0123456789";
    m_handler->plans["/half"] = ending(Ending::HalfBody);
    listen();
    RawClient sender(m_listener->port());
    sender.send("HEAD /half HTTP/1.1\r\nHost: x\r\n\r\n");
    QByteArray all;
    QVERIFY(sender.readToEnd(&all));
    QVERIFY(all.contains("\r\nContent-Length: 10\r\n"));
    QVERIFY(all.endsWith("\r\n\r\n"));
}

void PlannedAnswersTest::aCloseSaysNothing()
{
    QFETCH(bool, tls);
    m_handler->plans["/close"] = {100, 0, Ending::Close};
    listenBy(tls);
    const auto sender = client(tls);
    QElapsedTimer clock;
    clock.start();
    sender->send(get("/close"));
    QByteArray all;
    QVERIFY(sender->readToEnd(&all));
    QVERIFY(clock.elapsed() >= 99);
    QCOMPARE(all, QByteArray());
    QCOMPARE(sender->socket().error(), QAbstractSocket::RemoteHostClosedError);
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->late().size(), 1, 30'000);
    QCOMPARE(m_handler->late().first().at, 0); // nothing was answered
}

// To close over bytes that were not read would be a reset, which is another thing to test a sender with.
void PlannedAnswersTest::aCloseInTheMiddleOfWhatIsSentIsNoReset()
{
    m_handler->plans["/close"] = {100, 0, Ending::Close};
    listen();
    RawClient sender(m_listener->port());
    sender.send(get("/close") + "POST /more HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nbegun");
    QByteArray all;
    QVERIFY(sender.readToEnd(&all));
    QCOMPARE(all, QByteArray());
    QCOMPARE(sender.socket().error(), QAbstractSocket::RemoteHostClosedError);
}

void PlannedAnswersTest::aResetIsSeenAsOne()
{
    QFETCH(bool, tls);
    m_handler->plans["/reset"] = ending(Ending::Reset);
    listenBy(tls);
    const auto sender = client(tls);
#ifdef Q_OS_UNIX
    // Asked of the system: Qt calls both ends of a connection by one name.
    const int descriptor = int(sender->socket().socketDescriptor());
    sender->send(get("/reset"));
    timeval patience{30, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    pollfd readable{descriptor, POLLIN, 0};
    QCOMPARE(::poll(&readable, 1, 30'000), 1);
    int error = 0;
    socklen_t size = sizeof error;
    QCOMPARE(::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size), 0);
    QCOMPARE(error, ECONNRESET);
#else
    sender->send(get("/reset"));
    QVERIFY(sender->readToEnd());
#endif
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->late().size(), 1, 30'000);
    QCOMPARE(m_handler->late().first().at, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->counters().open, 0, 30'000);
}

void PlannedAnswersTest::whatStandsBehindAnEndIsNotAnswered()
{
    m_handler->plans["/1"] = ending(Ending::HalfBody);
    m_handler->hold(); // so that all three wait
    listen();
    RawClient sender(m_listener->port());
    sender.send(get("/1") + get("/2") + get("/3"));
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->heldCount(), 3, 30'000);
    m_handler->release(true); // the last one first
    QByteArray all;
    QVERIFY(sender.readToEnd(&all));
    QVERIFY(all.endsWith("\r\n\r\n/"));
    QCOMPARE(all.count("HTTP/1.1 "), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_listener->counters().open, 0, 30'000);
}

void PlannedAnswersTest::aSenderThatEndsItsSideStillReadsTheDelayed()
{
    m_handler->plans["/late"] = {200, 0, Ending::Whole};
    listen();
    RawClient sender(m_listener->port());
    sender.send(get("/late"));
    if (!sender.endSending())
        QSKIP("no half-close here");
    QCOMPARE(sender.read().body, "/late");
    QVERIFY(sender.readToEnd());
}

void PlannedAnswersTest::aSenderThatLeavesDuringADelayIsForgotten()
{
    m_handler->plans["/late"] = {forEver, 0, Ending::Whole};
    listen();
    {
        RawClient sender(m_listener->port());
        sender.send(get("/late"));
        QTRY_COMPARE_WITH_TIMEOUT(m_handler->heldBackCount(), 1, 30'000);
        sender.reset();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->late().size(), 1, 30'000);
    QCOMPARE(m_handler->late().first().at, 0);
}

void PlannedAnswersTest::aStopEndsDelaysAtOnce()
{
    QFETCH(bool, tls);
    m_handler->plans["/whole"] = {forEver, 0, Ending::Whole};
    m_handler->plans["/half"] = {forEver, 0, Ending::HalfBody};
    listenBy(tls);
    const auto whole = client(tls);
    const auto half = client(tls);
    whole->send(get("/whole"));
    half->send(get("/half"));
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->heldBackCount(), 2, 30'000);
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop(forEver);
    const RawReply reply = whole->read();
    QCOMPARE(reply.body, "/whole");
    QCOMPARE(reply.field("Connection"), "close");
    QByteArray all;
    QVERIFY(half->readToEnd(&all));
    QVERIFY(all.endsWith("\r\n\r\n/h"));
    QVERIFY(whole->readToEnd());
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 30'000); // long before the grace is over
    QCOMPARE(m_handler->late().size(), 2);
    for (const auto &late : m_handler->late())
        QVERIFY(late.at > 0);
}

void PlannedAnswersTest::aStopEndsADripAtOnce()
{
    m_handler->answerBody = QByteArray(50'000, 'x');
    m_handler->plans["/drip"] = {0, 1, Ending::Whole};
    listen();
    RawClient sender(m_listener->port());
    sender.send(get("/drip"));
    QVERIFY(sender.socket().waitForReadyRead(30'000)); // it has begun, and said nothing of closing
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop(forEver);
    QCOMPARE(sender.read().body, m_handler->answerBody);
    QVERIFY(sender.readToEnd());
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 30'000);
}

void PlannedAnswersTest::anAnswerThatComesDuringAStopIsNotDelayed()
{
    m_handler->plans["/late"] = {forEver, 0, Ending::Whole};
    m_handler->hold();
    listen();
    RawClient sender(m_listener->port());
    sender.send(get("/late"));
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->heldCount(), 1, 30'000);
    QSignalSpy stopped(m_listener.get(), &Listener::stopped);
    m_listener->stop(forEver);
    m_handler->release();
    QCOMPARE(sender.read().body, "/late");
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, 30'000);
}

QTEST_GUILESS_MAIN(PlannedAnswersTest)
#include "tst_plannedanswers.moc"
