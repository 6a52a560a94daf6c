// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A connection is tried step by step, over real TLS, through a real proxy and with a real exchange of tokens.

#include "core/flows/connectioncheck.h"
#include "core/listener/tlsidentity.h"
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
using flows::CheckStep;
using test::connectionTo;

namespace {

const QList<CheckStep> all = {CheckStep::Name,   CheckStep::Tcp,   CheckStep::Proxy,  CheckStep::Tls,
                              CheckStep::Answer, CheckStep::Clock, CheckStep::SignIn, CheckStep::Scope,
                              CheckStep::Scope,  CheckStep::Scope, CheckStep::Scope,  CheckStep::Scope,
                              CheckStep::Read};

QList<CheckStep> with(CheckStep first, QList<CheckStep> rest)
{
    rest.prepend(first);
    return rest;
}

} // namespace

class ConnectionCheckTest : public QObject, private test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { dropListener(); }
    void everyStepIsTold_data();
    void everyStepIsTold();
    void aPrivateAuthorityIsNeeded_data();
    void aPrivateAuthorityIsNeeded();
    void withAProxyItIsTheProxyThatIsLookedUp_data();
    void withAProxyItIsTheProxyThatIsLookedUp();
    void aTokenServerThatRefusesFailsTheSignIn_data();
    void aTokenServerThatRefusesFailsTheSignIn();
    void whatSaysNothingIsLeft();

private:
    QList<CheckStep> check(const Connection &connection);
    void listenTls(const QString &name);
    QString certificateFile();

    std::unique_ptr<sandbox::Server> m_server;
    QTemporaryDir m_folder;
    QHash<QString, Secret> m_secrets; // by label
    QList<CheckedStep> m_told;
    bool m_good = false;
    QList<QSslCertificate> m_certificate; // of the listener
};

void ConnectionCheckTest::init()
{
    makeListener();
    m_handler->answerBody = R"({"incidents": [], "total": 0})";
    m_server = test::served();
    m_secrets = {{u"secret"_s, m_server->apiKey()}};
}

// The steps that were told, to the end.
QList<CheckStep> ConnectionCheckTest::check(const Connection &connection)
{
    http::RequestBudget budget(600);
    const auto secrets = [this](const QString &label, QObject *, const Handler<Secret> &handler) {
        if (m_secrets.contains(label))
            handler(m_secrets.value(label));
        else
            handler(fail(Error::Kind::Unauthorised, u"no secret is stored as "_s + label));
    };
    flows::ConnectionCheck one(connection, secrets, budget);
    m_told.clear();
    bool isOver = false;
    connect(&one, &flows::ConnectionCheck::stepped, this,
            [this](const CheckedStep &step) { m_told.append(step); });
    connect(&one, &flows::ConnectionCheck::finished, this, [&](bool isGood) {
        isOver = true;
        m_good = isGood;
    });
    one.start();
    if (!QTest::qWaitFor([&isOver] { return isOver; }, 60'000))
        qWarning("it does not end");
    QList<CheckStep> steps;
    for (const CheckedStep &step : std::as_const(m_told))
        steps.append(step.step);
    return steps;
}

void ConnectionCheckTest::listenTls(const QString &name)
{
    const auto own = listener::makeTlsIdentity({name}, wallClock());
    QVERIFY(own);
    m_certificate = own->chain;
    listener::ListenOptions options;
    options.tls = own->configuration();
    const auto bound = m_listener->listen(options);
    QVERIFY2(bound, bound ? "" : qPrintable(bound.error().detail));
}

QString ConnectionCheckTest::certificateFile()
{
    QFile file(m_folder.filePath(u"ca.pem"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write(m_certificate.last().toPem());
    return file.fileName();
}

void ConnectionCheckTest::everyStepIsTold_data()
{
    QTest::addColumn<domain::SignIn>("signIn");
    QTest::newRow("key") << domain::SignIn::ApiKey;
    QTest::newRow("bearer token") << domain::SignIn::BearerToken;
    QTest::newRow("client credentials") << domain::SignIn::ClientCredentials;
}

void ConnectionCheckTest::everyStepIsTold()
{
    QFETCH(domain::SignIn, signIn);
    Connection connection = connectionTo(m_server->baseUrl(), signIn);
    if (signIn == domain::SignIn::BearerToken)
        m_secrets[u"secret"_s] = m_server->userToken();
    if (signIn == domain::SignIn::ClientCredentials) {
        m_secrets[u"secret"_s] = m_server->clientSecret();
        connection.clientId = m_server->clientId();
        connection.tokenEndpoint = m_server->tokenEndpoint();
    }
    QCOMPARE(check(connection), all);
    QVERIFY(m_good);
    QVERIFY(m_told[2].skipped && m_told[3].skipped);
    QVERIFY2(m_told.last().seen.contains(u"incidents"_s), qPrintable(m_told.last().seen));
    QVERIFY2(m_told.last().seen.contains(u"number, title, severity"_s), qPrintable(m_told.last().seen));
    QCOMPARE(m_server->counts().starts, 0); // nothing is changed by it
}

void ConnectionCheckTest::aPrivateAuthorityIsNeeded_data()
{
    QTest::addColumn<QString>("name"); // in the certificate
    QTest::addColumn<bool>("given");
    QTest::addColumn<QString>("says");
    QTest::newRow("given") << u"localhost"_s << true << QString();
    QTest::newRow("not given") << u"localhost"_s << false << u"authority"_s;
    QTest::newRow("of another host") << u"soc.example"_s << true << u"soc.example"_s;
}

void ConnectionCheckTest::aPrivateAuthorityIsNeeded()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt was built without TLS");
    QFETCH(QString, name);
    QFETCH(bool, given);
    QFETCH(QString, says);
    listenTls(name);
    Connection connection = connectionTo(QUrl(u"https://localhost:%1"_s.arg(m_listener->port())));
    if (given)
        connection.caFile = certificateFile();
    const QList<CheckStep> steps = check(connection);
    QCOMPARE(m_good, says.isEmpty());
    if (m_good) {
        QCOMPARE(steps, with(CheckStep::Settings, all));
        const QString &seen = m_told[4].seen;
        QVERIFY2(seen.contains(u"TLS"_s) && seen.contains(u"until"_s) && seen.contains(u"36"_s) &&
                     seen.contains(u"days left"_s),
                 qPrintable(seen));
        QVERIFY(m_handler->count() > 1);
        return;
    }
    QCOMPARE(steps.last(), CheckStep::Tls);
    QVERIFY2(m_told.last().error->detail.contains(says), qPrintable(m_told.last().error->detail));
    QCOMPARE(m_handler->count(), 0); // no key to whom nobody vouches for
}

void ConnectionCheckTest::withAProxyItIsTheProxyThatIsLookedUp_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("password"); // that the proxy wants
    QTest::newRow("plain") << false << QByteArray();
    QTest::newRow("TLS") << true << QByteArray();
    QTest::newRow("TLS, with a sign-in") << true << QByteArray("pass word");
    QTest::newRow("TLS, refused") << true << QByteArray("another one");
}

void ConnectionCheckTest::withAProxyItIsTheProxyThatIsLookedUp()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, password);
    test::TunnelProxy proxy;
    Connection connection = connectionTo(QUrl(tls ? u"https://api.invalid"_s : u"http://api.invalid"_s));
    connection.proxy = domain::ProxyMode::Manual;
    connection.proxyUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port()));
    if (!password.isEmpty()) {
        proxy.credential = "mika:" + password;
        connection.proxyUrl.setUserName(u"mika"_s);
        connection.proxyLabel = u"proxy"_s;
        m_secrets[u"proxy"_s] = Secret("pass word");
    }
    if (tls) {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt was built without TLS");
        listenTls(u"api.invalid"_s); // a name that only the proxy can reach
        connection.caFile = certificateFile();
    } else {
        listen();
    }
    proxy.target = m_listener->port();
    const QList<CheckStep> steps = check(connection);
    QVERIFY(steps.size() >= 3 && m_told[1].seen.contains(u"127.0.0.1"_s));
    QVERIFY2(m_told[2].seen.contains(u"proxy"_s), qPrintable(m_told[2].seen));
    if (password == "another one") {
        QCOMPARE(steps.last(), CheckStep::Proxy);
        QVERIFY2(m_told.last().error->detail.contains(u"proxy"_s, Qt::CaseInsensitive),
                 qPrintable(m_told.last().error->detail));
        QVERIFY(!m_told.last().error->detail.contains(u"pass word"_s));
        return;
    }
    QVERIFY2(m_good, qPrintable(m_told.last().error ? m_told.last().error->detail : QString()));
    QCOMPARE(steps, with(CheckStep::Settings, all));
}

void ConnectionCheckTest::aTokenServerThatRefusesFailsTheSignIn_data()
{
    QTest::addColumn<QByteArray>("answer");
    using test::RawTarget;
    QTest::newRow("wrong client") << RawTarget::reply(401, R"({"error": "invalid_client"})");
    QTest::newRow("wrong scope") << RawTarget::reply(400, R"({"error": "invalid_scope"})");
    QTest::newRow("no token in it") << RawTarget::reply(200, R"({"token_type": "Bearer"})");
    QTest::newRow("a page") << RawTarget::reply(200, "<html>Sign in</html>");
    QTest::newRow("broken") << RawTarget::reply(502, "<html>Bad gateway</html>");
}

void ConnectionCheckTest::aTokenServerThatRefusesFailsTheSignIn()
{
    QFETCH(QByteArray, answer);
    test::RawTarget tokens;
    tokens.answer = [&answer](const QByteArray &) { return answer; };
    Connection connection = connectionTo(m_server->baseUrl(), domain::SignIn::ClientCredentials);
    connection.clientId = u"client"_s;
    connection.tokenEndpoint = tokens.url(u"/oauth/token"_s);
    QCOMPARE(check(connection).last(), CheckStep::SignIn);
    QVERIFY(!m_good);
    QVERIFY(!m_told.last().error->detail.isEmpty());
    QVERIFY(!tokens.requests.isEmpty());
    QCOMPARE(m_server->counts().requests, 1); // the one without a key
}

// It accepts the connection and never says anything: TLS has a limit of its own.
void ConnectionCheckTest::whatSaysNothingIsLeft()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Connection connection = connectionTo(QUrl(u"https://localhost:%1"_s.arg(silent.serverPort())));
    connection.timeoutMs = 1000;
    QCOMPARE(check(connection).last(), CheckStep::Tls);
    QVERIFY(!m_good);
    QCOMPARE(m_told.last().error->kind, Error::Kind::Transient);
    QVERIFY2(m_told.last().error->detail.contains(u"1 s"_s), qPrintable(m_told.last().error->detail));
}

QTEST_GUILESS_MAIN(ConnectionCheckTest)
#include "tst_connectioncheck.moc"
