// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The one transport against real sockets: what is sent where, how often, and how a failure is told.

#include "core/http/httpclient.h"
#include "core/listener/tlsidentity.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawtarget.h"
#include "tests/support/tunnelproxy.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::http;
using namespace Qt::StringLiterals;
using test::RawTarget;

class HttpClientTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void redirectsAreAnswersUnlessAskedFor();
    void followsARedirectOnTheSameOrigin();
    void aRedirectElsewhereCarriesNothing_data();
    void aRedirectElsewhereCarriesNothing();
    void aRedirectOfAWriteIsRejected();
    void endlessRedirectsEnd();
    void aBodyIsCutAtTheLimit();
    void anEndlessBodyIsCutAtTheLimit();
    void refusedIsTransient();
    void aWriteIsSentOnceWhenItsAnswerIsLost();
    void silenceIsUnanswered();
    void noHandlerAfterTheContextHasGone();
    void theSystemsAuthoritiesDoNotTrustAStranger();
    void aPrivateAuthorityIsTrusted();
    void anotherNameIsNamed();
    void showsAClientCertificate_data();
    void showsAClientCertificate();
    void withoutAClientCertificateTheReasonIsSaid();
    void goesThroughATunnel_data();
    void goesThroughATunnel();
    void plainHttpGoesThroughAProxyInTheAbsoluteForm();
    void aProxyThatWantsASignInIsNamed();

private:
    Result<HttpReply> ask(HttpClient &client, const HttpRequest &request);
    Result<HttpReply> ask(const HttpRequest &request, const Transport &transport = {});
    static HttpRequest get(const QUrl &url);
    void listenTls(const QList<QSslCertificate> &authorities = {}, const QString &name = u"localhost"_s);
    QUrl tlsUrl() const { return QUrl(u"https://localhost:%1/tls"_s.arg(m_listener->port())); }
    static Result<ClientIdentity> identity(const QString &file);

    QList<QSslCertificate> m_certificate; // of the listener
};

Result<HttpReply> HttpClientTest::ask(HttpClient &client, const HttpRequest &request)
{
    std::optional<Result<HttpReply>> result;
    client.send(request, this, [&result](const Result<HttpReply> &reply) { result = reply; });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 60'000))
        return fail(Error::Kind::Cancelled, u"the handler was not called"_s);
    return *result;
}

Result<HttpReply> HttpClientTest::ask(const HttpRequest &request, const Transport &transport)
{
    HttpClient client(transport);
    return ask(client, request);
}

HttpRequest HttpClientTest::get(const QUrl &url)
{
    HttpRequest request;
    request.method = "GET";
    request.url = url;
    request.credentialName = "X-API-Key";
    request.credential = Secret("the-key");
    request.timeoutMs = 30'000;
    return request;
}

void HttpClientTest::listenTls(const QList<QSslCertificate> &authorities, const QString &name)
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt was built without TLS");
    const auto own = listener::makeTlsIdentity({name}, wallClock());
    QVERIFY(own);
    m_certificate = own->chain;
    listener::ListenOptions options;
    options.tls = own->configuration(authorities);
    const auto bound = m_listener->listen(options);
    QVERIFY2(bound, bound ? "" : qPrintable(bound.error().detail));
}

Result<ClientIdentity> HttpClientTest::identity(const QString &file)
{
    QFile content(QStringLiteral(TOCSIN_TEST_DATA "/http/") + file);
    if (!content.open(QIODevice::ReadOnly))
        return fail(Error::Kind::NotFound, file);
    return readClientIdentity(content.readAll(), Secret("correct"), file);
}

void HttpClientTest::redirectsAreAnswersUnlessAskedFor()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(302, "", "Location: /b\r\n"); };
    const auto reply = ask(get(target.url(u"/a"_s)));
    QVERIFY(reply);
    QCOMPARE(reply->status, 302);
    QCOMPARE(reply->header("location"), "/b");
    QCOMPARE(target.requests.size(), 1);
}

void HttpClientTest::followsARedirectOnTheSameOrigin()
{
    RawTarget target;
    target.answer = [](const QByteArray &request) {
        return request.startsWith("GET /a ") ? RawTarget::reply(307, "", "Location: b?x=1\r\n")
                                             : RawTarget::reply(200, "there");
    };
    Transport transport;
    transport.followSameOrigin = true;
    const auto reply = ask(get(target.url(u"/a"_s)), transport);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->body, "there");
    QCOMPARE(reply->url, target.url(u"/b?x=1"_s));
    QCOMPARE(target.requests.size(), 2);
    QVERIFY(target.requests[1].contains("X-API-Key: the-key\r\n"));
}

void HttpClientTest::aRedirectElsewhereCarriesNothing_data()
{
    QTest::addColumn<QString>("where"); // %1: the port of the other
    QTest::newRow("another host") << u"http://localhost:%1/b"_s;
    QTest::newRow("another port") << u"http://127.0.0.1:%1/b"_s;
    QTest::newRow("without a scheme") << u"//localhost:%1/b"_s;
    QTest::newRow("another scheme") << u"https://127.0.0.1:%1/b"_s;
    QTest::newRow("no network at all") << u"file:///etc/passwd?%1"_s;
}

void HttpClientTest::aRedirectElsewhereCarriesNothing()
{
    QFETCH(QString, where);
    RawTarget other;
    RawTarget target;
    target.answer = [&](const QByteArray &) {
        return RawTarget::reply(302, "", "Location: " + where.arg(other.port()).toUtf8() + "\r\n");
    };
    Transport transport;
    transport.followSameOrigin = true;
    const auto reply = ask(get(target.url(u"/a"_s)), transport);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Rejected);
    QVERIFY2(reply.error().detail.contains(u"redirects to"_s), qPrintable(reply.error().detail));
    QTest::qWait(0); // whatever were on its way would be connected by now
    QCOMPARE(other.connections, 0);
    QVERIFY(!other.requests.join().contains("the-key"));
}

void HttpClientTest::aRedirectOfAWriteIsRejected()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(307, "", "Location: /b\r\n"); };
    Transport transport;
    transport.followSameOrigin = true;
    HttpRequest request = get(target.url(u"/a"_s));
    request.method = "POST";
    const auto reply = ask(request, transport);
    QCOMPARE(reply.error().kind, Error::Kind::Rejected);
    QCOMPARE(target.requests.size(), 1);
}

void HttpClientTest::endlessRedirectsEnd()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(302, "", "Location: /a\r\n"); };
    Transport transport;
    transport.followSameOrigin = true;
    QCOMPARE(ask(get(target.url(u"/a"_s)), transport).error().kind, Error::Kind::Rejected);
    QCOMPARE(target.requests.size(), 1 + HttpClient::mostRedirects);
}

void HttpClientTest::aBodyIsCutAtTheLimit()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(200, QByteArray(5000, 'x')); };
    Transport transport;
    transport.bodyLimit = 5000;
    QVERIFY(!ask(get(target.url()), transport)->cut);
    transport.bodyLimit = 4999;
    const auto reply = ask(get(target.url()), transport);
    QVERIFY(reply->cut);
    QCOMPARE(reply->body.size(), 4999);
}

void HttpClientTest::anEndlessBodyIsCutAtTheLimit()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        const auto more = [socket] {
            if (socket->bytesToWrite() < 64 * 1024)
                socket->write(QByteArray(32 * 1024, 'x'));
        };
        connect(socket, &QTcpSocket::bytesWritten, socket, more);
        socket->write("HTTP/1.1 200 OK\r\n\r\n");
    });
    Transport transport;
    transport.bodyLimit = 1024 * 1024;
    const auto reply = ask(get(QUrl(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()))), transport);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QVERIFY(reply->cut);
    QCOMPARE(reply->body.size(), 1024 * 1024);
}

void HttpClientTest::refusedIsTransient()
{
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    const QUrl url(u"http://127.0.0.1:%1/"_s.arg(gone.serverPort()));
    gone.close();
    const auto reply = ask(get(url));
    QCOMPARE(reply.error().kind, Error::Kind::Transient);
    QVERIFY(reply.error().detail.contains(u"nothing listens"_s));
}

// Qt's own network access sends such a POST up to four times.
void HttpClientTest::aWriteIsSentOnceWhenItsAnswerIsLost()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return QByteArray(""); }; // closes without a word
    HttpRequest request = get(target.url(u"/start"_s));
    request.method = "POST";
    request.body = "{}";
    const auto reply = ask(request);
    QCOMPARE(reply.error().kind, Error::Kind::Unanswered);
    QTest::qWait(0);
    QCOMPARE(target.requests.size(), 1);
    QCOMPARE(target.connections, 1);
}

void HttpClientTest::silenceIsUnanswered()
{
    RawTarget target;
    target.answer = [](const QByteArray &) { return QByteArray(); };
    HttpRequest request = get(target.url());
    request.timeoutMs = 300;
    QCOMPARE(ask(request).error().kind, Error::Kind::Unanswered);
}

void HttpClientTest::noHandlerAfterTheContextHasGone()
{
    RawTarget target;
    HttpClient client;
    bool called = false;
    {
        QObject context;
        client.send(get(target.url()), &context, [&called](const Result<HttpReply> &) { called = true; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(target.requests.size(), 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(target.open, 0, 30'000);
    QTest::qWait(0);
    QVERIFY(!called);
}

void HttpClientTest::theSystemsAuthoritiesDoNotTrustAStranger()
{
    listenTls();
    const auto reply = ask(get(tlsUrl()));
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Rejected);
    QVERIFY2(reply.error().detail.contains(u"authority"_s), qPrintable(reply.error().detail));
    QCOMPARE(m_handler->captures().size(), 0);
}

void HttpClientTest::aPrivateAuthorityIsTrusted()
{
    listenTls();
    Transport transport;
    transport.trusted = m_certificate;
    const auto reply = ask(get(tlsUrl()), transport);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->body, "/tls");
}

void HttpClientTest::anotherNameIsNamed()
{
    listenTls({}, u"soc.example"_s);
    Transport transport;
    transport.trusted = m_certificate;
    const auto reply = ask(get(tlsUrl()), transport);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Rejected);
    QVERIFY2(reply.error().detail.contains(u"soc.example"_s), qPrintable(reply.error().detail));
}

void HttpClientTest::showsAClientCertificate_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("PEM") << u"client.pem"_s;
    QTest::newRow("PEM with a passphrase") << u"client-encrypted.pem"_s;
    QTest::newRow("PKCS#12") << u"client-modern.p12"_s;
}

void HttpClientTest::showsAClientCertificate()
{
    QFETCH(QString, file);
    const auto own = identity(file);
    QVERIFY2(own, own ? "" : qPrintable(own.error().detail));
    listenTls(own->chain);
    Transport transport;
    transport.trusted = m_certificate;
    transport.identity = *own;
    const auto reply = ask(get(tlsUrl()), transport);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->body, "/tls");
}

void HttpClientTest::withoutAClientCertificateTheReasonIsSaid()
{
    const auto own = identity(u"client.pem"_s);
    listenTls(own->chain);
    Transport transport;
    transport.trusted = m_certificate;
    const auto reply = ask(get(tlsUrl()), transport);
    QVERIFY(!reply);
    QVERIFY2(reply.error().detail.contains(u"certificate"_s), qPrintable(reply.error().detail));
    // The end of the connection may overtake the server's reason, and then it is not sure what was done.
    QVERIFY(reply.error().kind == Error::Kind::Rejected || reply.error().kind == Error::Kind::Unanswered);
    QCOMPARE(m_handler->captures().size(), 0);
}

void HttpClientTest::goesThroughATunnel_data()
{
    QTest::addColumn<QByteArray>("credential");
    QTest::newRow("open") << QByteArray();
    QTest::newRow("with a sign-in") << QByteArray("mika:pass word");
}

void HttpClientTest::goesThroughATunnel()
{
    QFETCH(QByteArray, credential);
    listenTls({}, u"api.invalid"_s); // a name that only the proxy can reach
    test::TunnelProxy proxy;
    proxy.target = m_listener->port();
    proxy.credential = credential;
    Transport transport;
    transport.trusted = m_certificate;
    transport.proxyUse = Transport::ProxyUse::Manual;
    QUrl where(u"http://127.0.0.1"_s);
    where.setPort(proxy.port());
    where.setUserName(credential.isEmpty() ? QString() : u"mika"_s);
    transport.proxy = *proxyFrom(where, Secret("pass word"));
    const auto reply = ask(get(QUrl(u"https://api.invalid/a"_s)), transport);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->body, "/a");
    QVERIFY(proxy.heads.last().startsWith("CONNECT api.invalid:443 "));
    QVERIFY(!proxy.heads.join().contains("the-key"));
}

void HttpClientTest::plainHttpGoesThroughAProxyInTheAbsoluteForm()
{
    RawTarget target;
    test::TunnelProxy proxy;
    proxy.target = target.port();
    Transport transport;
    transport.proxyUse = Transport::ProxyUse::Manual;
    transport.proxy = *proxyFrom(QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port())), {});
    const auto reply = ask(get(QUrl(u"http://api.invalid/a"_s)), transport);
    QVERIFY2(reply, reply ? "" : qPrintable(reply.error().detail));
    QCOMPARE(reply->status, 200);
    QVERIFY(proxy.heads[0].startsWith("GET http://api.invalid/a HTTP/1.1\r\nHost: api.invalid\r\n"));
}

void HttpClientTest::aProxyThatWantsASignInIsNamed()
{
    listenTls();
    test::TunnelProxy proxy;
    proxy.target = m_listener->port();
    proxy.credential = "mika:right";
    Transport transport;
    transport.trusted = m_certificate;
    transport.proxyUse = Transport::ProxyUse::Manual;
    transport.proxy = *proxyFrom(QUrl(u"http://mika@127.0.0.1:%1"_s.arg(proxy.port())), Secret("wrong"));
    const auto reply = ask(get(tlsUrl()), transport);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Rejected);
    QVERIFY2(reply.error().detail.contains(u"proxy"_s), qPrintable(reply.error().detail));
    QCOMPARE(m_handler->captures().size(), 0);
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_httpclient.moc"
