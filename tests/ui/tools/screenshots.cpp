// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: screenshots FOLDER [why|event]. With "why" only the panel that explains failures, with "event" only
// an event with six attempts and a contract. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/secrets/fallbackstore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/attemptseries.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/bodytab.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/schemefield.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/emptystate.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

QByteArray alert(int n, const char *severity, const char *title, const char *type)
{
    return "{\"event\":\"alert.created\",\"source\":\"socwarden\",\"alert_id\":\"6f1c6f1e-0000-4000-8000-" +
           QByteArray::number(100000000000 + n) + "\",\"alert_type\":\"" + type + "\",\"severity\":\"" +
           severity +
           "\",\"actor\":\"zoe.mueller@corp.example\",\"ip\":\"203.0.113.7\",\"project\":\"main\","
           "\"summary\":\"" +
           title +
           "\",\"risk_score\":87,\"mitre\":\"T1110.003\",\"geo\":{\"country\":\"Norway\",\"city\":\"Oslo\"},"
           "\"network\":{\"is_tor\":false,\"asn\":64500},\"tags\":[\"brute\",\"spray\"],\"org_name\":"
           "\"Corp\","
           "\"event_type\":\"auth.login.failure\",\"created_at\":\"2026-11-22T20:00:00Z\"}";
}

void addOrders(flows::WebhookDesk &desk)
{
    domain::Endpoint orders;
    orders.name = u"orders"_s;
    orders.pathPrefix = "/hooks/orders";
    orders.scheme = u"socotra"_s;
    if (!desk.saveEndpoint(orders))
        qWarning("orders not saved");
}

void fill(test::DeskFixture &fixture)
{
    const struct
    {
        const char *severity, *title, *type;
    } alerts[] = {
        {"high", "Impossible travel for user-17: Oslo, then Lima 20 minutes later", "impossible_travel"},
        {"medium", "Scanning from 203.0.113.9 against the sign-in page", "scan"},
        {"critical", "Credential spray, 41 accounts", "credential_spray"},
        {"low", "New country for admin-2", "new_country"},
        {"info", "Model retrained", "ml"}};
    int n = 0;
    for (const auto &a : alerts)
        fixture.postSigned(alert(++n, a.severity, a.title, a.type));
    fixture.postSigned(alert(1, "high", "Impossible travel for user-17: Oslo, then Lima 20 minutes later",
                             "impossible_travel"));
    fixture.postSigned(alert(9, "high", "Token replay from a new device", "token"), 900);
    fixture.post("/hooks/orders",
                 "{\"id\":\"31000000007\",\"timestamp\":1767225600250,\"type\":\"policy.issue\",\"username\":"
                 "\"zo\xc3\xab\",\"data\":{}}",
                 {{"Socotra-Signature",
                   "t=1767225600300,v1=b798f00f0eb4f5d11f9cf2cd6b85aa00b798f00f0eb4f5d11f9cf2cd6b85aa00,tag="
                   "rot-2026-01"}});
    fixture.post("/hooks/alerts", alert(3, "high", "Changed on the way", "x"),
                 {{"X-Signature-256", QByteArray(64, 'a')},
                  {"X-Timestamp", QByteArray::number(wallClock() / 1000000)}});
    fixture.post("/.env", "nothing here", {{"X-Probe", "1"}, {"X-Probe", "2"}});
}

// Three failures for the Why panel, newest first in the list: no proof, another secret, numbers rounded by a
// hop.
void fillFailures(test::DeskFixture &fixture)
{
    const QByteArray secret = "staging-signing-secret-0123456789abcdef";
    secrets::StoredSecret staging;
    staging.label = u"staging-2026"_s;
    staging.value = Secret::copyOf(secret);
    fixture.secretStore().put(staging, &fixture.desk(), [](const Result<void> &) {});
    QTest::qWait(200);
    QByteArray sent = alert(31, "high", "Numbers of a hop", "numbers");
    sent.replace("\"risk_score\":87", "\"risk_score\":87,\"sequence\":9007199254740993,\"amount\":1.50");
    QByteArray arrived = sent;
    arrived.replace("\":", "\": ").replace(",\"", ", \"");
    fixture.postSpoiled(sent, arrived, {{"Via", "1.1 relay.corp.example"}});
    const QByteArray other = alert(32, "medium", "Signed for staging", "staging");
    fixture.postSpoiled(other, other, {}, Secret::copyOf(secret));
    const QByteArray unknown = alert(33, "low", "Nobody knows this secret", "unknown");
    fixture.postSpoiled(unknown, unknown, {{"Via", "1.1 relay.corp.example"}, {"CF-Ray", "8f1e0a"}},
                        Secret::copyOf("a-secret-that-is-not-stored-here-0123456789"));
}

void save(QWidget &window, const QString &folder, const QString &name)
{
    QTest::qWait(250);
    window.grab().save(folder + u'/' + name + u".png"_s);
}

void shootPages(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    const QString pages[] = {u"incidents"_s, u"investigate"_s, u"webhooks"_s,
                             u"entities"_s,  u"admin"_s,       u"settings"_s};
    for (const int page : {0, 2, 5}) {
        window.setPage(ui::MainWindow::Page(page));
        save(window, folder, pages[page] + suffix);
    }
    auto *scroll = window.findChild<QScrollArea *>(u"settingsScroll"_s);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    save(window, folder, u"settings-bottom"_s + suffix);
    window.setPage(ui::MainWindow::Webhooks);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    const QString tabs[] = {u"summary"_s,  u"signature"_s, u"body"_s,       u"headers"_s,
                            u"attempts"_s, u"response"_s,  u"connection"_s, u"contract"_s};
    for (int tab = 0; tab < 8; ++tab) {
        inspector->setTab(ui::Inspector::Tab(tab));
        save(window, folder, u"tab-"_s + tabs[tab] + suffix);
    }
    inspector->setTab(ui::Inspector::Signature);
}

void shootWhy(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    window.setPage(ui::MainWindow::Webhooks);
    inspector->setTab(ui::Inspector::Signature);
    const QString names[] = {u"unproved"_s, u"secret"_s, u"body"_s};
    auto *panel = window.findChild<QWidget *>(u"whyPanel"_s);
    QScrollArea *scroll = nullptr;
    for (QWidget *parent = panel; parent && !scroll; parent = parent->parentWidget())
        scroll = qobject_cast<QScrollArea *>(parent);
    for (int row = 0; row < 3; ++row) {
        table->selectRow(row);
        QTest::qWait(400);
        scroll->verticalScrollBar()->setValue(0);
        save(window, folder, u"why-%1-top"_s.arg(names[row]) + suffix);
        scroll->verticalScrollBar()->setValue(panel->mapTo(scroll->widget(), QPoint(0, 0)).y() - 8);
        save(window, folder, u"why-%1"_s.arg(names[row]) + suffix);
        window.findChild<QToolButton *>(u"whyTried"_s)->click();
        QTest::qWait(50);
        scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
        save(window, folder, u"why-%1-tried"_s.arg(names[row]) + suffix);
    }
}

void shootDialogs(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    const QString names[] = {u"addEndpoint"_s, u"secrets"_s, u"shortcuts"_s, u"palette"_s};
    const QString dialogs[] = {u"endpointEditor"_s, u"secretEditor"_s, u"shortcutSheet"_s,
                               u"commandPalette"_s};
    for (int i = 0; i < 4; ++i) {
        window.commands()[names[i]]->trigger();
        QTest::qWait(150);
        if (auto *dialog =
                window.findChild<QDialog *>(dialogs[i])) { // also one that is another dialog's child
            save(*dialog, folder, dialogs[i] + suffix);
            dialog->close();
        }
    }
    emit window.findChild<ui::EndpointList *>()->editAsked(u"orders"_s);
    QTest::qWait(150);
    if (auto *dialog = window.findChild<QDialog *>(u"endpointEditor"_s)) {
        dialog->findChild<QLineEdit *>(u"endpointPath"_s)->setText(u"no slash"_s);
        dialog->findChild<QPushButton *>(u"saveEndpoint"_s)->click();
        save(*dialog, folder, u"endpointEditor-fault"_s + suffix);
        dialog->close();
    }
    auto *filter = window.findChild<QLineEdit *>(u"filterField"_s);
    filter->setText(u"severity>=hgih endpoint:alerts"_s);
    emit filter->textEdited(filter->text());
    QTest::qWait(300);
    save(window, folder, u"filter-error"_s + suffix);
    filter->setText({});
    emit filter->textEdited({});
}

// The test sender before and after a run, and with a key that is missing.
void shootTest(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    window.commands()[u"sendTest"_s]->trigger();
    auto *dialog = window.findChild<QDialog *>(u"testDialog"_s);
    save(*dialog, folder, u"testDialog"_s + suffix);
    dialog->findChild<QSpinBox *>(u"testCount"_s)->setValue(6);
    dialog->findChild<QSpinBox *>(u"testDuplicates"_s)->setValue(1);
    dialog->findChild<QSpinBox *>(u"testAge"_s)->setValue(301);
    dialog->findChild<QComboBox *>(u"testRetry"_s)->setCurrentIndex(1);
    dialog->findChild<QPushButton *>(u"testSend"_s)->click();
    QTest::qWait(1000);
    save(*dialog, folder, u"testDialog-sent"_s + suffix);
    dialog->findChild<ui::SchemeField *>(u"testSender"_s)->setScheme(u"discord"_s);
    dialog->findChild<QPushButton *>(u"testSend"_s)->click();
    save(*dialog, folder, u"testDialog-key"_s + suffix);
    dialog->close();
    QTest::qWait(50);
}

// The choice among hundreds of senders, and what the chosen one asks for.
void shootSenders(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    for (const QString &id : {u"twilio"_s, u"paypal"_s, u"auto"_s}) {
        window.commands()[u"addEndpoint"_s]->trigger();
        auto *dialog = window.findChild<QDialog *>(u"endpointEditor"_s);
        auto *scheme = dialog->findChild<ui::SchemeField *>(u"endpointScheme"_s);
        scheme->setFocus();
        scheme->lineEdit()->selectAll();
        QTest::keyClicks(scheme->lineEdit(), id == u"auto"_s ? u"github key"_s : u"webhooks"_s);
        QTest::qWait(150);
        if (auto *list = scheme->completer()->popup(); list->isVisible()) {
            save(*list, folder, u"senders-"_s + id + suffix);
            list->hide();
        }
        scheme->setScheme(id);
        save(*dialog, folder, u"endpointEditor-"_s + id + suffix);
        scheme->showPopup();
        save(*scheme->view(), folder, u"senders-all"_s + suffix);
        scheme->hidePopup();
        scheme->setEditText(u"nobody that is known"_s);
        dialog->findChild<QLineEdit *>(u"endpointName"_s)->setText(u"new"_s);
        dialog->findChild<QLineEdit *>(u"endpointPath"_s)->setText(u"/new"_s);
        dialog->findChild<QPushButton *>(u"saveEndpoint"_s)->click();
        save(*dialog, folder, u"endpointEditor-unknown"_s + suffix);
        dialog->close();
        QTest::qWait(50);
    }
    window.commands()[u"secrets"_s]->trigger();
    auto *secrets = window.findChild<QDialog *>(u"secretEditor"_s);
    secrets->findChild<ui::SchemeField *>(u"secretScheme"_s)->setScheme(u"fireblocks"_s);
    save(*secrets, folder, u"secretEditor-sender"_s + suffix);
    secrets->close();
}

// Deliveries whose proof looks different: a secret in the text, a secret that travels, a public key,
// variants.
void fillSchemes(test::DeskFixture &fixture)
{
    flows::WebhookDesk &desk = fixture.desk();
    desk.addSecret({u"shared"_s, Secret::copyOf("glpat-0123456789-not-real"), {}, false});
    desk.addSecret({u"platform-key"_s,
                    Secret::copyOf("3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"),
                    {},
                    false});
    for (const auto &[id, label] :
         {std::pair(u"hubspot-v2"_s, u"shared"_s), std::pair(u"gitlab-token"_s, u"shared"_s),
          std::pair(u"discord"_s, u"platform-key"_s), std::pair(u"twilio"_s, u"shared"_s)}) {
        domain::Endpoint endpoint;
        endpoint.name = id;
        endpoint.pathPrefix = "/senders/" + id.toUtf8();
        endpoint.scheme = id;
        endpoint.secretLabels = {label};
        if (!desk.saveEndpoint(endpoint))
            qWarning("%s not saved", qPrintable(id));
        domain::HttpMessage message{
            "POST", endpoint.pathPrefix, {}, {}, "{\"event\":\"" + id.toUtf8() + "\"}", {}};
        QList<domain::HeaderField> headers;
        if (id == u"discord"_s) {
            headers = {{"X-Signature-Ed25519", QByteArray(128, 'a')},
                       {"X-Signature-Timestamp", "1767225600"}};
        } else if (id == u"twilio"_s) {
            headers = {{"X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
            message.body = "Body=Hi&From=%2B15550100";
        } else {
            signature::Circumstances at;
            at.url = "http://localhost" + endpoint.pathPrefix;
            const auto fields = signature::sign(
                *desk.schemes().find(id), message,
                {label, Secret::copyOf("glpat-0123456789-not-real"), {}, false}, wallClock(), at);
            if (fields)
                headers = *fields;
        }
        fixture.post(endpoint.pathPrefix, message.body, headers);
    }
}

void shootProofs(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    inspector->setTab(ui::Inspector::Signature);
    for (int row = 0; row < 4; ++row) {
        // Not selectRow(): read from the right, it chooses by a column that may be hidden.
        table->setCurrentIndex({});
        table->setCurrentIndex(table->model()->index(row, ui::DeliveryTableModel::Event));
        save(window, folder, u"proof%1"_s.arg(row) + suffix);
    }
}

void shootAlone(const ui::Theme &theme, test::DeskFixture &fixture, const QString &folder,
                const QString &suffix)
{
    QTemporaryDir data;
    secrets::FallbackStore fallback(data.filePath(u"secrets.vault"_s));
    ui::SecretEditor editor(fixture.desk(), fallback, nullptr);
    editor.setAttribute(Qt::WA_DeleteOnClose, false);
    editor.show();
    editor.findChild<QLineEdit *>(u"vaultPassphrase"_s)->setText(u"short"_s);
    editor.findChild<QPushButton *>(u"openVault"_s)->click();
    save(editor, folder, u"secretEditor-vault"_s + suffix);
    QWidget failure;
    auto *state = new ui::EmptyState(theme, u"warning"_s);
    const QString why =
        u"The store could not be read or written. \"/home/zoe/.local/share/tocsin/tocsin/deliveries.db\" is "
        "in use by another Tocsin: close it, or choose another store"_s;
    state->setTexts(u"The store cannot be opened"_s, why);
    state->setDetails(why);
    state->addButton(u"Try again"_s, u"again"_s, true);
    state->addButton(u"Quit"_s, u"quit"_s, false);
    auto *column = new QVBoxLayout(&failure);
    column->addWidget(state);
    failure.resize(560, 380);
    failure.show();
    save(failure, folder, u"store-failure"_s + suffix);
}

void shootAttempts(ui::MainWindow &window, const QString &folder, const QString &suffix)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    inspector->setTab(ui::Inspector::Attempts);
    for (const auto &[id, name] : {std::pair(3, u"six"_s), std::pair(7, u"waiting"_s)}) {
        table->selectId(id);
        QTest::qWait(400);
        save(window, folder, u"attempts-"_s + name + suffix);
    }
}

// Of a contract that is inferred, one that fits, and one that a delivery differs from.
void shootContract(ui::MainWindow &window, test::DeskFixture &fixture, const QString &folder,
                   const QString &suffix)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    inspector->setTab(ui::Inspector::Contract);
    auto *accept = window.findChild<QPushButton *>(u"acceptContract"_s);
    table->selectId(8);
    QTest::qWait(500);
    save(window, folder, u"contract-inferred"_s + suffix);
    accept->click();
    QTest::qWait(500);
    save(window, folder, u"contract-fits"_s + suffix);
    QByteArray changed = alert(70, "high", "Numbers have become words", "numbers");
    changed.replace("\"risk_score\":87", "\"risk_score\":\"87\",\"score_model\":\"v2\"");
    changed.replace("\"project\":\"main\",", "");
    changed.replace("2026-11-22T20:00:00Z", "22.11.2026");
    fixture.postSigned(changed);
    QTest::qWait(900);
    table->selectRow(0);
    QTest::qWait(600);
    save(window, folder, u"contract-differs"_s + suffix);
    fixture.desk().remove(table->selectedIds());
    table->selectId(8);
    QTest::qWait(500);
    window.findChild<QPushButton *>(u"removeContract"_s)->click();
    QTest::qWait(100);
    window.findChild<QPushButton *>(u"confirmRemoveContractButton"_s)->click();
    QTest::qWait(400);
}

void shootEvent(ui::Theme &theme, const QString &folder)
{
    const Micros now = wallClock();
    auto earlier = test::attemptSeries(test::sixAttempts(), now - 1500 * microsPerSecond);
    auto waiting = test::attemptSeries({{0, 401, 0, 'f', ""}}, now - 3 * microsPerSecond, 43);
    earlier.push_back(waiting[0]);
    test::DeskFixture fixture;
    if (!fixture.open(earlier))
        return;
    for (int i = 0; i < 8; ++i)
        fixture.postSigned(alert(60 + i, i % 2 ? "high" : "low", "Scanning from 203.0.113.9", "scan"));
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.show();
    window.setPage(ui::MainWindow::Webhooks);
    QTest::qWait(900);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            window.resize(size);
            window.commands()[u"resetLayout"_s]->trigger();
            const QString suffix = u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width());
            shootAttempts(window, folder, suffix);
            shootContract(window, fixture, folder, suffix);
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QString folder = app.arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    ui::Theme theme(app);
    test::DeskFixture fixture;
    if (!fixture.open())
        return 3;
    const bool onlyWhy = app.arguments().contains(u"why"_s);
    if (!onlyWhy)
        shootEvent(theme, folder);
    if (app.arguments().contains(u"event"_s))
        return 0;
    addOrders(fixture.desk());
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.resize(1360, 860);
    window.show();
    theme.setChoice(ui::Theme::Choice::Dark);
    save(window, folder, u"empty-dark"_s);
    if (app.arguments().contains(u"test"_s)) {
        for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
            theme.setChoice(choice);
            shootTest(window, folder, u'-' + ui::Theme::choiceId(choice));
        }
        return 0;
    }
    fill(fixture);
    QTest::qWait(900);
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        if (onlyWhy)
            break;
        theme.setChoice(choice);
        const QString name = u'-' + ui::Theme::choiceId(choice);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            window.resize(size);
            window.commands()[u"resetLayout"_s]->trigger();
            table->selectRow(size.width() > 1100 ? 2 : 3);
            QTest::qWait(200);
            shootPages(window, folder, name + u'-' + QString::number(size.width()));
        }
        table->selectRow(2);
        shootDialogs(window, folder, name);
        shootAlone(theme, fixture, folder, name);
        shootSenders(window, folder, name);
    }
    fillFailures(fixture);
    QTest::qWait(900);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        for (const QSize size : {QSize(1360, 860), QSize(1024, 700)}) {
            window.resize(size);
            window.commands()[u"resetLayout"_s]->trigger();
            shootWhy(window, folder,
                     u'-' + ui::Theme::choiceId(choice) + u'-' + QString::number(size.width()));
        }
    }
    if (onlyWhy)
        return 0;
    fillSchemes(fixture);
    QTest::qWait(900);
    for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
        theme.setChoice(choice);
        shootProofs(window, folder, u'-' + ui::Theme::choiceId(choice));
    }
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    shootSenders(window, folder, u"-rtl"_s);
    shootProofs(window, folder, u"-rtl"_s);
    return 0;
}
