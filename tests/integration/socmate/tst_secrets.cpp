// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// After everything that the client can be asked, with everything logged that can be: no secret is in the log,
// in an error's text or in what was kept of the answers.

#include "tests/support/rawtarget.h"
#include "tests/support/socmateplace.h"
#include "tests/support/tunnelproxy.h"

#include <QLoggingCategory>

using namespace tocsin;
using namespace tocsin::socmate;
using namespace Qt::StringLiterals;
using http::Priority;
using test::RawTarget;
using test::SocmateClient;

namespace {

constexpr auto asked = Priority::Asked;
QByteArray captured; // all that is logged, errors and raw answers with it
QtMessageHandler before = nullptr;

void capture(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    captured += QByteArray(context.category) + ' ' + text.toUtf8() + '\n';
}

template<class T>
concept Raw = requires(T value)
{
    value.raw;
};

// What became of a call is kept for the search.
template<class T>
Result<T> noted(Result<T> result)
{
    if (!result)
        captured += result.error().detail.toUtf8() + '\n';
    else if constexpr (Raw<T>)
        captured += result->raw + '\n';
    return result;
}

// Every call there is; whether it succeeds does not matter here.
void askEverything(SocmateClient &client, const Secret &other)
{
    noted(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    noted(client.ask(&SocmateApi::incidents, IncidentQuery{{}, {}, u"wrong"_s}, asked));
    noted(client.ask(&SocmateApi::incident, 41200, asked));
    noted(client.ask(&SocmateApi::enrich, 41200));
    const auto started = noted(client.ask(&SocmateApi::start, StartRequest{u"What is it? [quick]"_s}));
    const QString id = started ? started->sessionId : u"sess_none"_s;
    noted(client.ask(&SocmateApi::session, id, asked));
    noted(client.ask(&SocmateApi::message, id, u"And?"_s));
    noted(client.ask(&SocmateApi::sessions, 5, 0, asked));
    noted(client.ask(&SocmateApi::search, u"mail"_s, 5, 0));
    noted(client.ask(&SocmateApi::entity, u"10.0.0.1"_s));
    noted(client.ask(&SocmateApi::validateSchedule, u"q"_s, u"soc_analyst"_s));
    noted(client.ask(&SocmateApi::createSchedule, ScheduleDraft{u"n"_s, {}, u"q"_s, {}, u"daily"_s, {}}));
    SiemProviderDraft provider{u"West"_s, u"sentinel"_s, u"ws"_s, u"tenant"_s, u"app"_s, other};
    noted(client.ask(&SocmateApi::testSiemProvider, provider));
    noted(client.ask(&SocmateApi::createSiemProvider, provider));
    provider.providerType = u"splunk"_s; // refused
    noted(client.ask(&SocmateApi::createSiemProvider, provider));
    ModelDraft model;
    model.name = u"fast"_s;
    model.provider = u"azure"_s; // refused: more is needed
    model.modelId = u"m"_s;
    model.apiKey = other;
    noted(client.ask(&SocmateApi::createModel, model));
    noted(client.ask(&SocmateApi::models));
    noted(client.ask(&SocmateApi::testModel, u"fast"_s));
    noted(client.ask(&SocmateApi::users, UserQuery()));
}

QList<QByteArray> formsOf(const Secret &secret)
{
    const QByteArray bytes = secret.reveal().toByteArray();
    return {bytes, bytes.toPercentEncoding(), bytes.toBase64(), bytes.toHex(),
            bytes.left(bytes.size() * 2 / 3)};
}

} // namespace

class SocmateSecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void aFullRunLeavesNone_data();
    void aFullRunLeavesNone();
    void aServerThatRepeatsWhatItWasSentIsNotQuoted_data();
    void aServerThatRepeatsWhatItWasSentIsNotQuoted();
    void aProxysPasswordStaysOut_data();
    void aProxysPasswordStaysOut();

private:
    void searchFor(const QList<Secret> &secrets);

    const Secret m_other = Secret("Other+Secret/of=the body 42");
};

void SocmateSecretsTest::initTestCase()
{
    QLoggingCategory::setFilterRules(u"*=true\nqt.*=false\nqt.network.*=true"_s);
}

void SocmateSecretsTest::init()
{
    captured.clear();
    before = qInstallMessageHandler(capture);
}

void SocmateSecretsTest::cleanup()
{
    qInstallMessageHandler(before);
}

void SocmateSecretsTest::searchFor(const QList<Secret> &secrets)
{
    qInstallMessageHandler(before);
    QVERIFY(captured.contains("tocsin.http.client ")); // something was logged
    for (const Secret &secret : secrets) {
        QVERIFY(secret.size() >= 8);
        for (const QByteArray &form : formsOf(secret)) {
            const qsizetype at = captured.indexOf(form);
            QVERIFY2(at < 0, captured.mid(std::max<qsizetype>(0, at - 200), 400).constData());
        }
    }
}

void SocmateSecretsTest::aFullRunLeavesNone_data()
{
    test::profileRows();
}

void SocmateSecretsTest::aFullRunLeavesNone()
{
    QFETCH(QString, profile);
    test::SocmatePlace place(profile);
    askEverything(*place.client, m_other);
    askEverything(*place.admin, m_other);
    SocmateClient user(place.connection(domain::SignIn::BearerToken), place.server->userToken());
    askEverything(user, m_other);

    domain::Connection connection = place.connection(domain::SignIn::ClientCredentials);
    connection.clientId = place.server->clientId();
    connection.tokenEndpoint = place.server->tokenEndpoint();
    SocmateClient robot(connection, place.server->clientSecret());
    askEverything(robot, m_other);
    const Secret wrong("not-the-clients-secret");
    SocmateClient stranger(connection, wrong);
    noted(stranger.ask(&SocmateApi::models));

    const auto key = place.admin->ask(&SocmateApi::createApiKey, ApiKeyDraft{u"k"_s, {}, {u"graph:read"_s}});
    const auto client =
        place.admin->ask(&SocmateApi::createApiClient, ApiClientDraft{u"c"_s, {}, {u"graph:read"_s}});
    QVERIFY(key && client);
    SocmateClient narrow(place.connection(), key->apiKey);
    askEverything(narrow, m_other);

    place.server->failNext(30, 500);
    askEverything(*place.admin, m_other);
    place.server->failNext(0);
    place.server->setOffline(true);
    askEverything(*place.client, m_other);
    place.server->setOffline(false);
    place.server->disableApiKey();
    askEverything(*place.client, m_other);
    searchFor({place.server->apiKey(), place.server->userToken(), place.server->adminToken(),
               place.server->clientSecret(), wrong, key->apiKey, client->clientSecret, m_other});
}

void SocmateSecretsTest::aServerThatRepeatsWhatItWasSentIsNotQuoted_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {302, 400, 401, 403, 404, 422, 429, 500, 502})
        QTest::addRow("%d", status) << status;
}

void SocmateSecretsTest::aServerThatRepeatsWhatItWasSentIsNotQuoted()
{
    QFETCH(int, status);
    RawTarget target;
    bool json = false;
    target.answer = [&](const QByteArray &request) {
        json = !json;
        const QByteArray body =
            json ? QJsonDocument(QJsonObject{{u"detail"_s, QString::fromUtf8(request)}}).toJson() : request;
        return RawTarget::reply(status, body, "Location: /elsewhere\r\n");
    };
    const Secret key("sk_live_k_z9y8x7_0a1b2c3d4e5f");
    for (const auto signIn : {domain::SignIn::ApiKey, domain::SignIn::BearerToken}) {
        SocmateClient client(test::connectionTo(target.url(), signIn), key);
        askEverything(client, m_other);
    }
    domain::Connection connection = test::connectionTo(target.url(), domain::SignIn::ClientCredentials);
    connection.clientId = u"client"_s;
    connection.tokenEndpoint = target.url(u"/oauth/token"_s);
    SocmateClient robot(connection, key);
    noted(robot.ask(&SocmateApi::models));
    noted(robot.ask(&SocmateApi::models));
    QVERIFY(target.requests.join().contains(key.reveal().toByteArray())); // it was sent
    searchFor({key, m_other});
}

void SocmateSecretsTest::aProxysPasswordStaysOut_data()
{
    QTest::addColumn<bool>("right");
    QTest::newRow("right") << true;
    QTest::newRow("refused") << false;
}

void SocmateSecretsTest::aProxysPasswordStaysOut()
{
    QFETCH(bool, right);
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(200, "[]"); };
    test::TunnelProxy proxy;
    proxy.target = target.port();
    proxy.credential = right ? "sam:proxy-password-1" : "sam:another";
    domain::Connection connection = test::connectionTo(target.url());
    connection.proxy = domain::ProxyMode::Manual;
    connection.proxyUrl = QUrl(u"http://sam@127.0.0.1:%1"_s.arg(proxy.port()));
    connection.proxyLabel = u"proxy"_s;
    const Secret key("sk_live_k_z9y8x7_0a1b2c3d4e5f");
    SocmateClient client(connection, key);
    const Secret password("proxy-password-1");
    client.secrets.insert(u"proxy"_s, password);
    const auto page = noted(client.ask(&SocmateApi::incidents, IncidentQuery(), asked));
    QCOMPARE(page.has_value(), right);
    QVERIFY(!proxy.heads.isEmpty());
    askEverything(client, m_other);
    searchFor({password, Secret("sam:proxy-password-1"), key, m_other});
}

QTEST_GUILESS_MAIN(SocmateSecretsTest)
#include "tst_secrets.moc"
