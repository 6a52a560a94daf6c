// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// tocsinctl integrations against a stand-in tenant, in both editions of the update rule and with every way of
// showing a secret: what it writes arrives, what it must not send is not sent, and no secret is printed.

#include "core/flows/tenanttext.h"
#include "core/storage/analyststores.h"
#include "tests/support/tenantcli.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class IntegrationsCliTest : public QObject, private test::TenantCli
{
    Q_OBJECT

private slots:
    void init() { makeFolder(); }
    void cleanup();
    void addsUpdatesAndRemoves_data();
    void addsUpdatesAndRemoves();
    void everyWriteIsRecordedWithoutASecret();
    void aFreshSecretIsKeptBeforeItIsSent();
    void theOneThatTheTenantTellsIsKeptBehindAFreshOne();
    void anUnknownSecretBlocksUntilAChoiceIsMade();
    void rulesAreCheckedBeforeAnythingIsKept_data();
    void rulesAreCheckedBeforeAnythingIsKept();
    void removesAfterTheNameIsTyped();
    void aLockedAccountIsAskedOnce();
    void exportsWithoutSecretsAndTellsTheDrift();
    void importsWithSecretsThatAreGiven();
    void probesBothEditions_data();
    void probesBothEditions();
    void aKeptTenantIsFoundByItsName();
    void wrongUsageIsNamed_data();
    void wrongUsageIsNamed();

private:
    static void profiles();
    Outcome addAlerts(const QStringList &more = {});
};

void IntegrationsCliTest::cleanup()
{
    QVERIFY(!secretSeen());
    m_server.reset();
}

void IntegrationsCliTest::profiles()
{
    QTest::addColumn<QString>("profile");
    for (const char *name : {"default", "table", "bare-array", "sentinel-rest", "markdown-report"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

Outcome IntegrationsCliTest::addAlerts(const QStringList &more)
{
    return at(QStringList{u"add"_s, u"alerts"_s, u"--url"_s, u"https://hooks.example.org/a"_s, u"--secret"_s,
                          u"env:KEY"_s, u"--label"_s, u"alerts"_s, u"--tag"_s, u"secret-1"_s, u"--json"_s} +
              more);
}

void IntegrationsCliTest::addsUpdatesAndRemoves_data()
{
    profiles();
}

void IntegrationsCliTest::addsUpdatesAndRemoves()
{
    QFETCH(const QString, profile);
    serveTenant(profile);
    const Outcome added =
        addAlerts({u"--header"_s, u"X-Team: blue"_s, u"--secret-header"_s, u"X-Api-Key=env:OTHER_KEY"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    QCOMPARE(added.json()[u"security"_s][u"tag"_s].toString(), u"secret-1"_s);
    QCOMPARE(added.json()[u"headers"_s][u"X-Api-Key"_s].toString(), u"****"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), key);
    QCOMPARE(there(u"alerts"_s)[u"headers"_s][u"X-Api-Key"_s].toString().toUtf8(), otherKey);
    QCOMPARE(kept(u"alerts"_s).value.reveal(), QByteArrayView(key));

    const Outcome moved = at({u"update"_s, u"alerts"_s, u"--url"_s, u"https://hooks.example.org/b"_s,
                              u"--label"_s, u"alerts"_s, u"--json"_s});
    QVERIFY2(moved.code == 0, moved.err.constData());
    // All of it was sent: under "replace" nothing else would be left.
    QCOMPARE(there(u"alerts"_s)[u"url"_s].toString(), u"https://hooks.example.org/b"_s);
    QCOMPARE(there(u"alerts"_s)[u"headers"_s][u"X-Team"_s].toString(), u"blue"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), key);
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), u"secret-1"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"hmacEnabled"_s].toBool(), true);

    const Outcome listed = at({u"list"_s, u"--json"_s});
    QCOMPARE(listed.lines().size(), 2);
    const Outcome shown = at({u"show"_s, u"alerts"_s});
    QVERIFY(shown.out.contains("hooks.example.org/b") && isPlain(shown.out));
    QCOMPARE(at({u"remove"_s, u"alerts"_s, u"--name"_s, u"alerts"_s}).code, 0);
    QVERIFY(there(u"alerts"_s).isEmpty());
    QVERIFY(!kept(u"alerts"_s).value.isEmpty()); // for messages in flight
}

void IntegrationsCliTest::everyWriteIsRecordedWithoutASecret()
{
    serveTenant();
    QCOMPARE(addAlerts().code, 0);
    QCOMPARE(at({u"update"_s, u"alerts"_s, u"--label"_s, u"alerts"_s, u"--hmac"_s, u"off"_s}).code, 0);
    QCOMPARE(at({u"remove"_s, u"alerts"_s, u"--name"_s, u"alerts"_s}).code, 0);
    const QList<QJsonObject> entries = run({u"audit"_s, u"list"_s, u"--json"_s}).lines();
    QStringList what;
    for (const QJsonObject &entry : entries) {
        what.append(entry[u"what"_s].toString());
        QVERIFY(entry[u"who"_s].toString().contains(u"tenant.admin"_s));
        QVERIFY(entry[u"target"_s].toString().contains(u"/integrations"_s));
    }
    QCOMPARE(what, (QStringList{u"POST"_s, u"PUT"_s, u"DELETE"_s}));
    QCOMPARE(run({u"audit"_s, u"verify"_s}).code, 0);
    QVERIFY(!read(u"data/tocsin/audit.db"_s).contains(key));
}

void IntegrationsCliTest::aFreshSecretIsKeptBeforeItIsSent()
{
    serveTenant();
    const Outcome added = at({u"add"_s, u"alerts"_s, u"--url"_s, u"https://hooks.example.org/a"_s,
                              u"--fresh"_s, u"--label"_s, u"alerts"_s, u"--tag"_s, u"first"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    const QByteArray made = kept(u"alerts"_s).value.reveal().toByteArray();
    QCOMPARE(made.size(), 48);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), made);
    QVERIFY(!m_seen.contains(made));
    // Another one is not put over it.
    const Outcome again = at({u"update"_s, u"alerts"_s, u"--fresh"_s, u"--label"_s, u"alerts"_s});
    QCOMPARE(again.code, 1);
    QCOMPARE(kept(u"alerts"_s).value.reveal(), QByteArrayView(made));
    // A tenant that cannot be reached: what was to be sent is kept, and is used the next time.
    m_server->setOffline(true);
    QCOMPARE(at({u"add"_s, u"more"_s, u"--url"_s, u"https://hooks.example.org/b"_s, u"--fresh"_s,
                 u"--label"_s, u"more"_s})
                 .code,
             3);
}

void IntegrationsCliTest::theOneThatTheTenantTellsIsKeptBehindAFreshOne()
{
    serveTenant(u"bare-array"_s);
    QCOMPARE(addAlerts().code, 0);
    const Outcome fresh = at({u"update"_s, u"alerts"_s, u"--fresh"_s, u"--label"_s, u"next"_s});
    QVERIFY2(fresh.code == 0, fresh.err.constData());
    QVERIFY(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8() != key);
    QCOMPARE(kept(u"next"_s).retired.value(0).reveal(), QByteArrayView(key));
}

void IntegrationsCliTest::anUnknownSecretBlocksUntilAChoiceIsMade()
{
    serveTenant(u"default"_s); // secrets are not returned
    QCOMPARE(addAlerts().code, 0);
    const int writes = counts().writes;
    const QStringList move = {u"update"_s, u"alerts"_s, u"--url"_s, u"https://hooks.example.org/b"_s};
    const Outcome blocked = at(move);
    QCOMPARE(blocked.code, 1);
    for (const char *choice : {"--secret", "--fresh", "--without-secret"})
        QVERIFY2(blocked.err.contains(choice), choice);
    QCOMPARE(counts().writes, writes);
    QCOMPARE(at(move + QStringList{u"--secret"_s, u"env:KEY"_s}).code, 0);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), key);
    const Outcome without =
        at(move + QStringList{u"--without-secret"_s, u"--tag"_s, QString(), u"--hmac"_s, u"off"_s});
    QVERIFY2(without.code == 0, without.err.constData());
    QVERIFY(without.err.contains("may be removed"));
    QVERIFY(!specThere(u"alerts"_s).contains(u"secret"_s)); // this tenant replaces
}

void IntegrationsCliTest::rulesAreCheckedBeforeAnythingIsKept_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const QStringList fresh = {u"--fresh"_s, u"--label"_s, u"l"_s};
    const QStringList url = {u"--url"_s, u"https://hooks.example.org/a"_s};
    QTest::newRow("http with security")
        << QStringList{u"n"_s, u"--url"_s, u"http://hooks.example.org/a"_s} + fresh << QByteArray("https");
    QTest::newRow("name") << QStringList{u"a b"_s} + url + fresh << QByteArray("name");
    QTest::newRow("taken, in other letters")
        << QStringList{u"AUTOFILL-demo"_s} + url + fresh << QByteArray("already");
    QTest::newRow("tag without a secret")
        << QStringList{u"n"_s, u"--tag"_s, u"t"_s} + url << QByteArray("needs");
    QTest::newRow("no address") << QStringList{u"n"_s, u"--url"_s, u"hooks"_s} + fresh << QByteArray("URL");
}

void IntegrationsCliTest::rulesAreCheckedBeforeAnythingIsKept()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    serveTenant();
    const Outcome refused = at(QStringList{u"add"_s} + arguments);
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains(said), refused.err.constData());
    QCOMPARE(counts().writes, 0);
    QVERIFY(kept(u"l"_s).value.isEmpty());
}

void IntegrationsCliTest::removesAfterTheNameIsTyped()
{
    serveTenant();
    QCOMPARE(addAlerts().code, 0);
    m_server->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.setWebhooks(
            {QJsonObject{{u"name"_s, u"policy-events"_s}, {u"integrationName"_s, u"alerts"_s}}});
    });
    const Outcome asked = at({u"remove"_s, u"alerts"_s});
    QCOMPARE(asked.code, 1);
    QVERIFY(asked.err.contains("policy-events"));
    QCOMPARE(at({u"remove"_s, u"alerts"_s, u"--name"_s, u"Alerts"_s}).code, 2);
    QVERIFY(!there(u"alerts"_s).isEmpty());
    QCOMPARE(at({u"remove"_s, u"alerts"_s, u"--name"_s, u"alerts"_s}).code, 0);
    QVERIFY(there(u"alerts"_s).isEmpty());
    QCOMPARE(at({u"remove"_s, u"alerts"_s, u"--name"_s, u"alerts"_s}).code, 1);
}

void IntegrationsCliTest::aLockedAccountIsAskedOnce()
{
    serveTenant();
    write(u"password"_s, "not the password");
    const Outcome refused = without({u"list"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY(refused.err.contains("not signed in"));
    QVERIFY(!m_seen.contains("not the password"));
    QCOMPARE(counts().failedSignIns, 1);
}

void IntegrationsCliTest::exportsWithoutSecretsAndTellsTheDrift()
{
    serveTenant(u"bare-array"_s); // it returns secrets in clear
    QCOMPARE(addAlerts({u"--secret-header"_s, u"X-Api-Key=env:OTHER_KEY"_s}).code, 0);
    const QString path = file(u"integrations.json"_s);
    QCOMPARE(at({u"export"_s, u"-o"_s, path}).code, 0);
    const QByteArray text = read(u"integrations.json"_s);
    QVERIFY(text.contains("\"alerts\"") && text.contains("autofill-demo"));
    QVERIFY(!text.contains(key) && !text.contains(otherKey));
#ifdef Q_OS_UNIX
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
#endif
    QCOMPARE(at({u"diff"_s, path}).code, 0);
    m_server->lookAtTenant([](sandbox::Tenant &tenant) {
        QJsonObject entry = tenant.integration(u"alerts"_s);
        entry[u"url"_s] = u"https://elsewhere.example.net/"_s;
        tenant.put(entry);
    });
    const Outcome drift = at({u"diff"_s, path, u"--json"_s});
    QCOMPARE(drift.code, 1);
    QVERIFY(drift.out.contains("elsewhere.example.net"));
    QCOMPARE(at({u"export"_s, u"alerts"_s}).code, 0);
    QCOMPARE(at({u"export"_s, u"nobody"_s}).code, 1);
    QCOMPARE(at({u"diff"_s, write(u"other.json"_s, "{\"tocsin\":\"schemes\"}")}).code, 3);
}

void IntegrationsCliTest::importsWithSecretsThatAreGiven()
{
    serveTenant();
    QCOMPARE(addAlerts({u"--secret-header"_s, u"X-Api-Key=env:OTHER_KEY"_s}).code, 0);
    const QString path = file(u"integrations.json"_s);
    QCOMPARE(at({u"export"_s, u"-o"_s, path}).code, 0);
    m_server->lookAtTenant([](sandbox::Tenant &tenant) { tenant.drop(u"alerts"_s); });
    const Outcome lacking = at({u"import"_s, path, u"--apply"_s});
    QCOMPARE(lacking.code, 1);
    QVERIFY(lacking.err.contains("--secret-for alerts") &&
            lacking.err.contains("--header-for alerts/X-Api-Key"));
    const QStringList given = {u"--secret-for"_s, u"alerts=label:alerts"_s, u"--header-for"_s,
                               u"alerts/X-Api-Key=env:OTHER_KEY"_s};
    const Outcome plan = at(QStringList{u"import"_s, path, u"--json"_s} + given);
    QCOMPARE(plan.code, 1); // there is something to do
    QVERIFY(there(u"alerts"_s).isEmpty());
    const Outcome done = at(QStringList{u"import"_s, path, u"--apply"_s} + given);
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), key);
    QCOMPARE(there(u"alerts"_s)[u"headers"_s][u"X-Api-Key"_s].toString().toUtf8(), otherKey);
    QCOMPARE(at(QStringList{u"import"_s, path} + given).code, 0); // nothing is left to do
}

void IntegrationsCliTest::probesBothEditions_data()
{
    profiles();
}

void IntegrationsCliTest::probesBothEditions()
{
    QFETCH(const QString, profile);
    serveTenant(profile);
    const bool merges = m_server->options().profile.tenant.update == sandbox::TenantProfile::Update::Merge;
    const Outcome probed = without({u"probe"_s, u"--json"_s});
    QCOMPARE(probed.code, 0);
    QCOMPARE(probed.json()[u"updates"_s].toString(), merges ? u"merge"_s : u"replace"_s);
    QCOMPARE(without({u"list"_s, u"--json"_s}).lines().size(), 1); // nothing stays behind
}

void IntegrationsCliTest::aKeptTenantIsFoundByItsName()
{
    serveTenant();
    const sandbox::TenantOptions &known = m_server->options().tenant;
    socotra::Tenant tenant;
    tenant.name = u"acme"_s;
    tenant.api = m_server->baseUrl();
    tenant.tenant = known.hostName;
    tenant.userName = known.userName;
    tenant.secretLabel = u"acme-password"_s;
    {
        QDir().mkpath(file(u"data/tocsin"_s));
        const auto stores = storage::AnalystStores::open(file(u"data/tocsin/analyst.db"_s));
        QVERIFY(stores && (*stores)->tenants.save({}, flows::tenantText(tenant)));
    }
    QCOMPARE(ask({u"secrets"_s, u"add"_s, u"acme-password"_s, u"-"_s},
                 m_server->tenantPassword().reveal().toByteArray())
                 .code,
             0);
    QCOMPARE(ask({u"integrations"_s, u"list"_s}).code, 0); // the only one
    QCOMPARE(ask({u"integrations"_s, u"list"_s, u"--tenant"_s, u"acme"_s}).code, 0);
    const Outcome unknown = ask({u"integrations"_s, u"list"_s, u"--tenant"_s, u"other"_s});
    QCOMPARE(unknown.code, 3);
    QVERIFY(unknown.err.contains("acme"));
}

void IntegrationsCliTest::wrongUsageIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("nothing") << QStringList{} << QByteArray("list");
    QTest::newRow("no tenant") << QStringList{u"list"_s} << QByteArray("--api");
    QTest::newRow("two names")
        << QStringList{u"list"_s,          u"--api"_s, u"https://a.example"_s, u"--host-name"_s, u"a"_s,
                       u"--tenant-name"_s, u"b"_s}
        << QByteArray("one of");
    QTest::newRow("no user") << QStringList{u"list"_s, u"--api"_s, u"https://a.example"_s, u"--host-name"_s,
                                            u"a"_s}
                             << QByteArray("--user");
    QTest::newRow("a guess for the address")
        << QStringList{u"list"_s, u"--host-name"_s, u"a.co.sandbox.socotra.com"_s}
        << QByteArray("https://api.sandbox.socotra.com");
    QTest::newRow("a secret in the arguments")
        << QStringList{u"add"_s, u"n"_s, u"--url"_s, u"https://a.example"_s, u"--header"_s, u"X-Api-Key: 1"_s}
        << QByteArray("--secret-header");
    QTest::newRow("fresh without a label")
        << QStringList{u"add"_s, u"n"_s, u"--url"_s, u"https://a.example"_s, u"--fresh"_s}
        << QByteArray("--label");
    QTest::newRow("type") << QStringList{u"update"_s, u"n"_s, u"--type"_s, u"webhook"_s}
                          << QByteArray("--type");
    QTest::newRow("switch") << QStringList{u"update"_s, u"n"_s, u"--hmac"_s, u"yes"_s}
                            << QByteArray("on or off");
}

void IntegrationsCliTest::wrongUsageIsNamed()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, said);
    const Outcome refused = run(QStringList{u"integrations"_s} + arguments);
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains(said), refused.err.constData());
}

QTEST_GUILESS_MAIN(IntegrationsCliTest)
#include "tst_integrationscli.moc"
