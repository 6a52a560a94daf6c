// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The stand-in tenant really delivers to the integrations' addresses, signed with what they hold at that
// moment.

#include "core/flows/sandboxsenders.h"
#include "core/listener/tlsidentity.h"
#include "core/signature/verify.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/socotradata.h"
#include "tests/support/tenantplace.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::TenantPlace;

namespace {

constexpr int patience = 30'000;

} // namespace

class SocotraDeliveriesTest : public QObject, test::ListenerFixture
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void deliversSignedWithHeadersAndTag();
    void signsWithTheNewSecretOnceItIsWritten();
    void deliversUnsignedWhereSignaturesAreOff();
    void sendsNothingElsewhere();

private:
    void listenTls();
    socotra::Draft draft(const QString &scheme = u"https"_s) const;
    void tell(TenantPlace &place, int number);
    const domain::HttpMessage message(int at) const { return m_handler->captures().at(at).message; }
    domain::Verdict verdictOf(const domain::HttpMessage &message, const QByteArray &secret,
                              const QString &tag) const;

    std::optional<listener::TlsIdentity> m_identity;
    std::shared_ptr<const signature::Catalogue> m_schemes;
    std::unique_ptr<flows::SandboxSenders> m_senders;
};

void SocotraDeliveriesTest::initTestCase()
{
    auto identity = listener::makeTlsIdentity({u"localhost"_s, u"127.0.0.1"_s}, wallClock());
    QVERIFY2(identity, identity ? "" : qPrintable(identity.error().detail));
    m_identity = std::move(*identity);
    auto loaded = signature::Catalogue::load();
    QVERIFY(loaded);
    m_schemes = std::make_shared<const signature::Catalogue>(std::move(*loaded));
}

void SocotraDeliveriesTest::listenTls()
{
    listener::ListenOptions options;
    options.tls = m_identity->configuration();
    QVERIFY(m_listener->listen(options));
}

socotra::Draft SocotraDeliveriesTest::draft(const QString &scheme) const
{
    socotra::Draft draft = test::newDraft();
    draft.url = u"%1://127.0.0.1:%2/hooks/tenant"_s.arg(scheme).arg(m_listener->port());
    draft.headers = {{u"X-Team"_s, Secret::copyOf("blue")}};
    return draft;
}

void SocotraDeliveriesTest::tell(TenantPlace &place, int number)
{
    if (!m_senders) {
        m_senders = std::make_unique<flows::SandboxSenders>(*place.server);
        QVERIFY(m_senders->start({}, m_schemes));
        m_senders->deliverToIntegrations(m_identity->chain);
    }
    m_senders->tell({u"socotra"_s, u"policy.issue"_s, R"({"id":"1","type":"policy.issue"})", 0});
    QTRY_COMPARE_WITH_TIMEOUT(m_handler->captures().size(), number, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_senders->underWay(), 0, patience);
}

domain::Verdict SocotraDeliveriesTest::verdictOf(const domain::HttpMessage &message, const QByteArray &secret,
                                                 const QString &tag) const
{
    const QList<signature::NamedSecret> secrets = {{u"s"_s, Secret::copyOf(secret), tag, false}};
    return signature::verify(*m_schemes->find(u"socotra"), message, secrets, wallClock()).verdict;
}

void SocotraDeliveriesTest::deliversSignedWithHeadersAndTag()
{
    listenTls();
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&socotra::SocotraApi::add, draft()));
    QVERIFY(added.now);
    tell(place, 1);
    const domain::HttpMessage got = message(0);
    QCOMPARE(got.target, QByteArray("/hooks/tenant"));
    QCOMPARE(got.first("X-Team"), QByteArray("blue"));
    QVERIFY(got.first("Socotra-Signature").endsWith(",tag=secret-1"));
    QCOMPARE(verdictOf(got, test::sampleSecret, u"secret-1"_s), domain::Verdict::Valid);
    QCOMPARE(verdictOf(got, test::otherSecret, u"secret-1"_s), domain::Verdict::Mismatch);
    m_senders.reset();
}

void SocotraDeliveriesTest::signsWithTheNewSecretOnceItIsWritten()
{
    listenTls();
    TenantPlace place;
    TOCSIN_GET(added, place.client->ask(&socotra::SocotraApi::add, draft()));
    tell(place, 1);
    socotra::Draft next = draft();
    next.secret = Secret::copyOf(test::otherSecret);
    next.tag = u"secret-2"_s;
    TOCSIN_GET(changed, place.client->ask(&socotra::SocotraApi::update, *added.now, next));
    QCOMPARE(changed.state, socotra::WriteOutcome::State::Applied);
    tell(place, 2);
    QCOMPARE(verdictOf(message(0), test::sampleSecret, u"secret-1"_s), domain::Verdict::Valid);
    QCOMPARE(verdictOf(message(1), test::otherSecret, u"secret-2"_s), domain::Verdict::Valid);
    QCOMPARE(verdictOf(message(1), test::sampleSecret, u"secret-1"_s), domain::Verdict::Mismatch);
    m_senders.reset();
}

void SocotraDeliveriesTest::deliversUnsignedWhereSignaturesAreOff()
{
    listen();
    TenantPlace place;
    socotra::Draft plain = draft(u"http"_s);
    plain.secured = false;
    plain.tag.clear();
    QVERIFY(place.client->ask(&socotra::SocotraApi::add, plain));
    tell(place, 1);
    QVERIFY(message(0).first("Socotra-Signature").isNull());
    QCOMPARE(message(0).first("X-Team"), QByteArray("blue"));
    m_senders.reset();
}

void SocotraDeliveriesTest::sendsNothingElsewhere()
{
    TenantPlace place;
    socotra::Draft far = test::newDraft();
    far.url = u"https://hooks.example.org/a"_s;
    QVERIFY(place.client->ask(&socotra::SocotraApi::add, far));
    m_senders = std::make_unique<flows::SandboxSenders>(*place.server);
    QVERIFY(m_senders->start({}, m_schemes));
    m_senders->deliverToIntegrations();
    QSignalSpy left(m_senders.get(), &flows::SandboxSenders::leftOut);
    m_senders->tell({u"socotra"_s, u"policy.issue"_s, "{}", 0});
    QCOMPARE(left.size(), 1);
    QCOMPARE(m_senders->underWay(), 0);
    m_senders.reset();
}

QTEST_GUILESS_MAIN(SocotraDeliveriesTest)
#include "tst_deliveries.moc"
