// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What a relay has yet to send, and what it keeps: senders and target over real sockets, a real store.

#include "tests/support/forwarddesk.h"

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using Phase = ForwardState::Phase;

class ForwardQueueTest : public QObject, private ForwardDesk
{
    Q_OBJECT

private slots:
    void init() { openForwardDesk(); }
    void cleanup() { closeForwardDesk(); }
    void whatTheTargetDidNotTakeIsTriedAgain();
    void whatTheTargetTookIsNotSentTwice();
    void whatWasTakenAheadOfTheCursorIsNotSentAgainAfterARestart();
    void aSenderThatLeftIsNoted();
    void aStoppedListenerForgetsWhoWaited();
    void isRunAgainAfterARestart();
    void aPausedOneStaysSo();
    void wrongTargetsAreRefused();
    void whatIsDeletedIsForgotten_data();
    void whatIsDeletedIsForgotten();
};

void ForwardQueueTest::whatTheTargetDidNotTakeIsTriedAgain()
{
    int status = 500;
    m_target->answer = [&status](const QByteArray &) { return RawTarget::reply(status); };
    forward(spec());
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 500, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_target->requests.size() >= 3, patience);
    QCOMPARE(state().cursor, 0);
    status = 200;
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(answersTo(1).value(0).verdict, domain::ReplayVerdict::Fixed, patience);
    QCOMPARE(load(1).row.responseStatus, 500); // what the sender heard
}

void ForwardQueueTest::whatTheTargetTookIsNotSentTwice()
{
    m_target->answer = [](const QByteArray &request) {
        return RawTarget::reply(request.endsWith("stuck") ? 400 : 200);
    };
    forward(spec());
    const auto stuck = send("stuck");
    QTRY_COMPARE_WITH_TIMEOUT(stuck->status(), 400, patience);
    for (const char *body : {"2", "3"}) { // beside the one that holds up the cursor
        const auto sender = send(body);
        QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 200, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Retrying, patience);
    QCOMPARE(state().forwarded, 2);
    m_desk->relays().skip(u"a"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 3, patience);
    const auto count = [this](const QByteArray &end) {
        return std::count_if(
            m_target->requests.begin(), m_target->requests.end(),
            [&end](const QByteArray &request) { return request.endsWith("\r\n\r\n" + end); });
    };
    QCOMPARE(count("2"), 1);
    QCOMPARE(count("3"), 1);
}

void ForwardQueueTest::whatWasTakenAheadOfTheCursorIsNotSentAgainAfterARestart()
{
    bool good = false;
    m_target->answer = [&good](const QByteArray &request) {
        return RawTarget::reply(request.endsWith("stuck") && !good ? 400 : 200);
    };
    forward(spec());
    const auto stuck = send("stuck");
    QTRY_COMPARE_WITH_TIMEOUT(stuck->status(), 400, patience);
    const auto second = send("second");
    QTRY_COMPARE_WITH_TIMEOUT(second->status(), 200, patience);
    QTRY_COMPARE_WITH_TIMEOUT(answersTo(2).size(), 1, patience);
    good = true;
    restart();
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 2, patience);
    QCOMPARE(std::count_if(m_target->requests.begin(), m_target->requests.end(),
                           [](const QByteArray &request) { return request.endsWith("second"); }),
             1);
}

void ForwardQueueTest::aSenderThatLeftIsNoted()
{
    bool answers = false;
    m_target->answer = [&answers](const QByteArray &) {
        return answers ? RawTarget::reply(200) : QByteArray();
    };
    domain::ForwardSpec relay = spec();
    forward(relay);
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_target->requests.size(), 1, patience);
    sender->leave();
#ifdef Q_OS_UNIX
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->counters().connections, 0, patience);
#endif
    relay.paused = true; // ends what is under way
    QVERIFY(m_desk->saveForward(u"a"_s, relay));
    answers = true;
    relay.paused = false;
    QVERIFY(m_desk->saveForward(u"a"_s, relay));
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 1, patience); // and still it arrives
#ifdef Q_OS_UNIX
    QCOMPARE(load(1).row.responseStatus, 0);
#endif
}

void ForwardQueueTest::aStoppedListenerForgetsWhoWaited()
{
    m_target->answer = [](const QByteArray &) { return QByteArray(); };
    domain::ForwardSpec impatient = spec();
    impatient.answerSeconds = 1;
    forward(impatient);
    auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(m_target->requests.size(), 1, patience);
    sender->leave();
    m_desk->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Stopped, patience);
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
    // Its connection has the number of the one before; the answer to that one must not come here.
    const auto other = send("elsewhere", "/other");
    QTRY_COMPARE_WITH_TIMEOUT(other->status(), 200, patience);
    QTRY_VERIFY_WITH_TIMEOUT(state().attempts >= 1, patience);
    QCOMPARE(other->answer.count("HTTP/1.1 "), 1);
}

void ForwardQueueTest::isRunAgainAfterARestart()
{
    domain::ForwardSpec plain = spec();
    plain.returnAnswer = false;
    forward(plain);
    const auto first = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 1, patience);
    restart();
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
    QCOMPARE(state().cursor, 1);
    const auto second = send("2");
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 2, patience);
    QCOMPARE(m_target->requests.size(), 2);
}

void ForwardQueueTest::aPausedOneStaysSo()
{
    domain::ForwardSpec paused = spec();
    forward(paused);
    paused.paused = true;
    QVERIFY(m_desk->saveForward(u"a"_s, paused));
    QCOMPARE(state().phase, Phase::Stopped);
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 202, patience);
    restart();
    QCOMPARE(state().phase, Phase::Stopped);
    paused.paused = false;
    QVERIFY(m_desk->saveForward(u"a"_s, paused));
    QTRY_COMPARE_WITH_TIMEOUT(state().cursor, 1, patience); // what it missed
    QCOMPARE(m_target->requests.size(), 1);
    QVERIFY(m_desk->saveForward(u"a"_s, std::nullopt));
    QVERIFY(!m_desk->relays().state(u"a"_s));
}

void ForwardQueueTest::wrongTargetsAreRefused()
{
    domain::ForwardSpec away = spec();
    away.url = QUrl(u"http://192.0.2.1/"_s);
    QCOMPARE(m_desk->saveForward(u"a"_s, away).error().kind, Error::Kind::Forbidden);
    QCOMPARE(m_desk->saveForward(u"none"_s, spec()).error().kind, Error::Kind::NotFound);
    domain::ForwardSpec none = spec();
    none.backlogLimit = 0;
    QCOMPARE(m_desk->saveForward(u"a"_s, none).error().kind, Error::Kind::Rejected);
    none = spec();
    none.answerSeconds = 0;
    QCOMPARE(m_desk->saveForward(u"a"_s, none).error().kind, Error::Kind::Rejected);
    QVERIFY(!m_desk->relays().state(u"a"_s));
    QSignalSpy changed(m_desk.get(), &WebhookDesk::allowedHostsChanged);
    m_desk->allowHost({u"192.0.2.1"_s, 80});
    m_desk->allowHost({u"192.0.2.1"_s, 80});
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_desk->saveForward(u"a"_s, away));
    // Back to itself it would never end: refused when it is sent, and the sender is told no more than 502.
    domain::ForwardSpec self = spec();
    self.url = QUrl(m_desk->state().url("/hooks/a"));
    forward(self);
    const auto sender = send("1");
    QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 502, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Failed, patience);
    QVERIFY(state().reason.contains(u"come back"_s));
}

void ForwardQueueTest::whatIsDeletedIsForgotten_data()
{
    QTest::addColumn<bool>("byHand");
    QTest::newRow("by hand") << true;
    QTest::newRow("by retention") << false;
}

void ForwardQueueTest::whatIsDeletedIsForgotten()
{
    QFETCH(bool, byHand);
    forward(spec());
    for (const char *body : {"1", "2"}) {
        const auto sender = send(body);
        QTRY_COMPARE_WITH_TIMEOUT(sender->status(), 200, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answersTo(1).size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(answersTo(2).size(), 1, patience);
    if (byHand) {
        m_desk->remove({1});
    } else {
        DeskOptions options = m_desk->options();
        options.retention.deliveries = 1;
        m_desk->setOptions(options);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answersTo(1).size(), 0, patience);
    QCOMPARE(answersTo(2).size(), 1);
}

QTEST_GUILESS_MAIN(ForwardQueueTest)
#include "tst_forwardqueue.moc"
