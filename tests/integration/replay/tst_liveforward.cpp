// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What a sender hears while its endpoint is relayed: senders over real sockets, a target on a real socket, a
// real store.

#include "core/signature/sign.h"
#include "tests/support/forwarddesk.h"

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using Phase = ForwardState::Phase;

class LiveForwardTest : public QObject, private ForwardDesk
{
    Q_OBJECT

private slots:
    void init() { openForwardDesk(); }
    void cleanup() { closeForwardDesk(); }
    void theSenderHearsWhatTheTargetAnswers();
    void isDurableBeforeItIsSentOn();
    void whoMayNotWaitIsNotHeldUp();
    void oneWhoWaitsHoldsUpNobody();
    void aTargetThatIsSilentIs504();
    void aTargetThatIsGoneIs502();
    void onlyWhatIsValidIsSentWhenAsked();
    void aComputedSignatureReachesNobody();
    void strictTurnsDownBeforeTheTarget();
    void theAnswersOfTheConnectionAreOurs();
    void stoppedByHandItAnswersAtOnce();
    void followsOnlyWithoutReturningAnswers();
};

void LiveForwardTest::theSenderHearsWhatTheTargetAnswers()
{
    m_target->answer = [](const QByteArray &request) {
        return RawTarget::reply(request.endsWith("bad") ? 422 : 201, "from the target",
                                "X-Own: 1\r\nX-Own: 2\r\n");
    };
    forward(spec());
    const auto good = send("good");
    QTRY_COMPARE_WITH_TIMEOUT(good->status(), 201, patience);
    QVERIFY(good->answer.endsWith("\r\n\r\nfrom the target"));
    QVERIFY(good->answer.contains("\r\nX-Own: 1\r\nX-Own: 2\r\n"));
    const auto bad = send("bad");
    QTRY_COMPARE_WITH_TIMEOUT(bad->status(), 422, patience);
    // What was said is what is kept.
    QTRY_COMPARE_WITH_TIMEOUT(load(1).row.responseStatus, 201, patience);
    QTRY_COMPARE_WITH_TIMEOUT(load(2).row.responseStatus, 422, patience);
    QTRY_VERIFY_WITH_TIMEOUT(load(1).answered >= load(1).committed && load(1).committed > 0, patience);
}

void LiveForwardTest::isDurableBeforeItIsSentOn()
{
    qint64 durable = -1;
    m_target->answer = [&](const QByteArray &) {
        durable = m_desk->lastDurableId();
        return RawTarget::reply(200);
    };
    forward(spec());
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 200, patience);
    QCOMPARE(durable, 1);
}

void LiveForwardTest::whoMayNotWaitIsNotHeldUp()
{
    m_target->answer = [](const QByteArray &) { return QByteArray(); }; // never
    domain::ForwardSpec patient = spec();
    patient.answerSeconds = 120;
    forward(patient);
    const auto waits = send("waits");
    QTRY_COMPARE_WITH_TIMEOUT(m_target->requests.size(), 1, patience);
    for (int i = 0; i < 3; ++i) {
        const auto other = send("elsewhere", "/other");
        QTRY_COMPARE_WITH_TIMEOUT(other->status(), 200, patience);
    }
    QCOMPARE(waits->status(), 0);
}

void LiveForwardTest::oneWhoWaitsHoldsUpNobody()
{
    m_target->answer = [](const QByteArray &request) {
        return request.endsWith("slow") ? QByteArray() : RawTarget::reply(200);
    };
    domain::ForwardSpec patient = spec();
    patient.answerSeconds = 120;
    forward(patient);
    const auto slow = send("slow");
    QTRY_COMPARE_WITH_TIMEOUT(m_target->requests.size(), 1, patience);
    QList<std::shared_ptr<Sender>> fast;
    for (int i = 0; i < 20; ++i)
        fast.append(send("fast"));
    for (const auto &sender : fast)
        QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 200, patience);
    QCOMPARE(slow->status(), 0);
    QCOMPARE(state().cursor, 0);
}

void LiveForwardTest::aTargetThatIsSilentIs504()
{
    m_target->answer = [](const QByteArray &) { return QByteArray(); };
    domain::ForwardSpec impatient = spec();
    impatient.answerSeconds = 1;
    forward(impatient);
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 504, patience);
    QVERIFY(sender->answer.contains("This request is stored."));
    QVERIFY(!sender->answer.contains("127.0.0.1"));
    QTRY_COMPARE_WITH_TIMEOUT(load(1).row.responseStatus, 504, patience);
    QCOMPARE(state().cursor, 0);
}

void LiveForwardTest::aTargetThatIsGoneIs502()
{
    forward(spec());
    const QByteArray port = QByteArray::number(m_target->port());
    m_target->close();
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 502, patience);
    QVERIFY(sender->answer.contains("This request is stored."));
    QVERIFY(!sender->answer.contains(port));
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Retrying, patience);
    QCOMPARE(state().cursor, 0);
    QVERIFY(state().reason.contains(u"nothing listens"_s));
}

void LiveForwardTest::onlyWhatIsValidIsSentWhenAsked()
{
    domain::ForwardSpec checked = spec();
    checked.verifyFirst = true;
    m_target->answer = [](const QByteArray &) { return RawTarget::reply(418); };
    forward(checked);
    const auto unsignedOne = send("unsigned");
    QTRY_COMPARE_WITH_TIMEOUT(unsignedOne->status(), 202, patience); // the endpoint's own
    QVERIFY(unsignedOne->answer.endsWith("own"));
    QVERIFY(m_target->requests.isEmpty());
    const Sender valid(m_desk->state().port, signedPost("{}", keyText, "/hooks/a"));
    QTRY_COMPARE_WITH_TIMEOUT(valid.status(), 418, patience);
}

// The sender of a forged request must not learn what its signature should have been, and neither does the
// target: nothing is signed on the way.
void LiveForwardTest::aComputedSignatureReachesNobody()
{
    m_target->answer = [](const QByteArray &request) {
        return RawTarget::reply(401, request.sliced(request.indexOf("\r\n") + 2)); // all that it was sent
    };
    forward(spec());
    const QByteArray time = QByteArray::number(wallClock() / microsPerSecond);
    const QByteArray body = R"({"forged":true})";
    const QByteArray wrong(64, '0');
    const Sender sender(
        m_desk->state().port,
        post("/hooks/a", body, "X-Timestamp: " + time + "\r\nX-Signature-256: sha256=" + wrong + "\r\n"));
    QTRY_COMPARE_WITH_TIMEOUT(sender.status(), 401, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->lastStoredId(), 1, patience);
    QVERIFY(sender.answer.contains(wrong));
    signature::Detection found = m_desk->verification(load(1));
    QVERIFY(found.scheme);
    const domain::HttpMessage message = load(1).capture.message;
    const signature::NamedSecret named = secret();
    const auto right = signature::sign(*found.scheme, message, named, time.toLongLong() * microsPerSecond);
    QVERIFY(right);
    for (const domain::HeaderField &field : *right) {
        const QByteArray value =
            field.value.contains('=') ? field.value.sliced(field.value.indexOf('=') + 1) : field.value;
        if (value == time)
            continue;
        QVERIFY(value.size() >= 64);
        QVERIFY(!sender.answer.contains(value));
        QVERIFY(!m_target->requests.constFirst().contains(value));
    }
}

void LiveForwardTest::strictTurnsDownBeforeTheTarget()
{
    forward(spec());
    domain::Endpoint strict;
    for (const domain::Endpoint &endpoint : m_desk->endpoints()) {
        if (endpoint.name == u"a"_s)
            strict = endpoint;
    }
    QVERIFY(strict.forward);
    strict.mode = domain::Endpoint::Mode::Strict;
    QVERIFY(m_desk->saveEndpoint(strict, u"a"_s));
    const auto sender = send("unsigned");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 401, patience);
    QTRY_COMPARE_WITH_TIMEOUT(load(1).row.responseStatus, 401, patience);
}

void LiveForwardTest::theAnswersOfTheConnectionAreOurs()
{
    m_target->answer = [](const QByteArray &) {
        return QByteArray(
            "HTTP/1.1 200 OK\r\nConnection: X-Hop, close\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
            "Transfer-Encoding: chunked\r\nX-End: 1\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    };
    forward(spec());
    const auto sender = send("1");
    QTRY_VERIFY_WITH_TIMEOUT(sender->answer.endsWith("\r\n\r\nok"), patience);
    QVERIFY(sender->answer.contains("\r\nContent-Length: 2\r\n"));
    QVERIFY(sender->answer.contains("\r\nX-End: 1\r\n"));
    for (const char *left : {"X-Hop", "Keep-Alive", "chunked", "close"})
        QVERIFY2(!sender->answer.contains(left), left);
}

void LiveForwardTest::stoppedByHandItAnswersAtOnce()
{
    m_target->answer = [](const QByteArray &) { return QByteArray(); };
    domain::ForwardSpec patient = spec();
    patient.answerSeconds = 120;
    forward(patient);
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_target->requests.size(), 1, patience);
    patient.paused = true;
    QVERIFY(m_desk->saveForward(u"a"_s, patient));
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 502, patience);
    const auto next = send("2");
    QTRY_COMPARE_WITH_TIMEOUT(next->status(), 202, patience); // the endpoint's own again
}

void LiveForwardTest::followsOnlyWithoutReturningAnswers()
{
    m_target->answer = [](const QByteArray &) { return RawTarget::reply(201); };
    domain::ForwardSpec plain = spec(u"/in"_s);
    plain.returnAnswer = false;
    forward(plain);
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 202, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 1, patience);
    QVERIFY(m_target->requests.constFirst().startsWith("POST /in HTTP/1.1\r\n"));
    QCOMPARE(load(1).row.responseStatus, 202);
}

QTEST_GUILESS_MAIN(LiveForwardTest)
#include "tst_liveforward.moc"
