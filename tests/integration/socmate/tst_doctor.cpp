// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The doctor names the step that fails and what to do about it, each time against a real server on this
// machine that is wrong in one way.

#include "core/flows/checkremedy.h"
#include "core/listener/tlsidentity.h"
#include "core/socmate/socmateapi.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sandboxclient.h"
#include "tests/support/socmateclient.h"
#include "tests/support/tunnelproxy.h"

#include <QTemporaryDir>

using namespace tocsin;
using namespace Qt::StringLiterals;
using domain::Connection;
using flows::CheckedStep;
using flows::CheckRemedy;
using flows::CheckStep;
using test::connectionTo;

namespace {

const QString clientFile = QStringLiteral(TOCSIN_TEST_DATA "/http/client.pem");
constexpr Micros year = 366 * 86'400 * microsPerSecond;

QByteArray dateField(qint64 secondsFromNow)
{
    const QDateTime at = QDateTime::currentDateTimeUtc().addSecs(secondsFromNow);
    return "Date: " + QLocale::c().toString(at, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT\r\n";
}

} // namespace

class DoctorTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { dropListener(); }
    void aHealthyOneHasNothing();
    void wrongHost();
    void blockedPort();
    void proxyThatNeedsASignIn_data();
    void proxyThatNeedsASignIn();
    void untrustedAuthority();
    void expiredCertificate();
    void certificateOfAnotherHost();
    void missingClientCertificate();
    void clientCertificateThatIsShown();
    void clockThatIsOff_data();
    void clockThatIsOff();
    void serverWithoutAClock();
    void wrongKey();
    void missingScope_data();
    void missingScope();
    void htmlInsteadOfJson();
    void connectionThatIsClosedAtOnce();
    void incidentsWithoutANumber();
    void theKeyIsInNoStep();

private:
    void examine(const Connection &connection);
    CheckedStep failed() const; // the only one that failed
    void listenTls(const listener::TlsIdentity &identity, const QList<QSslCertificate> &clients = {});
    QString kept(const QString &name, const QByteArray &bytes);
    Connection overTls();

    std::unique_ptr<sandbox::Server> m_server;
    QTemporaryDir m_folder;
    QHash<QString, Secret> m_secrets; // by label
    QList<CheckedStep> m_told;
    std::optional<bool> m_good;
};

void DoctorTest::init()
{
    makeListener();
    m_handler->answerBody = R"({"incidents": [], "total": 0})";
    m_server = test::served();
    m_secrets = {{u"secret"_s, m_server->apiKey()}};
}

void DoctorTest::examine(const Connection &connection)
{
    http::RequestBudget budget(600);
    const auto secrets = [this](const QString &label, QObject *, const Handler<Secret> &handler) {
        handler(m_secrets.value(label));
    };
    flows::ConnectionCheck check(connection, secrets, budget);
    m_told.clear();
    m_good.reset();
    connect(&check, &flows::ConnectionCheck::stepped, this,
            [this](const CheckedStep &step) { m_told.append(step); });
    connect(&check, &flows::ConnectionCheck::finished, this, [this](bool isGood) { m_good = isGood; });
    check.start();
    QVERIFY(QTest::qWaitFor([this] { return m_good.has_value(); }, 60'000));
}

CheckedStep DoctorTest::failed() const
{
    QList<CheckedStep> all;
    for (const CheckedStep &step : m_told) {
        if (step.error)
            all.append(step);
    }
    return all.size() == 1 ? all.first() : CheckedStep();
}

// The failing step, its remedy, and that the whole is not good.
#define VERIFY_FAILS(connection, expectedStep, expectedRemedy)                                               \
    do {                                                                                                     \
        const CheckedStep wrong = failed();                                                                  \
        QVERIFY(wrong.error);                                                                                \
        QCOMPARE(wrong.step, expectedStep);                                                                  \
        QVERIFY2(flows::remedyFor(wrong, connection) == expectedRemedy, qPrintable(wrong.error->detail));    \
        QCOMPARE(m_good, std::optional(false));                                                              \
    } while (false)

QString DoctorTest::kept(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

void DoctorTest::listenTls(const listener::TlsIdentity &identity, const QList<QSslCertificate> &clients)
{
    listener::ListenOptions options;
    options.tls = identity.configuration(clients);
    const auto bound = m_listener->listen(options);
    QVERIFY2(bound, bound ? "" : qPrintable(bound.error().detail));
    kept(u"ca.pem"_s, identity.chain.last().toPem());
}

Connection DoctorTest::overTls()
{
    Connection connection = connectionTo(QUrl(u"https://localhost:%1"_s.arg(m_listener->port())));
    connection.caFile = m_folder.filePath(u"ca.pem"_s);
    return connection;
}

void DoctorTest::aHealthyOneHasNothing()
{
    examine(connectionTo(m_server->baseUrl()));
    QCOMPARE(m_good, std::optional(true));
    QStringList scopes;
    for (const CheckedStep &step : std::as_const(m_told)) {
        QVERIFY2(!step.error, step.error ? qPrintable(step.error->detail) : "");
        QVERIFY2(!step.seen.isEmpty(), "a step that says nothing");
        if (step.step == CheckStep::Scope && !step.skipped)
            scopes.append(step.scope);
    }
    QCOMPARE(scopes,
             QStringList({u"incidents:read"_s, u"search:read"_s, u"graph:read"_s, u"investigations:read"_s}));
    QCOMPARE(m_server->counts().starts, 0);
}

void DoctorTest::wrongHost()
{
    const Connection connection = connectionTo(QUrl(u"http://no-such-host.invalid"_s));
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Name, CheckRemedy::CheckName);
    QVERIFY(failed().error->detail.contains(u"no-such-host.invalid"_s));
}

void DoctorTest::blockedPort()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    const Connection connection = connectionTo(QUrl(u"http://127.0.0.1:%1"_s.arg(port)));
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Tcp, CheckRemedy::CheckPort);
    QVERIFY(failed().error->detail.contains(QString::number(port)));
}

void DoctorTest::proxyThatNeedsASignIn_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void DoctorTest::proxyThatNeedsASignIn()
{
    QFETCH(bool, tls);
    test::TunnelProxy proxy;
    proxy.credential = "mika:pass word";
    proxy.target = quint16(m_server->baseUrl().port());
    Connection connection = connectionTo(QUrl(tls ? u"https://api.invalid"_s : u"http://api.invalid"_s));
    connection.proxy = domain::ProxyMode::Manual;
    connection.proxyUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port()));
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Proxy, CheckRemedy::CheckProxy);
    QVERIFY(!proxy.heads.isEmpty());
}

void DoctorTest::untrustedAuthority()
{
    const auto identity = listener::makeTlsIdentity({u"localhost"_s}, wallClock());
    QVERIFY(identity);
    listenTls(*identity);
    Connection connection = overTls();
    connection.caFile.clear();
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Tls, CheckRemedy::GiveAuthority);
    QCOMPARE(m_handler->count(), 0); // no key to whom nobody vouches for
}

void DoctorTest::expiredCertificate()
{
    const auto identity = listener::makeTlsIdentity({u"localhost"_s}, wallClock() - 2 * year);
    QVERIFY(identity);
    listenTls(*identity);
    const Connection connection = overTls();
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Tls, CheckRemedy::RenewCertificate);
    QVERIFY2(failed().error->detail.contains(u"expired on"_s), qPrintable(failed().error->detail));
}

void DoctorTest::certificateOfAnotherHost()
{
    const auto identity = listener::makeTlsIdentity({u"soc.example"_s}, wallClock());
    QVERIFY(identity);
    listenTls(*identity);
    const Connection connection = overTls();
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Tls, CheckRemedy::UseItsName);
    QVERIFY(failed().error->detail.contains(u"soc.example"_s));
}

void DoctorTest::missingClientCertificate()
{
    const auto identity = listener::makeTlsIdentity({u"localhost"_s}, wallClock());
    QVERIFY(identity);
    listenTls(*identity, QSslCertificate::fromPath(clientFile));
    const Connection connection = overTls();
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Tls, CheckRemedy::GiveClientCertificate);
    QCOMPARE(m_handler->count(), 0);
}

void DoctorTest::clientCertificateThatIsShown()
{
    const auto identity = listener::makeTlsIdentity({u"localhost"_s}, wallClock());
    QVERIFY(identity);
    listenTls(*identity, QSslCertificate::fromPath(clientFile));
    Connection connection = overTls();
    connection.clientFile = clientFile;
    examine(connection);
    QVERIFY2(m_good.value_or(false), m_told.last().error ? qPrintable(m_told.last().error->detail) : "");
}

void DoctorTest::clockThatIsOff_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("says"); // empty = it is near enough
    QTest::newRow("10 min behind") << qint64(600) << u"behind"_s;
    QTest::newRow("10 min ahead") << qint64(-600) << u"ahead of"_s;
    QTest::newRow("one minute") << qint64(60) << QString();
}

void DoctorTest::clockThatIsOff()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, says);
    test::RawTarget target;
    target.answer = [seconds](const QByteArray &) {
        return test::RawTarget::reply(200, R"({"incidents": [], "total": 0})",
                                      "Content-Type: application/json\r\n" + dateField(seconds));
    };
    const Connection connection = connectionTo(target.url());
    examine(connection);
    QCOMPARE(m_told.last().step, CheckStep::Read); // the rest is looked at as well
    QVERIFY(!m_told.last().error);
    QCOMPARE(m_good, std::optional(says.isEmpty()));
    if (says.isEmpty())
        return;
    VERIFY_FAILS(connection, CheckStep::Clock, CheckRemedy::SetClock);
    const QString detail = failed().error->detail;
    QVERIFY2(detail.contains(says), qPrintable(detail));
    QVERIFY2(detail.contains(u"9 min 5"_s) || detail.contains(u"10 min 0"_s), qPrintable(detail));
}

void DoctorTest::serverWithoutAClock()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(200, R"({"incidents": [], "total": 0})");
    };
    examine(connectionTo(target.url()));
    QCOMPARE(m_good, std::optional(true));
    QCOMPARE(m_told[5].step, CheckStep::Clock);
    QVERIFY(m_told[5].skipped);
    QVERIFY(!target.requests.first().contains("X-API-Key")); // the first one asks as a stranger
    QVERIFY(target.requests.last().contains("X-API-Key"));
}

void DoctorTest::wrongKey()
{
    m_secrets[u"secret"_s] = Secret("sk_live_k_0000_notthisone");
    const Connection connection = connectionTo(m_server->baseUrl());
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::SignIn, CheckRemedy::RenewSecret);
}

void DoctorTest::missingScope_data()
{
    QTest::addColumn<QString>("scope");
    for (const QString &scope :
         {u"incidents:read"_s, u"search:read"_s, u"graph:read"_s, u"investigations:read"_s})
        QTest::newRow(qPrintable(scope)) << scope;
}

void DoctorTest::missingScope()
{
    QFETCH(QString, scope);
    test::SocmateClient admin(connectionTo(m_server->baseUrl(), domain::SignIn::BearerToken),
                              m_server->adminToken());
    socmate::ApiKeyDraft draft{u"few"_s, {}, sandbox::allScopes(), 1};
    draft.scopes.removeAll(scope);
    TOCSIN_GET(made, admin.ask(&socmate::SocmateApi::createApiKey, draft));
    m_secrets[u"secret"_s] = made.apiKey;
    const Connection connection = connectionTo(m_server->baseUrl());
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Scope, CheckRemedy::AskForRights);
    QCOMPARE(failed().scope, scope);
    QCOMPARE(m_told.last().step, CheckStep::Read);
    QCOMPARE(m_told.last().skipped, scope == u"incidents:read"_s);
}

void DoctorTest::htmlInsteadOfJson()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(200, "<!doctype html><title>Sign in</title>",
                                      "Content-Type: text/html\r\n");
    };
    const Connection connection = connectionTo(target.url());
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Read, CheckRemedy::CheckAddress);
}

void DoctorTest::connectionThatIsClosedAtOnce()
{
    QTcpServer rude;
    QVERIFY(rude.listen(QHostAddress::LocalHost));
    connect(&rude, &QTcpServer::newConnection, this, [&rude] { delete rude.nextPendingConnection(); });
    const Connection connection = connectionTo(QUrl(u"http://127.0.0.1:%1"_s.arg(rude.serverPort())));
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Answer, CheckRemedy::TryLater);
}

void DoctorTest::incidentsWithoutANumber()
{
    test::RawTarget target;
    target.answer = [](const QByteArray &) {
        return test::RawTarget::reply(200, R"({"incidents": [{"headline": "x"}], "total": 1})");
    };
    const Connection connection = connectionTo(target.url());
    examine(connection);
    VERIFY_FAILS(connection, CheckStep::Read, CheckRemedy::CheckAddress);
}

void DoctorTest::theKeyIsInNoStep()
{
    const QByteArray key = "sk_live_k_0000_thisisthesecret";
    m_secrets[u"secret"_s] = Secret("sk_live_k_0000_thisisthesecret");
    test::RawTarget target;
    target.answer = [](const QByteArray &request) {
        return test::RawTarget::reply(403, R"({"detail": "you sent )" +
                                               request.simplified().replace('"', "") + R"("})");
    };
    examine(connectionTo(target.url()));
    for (const CheckedStep &step : std::as_const(m_told)) {
        QVERIFY(!step.seen.contains(QString::fromLatin1(key)));
        QVERIFY(!step.error || !step.error->detail.contains(QString::fromLatin1(key)));
    }
}

QTEST_GUILESS_MAIN(DoctorTest)
#include "tst_doctor.moc"
