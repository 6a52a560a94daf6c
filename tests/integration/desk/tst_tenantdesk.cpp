// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The tenants that the console knows, against the stand-in over real sockets: kept with their passwords in
// the secret store, read, written to with a record of it, and left alone before somebody asks.

#include "core/flows/analystdesk.h"
#include "core/flows/auditing.h"
#include "core/flows/secretrotation.h"
#include "core/flows/tenantdesk.h"
#include "tests/support/deskplace.h"
#include "tests/support/socotradata.h"
#include "tests/support/tenantplace.h"
#include "tests/support/tunnelproxy.h"

#include <QSignalSpy>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using socotra::WriteOutcome;

class TenantDeskTest : public QObject, public DeskPlace
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theSandboxTenantIsThereAtOnce();
    void nothingIsAskedBeforeRefresh();
    void aTenantAndItsPasswordOutliveARestart();
    void theBookHoldsNoPassword();
    void faultsOfATenantAreNamed();
    void aRefusedSignInIsKeptUntilTryAgain();
    void writesAreForwardedReadAndRecorded();
    void aRefusedPartLeavesTheOther();
    void definitionsAndTheirDivertedEventsAreRead();
    void theProbeIsKept_data() { tenantRows(); }
    void theProbeIsKept();
    void linksAreKept();
    void removedTenantsAreGone();
    void aPinnedProxyIsInTheWayOfATenant();

private:
    void openTenants(bool withSandbox = false);
    void closeTenants();
    template<class T>
    Result<T> got(const std::function<void(QObject *, Handler<T>)> &ask);
    QString save(const socotra::Tenant &tenant, const Secret &password, const QString &id = {});
    void refresh(const QString &id);

    storage::AnalystRules m_rules;
    std::unique_ptr<AnalystDesk> m_analyst;
    std::unique_ptr<Auditing> m_auditing;
    std::unique_ptr<TenantDesk> m_tenants;
};

void TenantDeskTest::init()
{
    openDesk();
    openTenants();
}

void TenantDeskTest::cleanup()
{
    closeTenants();
    closeDesk();
}

void TenantDeskTest::openTenants(bool withSandbox)
{
    closeTenants();
    AnalystOptions options = AnalystOptions::usual(m_folder->path());
    options.withSandbox = withSandbox;
    options.rules = m_rules;
    options.sandbox.incidents = 5;
    options.sandbox.pastSessions = 1;
    m_analyst = std::make_unique<AnalystDesk>(options, *m_secrets);
    m_auditing = std::make_unique<Auditing>(m_folder->filePath(u"audit.log"_s));
    m_tenants = std::make_unique<TenantDesk>(*m_analyst, *m_desk, *m_secrets, *m_auditing);
    m_analyst->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_tenants->isRead(), patience);
}

void TenantDeskTest::closeTenants()
{
    m_tenants.reset();
    m_auditing.reset();
    m_analyst.reset();
}

template<class T>
Result<T> TenantDeskTest::got(const std::function<void(QObject *, Handler<T>)> &ask)
{
    std::optional<Result<T>> answer;
    QObject context;
    ask(&context, [&](const Result<T> &result) { answer = result; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, patience); }();
    return answer ? *answer : fail(Error::Kind::Cancelled, u"not answered"_s);
}

QString TenantDeskTest::save(const socotra::Tenant &tenant, const Secret &password, const QString &id)
{
    const auto saved = got<QString>([&](QObject *context, const Handler<QString> &handler) {
        m_tenants->save(id, tenant, password, context, handler);
    });
    return saved.value_or(QString());
}

void TenantDeskTest::refresh(const QString &id)
{
    m_tenants->refresh(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_tenants->state(id) && !m_tenants->state(id)->isReading, patience);
}

void TenantDeskTest::theSandboxTenantIsThereAtOnce()
{
    openTenants(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_tenants->tenants(), QStringList{TenantDesk::sandboxId}, patience);
    refresh(TenantDesk::sandboxId);
    const TenantState *state = m_tenants->state(TenantDesk::sandboxId);
    QVERIFY(state->sandbox);
    QVERIFY2(!state->error, state->error ? qPrintable(state->error->detail) : "");
    QCOMPARE(state->integrations.size(), 1);
    QVERIFY(state->read > 0);
    QVERIFY(save(state->tenant, Secret::copyOf("other"), TenantDesk::sandboxId).isEmpty());
}

void TenantDeskTest::nothingIsAskedBeforeRefresh()
{
    const TenantPlace place;
    const QString id = save(tenantAt(place.server->baseUrl()), place.server->tenantPassword());
    QVERIFY(!id.isEmpty());
    openTenants();
    QCOMPARE(m_tenants->tenants(), QStringList{id});
    QCOMPARE(place.counts(), sandbox::TenantCounts());
    refresh(id);
    QCOMPARE(place.counts().signIns, 1);
}

void TenantDeskTest::aTenantAndItsPasswordOutliveARestart()
{
    const TenantPlace place;
    socotra::Tenant tenant = tenantAt(place.server->baseUrl(), socotra::Tenant::Form::Locator);
    tenant.secretLabel.clear();
    tenant.header = socotra::Tenant::HeaderForm::Jwt;
    const QString id = save(tenant, place.server->tenantPassword());
    tenant.secretLabel = u"socotra-test"_s;
    QCOMPARE(m_tenants->state(id)->tenant, tenant);
    openTenants();
    QVERIFY(m_tenants->state(id));
    QCOMPARE(m_tenants->state(id)->tenant, tenant);
    refresh(id);
    QVERIFY(!m_tenants->state(id)->error);
    QCOMPARE(m_tenants->state(id)->integrations.size(), 1);
}

void TenantDeskTest::theBookHoldsNoPassword()
{
    const TenantPlace place;
    const Secret password = place.server->tenantPassword();
    const QString id = save(tenantAt(place.server->baseUrl()), password);
    refresh(id);
    closeTenants();
    const QStringList files =
        QDir(m_folder->path()).entryList({u"analyst.db*"_s, u"audit.log*"_s}, QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(password.reveal().toByteArray()), qPrintable(name));
    }
}

void TenantDeskTest::faultsOfATenantAreNamed()
{
    const auto faultOf = [&](const std::function<void(socotra::Tenant &)> &spoil) {
        socotra::Tenant tenant = tenantAt(QUrl(u"https://api.sandbox.socotra.com"_s));
        spoil(tenant);
        const auto saved = got<QString>([&](QObject *context, const Handler<QString> &handler) {
            m_tenants->save({}, tenant, Secret::copyOf("x"), context, handler);
        });
        return saved ? QString() : saved.error().detail;
    };
    QVERIFY(faultOf([](auto &tenant) { tenant.name = u" "_s; }).startsWith("name"_L1));
    QVERIFY(faultOf([](auto &tenant) { tenant.api = QUrl(u"ftp://x"_s); }).startsWith("API address"_L1));
    QVERIFY(
        faultOf([](auto &tenant) { tenant.api = QUrl(u"https://a:b@x"_s); }).startsWith("API address"_L1));
    QVERIFY(faultOf([](auto &tenant) { tenant.tenant.clear(); }).startsWith("tenant"_L1));
    QVERIFY(faultOf([](auto &tenant) { tenant.userName.clear(); }).startsWith("user name"_L1));
    QVERIFY(faultOf([](auto &tenant) { tenant.timeoutMs = 1; }).startsWith("time-out"_L1));
    QVERIFY(m_tenants->tenants().isEmpty());
}

// Accounts are locked after some failures (2.9): a refusal is not tried again by itself.
void TenantDeskTest::aRefusedSignInIsKeptUntilTryAgain()
{
    const TenantPlace place;
    const QString id = save(tenantAt(place.server->baseUrl()), Secret::copyOf("wrong"));
    for (int i = 0; i < 3; ++i)
        refresh(id);
    QVERIFY(m_tenants->state(id)->error);
    QCOMPARE(m_tenants->state(id)->error->kind, Error::Kind::Unauthorised);
    QCOMPARE(place.counts().failedSignIns, 1);
    m_tenants->tryAgain(id);
    QTRY_COMPARE_WITH_TIMEOUT(place.counts().failedSignIns, 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_tenants->state(id)->isReading, patience);
    // Another password is another matter.
    QCOMPARE(save(m_tenants->state(id)->tenant, place.server->tenantPassword(), id), id);
    refresh(id);
    QVERIFY(!m_tenants->state(id)->error);
}

void TenantDeskTest::writesAreForwardedReadAndRecorded()
{
    TenantPlace place;
    const QString id = save(tenantAt(place.server->baseUrl()), place.server->tenantPassword());
    QSignalSpy recorded(m_auditing.get(), &Auditing::recorded);
    const auto written = [&](const auto &call) {
        return got<WriteOutcome>(
            [&](QObject *context, const Handler<WriteOutcome> &handler) { call(context, handler); });
    };
    TOCSIN_GET(added, written([&](auto *context, const auto &handler) {
                   m_tenants->add(id, newDraft(), context, handler);
               }));
    QCOMPARE(added.state, WriteOutcome::State::Applied);
    QTRY_COMPARE_WITH_TIMEOUT(m_tenants->state(id)->integrations.size(), 2, patience);
    socotra::Draft draft = newDraft();
    draft.url = u"https://hooks.example.org/b"_s;
    TOCSIN_GET(updated, written([&](auto *context, const auto &handler) {
                   m_tenants->update(id, *added.now, draft, context, handler);
               }));
    QCOMPARE(updated.state, WriteOutcome::State::Applied);
    QTRY_VERIFY_WITH_TIMEOUT(!m_tenants->state(id)->isReading, patience);
    QCOMPARE(m_tenants->state(id)->integrations.last().url, draft.url);
    TOCSIN_GET(removed, written([&](auto *context, const auto &handler) {
                   m_tenants->removeIntegration(id, *updated.now, context, handler);
               }));
    QCOMPARE(removed.state, WriteOutcome::State::Applied);
    QTRY_COMPARE_WITH_TIMEOUT(m_tenants->state(id)->integrations.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(recorded.count(), 3, patience);
    const auto entry = recorded.first().first().value<audit::Entry>();
    QCOMPARE(entry.who, u"test / tenant.admin"_s);
}

// A definition list that is refused closes that part alone (4.8).
void TenantDeskTest::aRefusedPartLeavesTheOther()
{
    sandbox::TenantOptions options;
    options.opensWebhooks = false;
    const TenantPlace place(u"default"_s, options);
    const QString id = save(tenantAt(place.server->baseUrl()), place.server->tenantPassword());
    refresh(id);
    QVERIFY(!m_tenants->state(id)->error);
    QVERIFY(m_tenants->state(id)->webhooksError);
    QCOMPARE(m_tenants->state(id)->webhooksError->kind, Error::Kind::Forbidden);
    QCOMPARE(m_tenants->state(id)->integrations.size(), 1);
}

void TenantDeskTest::definitionsAndTheirDivertedEventsAreRead()
{
    const TenantPlace place;
    place.server->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.setWebhooks({QJsonObject{{u"name"_s, u"policy/all"_s},
                                        {u"events"_s, QJsonArray{u"policy.issue"_s}},
                                        {u"suspended"_s, true},
                                        {u"integrationName"_s, u"autofill-demo"_s}},
                            QJsonObject{{u"name"_s, u"quiet"_s}}});
        tenant.setDiverted(u"policy/all"_s, {QJsonObject{{u"id"_s, u"1"_s}}, QJsonObject{{u"id"_s, u"2"_s}}});
    });
    const QString id = save(tenantAt(place.server->baseUrl()), place.server->tenantPassword());
    refresh(id);
    const TenantState *state = m_tenants->state(id);
    QCOMPARE(state->webhooks.size(), 2);
    QCOMPARE(state->webhooks.first().suspended, true);
    QCOMPARE(state->usedBy(u"autofill-demo"_s), QStringList{u"policy/all"_s});
    QTRY_COMPARE_WITH_TIMEOUT(m_tenants->state(id)->diverted.size(), 2, patience);
    QCOMPARE(m_tenants->state(id)->diverted.value(u"policy/all"_s), 2);
    QCOMPARE(m_tenants->state(id)->diverted.value(u"quiet"_s), 0);
}

void TenantDeskTest::theProbeIsKept()
{
    QFETCH(QString, profile);
    const TenantPlace place(profile);
    const QString id = save(tenantAt(place.server->baseUrl()), place.server->tenantPassword());
    TOCSIN_GET(answer, got<ProbeAnswer>([&](QObject *context, const Handler<ProbeAnswer> &handler) {
                   m_tenants->probe(id, context, handler);
               }));
    const UpdateRule expected = place.profile().update == sandbox::TenantProfile::Update::Merge
                                    ? UpdateRule::Merge
                                    : UpdateRule::Replace;
    QCOMPARE(answer.rule, expected);
    QCOMPARE(m_tenants->state(id)->updates, expected);
    openTenants();
    QCOMPARE(m_tenants->state(id)->updates, expected);
    QVERIFY(m_tenants->state(id)->probed > 0);
}

void TenantDeskTest::linksAreKept()
{
    const QString id = save(tenantAt(QUrl(u"https://api.sandbox.socotra.com"_s)), Secret::copyOf("x"));
    const storage::TenantLink link{id, u"alerts"_s, u"socotra"_s, u"socotra-alerts"_s};
    m_tenants->setLink(link);
    QCOMPARE(m_tenants->state(id)->link(u"alerts"_s), link);
    openTenants();
    QCOMPARE(m_tenants->state(id)->link(u"alerts"_s), link);
    QVERIFY(m_tenants->state(id)->link(u"other"_s).label.isEmpty());
    m_tenants->setLink({id, u"alerts"_s, {}, {}});
    openTenants();
    QVERIFY(m_tenants->state(id)->links.isEmpty());
}

void TenantDeskTest::removedTenantsAreGone()
{
    const QString id = save(tenantAt(QUrl(u"https://api.sandbox.socotra.com"_s)), Secret::copyOf("x"));
    QVERIFY(got<void>(
        [&](QObject *context, const Handler<void> &handler) { m_tenants->remove(id, context, handler); }));
    QVERIFY(m_tenants->tenants().isEmpty());
    QVERIFY(!m_tenants->api(id));
    const auto again = got<void>(
        [&](QObject *context, const Handler<void> &handler) { m_tenants->remove(id, context, handler); });
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::NotFound);
    openTenants();
    QVERIFY(m_tenants->tenants().isEmpty());
}

// The host is one that only the proxy can reach.
void TenantDeskTest::aPinnedProxyIsInTheWayOfATenant()
{
    const TenantPlace place;
    TunnelProxy proxy;
    proxy.target = quint16(place.server->baseUrl().port());
    m_rules.proxy =
        domain::ProxyPin{domain::ProxyMode::Manual, QUrl(u"http://127.0.0.1:%1"_s.arg(proxy.port()))};
    openTenants();
    const QString id = save(tenantAt(QUrl(u"http://api.invalid"_s)), place.server->tenantPassword());
    QVERIFY(!id.isEmpty());
    refresh(id);
    m_rules = {};
    QVERIFY2(proxy.heads.value(0).contains(" http://api.invalid/"),
             m_tenants->state(id)->error ? qPrintable(m_tenants->state(id)->error->detail) : "");
}

QTEST_GUILESS_MAIN(TenantDeskTest)
#include "tst_tenantdesk.moc"
