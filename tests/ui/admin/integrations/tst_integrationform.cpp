// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskverifier.h"
#include "core/flows/explainer.h"
#include "tests/ui/support/integrationsfixture.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/text/words.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>

using namespace tocsin;
using namespace tocsin::test;

// The form of an integration against the stand-in tenant: every rule of socotra.md section 3, in both
// editions of the update rule and all three ways to show a secret.
class TestIntegrationForm final : public QObject, public IntegrationsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup() { closePage(); }

    void aNewOneIsKeptHereAndSent_data() { tenantRows(); }
    void aNewOneIsKeptHereAndSent();
    void whatIsWrongStandsBesideItsField_data();
    void whatIsWrongStandsBesideItsField();
    void aNameThatIsTakenInAnotherCaseIsRefused();
    void aSecretHas32To64WordCharacters_data();
    void aSecretHas32To64WordCharacters();
    void anEditSendsEverythingInBothEditions_data() { tenantRows(); }
    void anEditSendsEverythingInBothEditions();
    void anUnknownSecretBlocksSavingWithThreeChoices();
    void itIsEnteredAgain();
    void aNewOneIsSet();
    void theEndpointVerifiesBeforeTheTenantSigns();
    void theOneThatTheTenantTellsIsKeptBehindANewOne();
    void withoutIsAnExplicitChoice_data() { tenantRows(); }
    void withoutIsAnExplicitChoice();
    void theOneKeptHereIsProposed();
    void aMaskIsNeverWrittenBack();
    void httpIsRefusedForAnEditToo();
    void anInsecureOneIsWarnedOfAsLongAsItIsSo();
    void nameAndTypeCannotBeChanged();
    void unknownTypesAndMembersAreKept();
    void aMaskedHeaderMustBeEnteredAgain();
    void aRemovedTagIsSaidToStayUnderMerge();
    void aConflictIsShownInThreeVersionsAndChosen();
    void whatWasDeletedMeanwhileIsSaid();
    void nothingIsSentWhenTheSecretCannotBeKept();
    void aRefusalOfTheTenantIsShownAndLosesNothing();
    void nothingIsCutOff();

private:
    void openAdd();
    void save() { click(u"saveIntegration"_s); }
};

void TestIntegrationForm::openAdd()
{
    m_page->addIntegration(m_id);
    QVERIFY(form());
}

void TestIntegrationForm::aNewOneIsKeptHereAndSent()
{
    QFETCH(QString, profile);
    openPage(profile);
    openAdd();
    type(u"integrationName"_s, u"alerts"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/a"_s);
    type(u"integrationTag"_s, u"first"_s);
    save();
    untilSaved();
    const QJsonObject sent = m_place->stored(u"alerts"_s);
    QCOMPARE(sent[u"type"_s].toString(), u"webhook"_s); // always sent (K9)
    const QJsonObject security = spec(u"alerts"_s);
    QCOMPARE(security[u"hmacEnabled"_s].toBool(), true); // its default is unknown: always sent
    QCOMPARE(security[u"secureSSL"_s].toBool(), true);
    QCOMPARE(security[u"tag"_s].toString(), u"first"_s);
    const QByteArray secret = security[u"secret"_s].toString().toUtf8();
    QVERIFY(socotra::checkSecret(secret).isEmpty());
    QCOMPARE(kept(u"socotra-alerts"_s).reveal(), QByteArrayView(secret));
    QCOMPARE(state()->link(u"alerts"_s).label, u"socotra-alerts"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"alerts"_s) >= 0, patience);
}

void TestIntegrationForm::whatIsWrongStandsBesideItsField_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("says");
    QTest::newRow("no name") << u"integrationName"_s << QString() << u"name"_s << u"begin with a letter"_s;
    QTest::newRow("name") << u"integrationName"_s << u"a/b"_s << u"name"_s << u"begin with a letter"_s;
    QTest::newRow("long") << u"integrationName"_s << QString(65, u'a') << u"name"_s << u"at most 64"_s;
    QTest::newRow("no url") << u"integrationUrl"_s << QString() << u"url"_s << u"https://"_s;
    QTest::newRow("url") << u"integrationUrl"_s << u"ftp://x/y"_s << u"url"_s << u"https://"_s;
    QTest::newRow("http") << u"integrationUrl"_s << u"http://hooks.example.org/a"_s << u"url"_s
                          << u"take the security settings out"_s;
}

void TestIntegrationForm::whatIsWrongStandsBesideItsField()
{
    QFETCH(QString, line);
    QFETCH(QString, text);
    QFETCH(QString, field);
    QFETCH(QString, says);
    openPage();
    openAdd();
    type(u"integrationName"_s, u"alerts"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/a"_s);
    type(line, text);
    QVERIFY(fault(field).isEmpty()); // nobody has tried to save yet
    save();
    QVERIFY2(fault(field).contains(says), qPrintable(fault(field)));
    QCOMPARE(m_place->counts().writes, 0);
    type(line, line == u"integrationName"_s ? u"good"_s : u"https://hooks.example.org/b"_s);
    QVERIFY(fault(field).isEmpty()); // it follows what is typed
}

void TestIntegrationForm::aNameThatIsTakenInAnotherCaseIsRefused()
{
    openPage();
    openAdd();
    type(u"integrationName"_s, u"Autofill-Demo"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/a"_s);
    save();
    QVERIFY2(fault(u"name"_s).contains(u"autofill-demo"_s), qPrintable(fault(u"name"_s)));
}

void TestIntegrationForm::aSecretHas32To64WordCharacters_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("says"); // empty: it is taken
    QTest::newRow("31") << QString(31, u'a') << u"31 characters"_s;
    QTest::newRow("32") << QString(32, u'a') << QString();
    QTest::newRow("64") << QString(62, u'Z') + u"_9"_s << QString();
    QTest::newRow("65") << QString(65, u'a') << u"65 characters"_s;
    QTest::newRow("hyphen") << QString(40, u'a') + u'-' << u"underscore"_s;
    QTest::newRow("space") << QString(40, u'a') + u" b"_s << u"underscore"_s;
    QTest::newRow("letter") << QString(40, u'a') + u'é' << u"underscore"_s;
    QTest::newRow("mask") << QString(40, u'*') << u"mask"_s;
}

void TestIntegrationForm::aSecretHas32To64WordCharacters()
{
    QFETCH(QString, secret);
    QFETCH(QString, says);
    openPage();
    openAdd();
    type(u"integrationName"_s, u"alerts"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/a"_s);
    part<QRadioButton>(u"secretEnter"_s)->click();
    type(u"integrationSecret"_s, secret);
    save();
    if (!says.isEmpty()) {
        QVERIFY2(fault(u"secret"_s).contains(says), qPrintable(fault(u"secret"_s)));
        QCOMPARE(m_place->counts().writes, 0);
        return;
    }
    untilSaved();
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString(), secret);
    QCOMPARE(kept(u"socotra-alerts"_s).reveal().toByteArray(), secret.toUtf8());
}

// The whole representation (3.4): right under merge and under replace.
void TestIntegrationForm::anEditSendsEverythingInBothEditions()
{
    QFETCH(QString, profile);
    openDesks(profile);
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/new"_s);
    if (m_place->profile().secret != sandbox::TenantProfile::Shown::Clear) {
        part<QRadioButton>(u"secretEnter"_s)->click();
        type(u"integrationSecret"_s, QString::fromLatin1(sampleSecret));
    }
    save();
    untilSaved();
    const QJsonObject now = m_place->stored(u"alerts"_s);
    QCOMPARE(now[u"url"_s].toString(), u"https://hooks.example.org/new"_s);
    QCOMPARE(now[u"headers"_s].toObject(),
             (QJsonObject{{u"X-Api-Key"_s, u"k-1"_s}, {u"X-Team"_s, u"blue"_s}}));
    const QJsonObject security = spec(u"alerts"_s);
    QCOMPARE(security[u"hmacEnabled"_s].toBool(), true);
    QCOMPARE(security[u"secret"_s].toString(), QString::fromLatin1(sampleSecret));
    QCOMPARE(security[u"secureSSL"_s].toBool(), true);
    QCOMPARE(security[u"tag"_s].toString(), u"secret-1"_s);
}

void TestIntegrationForm::anUnknownSecretBlocksSavingWithThreeChoices()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    for (const QString &choice : {u"secretEnter"_s, u"secretFresh"_s, u"secretWithout"_s}) {
        QVERIFY(part<QRadioButton>(choice)->isVisible());
        QVERIFY2(!part<QRadioButton>(choice)->isChecked(), qPrintable(choice)); // "without" least of all
    }
    QVERIFY(!part<QRadioButton>(u"secretTold"_s)->isVisible());
    type(u"integrationUrl"_s, u"https://hooks.example.org/new"_s);
    save();
    QVERIFY2(fault(u"secret"_s).contains(u"Enter it again"_s), qPrintable(fault(u"secret"_s)));
    QVERIFY(form());
    QCOMPARE(m_place->counts().writes, 0);
}

void TestIntegrationForm::itIsEnteredAgain()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    part<QRadioButton>(u"secretEnter"_s)->click();
    type(u"integrationSecret"_s, QString::fromLatin1(sampleSecret));
    type(u"integrationKeepAs"_s, u"mine"_s);
    save();
    untilSaved();
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString(), QString::fromLatin1(sampleSecret));
    QCOMPARE(kept(u"mine"_s).reveal(), QByteArrayView(sampleSecret));
}

void TestIntegrationForm::aNewOneIsSet()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    part<QRadioButton>(u"secretFresh"_s)->click();
    type(u"integrationKeepAs"_s, QString());
    save(); // a new secret that nobody knows is of no use
    QVERIFY(words(u"integrationDialog"_s).contains(u"must be kept here"_s));
    QCOMPARE(m_place->counts().writes, 0);
    type(u"integrationKeepAs"_s, u"fresh"_s);
    save();
    untilSaved();
    const QByteArray now = spec(u"alerts"_s)[u"secret"_s].toString().toUtf8();
    QVERIFY(now != sampleSecret);
    QCOMPARE(kept(u"fresh"_s).reveal(), QByteArrayView(now));
}

void TestIntegrationForm::theEndpointVerifiesBeforeTheTenantSigns()
{
    openDesks();
    domain::Endpoint endpoint;
    endpoint.name = u"hooks"_s;
    endpoint.pathPrefix = "/hooks";
    endpoint.scheme = u"socotra"_s;
    endpoint.url = "https://hooks.example.org/a"; // as the tenant has it
    endpoint.secretLabels = {u"hooks-key"_s};
    endpoint.mode = domain::Endpoint::Mode::Strict;
    QVERIFY(m_fixture->desk().saveEndpoint(endpoint));
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    part<QRadioButton>(u"secretFresh"_s)->click();
    QCOMPARE(part<QLineEdit>(u"integrationKeepAs"_s)->text(), u"hooks-key"_s); // the endpoint's own
    type(u"integrationKeepAs"_s, u"fresh"_s);
    save();
    untilSaved();
    const flows::Route *route = m_fixture->desk().explainer().grounds().routes->byName(u"hooks");
    QCOMPARE(route->endpoint.secretLabels, (QStringList{u"hooks-key"_s, u"fresh"_s}));
    const QByteArray value = spec(u"alerts"_s)[u"secret"_s].toString().toUtf8();
    QVERIFY(flows::verifies(*route, {u"fresh"_s, Secret::copyOf(value), {}, false}));
}

// What is on its way is signed with it.
void TestIntegrationForm::theOneThatTheTenantTellsIsKeptBehindANewOne()
{
    openDesks(u"bare-array"_s);
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    part<QRadioButton>(u"secretFresh"_s)->click();
    type(u"integrationKeepAs"_s, u"fresh"_s);
    save();
    untilSaved();
    const auto stored = waited<secrets::StoredSecret>([this](QObject *context, const auto &handler) {
        m_fixture->secretStore().get(u"fresh"_s, context, handler);
    });
    QVERIFY(stored);
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString().toUtf8(), stored->value.reveal());
    QCOMPARE(stored->retired.value(0).reveal(), QByteArrayView(sampleSecret));
}

void TestIntegrationForm::withoutIsAnExplicitChoice()
{
    QFETCH(QString, profile);
    openDesks(profile);
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    part<QRadioButton>(u"secretWithout"_s)->click();
    QVERIFY2(advice(u"secret"_s).contains(u"may be removed"_s), qPrintable(advice(u"secret"_s)));
    save();
    QVERIFY(!fault(u"tag"_s).isEmpty()); // a tag needs a secret
    type(u"integrationTag"_s, QString());
    part<QCheckBox>(u"integrationHmac"_s)->setChecked(false);
    save();
    untilSaved();
    // Merge leaves it, replace removes it: whichever it was, no mask was written.
    const bool merges = m_place->profile().update == sandbox::TenantProfile::Update::Merge;
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString(),
             merges ? QString::fromLatin1(sampleSecret) : QString());
}

void TestIntegrationForm::theOneKeptHereIsProposed()
{
    openDesks();
    put(u"alerts"_s);
    secrets::StoredSecret stored;
    stored.label = u"socotra-alerts"_s;
    stored.value = Secret::copyOf(sampleSecret);
    m_fixture->secretStore().put(stored, qApp, [](const Result<void> &) {});
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    m_tenants->setLink({m_id, u"alerts"_s, {}, u"socotra-alerts"_s});
    showPage();
    openEdit(u"alerts"_s);
    QTRY_VERIFY_WITH_TIMEOUT(part<QRadioButton>(u"secretKept"_s)->isChecked(), patience);
    type(u"integrationUrl"_s, u"https://hooks.example.org/new"_s);
    save();
    untilSaved();
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString(), QString::fromLatin1(sampleSecret));
}

void TestIntegrationForm::aMaskIsNeverWrittenBack()
{
    openDesks(u"table"_s);
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    for (const QString &profile : {u"table"_s, u"bare-array"_s, u"sentinel-rest"_s, u"markdown-report"_s}) {
        closePage();
        openDesks(profile);
        if (m_place->profile().secret == sandbox::TenantProfile::Shown::Masked)
            break;
    }
    QCOMPARE(m_place->profile().secret, sandbox::TenantProfile::Shown::Masked);
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    QVERIFY(words(u"integrationDialog"_s).contains(u"mask"_s));
    type(u"integrationUrl"_s, u"https://hooks.example.org/new"_s);
    save();
    QVERIFY(!fault(u"secret"_s).isEmpty()); // set, but unknown
    part<QRadioButton>(u"secretEnter"_s)->click();
    type(u"integrationSecret"_s, u"********"_s);
    save();
    QVERIFY2(fault(u"secret"_s).contains(u"mask"_s), qPrintable(fault(u"secret"_s)));
    QCOMPARE(m_place->counts().writes, 0);
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString(), QString::fromLatin1(sampleSecret));
}

void TestIntegrationForm::httpIsRefusedForAnEditToo()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    type(u"integrationUrl"_s, u"http://hooks.example.org/a"_s);
    save();
    QVERIFY(fault(u"url"_s).contains(u"https://"_s)); // K11
    part<QCheckBox>(u"integrationSecured"_s)->setChecked(false);
    QVERIFY(fault(u"url"_s).contains(u"may stay"_s)); // the tenant has them still (3.4)
    save();
    QVERIFY(form());
    QCOMPARE(m_place->counts().writes, 0);
    QVERIFY2(advice(u"security"_s).contains(u"delete"_s), qPrintable(advice(u"security"_s)));
}

void TestIntegrationForm::anInsecureOneIsWarnedOfAsLongAsItIsSo()
{
    openDesks();
    put(u"alerts"_s, {}, {{u"secureSSL"_s, false}});
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(u"alerts"_s);
    QTRY_VERIFY(words(u"senderWarning"_s).contains(u"certificate"_s));
    QVERIFY(cell(rowOf(u"alerts"_s), 3).contains(u"TLS not checked"_s));
    refresh();
    QVERIFY(part<QWidget>(u"senderWarning"_s)->isVisible());
    openEdit(u"alerts"_s);
    QVERIFY(!advice(u"certificate"_s).isEmpty());
    type(u"integrationUrl"_s, u"https://hooks.example.org/new"_s);
    QVERIFY(!advice(u"certificate"_s).isEmpty());
    part<QCheckBox>(u"integrationCertificate"_s)->setChecked(true);
    QVERIFY(advice(u"certificate"_s).isEmpty());
}

void TestIntegrationForm::nameAndTypeCannotBeChanged()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    QVERIFY(part<QLineEdit>(u"integrationName"_s)->isReadOnly());
    QVERIFY(!part<QComboBox>(u"integrationType"_s)->isEnabled());
    QVERIFY(words(u"integrationDialog"_s).contains(u"delete the integration and add it again"_s));
}

// K2, and members that nobody documents.
void TestIntegrationForm::unknownTypesAndMembersAreKept()
{
    openDesks();
    put(u"alerts"_s, {{u"type"_s, u"fe-plugins"_s}, {u"priority"_s, 7}}, {{u"later"_s, QJsonArray{1, 2}}});
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(u"alerts"_s);
    QTRY_VERIFY(words(u"senderFacts"_s).contains(u"/priority"_s));
    QVERIFY(words(u"senderFacts"_s).contains(u"/securitySpec/later"_s));
    openEdit(u"alerts"_s);
    QVERIFY(part<QComboBox>(u"integrationType"_s)->currentText().contains(u"not in all releases"_s));
    type(u"integrationUrl"_s, u"https://hooks.example.org/new"_s);
    part<QRadioButton>(u"secretEnter"_s)->click();
    type(u"integrationSecret"_s, QString::fromLatin1(sampleSecret));
    save();
    untilSaved();
    const QJsonObject now = m_place->stored(u"alerts"_s);
    QCOMPARE(now[u"url"_s].toString(), u"https://hooks.example.org/new"_s);
    QCOMPARE(now[u"type"_s].toString(), u"fe-plugins"_s);
    QCOMPARE(now[u"priority"_s].toInt(), 7);
    QCOMPARE(spec(u"alerts"_s)[u"later"_s].toArray(), (QJsonArray{1, 2}));
}

void TestIntegrationForm::aMaskedHeaderMustBeEnteredAgain()
{
    openDesks();
    put(u"alerts"_s, {{u"headers"_s, QJsonObject{{u"X-Api-Key"_s, u"****"_s}}}});
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    auto *value = part<QLineEdit>(u"headerValue"_s);
    QCOMPARE(value->echoMode(), QLineEdit::Password);
    QVERIFY(value->text().isEmpty());
    part<QRadioButton>(u"secretEnter"_s)->click();
    type(u"integrationSecret"_s, QString::fromLatin1(sampleSecret));
    save();
    QVERIFY2(fault(u"headers"_s).contains(u"X-Api-Key"_s), qPrintable(fault(u"headers"_s)));
    QTest::keyClicks(value, u"k-2"_s);
    save();
    untilSaved();
    QCOMPARE(m_place->stored(u"alerts"_s)[u"headers"_s].toObject()[u"X-Api-Key"_s].toString(), u"k-2"_s);
}

void TestIntegrationForm::aRemovedTagIsSaidToStayUnderMerge()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    type(u"integrationTag"_s, QString());
    QVERIFY2(advice(u"tag"_s).contains(u"merges"_s), qPrintable(advice(u"tag"_s)));
}

void TestIntegrationForm::aConflictIsShownInThreeVersionsAndChosen()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    m_place->changeThere(u"alerts"_s, u"url"_s, u"https://hooks.example.org/theirs"_s);
    m_place->changeThere(u"alerts"_s, u"tag"_s, u"theirs"_s, true);
    type(u"integrationUrl"_s, u"https://hooks.example.org/mine"_s);
    part<QRadioButton>(u"secretEnter"_s)->click();
    type(u"integrationSecret"_s, QString::fromLatin1(otherSecret));
    save();
    QTRY_VERIFY_WITH_TIMEOUT(maybe<QDialog>(u"conflictDialog"_s), patience);
    QCOMPARE(m_place->counts().writes, 0);
    const QString shown = words(u"conflictDialog"_s);
    for (const QString &url : {u"org/a"_s, u"org/theirs"_s, u"org/mine"_s})
        QVERIFY2(shown.contains(url), qPrintable(shown));
    QVERIFY(!shown.contains(QString::fromLatin1(otherSecret)));
    QVERIFY(!part<QPushButton>(u"saveChosen"_s)->isEnabled()); // the address is to be decided
    QCOMPARE(part<QComboBox>(u"take-securitySpec/tag"_s)->currentText(), u"Theirs"_s);
    auto *address = part<QComboBox>(u"take-url"_s);
    address->setCurrentIndex(address->findText(u"Theirs"_s));
    click(u"saveChosen"_s);
    untilSaved();
    QCOMPARE(m_place->stored(u"alerts"_s)[u"url"_s].toString(), u"https://hooks.example.org/theirs"_s);
    QCOMPARE(spec(u"alerts"_s)[u"tag"_s].toString(), u"theirs"_s);
    QCOMPARE(spec(u"alerts"_s)[u"secret"_s].toString(), QString::fromLatin1(otherSecret)); // mine
}

void TestIntegrationForm::whatWasDeletedMeanwhileIsSaid()
{
    openDesks();
    put(u"alerts"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    m_place->server->lookAtTenant([](sandbox::Tenant &tenant) { tenant.drop(u"alerts"_s); });
    part<QRadioButton>(u"secretFresh"_s)->click();
    save();
    QTRY_VERIFY_WITH_TIMEOUT(part<ui::PlainLabel>(u"integrationFault"_s)->isVisible(), patience);
    QVERIFY(form());
}

// A store that takes nothing.
class FullStore final : public secrets::SecretStore
{
    Q_OBJECT

public:
    Backend backend() const override { return Backend::Memory; }
    void list(QObject *context, Handler<QList<secrets::StoredSecret>> handler) override
    {
        answer<QList<secrets::StoredSecret>>(context, handler, QList<secrets::StoredSecret>());
    }
    void get(const QString &, QObject *context, Handler<secrets::StoredSecret> handler) override
    {
        answer<secrets::StoredSecret>(context, handler, fail(Error::Kind::NotFound, u"none"_s));
    }
    void put(const secrets::StoredSecret &, QObject *context, Handler<void> handler) override
    {
        answer<void>(context, handler, fail(Error::Kind::Storage, u"the disk is full"_s));
    }
    void remove(const QString &, QObject *context, Handler<void> handler) override
    {
        answer<void>(context, handler, fail(Error::Kind::NotFound, u"none"_s));
    }

private:
    template<class T>
    static void answer(QObject *context, const Handler<T> &handler, const Result<T> &result)
    {
        QMetaObject::invokeMethod(
            context, [handler, result] { handler(result); }, Qt::QueuedConnection);
    }
};

void TestIntegrationForm::nothingIsSentWhenTheSecretCannotBeKept()
{
    openPage();
    FullStore full;
    auto *dialog = new ui::IntegrationDialog(*m_theme, *m_tenants, full, m_id, m_page.get());
    dialog->open();
    type(u"integrationName"_s, u"alerts"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/a"_s);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(
        part<ui::PlainLabel>(u"integrationFault"_s)->original().contains(u"disk is full"_s), patience);
    QCOMPARE(m_place->counts().writes, 0);
    delete dialog;
}

void TestIntegrationForm::aRefusalOfTheTenantIsShownAndLosesNothing()
{
    openPage();
    openAdd();
    type(u"integrationName"_s, u"alerts"_s);
    type(u"integrationUrl"_s, u"https://hooks.example.org/a"_s);
    m_place->server->setOffline(true);
    save();
    QTRY_VERIFY_WITH_TIMEOUT(part<ui::PlainLabel>(u"integrationFault"_s)->isVisible(), patience);
    QCOMPARE(part<QLineEdit>(u"integrationName"_s)->text(), u"alerts"_s);
    m_place->server->setOffline(false);
    save();
    untilSaved();
    QVERIFY(!m_place->stored(u"alerts"_s).isEmpty());
}

void TestIntegrationForm::nothingIsCutOff()
{
    openDesks();
    put(u"alerts"_s, {}, {{u"secureSSL"_s, false}});
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    openEdit(u"alerts"_s);
    save();
    QCoreApplication::processEvents();
    QCOMPARE(cutTexts(*form()), QStringList());
    QCOMPARE(sidewaysBars(*form()), QStringList());
    QCOMPARE(namelessControls(*form()), QStringList());
}

QTEST_MAIN(TestIntegrationForm)
#include "tst_integrationform.moc"
