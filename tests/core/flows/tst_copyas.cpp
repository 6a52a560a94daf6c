// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/copyas.h"
#include "core/listener/requestparser.h"
#include "tests/support/rawclient.h"
#include "tests/support/recordinghandler.h"
#include "tests/support/sampledelivery.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Capture;
using test::RawClient;

namespace {

// What is sent again never has the same of these: they are the new connection's own.
QList<domain::HeaderField> comparable(const QList<domain::HeaderField> &fields)
{
    QList<domain::HeaderField> kept = fields;
    kept.removeIf([](const domain::HeaderField &field) {
        for (const char *own : {"Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect"}) {
            if (domain::sameFieldName(field.name, own))
                return true;
        }
        return false;
    });
    return kept;
}

QByteArray post(const QByteArray &target, const QByteArray &fields, const QByteArray &body)
{
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\n" + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class CopyAsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void curlSendsTheSameRequest_data();
    void curlSendsTheSameRequest();
    void curlReadsNoFile_data();
    void curlReadsNoFile();
    void rawHttpIsReadAgainAsTheSame_data() { curlSendsTheSameRequest_data(); }
    void rawHttpIsReadAgainAsTheSame();
    void rawHttpOfACutRequestIsCutThere();
    void urlsNameTheServer();
    void harHasTheRequiredMembers();
    void jsonHasEveryByte();
    void jsonOfARow();

private:
    Capture capture(const QByteArray &request);
    bool run(const QByteArray &command);

    std::unique_ptr<test::RecordingHandler> m_handler;
    std::unique_ptr<listener::Listener> m_listener;
};

void CopyAsTest::init()
{
    m_handler = std::make_unique<test::RecordingHandler>();
    m_listener = std::make_unique<listener::Listener>(*m_handler);
    m_handler->listener = m_listener.get();
    QVERIFY(m_listener->listen({}));
}

void CopyAsTest::cleanup()
{
    m_listener.reset();
    m_handler.reset();
}

Capture CopyAsTest::capture(const QByteArray &request)
{
    const qsizetype before = m_handler->count();
    RawClient client(m_listener->port());
    client.ask(request);
    return m_handler->captures().value(before);
}

bool CopyAsTest::run(const QByteArray &command)
{
    QProcess shell;
    shell.setWorkingDirectory(QStringLiteral(TOCSIN_TEST_DATA));
    shell.start(u"/bin/sh"_s, {});
    shell.write(command);
    shell.closeWriteChannel();
    return shell.waitForFinished() && shell.exitCode() == 0;
}

void CopyAsTest::curlSendsTheSameRequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += char(i);
    const QByteArray json = "Content-Type: application/json\r\n";
    QTest::newRow("ordinary") << post("/hooks/a?x=1&y=2", json, "{\"a\":1}");
    QTest::newRow("quotes") << post("/q'\"", json + "X-Q: it's \"quoted\" `id` $(id) $HOME \\\r\n",
                                    "it's \"quoted\" `id` $(id) $HOME \\ !! \\n");
    QTest::newRow("newlines") << post("/n", json, "\n\none\ntwo\n\n");
    QTest::newRow("CR LF") << post("/n", json, "one\r\ntwo\r\n");
    QTest::newRow("binary") << post("/b", "", all);
    QTest::newRow("NUL first") << post("/b", "", QByteArray("\0a", 2));
    QTest::newRow("empty body") << post("/e", "X-A: 1\r\n", "");
    QTest::newRow("no body") << QByteArray("GET /g HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n\r\n");
    QTest::newRow("a method of its own") << QByteArray("PURGE /p HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("header duplicates and case")
        << post("/h", "X-Dup: 1\r\nx-dup: 2\r\nX-Empty:\r\nX-High: \xff\xfe\r\n", "x");
    QTest::newRow("what curl would add") << post("/u", "User-Agent: me\r\nAccept: text/plain\r\n", "a=b");
    QTest::newRow("nothing that curl would add") << post("/u", "", "a=b");
    QTest::newRow("a body like a file name") << post("/f", json, "@requests");
    QTest::newRow("a body like an option") << post("/f", json, "--help");
    QTest::newRow("brackets and dots") << post("/{a,b}[1-3]/../x/./y//z", json, "x");
    QTest::newRow("a fragment") << post("/a#b", json, "x");
    QTest::newRow("high bytes") << post("/\xc3\xbc\xff?\xfe", json, "x");
    QTest::newRow("a whole URL") << post("http://example.invalid/hooks/a?b", json, "x");
    QTest::newRow("asterisk") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("chunked") << QByteArray("POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
    QTest::newRow("chunked and empty")
        << QByteArray("POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    QTest::newRow("large text") << post("/l", json, QByteArray(3'000'000, 't'));
}

void CopyAsTest::curlSendsTheSameRequest()
{
    if (QStandardPaths::findExecutable(u"curl"_s).isEmpty() || !QFile::exists(u"/bin/sh"_s))
        QSKIP("curl or a POSIX shell is missing");
    QFETCH(QByteArray, request);
    const Capture first = capture(request);
    QCOMPARE(first.completeness, domain::Completeness::Complete);
    const bool isUrl = first.message.target.startsWith("http://");
    const QString url =
        u"http://127.0.0.1:%1%2"_s.arg(m_listener->port())
            .arg(first.message.target.startsWith('/') ? QString::fromLatin1(first.message.target) : u"/"_s);
    const QByteArray command = toCurl(first, url);
    QVERIFY2(run(command), command.left(2000).constData());
    QCOMPARE(m_handler->count(), 2);
    const Capture second = m_handler->captures().constLast();
    QCOMPARE(second.message.method, first.message.method);
    QCOMPARE(second.message.target, first.message.target);
    QVERIFY(second.message.body == first.message.body);
    QCOMPARE(comparable(second.message.headers).size(), comparable(first.message.headers).size());
    QVERIFY(comparable(second.message.headers) == comparable(first.message.headers));
    if (isUrl)
        QCOMPARE(urlOf(first), QString::fromLatin1(first.message.target));
}

void CopyAsTest::curlReadsNoFile_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const QByteArray line = "POST / HTTP/1.1\r\n";
    QTest::newRow("body") << line + "\r\n" << QByteArray("@/etc/hostname");
    QTest::newRow("header name") << line + "@/etc/hostname: x\r\n\r\n" << QByteArray();
    QTest::newRow("header without a colon") << line + "@/etc/hostname\r\n\r\n" << QByteArray();
    QTest::newRow("header with an option") << line + "-o/tmp/x: y\r\n\r\n" << QByteArray();
    QTest::newRow("method") << QByteArray("@/etc/hostname / HTTP/1.1\r\n\r\n") << QByteArray();
}

// A broken request is stored too, and whoever copies it must not run what it says.
void CopyAsTest::curlReadsNoFile()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    Capture broken;
    broken.message.head = head;
    domain::readHead(broken.message);
    broken.message.body = body;
    const QByteArray command = toCurl(broken, u"http://127.0.0.1/"_s);
    QVERIFY2(!command.contains("--header '@"), command.constData());
    QVERIFY2(!command.contains("--data-binary '@"), command.constData());
    QVERIFY2(!command.contains("--data '@"), command.constData());
}

void CopyAsTest::rawHttpIsReadAgainAsTheSame()
{
    QFETCH(QByteArray, request);
    const Capture first = capture(request);
    const QByteArray raw = toRawHttp(first);
    listener::RequestParser parser({}, {});
    QCOMPARE(parser.feed(raw), raw.size());
    QCOMPARE(parser.state(), listener::RequestParser::State::Done);
    QVERIFY(parser.takeMessage() == first.message);
    QCOMPARE(parser.takeChunkSizes(), first.chunkSizes);
    if (first.message.trailers.isEmpty())
        QVERIFY(raw == request);
}

void CopyAsTest::rawHttpOfACutRequestIsCutThere()
{
    Capture cut;
    cut.message.head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    domain::readHead(cut.message);
    cut.message.body = "hellowo";
    cut.chunkSizes = {5, 9};
    cut.completeness = domain::Completeness::Truncated;
    QVERIFY(toRawHttp(cut).startsWith(cut.message.head + "5\r\nhello\r\n"));
    QVERIFY(!toRawHttp(cut).contains("0\r\n\r\n"));
}

void CopyAsTest::urlsNameTheServer()
{
    Capture given;
    given.message.target = "/a?b";
    given.localAddress = "::1";
    given.localPort = 9000;
    QCOMPARE(urlOf(given), u"http://[::1]:9000/a?b"_s);
    given.localAddress = "127.0.0.1";
    given.tls.version = "TLSv1.3";
    QCOMPARE(urlOf(given), u"https://127.0.0.1:9000/a?b"_s);
    given.message.headers = {{"host", "hooks.example.org"}};
    QCOMPARE(urlOf(given), u"https://hooks.example.org/a?b"_s);
    given.message.target = "*";
    QCOMPARE(urlOf(given), u"https://hooks.example.org/"_s);
}

void CopyAsTest::harHasTheRequiredMembers()
{
    domain::Delivery delivery;
    delivery.capture = test::sampleDelivery(QByteArray("\xff\0", 2)).capture;
    delivery.row.responseStatus = 200;
    delivery.answered = delivery.capture.lastByte + 1500;
    domain::Delivery empty;
    empty.capture.firstByte = test::sampleTime;
    const QJsonObject log = toHar({delivery, empty}).value(u"log"_s).toObject();
    QCOMPARE(log.value(u"version"_s), u"1.2"_s);
    for (const QString &name : {u"name"_s, u"version"_s})
        QVERIFY(!log.value(u"creator"_s)[name].toString().isEmpty());
    const QJsonArray entries = log.value(u"entries"_s).toArray();
    QCOMPARE(entries.size(), 2);
    for (const QJsonValue &entry : entries) {
        const auto has = [&](const QJsonValue &object, const QStringList &names) {
            for (const QString &name : names)
                QVERIFY2(object.toObject().contains(name), qPrintable(name));
        };
        has(entry, {u"startedDateTime"_s, u"time"_s, u"request"_s, u"response"_s, u"cache"_s, u"timings"_s});
        has(entry[u"request"_s], {u"method"_s, u"url"_s, u"httpVersion"_s, u"cookies"_s, u"headers"_s,
                                  u"queryString"_s, u"headersSize"_s, u"bodySize"_s});
        has(entry[u"response"_s], {u"status"_s, u"statusText"_s, u"httpVersion"_s, u"cookies"_s, u"headers"_s,
                                   u"content"_s, u"redirectURL"_s, u"headersSize"_s, u"bodySize"_s});
        has(entry[u"response"_s][u"content"_s], {u"size"_s, u"mimeType"_s});
        has(entry[u"timings"_s], {u"send"_s, u"wait"_s, u"receive"_s});
        QVERIFY(QDateTime::fromString(entry[u"startedDateTime"_s].toString(), Qt::ISODateWithMs).isValid());
        QVERIFY(entry[u"time"_s].toDouble() >= 0);
    }
    const QJsonValue request = entries[0][u"request"_s];
    QCOMPARE(request[u"queryString"_s],
             QJsonValue(QJsonArray{QJsonObject{{u"name"_s, u"x"_s}, {u"value"_s, u"1"_s}}}));
    QCOMPARE(QByteArray::fromBase64(request[u"postData"_s][u"text"_s].toString().toLatin1()),
             QByteArray("\xff\0", 2));
    QCOMPARE(request[u"headers"_s].toArray().size(), 4);
    QVERIFY(entries[1][u"request"_s][u"postData"_s].isUndefined());
}

void CopyAsTest::jsonHasEveryByte()
{
    domain::Delivery delivery;
    delivery.capture = test::sampleDelivery("{\"a\":\"Z\xc3\xbcrich\"}").capture;
    delivery.note = u"look"_s;
    QJsonObject object = toJson(delivery);
    QCOMPARE(object.value(u"body"_s).toString().toUtf8(), delivery.capture.message.body);
    QVERIFY(!object.contains(u"head"_s)); // it has a byte that is no UTF-8
    QCOMPARE(QByteArray::fromBase64(object.value(u"head_base64"_s).toString().toLatin1()),
             delivery.capture.message.head);
    QCOMPARE(object.value(u"note"_s), u"look"_s);
    delivery.capture.message.body = QByteArray("\xff\0", 2);
    object = toJson(delivery);
    QVERIFY(!object.contains(u"body"_s));
    QCOMPARE(QByteArray::fromBase64(object.value(u"body_base64"_s).toString().toLatin1()),
             delivery.capture.message.body);
}

void CopyAsTest::jsonOfARow()
{
    domain::DeliveryRow row;
    row.id = 7;
    row.received = test::sampleTime;
    row.endpoint = u"alerts"_s;
    row.signature = {domain::Verdict::ValidStale, u"socwarden"_s, u"main"_s, 400};
    const QJsonObject object = rowToJson(row);
    for (const QString &name :
         {u"id"_s, u"endpoint"_s, u"method"_s, u"target"_s, u"verdict"_s, u"scheme"_s, u"secret"_s,
          u"event"_s, u"severity"_s, u"attempt"_s, u"size"_s, u"received_at"_s})
        QVERIFY2(object.contains(name), qPrintable(name));
    QCOMPARE(object.value(u"verdict"_s), u"valid-stale"_s);
    QCOMPARE(object.value(u"received_at"_s), u"2026-01-01T00:00:00.000Z"_s);
    QCOMPARE(object.value(u"age_s"_s), 400);
    QVERIFY(!object.contains(u"risk"_s));
}

QTEST_GUILESS_MAIN(CopyAsTest)
#include "tst_copyas.moc"
