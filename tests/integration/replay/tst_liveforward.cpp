// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Relays of a whole desk: senders over real sockets, a target on a real socket, a real store.

#include "core/flows/relays.h"
#include "core/flows/signedrequest.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/signature/crypto.h"
#include "core/storage/deliverybrowser.h"
#include "core/storage/replaybook.h"
#include "tests/support/rawtarget.h"

#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using Phase = ForwardState::Phase;
using test::RawTarget;

namespace {

constexpr int patience = 30'000;
const QByteArray keyText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

// A sender that waits without holding up the test's own thread, on which relay and target live.
class Sender
{
public:
    Sender(quint16 port, const QByteArray &request)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                         [this] { answer += m_socket.readAll(); });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
        m_socket.write(request);
    }
    int status() const { return answer.contains("\r\n\r\n") ? answer.mid(9, 3).toInt() : 0; }
    // With a reset where the platform can: who only closes may still read.
    void leave()
    {
#ifdef Q_OS_UNIX
        const linger atOnce{1, 0};
        ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
#endif
        m_socket.abort();
    }

    QByteArray answer;

private:
    QTcpSocket m_socket;
};

} // namespace

class LiveForwardTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theSenderHearsWhatTheTargetAnswers();
    void isDurableBeforeItIsSentOn();
    void whoMayNotWaitIsNotHeldUp();
    void oneWhoWaitsHoldsUpNobody();
    void aTargetThatIsSilentIs504();
    void aTargetThatIsGoneIs502();
    void whatTheTargetDidNotTakeIsTriedAgain();
    void whatTheTargetTookIsNotSentTwice();
    void whatWasTakenAheadOfTheCursorIsNotSentAgainAfterARestart();
    void onlyWhatIsValidIsSentWhenAsked();
    void aComputedSignatureReachesNobody();
    void strictTurnsDownBeforeTheTarget();
    void theAnswersOfTheConnectionAreOurs();
    void aSenderThatLeftIsNoted();
    void stoppedByHandItAnswersAtOnce();
    void aStoppedListenerForgetsWhoWaited();
    void isRunAgainAfterARestart();
    void aPausedOneStaysSo();
    void wrongTargetsAreRefused();
    void whatIsDeletedIsForgotten_data();
    void whatIsDeletedIsForgotten();
    void followsOnlyWithoutReturningAnswers();

private:
    void open();
    void restart();
    domain::ForwardSpec spec(const QString &path = {}) const;
    void forward(const domain::ForwardSpec &spec);
    std::unique_ptr<Sender> send(const QByteArray &body, const QByteArray &path = "/hooks/a");
    domain::Delivery load(domain::DeliveryId id);
    QList<domain::ReplayAnswer> answersTo(domain::DeliveryId id);
    ForwardState state() const { return m_desk->relays().state(u"a"_s).value_or(ForwardState()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<RawTarget> m_target;
    std::unique_ptr<WebhookDesk> m_desk;
};

void LiveForwardTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
    m_target = std::make_unique<RawTarget>();
    open();
    domain::Endpoint endpoint;
    endpoint.name = u"a"_s;
    endpoint.pathPrefix = "/hooks/a";
    endpoint.scheme = u"socwarden"_s;
    endpoint.secretLabels = {u"main"_s};
    endpoint.response = {202, {}, "own"};
    QVERIFY(m_desk->saveEndpoint(endpoint));
}

void LiveForwardTest::cleanup()
{
    m_desk.reset();
    m_target.reset();
    m_secrets.reset();
}

void LiveForwardTest::open()
{
    DeskOptions options;
    options.dataFolder = m_folder->path();
    options.port = 0;
    auto desk = WebhookDesk::open(options, *m_secrets);
    if (!desk)
        qFatal("%s", qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
    m_desk->addSecret({u"main"_s, Secret::copyOf(keyText), {}, false});
    m_desk->relays().setPace({20, 20, 50, 10'000});
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
}

void LiveForwardTest::restart()
{
    m_desk.reset();
    open();
}

domain::ForwardSpec LiveForwardTest::spec(const QString &path) const
{
    domain::ForwardSpec spec;
    spec.url = m_target->url(path);
    spec.returnAnswer = true;
    spec.answerSeconds = 60; // a slow machine is no silent target
    return spec;
}

void LiveForwardTest::forward(const domain::ForwardSpec &wanted)
{
    const auto saved = m_desk->saveForward(u"a"_s, wanted);
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().detail));
    QTRY_COMPARE_WITH_TIMEOUT(state().phase, Phase::Waiting, patience);
}

std::unique_ptr<Sender> LiveForwardTest::send(const QByteArray &body, const QByteArray &path)
{
    return std::make_unique<Sender>(m_desk->state().port, post(path, body));
}

domain::Delivery LiveForwardTest::load(domain::DeliveryId id)
{
    std::optional<Result<domain::Delivery>> found;
    m_desk->browser().load(id, this, [&found](const Result<domain::Delivery> &result) { found = result; });
    if (!QTest::qWaitFor([&found] { return found.has_value(); }, patience) || !*found)
        return {};
    return **found;
}

QList<domain::ReplayAnswer> LiveForwardTest::answersTo(domain::DeliveryId id)
{
    std::optional<QList<domain::ReplayAnswer>> found;
    m_desk->replays().history(id, 100, this, [&found](const Result<QList<domain::ReplayAnswer>> &all) {
        found = all.value_or(QList<domain::ReplayAnswer>());
    });
    (void)QTest::qWaitFor([&found] { return found.has_value(); }, patience);
    return found.value_or(QList<domain::ReplayAnswer>());
}

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

void LiveForwardTest::whatTheTargetDidNotTakeIsTriedAgain()
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

void LiveForwardTest::whatTheTargetTookIsNotSentTwice()
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

void LiveForwardTest::whatWasTakenAheadOfTheCursorIsNotSentAgainAfterARestart()
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
    const signature::NamedSecret named{u"main"_s, Secret::copyOf(keyText), {}, false};
    payload::Sample sample;
    sample.body = "{}";
    const auto event = signedEvent(QUrl(m_desk->state().url("/hooks/a")),
                                   m_desk->schemes().find(u"socwarden"_s), &named, sample, wallClock());
    QVERIFY(event);
    QByteArray fields;
    for (const domain::HeaderField &field : event->message.headers)
        fields += field.name + ": " + field.value + "\r\n";
    const Sender valid(m_desk->state().port, post("/hooks/a", "{}", fields));
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
    const signature::NamedSecret named{u"main"_s, Secret::copyOf(keyText), {}, false};
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

void LiveForwardTest::aSenderThatLeftIsNoted()
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

void LiveForwardTest::aStoppedListenerForgetsWhoWaited()
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

void LiveForwardTest::isRunAgainAfterARestart()
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

void LiveForwardTest::aPausedOneStaysSo()
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

void LiveForwardTest::wrongTargetsAreRefused()
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

void LiveForwardTest::whatIsDeletedIsForgotten_data()
{
    QTest::addColumn<bool>("byHand");
    QTest::newRow("by hand") << true;
    QTest::newRow("by retention") << false;
}

void LiveForwardTest::whatIsDeletedIsForgotten()
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
