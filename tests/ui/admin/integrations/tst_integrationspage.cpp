// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditing.h"
#include "tests/ui/support/hostilefaults.h"
#include "tests/ui/support/integrationsfixture.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/admin/integrations/tenantdialog.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>

using namespace tocsin;
using namespace tocsin::test;

// Who sends to me, how is it signed, when did it last work: the page over a real desk and a stand-in tenant.
class TestIntegrationsPage final : public QObject, public IntegrationsFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup() { closePage(); }

    void everySenderStandsInOneList();
    void whatIsNotListedYetIsChosenOnceItIs();
    void aDeliveryShowsWhenItLastWorked();
    void definitionsAreShownAndWhoMayNotSeeThemIsTold();
    void rawShowsNoSecret();
    void deletingNeedsTheNameAndShowsWhatUsesIt();
    void whatUsesItIsAskedBeforeItCanBeDeleted();
    void whatChangedMeanwhileIsShownBeforeItIsDeleted();
    void aRefusedSignInWaitsForAPerson();
    void aTenantIsAddedInEachForm_data();
    void aTenantIsAddedInEachForm();
    void aClientOfSingleSignOnIsKeptAsOne();
    void aTenantOfProductionIsTold();
    void aSourceIsMadeAndItsFilterWatched();
    void theSearchFindsByEveryWord();
    void hostileTextsStayText();
    void nothingIsCutOff();

private:
    void openWith(const QString &name = u"hooks"_s);
    QPushButton *button(const QString &name) const { return part<QPushButton>(name); }
};

// "hooks", since the first start's endpoint is called "alerts".
void TestIntegrationsPage::openWith(const QString &name)
{
    openDesks();
    put(name);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(name);
}

void TestIntegrationsPage::everySenderStandsInOneList()
{
    openWith();
    for (const QString &name : {u"autofill-demo"_s, u"hooks"_s, u"alerts"_s, u"catch-all"_s})
        QVERIFY2(rowOf(name) >= 0, qPrintable(name));
    const int hooks = rowOf(u"hooks"_s);
    QCOMPARE(cell(hooks, 1), u"Webhook"_s);
    QCOMPARE(cell(hooks, 2), u"https://hooks.example.org/a"_s);
    QCOMPARE(cell(hooks, 3), u"HMAC-SHA256, tag secret-1"_s);
    QCOMPARE(cell(hooks, 5), u"never"_s);
    QCOMPARE(cell(hooks, 6), u"not kept here"_s);
    QCOMPARE(cell(rowOf(u"autofill-demo"_s), 3), u"Not signed"_s);
    QCOMPARE(cell(rowOf(u"alerts"_s), 1), u"SOCWarden source"_s);
    QVERIFY(rowOf(u"catch-all"_s) > rowOf(u"alerts"_s));
    m_page->choose(m_id, u"hooks"_s);
    QSignalSpy rotate(m_page.get(), &ui::IntegrationsPage::rotateAsked);
    click(u"rotateSender"_s);
    QCOMPARE(rotate.value(0), (QVariantList{m_id, u"hooks"_s}));
}

void TestIntegrationsPage::whatIsNotListedYetIsChosenOnceItIs()
{
    openWith();
    m_page->choose(m_id, u"later"_s);
    QCOMPARE(part<ui::PlainLabel>(u"senderTitle"_s)->original(), u"hooks"_s);
    put(u"later"_s);
    m_tenants->refresh(m_id);
    QTRY_COMPARE_WITH_TIMEOUT(part<ui::PlainLabel>(u"senderTitle"_s)->original(), u"later"_s, patience);
    QVERIFY(part<QAction>(u"pointSender"_s)->isEnabled());
    chooseRow(u"alerts"_s); // of this console: nothing of a tenant can be done to it
    QVERIFY(!part<QAction>(u"pointSender"_s)->isEnabled() && !part<QAction>(u"removeSender"_s)->isEnabled());
}

void TestIntegrationsPage::aDeliveryShowsWhenItLastWorked()
{
    openPage();
    QCOMPARE(cell(rowOf(u"alerts"_s), 5), u"never"_s);
    QCOMPARE(m_fixture->postSigned(R"({"alert_id":"a1","alert_type":"brute_force","severity":"low"})"), 200);
    QTRY_VERIFY_WITH_TIMEOUT(cell(rowOf(u"alerts"_s), 5).startsWith(u"Valid"_s), patience);
    chooseRow(u"alerts"_s);
    QSignalSpy asked(m_page.get(), &ui::IntegrationsPage::deliveriesAsked);
    click(u"senderDeliveries"_s);
    QCOMPARE(asked.value(0), QVariantList{u"alerts"_s});
}

void TestIntegrationsPage::definitionsAreShownAndWhoMayNotSeeThemIsTold()
{
    openDesks();
    put(u"hooks"_s);
    m_place->server->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.setWebhooks({QJsonObject{{u"name"_s, u"policies"_s},
                                        {u"events"_s, QJsonArray{u"policy.issue"_s, u"subClaim.open"_s}},
                                        {u"suspended"_s, true},
                                        {u"failureHandlingMode"_s, u"divert"_s},
                                        {u"integrationName"_s, u"hooks"_s}}});
        tenant.setDiverted(u"policies"_s, {QJsonObject{{u"id"_s, u"1"_s}}});
    });
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(u"hooks"_s);
    part<QTabWidget>(u"senderTabs"_s)->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(words(u"senderDefinitions"_s).contains(u"Diverted"_s), patience);
    for (const QString &word :
         {u"policies"_s, u"subClaim.open"_s, u"Suspended"_s, u"failureHandlingMode"_s}) // K12
        QVERIFY2(words(u"senderDefinitions"_s).contains(word), qPrintable(words(u"senderDefinitions"_s)));
    QCOMPARE(cell(rowOf(u"hooks"_s), 4), u"policy.issue, subClaim.open"_s);
    closePage();
    sandbox::TenantOptions closed;
    closed.opensWebhooks = false;
    openDesks(u"default"_s, closed);
    put(u"hooks"_s);
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(u"hooks"_s); // 4.8: that tab alone is closed
    part<QTabWidget>(u"senderTabs"_s)->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(words(u"senderDefinitions"_s).contains(u"does not show them"_s), patience);
}

void TestIntegrationsPage::rawShowsNoSecret()
{
    openDesks(u"sentinel-rest"_s); // tells secrets in clear
    put(u"hooks"_s, {{u"headers"_s, QJsonObject{{u"X-Api-Key"_s, u"k-17-known"_s}}}});
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(u"hooks"_s);
    part<QTabWidget>(u"senderTabs"_s)->setCurrentIndex(2);
    const QAbstractItemModel &model = *part<QTreeView>(u"senderRaw"_s)->model();
    QStringList shown{words(u"senderDetail"_s)};
    const std::function<void(const QModelIndex &)> collect = [&](const QModelIndex &parent) {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column)
                shown.append(model.index(row, column, parent).data().toString());
            collect(model.index(row, 0, parent));
        }
    };
    collect({});
    const QString all = shown.join(u'\n');
    QVERIFY(all.contains(u"hmacEnabled"_s));
    QVERIFY(!all.contains(QString::fromLatin1(sampleSecret)));
    QVERIFY(!all.contains(u"k-17-known"_s));
}

void TestIntegrationsPage::deletingNeedsTheNameAndShowsWhatUsesIt()
{
    openDesks();
    put(u"hooks"_s);
    m_place->server->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.setWebhooks({QJsonObject{{u"name"_s, u"policies"_s}, {u"integrationName"_s, u"hooks"_s}}});
    });
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(u"hooks"_s);
    part<QAction>(u"removeSender"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(words(u"deleteUses"_s).contains(u"policies"_s), patience);
    QVERIFY(!button(u"deleteIntegration"_s)->isEnabled());
    type(u"deleteName"_s, u"Hooks"_s); // a name has a case (3.3)
    QVERIFY(!button(u"deleteIntegration"_s)->isEnabled());
    type(u"deleteName"_s, u"hooks"_s);
    QVERIFY(button(u"deleteIntegration"_s)->isEnabled());
    click(u"deleteIntegration"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!maybe<QDialog>(u"deleteDialog"_s), patience);
    QVERIFY(m_place->stored(u"hooks"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"hooks"_s) < 0, patience);
}

// What was read may be of an hour ago (3.3).
void TestIntegrationsPage::whatUsesItIsAskedBeforeItCanBeDeleted()
{
    openWith();
    m_place->server->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.setWebhooks({QJsonObject{{u"name"_s, u"of-late"_s}, {u"integrationName"_s, u"hooks"_s}}});
    });
    m_place->server->setOffline(true);
    part<QAction>(u"removeSender"_s)->trigger();
    type(u"deleteName"_s, u"hooks"_s);
    QVERIFY(!button(u"deleteIntegration"_s)->isEnabled());
    auto *message = part<ui::PlainLabel>(u"deleteMessage"_s);
    QTRY_VERIFY_WITH_TIMEOUT(message->original().contains(u"nothing can be deleted"_s), patience);
    QVERIFY(!button(u"deleteIntegration"_s)->isEnabled());
    m_place->server->setOffline(false);
    click(u"askUses"_s);
    QVERIFY(!button(u"deleteIntegration"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(button(u"deleteIntegration"_s)->isEnabled(), patience);
    QVERIFY2(words(u"deleteUses"_s).contains(u"of-late"_s), qPrintable(words(u"deleteUses"_s)));
    QVERIFY(!m_place->stored(u"hooks"_s).isEmpty());
}

void TestIntegrationsPage::whatChangedMeanwhileIsShownBeforeItIsDeleted()
{
    openWith();
    part<QAction>(u"removeSender"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!state()->isReading, patience);
    m_place->changeThere(u"hooks"_s, u"url"_s, u"https://hooks.example.org/theirs"_s);
    type(u"deleteName"_s, u"hooks"_s);
    click(u"deleteIntegration"_s);
    auto *message = part<ui::PlainLabel>(u"deleteMessage"_s);
    QTRY_VERIFY_WITH_TIMEOUT(message->isVisible(), patience);
    QVERIFY2(message->original().contains(u"org/theirs"_s), qPrintable(message->original()));
    QVERIFY(!m_place->stored(u"hooks"_s).isEmpty());
    QVERIFY(!button(u"deleteIntegration"_s)->isEnabled()); // asked again
    type(u"deleteName"_s, u"hooks"_s);
    click(u"deleteIntegration"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_place->stored(u"hooks"_s).isEmpty(), patience);
}

// Accounts are locked after some failures (2.9).
void TestIntegrationsPage::aRefusedSignInWaitsForAPerson()
{
    openDesks();
    saveTenant(tenantAt(m_place->server->baseUrl()), Secret::copyOf("wrong"));
    showPage();
    QTRY_VERIFY_WITH_TIMEOUT(maybe<QPushButton>(u"tryTenantAgain"_s), patience);
    QVERIFY2(words(u"tenantStrips"_s).contains(u"locked"_s), qPrintable(words(u"tenantStrips"_s)));
    m_page->refresh();
    m_page->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!state()->isReading, patience);
    QCOMPARE(m_place->counts().failedSignIns, 1);
    QTRY_VERIFY_WITH_TIMEOUT(maybe<QPushButton>(u"tryTenantAgain"_s), patience); // it is shown anew
    click(u"tryTenantAgain"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_place->counts().failedSignIns, 2, patience);
    QVERIFY(rowOf(u"alerts"_s) >= 0); // the rest of the list stands
}

void TestIntegrationsPage::aTenantIsAddedInEachForm_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("header");
    QTest::addColumn<QByteArray>("prefix"); // that alone the tenant takes
    QTest::newRow("host, bearer") << 0 << 0 << QByteArray("Bearer ");
    QTest::newRow("name, bare") << 1 << 1 << QByteArray("st.");
    QTest::newRow("locator, jwt") << 2 << 2 << QByteArray("JWT ");
}

void TestIntegrationsPage::aTenantIsAddedInEachForm()
{
    QFETCH(int, form);
    QFETCH(int, header);
    QFETCH(QByteArray, prefix);
    sandbox::TenantOptions options;
    if (header != 1)
        options.headerPrefix = prefix;
    openDesks(u"default"_s, options);
    showPage();
    click(u"addFirstTenant"_s);
    click(u"saveTenant"_s);
    QVERIFY(!fault(u"password"_s).isEmpty());
    const QString named[] = {options.hostName, options.tenantName, options.locator};
    type(u"tenantName"_s, u"Acme"_s);
    part<QComboBox>(u"tenantForm"_s)->setCurrentIndex(form);
    type(u"tenantIdentifier"_s, named[form]);
    if (form == 0) // a suggestion and not more (1.3)
        QCOMPARE(part<QLineEdit>(u"tenantApi"_s)->text(), u"https://api.sandbox.socotra.com"_s);
    type(u"tenantApi"_s, m_place->server->baseUrl().toString());
    type(u"tenantUser"_s, options.userName);
    part<QLineEdit>(u"tenantPassword"_s)
        ->setText(QString::fromUtf8(m_place->server->tenantPassword().reveal().toByteArray()));
    part<QComboBox>(u"tenantHeader"_s)->setCurrentIndex(header);
    click(u"saveTenant"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!maybe<QDialog>(u"tenantDialog"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"autofill-demo"_s) >= 0, patience);
    QCOMPARE(m_place->counts().signIns, 1);
    QCOMPARE(m_tenants->state(m_tenants->tenants().value(0))->tenant.secretLabel, u"socotra-acme"_s);
}

void TestIntegrationsPage::aClientOfSingleSignOnIsKeptAsOne()
{
    openDesks();
    showPage();
    click(u"addFirstTenant"_s);
    part<QComboBox>(u"tenantForm"_s)->setCurrentIndex(2);
    part<QComboBox>(u"tenantWay"_s)->setCurrentIndex(1);
    QVERIFY(!part<QComboBox>(u"tenantForm"_s)->isEnabled());
    QCOMPARE(part<QLineEdit>(u"tenantUser"_s)->accessibleName(), u"Client id"_s);
    type(u"tenantName"_s, u"Acme"_s);
    type(u"tenantApi"_s, u"https://api.example.org"_s);
    part<QLineEdit>(u"tenantPassword"_s)->setText(u"the client's"_s);
    click(u"saveTenant"_s); // without an id
    QTRY_VERIFY_WITH_TIMEOUT(!fault(u"user name"_s).isEmpty(), patience);
    type(u"tenantUser"_s, u"client-7"_s);
    click(u"saveTenant"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!maybe<QDialog>(u"tenantDialog"_s), patience);
    const QString id = m_tenants->tenants().value(0);
    QCOMPARE(m_tenants->state(id)->tenant.way, socotra::Tenant::Way::SsoClient);
    QVERIFY(m_tenants->state(id)->tenant.tenant.isEmpty());
    // An edit of something else does not make an administrator of it.
    auto *dialog = new ui::TenantDialog(*m_tenants, m_page.get());
    dialog->edit(id);
    dialog->open();
    QCOMPARE(part<QComboBox>(u"tenantWay"_s)->currentIndex(), 1);
    type(u"tenantName"_s, u"Acme 2"_s);
    click(u"saveTenant"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_tenants->state(id)->tenant.name, u"Acme 2"_s, patience);
    QCOMPARE(m_tenants->state(id)->tenant.way, socotra::Tenant::Way::SsoClient);
    QCOMPARE(m_tenants->state(id)->tenant.userName, u"client-7"_s);
}

void TestIntegrationsPage::aTenantOfProductionIsTold()
{
    openWith();
    const QString id = m_tenants->tenants().value(0);
    m_page->addIntegration(id);
    QTRY_VERIFY(maybe<QDialog>(u"integrationDialog"_s));
    QVERIFY(!maybe<QFrame>(u"productionNote"_s));
    part<QDialog>(u"integrationDialog"_s)->reject();
    QTRY_VERIFY_WITH_TIMEOUT(!maybe<QDialog>(u"integrationDialog"_s), patience);
    auto *dialog = new ui::TenantDialog(*m_tenants, m_page.get());
    dialog->edit(id);
    dialog->open();
    part<QCheckBox>(u"tenantProduction"_s)->setChecked(true);
    click(u"saveTenant"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_tenants->state(id)->tenant.production, patience);
    QVERIFY(flows::whoOf(m_tenants->state(id)->tenant).contains(u"(production)"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!maybe<QDialog>(u"tenantDialog"_s), patience);
    m_page->addIntegration(id);
    QTRY_VERIFY(maybe<QFrame>(u"productionNote"_s));
    QVERIFY(part<QFrame>(u"productionNote"_s)->isVisibleTo(part<QDialog>(u"integrationDialog"_s)));
    QVERIFY(part<QFrame>(u"productionNote"_s)
                ->findChild<ui::PlainLabel *>()
                ->original()
                .contains(m_tenants->state(id)->tenant.name));
}

void TestIntegrationsPage::aSourceIsMadeAndItsFilterWatched()
{
    openPage();
    m_page->addSource();
    type(u"sourceName"_s, u"warden"_s);
    type(u"sourcePath"_s, u"/hooks/warden"_s);
    click(u"saveSource"_s);
    QVERIFY(!fault(u"secret"_s).isEmpty());
    part<QLineEdit>(u"sourceValue"_s)->setText(u"whsec_of_the_source"_s);
    auto *least = part<QComboBox>(u"sourceLeast"_s);
    least->setCurrentIndex(least->findText(u"High"_s, Qt::MatchStartsWith));
    click(u"saveSource"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!maybe<QDialog>(u"sourceDialog"_s), patience);
    chooseRow(u"warden"_s);
    QVERIFY(cell(rowOf(u"warden"_s), 4).contains(u"high"_s));
    QCOMPARE(kept(u"socwarden-warden"_s).reveal(), QByteArrayView("whsec_of_the_source"));
    QVERIFY(!part<QWidget>(u"senderWarning"_s)->isVisible());
    // An alert type is learned, and it is below what was agreed.
    QCOMPARE(
        m_fixture->postSigned(
            R"({"alert_id":"a1","event_type":"alert.created","alert_type":"brute_force","severity":"low"})"),
        200);
    part<QTabWidget>(u"senderTabs"_s)->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(words(u"senderDefinitions"_s).contains(u"brute_force"_s), patience);
    QVERIFY(part<QWidget>(u"senderWarning"_s)->isVisibleTo(m_page.get()));
}

void TestIntegrationsPage::theSearchFindsByEveryWord()
{
    openWith();
    part<QLineEdit>(u"senderSearch"_s)->setText(u"webhook secret-1"_s);
    QCOMPARE(table()->model()->rowCount(), 1);
    part<QLineEdit>(u"senderSearch"_s)->setText(u"nothing has this"_s);
    QCOMPARE(table()->model()->rowCount(), 0);
    part<QLineEdit>(u"senderSearch"_s)->clear();
    QVERIFY(table()->model()->rowCount() > 2);
}

void TestIntegrationsPage::hostileTextsStayText()
{
    openDesks();
    const QString bad = hostileText();
    const QString name = bad.left(200);
    put(name, {{u"type"_s, bad}, {u"url"_s, u"https://x.example/"_s + bad}, {bad.left(100), bad}},
        {{u"tag"_s, bad}});
    m_place->server->lookAtTenant([&](sandbox::Tenant &tenant) {
        tenant.setWebhooks({QJsonObject{{u"name"_s, bad}, {u"events"_s, QJsonArray{bad}}, {u"x"_s, name}}});
    });
    saveTenant(tenantAt(m_place->server->baseUrl()), m_place->server->tenantPassword());
    showPage();
    chooseIntegration(name);
    QCoreApplication::processEvents();
    checkEveryWidget(*m_page);
    click(u"editSender"_s);
    checkEveryWidget(*m_page);
}

void TestIntegrationsPage::nothingIsCutOff()
{
    openWith();
    for (const QSize size : {QSize(1120, 760), QSize(770, 600)}) {
        m_page->resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(cutTexts(*m_page), QStringList(), patience); // once it is laid out
        QCOMPARE(sidewaysBars(*m_page), QStringList());
        QCOMPARE(namelessControls(*m_page), QStringList());
    }
}

QTEST_MAIN(TestIntegrationsPage)
#include "tst_integrationspage.moc"
