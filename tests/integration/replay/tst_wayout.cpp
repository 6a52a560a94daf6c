// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Replays, relays, tests and confirmations leave this machine by the proxy that a policy pins, to the hosts
// that it pins, or not at all. The hosts end in .invalid, which only the proxy can reach.

#include "core/flows/forward.h"
#include "core/flows/policyrules.h"
#include "core/flows/replay.h"
#include "core/flows/subscriptions.h"
#include "core/flows/testrun.h"
#include "core/flows/wayout.h"
#include "core/storage/deliverystore.h"
#include "core/storage/replaybook.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sampledelivery.h"
#include "tests/support/tunnelproxy.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using test::RawTarget;

class WayOutTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aReplayGoesByTheProxy();
    void aRelayGoesByTheProxy();
    void aRelayThatAnswersGoesByTheProxy();
    void aTestGoesByTheProxy();
    void aConfirmationGoesByTheProxy();
    void tlsGoesThroughATunnel();
    void thisMachineIsReachedDirectly();
    void aProxyThatIsGoneIsNotGoneAround();
    void anAddressIsCheckedBeforeTheProxyIsAsked();
    void theSystemsProxyIsAsked();
    void noHostButThePinnedOnes();
    void whatIsPinnedStaysPinned();
    void aServerIsReachedByThePinnedProxy();

private:
    QByteArray pin() const
    {
        return "[policy]\nproxy=http://127.0.0.1:" + QByteArray::number(m_proxy->port()) + '\n';
    }
    AllowList allowed(const QByteArray &policy, const QString &hosts = u"hooks.invalid"_s) const;
    static domain::NewDelivery delivery();
    ReplayResult replay(const QUrl &url, const AllowList &allowed);
    void sawOneForm() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RawTarget> m_target;
    std::unique_ptr<test::TunnelProxy> m_proxy; // leads to the target, whatever it is asked for
    std::unique_ptr<storage::ReplayBook> m_book;
    const QUrl m_away{u"http://hooks.invalid/in"_s};
};

domain::NewDelivery WayOutTest::delivery()
{
    domain::NewDelivery one = test::sampleDelivery("{\"n\":1}");
    one.capture.message.head = "POST /hooks HTTP/1.1\r\nHost: x\r\nX-Sig:  abc\r\nContent-Length: 7\r\n\r\n";
    domain::readHead(one.capture.message);
    return one;
}

void WayOutTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_target = std::make_unique<RawTarget>();
    m_proxy = std::make_unique<test::TunnelProxy>();
    m_proxy->target = m_target->port();
    auto store = storage::DeliveryStore::open(m_folder->filePath(u"d.db"_s));
    QVERIFY(store);
    const domain::NewDelivery one = delivery();
    QVERIFY((*store)->append({&one, 1}));
    m_book = std::make_unique<storage::ReplayBook>(m_folder->filePath(u"d.db"_s));
}

void WayOutTest::cleanup()
{
    m_book.reset();
}

AllowList WayOutTest::allowed(const QByteArray &policy, const QString &hosts) const
{
    const QString path = m_folder->filePath(u"policy.ini"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(policy) != policy.size())
        qFatal("no policy");
    file.close();
    const settings::Policy read = settings::readPolicy(path);
    if (!read.fault.isEmpty())
        qFatal("%s", qPrintable(read.fault));
    return allowedBy(read, readAllowList(hosts).value_or(AllowList()));
}

ReplayResult WayOutTest::replay(const QUrl &url, const AllowList &allowed)
{
    Replay replay(*m_book);
    ReplayResult result;
    connect(&replay, &Replay::answered, &replay, [&result](const ReplayResult &one) { result = one; });
    QSignalSpy finished(&replay, &Replay::finished);
    ReplayPlan plan;
    plan.target.url = url;
    plan.allowed = allowed;
    plan.timeoutMs = 10'000;
    if (const auto started = replay.start({1}, plan); !started) {
        result.notSent = started.error();
        return result;
    }
    if (!finished.wait(30'000))
        qFatal("the replay did not end");
    return result;
}

// The proxy was told where to, and the target has what was captured.
void WayOutTest::sawOneForm() const
{
    QCOMPARE(m_proxy->heads.size(), 1);
    QVERIFY2(m_proxy->heads.first().startsWith("POST http://hooks.invalid/in HTTP/1.1\r\n"),
             m_proxy->heads.first());
    QCOMPARE(m_target->connections, 1);
}

void WayOutTest::aReplayGoesByTheProxy()
{
    const ReplayResult result = replay(m_away, allowed(pin()));
    QVERIFY2(!result.notSent, result.notSent ? qPrintable(result.notSent->detail) : "");
    QCOMPARE(result.answer.status, 200);
    sawOneForm();
    QVERIFY(m_proxy->heads.first().contains("\r\nX-Sig:  abc\r\n")); // as it was
}

void WayOutTest::aRelayGoesByTheProxy()
{
    Forward forward(*m_book);
    forward.setPace({10, 5, 20, 10'000});
    domain::ForwardSpec spec;
    spec.endpoint = u"alerts"_s;
    spec.url = m_away;
    QVERIFY(forward.start(spec, allowed(pin()), Forward::From::Start));
    QTRY_COMPARE_WITH_TIMEOUT(forward.state().forwarded, qint64(1), 20'000);
    sawOneForm();
}

void WayOutTest::aRelayThatAnswersGoesByTheProxy()
{
    LiveRelay relay;
    RelayTarget where;
    where.spec.url = m_away;
    where.allowed = allowed(pin());
    relay.start(where);
    bool answered = false;
    QSignalSpy settled(&relay, &LiveRelay::settled);
    relay.relay(1, delivery().capture, [&answered](const auto &) { answered = true; });
    QTRY_COMPARE_WITH_TIMEOUT(settled.size(), 1, 20'000);
    QCOMPARE(settled[0][0].value<domain::ReplayAnswer>().status, 200);
    QVERIFY(answered);
    sawOneForm();
}

void WayOutTest::aTestGoesByTheProxy()
{
    TestRun run;
    TestPlan plan;
    plan.url = m_away;
    plan.event = payload::samples().first();
    plan.allowed = allowed(pin());
    int status = 0;
    connect(&run, &TestRun::answered, &run, [&status](const TestAnswer &answer) { status = answer.status; });
    QSignalSpy finished(&run, &TestRun::finished);
    QVERIFY(run.start(plan));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(status, 200);
    sawOneForm();
}

// TLS does not get up there; that the proxy was asked for the host is enough.
void WayOutTest::aConfirmationGoesByTheProxy()
{
    m_target->close();
    Subscriptions all;
    all.setAllowed(allowed(pin(), {}));
    Subscription asked;
    asked.host = "sns.invalid";
    asked.url = "https://sns.invalid/?Action=Confirm";
    all.confirm(asked);
    QTRY_COMPARE_WITH_TIMEOUT(all.all().first().state, Subscription::State::Failed, 20'000);
    QVERIFY(m_proxy->heads.value(0).startsWith("CONNECT sns.invalid:443 "));
    // A host that the policy does not list is not opened by anybody's word.
    all.setAllowed(allowed(pin() + "[replay]\nallowedHosts=hooks.invalid\n"));
    all.confirm(asked);
    QTRY_VERIFY(all.all().first().error.contains(u"policy"_s));
    QCOMPARE(m_proxy->heads.size(), 1);
}

void WayOutTest::tlsGoesThroughATunnel()
{
    m_target->close(); // it speaks no TLS
    const ReplayResult result = replay(QUrl(u"https://hooks.invalid/in"_s), allowed(pin()));
    QCOMPARE(result.answer.status, 0);
    QVERIFY(m_proxy->heads.value(0).startsWith("CONNECT hooks.invalid:443 "));
}

void WayOutTest::thisMachineIsReachedDirectly()
{
    QCOMPARE(replay(m_target->url(), allowed(pin(), {})).answer.status, 200);
    QVERIFY(m_proxy->heads.isEmpty());
}

void WayOutTest::aProxyThatIsGoneIsNotGoneAround()
{
    const AllowList list = allowed(pin(), u"127.0.0.1.nip.invalid"_s);
    m_proxy.reset();
    const ReplayResult result = replay(QUrl(u"http://127.0.0.1.nip.invalid/"_s), list);
    QCOMPARE(result.answer.status, 0);
    QVERIFY(!result.answer.error.isEmpty());
    QCOMPARE(m_target->connections, 0);
}

void WayOutTest::anAddressIsCheckedBeforeTheProxyIsAsked()
{
    const ReplayResult result = replay(QUrl(u"http://0.0.0.0/"_s), allowed(pin(), u"0.0.0.0"_s));
    QVERIFY(result.notSent);
    QCOMPARE(result.notSent->kind, Error::Kind::Forbidden);
    QVERIFY(m_proxy->heads.isEmpty());
}

// Where the system's proxies are those of the environment.
void WayOutTest::theSystemsProxyIsAsked()
{
    qputenv("http_proxy", "http://127.0.0.1:" + QByteArray::number(m_proxy->port()));
    const auto gone = qScopeGuard([] { qunsetenv("http_proxy"); });
    if (http::systemProxyFor(m_away).type() == QNetworkProxy::NoProxy)
        QSKIP("this system has its proxies elsewhere");
    QCOMPARE(replay(m_away, allowed("[policy]\nproxy=system\n")).answer.status, 200);
    sawOneForm();
}

void WayOutTest::noHostButThePinnedOnes()
{
    const QByteArray policy = pin() + "[replay]\nallowedHosts=other.invalid\n";
    const ReplayResult result = replay(m_away, allowed(policy)); // which the user has allowed
    QVERIFY(result.notSent);
    QCOMPARE(result.notSent->kind, Error::Kind::Forbidden);
    QVERIFY2(result.notSent->detail.contains(u"policy"_s), qPrintable(result.notSent->detail));
    QVERIFY(m_proxy->heads.isEmpty());
    QCOMPARE(replay(QUrl(u"http://other.invalid/in"_s), allowed(policy)).answer.status, 200);
}

void WayOutTest::whatIsPinnedStaysPinned()
{
    const AllowList policed = allowed(pin() + "[replay]\nallowedHosts=other.invalid\n");
    const AllowList wide = readAllowList(u"everywhere.invalid"_s).value_or(AllowList());
    QCOMPARE(underPolicy(wide, policed), policed);
    const AllowList free = allowed(pin());
    QCOMPARE(underPolicy(wide, free).entries, wide.entries);
    QCOMPARE(underPolicy(wide, free).proxy, free.proxy);
}

void WayOutTest::aServerIsReachedByThePinnedProxy()
{
    using Use = http::Transport::ProxyUse;
    const QUrl server(u"https://api.example"_s);
    const QUrl here(u"http://127.0.0.1:8080"_s);
    const std::optional<domain::ProxyPin> manual = allowed("[policy]\nproxy=socks5://p.example:1\n").proxy;
    QCOMPARE(transportTo(server, manual).proxyUse, Use::Manual);
    QCOMPARE(transportTo(server, manual).proxy.hostName(), u"p.example"_s);
    QCOMPARE(transportTo(here, manual).proxyUse, Use::None);
    QCOMPARE(transportTo(server, allowed("[policy]\nproxy=none\n").proxy).proxyUse, Use::None);
    QCOMPARE(transportTo(server, std::nullopt).proxyUse, Use::System);
    QCOMPARE(transportTo(here, std::nullopt).proxyUse, Use::None);
}

QTEST_GUILESS_MAIN(WayOutTest)
#include "tst_wayout.moc"
