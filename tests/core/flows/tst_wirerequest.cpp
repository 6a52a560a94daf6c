// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/rawhead.h"
#include "core/flows/requestfile.h"
#include "core/flows/wirerequest.h"
#include "core/signature/catalogue.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace {

const QByteArray keyText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
constexpr Micros now = 1'767'225'600'000'000; // 2026-01-01

domain::Capture capture(const QByteArray &head, const QByteArray &body = {})
{
    domain::Capture capture;
    capture.message.head = head;
    domain::readHead(capture.message);
    capture.message.body = body;
    return capture;
}

ReplayTarget to(const QString &url, bool keepHost = false)
{
    return {QUrl(url), keepHost};
}

const QByteArray odd =
    "POST /hooks/a?x=1&y=%2f HTTP/1.1\r\nhOST:   old.example:9000 \r\nX-Dup: 1\r\nx-dup:  2\r\n"
    "X-Fold: a\r\n\tb\r\nX-High: \xff\xfe\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n"
    "Content-Length: 3\r\n\r\n";

} // namespace

class WireRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void exactKeepsEveryByteButHost();
    void keptHostKeepsEveryByte();
    void theTargetFollowsTheUrl_data();
    void theTargetFollowsTheUrl();
    void anAbsoluteTargetBecomesAPath();
    void aHostIsAddedWhereNoneWas();
    void chunksStandWhereTheyStood();
    void whatDidNotArriveWholeIsNotSentAsItWas();
    void editsAreMarkedAndLeaveTheRest();
    void aNewBodyHasALengthInsteadOfChunks();
    void aTruncatedOneMayBeGivenABody();
    void headersThatCannotBeSentAreRefused_data();
    void headersThatCannotBeSentAreRefused();
    void methodPathAndAllFieldsMayBeReplaced();
    void aHostWrittenByHandStays();
    void requestLinesThatCannotBeSentAreRefused_data();
    void requestLinesThatCannotBeSentAreRefused();
    void signedAnewIsValid_data();
    void signedAnewIsValid();
    void aDeliveryIdIsFresh_data();
    void aDeliveryIdIsFresh();
    void signingNeedsASecret();
    void editsAloneDoNotMakeASignatureValid();

private:
    QRandomGenerator m_random{7};
};

void WireRequestTest::exactKeepsEveryByteButHost()
{
    const auto wire = exactRequest(capture(odd, QByteArray("a\0b", 3)), to(u"http://127.0.0.1:3000"_s));
    QVERIFY(wire);
    QByteArray expected = odd;
    expected.replace("hOST:   old.example:9000 ", "hOST: 127.0.0.1:3000");
    QCOMPARE(wire->bytes, expected + QByteArray("a\0b", 3));
    QCOMPARE(wire->changes.size(), 1);
    QVERIFY(wire->changes[0].startsWith(u"Host: 127.0.0.1:3000 instead of old.example:9000"_s));
}

void WireRequestTest::keptHostKeepsEveryByte()
{
    const auto wire = exactRequest(capture(odd, QByteArray("a\0b", 3)), to(u"https://[::1]:3000"_s, true));
    QVERIFY(wire);
    QCOMPARE(wire->bytes, odd + QByteArray("a\0b", 3));
    QVERIFY(wire->changes.isEmpty());
}

void WireRequestTest::theTargetFollowsTheUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("captured");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *name, const QString &url, const QByteArray &captured,
                        const QByteArray &sent) { QTest::newRow(name) << url << captured << sent; };
    const QByteArray own = "/a?x=1%2f[]";
    row("no path", u"http://127.0.0.1:1"_s, own, own);
    row("the root", u"http://127.0.0.1:1/"_s, own, "/?x=1%2f[]");
    row("a path", u"http://127.0.0.1:1/b%20c"_s, own, "/b%20c?x=1%2f[]");
    row("a query", u"http://127.0.0.1:1/b?z"_s, own, "/b?z");
    row("a query alone", u"http://127.0.0.1:1?z"_s, own, "/a?z");
    row("no query anywhere", u"http://127.0.0.1:1/b"_s, "/a", "/b");
}

void WireRequestTest::theTargetFollowsTheUrl()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, captured);
    QFETCH(QByteArray, sent);
    const auto wire = exactRequest(capture("GET " + captured + " HTTP/1.0\r\nHost: x\r\n\r\n"), to(url));
    QVERIFY(wire);
    QCOMPARE(wire->bytes, "GET " + sent + " HTTP/1.0\r\nHost: 127.0.0.1:1\r\n\r\n");
}

void WireRequestTest::anAbsoluteTargetBecomesAPath()
{
    const auto wire =
        exactRequest(capture("GET http://old.example/a?b HTTP/1.1\r\nHost: old.example\r\n\r\n"),
                     to(u"http://127.0.0.1:1"_s));
    QCOMPARE(wire->bytes, "GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n");
    QCOMPARE(wire->changes.size(), 2);
}

void WireRequestTest::aHostIsAddedWhereNoneWas()
{
    const auto wire = exactRequest(capture("GET / HTTP/1.0\r\nA: b\r\n\r\n"), to(u"http://localhost:1"_s));
    QCOMPARE(wire->bytes, "GET / HTTP/1.0\r\nA: b\r\nHost: localhost:1\r\n\r\n");
}

void WireRequestTest::chunksStandWhereTheyStood()
{
    domain::Capture chunked =
        capture("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "abcde");
    chunked.chunkSizes = {2, 3};
    chunked.message.trailers = {{"T", "1"}};
    const auto wire = exactRequest(chunked, to(u"http://127.0.0.1:1"_s, true));
    QCOMPARE(wire->bytes, chunked.message.head + "2\r\nab\r\n3\r\ncde\r\n0\r\nT: 1\r\n\r\n");
}

void WireRequestTest::whatDidNotArriveWholeIsNotSentAsItWas()
{
    for (const auto completeness : {domain::Completeness::Truncated, domain::Completeness::Malformed}) {
        domain::Capture half = capture(odd, "a");
        half.completeness = completeness;
        const auto wire = exactRequest(half, to(u"http://127.0.0.1:1"_s));
        QVERIFY(!wire);
        QCOMPARE(wire.error().kind, Error::Kind::Rejected);
    }
}

void WireRequestTest::editsAreMarkedAndLeaveTheRest()
{
    ReplayEdit edit;
    edit.body = "longer";
    edit.headers = {{"X-DUP", "3"}, {"X-New", "n"}};
    edit.removed = {"expect"};
    const auto wire = editedRequest(capture(odd, QByteArray("a\0b", 3)), to(u"http://127.0.0.1:3000"_s), edit,
                                    now, m_random);
    QVERIFY(wire);
    QCOMPARE(wire->bytes,
             "POST /hooks/a?x=1&y=%2f HTTP/1.1\r\nhOST: 127.0.0.1:3000\r\nX-Dup: 3\r\nX-Fold: a\r\n\tb\r\n"
             "X-High: \xff\xfe\r\nConnection: keep-alive\r\nContent-Length: 6\r\nX-New: n\r\n"
             "X-Tocsin-Test: made by Tocsin for testing\r\n\r\nlonger");
}

void WireRequestTest::aNewBodyHasALengthInsteadOfChunks()
{
    domain::Capture chunked =
        capture("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTrailer: T\r\n\r\n", "abcde");
    chunked.chunkSizes = {2, 3};
    chunked.message.trailers = {{"T", "1"}};
    const auto wire = editedRequest(chunked, to(u"http://127.0.0.1:1"_s, true), {}, now, m_random);
    QCOMPARE(wire->bytes,
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nX-Tocsin-Test: made by Tocsin for "
             "testing\r\n\r\nabcde");
}

void WireRequestTest::aTruncatedOneMayBeGivenABody()
{
    domain::Capture half = capture(odd, "a");
    half.completeness = domain::Completeness::Truncated;
    ReplayEdit edit;
    QVERIFY(!editedRequest(half, to(u"http://127.0.0.1:1"_s), edit, now, m_random));
    edit.body = "";
    const auto wire = editedRequest(half, to(u"http://127.0.0.1:1"_s), edit, now, m_random);
    QVERIFY(wire);
    QVERIFY(wire->bytes.contains("\r\nContent-Length: 0\r\n"));
    half.completeness = domain::Completeness::Malformed;
    QVERIFY(!editedRequest(half, to(u"http://127.0.0.1:1"_s), edit, now, m_random));
}

void WireRequestTest::headersThatCannotBeSentAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("a second request") << QByteArray("X") << QByteArray("a\r\n\r\nGET / HTTP/1.1");
    QTest::newRow("a line feed") << QByteArray("X") << QByteArray("a\nB: c");
    QTest::newRow("a zero") << QByteArray("X") << QByteArray("a\0b", 3);
    QTest::newRow("no name") << QByteArray("") << QByteArray("a");
    QTest::newRow("a name with a colon") << QByteArray("A: b\r\nC") << QByteArray("a");
    QTest::newRow("the length") << QByteArray("content-LENGTH") << QByteArray("7");
    QTest::newRow("the framing") << QByteArray("Transfer-Encoding") << QByteArray("chunked");
}

void WireRequestTest::headersThatCannotBeSentAreRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    ReplayEdit edit;
    edit.headers = {{name, value}};
    const auto wire = editedRequest(capture(odd, "abc"), to(u"http://127.0.0.1:1"_s), edit, now, m_random);
    QVERIFY(!wire);
    QCOMPARE(wire.error().kind, Error::Kind::Rejected);
}

void WireRequestTest::methodPathAndAllFieldsMayBeReplaced()
{
    ReplayEdit edit;
    edit.method = "HEAD";
    edit.target = "/new?a=%2f";
    edit.fields = {{"X-B", "1"}, {"x-b", "2"}, {"Content-Length", "99"}, {"Host", "old.example:9000"}};
    const auto wire =
        editedRequest(capture(odd, "abc"), to(u"http://127.0.0.1:3000/other"_s), edit, now, m_random);
    QVERIFY(wire);
    QCOMPARE(wire->bytes, "HEAD /new?a=%2f HTTP/1.1\r\nX-B: 1\r\nx-b: 2\r\nHost: 127.0.0.1:3000\r\n"
                          "Content-Length: 3\r\nX-Tocsin-Test: made by Tocsin for testing\r\n\r\nabc");
    QVERIFY(wire->headOnly);
}

void WireRequestTest::aHostWrittenByHandStays()
{
    ReplayEdit edit;
    edit.fields = QList<domain::HeaderField>{domain::HeaderField{"Host", "by.hand"}};
    const auto wire = editedRequest(capture(odd), to(u"http://127.0.0.1:3000"_s), edit, now, m_random);
    QVERIFY(wire);
    QVERIFY(wire->bytes.contains("\r\nHost: by.hand\r\n"));
}

void WireRequestTest::requestLinesThatCannotBeSentAreRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("no method") << QByteArray("") << QByteArray("/");
    QTest::newRow("two words") << QByteArray("GET /x") << QByteArray("/");
    QTest::newRow("a line end in the method") << QByteArray("GET\r\nX: y") << QByteArray("/");
    QTest::newRow("no slash") << QByteArray("POST") << QByteArray("hooks");
    QTest::newRow("a blank in the path") << QByteArray("POST") << QByteArray("/a b");
    QTest::newRow("a line end in the path") << QByteArray("POST") << QByteArray("/a\r\nX: y");
    QTest::newRow("no path") << QByteArray("POST") << QByteArray("");
}

void WireRequestTest::requestLinesThatCannotBeSentAreRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    ReplayEdit edit;
    edit.method = method;
    edit.target = path;
    const auto wire = editedRequest(capture(odd), to(u"http://127.0.0.1:3000"_s), edit, now, m_random);
    QVERIFY(!wire);
    QCOMPARE(wire.error().kind, Error::Kind::Rejected);
}

void WireRequestTest::signedAnewIsValid_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("socwarden") << u"socwarden"_s << keyText;
    QTest::newRow("github") << u"github"_s << keyText;
    QTest::newRow("stripe") << u"stripe"_s << keyText;
    QTest::newRow("standard-webhooks")
        << u"standard-webhooks"_s << QByteArray("whsec_" + QByteArray(24, 'k').toBase64());
}

void WireRequestTest::signedAnewIsValid()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, secret);
    const auto catalogue = signature::Catalogue::load();
    QVERIFY(catalogue);
    const signature::Scheme *how = catalogue->find(scheme);
    QVERIFY(how);
    const signature::NamedSecret with{u"main"_s, Secret::copyOf(secret), {}, false};
    ReplayEdit edit;
    edit.body = R"({"id":"evt_1","new":true})";
    edit.scheme = how;
    edit.secret = with;
    const auto wire = editedRequest(capture(odd, "abc"), to(u"http://127.0.0.1:1"_s), edit, now, m_random);
    QVERIFY2(wire, wire ? "" : qPrintable(wire.error().detail));
    const auto sent = readRequest(wire->bytes, u"sent"_s);
    QVERIFY(sent);
    QCOMPARE(sent->first(testMarkName), testMarkValue);
    QCOMPARE(signature::verify(*how, *sent, {&with, 1}, now).verdict, domain::Verdict::Valid);
    QVERIFY(!wire->bytes.contains(secret));
    // A second one, later: a new time or id, or at least the same signature again, and valid then.
    const Micros later = now + 3600 * microsPerSecond;
    domain::Capture first;
    first.message = *sent;
    const auto again = editedRequest(first, to(u"http://127.0.0.1:1"_s), edit, later, m_random);
    const auto sentAgain = readRequest(again->bytes, u"again"_s);
    QCOMPARE(signature::verify(*how, *sentAgain, {&with, 1}, later).verdict, domain::Verdict::Valid);
}

void WireRequestTest::aDeliveryIdIsFresh_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::newRow("an id that is part of the scheme") << u"github"_s;
    QTest::newRow("an id beside it") << u"sanity"_s;
}

void WireRequestTest::aDeliveryIdIsFresh()
{
    QFETCH(QString, scheme);
    const auto catalogue = signature::Catalogue::load();
    ReplayEdit edit;
    edit.scheme = catalogue->find(scheme);
    QVERIFY(edit.scheme);
    const QByteArray name = edit.scheme->retry.idHeader;
    QVERIFY(!name.isEmpty());
    edit.secret = signature::NamedSecret{u"main"_s, Secret::copyOf(keyText), {}, false};
    QByteArrayList ids;
    for (const Micros at : {now, now + microsPerSecond}) {
        const auto wire =
            editedRequest(capture("POST / HTTP/1.1\r\nHost: x\r\n" + name + ": old\r\n\r\n", "{}"),
                          to(u"http://127.0.0.1:1"_s), edit, at, m_random);
        QVERIFY(wire);
        const auto sent = readRequest(wire->bytes, u"sent"_s);
        QCOMPARE(sent->countOf(name), 1);
        ids.append(sent->first(name));
        QVERIFY(ids.last() != "old" && ids.last().size() > 16);
    }
    QVERIFY(ids[0] != ids[1]);
}

void WireRequestTest::signingNeedsASecret()
{
    const auto catalogue = signature::Catalogue::load();
    ReplayEdit edit;
    edit.scheme = catalogue->find(u"socwarden"_s);
    const auto wire = editedRequest(capture(odd, "abc"), to(u"http://127.0.0.1:1"_s), edit, now, m_random);
    QVERIFY(!wire);
    QVERIFY(wire.error().detail.contains(u"secret"_s));
}

void WireRequestTest::editsAloneDoNotMakeASignatureValid()
{
    const auto catalogue = signature::Catalogue::load();
    const signature::Scheme *how = catalogue->find(u"socwarden"_s);
    const signature::NamedSecret with{u"main"_s, Secret::copyOf(keyText), {}, false};
    ReplayEdit edit;
    edit.scheme = how;
    edit.secret = with;
    const auto wire = editedRequest(capture(odd, "abc"), to(u"http://127.0.0.1:1"_s), edit, now, m_random);
    domain::Capture valid;
    valid.message = *readRequest(wire->bytes, u"sent"_s);
    ReplayEdit body;
    body.body = "abd";
    const auto changed = editedRequest(valid, to(u"http://127.0.0.1:1"_s), body, now, m_random);
    QCOMPARE(signature::verify(*how, *readRequest(changed->bytes, u"changed"_s), {&with, 1}, now).verdict,
             domain::Verdict::Mismatch);
}

QTEST_GUILESS_MAIN(WireRequestTest)
#include "tst_wirerequest.moc"
