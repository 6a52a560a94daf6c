// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/clienthello.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace tocsin::listener;
using namespace Qt::StringLiterals;

namespace {

QByteArray number(qsizetype value, int width)
{
    QByteArray bytes;
    for (int i = width - 1; i >= 0; --i)
        bytes += char(value >> (8 * i) & 0xff);
    return bytes;
}

QByteArray sized(const QByteArray &bytes, int width)
{
    return number(bytes.size(), width) + bytes;
}

QByteArray extension(int type, const QByteArray &body)
{
    return number(type, 2) + sized(body, 2);
}

QByteArray serverName(const QByteArray &name, char type = 0)
{
    return extension(0, sized(type + sized(name, 2), 2));
}

QByteArray hello(const QByteArray &extensions)
{
    const QByteArray body = QByteArray("\x03\x03") + QByteArray(32, 'r') + sized(QByteArray(32, 's'), 1) +
                            sized(QByteArray("\x13\x01\x13\x02"), 2) + sized(QByteArray(1, '\0'), 1) +
                            sized(extensions, 2);
    return QByteArray("\x16\x03\x01", 3) + sized('\x01' + sized(body, 3), 2);
}

// What a real client sends first.
QByteArray realHello(const QString &name)
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        return {};
    QSslSocket client;
    client.connectToHostEncrypted(u"127.0.0.1"_s, server.serverPort(), name);
    QByteArray bytes;
    QElapsedTimer clock;
    clock.start();
    std::unique_ptr<QTcpSocket> accepted;
    while (clock.elapsed() < 5000 && readClientHello(bytes).state == ClientHello::State::Partial) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        if (!accepted)
            accepted.reset(server.nextPendingConnection());
        if (accepted)
            bytes += accepted->readAll();
    }
    client.abort();
    return bytes;
}

} // namespace

class ClientHelloTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheName_data();
    void readsTheName();
    void isPartialUntilItsLastByte_data() { readsTheName_data(); }
    void isPartialUntilItsLastByte();
    void otherProtocolsAreNotTls_data();
    void otherProtocolsAreNotTls();
    void wrongLengthsInsideAreSurvived();
    void readsARealOne();
};

void ClientHelloTest::readsTheName_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("name");
    const QByteArray other = extension(43, "\x02\x03\x04");
    QTest::newRow("first") << hello(serverName("example.org") + other) << QByteArray("example.org");
    QTest::newRow("last") << hello(other + other + serverName("example.org")) << QByteArray("example.org");
    QTest::newRow("none") << hello(other) << QByteArray();
    QTest::newRow("no extensions") << hello({}) << QByteArray();
    QTest::newRow("another kind of name") << hello(serverName("example.org", 1)) << QByteArray();
    QTest::newRow("longer than a name can be") << hello(serverName(QByteArray(256, 'n'))) << QByteArray();
    QTest::newRow("longest") << hello(serverName(QByteArray(255, 'n'))) << QByteArray(255, 'n');
    QTest::newRow("empty list") << hello(extension(0, QByteArray(2, '\0'))) << QByteArray();
    QTest::newRow("list longer than its extension")
        << hello(extension(0, QByteArray("\xff\xff\0\0\1a", 6))) << QByteArray();
}

void ClientHelloTest::readsTheName()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, name);
    const ClientHello read = readClientHello(bytes);
    QCOMPARE(read.state, ClientHello::State::Read);
    QCOMPARE(read.serverName, name);
    QCOMPARE(readClientHello(bytes + "what follows").serverName, name);
}

void ClientHelloTest::isPartialUntilItsLastByte()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const ClientHello read = readClientHello(QByteArrayView(bytes).first(size));
        QCOMPARE(read.state, ClientHello::State::Partial);
        QVERIFY(read.serverName.isEmpty());
    }
}

void ClientHelloTest::otherProtocolsAreNotTls_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("one byte") << QByteArray("G");
    QTest::newRow("an alert") << QByteArray("\x15\x03\x01\0\2\1\0", 7);
    QTest::newRow("a server's hello") << QByteArray("\x16\x03\x03\0\4\2\0\0\0", 9);
}

void ClientHelloTest::otherProtocolsAreNotTls()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(readClientHello(bytes).state, ClientHello::State::NotTls);
}

// Each byte in turn is every value that lies about a length: no crash, and never a name that was not there.
void ClientHelloTest::wrongLengthsInsideAreSurvived()
{
    const QByteArray good = hello(serverName("example.org"));
    for (qsizetype i = 0; i < good.size(); ++i) {
        for (const char c : {'\0', '\1', '\x7f', '\xff'}) {
            QByteArray bad = good;
            bad[i] = c;
            const ClientHello read = readClientHello(bad);
            QVERIFY(read.serverName.size() <= 255);
            QVERIFY(read.serverName.isEmpty() || bad.contains(read.serverName));
        }
    }
}

void ClientHelloTest::readsARealOne()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt was built without TLS");
    const QByteArray bytes = realHello(u"hooks.example.org"_s);
    const ClientHello read = readClientHello(bytes);
    QCOMPARE(read.state, ClientHello::State::Read);
    QCOMPARE(read.serverName, "hooks.example.org");
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QCOMPARE(readClientHello(QByteArrayView(bytes).first(size)).state, ClientHello::State::Partial);
}

QTEST_GUILESS_MAIN(ClientHelloTest)
#include "tst_clienthello.moc"
