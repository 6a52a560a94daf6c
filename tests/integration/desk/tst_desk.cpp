// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The webhook debugger without its window: real sockets, a real SQLite file.

#include "core/filter/parse.h"
#include "core/flows/signedrequest.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::Verdict;
using test::RawClient;
using test::RawReply;

namespace {

const QByteArray keyText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
const QByteArray newKeyText = "Z9y8X7w6V5u4T3s2_R1q0P9o8N7m6L5k";

signature::NamedSecret secret(const QByteArray &value = keyText)
{
    return {u"main"_s, Secret::copyOf(value), {}, false};
}

Endpoint alerts(Endpoint::Mode mode = Endpoint::Mode::Inspect)
{
    Endpoint endpoint;
    endpoint.name = u"alerts"_s;
    endpoint.pathPrefix = "/hooks/alerts";
    endpoint.scheme = u"socwarden"_s;
    endpoint.secretLabels = {u"main"_s};
    endpoint.mode = mode;
    return endpoint;
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + fields +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class DeskTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aSignedRequestIsStoredAsValid();
    void strictTurnsDownWhatIsNotValid();
    void anEditAppliesToTheNextRequest();
    void aBodyOverTheEndpointsCapIsKeptAsFarAsItGoes();
    void aRetiredSecretStillVerifies();
    void aFullDiskIsToldAndRecoveredFrom();
    void sendsATest_data();
    void sendsATest();
    void aTestIsSignedByTheUrlThatIsChecked_data();
    void aTestIsSignedByTheUrlThatIsChecked();
    void sendsNoTestWhenStopped();
    void theSchemeThatWasFoundIsKept();
    void aSecretThatCameLaterProvesWhatWasFound();
    void endpointsSurviveARestart();
    void theCatchAllMayBeSavedAgainAndAgain();
    void endpointsForThisRunAreNotSaved();
    void whatIsAckedIsThereAfterAnAbruptEnd();
    void stopsAndStartsAgain();
    void aTakenPortIsSaid();
    void aTakenPortMayBeReplaced();
    void pinsNotesAndRemoves();
    void oneDeskPerStore();
    void aStoreThatIsNoneIsSaid();
    void searchFindsWhatArrived();

private:
    DeskOptions options() const;
    void open(const DeskOptions &options);
    void start();
    QByteArray signedPost(const QByteArray &body, const QByteArray &key = keyText);
    RawReply ask(const QByteArray &request) { return RawClient(m_desk->state().port).ask(request); }
    domain::Delivery load(domain::DeliveryId id);
    QList<domain::DeliveryId> find(const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<WebhookDesk> m_desk;
};

void DeskTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
    open(options());
}

void DeskTest::cleanup()
{
    m_desk.reset();
    m_secrets.reset();
}

DeskOptions DeskTest::options() const
{
    DeskOptions options;
    options.dataFolder = m_folder->filePath(u"data"_s);
    options.port = 0;
    return options;
}

void DeskTest::open(const DeskOptions &options)
{
    m_desk.reset();
    auto desk = WebhookDesk::open(options, *m_secrets);
    if (!desk)
        qFatal("%s", qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
}

void DeskTest::start()
{
    m_desk->start();
    QTRY_COMPARE(m_desk->state().phase, DeskState::Phase::Listening);
    QVERIFY(m_desk->state().port != 0);
}

QByteArray DeskTest::signedPost(const QByteArray &body, const QByteArray &key)
{
    const signature::NamedSecret named = secret(key);
    payload::Sample sample;
    sample.body = body;
    const auto event = signedEvent(QUrl(m_desk->state().url("/hooks/alerts")),
                                   m_desk->schemes().find(u"socwarden"_s), &named, sample, wallClock());
    QByteArray fields;
    for (const domain::HeaderField &field : event.value().message.headers)
        fields += field.name + ": " + field.value + "\r\n";
    return post("/hooks/alerts", body, fields);
}

domain::Delivery DeskTest::load(domain::DeliveryId id)
{
    std::optional<Result<domain::Delivery>> found;
    m_desk->browser().load(id, this, [&found](const Result<domain::Delivery> &result) { found = result; });
    if (!QTest::qWaitFor([&found] { return found.has_value(); }) || !*found)
        return {};
    return **found;
}

QList<domain::DeliveryId> DeskTest::find(const QString &text)
{
    std::optional<Result<QList<domain::DeliveryId>>> found;
    m_desk->browser().find(filter::parse(text).value(), 0, 0, wallClock(), this,
                           [&found](const Result<QList<domain::DeliveryId>> &result) { found = result; });
    if (!QTest::qWaitFor([&found] { return found.has_value(); }) || !*found)
        return {-1};
    return **found;
}

void DeskTest::aSignedRequestIsStoredAsValid()
{
    m_desk->addSecret(secret());
    QVERIFY(m_desk->saveEndpoint(alerts()));
    start();
    const QByteArray body = R"({"event":"alert.created","alert":{"id":"al_1","severity":"high"}})";
    QCOMPARE(ask(signedPost(body)).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    QTRY_VERIFY(load(1).answered > 0);
    const domain::Delivery delivery = load(1);
    QCOMPARE(delivery.row.endpoint, u"alerts"_s);
    QCOMPARE(delivery.row.signature.verdict, Verdict::Valid);
    QCOMPARE(delivery.row.signature.scheme, u"socwarden"_s);
    QCOMPARE(delivery.row.signature.secretLabel, u"main"_s);
    QCOMPARE(delivery.row.responseStatus, 200);
    QVERIFY(delivery.capture.message.body == body);
    QVERIFY(delivery.capture.firstByte <= delivery.capture.headRead);
    QVERIFY(delivery.capture.lastByte <= delivery.committed);
    QVERIFY(delivery.committed <= delivery.answered);
    QCOMPARE(m_desk->verification(delivery).verification.verdict, Verdict::Valid);
    QCOMPARE(m_desk->counters().captured, 1);
    QCOMPARE(m_desk->counters().storeError, QString());
}

void DeskTest::strictTurnsDownWhatIsNotValid()
{
    m_desk->addSecret(secret());
    QVERIFY(m_desk->saveEndpoint(alerts(Endpoint::Mode::Strict)));
    start();
    QCOMPARE(ask(signedPost("good")).status, 200);
    QCOMPARE(ask(signedPost("forged", newKeyText)).status, 401);
    QCOMPARE(ask(post("/hooks/alerts", "unsigned")).status, 401);
    QCOMPARE(ask(post("/elsewhere", "unsigned")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 4);
    QCOMPARE(load(2).row.signature.verdict, Verdict::Mismatch);
    QCOMPARE(load(2).row.responseStatus, 401);
    QCOMPARE(load(3).row.signature.verdict, Verdict::MissingSignature);
    QCOMPARE(load(4).row.endpoint, domain::catchAllName);
}

void DeskTest::anEditAppliesToTheNextRequest()
{
    QVERIFY(m_desk->saveEndpoint(alerts()));
    start();
    RawClient client(m_desk->state().port);
    QCOMPARE(client.ask(post("/hooks/alerts", "1")).status, 200);
    Endpoint edited = alerts();
    edited.name = u"renamed"_s;
    edited.response = {202, {{"X-Own", "yes"}}, "thanks"};
    QVERIFY(m_desk->saveEndpoint(edited, u"alerts"_s));
    const RawReply reply = client.ask(post("/hooks/alerts", "2"));
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.field("X-Own"), "yes");
    QCOMPARE(reply.body, "thanks");
    QVERIFY(m_desk->removeEndpoint(u"renamed"_s));
    QCOMPARE(client.ask(post("/hooks/alerts", "3")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 3);
    QCOMPARE(load(1).row.endpoint, u"alerts"_s);
    QCOMPARE(load(2).row.endpoint, u"renamed"_s);
    QCOMPARE(load(3).row.endpoint, domain::catchAllName);
    QCOMPARE(m_desk->removeEndpoint(u"renamed"_s).error().kind, Error::Kind::NotFound);
    QCOMPARE(m_desk->saveEndpoint(edited, u"renamed"_s).error().kind, Error::Kind::NotFound);
}

void DeskTest::aBodyOverTheEndpointsCapIsKeptAsFarAsItGoes()
{
    Endpoint small = alerts();
    small.bodyCap = 10;
    QVERIFY(m_desk->saveEndpoint(small));
    start();
    QCOMPARE(ask(post("/hooks/alerts", "0123456789")).status, 200);
    QCOMPARE(ask("POST /hooks/alerts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                 "chunked\r\n\r\nb\r\n0123456789a\r\n0\r\n\r\n")
                 .status,
             413);
    QTRY_COMPARE(m_desk->lastStoredId(), 2);
    const domain::Delivery cut = load(2);
    QCOMPARE(cut.row.completeness, domain::Completeness::Truncated);
    QCOMPARE(cut.capture.message.body, "0123456789");
    QCOMPARE(cut.row.responseStatus, 413);
    QCOMPARE(m_desk->counters().refused, 1);
}

void DeskTest::aRetiredSecretStillVerifies()
{
    QSignalSpy changed(m_desk.get(), &WebhookDesk::secretsChanged);
    QVERIFY(changed.wait()); // what was read when it opened
    const auto put = [&](const secrets::StoredSecret &stored) {
        m_secrets->put(stored, this, [](const Result<void> &) {});
        return changed.wait();
    };
    QVERIFY(m_desk->saveEndpoint(alerts(Endpoint::Mode::Strict)));
    start();
    QCOMPARE(ask(signedPost("no secret yet")).status, 401);
    QVERIFY(put({u"main"_s, u"socwarden"_s, {}, 1, Secret::copyOf(keyText), {}}));
    QCOMPARE(ask(signedPost("first")).status, 200);
    QVERIFY(put({u"main"_s, u"socwarden"_s, {}, 2, Secret::copyOf(newKeyText), {Secret::copyOf(keyText)}}));
    QCOMPARE(ask(signedPost("in flight")).status, 200);
    QCOMPARE(ask(signedPost("rotated", newKeyText)).status, 200);
    m_secrets->remove(u"main"_s, this, [](const Result<void> &) {});
    QVERIFY(changed.wait());
    QCOMPARE(ask(signedPost("gone", newKeyText)).status, 401);
    QTRY_COMPARE(m_desk->lastStoredId(), 5);
    QCOMPARE(load(1).row.signature.verdict, Verdict::NoSecret);
    QCOMPARE(load(3).row.signature.secretLabel, u"main"_s);
    QCOMPARE(load(5).row.signature.verdict, Verdict::NoSecret);
}

void DeskTest::aFullDiskIsToldAndRecoveredFrom()
{
#ifdef Q_OS_UNIX
    start();
    QCOMPARE(ask(post("/1", "before")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    QTRY_VERIFY(load(1).answered > 0); // nothing more is being written

    // No file of this process may grow: what a full disk is to SQLite.
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const RawReply refused = ask(post("/2", "refused"));
    const RawReply again = ask(post("/3", "refused too"));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    QCOMPARE(refused.status, 503);
    QVERIFY(refused.field("Retry-After").toInt() > 0);
    QCOMPARE(again.status, 503);
    QCOMPARE(m_desk->counters().notStored, 2);
    QVERIFY(!m_desk->counters().storeError.isEmpty());
    QCOMPARE(m_desk->counters().captured, 1);

    QTRY_COMPARE(ask(post("/4", "after")).status, 200);
    QTRY_COMPARE(m_desk->counters().storeError, QString());
    QTRY_VERIFY(!find(u"path:/4"_s).isEmpty());
    QCOMPARE(find(u"path:/2 OR path:/3"_s), QList<domain::DeliveryId>());
#else
    QSKIP("needs a limit of file sizes");
#endif
}

void DeskTest::sendsATest_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("address");
    QTest::newRow("http") << false << u"127.0.0.1"_s;
    QTest::newRow("https") << true << u"127.0.0.1"_s;
    QTest::newRow("https on any address") << true << u"0.0.0.0"_s;
}

void DeskTest::sendsATest()
{
    QFETCH(bool, tls);
    QFETCH(QString, address);
    DeskOptions own = options();
    own.tls = tls ? DeskOptions::Tls::SelfSigned : DeskOptions::Tls::Off;
    own.address = address;
    open(own);
    m_desk->addSecret(secret());
    QVERIFY(m_desk->saveEndpoint(alerts(Endpoint::Mode::Strict)));
    start();
    QCOMPARE(m_desk->state().tls, tls);
    QCOMPARE(m_desk->state().fingerprint.isEmpty(), !tls);
    QCOMPARE(m_desk->state().exposed, address == "0.0.0.0"_L1);
    std::optional<Result<int>> status;
    m_desk->sendTest(u"alerts"_s, {}, this, [&status](const Result<int> &result) { status = result; });
    QTRY_VERIFY(status);
    QVERIFY2(*status, *status ? "" : qPrintable(status->error().detail));
    QCOMPARE(**status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    QCOMPARE(load(1).row.signature.verdict, Verdict::Valid);
    QCOMPARE(load(1).row.summary.format, u"socwarden"_s);
    QCOMPARE(load(1).capture.tls.version.isEmpty(), !tls);
}

void DeskTest::aTestIsSignedByTheUrlThatIsChecked_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("http") << false << QByteArray();
    QTest::newRow("https") << true << QByteArray();
    QTest::newRow("registered") << true << QByteArray("http://hooks.example.org:8080/x?y=1");
}

void DeskTest::aTestIsSignedByTheUrlThatIsChecked()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, url);
    DeskOptions own = options();
    own.tls = tls ? DeskOptions::Tls::SelfSigned : DeskOptions::Tls::Off;
    open(own);
    m_desk->addSecret(secret());
    Endpoint square = alerts(Endpoint::Mode::Strict);
    square.scheme = u"square"_s;
    square.url = url;
    QVERIFY(m_desk->saveEndpoint(square));
    start();
    std::optional<Result<int>> status;
    m_desk->sendTest(u"alerts"_s, {}, this, [&status](const Result<int> &result) { status = result; });
    QTRY_VERIFY(status);
    QVERIFY2(*status, *status ? "" : qPrintable(status->error().detail));
    QCOMPARE(**status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    const domain::Delivery kept = load(1);
    QCOMPARE(kept.row.signature.verdict, Verdict::Valid);
    QCOMPARE(m_desk->verification(kept).verification.verdict, Verdict::Valid);
    open(own); // the URL is kept with the endpoint
    m_desk->addSecret(secret());
    QCOMPARE(m_desk->verification(kept).verification.verdict, Verdict::Valid);
}

void DeskTest::theSchemeThatWasFoundIsKept()
{
    m_desk->addSecret(secret());
    Endpoint any = alerts(Endpoint::Mode::Strict);
    any.scheme = domain::autoScheme;
    QVERIFY(m_desk->saveEndpoint(any));
    start();
    QCOMPARE(ask(signedPost("good")).status, 200);
    QCOMPARE(ask(signedPost("forged", newKeyText)).status, 401);
    QCOMPARE(ask(post("/hooks/alerts", "{}")).status, 401);
    std::optional<Result<int>> status;
    m_desk->sendTest(u"alerts"_s, {}, this, [&status](const Result<int> &result) { status = result; });
    QTRY_VERIFY(status);
    QCOMPARE(status->value_or(0), 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 4);
    const std::pair<QString, Verdict> expected[] = {{u"socwarden"_s, Verdict::Valid},
                                                    {u"socwarden"_s, Verdict::Mismatch},
                                                    {QString(), Verdict::Unsigned},
                                                    {u"socwarden"_s, Verdict::Valid}};
    for (int i = 0; i < 4; ++i) {
        const domain::Delivery kept = load(i + 1);
        QCOMPARE(kept.row.signature.scheme, expected[i].first);
        QCOMPARE(kept.row.signature.verdict, expected[i].second);
        const signature::Detection again = m_desk->verification(kept);
        QCOMPARE(again.scheme ? again.scheme->id : QString(), expected[i].first);
        QCOMPARE(again.verification.verdict, expected[i].second);
    }
    QCOMPARE(find(u"scheme:socwarden"_s).size(), 3);
}

void DeskTest::aSecretThatCameLaterProvesWhatWasFound()
{
    Endpoint any = alerts();
    any.scheme = domain::autoScheme;
    QVERIFY(m_desk->saveEndpoint(any));
    start();
    QCOMPARE(ask(signedPost("early")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    const domain::Delivery kept = load(1);
    QCOMPARE(kept.row.signature.verdict, Verdict::NoSecret);
    m_desk->addSecret(secret());
    const signature::Detection again = m_desk->verification(kept);
    QVERIFY(again.scheme);
    QCOMPARE(again.scheme->id, u"socwarden"_s);
    QCOMPARE(again.verification.verdict, Verdict::Valid);
}

void DeskTest::sendsNoTestWhenStopped()
{
    std::optional<Result<int>> status;
    const auto keep = [&status](const Result<int> &result) { status = result; };
    m_desk->sendTest(domain::catchAllName, {}, this, keep);
    QTRY_VERIFY(status);
    QCOMPARE(status->error().kind, Error::Kind::Rejected);
    start();
    status.reset();
    m_desk->sendTest(u"none"_s, {}, this, keep);
    QTRY_VERIFY(status);
    QVERIFY(status->error().detail.contains(u"none"_s));
}

void DeskTest::endpointsSurviveARestart()
{
    Endpoint full = alerts(Endpoint::Mode::Strict);
    full.response = {202, {{"X-A", "1"}}, "thanks"};
    full.bodyCap = 1000;
    Endpoint catchAll;
    catchAll.name = domain::catchAllName;
    catchAll.pathPrefix = "/";
    catchAll.response.status = 404;
    QVERIFY(m_desk->saveEndpoint(full));
    QVERIFY(m_desk->saveEndpoint(catchAll, domain::catchAllName));
    open(options());
    QCOMPARE(m_desk->endpoints(), QList<Endpoint>({full, catchAll}));
    start();
    QCOMPARE(ask(post("/none", "x")).status, 404);
}

void DeskTest::theCatchAllMayBeSavedAgainAndAgain()
{
    Endpoint catchAll = m_desk->endpoints().constLast();
    for (const int status : {201, 202, 204}) {
        catchAll.response.status = status;
        QVERIFY(m_desk->saveEndpoint(catchAll));
        QVERIFY(m_desk->saveEndpoint(catchAll, domain::catchAllName));
        QCOMPARE(m_desk->endpoints(), QList<Endpoint>{catchAll});
    }
    catchAll.pathPrefix = "/other";
    QVERIFY(!m_desk->saveEndpoint(catchAll));
    Endpoint renamed = catchAll;
    renamed.name = u"renamed"_s;
    QVERIFY(!m_desk->saveEndpoint(renamed, domain::catchAllName));
    QVERIFY(m_desk->saveEndpoint(alerts()));
    Endpoint usurper = alerts();
    usurper.name = domain::catchAllName;
    usurper.pathPrefix = "/";
    QVERIFY(!m_desk->saveEndpoint(usurper, u"alerts"_s));
    QVERIFY(!m_desk->removeEndpoint(domain::catchAllName));
    open(options());
    QCOMPARE(m_desk->endpoints().constLast().response.status, 204);
    QCOMPARE(m_desk->endpoints().size(), 2);
}

void DeskTest::endpointsForThisRunAreNotSaved()
{
    QVERIFY(m_desk->saveEndpoint(alerts()));
    Endpoint other = alerts();
    other.name = u"other"_s;
    QVERIFY(m_desk->useEndpoints({other}));
    QCOMPARE(m_desk->endpoints().constFirst().name, u"other"_s);
    QVERIFY(!m_desk->useEndpoints({other, other}));
    open(options());
    QCOMPARE(m_desk->endpoints().constFirst().name, u"alerts"_s);
}

void DeskTest::whatIsAckedIsThereAfterAnAbruptEnd()
{
    start();
    constexpr int senders = 8;
    constexpr int each = 200;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int s = 0; s < senders; ++s) {
        clients.push_back(std::make_unique<RawClient>(m_desk->state().port));
        QByteArray requests;
        for (int i = 0; i < each; ++i)
            requests += post("/" + QByteArray::number(s) + '/' + QByteArray::number(i), "x");
        clients.back()->send(requests);
    }
    QList<QByteArray> acked;
    for (int s = 0; s < senders; ++s) {
        for (int i = 0; i < 10 * (s + 1); ++i) {
            QCOMPARE(clients[size_t(s)]->read().status, 200);
            acked.append("/" + QByteArray::number(s) + '/' + QByteArray::number(i));
        }
    }
    open(options()); // the old one ends without stop()
    for (int s = 0; s < senders; ++s) {
        for (int i = 10 * (s + 1); i < each && clients[size_t(s)]->read().status == 200; ++i)
            acked.append("/" + QByteArray::number(s) + '/' + QByteArray::number(i));
    }
    const QList<domain::DeliveryId> ids = find(u""_s);
    std::optional<Result<QList<domain::DeliveryRow>>> rows;
    m_desk->browser().rows(ids, this, [&](const Result<QList<domain::DeliveryRow>> &all) { rows = all; });
    QTRY_VERIFY(rows && *rows);
    QSet<QByteArray> stored;
    for (const domain::DeliveryRow &row : **rows)
        stored.insert(row.target);
    for (const QByteArray &target : std::as_const(acked))
        QVERIFY2(stored.contains(target), target.constData());
    std::optional<Result<QStringList>> problems;
    m_desk->browser().checkIntegrity(this, [&](const Result<QStringList> &found) { problems = found; });
    QTRY_VERIFY(problems);
    QCOMPARE(problems->value(), QStringList());
}

void DeskTest::stopsAndStartsAgain()
{
    for (int round = 0; round < 3; ++round) {
        start();
        const quint16 port = m_desk->state().port;
        QCOMPARE(ask(post("/1", "x")).status, 200);
        RawClient idle(port);
        m_desk->stop();
        m_desk->stop();
        QTRY_COMPARE(m_desk->state().phase, DeskState::Phase::Stopped);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE(m_desk->lastStoredId(), round + 1);
    }
    m_desk->stop();
    QCOMPARE(m_desk->state(), DeskState());
}

void DeskTest::aTakenPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    DeskOptions own = options();
    own.port = other.serverPort();
    m_desk->setOptions(own);
    m_desk->start();
    QCOMPARE(m_desk->state().phase, DeskState::Phase::Failed);
    QVERIFY(m_desk->state().error.contains(u"in use"_s));
    other.close();
    start();
    QCOMPARE(m_desk->state().port, own.port);
}

void DeskTest::aTakenPortMayBeReplaced()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    DeskOptions own = options();
    own.port = other.serverPort();
    own.anyFreePortIfTaken = true;
    m_desk->setOptions(own);
    start();
    QVERIFY(m_desk->state().port != own.port);
    m_desk->stop();
    QTRY_COMPARE(m_desk->state().phase, DeskState::Phase::Stopped);
    own.address = u"no address"_s;
    m_desk->setOptions(own);
    m_desk->start();
    QCOMPARE(m_desk->state().phase, DeskState::Phase::Failed);
    QVERIFY(m_desk->state().error.contains(u"no address"_s));
}

void DeskTest::pinsNotesAndRemoves()
{
    start();
    for (const char *path : {"/1", "/2", "/3"})
        QCOMPARE(ask(post(path, path)).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 3);
    QSignalSpy changed(m_desk.get(), &WebhookDesk::deliveriesChanged);
    QSignalSpy removed(m_desk.get(), &WebhookDesk::deliveriesRemoved);
    m_desk->pin({1, 2}, true);
    m_desk->setNote(1, u"look"_s);
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(load(1).row.pinned && load(2).row.pinned && !load(3).row.pinned);
    QCOMPARE(load(1).note, u"look"_s);
    m_desk->remove({2, 3});
    QTRY_COMPARE(removed.count(), 1);
    QCOMPARE(find(u""_s), QList<domain::DeliveryId>{1});
}

void DeskTest::oneDeskPerStore()
{
    secrets::MemoryStore store;
    const auto second = WebhookDesk::open(options(), store);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Storage);
    QVERIFY2(!second.error().detail.isEmpty(), qPrintable(second.error().detail));
}

void DeskTest::aStoreThatIsNoneIsSaid()
{
    DeskOptions own = options();
    own.storePath = m_folder->filePath(u"text"_s);
    QFile file(own.storePath);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    file.close();
    secrets::MemoryStore store;
    const auto desk = WebhookDesk::open(own, store);
    QVERIFY(!desk);
    QVERIFY2(desk.error().detail.contains(u"not a store"_s), qPrintable(desk.error().detail));
}

void DeskTest::searchFindsWhatArrived()
{
    start();
    QCOMPARE(ask(post("/1", "a needle in Zürich")).status, 200);
    QCOMPARE(ask(post("/2", "hay")).status, 200);
    QTRY_COMPARE(m_desk->indexedUpTo(), 2);
    QCOMPARE(find(u"needle zurich"_s), QList<domain::DeliveryId>{1});
}

QTEST_GUILESS_MAIN(DeskTest)
#include "tst_desk.moc"
