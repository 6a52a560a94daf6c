// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// An administrator's first day on the real window: a key is made and used, an integration is pointed here,
// its secret is changed while its deliveries come, everything is ended again, and the record of it all is
// whole and holds no secret.

#include "core/flows/sandboxsenders.h"
#include "core/flows/tenantdesk.h"
#include "core/listener/tlsidentity.h"
#include "core/storage/deliveryrows.h"
#include "tests/support/waited.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/integrations/integrationspage.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace tocsin;
using flows::TenantDesk;
using flows::TenantState;

class TestFromZero final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aDayOfAnAdministrator();

private:
    static constexpr int patience = 60'000;

    void makeAKeyAndConnectWithIt();
    void listenOverTls();
    void addAnIntegration();
    void pointItHere();
    void receiveFromIt();
    void rotateWhileItSends();
    void retireTheOldSecret();
    void deleteIt();
    void theRecordIsWholeAndHoldsNoSecret();

    void section(const QString &name)
    {
        m_window->setPage(ui::MainWindow::Admin);
        m_window->pages().admin().showSection(name);
    }
    // That is open now or soon; null = none came.
    QDialog *dialog(const QString &name) const
    {
        QDialog *found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                found = nullptr;
                for (QDialog *one : m_window->findChildren<QDialog *>(name)) {
                    if (one->isVisible())
                        found = one;
                }
                return found != nullptr;
            },
            patience);
        return found;
    }
    static QPushButton *button(const QWidget &in, const QString &name)
    {
        auto *found = in.findChild<QPushButton *>(name);
        Q_ASSERT_X(found, "button", qPrintable(name));
        return found;
    }
    const TenantState *tenant() { return tenants().state(TenantDesk::sandboxId); }
    TenantDesk &tenants() { return m_fixture->desks().admin.tenants(); }
    void choose() // an endpoint has that name, too: the list follows the tenant a moment later
    {
        part<ui::IntegrationsPage>(u"integrationsPage"_s)->choose(TenantDesk::sandboxId, u"alerts"_s);
        QTRY_VERIFY_WITH_TIMEOUT(part<QAction>(u"pointSender"_s)->isEnabled(), patience);
    }
    void act(const QString &name) { part<QAction>(name)->trigger(); }
    void tell(); // the tenant delivers once more, when not too many wait
    void noteStored(const QString &label);

    std::unique_ptr<flows::SandboxSenders> m_senders;
    QList<flows::TestAnswer> m_answers;
    QStringList m_leftOut;
    QList<QByteArray> m_values; // of every secret that there was
    QString m_label;            // of the integration's
    int m_told = 0;
    Micros m_ahead = 0;
};

void TestFromZero::init()
{
    m_fixture = std::make_unique<test::DeskFixture>();
    sandbox::ServerOptions options;
    options.incidents = 20;
    options.pastSessions = 1;
    options.coldDelayMs = 0;
    m_fixture->sandbox = options;
    m_fixture->clock = [this] { return wallClock() + m_ahead; };
    QVERIFY(m_fixture->open());
    m_theme = std::make_unique<ui::Theme>(*qApp);
    m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
    m_window->resize(1360, 860);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->analyst().workspace().isOpen(), patience);
}

void TestFromZero::cleanup()
{
    m_senders.reset();
    closeWindow();
}

void TestFromZero::aDayOfAnAdministrator()
{
    using Step = void (TestFromZero::*)();
    for (const Step step :
         {&TestFromZero::makeAKeyAndConnectWithIt, &TestFromZero::listenOverTls,
          &TestFromZero::addAnIntegration, &TestFromZero::pointItHere, &TestFromZero::receiveFromIt,
          &TestFromZero::rotateWhileItSends, &TestFromZero::retireTheOldSecret, &TestFromZero::deleteIt,
          &TestFromZero::theRecordIsWholeAndHoldsNoSecret}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

void TestFromZero::makeAKeyAndConnectWithIt()
{
    section(u"keys"_s);
    auto *pane = part<QWidget>(u"keyPane"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(*pane, u"newKey"_s)->isEnabled(), patience);
    button(*pane, u"newKey"_s)->click();
    QDialog *form = dialog(u"newKeyDialog"_s);
    QVERIFY(form);
    form->findChild<QLineEdit *>(u"keyName"_s)->setText(u"Night shift"_s);
    button(*form, u"createKey"_s)->click();
    QDialog *made = dialog(u"madeKeyDialog"_s);
    QVERIFY(made);
    button(*made, u"showKey"_s)->click();
    m_values.append(made->findChild<ui::PlainLabel *>(u"keyValue"_s)->original().toUtf8());
    QVERIFY2(m_values.last().size() > 16, m_values.last());
    button(*made, u"useKey"_s)->click(); // in a new connection
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->analyst().connections().size(), 2, patience);
    button(*made, u"doneKey"_s)->click();

    section(u"connections"_s);
    auto *table = part<ui::TextTable>(u"connectionsTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience);
    table->setCurrentIndex(table->model()->index(1, 0));
    button(*m_window, u"adminOpenConnection"_s)->click();
    flows::Workspace &workspace = m_fixture->analyst().workspace();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.isOpen() && !workspace.connection().sandbox, patience);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.sync().state().synced > 0, patience); // the key works
}

void TestFromZero::listenOverTls()
{
    m_window->setPage(ui::MainWindow::Settings);
    part<QComboBox>(u"listenerTls"_s)->setCurrentIndex(1); // a certificate of its own
    button(*m_window, u"applyListener"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->desk().state().tls &&
                                 m_fixture->desk().state().phase == flows::DeskState::Phase::Listening,
                             patience);
}

void TestFromZero::addAnIntegration()
{
    section(u"integrations"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tenant() && tenant()->read > 0, patience);
    part<ui::IntegrationsPage>(u"integrationsPage"_s)->addIntegration(TenantDesk::sandboxId);
    QDialog *form = dialog(u"integrationDialog"_s);
    QVERIFY(form);
    form->findChild<QLineEdit *>(u"integrationName"_s)->setText(u"alerts"_s);
    form->findChild<QLineEdit *>(u"integrationUrl"_s)->setText(u"https://hooks.example.com/elsewhere"_s);
    button(*form, u"saveIntegration"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(socotra::findNamed(tenant()->integrations, u"alerts"_s), patience);
}

void TestFromZero::pointItHere()
{
    choose();
    act(u"pointSender"_s);
    QDialog *pointing = dialog(u"pointDialog"_s);
    QVERIFY(pointing);
    button(*pointing, u"pointGo"_s)->click();
    (void)QTest::qWaitFor([&] { return button(*pointing, u"pointShow"_s)->isEnabled(); }, patience);
    QStringList answer;
    for (const auto *label :
         pointing->findChild<QWidget *>(u"pointAnswer"_s)->findChildren<ui::PlainLabel *>())
        answer.append(label->original());
    QVERIFY2(button(*pointing, u"pointShow"_s)->isEnabled(),
             qPrintable(answer.join(u' '))); // a test verified
    button(*pointing, u"closePoint"_s)->click();
    m_label = tenant()->link(u"alerts"_s).label;
    QVERIFY(!m_label.isEmpty());
    noteStored(m_label);
}

void TestFromZero::noteStored(const QString &label)
{
    const auto stored = test::waited<secrets::StoredSecret>([&](QObject *context, const auto &handler) {
        m_fixture->secretStore().get(label, context, handler);
    });
    QVERIFY(stored);
    QVERIFY(stored->value.reveal().size() >= 32);
    m_values.append(stored->value.reveal().toByteArray());
}

void TestFromZero::receiveFromIt()
{
    auto schemes = signature::Catalogue::load();
    QVERIFY(schemes);
    m_senders = std::make_unique<flows::SandboxSenders>(*m_fixture->analyst().sandbox());
    QVERIFY(m_senders->start({}, std::make_shared<const signature::Catalogue>(std::move(*schemes))));
    const auto identity =
        listener::ownTlsIdentity(m_fixture->folder(), listener::namesOfThisMachine(), wallClock());
    QVERIFY(identity);
    m_senders->deliverToIntegrations(identity->chain);
    connect(m_senders.get(), &flows::SandboxSenders::sent, this,
            [this](const QString &, const QString &, const flows::TestAnswer &answer) {
                m_answers.append(answer);
            });
    connect(m_senders.get(), &flows::SandboxSenders::leftOut, this,
            [this](const QString &, const QString &, const QString &why) { m_leftOut.append(why); });
    tell();
    QTRY_COMPARE_WITH_TIMEOUT(m_answers.size(), 1, patience);
    QCOMPARE(m_answers.first().status, 200);
}

void TestFromZero::tell()
{
    constexpr int most = 48; // below the bound of the senders: a slow machine sends fewer, it loses none
    if (m_senders->underWay() >= most)
        return;
    ++m_told;
    const QByteArray body =
        R"({"id":")" + QByteArray::number(m_told) + R"(","type":"policy.issue","transactionId":"t"})";
    m_senders->tell({u"socotra"_s, u"policy.issue"_s, body, 0});
}

void TestFromZero::rotateWhileItSends()
{
    const int before = m_told + 100;
    QTimer pace;
    pace.setTimerType(Qt::PreciseTimer);
    pace.setInterval(5); // 200 a second
    connect(&pace, &QTimer::timeout, this, &TestFromZero::tell);
    pace.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_told >= before, patience);
    choose();
    button(*m_window, u"rotateSender"_s)->click();
    QDialog *wizard = dialog(u"rotationWizard"_s);
    QVERIFY(wizard);
    button(*wizard, u"rotateNext"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(tenant()->rotationOf(u"alerts"_s) &&
                                 tenant()->rotationOf(u"alerts"_s)->step == storage::RotationStep::Verified,
                             patience);
    const int after = m_told + 100;
    QTRY_VERIFY_WITH_TIMEOUT(m_told >= after, patience);
    pace.stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_senders->underWay(), 0, patience);
    button(*wizard, u"closeRotate"_s)->click();
    noteStored(m_label);

    QCOMPARE(m_leftOut, QStringList());
    QVERIFY(m_answers.size() >= m_told);
    for (const flows::TestAnswer &answer : std::as_const(m_answers))
        QVERIFY2(answer.status == 200 && answer.attempt == 1, qPrintable(answer.error));
    const qint64 last = m_fixture->desk().lastDurableId();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->desk().lastStoredId(), last, patience);
    auto database =
        storage::Database::open(m_fixture->desk().storePath(), storage::Database::Access::ReadOnly);
    QVERIFY(database);
    storage::DeliveryRows rows(*database);
    for (qint64 id = 1; id <= last; ++id) {
        const auto delivery = rows.load(id);
        QVERIFY(delivery);
        QVERIFY2(delivery->row.signature.verdict == domain::Verdict::Valid, qPrintable(QString::number(id)));
    }
}

void TestFromZero::retireTheOldSecret()
{
    m_ahead = 8 * 86'400 * microsPerSecond; // a week in which nothing was signed with it
    choose();
    button(*m_window, u"rotateSender"_s)->click();
    QDialog *wizard = dialog(u"rotationWizard"_s);
    QVERIFY(wizard);
    QTRY_VERIFY_WITH_TIMEOUT(button(*wizard, u"rotateNext"_s)->isEnabled(), patience);
    button(*wizard, u"rotateNext"_s)->click();
    QDialog *question = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(question = wizard->findChild<QDialog *>(u"retireOld"_s), patience);
    button(*question, u"retireOldButton"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!tenant()->rotationOf(u"alerts"_s), patience);
    button(*wizard, u"closeRotate"_s)->click();
    const auto stored = test::waited<secrets::StoredSecret>([&](QObject *context, const auto &handler) {
        m_fixture->secretStore().get(m_label, context, handler);
    });
    QVERIFY(stored && stored->retired.isEmpty());
}

void TestFromZero::deleteIt()
{
    choose();
    act(u"removeSender"_s);
    QDialog *question = dialog(u"deleteDialog"_s);
    QVERIFY(question);
    QVERIFY(!button(*question, u"deleteIntegration"_s)->isEnabled());
    question->findChild<QLineEdit *>(u"deleteName"_s)->setText(u"alerts"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(*question, u"deleteIntegration"_s)->isEnabled(), patience);
    button(*question, u"deleteIntegration"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!socotra::findNamed(tenant()->integrations, u"alerts"_s), patience);
}

void TestFromZero::theRecordIsWholeAndHoldsNoSecret()
{
    flows::Auditing &record = m_fixture->auditing();
    QTRY_COMPARE_WITH_TIMEOUT(record.pending(), 0, patience);
    const auto checked = test::waited<audit::Check>(
        [&](QObject *context, const auto &handler) { record.verify({}, context, handler); });
    QVERIFY(checked);
    QCOMPARE(checked->fault, audit::Check::Fault::None);
    const auto entries = test::waited<QList<audit::Entry>>(
        [&](QObject *context, const auto &handler) { record.entries(0, 100, context, handler); });
    QVERIFY(entries);
    QVERIFY2(entries->size() >= 5,
             qPrintable(QString::number(entries->size()))); // made, added, pointed, rotated, deleted
    section(u"audit"_s);
    QCOMPARE(m_values.size(), 3); // the key, the first secret, and the one after it
    QDirIterator files(m_fixture->folder(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const QByteArray &value : std::as_const(m_values))
            QVERIFY2(!bytes.contains(value), qPrintable(file.fileName()));
    }
}

QTEST_MAIN(TestFromZero)
#include "tst_fromzero.moc"
