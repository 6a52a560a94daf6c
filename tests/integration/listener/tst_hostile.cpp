// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Senders that want the listener's memory.

#include "core/listener/listener.h"
#include "core/listener/tlsidentity.h"
#include "tests/support/rawclient.h"
#include "tests/support/recordinghandler.h"

#include <QSslSocket>
#include <QTest>

using namespace tocsin;
using namespace tocsin::listener;
using namespace Qt::StringLiterals;
using test::RawClient;

class HostileTest final : public QObject
{
    Q_OBJECT

private slots:
    void unfinishedBodiesHaveABoundTogether();
    void tinyChunksCountAsWhatTheyTake();
    void whatHasLeftIsNotCounted();
    void aCutChunkHeaderInALargeReadIsNoLongHeader();
    void aSlowTlsReaderIsDropped();

private:
    static Limits smallLimits()
    {
        Limits limits;
        limits.connections = 8;
        limits.unfinished = 8 * 64 * 1024; // a share of 64 KiB
        return limits;
    }
};

namespace {

QByteArray post(const QByteArray &target, qsizetype length, const QByteArray &part)
{
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(length) +
           "\r\n\r\n" + part;
}

struct Door
{
    explicit Door(const ListenOptions &options) : listener(handler)
    {
        handler.listener = &listener;
        good = listener.listen(options).has_value();
    }

    test::RecordingHandler handler;
    Listener listener;
    bool good = false;
};

} // namespace

void HostileTest::unfinishedBodiesHaveABoundTogether()
{
    ListenOptions options;
    options.limits = smallLimits();
    Door door(options);
    QVERIFY(door.good);
    // Whose bytes are read last is refused; the other one may go on.
    RawClient first(door.listener.port());
    RawClient second(door.listener.port());
    first.send(post("/first", 1'000'000, QByteArray(400'000, 'x')));
    second.send(post("/second", 1'000'000, QByteArray(400'000, 'x')));
    QTRY_COMPARE(door.handler.count(), 1);
    const domain::Capture refused = door.handler.captures().first();
    QCOMPARE(refused.completeness, domain::Completeness::Truncated);
    QVERIFY(refused.message.body.size() > 64 * 1024);
    QCOMPARE((refused.message.target == "/first" ? first : second).read().status, 503);
    RawClient small(door.listener.port());
    QCOMPARE(small.ask(post("/small", 1000, QByteArray(1000, 'x'))).status, 200);
}

void HostileTest::tinyChunksCountAsWhatTheyTake()
{
    ListenOptions options;
    options.limits = smallLimits();
    Door door(options);
    QVERIFY(door.good);
    RawClient client(door.listener.port());
    client.send("POST /chunks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
                QByteArray("1\r\nx\r\n").repeated(80'000)); // 80 KB of body, 640 KB of sizes
    QCOMPARE(client.read().status, 503);
}

void HostileTest::whatHasLeftIsNotCounted()
{
    ListenOptions options;
    options.limits = smallLimits();
    Door door(options);
    QVERIFY(door.good);
    for (int i = 0; i < 5; ++i) {
        {
            RawClient leaving(door.listener.port());
            leaving.send(post("/leaving", 1'000'000, QByteArray(400'000, 'x')));
        }
        QTRY_COMPARE(door.handler.count(), 2 * i + 1);
        RawClient client(door.listener.port());
        QCOMPARE(client.ask(post("/whole", 500'000, QByteArray(500'000, 'x'))).status, 200);
    }
}

void HostileTest::aCutChunkHeaderInALargeReadIsNoLongHeader()
{
    const Limits limits;
    RequestParser parser(limits, [](const domain::HttpMessage &) { return 1'000'000; });
    const QByteArray bytes = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
                             ("1000\r\n" + QByteArray(4096, 'x') + "\r\n").repeated(20) + "10";
    const qsizetype used = parser.feed(bytes);
    QCOMPARE(parser.state(), RequestParser::State::Body);
    parser.feed(bytes.sliced(used) + "\r\n" + QByteArray(16, 'x') + "\r\n0\r\n\r\n");
    QCOMPARE(parser.state(), RequestParser::State::Done);
    QCOMPARE(parser.takeMessage().body.size(), 20 * 4096 + 16);
}

// What TLS has encrypted and not sent is in another buffer than plain text.
void HostileTest::aSlowTlsReaderIsDropped()
{
    const auto identity = makeTlsIdentity({u"localhost"_s}, wallClock());
    QVERIFY(identity);
    ListenOptions options;
    options.tls = identity->configuration({});
    Door door(options);
    QVERIFY(door.good);
    door.handler.answerBody = QByteArray(200'000, 'a');
    QSslSocket client;
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.setReadBufferSize(1024);
    client.connectToHostEncrypted(u"127.0.0.1"_s, door.listener.port());
    QVERIFY(client.waitForEncrypted(10'000));
    for (int i = 0; i < 500 && door.listener.counters().open > 0; ++i) {
        client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        client.flush();
        QTest::qWait(5);
    }
    QTRY_COMPARE(door.listener.counters().open, 0);
    QVERIFY2(door.handler.count() < 200, QByteArray::number(door.handler.count()));
}

QTEST_GUILESS_MAIN(HostileTest)
#include "tst_hostile.moc"
