// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logbook.h"
#include "core/secrets/comingstore.h"
#include "core/secrets/fallbackstore.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/admin/secrets/forgetdialog.h"
#include "ui/admin/secrets/passphrasedialog.h"
#include "ui/admin/secrets/revealdialog.h"
#include "ui/admin/secrets/secretspage.h"
#include "ui/admin/secrets/secretstable.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms

}

// The page of secrets over a real desk, a real analyst's book and real stores.
class SecretsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, Theme::Choice::Dark); }
    void init()
    {
        m_fixture = std::make_unique<test::DeskFixture>();
        QVERIFY(m_fixture->open());
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_page.reset();
        m_vault.reset();
        m_fixture.reset();
    }

    void saysWhatUsesASecretAndWhenItLastServed()
    {
        keep(m_fixture->secretStore(), u"acme-key"_s);
        keep(m_fixture->secretStore(), u"idle"_s);
        addConnection(u"Acme"_s, u"acme-key"_s);
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        QVERIFY(m_fixture->waitForStored(1));
        show(m_fixture->secretStore());
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 3, patience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"acme-key"_s, SecretsTableModel::Kind), u"API key"_s, patience);
        QCOMPARE(cell(u"acme-key"_s, SecretsTableModel::UsedBy), u"Acme"_s);
        QCOMPARE(cell(u"alerts-first"_s, SecretsTableModel::Kind), u"Signing secret"_s);
        QCOMPARE(cell(u"alerts-first"_s, SecretsTableModel::UsedBy), u"alerts"_s);
        QTRY_VERIFY_WITH_TIMEOUT(cell(u"alerts-first"_s, SecretsTableModel::LastMatched) != u"never"_s,
                                 patience);
        QCOMPARE(cell(u"idle"_s, SecretsTableModel::Kind), u"Not used"_s);
        QCOMPARE(cell(u"idle"_s, SecretsTableModel::Age), u"today"_s);
    }

    void addsAndRotatesInTheEditor()
    {
        show(m_fixture->secretStore());
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 1, patience);
        QTest::mouseClick(part<QPushButton>(u"addStoredSecret"_s), Qt::LeftButton);
        auto *editor = m_page->findChild<SecretEditor *>();
        QVERIFY(editor && editor->isVisible());
        editor->findChild<QLineEdit *>(u"secretLabel"_s)->setText(u"fresh"_s);
        editor->findChild<QLineEdit *>(u"secretValue"_s)->setText(u"a-value-0123456789"_s);
        editor->findChild<QPushButton *>(u"saveSecret"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 2, patience);
        QPointer<SecretEditor> former = editor;
        editor->close();
        QTRY_VERIFY(!former);
        choose(u"alerts-first"_s);
        QTest::mouseClick(part<QPushButton>(u"rotateSecret"_s), Qt::LeftButton);
        editor = m_page->findChild<SecretEditor *>();
        QVERIFY(editor);
        QTRY_COMPARE_WITH_TIMEOUT(editor->findChild<QLineEdit *>(u"secretLabel"_s)->text(), u"alerts-first"_s,
                                  patience);
        QVERIFY(editor->findChild<QLineEdit *>(u"secretLabel"_s)->isReadOnly());
    }

    void retiresWhatNothingSignsInWith()
    {
        keep(m_fixture->secretStore(), u"acme-key"_s);
        addConnection(u"Acme"_s, u"acme-key"_s);
        show(m_fixture->secretStore());
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 2, patience);
        choose(u"acme-key"_s);
        QTRY_VERIFY(!part<QPushButton>(u"retireSecret"_s)->isEnabled());
        choose(u"alerts-first"_s);
        QTest::mouseClick(part<QPushButton>(u"retireSecret"_s), Qt::LeftButton);
        auto *box = m_page->findChild<QMessageBox *>(u"confirmRetire"_s);
        QVERIFY(box);
        QVERIFY2(box->text().contains(u"alerts"_s), qPrintable(box->text()));
        box->findChild<QPushButton *>(u"confirmRetireButton"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 1, patience);
        for (const domain::Endpoint &endpoint : m_fixture->desk().endpoints())
            QVERIFY(!endpoint.secretLabels.contains(u"alerts-first"_s));
    }

    void aVaultIsOpenedRevealedAndGivenAnotherPassphrase()
    {
        m_vault = std::make_unique<secrets::FallbackStore>(m_folder->filePath(u"secrets.vault"_s));
        keep(*m_vault, u"orders"_s);
        show(*m_vault);
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 1, patience);
        QVERIFY(!part<QPushButton>(u"askPassphrase"_s)->isVisible());
        part<QLineEdit>(u"vaultPassphrase"_s)->setText(u"correct horse"_s);
        part<QLineEdit>(u"vaultAgain"_s)->setText(u"correct horse"_s);
        part<QPushButton>(u"openVault"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"askPassphrase"_s)->isVisible(), patience);
        choose(u"orders"_s);
        QTest::mouseClick(part<QPushButton>(u"revealSecret"_s), Qt::LeftButton);
        QPointer<RevealDialog> reveal = m_page->findChild<RevealDialog *>();
        QVERIFY(reveal);
        reveal->setStay(std::chrono::milliseconds(200));
        auto *value = reveal->findChild<QPlainTextEdit *>(u"revealedValue"_s);
        auto *message = reveal->findChild<PlainLabel *>(u"revealMessage"_s);
        const auto ask = [&](const QString &passphrase) {
            reveal->findChild<QLineEdit *>(u"revealPassphrase"_s)->setText(passphrase);
            reveal->findChild<QPushButton *>(u"showValue"_s)->click();
        };
        QSignalSpy hidden(reveal, &RevealDialog::hidden);
        QString seen;
        connect(reveal, &RevealDialog::shown, this, [&] { seen = value->toPlainText(); });
        ask({});
        QVERIFY(message->original().startsWith(u"Passphrase"_s));
        ask(u"wrong horse"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message->original().contains(u"not accepted"_s), patience);
        QVERIFY(value->toPlainText().isEmpty());
        ask(u"correct horse"_s);
        QTRY_COMPARE_WITH_TIMEOUT(hidden.count(), 1, patience);
        QCOMPARE(seen, u"local-test-secret-01"_s);
        QVERIFY(value->toPlainText().isEmpty());
        reveal->close();

        part<QPushButton>(u"askPassphrase"_s)->click();
        QPointer<PassphraseDialog> dialog = m_page->findChild<PassphraseDialog *>();
        QVERIFY(dialog);
        QSignalSpy changed(dialog, &PassphraseDialog::changed);
        const auto fill = [&](const QString &current, const QString &fresh, const QString &again) {
            dialog->findChild<QLineEdit *>(u"currentPassphrase"_s)->setText(current);
            dialog->findChild<QLineEdit *>(u"newPassphrase"_s)->setText(fresh);
            dialog->findChild<QLineEdit *>(u"newPassphraseAgain"_s)->setText(again);
            dialog->findChild<QPushButton *>(u"changePassphrase"_s)->click();
        };
        auto *said = dialog->findChild<PlainLabel *>(u"passphraseMessage"_s);
        fill(u"correct horse"_s, u"short"_s, u"short"_s);
        QVERIFY(said->original().contains(u"8"_s));
        fill(u"correct horse"_s, u"battery staple"_s, u"battery stable"_s);
        QVERIFY(said->original().contains(u"agree"_s));
        fill(u"wrong horse"_s, u"battery staple"_s, u"battery staple"_s);
        QTRY_VERIFY_WITH_TIMEOUT(said->original().contains(u"not accepted"_s), patience);
        fill(u"correct horse"_s, u"battery staple"_s, u"battery staple"_s);
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, patience);
        m_page.reset();
        m_vault = std::make_unique<secrets::FallbackStore>(m_folder->filePath(u"secrets.vault"_s));
        std::optional<Result<void>> opened;
        m_vault->openVault(Secret(QByteArray("battery staple")), this,
                           [&](const Result<void> &done) { opened = done; });
        QTRY_VERIFY_WITH_TIMEOUT(opened, patience);
        QVERIFY(*opened);
    }

    void forgetsAConnectionAfterShowingWhatGoes()
    {
        logs::LogBook log(m_folder->filePath(u"log"_s));
        log.add(logs::Level::Warning, u"tocsin.http"_s, u"soc.acme.example does not answer"_s, wallClock());
        keep(m_fixture->secretStore(), u"acme-key"_s);
        keep(m_fixture->secretStore(), u"shared"_s);
        addConnection(u"Acme"_s, u"acme-key"_s, u"shared"_s);
        addConnection(u"Other"_s, u"shared"_s);
        show(m_fixture->secretStore());
        m_page->setLog(&log);
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 3, patience);
        auto *menu = m_page->findChild<QMenu *>(u"forgetMenu"_s);
        emit menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 2);
        menu->actions().first()->trigger();
        QPointer<ForgetDialog> dialog = m_page->findChild<ForgetDialog *>();
        QVERIFY(dialog);
        auto *verb = dialog->findChild<QPushButton *>(u"forgetConnection"_s);
        QTRY_VERIFY_WITH_TIMEOUT(verb->isEnabled(), patience);
        const QString goes = lines(*dialog, u"forgetGoes"_s);
        QVERIFY2(goes.contains(u"acme-key"_s) && goes.contains(u"1 line"_s), qPrintable(goes));
        QVERIFY(!goes.contains(u"shared"_s));
        QVERIFY(lines(*dialog, u"forgetStays"_s).contains(u"shared"_s));
        QSignalSpy forgotten(dialog, &ForgetDialog::forgotten);
        verb->click();
        QTRY_COMPARE_WITH_TIMEOUT(forgotten.count(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(model()->rowCount(), 2, patience);
        QCOMPARE(log.lines().size(), 0);
        QCOMPARE(m_fixture->analyst().connections().size(), 1);
        QCOMPARE(m_fixture->analyst().connections().first().name, u"Other"_s);
    }

private:
    void show(secrets::SecretStore &store)
    {
        m_page = std::make_unique<SecretsPage>(*m_theme, m_fixture->desk(), m_fixture->analyst(), store);
        new QAbstractItemModelTester(model(), QAbstractItemModelTester::FailureReportingMode::Fatal,
                                     m_page.get());
        m_page->resize(1280, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void keep(secrets::SecretStore &store, const QString &label)
    {
        secrets::StoredSecret secret;
        secret.label = label;
        secret.addedAt = wallClock() / microsPerSecond;
        secret.value = Secret::copyOf("local-test-secret-01");
        std::optional<Result<void>> put;
        store.put(secret, this, [&](const Result<void> &done) { put = done; });
        QTRY_VERIFY_WITH_TIMEOUT(put, patience);
        QVERIFY(*put);
    }
    void addConnection(const QString &name, const QString &label, const QString &proxyLabel = {})
    {
        domain::Connection connection;
        connection.name = name;
        connection.role = u"analyst"_s;
        connection.api = QUrl(u"https://soc."_s + name.toLower() + u".example"_s);
        connection.webApp = connection.api;
        connection.secretLabel = label;
        connection.proxyLabel = proxyLabel;
        if (!proxyLabel.isEmpty()) {
            connection.proxy = domain::ProxyMode::Manual;
            connection.proxyUrl = QUrl(u"http://kim@127.0.0.1:9"_s);
        }
        std::optional<Result<QString>> saved;
        m_fixture->analyst().saveConnection(connection, this,
                                            [&](const Result<QString> &done) { saved = done; });
        QTRY_VERIFY_WITH_TIMEOUT(saved, patience);
        QVERIFY2(*saved, *saved ? "" : qPrintable(saved->error().detail));
    }
    template<class T>
    T *part(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    QAbstractItemModel *model() const { return part<QTableView>(u"secretsTable"_s)->model(); }
    int rowOf(const QString &label) const
    {
        for (int row = 0; row < model()->rowCount(); ++row) {
            if (model()->index(row, SecretsTableModel::Label).data().toString() == label)
                return row;
        }
        return -1;
    }
    QString cell(const QString &label, int column) const
    {
        return model()->index(rowOf(label), column).data().toString();
    }
    void choose(const QString &label) const
    {
        part<SecretsTable>(u"secretsTable"_s)->selectRowAt(rowOf(label));
    }
    static QString lines(const QWidget &in, const QString &name)
    {
        QStringList all;
        for (const PlainLabel *label : in.findChildren<PlainLabel *>(name))
            all.append(label->original());
        return all.join(u'\n');
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::DeskFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::FallbackStore> m_vault;
    std::unique_ptr<SecretsPage> m_page;
};

QTEST_MAIN(SecretsPageTest)
#include "tst_secretspage.moc"
