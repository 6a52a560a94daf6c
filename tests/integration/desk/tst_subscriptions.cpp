// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Senders that ask for a URL to be opened before they send: what waits for a person, in this run and the
// next.

#include "core/http/rawexchange.h"
#include "tests/support/handshakedesk.h"

#include <QTcpServer>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

class SubscriptionsTest : public QObject, private HandshakeDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void aSubscribeUrlIsNeverOpened();
    void aSubscriptionWaitsForAPerson();
    void aSubscriptionThatFailsCanBeTriedAgain();
    void aDismissedSubscriptionStaysSo();
    void aSubscriptionWaitsOverARestart();
    void whatBecameOfItIsKept();
};

namespace {

const QByteArray subscribeUrl =
    "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:a&Token=1";

QByteArray subscription(const QByteArray &url = subscribeUrl)
{
    return jsonPost("/in", R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}");
}

} // namespace

// The URL leads to a server here that counts who comes; a URL that leads to Amazon is told, no more.
void SubscriptionsTest::aSubscribeUrlIsNeverOpened()
{
    QTcpServer bait;
    QVERIFY(bait.listen(QHostAddress::LocalHost));
    serve(u"aws-sns"_s);
    const auto confirmation = [](const QByteArray &url) {
        return jsonPost("/in", R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}");
    };
    const QByteArray port = QByteArray::number(bait.serverPort());
    QCOMPARE(ask(confirmation("http://127.0.0.1:" + port + "/?Action=ConfirmSubscription&Token=1")).status,
             403);
    QCOMPARE(
        ask(confirmation("https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=1")).status,
        200);
    QVERIFY2(stored(2).handshake.contains(u"when a person opens body member /SubscribeURL"_s),
             qPrintable(stored(2).handshake));
    QVERIFY(stored(1).handshake.contains(u"must not be opened"_s));
    QVERIFY(!bait.waitForNewConnection(0));
}

void SubscriptionsTest::aSubscriptionWaitsForAPerson()
{
    QList<QUrl> opened;
    QList<Handler<int>> answers;
    m_desk->subscriptions().setOpener(
        [&](const http::RawRequest &request, QObject *, const Handler<int> &handler) {
            opened.append(request.url);
            answers.append(handler);
        });
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QCOMPARE(ask(subscription()).status, 200); // Amazon asks again
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, 30'000);
    const domain::Delivery delivery = stored(1);
    const Subscription asked = m_desk->subscriptions().all().first();
    QCOMPARE(asked, (Subscription{1, u"in"_s, u"aws-sns"_s, subscribeUrl, "sns.eu-west-1.amazonaws.com",
                                  "sns.*.amazonaws.com", "127.0.0.1", delivery.row.received,
                                  delivery.row.signature.verdict}));
    // The stored request says the same.
    const auto facts = m_desk->handshake(delivery);
    QVERIFY(facts);
    QCOMPARE(facts->subscription, asked);
    QVERIFY(!facts->refused);
    QVERIFY2(facts->recognition.contains(u"body member /Type \"SubscriptionConfirmation\""_s),
             qPrintable(facts->recognition));
    QVERIFY(opened.isEmpty());

    m_desk->subscriptions().confirm(asked);
    m_desk->subscriptions().confirm(asked); // a second click changes nothing
    QCOMPARE(opened, QList<QUrl>{QUrl(QString::fromLatin1(subscribeUrl))});
    QCOMPARE(m_desk->subscriptions().all().first().state, Subscription::State::Opening);
    answers.first()(200);
    QCOMPARE(m_desk->subscriptions().all().first().state, Subscription::State::Confirmed);
    QCOMPARE(m_desk->handshake(delivery)->subscription->state, Subscription::State::Confirmed);
    QCOMPARE(opened.size(), 1);
}

void SubscriptionsTest::aSubscriptionThatFailsCanBeTriedAgain()
{
    QList<Result<int>> answers{fail(Error::Kind::Transient, u"nothing listens there"_s), 302, 403, 200};
    m_desk->subscriptions().setOpener([&](const http::RawRequest &, QObject *, const Handler<int> &handler) {
        handler(answers.takeFirst());
    });
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, 30'000);
    const auto known = [this] { return m_desk->subscriptions().all().first(); };
    for (const QString &words : {u"nothing listens"_s, u"no redirect"_s, u"answered 403"_s}) {
        m_desk->subscriptions().confirm(known());
        QCOMPARE(known().state, Subscription::State::Failed);
        QVERIFY2(known().error.contains(words), qPrintable(known().error));
    }
    m_desk->subscriptions().confirm(known());
    QCOMPARE(known().state, Subscription::State::Confirmed);
    QCOMPARE(known().status, 200);
    QVERIFY(known().error.isEmpty());
}

void SubscriptionsTest::aDismissedSubscriptionStaysSo()
{
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, 30'000);
    m_desk->subscriptions().dismiss(subscribeUrl);
    QCOMPARE(ask(subscription()).status, 200);
    QCOMPARE(ask(subscription(subscribeUrl + "2")).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 2, 30'000);
    QVERIFY(m_desk->subscriptions().all().first().dismissed);
    QVERIFY(!m_desk->subscriptions().all().last().dismissed);
}

void SubscriptionsTest::aSubscriptionWaitsOverARestart()
{
    serve(u"aws-sns"_s);
    QCOMPARE(ask(subscription()).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 1, patience);
    const QList<Subscription> asked = m_desk->subscriptions().all();
    open();
    QCOMPARE(m_desk->subscriptions().all(), asked);
    start();
    QCOMPARE(ask(subscription()).status, 200); // Amazon asks again
    QCOMPARE(ask(subscription(subscribeUrl + "2")).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 2, patience);
    QCOMPARE(m_desk->subscriptions().all().first(), asked.first());
}

// What became of each is known in the next run too, so that none is opened twice without anybody knowing.
void SubscriptionsTest::whatBecameOfItIsKept()
{
    QList<Handler<int>> answers;
    m_desk->subscriptions().setOpener(
        [&](const http::RawRequest &, QObject *, const Handler<int> &handler) { answers.append(handler); });
    serve(u"aws-sns"_s);
    for (const char *end : {"1", "2", "3", "4"})
        QCOMPARE(ask(subscription(subscribeUrl + end)).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->subscriptions().all().size(), 4, patience);
    const QList<Subscription> asked = m_desk->subscriptions().all();
    for (int i = 0; i < 3; ++i)
        m_desk->subscriptions().confirm(asked[i]);
    answers[0](200);
    answers[1](403); // and the third is still being opened
    m_desk->subscriptions().dismiss(asked[3].url);
    QList<Subscription> expected = m_desk->subscriptions().all();
    QCOMPARE(expected[0].state, Subscription::State::Confirmed);
    QCOMPARE(expected[1].state, Subscription::State::Failed);
    QCOMPARE(expected[2].state, Subscription::State::Opening);
    expected[2].state = Subscription::State::Failed;
    expected[2].error = u"the program ended before an answer came"_s;
    QVERIFY(expected[3].dismissed);
    open();
    QCOMPARE(m_desk->subscriptions().all(), expected);
    QCOMPARE(m_desk->handshake(stored(1))->subscription->state, Subscription::State::Confirmed);
}

QTEST_GUILESS_MAIN(SubscriptionsTest)
#include "tst_subscriptions.moc"
