// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Usage: extremes FOLDER [WIDTH HEIGHT]. Saves pictures of the surfaces at their limits, in both themes:
// hostile and long texts, right to left, no hits, a store that does not answer, every dialog. Run it under
// QT_SCALE_FACTOR=1.5 too. Needs a display or QT_QPA_PLATFORM=offscreen.

#include "core/secrets/fallbackstore.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/mainwindow.h"
#include "ui/text/words.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/bodytab.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/secreteditor.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

QByteArray alert(const QString &title)
{
    const QJsonObject event{
        {u"event"_s, u"alert.created"_s},
        {u"source"_s, u"socwarden"_s},
        {u"alert_id"_s, u"6f1c6f1e-0000-4000-8000-1000000000%1"_s.arg(qHash(title) % 100)},
        {u"severity"_s, u"high"_s},
        {u"summary"_s, title},
        {u"actor"_s, title.left(200)},
        {title.left(60), QJsonArray{1, title}}};
    return QJsonDocument(event).toJson(QJsonDocument::Compact);
}

void fill(test::DeskFixture &fixture)
{
    domain::Endpoint strict;
    strict.name = u"an-endpoint-with-a-name-as-long-as-any-may-be-0123456789-01234567"_s.left(64);
    strict.pathPrefix = "/hooks/" + QByteArray(300, 'p');
    strict.scheme = u"socwarden"_s;
    strict.mode = domain::Endpoint::Mode::Strict;
    strict.response.headers = {{"X-Long", QByteArray(400, 'h')}};
    strict.response.body = "<b>no</b>";
    if (!fixture.desk().saveEndpoint(strict))
        qWarning("strict not saved");
    const QString titles[] = {
        QString(2000, u'W'),
        u"many words "_s.repeated(180),
        u"<img src=x onerror=alert(1)> <b>bold</b> &amp; <a href='file:///etc/passwd'>link</a>"_s,
        u"invoice\u202Egpj.exe\u202C and \u200Bzero\u2060 width"_s,
        u"\U0001F525\U0001F9D1\u200D\U0001F4BB fire, \u00e9\u0301\u0327 accents, \u4f60\u597d, \u05e9\u05dc\u05d5\u05dd, \u0645\u0631\u062d\u0628\u0627"_s,
        QString(u"nul \u0000 bell \u0007 tab \t end"_s),
    };
    for (const QString &title : titles)
        fixture.postSigned(alert(title));
    fixture.post("/hooks/alerts", alert(u"Changed on the way"_s),
                 {{"X-Signature-256", QByteArray(64, 'a')},
                  {"X-Timestamp", QByteArray::number(wallClock() / 1000000)},
                  {"X-Twice", "1"},
                  {"x-twice", QByteArray(600, 'v')}});
    fixture.post(strict.pathPrefix + "?q=" + QByteArray(300, 'q'), QByteArray("\0\1\2 binary \xff\xfe", 14));
    fixture.postSigned(alert(u"Sent twice"_s));
    fixture.postSigned(alert(u"Sent twice"_s));
    QTest::qWait(800);
}

struct Shooter
{
    QString folder;
    QString suffix;
    void save(QWidget &widget, const QString &name) const
    {
        QTest::qWait(200);
        widget.grab().save(folder + u'/' + name + suffix + u".png"_s);
    }
};

void filter(ui::MainWindow &window, const QString &text)
{
    auto *field = window.findChild<QLineEdit *>(u"filterField"_s);
    field->setText(text);
    QTest::keyClick(field, Qt::Key_Return);
    QTest::qWait(300);
}

// Not selectRow(): read from the right, it chooses by a column that may be hidden.
void choose(ui::DeliveryTable &table, int row)
{
    table.setCurrentIndex({});
    table.setCurrentIndex(table.model()->index(row, ui::DeliveryTableModel::Event));
}

void shootDeliveries(ui::MainWindow &window, const Shooter &shooter)
{
    auto *table = window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s);
    auto *inspector = window.findChild<ui::Inspector *>(u"inspector"_s);
    const QString tabs[] = {u"summary"_s,  u"signature"_s, u"body"_s,      u"headers"_s,
                            u"attempts"_s, u"response"_s,  u"connection"_s};
    // By row: sent twice, binary to the strict endpoint, changed, NUL, emoji, bidirectional, markup, words,
    // W.
    const std::pair<int, int> chosen[] = {{0, 4}, {2, 6}, {2, 3}, {2, 5}, {2, 0}, {3, 3},
                                          {3, 1}, {4, 0}, {4, 2}, {5, 0}, {5, 2}, {6, 0},
                                          {6, 2}, {7, 0}, {8, 0}, {9, 0}, {9, 1}, {9, 2}};
    for (const auto &[row, tab] : chosen) {
        choose(*table, row);
        inspector->setTab(ui::Inspector::Tab(tab));
        shooter.save(window, u"row%1-%2"_s.arg(row).arg(tabs[tab]));
    }
    auto *body = inspector->findChild<ui::BodyTab *>();
    choose(*table, 2);
    inspector->setTab(ui::Inspector::Body);
    QTest::qWait(200);
    for (int way = ui::BodyTab::Raw; way <= ui::BodyTab::Hex; ++way) {
        body->setWay(ui::BodyTab::Way(way));
        shooter.save(window, u"row2-way%1"_s.arg(way));
    }
    filter(window, u"path:/nowhere"_s);
    shooter.save(window, u"no-hits"_s);
    filter(window,
           u"severity>=hgih and a lot of text that follows the fault so that it runs out of the field"_s);
    shooter.save(window, u"bad-filter"_s);
    filter(window, {});
}

QDialog *dialogOf(ui::MainWindow &window, const QString &command, const QString &name)
{
    window.commands()[command]->trigger();
    QTest::qWait(200);
    return window.findChild<QDialog *>(name);
}

void finish(QDialog &dialog)
{
    dialog.close();
    QTest::qWait(50);
}

void shootDialogs(ui::MainWindow &window, test::DeskFixture &fixture, const Shooter &shooter)
{
    QDialog *palette = dialogOf(window, u"palette"_s, u"commandPalette"_s);
    shooter.save(*palette, u"palette"_s);
    palette->findChild<QLineEdit *>(u"paletteField"_s)->setText(u"zzzz"_s);
    shooter.save(*palette, u"palette-nothing"_s);
    finish(*palette);
    QDialog *secrets = dialogOf(window, u"secrets"_s, u"secretEditor"_s);
    shooter.save(*secrets, u"secrets"_s);
    secrets->findChild<QAbstractItemView *>(u"secretList"_s)
        ->setCurrentIndex(secrets->findChild<QAbstractItemView *>(u"secretList"_s)->model()->index(0, 0));
    shooter.save(*secrets, u"secrets-chosen"_s);
    secrets->findChild<QPushButton *>(u"saveSecret"_s)->click();
    shooter.save(*secrets, u"secrets-fault"_s);
    secrets->findChild<QPushButton *>(u"removeSecret"_s)->click();
    QTest::qWait(100);
    auto *confirm = window.findChild<QMessageBox *>(u"confirmRemoveSecret"_s);
    shooter.save(*confirm, u"secrets-remove"_s);
    finish(*confirm);
    finish(*secrets);
    emit window.findChild<ui::EndpointList *>()->editAsked(fixture.desk().endpoints().at(1).name);
    QTest::qWait(200);
    if (auto *editor = window.findChild<QDialog *>(u"endpointEditor"_s)) {
        shooter.save(*editor, u"endpoint"_s);
        editor->findChild<QLineEdit *>(u"endpointName"_s)->clear();
        editor->findChild<QPlainTextEdit *>(u"endpointHeaders"_s)->setPlainText(u"no colon"_s);
        editor->findChild<QPushButton *>(u"saveEndpoint"_s)->click();
        shooter.save(*editor, u"endpoint-fault"_s);
        editor->findChild<QPlainTextEdit *>(u"endpointHeaders"_s)->clear();
        editor->findChild<QPushButton *>(u"saveEndpoint"_s)->click();
        shooter.save(*editor, u"endpoint-fault-name"_s);
        finish(*editor);
    }
    choose(*window.findChild<ui::DeliveryTable *>(u"deliveryTable"_s), 2);
    QTest::qWait(200);
    for (const auto &[command, name] :
         {std::pair(u"note"_s, u"noteDialog"_s), std::pair(u"delete"_s, u"confirmDelete"_s),
          std::pair(u"shortcuts"_s, u"shortcutSheet"_s), std::pair(u"about"_s, u"about"_s)}) {
        QDialog *dialog = dialogOf(window, command, name);
        shooter.save(*dialog, name);
        finish(*dialog);
    }
    QTemporaryDir data;
    secrets::FallbackStore fallback(data.filePath(u"secrets.vault"_s));
    auto *vault = new ui::SecretEditor(fixture.desk(), fallback, &window);
    vault->open();
    shooter.save(*vault, u"vault"_s);
    vault->findChild<QLineEdit *>(u"vaultPassphrase"_s)->setText(u"short"_s);
    vault->findChild<QPushButton *>(u"openVault"_s)->click();
    shooter.save(*vault, u"vault-fault"_s);
    finish(*vault);
}

void shootSettings(ui::MainWindow &window, const Shooter &shooter)
{
    window.setPage(ui::MainWindow::Settings);
    auto *address = window.findChild<QComboBox *>(u"listenerAddress"_s);
    const QString before = address->currentText();
    auto *bar = window.findChild<QScrollArea *>(u"settingsScroll"_s)->verticalScrollBar();
    shooter.save(window, u"settings-top"_s);
    address->setCurrentText(u"0.0.0.0"_s);
    bar->setValue(bar->maximum());
    shooter.save(window, u"settings-bottom"_s);
    address->setCurrentText(u"not an address, but a long text that somebody pasted there by mistake"_s);
    shooter.save(window, u"settings-fault"_s);
    address->setCurrentText(before);
    bar->setValue(0);
    window.setPage(ui::MainWindow::Incidents);
    shooter.save(window, u"incidents"_s);
    window.setPage(ui::MainWindow::Webhooks);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    ui::installWords(app);
    const QStringList words = app.arguments();
    const QString folder = words.value(1, u"."_s);
    QDir().mkpath(folder);
    ui::Theme theme(app);
    test::DeskFixture fixture;
    if (!fixture.open())
        return 3;
    ui::MainWindow window(theme, fixture.desk(), fixture.secretStore(), fixture.settings());
    window.resize(words.value(2, u"1024"_s).toInt(), words.value(3, u"700"_s).toInt());
    window.show();
    window.commands()[u"resetLayout"_s]->trigger();
    Shooter shooter{folder, {}};
    for (const bool filled : {false, true}) {
        if (filled)
            fill(fixture);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            QGuiApplication::setLayoutDirection(direction);
            for (const ui::Theme::Choice choice : {ui::Theme::Choice::Dark, ui::Theme::Choice::Light}) {
                theme.setChoice(choice);
                shooter.suffix =
                    (direction == Qt::RightToLeft ? u"-rtl-"_s : u"-"_s) + ui::Theme::choiceId(choice);
                if (!filled) {
                    shooter.save(window, u"empty"_s);
                    continue;
                }
                shootDeliveries(window, shooter);
                shootDialogs(window, fixture, shooter);
                shootSettings(window, shooter);
            }
        }
    }
    return 0;
}
