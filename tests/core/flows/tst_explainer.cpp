// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/explainer.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using flows::Explainer;
using flows::SharedExplanation;
using signature::NamedSecret;

namespace {

constexpr Micros sentAt = 1767225600 * microsPerSecond;

NamedSecret secret(const QString &label)
{
    return {label, Secret(u"secret-of-%1-0123456789abcdef"_s.arg(label).toUtf8()), {}, false};
}

// The answer to one question; `done` tells whether it has come.
struct Answer
{
    bool done = false;
    Result<SharedExplanation> found = fail(Error::Kind::NotFound, {});

    Handler<SharedExplanation> take()
    {
        return [this](const Result<SharedExplanation> &result) {
            done = true;
            found = result;
        };
    }
    QByteArray cause() const
    {
        return found && !(*found)->causes.isEmpty() ? (*found)->causes.first().id : QByteArray();
    }
    bool isCancelled() const { return done && !found && found.error().kind == Error::Kind::Cancelled; }
};

} // namespace

class ExplainerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_explainer.reset(); }
    void answersOnceAndRemembers();
    void forgetsWhenTheGroundsChange();
    void anAnswerOfOldGroundsIsNotRemembered();
    void namesASecretThatBelongsToSomethingElse();
    void oneMoreSecretIsNeitherStoredNorRemembered();
    void findsTheSchemeWhereTheEndpointHasNone();
    void theNextQuestionEndsTheOneBefore();
    void isCancelled();
    void saysHowFarItIsTenTimesASecondAtMost();
    void nobodyIsToldWhoHasGone();
    void goesWhileItSearches();
    void largeAnswersPushOutOldOnes();

private:
    void useEndpoint(const QString &scheme, const QStringList &labels);
    domain::Delivery delivery(domain::DeliveryId id, const QByteArray &signedBody, const QByteArray &arrived,
                              const QString &label) const;
    domain::Delivery longSearch(domain::DeliveryId id) const;

    signature::Catalogue m_catalogue;
    std::unique_ptr<Explainer> m_explainer;
};

void ExplainerTest::initTestCase()
{
    auto loaded = signature::Catalogue::load();
    QVERIFY(loaded.has_value());
    m_catalogue = *loaded;
}

void ExplainerTest::init()
{
    m_explainer = std::make_unique<Explainer>();
    useEndpoint(u"socwarden"_s, {u"main"_s});
}

void ExplainerTest::useEndpoint(const QString &scheme, const QStringList &labels)
{
    domain::Endpoint endpoint;
    endpoint.name = u"alerts"_s;
    endpoint.pathPrefix = "/hooks/alerts";
    endpoint.scheme = scheme;
    endpoint.secretLabels = labels;
    const QList<NamedSecret> secrets{secret(u"main"_s), secret(u"staging"_s)};
    m_explainer->setGrounds({std::make_shared<const flows::Routes>(QList{endpoint}, m_catalogue, secrets),
                             m_catalogue.all(), secrets});
}

domain::Delivery ExplainerTest::delivery(domain::DeliveryId id, const QByteArray &signedBody,
                                         const QByteArray &arrived, const QString &label) const
{
    domain::Delivery made;
    made.row.id = id;
    made.row.endpoint = u"alerts"_s;
    domain::HttpMessage &message = made.capture.message;
    message.method = "POST";
    message.target = "/hooks/alerts";
    message.body = signedBody;
    const auto headers = signature::sign(*m_catalogue.find(u"socwarden"), message, secret(label), sentAt);
    if (!headers)
        qFatal("not signed: %s", qPrintable(headers.error().detail));
    message.headers = *headers;
    message.body = arrived;
    made.capture.lastByte = sentAt;
    return made;
}

// Nothing fits, and every form of the body is long.
domain::Delivery ExplainerTest::longSearch(domain::DeliveryId id) const
{
    QByteArray body = "[";
    for (int i = 0; i < 60'000; ++i)
        body += "{\"n\": " + QByteArray::number(i) + ", \"t\": \"<z\xc3\xb6>/\"}, ";
    return delivery(id, "{}", body + "0]", u"lost"_s);
}

void ExplainerTest::answersOnceAndRemembers()
{
    const auto spoiled = delivery(7, R"({"a":1,"b":2})", R"({"a": 1, "b": 2})", u"main"_s);
    Answer first;
    m_explainer->explain(spoiled, this, first.take());
    QVERIFY(!first.done); // never on the thread that asks
    QTRY_VERIFY(first.done);
    QCOMPARE(first.cause(), QByteArray("A2"));
    QCOMPARE((*first.found)->causes.first().secretLabel, u"main"_s);
    Answer second;
    m_explainer->explain(spoiled, this, second.take());
    QVERIFY(second.done);
    QCOMPARE(second.found->get(), first.found->get());
}

void ExplainerTest::forgetsWhenTheGroundsChange()
{
    const auto foreign = delivery(7, "{}", "{}", u"staging"_s);
    Answer before;
    m_explainer->explain(foreign, this, before.take());
    QTRY_VERIFY(before.done);
    QCOMPARE(before.cause(), QByteArray("B1"));
    QSignalSpy outdated(m_explainer.get(), &Explainer::outdated);
    useEndpoint(u"socwarden"_s, {u"main"_s, u"staging"_s});
    QCOMPARE(outdated.size(), 1);
    Answer after;
    m_explainer->explain(foreign, this, after.take());
    QVERIFY(!after.done);
    QTRY_VERIFY(after.done);
    QCOMPARE((*after.found)->verification.verdict, domain::Verdict::Valid);
}

void ExplainerTest::anAnswerOfOldGroundsIsNotRemembered()
{
    const auto foreign = delivery(7, "{}", "{}", u"staging"_s);
    Answer old;
    m_explainer->explain(foreign, this, old.take());
    useEndpoint(u"socwarden"_s, {u"staging"_s});
    QTRY_VERIFY(old.isCancelled());
    Answer now;
    m_explainer->explain(foreign, this, now.take());
    QVERIFY(!now.done);
    QTRY_VERIFY(now.done);
    QCOMPARE((*now.found)->verification.verdict, domain::Verdict::Valid);
}

void ExplainerTest::namesASecretThatBelongsToSomethingElse()
{
    Answer answer;
    m_explainer->explain(delivery(1, "{}", "{}", u"staging"_s), this, answer.take());
    QTRY_VERIFY(answer.done);
    QCOMPARE(answer.cause(), QByteArray("B1"));
    QCOMPARE((*answer.found)->causes.first().secretLabel, u"staging"_s);
}

void ExplainerTest::oneMoreSecretIsNeitherStoredNorRemembered()
{
    const auto unknown = delivery(1, "{}", "{}", u"lost"_s);
    Answer with;
    m_explainer->explainWith(unknown, secret(u"lost"_s), this, with.take());
    QTRY_VERIFY(with.done);
    QCOMPARE((*with.found)->verification.verdict, domain::Verdict::Valid);
    QCOMPARE((*with.found)->verification.secretLabel, u"lost"_s);
    QCOMPARE(m_explainer->grounds().secrets.size(), 2);
    Answer without;
    m_explainer->explain(unknown, this, without.take());
    QVERIFY(!without.done);
    QTRY_VERIFY(without.done);
    QCOMPARE((*without.found)->verification.verdict, domain::Verdict::Mismatch);
    QVERIFY(!(*without.found)->isProved());
}

void ExplainerTest::findsTheSchemeWhereTheEndpointHasNone()
{
    useEndpoint({}, {u"main"_s});
    Answer answer;
    m_explainer->explain(delivery(1, "{}", "{}", u"main"_s), this, answer.take());
    QTRY_VERIFY(answer.done);
    QCOMPARE((*answer.found)->scheme, u"socwarden"_s);
    QCOMPARE((*answer.found)->verification.verdict, domain::Verdict::Valid);
}

void ExplainerTest::theNextQuestionEndsTheOneBefore()
{
    Answer first;
    Answer second;
    m_explainer->explain(longSearch(1), this, first.take());
    m_explainer->explain(delivery(2, "{}", "{}", u"main"_s), this, second.take());
    QTRY_VERIFY_WITH_TIMEOUT(first.done && second.done, 30'000);
    QVERIFY(first.isCancelled());
    QVERIFY(second.found.has_value());
}

void ExplainerTest::isCancelled()
{
    Answer answer;
    const auto wanted = longSearch(1);
    m_explainer->explain(wanted, this, answer.take());
    m_explainer->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(answer.isCancelled(), 30'000);
    Answer again; // what was ended is not an answer to remember
    m_explainer->explain(wanted, this, again.take());
    QVERIFY(!again.done);
    m_explainer->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(again.done, 30'000);
}

void ExplainerTest::saysHowFarItIsTenTimesASecondAtMost()
{
    QList<quint64> said;
    QElapsedTimer since;
    connect(m_explainer.get(), &Explainer::progressed, this, [&](domain::DeliveryId id, quint64 tried) {
        QCOMPARE(id, 5);
        said.append(tried);
    });
    Answer answer;
    since.start();
    m_explainer->explain(longSearch(5), this, answer.take());
    QTRY_VERIFY_WITH_TIMEOUT(answer.done, 60'000);
    QVERIFY(answer.found.has_value());
    QVERIFY2(said.size() <= since.elapsed() / 100, qPrintable(QString::number(said.size())));
    QVERIFY(std::is_sorted(said.begin(), said.end()));
    QVERIFY(said.isEmpty() || said.last() <= (*answer.found)->tried);
}

void ExplainerTest::nobodyIsToldWhoHasGone()
{
    Answer answer;
    auto asker = std::make_unique<QObject>();
    m_explainer->explain(delivery(1, "{}", "{}", u"staging"_s), asker.get(), answer.take());
    asker.reset();
    Answer next; // comes after it
    m_explainer->explain(delivery(2, "{}", "{}", u"staging"_s), this, next.take());
    QTRY_VERIFY(next.done);
    QVERIFY(!answer.done);
}

void ExplainerTest::goesWhileItSearches()
{
    Answer answer;
    m_explainer->explain(longSearch(1), this, answer.take());
    m_explainer.reset();
    QCoreApplication::processEvents();
    QVERIFY(!answer.done);
}

void ExplainerTest::largeAnswersPushOutOldOnes()
{
    m_explainer = std::make_unique<Explainer>(1024);
    useEndpoint(u"socwarden"_s, {u"main"_s});
    const auto small = delivery(1, R"({"a":1})", R"({"a": 1})", u"main"_s);
    const auto ask = [this](const domain::Delivery &about) {
        Answer answer;
        m_explainer->explain(about, this, answer.take());
        const bool atOnce = answer.done;
        return QTest::qWaitFor([&] { return answer.done; }) && answer.found
                   ? std::pair(atOnce, answer.cause())
                   : std::pair(false, QByteArray());
    };
    QCOMPARE(ask(small), std::pair(false, QByteArray("A2")));
    QCOMPARE(ask(small), std::pair(true, QByteArray("A2")));
    const QByteArray large(300 * 1024, 'x');
    QCOMPARE(ask(delivery(2, large, large + "\n", u"main"_s)), std::pair(false, QByteArray("A17")));
    QCOMPARE(ask(small), std::pair(false, QByteArray("A2")));
}

QTEST_GUILESS_MAIN(ExplainerTest)
#include "tst_explainer.moc"
