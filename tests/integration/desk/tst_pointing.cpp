// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// An integration is pointed at the listener over real sockets: secret, endpoint, tenant, and a signed test
// that arrives and verifies. Whatever fails on the way, no secret is known to the tenant alone.

#include "core/flows/pointing.h"
#include "tests/support/tenantsplace.h"

#include <QSignalSpy>

using namespace tocsin;
using namespace tocsin::test;
using flows::PointPlan;
using flows::PointStep;

class PointingTest : public QObject, private TenantsPlace
{
    Q_OBJECT

private slots:
    void cleanup();
    void pointsAndVerifies_data();
    void pointsAndVerifies();
    void aSecretThatIsKnownIsUsed();
    void goesOnWhenTheTenantIsBack();
    void whatCannotWorkIsNamed_data();
    void whatCannotWorkIsNamed();
    void anEndpointOfAnotherSchemeIsLeftAlone();

private:
    void begin(const QString &profile = u"default"_s,
               flows::DeskOptions::Tls tls = flows::DeskOptions::Tls::SelfSigned);
    static socotra::Draft plainDraft();
    PointPlan suggested() const { return m_pointing->suggested(m_tenant, u"alerts"_s); }
    void run(const PointPlan &plan);

    std::unique_ptr<flows::Pointing> m_pointing;
    QList<PointStep> m_steps;
    std::optional<PointStep> m_failed;
    QString m_why;
    domain::DeliveryId m_test = 0;
};

void PointingTest::cleanup()
{
    m_pointing.reset();
    closeTenants();
}

void PointingTest::begin(const QString &profile, flows::DeskOptions::Tls tls)
{
    openTenants(profile, tls);
    m_pointing = std::make_unique<flows::Pointing>(*m_tenants, *m_desk, *m_secrets);
    connect(m_pointing.get(), &flows::Pointing::stepped, this,
            [this](PointStep step) { m_steps.append(step); });
    connect(m_pointing.get(), &flows::Pointing::failed, this, [this](PointStep step, const Error &error) {
        m_failed = step;
        m_why = error.detail;
    });
    connect(m_pointing.get(), &flows::Pointing::finished, this,
            [this](domain::DeliveryId id) { m_test = id; });
}

socotra::Draft PointingTest::plainDraft()
{
    socotra::Draft draft;
    draft.name = u"alerts"_s;
    draft.type = u"webhook"_s;
    draft.url = u"http://somewhere.example.org/"_s;
    draft.headers = {{u"X-Team"_s, Secret::copyOf("blue")}};
    return draft;
}

void PointingTest::run(const PointPlan &plan)
{
    m_steps.clear();
    m_failed.reset();
    m_test = 0;
    m_pointing->start(plan);
    QTRY_VERIFY_WITH_TIMEOUT(!m_pointing->isRunning() && (m_failed || m_test != 0), patience);
}

void PointingTest::pointsAndVerifies_data()
{
    QTest::addColumn<QString>("profile");
    for (const char *name : {"default", "table", "bare-array", "sentinel-rest", "markdown-report"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void PointingTest::pointsAndVerifies()
{
    QFETCH(const QString, profile);
    begin(profile);
    add(plainDraft());
    run(suggested());
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(m_steps.size(), 6);
    const QString url = u"https://127.0.0.1:%1/hooks/alerts"_s.arg(m_desk->state().port);
    const secrets::StoredSecret local = kept(u"socotra-alerts"_s);
    QCOMPARE(there(u"alerts"_s)[u"url"_s].toString(), url);
    QCOMPARE(there(u"alerts"_s)[u"headers"_s][u"X-Team"_s].toString(), u"blue"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), local.value.reveal());
    QCOMPARE(specThere(u"alerts"_s)[u"hmacEnabled"_s].toBool(), true);
    QCOMPARE(specThere(u"alerts"_s)[u"secureSSL"_s].toBool(true), false); // its certificate is its own
    const domain::Delivery test = load(m_test);
    QCOMPARE(test.row.endpoint, u"alerts"_s);
    QCOMPARE(test.row.signature.verdict, domain::Verdict::Valid);
    QCOMPARE(test.row.signature.secretLabel, u"socotra-alerts"_s);
    QCOMPARE(state().link(u"alerts"_s).endpoint, u"alerts"_s);
    QCOMPARE(state().link(u"alerts"_s).label, u"socotra-alerts"_s);
    // Once more changes nothing but for the test.
    run(suggested());
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(kept(u"socotra-alerts"_s).value.reveal(), local.value.reveal());
}

// Told by the tenant or kept under the label: what is on its way is signed with it.
void PointingTest::aSecretThatIsKnownIsUsed()
{
    begin(u"bare-array"_s); // it returns secrets in clear
    add(newDraft());
    run(suggested());
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(kept(u"socotra-alerts"_s).value.reveal(), QByteArrayView(sampleSecret));
    QCOMPARE(kept(u"socotra-alerts"_s).tag, u"secret-1"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), u"secret-1"_s);
    keep(u"mine"_s, otherSecret, u"t2"_s);
    PointPlan plan = suggested();
    plan.label = u"mine"_s;
    run(plan);
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), otherSecret);
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), u"t2"_s);
    keep(u"untagged"_s, sampleSecret);
    plan.label = u"untagged"_s;
    run(plan);
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), u"t2"_s);
}

void PointingTest::goesOnWhenTheTenantIsBack()
{
    begin();
    add(plainDraft());
    m_analyst->sandbox()->setOffline(true);
    run(suggested());
    QVERIFY(m_failed == PointStep::Written);
    const QByteArray made = kept(u"socotra-alerts"_s).value.reveal().toByteArray();
    QVERIFY(!made.isEmpty()); // before the tenant was asked
    m_analyst->sandbox()->setOffline(false);
    read();
    run(suggested());
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), made);
}

void PointingTest::whatCannotWorkIsNamed_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("no address") << u"url"_s << u"hooks"_s << u"URL"_s;
    QTest::newRow("http") << u"url"_s << u"http://127.0.0.1:9000/"_s << u"https"_s;
    QTest::newRow("label") << u"label"_s << u"a b"_s << u"Secret"_s;
    QTest::newRow("path") << u"path"_s << u"hooks"_s << u"Path"_s;
    QTest::newRow("gone") << u"integration"_s << u"other"_s << u"other"_s;
}

void PointingTest::whatCannotWorkIsNamed()
{
    QFETCH(const QString, member);
    QFETCH(const QString, value);
    QFETCH(const QString, said);
    begin();
    add(plainDraft());
    PointPlan plan = suggested();
    QString *const fields[] = {&plan.url, &plan.label, &plan.path, &plan.integration};
    const QStringList names = {u"url"_s, u"label"_s, u"path"_s, u"integration"_s};
    *fields[names.indexOf(member)] = value;
    const auto checked = m_pointing->check(plan);
    QVERIFY(!checked && checked.error().detail.contains(said));
    run(plan);
    QVERIFY(m_failed == PointStep::Secret);
    QVERIFY(kept(u"socotra-alerts"_s).value.isEmpty());
}

void PointingTest::anEndpointOfAnotherSchemeIsLeftAlone()
{
    begin(u"default"_s, flows::DeskOptions::Tls::Off);
    add(plainDraft());
    domain::Endpoint endpoint;
    endpoint.name = u"alerts"_s;
    endpoint.pathPrefix = "/hooks/alerts";
    endpoint.scheme = u"socwarden"_s;
    QVERIFY(m_desk->saveEndpoint(endpoint));
    PointPlan plan = suggested();
    QVERIFY(plan.url.startsWith("http:"_L1)); // the listener speaks no TLS
    QVERIFY(!m_pointing->check(plan));
    plan.url = u"https://tunnel.example.org/hooks/alerts"_s; // what stands before it does
    const auto checked = m_pointing->check(plan);
    QVERIFY(!checked && checked.error().detail.contains("alerts"_L1));
    plan.endpoint = u"tenant"_s;
    plan.path = u"/hooks/tenant"_s;
    run(plan);
    QVERIFY2(!m_failed, qPrintable(m_why));
    QCOMPARE(there(u"alerts"_s)[u"url"_s].toString(), plan.url);
}

QTEST_GUILESS_MAIN(PointingTest)
#include "tst_pointing.moc"
