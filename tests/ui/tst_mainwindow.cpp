// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/fallbackstore.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/filter/filterbar.h"
#include "ui/preferences.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/webhookspage.h"
#include "ui/widgets/plainlabel.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestMainWindow final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void theFirstStartShowsAValidTestAfterOneClick()
    {
        auto *button = part<QPushButton>(u"emptySendTest"_s);
        QTRY_VERIFY(button->isVisible());
        QTRY_VERIFY(part<ui::PlainLabel>(u"curlLine"_s)->text().contains(u"/hooks/alerts"_s));
        button->click();
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, 5000);
        table()->selectRow(0);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        QTRY_VERIFY(inspector->subject());
        QCOMPARE(inspector->subject()->delivery.row.signature.verdict, domain::Verdict::Valid);
        const auto *tab = part<QTabWidget>(u"inspectorTabs"_s)->currentWidget();
        QTRY_VERIFY(
            tab->findChild<ui::PlainLabel *>(u"verdictSentence"_s)->text().contains(u"alerts-first"_s));
    }

    void pagesPaletteAndSheetAreReachedByKeys()
    {
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_window->page(), ui::MainWindow::Incidents);
        QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(m_window->page(), ui::MainWindow::Settings);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *field = part<QLineEdit>(u"paletteField"_s);
        QTRY_VERIFY(field->isVisible());
        field->setText(u"webhooks"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_window->page(), ui::MainWindow::Webhooks);
        m_window->commands()[u"shortcuts"_s]->trigger();
        auto *sheet = m_window->findChild<QDialog *>(u"shortcutSheet"_s);
        QVERIFY(sheet);
        bool found = false;
        for (const QLabel *label : sheet->findChildren<QLabel *>())
            found = found || label->text() == m_window->commands()[u"palette"_s]->shortcut().toString(
                                                  QKeySequence::NativeText);
        QVERIFY(found);
    }

    void slashFiltersEscapeGoesBackAndAnErrorKeepsTheList()
    {
        QVERIFY(m_fixture->post("/hooks/alerts", "{}") > 0);
        QVERIFY(m_fixture->post("/else", "{}") > 0);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Slash);
        auto *field = part<QLineEdit>(u"filterField"_s);
        QTRY_VERIFY(field->hasFocus());
        field->setText({});
        QTest::keyClicks(field, u"path:/else"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QTest::keyClicks(field, u" severity>=hgih"_s);
        auto *message = part<ui::PlainLabel>(u"filterMessage"_s);
        QTRY_VERIFY(message->isVisible());
        QVERIFY(message->text().contains(u"22"_s) || message->text().contains(u"high"_s));
        QCOMPARE(table()->model()->rowCount(), 1);
        part<QPushButton>(u"filterSuggestion"_s)->click();
        QTRY_VERIFY(!message->isVisible());
        for (int i = 0; i < 2; ++i) // the first one closes the list of words
            QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE(m_window->focusWidget(), static_cast<QWidget *>(table()));
    }

    void aHalfTypedWordOfTheFilterIsNoFault()
    {
        auto *field = part<QLineEdit>(u"filterField"_s);
        auto *message = part<ui::PlainLabel>(u"filterMessage"_s);
        field->setFocus();
        const auto *bar = part<ui::FilterBar>(u"filterBar"_s);
        for (const QString &text : {u"verd"_s, u"verdict:"_s, u"verdict:mism"_s, u"verdict:valid OR"_s}) {
            field->clear();
            QTest::keyClicks(field, text);
            QTRY_VERIFY(bar->isAtRest());
            QVERIFY2(!message->isVisible(), qPrintable(text));
        }
        // But when it is left so, and when nothing can come of it.
        field->clear();
        QTest::keyClicks(field, u"verdict:mism"_s);
        for (int i = 0; i < 2; ++i) // the first one closes the list of words
            QTest::keyClick(field, Qt::Key_Escape);
        QTRY_VERIFY(message->isVisible());
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, u"verdict:xyz"_s);
        QTRY_VERIFY(message->isVisible());
    }

    void anEndpointThatIsChosenFiltersAndKeepsTheRestOfTheFilter()
    {
        QVERIFY(m_fixture->post("/hooks/alerts", "{}") > 0);
        QVERIFY(m_fixture->post("/else", "{}") > 0);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        auto *list = part<QListView>(u"endpointList"_s);
        list->setCurrentIndex(list->model()->index(1, 0));
        QTRY_COMPARE(part<QLineEdit>(u"filterField"_s)->text(), u"endpoint:alerts"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        list->setCurrentIndex(list->model()->index(0, 0));
        QTRY_COMPARE(table()->model()->rowCount(), 2);
    }

    void pinNoteCopyAndDeleteDoWhatTheySay()
    {
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"a\": 1}") > 0);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        QTRY_VERIFY(inspector->subject());
        m_window->commands()[u"pin"_s]->trigger();
        QTRY_VERIFY(inspector->subject() && inspector->subject()->delivery.row.pinned);
        m_window->commands()[u"copyRaw"_s]->trigger();
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"POST /hooks/alerts HTTP/1.1"_s));
        m_window->commands()[u"copyCurl"_s]->trigger();
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"curl"_s));
        m_window->commands()[u"delete"_s]->trigger();
        auto *confirm = part<QPushButton>(u"confirmDeleteButton"_s);
        QTRY_VERIFY(confirm->isVisible());
        confirm->click();
        QTRY_COMPARE(table()->model()->rowCount(), 0);
    }

    void aRefusedEndpointIsExplainedBesideItsFieldAndNothingIsLost()
    {
        m_window->commands()[u"addEndpoint"_s]->trigger();
        auto *path = part<QLineEdit>(u"endpointPath"_s);
        part<QLineEdit>(u"endpointName"_s)->setText(u"orders"_s);
        path->setText(u"no slash"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        auto *fault = part<ui::PlainLabel>(u"fault-path"_s);
        QVERIFY(fault->isVisible());
        QVERIFY(fault->text().contains(u"/"_s));
        QCOMPARE(path->text(), u"no slash"_s);
        path->setText(u"/hooks/orders"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"endpointEditor"_s));
        QCOMPARE(m_fixture->desk().endpoints().size(), 3);
    }

    void aSecretIsTypedMaskedCheckedAndNeverShownAgain()
    {
        m_window->commands()[u"secrets"_s]->trigger();
        auto *value = part<QLineEdit>(u"secretValue"_s);
        QCOMPARE(value->echoMode(), QLineEdit::Password);
        QVERIFY(part<ui::PlainLabel>(u"secretBackend"_s)->text().contains(u"this run only"_s));
        part<QLineEdit>(u"secretLabel"_s)->setText(u"orders-2026"_s);
        part<QPushButton>(u"saveSecret"_s)->click();
        QVERIFY(part<ui::PlainLabel>(u"secretMessage"_s)->text().startsWith(u"Value:"_s));
        value->setText(u"correct horse battery staple 0123456789"_s);
        part<QPushButton>(u"saveSecret"_s)->click();
        auto *list = part<QListView>(u"secretList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QTRY_VERIFY(value->text().isEmpty());
        for (const QLineEdit *field : m_window->findChildren<QLineEdit *>())
            QVERIFY(!field->text().contains(u"horse"_s));
    }

    void rawHttpOnTheClipboardKeepsEveryByte()
    {
        const QByteArray body("\x00\xff\xfe binary \x80", 12);
        QVERIFY(m_fixture->post("/hooks/alerts", body) > 0);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRow(0);
        QGuiApplication::clipboard()->setText(u"something else"_s);
        m_window->commands()[u"copyRaw"_s]->trigger();
        QTRY_VERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(u"application/http"_s));
        const QByteArray copied = QGuiApplication::clipboard()->mimeData()->data(u"application/http"_s);
        QVERIFY(copied.endsWith("\r\n\r\n" + body));
    }

    void columnWidthsThatWereChosenComeBackAndCanBeReset()
    {
        const int column = ui::DeliveryTableModel::Time;
        const int fitted = table()->columnWidth(column);
        table()->horizontalHeader()->resizeSection(column, fitted + 33);
        m_window->close();
        ui::MainWindow again(*m_theme, m_fixture->desks(), m_fixture->settings());
        again.resize(1360, 860);
        again.show();
        QCOMPARE(again.findChild<ui::DeliveryTable *>(u"deliveryTable"_s)->columnWidth(column), fitted + 33);
        again.commands()[u"resetLayout"_s]->trigger();
        QCOMPARE(again.findChild<ui::DeliveryTable *>(u"deliveryTable"_s)->columnWidth(column), fitted);
    }

    void withoutAKeychainSecretsCanMoveIntoAFileUnderAPassphrase()
    {
        QTemporaryDir folder;
        secrets::FallbackStore store(folder.filePath(u"secrets.vault"_s));
        ui::SecretEditor editor(m_fixture->desk(), store, nullptr);
        editor.setAttribute(Qt::WA_DeleteOnClose, false);
        editor.show();
        auto *passphrase = editor.findChild<QLineEdit *>(u"vaultPassphrase"_s);
        auto *again = editor.findChild<QLineEdit *>(u"vaultAgain"_s);
        auto *open = editor.findChild<QPushButton *>(u"openVault"_s);
        auto *message = editor.findChild<ui::PlainLabel *>(u"vaultMessage"_s);
        QVERIFY(passphrase && passphrase->echoMode() == QLineEdit::Password);
        passphrase->setText(u"long enough"_s);
        again->setText(u"something else"_s);
        open->click();
        QVERIFY(message->isVisible() && message->text().startsWith(u"Passphrase:"_s));
        QVERIFY(!store.vaultExists());
        again->setText(u"long enough"_s);
        open->click();
        QTRY_COMPARE_WITH_TIMEOUT(store.backend(), secrets::SecretStore::Backend::Vault, 10'000);
        QTRY_VERIFY(!editor.findChild<QWidget *>(u"vaultPanel"_s)->isVisible());
        QVERIFY(editor.findChild<ui::PlainLabel *>(u"secretBackend"_s)->text().contains(u"passphrase"_s));
        QVERIFY(passphrase->text().isEmpty());
    }

    void stopsAndStartsAndSaysSo()
    {
        auto *action = m_window->commands()[u"startStop"_s];
        QCOMPARE(action->text(), u"&Stop"_s);
        action->trigger();
        QTRY_COMPARE(m_fixture->desk().state().phase, flows::DeskState::Phase::Stopped);
        QTRY_COMPARE(action->text(), u"&Start"_s);
        QVERIFY(!m_window->commands()[u"sendTest"_s]->isEnabled());
        const auto *button = m_window->findChild<QPushButton *>(u"startStopButton"_s);
        QCOMPARE(button->property("look").toString(), u"primary"_s);
        action->trigger();
        QTRY_COMPARE(m_fixture->desk().state().phase, flows::DeskState::Phase::Listening);
        QTRY_COMPARE(button->property("look").toString(), QString());
    }

    void fitsOnASmallScreenAndReadsFromTheRight()
    {
        QVERIFY(m_window->minimumSizeHint().width() <= 1024);
        QVERIFY(m_window->minimumSizeHint().height() <= 700);
        m_window->resize(1024, 700);
        QCOMPARE(m_window->size(), QSize(1024, 700));
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        auto *rail = part<QWidget>(u"rail"_s);
        QTRY_VERIFY(rail->mapTo(m_window.get(), QPoint(0, 0)).x() > 900);
        QVERIFY(!m_window->grab().isNull());
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void aGeometryOffEveryScreenIsNotRestored()
    {
        m_window->move(20'000, 20'000);
        ui::saveWindow(*m_window, m_fixture->settings());
        QMainWindow other;
        ui::restoreWindow(other, m_fixture->settings());
        QVERIFY(other.pos().x() < 5000 && other.pos().y() < 5000);
    }

    void remembersPageAndTheme()
    {
        m_window->commands()[u"themeDark"_s]->trigger();
        QVERIFY(m_theme->isDark());
        m_window->setPage(ui::MainWindow::Settings);
        m_window->close();
        ui::MainWindow again(*m_theme, m_fixture->desks(), m_fixture->settings());
        QCOMPARE(again.page(), ui::MainWindow::Settings);
        QCOMPARE(ui::readPreferences(m_fixture->settings()).theme, ui::Theme::Choice::Dark);
    }

    // As "--theme dark" does it: the theme is set from outside before there is a window.
    void aThemeFromTheCommandLineIsForThisRunAlone()
    {
        m_window->commands()[u"themeLight"_s]->trigger();
        m_window->close();
        m_window.reset();
        m_theme->setChoice(ui::Theme::Choice::Dark);
        ui::MainWindow again(*m_theme, m_fixture->desks(), m_fixture->settings());
        again.show();
        QVERIFY(m_theme->isDark());
        QVERIFY(again.commands()[u"themeDark"_s]->isChecked());
        again.setPage(ui::MainWindow::Settings); // another setting is written, and with it all of them
        auto *choice = again.findChild<QComboBox *>(u"themeChoice"_s);
        QCOMPARE(choice->currentData().toInt(), int(ui::Theme::Choice::Dark));
        auto *hosts = again.findChild<QLineEdit *>(u"allowedHosts"_s);
        hosts->setText(u"hooks.example.org"_s);
        QTest::keyClick(hosts, Qt::Key_Return);
        QCOMPARE(flows::allowListText(ui::readPreferences(m_fixture->settings()).listener.allowed),
                 u"hooks.example.org"_s);
        QCOMPARE(ui::readPreferences(m_fixture->settings()).theme, ui::Theme::Choice::Light);
        again.close();
        QCOMPARE(ui::readPreferences(m_fixture->settings()).theme, ui::Theme::Choice::Light);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
