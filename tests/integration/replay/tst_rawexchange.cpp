// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The transport of replays against real sockets: what goes over the wire and what counts as an answer.

#include "core/http/rawexchange.h"
#include "core/listener/tlsidentity.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawtarget.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::http;
using namespace Qt::StringLiterals;
using test::RawTarget;

namespace {

const QByteArray plain = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab";

} // namespace

class RawExchangeTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init() { m_context = std::make_unique<QObject>(); }
    void sendsExactlyTheBytes();
    void largeBodiesArriveWhole();
    void redirectsAreAnswers();
    void asksForEveryAddressBeforeConnecting();
    void aNameIsConnectedWhereItWasAllowed();
    void aTargetThatSaysNothingTimesOut();
    void refusedIsSaid();
    void aConnectionThatBreaksIsNoAnswer();
    void anEarlyAnswerToALargeRequestCounts();
    void noHandlerAfterTheContextHasGone();
    void theContextMayGoInTheHandler();
    void tlsIsVerified();
    void whatIsNoUrlIsRejected();

private:
    RawRequest request(const QUrl &url, const QByteArray &bytes = plain) const;
    Result<RawAnswer> ask(const RawRequest &request);

    std::unique_ptr<QObject> m_context;
};

RawRequest RawExchangeTest::request(const QUrl &url, const QByteArray &bytes) const
{
    RawRequest request;
    request.url = url;
    request.bytes = bytes;
    request.timeoutMs = 10'000;
    request.mayConnect = [](const QHostAddress &) { return Result<void>(); };
    return request;
}

Result<RawAnswer> RawExchangeTest::ask(const RawRequest &request)
{
    std::optional<Result<RawAnswer>> result;
    RawExchange::start(request, m_context.get(),
                       [&result](const Result<RawAnswer> &answer) { result = answer; });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
        return fail(Error::Kind::Cancelled, u"the handler was not called"_s);
    return *result;
}

void RawExchangeTest::sendsExactlyTheBytes()
{
    RawTarget target;
    const QByteArray odd =
        "pOsT   /\xff?x HTTP/1.1\r\nhost:x\r\nA:  1 \r\na: 2\r\nB: 1\r\n\t2\r\nContent-Length: 3\r\n\r\n" +
        QByteArray("\0\r\n", 3);
    const auto answer = ask(request(target.url(u"/ignored?x"_s), odd));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(target.requests, QList<QByteArray>{odd});
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, "ok");
    QCOMPARE(answer->head, "HTTP/1.1 200 Some Reason\r\nContent-Length: 2\r\n\r\n");
    QVERIFY(answer->took > 0);
}

void RawExchangeTest::largeBodiesArriveWhole()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(200, QByteArray(200'000, 'z')); };
    const QByteArray big = "POST / HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n" + QByteArray(5'000'000, 'x');
    const auto answer = ask(request(target.url(), big));
    QVERIFY(answer);
    QCOMPARE(target.requests.value(0).size(), big.size());
    QCOMPARE(answer->body.size(), 64 * 1024);
    QVERIFY(answer->cut);
}

void RawExchangeTest::redirectsAreAnswers()
{
    RawTarget elsewhere;
    RawTarget target;
    target.answer = [&](const QByteArray &) {
        return RawTarget::reply(307, "", "Location: " + elsewhere.url().toEncoded() + "\r\n");
    };
    const auto answer = ask(request(target.url()));
    QCOMPARE(answer->status, 307);
    QCOMPARE(elsewhere.connections, 0);
}

void RawExchangeTest::asksForEveryAddressBeforeConnecting()
{
    RawTarget target;
    RawRequest forbidden = request(target.url());
    QList<QHostAddress> asked;
    forbidden.mayConnect = [&asked](const QHostAddress &address) -> Result<void> {
        asked.append(address);
        return fail(Error::Kind::Forbidden, u"not there"_s);
    };
    const auto answer = ask(forbidden);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Forbidden);
    QCOMPARE(asked, QList<QHostAddress>{QHostAddress(u"127.0.0.1"_s)});
    QCOMPARE(target.connections, 0);
}

void RawExchangeTest::aNameIsConnectedWhereItWasAllowed()
{
    RawTarget target;
    QUrl url = target.url();
    url.setHost(u"localhost"_s);
    RawRequest named = request(url);
    QList<QHostAddress> asked;
    named.mayConnect = [&asked](const QHostAddress &address) {
        asked.append(address);
        return Result<void>();
    };
    const auto answer = ask(named);
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QVERIFY(asked.contains(QHostAddress(u"127.0.0.1"_s))); // and ::1 first on some machines, which is refused
    QCOMPARE(target.requests.size(), 1);
}

void RawExchangeTest::aTargetThatSaysNothingTimesOut()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return QByteArray(); };
    RawRequest slow = request(target.url());
    slow.timeoutMs = 50;
    const auto answer = ask(slow);
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Transient);
    QVERIFY(answer.error().detail.contains(u"within 50 ms"_s));
    QTRY_COMPARE(target.open, 0);
}

void RawExchangeTest::refusedIsSaid()
{
    RawTarget target;
    const QUrl url = target.url();
    target.close();
    const auto answer = ask(request(url));
    QVERIFY(!answer);
    QVERIFY2(answer.error().detail.contains(u"nothing listens"_s), qPrintable(answer.error().detail));
}

void RawExchangeTest::aConnectionThatBreaksIsNoAnswer()
{
    RawTarget target;
    target.answer = [](const QByteArray &) {
        return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    };
    const auto answer = ask(request(target.url()));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::Transient);
}

void RawExchangeTest::anEarlyAnswerToALargeRequestCounts()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->setReadBufferSize(1000);
        socket->write(RawTarget::reply(413));
        socket->flush();
    });
    const auto answer =
        ask(request(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())),
                    "POST / HTTP/1.1\r\nContent-Length: 50000000\r\n\r\n" + QByteArray(50'000'000, 'x')));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->status, 413);
}

void RawExchangeTest::noHandlerAfterTheContextHasGone()
{
    RawTarget target;
    bool called = false;
    RawExchange::start(request(target.url()), m_context.get(),
                       [&called](const Result<RawAnswer> &) { called = true; });
    target.answer = [this](const QByteArray &) {
        m_context.reset();
        return RawTarget::reply(200);
    };
    QTRY_COMPARE(target.requests.size(), 1);
    QTRY_COMPARE(target.open, 0);
    QVERIFY(!called);
}

void RawExchangeTest::theContextMayGoInTheHandler()
{
    RawTarget target;
    bool called = false;
    RawExchange::start(request(target.url()), m_context.get(), [&](const Result<RawAnswer> &answer) {
        m_context.reset();
        called = answer.has_value();
    });
    QTRY_VERIFY(called);
}

void RawExchangeTest::tlsIsVerified()
{
    QTemporaryDir folder;
    const auto identity =
        listener::ownTlsIdentity(folder.path(), {u"localhost"_s, u"127.0.0.1"_s}, wallClock());
    QVERIFY(identity);
    makeListener();
    listener::ListenOptions options;
    options.address = QHostAddress::LocalHost;
    options.tls = identity->configuration({});
    QVERIFY(m_listener->listen(options));
    RawRequest secure = request(QUrl(u"https://127.0.0.1:%1/"_s.arg(m_listener->port())));
    const auto refused = ask(secure);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    QCOMPARE(m_handler->count(), 0);
    secure.trusted = options.tls->localCertificateChain();
    const auto answer = ask(secure);
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
    QCOMPARE(answer->status, 200);
    // Trusted, and for another name: the name that was asked for is what counts, not the address.
    secure.url.setHost(u"127.0.0.2"_s);
    const auto other = ask(secure);
    QVERIFY(!other);
    dropListener();
}

void RawExchangeTest::whatIsNoUrlIsRejected()
{
    RawTarget target;
    for (const char *url : {"", "/a", "ftp://127.0.0.1/", "http:///a"}) {
        const auto answer = ask(request(QUrl(QString::fromLatin1(url))));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Rejected);
    }
    RawRequest unchecked = request(target.url());
    unchecked.mayConnect = nullptr; // forgotten is not allowed
    QVERIFY(!ask(unchecked));
    QCOMPARE(target.connections, 0);
}

QTEST_GUILESS_MAIN(RawExchangeTest)
#include "tst_rawexchange.moc"
