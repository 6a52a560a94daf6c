// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deskverifier.h"
#include "core/flows/explainer.h"
#include "core/flows/integrationsfile.h"
#include "core/flows/pointing.h"
#include "tests/support/tenantsplace.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/admin/integrations/importdialog.h"
#include "ui/admin/integrations/integrationspage.h"
#include "ui/admin/integrations/pointdialog.h"
#include "ui/admin/integrations/portabledialogs.h"
#include "ui/admin/integrations/probedialog.h"
#include "ui/admin/integrations/rotationwizard.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/steplist.h"

#include <QApplication>
#include <QCheckBox>
#include <QSignalSpy>
#include <QTableView>

using namespace tocsin;
using namespace tocsin::test;
using storage::Rotation;
using storage::RotationStep;
using ui::StepList;
using State = StepList::State;

// The dialogs of integrations over the stand-in tenant, a real listener and a real store.
class IntegrationDialogsTest final : public QObject, private TenantsPlace
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup();
    void rotatesStepByStep();
    void rotatesUnderTheLabelOfTheEndpoint();
    void theEndpointIsGivenAnotherLabel();
    void anEndpointOfAnotherSchemeIsNotRotated();
    void goesOnWhereItWasClosed();
    void bringsTheOldOneBack();
    void retiresWhatIsQuiet();
    void whatIsNotKnownIsNotRetired();
    void faultsOfARotationAreSaid();
    void theProbeSaysWhichRule_data();
    void theProbeSaysWhichRule();
    void pointsAtTheListener();
    void aFailedPointIsTriedAgain();
    void exportsAndCompares();
    void importAsksForWhatIsInNoFile();
    void thePageOpensThem();
    void showsNothingCut();

private:
    void begin(const QString &profile = u"default"_s);
    template<class Dialog, class... Arguments>
    Dialog *opened(Arguments &&...arguments)
    {
        auto *dialog = new Dialog(*m_theme, std::forward<Arguments>(arguments)..., nullptr);
        m_dialogs.append(dialog);
        dialog->show();
        return dialog;
    }
    ui::RotationWizard *wizard() { return opened<ui::RotationWizard>(*m_tenants, *m_desk, subject()); }
    domain::Endpoint receiver(const QStringList &labels, const QString &scheme = u"socotra"_s);
    ui::IntegrationSubject subject() const { return {m_tenant, u"alerts"_s}; }
    static QList<State> statesOf(const QDialog &dialog, const QString &name);
    static QString answerOf(const QDialog &dialog, const QString &name);
    static QPushButton *button(const QDialog &dialog, const QString &name)
    {
        return dialog.findChild<QPushButton *>(name);
    }
    void rotatedLongAgo();
    QString exportTo(const QString &name);

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<flows::Pointing> m_pointing;
    QList<QPointer<QDialog>> m_dialogs;
};

void IntegrationDialogsTest::cleanup()
{
    for (const QPointer<QDialog> &dialog : std::as_const(m_dialogs))
        delete dialog;
    m_dialogs.clear();
    m_pointing.reset();
    m_theme.reset();
    closeTenants();
}

// One integration, whose secret is kept here.
void IntegrationDialogsTest::begin(const QString &profile)
{
    m_theme = std::make_unique<ui::Theme>(*qApp);
    openTenants(profile);
    add(newDraft());
    keep(u"alerts"_s, sampleSecret, u"secret-1"_s);
    m_tenants->setLink({m_tenant, u"alerts"_s, {}, u"alerts"_s});
}

QList<State> IntegrationDialogsTest::statesOf(const QDialog &dialog, const QString &name)
{
    QList<State> states;
    for (const StepList::Step &step : dialog.findChild<StepList *>(name)->steps())
        states.append(step.state);
    return states;
}

QString IntegrationDialogsTest::answerOf(const QDialog &dialog, const QString &name)
{
    const auto *banner = dialog.findChild<QWidget *>(name);
    QStringList texts;
    for (const ui::PlainLabel *label : banner->findChildren<ui::PlainLabel *>())
        texts.append(label->original());
    return banner->isVisible() ? texts.join(u' ') : QString();
}

void IntegrationDialogsTest::rotatesStepByStep()
{
    begin();
    ui::RotationWizard *dialog = wizard();
    QCOMPARE(dialog->findChild<QLineEdit *>(u"rotateLabel"_s)->text(), u"alerts"_s);
    QCOMPARE(statesOf(*dialog, u"rotateSteps"_s), QList<State>(5, State::Waiting));
    const QString tag = dialog->findChild<QLineEdit *>(u"rotateTag"_s)->text();
    QVERIFY(tag.startsWith("rot-"_L1));
    button(*dialog, u"rotateNext"_s)->click();
    const QList<State> verified = {State::Done, State::Done, State::Done, State::Running, State::Waiting};
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s), verified, patience);
    const secrets::StoredSecret local = kept(u"alerts"_s);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), local.value.reveal());
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), tag);
    QCOMPARE(local.retired.value(0).reveal(), QByteArrayView(sampleSecret));
    QVERIFY(!dialog->findChild<QLineEdit *>(u"rotateLabel"_s)->isVisible());
    // It is kept for some days: it may not go yet.
    const auto *steps = dialog->findChild<StepList *>(u"rotateSteps"_s);
    QTRY_VERIFY_WITH_TIMEOUT(steps->steps().at(3).detail.contains("Nothing has used it"_L1), patience);
    QVERIFY(!button(*dialog, u"rotateNext"_s)->isEnabled());
    QVERIFY(!button(*dialog, u"rotateBack"_s)->isVisible());
}

// A strict endpoint that nothing but the integration's URL leads to; its secret is under its first label.
domain::Endpoint IntegrationDialogsTest::receiver(const QStringList &labels, const QString &scheme)
{
    m_theme = std::make_unique<ui::Theme>(*qApp);
    openTenants();
    domain::Endpoint endpoint;
    endpoint.name = u"hooks"_s;
    endpoint.pathPrefix = "/hooks/a";
    endpoint.scheme = scheme;
    endpoint.secretLabels = labels;
    endpoint.mode = domain::Endpoint::Mode::Strict;
    const auto saved = m_desk->saveEndpoint(endpoint);
    [&] { QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail)); }();
    keep(labels.value(0), sampleSecret, u"secret-1"_s);
    socotra::Draft draft = newDraft();
    draft.url = m_desk->state().url("/hooks/a");
    add(draft);
    return endpoint;
}

void IntegrationDialogsTest::rotatesUnderTheLabelOfTheEndpoint()
{
    receiver({u"hooks-key"_s, u"other-key"_s});
    ui::RotationWizard *dialog = wizard();
    QCOMPARE(dialog->findChild<QLineEdit *>(u"rotateLabel"_s)->text(), u"hooks-key"_s);
    QVERIFY(button(*dialog, u"rotateSignatures"_s)->isEnabled());
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s).at(2), State::Done, patience);
    QCOMPARE(kept(u"hooks-key"_s).retired.value(0).reveal(), QByteArrayView(sampleSecret));
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), kept(u"hooks-key"_s).value.reveal());
}

// What is under another label the endpoint would not look at.
void IntegrationDialogsTest::theEndpointIsGivenAnotherLabel()
{
    receiver({u"hooks-key"_s});
    ui::RotationWizard *dialog = wizard();
    dialog->findChild<QLineEdit *>(u"rotateLabel"_s)->setText(u"fresh-key"_s);
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s).at(2), State::Done, patience);
    QCOMPARE(m_desk->endpoints().first().secretLabels, (QStringList{u"hooks-key"_s, u"fresh-key"_s}));
    const flows::Route *route = m_desk->explainer().grounds().routes->byName(u"hooks");
    const QByteArray value = specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8();
    QVERIFY(value != sampleSecret);
    QVERIFY(flows::verifies(*route, {u"fresh-key"_s, Secret::copyOf(value), {}, false}));
    QVERIFY(flows::verifies(*route, {u"hooks-key"_s, Secret::copyOf(sampleSecret), {}, false}));
    QVERIFY(!flows::verifies(*route, {u"fresh-key"_s, Secret::copyOf(otherSecret), {}, false}));
}

void IntegrationDialogsTest::anEndpointOfAnotherSchemeIsNotRotated()
{
    receiver({u"hooks-key"_s}, u"github"_s);
    ui::RotationWizard *dialog = wizard();
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*dialog, u"rotateAnswer"_s).contains("another scheme"_L1), patience);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), sampleSecret);
}

// Offline behind the first step; closed, and opened again.
void IntegrationDialogsTest::goesOnWhereItWasClosed()
{
    begin(u"table"_s);
    ui::RotationWizard *dialog = wizard();
    m_analyst->sandbox()->setOffline(true);
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!answerOf(*dialog, u"rotateAnswer"_s).isEmpty(), patience);
    QCOMPARE(statesOf(*dialog, u"rotateSteps"_s).at(0), State::Done);
    QCOMPARE(statesOf(*dialog, u"rotateSteps"_s).at(1), State::Failed);
    const QByteArray made = kept(u"alerts"_s).value.reveal().toByteArray();
    QVERIFY(made != sampleSecret);
    dialog->close();
    QTRY_VERIFY(m_dialogs.first().isNull());
    m_analyst->sandbox()->setOffline(false);
    QTRY_VERIFY_WITH_TIMEOUT(state().rotationOf(u"alerts"_s), patience);
    dialog = wizard();
    QCOMPARE(statesOf(*dialog, u"rotateSteps"_s).at(0), State::Done);
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s).at(2), State::Done, patience);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), made); // no second one
}

void IntegrationDialogsTest::bringsTheOldOneBack()
{
    begin();
    ui::RotationWizard *dialog = wizard();
    m_analyst->sandbox()->setOffline(true);
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(button(*dialog, u"rotateBack"_s)->isVisible() &&
                                 button(*dialog, u"rotateBack"_s)->isEnabled(),
                             patience);
    m_analyst->sandbox()->setOffline(false);
    button(*dialog, u"rotateBack"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s), QList<State>{State::Done}, patience);
    QCOMPARE(kept(u"alerts"_s).value.reveal(), QByteArrayView(sampleSecret));
    QCOMPARE(kept(u"alerts"_s).retired.size(), 1); // the new one
    QCOMPARE(specThere(u"alerts"_s)[u"tag"_s].toString(), u"secret-1"_s);
    QVERIFY(!button(*dialog, u"rotateNext"_s)->isVisible());
}

// A rotation of eight days ago.
void IntegrationDialogsTest::rotatedLongAgo()
{
    begin();
    ui::RotationWizard *dialog = wizard();
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s).at(2), State::Done, patience);
    QTRY_VERIFY_WITH_TIMEOUT(state().rotationOf(u"alerts"_s) &&
                                 state().rotationOf(u"alerts"_s)->step == RotationStep::Verified,
                             patience);
    dialog->close();
    QTRY_VERIFY(m_dialogs.first().isNull());
    // As if all of it had been eight days ago.
    Rotation early = *state().rotationOf(u"alerts"_s);
    early.verified -= 8 * 24 * 3600 * microsPerSecond;
    QVERIFY(waited<void>([&](QObject *context, const auto &handler) {
        m_analyst->book().write<void>(context, handler, [early](storage::AnalystStores &stores) {
            return stores.rotations.save(early);
        });
    }));
    m_tenants->readRotations(m_tenant);
    QTRY_COMPARE_WITH_TIMEOUT(state().rotationOf(u"alerts"_s)->verified, early.verified, patience);
}

// No store that is open has its label, as before a vault is opened: whether something still signs with the
// old one cannot be told.
void IntegrationDialogsTest::whatIsNotKnownIsNotRetired()
{
    rotatedLongAgo();
    const secrets::StoredSecret stored = kept(u"alerts"_s);
    QVERIFY(waited<void>([&](QObject *context, const Handler<void> &handler) {
        m_secrets->remove(u"alerts"_s, context, handler);
    }));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->currentSecrets().isEmpty(), patience);
    ui::RotationWizard *dialog = wizard();
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*dialog, u"rotateAnswer"_s).contains("cannot be told"_L1), patience);
    QVERIFY(!button(*dialog, u"rotateNext"_s)->isEnabled());
    dialog->close();
    QVERIFY(waited<void>(
        [&](QObject *context, const Handler<void> &handler) { m_secrets->put(stored, context, handler); }));
    dialog = wizard();
    QTRY_VERIFY_WITH_TIMEOUT(button(*dialog, u"rotateNext"_s)->isEnabled(), patience);
}

void IntegrationDialogsTest::retiresWhatIsQuiet()
{
    rotatedLongAgo();
    ui::RotationWizard *dialog = wizard();
    QTRY_VERIFY_WITH_TIMEOUT(button(*dialog, u"rotateNext"_s)->isEnabled(), patience);
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_VERIFY(button(*dialog, u"retireOldButton"_s));
    QCOMPARE(kept(u"alerts"_s).retired.size(), 1); // it asks first
    button(*dialog, u"retireOldButton"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"rotateSteps"_s), QList<State>(5, State::Done), patience);
    QVERIFY(kept(u"alerts"_s).retired.isEmpty());
}

void IntegrationDialogsTest::faultsOfARotationAreSaid()
{
    begin();
    ui::RotationWizard *dialog = wizard();
    auto *label = dialog->findChild<QLineEdit *>(u"rotateLabel"_s);
    auto *hint = dialog->findChild<ui::PlainLabel *>(u"rotateHint"_s);
    QVERIFY(hint->original().contains("becomes the old one"_L1));
    label->setText(u"a b"_s);
    QVERIFY(hint->original().contains("No secret is kept"_L1));
    button(*dialog, u"rotateNext"_s)->click();
    QVERIFY(answerOf(*dialog, u"rotateAnswer"_s).contains("Label"_L1));
    label->setText(u"alerts"_s);
    dialog->findChild<QLineEdit *>(u"rotateTag"_s)->setText(u"secret-1"_s); // the old one's
    button(*dialog, u"rotateNext"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*dialog, u"rotateAnswer"_s).contains("tag"_L1), patience);
    QCOMPARE(kept(u"alerts"_s).value.reveal(), QByteArrayView(sampleSecret));
    m_tenants->setLink({m_tenant, u"alerts"_s, u"hooks"_s, u"alerts"_s});
    QSignalSpy asked(dialog, &ui::RotationWizard::endpointAsked);
    button(*dialog, u"rotateSignatures"_s)->click();
    QCOMPARE(asked.value(0).value(0).toString(), u"hooks"_s);
}

void IntegrationDialogsTest::theProbeSaysWhichRule_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("said");
    QTest::newRow("replace") << u"default"_s << u"replaces"_s;
    QTest::newRow("merge") << u"table"_s << u"merges"_s;
}

void IntegrationDialogsTest::theProbeSaysWhichRule()
{
    QFETCH(const QString, profile);
    QFETCH(const QString, said);
    begin(profile);
    const QJsonObject before = there(u"alerts"_s);
    auto *dialog = opened<ui::ProbeDialog>(*m_tenants, m_tenant);
    QVERIFY(answerOf(*dialog, u"probeAnswer"_s).isEmpty());
    button(*dialog, u"runProbe"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*dialog, u"probeAnswer"_s).contains(said), patience);
    QCOMPARE(there(u"alerts"_s), before);
    // It is kept.
    QTRY_VERIFY_WITH_TIMEOUT(state().probed > 0, patience);
    QVERIFY(answerOf(*opened<ui::ProbeDialog>(*m_tenants, m_tenant), u"probeAnswer"_s).contains(said));
    m_analyst->sandbox()->setOffline(true);
    button(*dialog, u"runProbe"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*dialog, u"probeAnswer"_s).contains("could not"_L1), patience);
}

void IntegrationDialogsTest::pointsAtTheListener()
{
    begin();
    m_pointing = std::make_unique<flows::Pointing>(*m_tenants, *m_desk, *m_secrets);
    auto *dialog = opened<ui::PointDialog>(*m_pointing, subject());
    QVERIFY(dialog->findChild<ui::PlainLabel *>(u"pointWarning"_s)->isVisible()); // a certificate of its own
    dialog->findChild<QCheckBox *>(u"pointChecks"_s)->setChecked(true);
    QVERIFY(!dialog->findChild<ui::PlainLabel *>(u"pointWarning"_s)->isVisible());
    dialog->findChild<QCheckBox *>(u"pointChecks"_s)->setChecked(false);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"pointUrl"_s)->text(),
             u"https://127.0.0.1:%1/hooks/alerts"_s.arg(m_desk->state().port));
    button(*dialog, u"pointGo"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"pointSteps"_s), QList<State>(6, State::Done), patience);
    QVERIFY(answerOf(*dialog, u"pointAnswer"_s).contains("verified"_L1));
    QSignalSpy asked(dialog, &ui::PointDialog::testAsked);
    button(*dialog, u"pointShow"_s)->click();
    QCOMPARE(load(asked.value(0).value(1).toLongLong()).row.signature.verdict, domain::Verdict::Valid);
}

void IntegrationDialogsTest::aFailedPointIsTriedAgain()
{
    begin();
    m_pointing = std::make_unique<flows::Pointing>(*m_tenants, *m_desk, *m_secrets);
    auto *dialog = opened<ui::PointDialog>(*m_pointing, subject());
    auto *url = dialog->findChild<QLineEdit *>(u"pointUrl"_s);
    const QString good = url->text();
    url->setText(u"http://127.0.0.1/"_s);
    button(*dialog, u"pointGo"_s)->click();
    QVERIFY(answerOf(*dialog, u"pointAnswer"_s).contains("https"_L1));
    url->setText(good);
    m_analyst->sandbox()->setOffline(true);
    button(*dialog, u"pointGo"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"pointSteps"_s).at(3), State::Failed, patience);
    QVERIFY(!answerOf(*dialog, u"pointAnswer"_s).isEmpty());
    m_analyst->sandbox()->setOffline(false);
    button(*dialog, u"pointGo"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(statesOf(*dialog, u"pointSteps"_s), QList<State>(6, State::Done), patience);
}

QString IntegrationDialogsTest::exportTo(const QString &name)
{
    const QString path = m_folder->filePath(name);
    auto *dialog = opened<ui::IntegrationExportDialog>(*m_tenants, m_tenant);
    dialog->save(path);
    [&] { QVERIFY2(answerOf(*dialog, u"exportAnswer"_s).contains("Saved"_L1), qPrintable(path)); }();
    return path;
}

void IntegrationDialogsTest::exportsAndCompares()
{
    begin(u"bare-array"_s); // secrets are returned in clear
    const QString path = exportTo(u"integrations.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("\"alerts\"") && !text.contains(sampleSecret));
    auto *drift = opened<ui::DriftDialog>(*m_tenants, m_tenant);
    drift->load(path);
    QVERIFY(answerOf(*drift, u"driftAnswer"_s).contains("as the file says"_L1));
    m_analyst->sandbox()->lookAtTenant([](sandbox::Tenant &tenant) {
        QJsonObject entry = tenant.integration(u"alerts"_s);
        entry[u"url"_s] = u"https://elsewhere.example.net/"_s;
        tenant.put(entry);
    });
    m_tenants->refresh(m_tenant); // the dialog follows
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*drift, u"driftAnswer"_s).contains("One integration"_L1), patience);
    const auto *model = drift->findChild<QTableView *>(u"driftTable"_s)->model();
    QStringList cells;
    for (int row = 0; row < model->rowCount(); ++row)
        cells.append(model->index(row, 4).data().toString());
    QVERIFY(cells.contains(u"https://elsewhere.example.net/"_s));
    drift->load(m_folder->filePath(u"none.json"_s));
    QVERIFY(answerOf(*drift, u"driftAnswer"_s).contains("cannot be compared"_L1));
}

void IntegrationDialogsTest::importAsksForWhatIsInNoFile()
{
    begin();
    socotra::Draft keyed = newDraft(u"keyed"_s);
    keyed.headers = {{u"X-Api-Key"_s, Secret::copyOf("header-secret-1")}};
    add(keyed);
    const QString path = exportTo(u"integrations.json"_s);
    m_analyst->sandbox()->lookAtTenant([](sandbox::Tenant &tenant) {
        tenant.drop(u"alerts"_s);
        tenant.drop(u"keyed"_s);
    });
    read();
    auto *dialog = opened<ui::ImportDialog>(*m_tenants, *m_secrets, m_tenant);
    QVERIFY(!button(*dialog, u"importGo"_s)->isEnabled());
    dialog->load(path);
    QVERIFY(button(*dialog, u"importGo"_s)->isEnabled());
    // The secret of "alerts" is kept here; that of "keyed" and its header's value are not.
    QTRY_VERIFY(!dialog->findChild<QLineEdit *>(u"secretFor-alerts"_s));
    QVERIFY(dialog->findChild<QLineEdit *>(u"secretFor-keyed"_s));
    button(*dialog, u"importGo"_s)->click();
    QVERIFY(answerOf(*dialog, u"importAnswer"_s).contains("missing"_L1));
    QVERIFY(there(u"alerts"_s).isEmpty());
    dialog->findChild<QLineEdit *>(u"headerFor-keyed/X-Api-Key"_s)->setText(u"header-secret-2"_s);
    dialog->findChild<QLineEdit *>(u"secretFor-keyed"_s)->setText(QString::fromUtf8(otherSecret));
    button(*dialog, u"importGo"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(*dialog, u"importAnswer"_s).contains("2 integrations"_L1), patience);
    QCOMPARE(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8(), sampleSecret);
    QCOMPARE(specThere(u"keyed"_s)[u"secret"_s].toString().toUtf8(), otherSecret);
    QCOMPARE(there(u"keyed"_s)[u"headers"_s][u"X-Api-Key"_s].toString(), u"header-secret-2"_s);
    QVERIFY(!button(*dialog, u"importGo"_s)->isEnabled());
}

void IntegrationDialogsTest::thePageOpensThem()
{
    begin();
    ui::IntegrationsPage page(*m_theme, *m_tenants, *m_desk, *m_secrets);
    page.show();
    emit page.rotateAsked(m_tenant, u"alerts"_s);
    emit page.pointAsked(m_tenant, u"alerts"_s);
    emit page.probeAsked(m_tenant);
    emit page.exportAsked(m_tenant);
    emit page.importAsked(m_tenant);
    emit page.driftAsked(m_tenant);
    for (const QString &name : {u"rotationWizard"_s, u"pointDialog"_s, u"probeDialog"_s, u"exportDialog"_s,
                                u"importDialog"_s, u"driftDialog"_s}) {
        const auto *dialog = page.findChild<QDialog *>(name);
        QVERIFY2(dialog && dialog->isVisible(), qPrintable(name));
    }
    m_tenants->setLink({m_tenant, u"alerts"_s, u"hooks"_s, u"alerts"_s});
    QSignalSpy asked(&page, &ui::IntegrationsPage::rotationAsked);
    QPointer<QDialog> wizard = page.findChild<QDialog *>(u"rotationWizard"_s);
    emit m_tenants->changed();
    button(*wizard, u"rotateSignatures"_s)->click();
    QCOMPARE(asked.value(0).value(0).toString(), u"hooks"_s);
    QTRY_VERIFY(wizard.isNull());
}

void IntegrationDialogsTest::showsNothingCut()
{
    begin();
    m_pointing = std::make_unique<flows::Pointing>(*m_tenants, *m_desk, *m_secrets);
    const QList<QDialog *> dialogs = {wizard(),
                                      opened<ui::ProbeDialog>(*m_tenants, m_tenant),
                                      opened<ui::PointDialog>(*m_pointing, subject()),
                                      opened<ui::IntegrationExportDialog>(*m_tenants, m_tenant),
                                      opened<ui::DriftDialog>(*m_tenants, m_tenant),
                                      opened<ui::ImportDialog>(*m_tenants, *m_secrets, m_tenant)};
    for (QDialog *dialog : dialogs) {
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(cutTexts(*dialog), QStringList());
        QCOMPARE(sidewaysBars(*dialog), QStringList());
        QCOMPARE(namelessControls(*dialog), QStringList());
    }
}

QTEST_MAIN(IntegrationDialogsTest)
#include "tst_integrationdialogs.moc"
