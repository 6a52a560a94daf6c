// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/tlsidentity.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawclient.h"

#include <QSslCipher>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;
using test::RawClient;

namespace {

const QByteArray request = "GET /tls HTTP/1.1\r\nHost: x\r\n\r\n";

} // namespace

class TlsTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void handshakesAndKeepsWhatWasAgreed_data();
    void handshakesAndKeepsWhatWasAgreed();
    void aConnectionIsKept();
    void aHelloMayComeInPieces();
    void oldVersionsAreRefused();
    void plainHttpIsToldInTheLog();
    void silenceInTheHandshakeEnds();
    void garbageAfterTheFirstByteIsSurvived();
    void aClientCertificateIsKept();
    void withoutAClientCertificateNothingIsRead();
    void aCertificateOfAnotherAuthorityIsRefused();
    void aRefusedSenderStillReadsItsAnswer();

private:
    void listen(const QList<QSslCertificate> &authorities = {}, const Limits &limits = {});
    std::unique_ptr<QSslSocket> client(const TlsIdentity *own = nullptr);
    void makeClientIdentity();
    bool handshake(QSslSocket &socket, const QString &name = u"localhost"_s);

    TlsIdentity m_identity;
    std::optional<TlsIdentity> m_clientIdentity; // nothing when there is no openssl to make it
};

void TlsTest::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt was built without TLS");
    m_identity =
        makeTlsIdentity({u"localhost"_s, u"127.0.0.1"_s, u"hooks.example.org"_s}, wallClock()).value();
    makeClientIdentity();
}

// Our own identities are a server's; a sender's comes from the command line, as users make theirs.
void TlsTest::makeClientIdentity()
{
    QTemporaryDir folder;
    const QString key = folder.filePath(u"k.pem"_s);
    const QString certificate = folder.filePath(u"c.pem"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                   u"-nodes"_s, u"-keyout"_s, key, u"-out"_s, certificate, u"-subj"_s,
                   u"/O=Senders/CN=sender.example.org"_s, u"-days"_s, u"2"_s});
    if (openssl.waitForFinished() && openssl.exitCode() == 0)
        m_clientIdentity = readTlsIdentity(certificate, key, wallClock()).value();
}

void TlsTest::listen(const QList<QSslCertificate> &authorities, const Limits &limits)
{
    ListenOptions options;
    options.tls = m_identity.configuration(authorities);
    options.limits = limits;
    QVERIFY(m_listener->listen(options));
}

std::unique_ptr<QSslSocket> TlsTest::client(const TlsIdentity *own)
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(m_identity.chain);
    if (own) {
        configuration.setLocalCertificateChain(own->chain);
        configuration.setPrivateKey(own->key);
    }
    socket->setSslConfiguration(configuration);
    return socket;
}

bool TlsTest::handshake(QSslSocket &socket, const QString &name)
{
    socket.connectToHostEncrypted(u"127.0.0.1"_s, m_listener->port(), name);
    return socket.waitForEncrypted(5000);
}

void TlsTest::handshakesAndKeepsWhatWasAgreed_data()
{
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("1.2") << QSsl::TlsV1_2 << QByteArray("TLSv1.2");
    QTest::newRow("1.3") << QSsl::TlsV1_3 << QByteArray("TLSv1.3");
}

void TlsTest::handshakesAndKeepsWhatWasAgreed()
{
    QFETCH(QSsl::SslProtocol, protocol);
    QFETCH(QByteArray, version);
    listen();
    auto socket = client();
    socket->setProtocol(protocol);
    QVERIFY2(handshake(*socket, u"hooks.example.org"_s), qPrintable(socket->errorString()));
    QCOMPARE(socket->peerCertificate(), m_identity.chain.first());
    const QByteArray cipher = socket->sessionCipher().name().toLatin1();
    RawClient sender(std::move(socket));
    QCOMPARE(sender.ask(request).status, 200);
    const domain::TlsInfo tls = m_handler->captures().constFirst().tls;
    QCOMPARE(tls.version, version);
    QCOMPARE(tls.cipher, cipher);
    QCOMPARE(tls.sni, "hooks.example.org");
    QCOMPARE(tls.clientSubject, "");
    QCOMPARE(m_listener->counters().handshakesFailed, 0);
}

void TlsTest::aConnectionIsKept()
{
    listen();
    auto socket = client();
    QVERIFY(handshake(*socket));
    RawClient sender(std::move(socket));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(sender.ask(request).status, 200);
    const QByteArray body(300'000, 'b'); // more than one read
    QCOMPARE(sender.ask("POST /l HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + body).status, 200);
    QVERIFY(m_handler->captures().constLast().message.body == body);
}

// The name is looked for before the handshake: the first bytes must all reach it none the less.
void TlsTest::aHelloMayComeInPieces()
{
    listen();
    QTcpServer middle;
    QVERIFY(middle.listen(QHostAddress::LocalHost));
    auto socket = client();
    socket->connectToHostEncrypted(u"127.0.0.1"_s, middle.serverPort(), u"localhost"_s);
    QTRY_VERIFY(middle.hasPendingConnections());
    const std::unique_ptr<QTcpSocket> inner(middle.nextPendingConnection());
    QTcpSocket outer;
    outer.connectToHost(QHostAddress::LocalHost, m_listener->port());
    QVERIFY(outer.waitForConnected());
    const auto oneByte = [&] {
        char c = 0;
        while (inner->getChar(&c)) {
            outer.putChar(c);
            outer.waitForBytesWritten();
        }
    };
    connect(inner.get(), &QTcpSocket::readyRead, &outer, oneByte);
    connect(&outer, &QTcpSocket::readyRead, inner.get(), [&] { inner->write(outer.readAll()); });
    oneByte();
    QTRY_VERIFY(socket->isEncrypted());
    socket->write(request);
    QTRY_COMPARE(m_handler->count(), 1);
    QCOMPARE(m_handler->captures().constFirst().tls.sni, "localhost");
}

void TlsTest::oldVersionsAreRefused()
{
    listen();
    QSignalSpy failed(m_listener.get(), &Listener::handshakeFailed);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_listener->port());
    QVERIFY(socket.waitForConnected());
    // A hello of TLS 1.0 with one cipher suite of its time.
    socket.write(QByteArray::fromHex("160301002d010000290301") + QByteArray(32, 'r') +
                 QByteArray::fromHex("000002002f0100"));
    QTRY_COMPARE(m_listener->counters().handshakesFailed, 1);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed.first().first().toString().isEmpty());
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void TlsTest::plainHttpIsToldInTheLog()
{
    listen();
    QSignalSpy failed(m_listener.get(), &Listener::handshakeFailed);
    RawClient sender(m_listener->port());
    sender.send(request);
    QVERIFY(sender.readToEnd());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().toString().contains(u"http://"_s));
    QCOMPARE(m_handler->count(), 0);
    QTRY_COMPARE(m_listener->counters().open, 0);
}

void TlsTest::silenceInTheHandshakeEnds()
{
    Limits limits;
    limits.headerSeconds = 1;
    listen({}, limits);
    RawClient silent(m_listener->port());
    RawClient half(m_listener->port());
    half.send(QByteArray("\x16\x03\x01\x01\x00\x01", 6));
    QVERIFY(silent.readToEnd());
    QVERIFY(half.readToEnd());
    QTRY_COMPARE(m_listener->counters().handshakesFailed, 2);
}

void TlsTest::garbageAfterTheFirstByteIsSurvived()
{
    listen();
    for (int i = 0; i < 50; ++i) {
        RawClient sender(m_listener->port());
        QByteArray bytes = QByteArray::fromHex("16030100300100002c0303");
        for (int n = 0; n < 60; ++n)
            bytes += char(n * 37 + i * 11);
        sender.send(bytes);
        sender.socket().disconnectFromHost();
    }
    QTRY_COMPARE(m_listener->counters().open, 0);
    auto socket = client();
    QVERIFY(handshake(*socket));
}

void TlsTest::aClientCertificateIsKept()
{
    if (!m_clientIdentity)
        QSKIP("openssl is not installed");
    listen(m_clientIdentity->chain);
    auto socket = client(&*m_clientIdentity);
    QVERIFY2(handshake(*socket), qPrintable(socket->errorString()));
    RawClient sender(std::move(socket));
    QCOMPARE(sender.ask(request).status, 200);
    const QByteArray subject = m_handler->captures().constFirst().tls.clientSubject;
    QVERIFY2(subject.contains("CN=sender.example.org") && subject.contains("O=Senders"), subject.constData());
}

void TlsTest::withoutAClientCertificateNothingIsRead()
{
    listen(m_identity.chain);
    auto socket = client();
    handshake(*socket); // with TLS 1.3 the client is done before it is refused
    RawClient sender(std::move(socket));
    sender.send(request);
    QVERIFY(sender.readToEnd());
    QTRY_COMPARE(m_listener->counters().handshakesFailed, 1);
    QCOMPARE(m_handler->count(), 0);
}

void TlsTest::aCertificateOfAnotherAuthorityIsRefused()
{
    listen(m_identity.chain);
    const TlsIdentity stranger = makeTlsIdentity({u"sender.example.org"_s}, wallClock()).value();
    auto socket = client(&stranger);
    handshake(*socket);
    RawClient sender(std::move(socket));
    sender.send(request);
    QVERIFY(sender.readToEnd());
    QTRY_COMPARE(m_listener->counters().handshakesFailed, 1);
    QCOMPARE(m_handler->count(), 0);
}

void TlsTest::aRefusedSenderStillReadsItsAnswer()
{
    listen();
    m_handler->cap = 1000;
    auto socket = client();
    QVERIFY(handshake(*socket));
    RawClient sender(std::move(socket));
    sender.send("POST /big HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
    sender.send(QByteArray(4'000'000, 'b'));
    QCOMPARE(sender.read().status, 413);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
