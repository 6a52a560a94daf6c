// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/keys.h"
#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/connections/connectioncontrol.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/connectionform.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/topbar.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace tocsin;

// The chip of the top bar, its menu and its dialog, over the real sandbox.
class TestConnections final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup()
    {
        m_window.reset();
        m_theme.reset();
        m_fixture.reset();
    }

    void withoutAConnectionTheChipOffersToMakeOne()
    {
        open(false);
        QVERIFY2(chip()->accessibleName().contains(u"No connection"_s), qPrintable(chip()->accessibleName()));
        QVERIFY(!m_control->canEdit());
        chip()->click();
        auto *menu = m_window->findChild<QMenu *>(u"connectionMenu"_s);
        QVERIFY(menu);
        QVERIFY(actionOf(*menu, u"Add connection…"_s));
        QVERIFY(!actionOf(*menu, u"Edit this connection…"_s));
        menu->close();
    }

    void theSandboxIsOpenAndCannotBeChanged()
    {
        open();
        QVERIFY(chip()->accessibleName().contains(u"Sandbox"_s));
        QVERIFY(!m_control->canEdit());
        m_control->editConnection();
        m_control->removeConnection();
        QVERIFY(!m_window->findChild<QDialog *>());
    }

    void oneThatIsAddedIsOpenedAndRemembered()
    {
        open();
        add(u"Work"_s);
        QVERIFY(chip()->accessibleName().contains(u"Work"_s));
        const domain::Connection now = desk().workspace().connection();
        QCOMPARE(settings::keys::connection.read(m_fixture->settings()).value, now.id);
        QVERIFY(m_control->canEdit());
        QVERIFY(!now.secretLabel.isEmpty());
        m_fixture->settings().sync();
        QFile file(m_fixture->settings().fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(key().toUtf8())); // secrets are no settings
        QTRY_VERIFY_WITH_TIMEOUT(desk().workspace().sync().state().synced > 0, patience); // the key works
    }

    void anotherOneIsChosenInTheMenu()
    {
        open();
        add(u"Work & play"_s);
        chip()->click();
        auto *menu = m_window->findChild<QMenu *>(u"connectionMenu"_s);
        QVERIFY(menu);
        QAction *sandbox = actionOf(*menu, u"Sandbox · analyst"_s);
        QVERIFY(sandbox && !sandbox->isChecked());
        QVERIFY(actionOf(*menu, u"Work && play"_s)->isChecked());
        sandbox->trigger();
        menu->close();
        QTRY_VERIFY_WITH_TIMEOUT(chip()->accessibleName().contains(u"Sandbox"_s), patience);
    }

    void itIsTriedStepByStepAndNothingIsSaved()
    {
        open();
        fill(u"Work"_s, key());
        const QStringList steps = tested();
        QCOMPARE(steps.size(), 13);
        for (const QString &step : steps)
            QVERIFY2(!step.startsWith(u"✖"_s), qPrintable(step));
        QVERIFY2(steps[2].startsWith(u"–"_s), qPrintable(steps[2])); // there is no proxy
        QVERIFY2(steps[3].startsWith(u"–"_s), qPrintable(steps[3])); // plain HTTP has no TLS
        QCOMPARE(desk().connections().size(), 1);
        QCOMPARE(test::cutTexts(*dialog()), QStringList());
    }

    void whatFailsIsNamedWithWhatToDo_data()
    {
        QTest::addColumn<QString>("address"); // empty = the server's
        QTest::addColumn<QString>("secret");  // empty = the right one
        QTest::addColumn<QString>("says");
        QTest::newRow("nobody listens") << u"http://127.0.0.1:1"_s << QString() << u"Check the port"_s;
        QTest::newRow("wrong key") << QString() << u"wrong"_s << u"Check the secret"_s;
    }
    void whatFailsIsNamedWithWhatToDo()
    {
        QFETCH(QString, address);
        QFETCH(QString, secret);
        QFETCH(QString, says);
        open();
        fill(u"Work"_s, secret.isEmpty() ? key() : secret);
        if (!address.isEmpty())
            field(u"connectionApi"_s)->setText(address);
        const QStringList steps = tested();
        QVERIFY(steps.size() >= 2);
        QVERIFY2(steps[steps.size() - 2].startsWith(u"✖"_s), qPrintable(steps.join(u'\n')));
        QVERIFY2(steps.constLast().contains(says), qPrintable(steps.constLast()));
    }

    void whatIsWrongIsSaidAtItsField_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("tab");
        QTest::newRow("no name") << u"connectionName"_s << QString() << u"fault-name"_s << 0;
        QTest::newRow("no address") << u"connectionApi"_s << u"ftp://x"_s << u"fault-API address"_s << 0;
        QTest::newRow("no secret") << u"connectionCredential"_s << QString() << u"fault-secret"_s << 1;
    }
    void whatIsWrongIsSaidAtItsField()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFETCH(QString, fault);
        open();
        fill(u"Work"_s, key());
        field(name)->setText(text);
        dialog()->findChild<QPushButton *>(u"saveConnection"_s)->click();
        auto *label = dialog()->findChild<ui::PlainLabel *>(fault);
        QVERIFY(label && label->isVisible() && !label->text().isEmpty());
        QTEST(dialog()->findChild<ui::FittedTabs *>()->currentIndex(), "tab");
        QCOMPARE(desk().connections().size(), 1);
    }

    void fieldsFollowTheWayOfSigningInAndTheProxy()
    {
        open();
        m_control->addConnection();
        auto *tabs = dialog()->findChild<ui::FittedTabs *>();
        tabs->setCurrentIndex(1);
        QVERIFY(!field(u"connectionToken"_s)->isVisible());
        auto *signIn = dialog()->findChild<QComboBox *>(u"connectionSignIn"_s);
        signIn->setCurrentIndex(2);
        QVERIFY(field(u"connectionToken"_s)->isVisible() && field(u"connectionScopes"_s)->isVisible());
        tabs->setCurrentIndex(2);
        QVERIFY(!field(u"connectionProxyUrl"_s)->isVisible());
        dialog()->findChild<QComboBox *>(u"connectionProxy"_s)->setCurrentIndex(2);
        QVERIFY(field(u"connectionProxyUrl"_s)->isVisible());
        QCOMPARE(test::cutTexts(*dialog()), QStringList());
        for (const QString &secret :
             {u"connectionCredential"_s, u"connectionProxyPassword"_s, u"connectionPassphrase"_s})
            QCOMPARE(field(secret)->echoMode(), QLineEdit::Password);
    }

    void aPinnedProxyIsShownAndCannotBeChanged()
    {
        m_fixture = std::make_unique<test::DeskFixture>();
        m_fixture->rules.proxy =
            domain::ProxyPin{domain::ProxyMode::Manual, QUrl(u"http://proxy.example:3128"_s)};
        open(true);
        m_control->addConnection();
        dialog()->findChild<ui::FittedTabs *>()->setCurrentIndex(2);
        auto *proxy = dialog()->findChild<QComboBox *>(u"connectionProxy"_s);
        QVERIFY(!proxy->isEnabled());
        QCOMPARE(proxy->currentIndex(), 2);
        QCOMPARE(field(u"connectionProxyUrl"_s)->text(), u"http://proxy.example:3128"_s);
        QVERIFY(field(u"connectionProxyUrl"_s)->isReadOnly());
        QVERIFY(dialog()->findChild<ui::PlainLabel *>(u"proxyPinned"_s)->isVisible());
        QCOMPARE(test::cutTexts(*dialog()), QStringList());
    }

    void oneIsChangedAndKeepsItsSecret()
    {
        open();
        add(u"Work"_s);
        const domain::Connection before = desk().workspace().connection();
        m_control->editConnection();
        QVERIFY(dialog());
        QVERIFY(field(u"connectionCredential"_s)->text().isEmpty()); // what is stored is never shown
        field(u"connectionName"_s)->setText(u"Home"_s);
        save();
        QTRY_VERIFY_WITH_TIMEOUT(chip()->accessibleName().contains(u"Home"_s), patience);
        QCOMPARE(desk().workspace().connection().id, before.id);
        QCOMPARE(desk().workspace().connection().secretLabel, before.secretLabel);
        QTRY_VERIFY_WITH_TIMEOUT(desk().workspace().sync().state().synced > 0, patience);
    }

    void theOpenOneIsAskedToBeRemoved()
    {
        open();
        add(u"Work"_s);
        QSignalSpy asked(m_control, &ui::ConnectionControl::removalAsked);
        m_control->removeConnection();
        QCOMPARE(asked.size(), 1);
        const QString id = asked.first().first().toString();
        QCOMPARE(id, desk().workspace().connection().id);
        desk().removeConnection(id, m_window.get(), [](const Result<void> &) {});
        QTRY_COMPARE_WITH_TIMEOUT(desk().connections().size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(chip()->accessibleName().contains(u"Sandbox"_s), patience);
    }

    void aProductionSystemKeepsAStripAndTheWord()
    {
        open();
        auto *strip = m_bar->findChild<QFrame *>(u"productionStrip"_s);
        QVERIFY(!strip->isVisible());
        fill(u"Live"_s, key());
        dialog()->findChild<QCheckBox *>(u"connectionProduction"_s)->setChecked(true);
        save();
        QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
        QVERIFY(chip()->accessibleName().contains(u"production"_s));
        QVERIFY(desk().choose(u"sandbox"_s));
        QVERIFY(!strip->isVisible());
    }

    void aServerThatIsAwayIsSaid()
    {
        open();
        add(u"Work"_s);
        poll::Conditions conditions;
        conditions.offline = true;
        desk().setConditions(conditions);
        m_control->showFace();
        QVERIFY2(chip()->accessibleName().contains(u"offline"_s), qPrintable(chip()->accessibleName()));
        QVERIFY(desk().choose(u"sandbox"_s)); // it is on this machine
        QVERIFY(!chip()->accessibleName().contains(u"offline"_s));
    }

    void hostileNamesAreVisibleOnly()
    {
        open();
        add(u"a\u202Eb & <b>c</b>"_s);
        QVERIFY(!chip()->accessibleName().contains(QChar(0x202e)));
        chip()->click();
        auto *menu = m_window->findChild<QMenu *>(u"connectionMenu"_s);
        for (const QAction *action : menu->actions())
            QVERIFY(!action->text().contains(QChar(0x202e)));
        menu->close();
    }

private:
    static constexpr int patience = 30'000; // ms

    void open(bool withSandbox = true)
    {
        if (!m_fixture)
            m_fixture = std::make_unique<test::DeskFixture>();
        QVERIFY(m_fixture->open());
        if (withSandbox) {
            sandbox::ServerOptions options;
            options.incidents = 10;
            options.coldDelayMs = 0;
            m_fixture->sandbox = options;
        }
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        m_bar = new ui::TopBar(*m_theme, m_window.get());
        auto *column = new QVBoxLayout(m_window.get());
        column->addWidget(m_bar);
        column->addStretch();
        m_control = new ui::ConnectionControl(desk(), m_fixture->secretStore(), m_fixture->settings(), *m_bar,
                                              *m_window);
        m_window->resize(1000, 700);
        m_window->show();
        QTRY_COMPARE_WITH_TIMEOUT(desk().workspace().isOpen(), withSandbox, patience);
    }
    flows::AnalystDesk &desk() const { return m_fixture->analyst(); }
    QString key() const { return QString::fromUtf8(desk().sandbox()->apiKey().reveal().toByteArray()); }
    ui::Chip *chip() const { return m_bar->findChild<ui::Chip *>(u"connectionChip"_s); }
    ui::ConnectionDialog *dialog() const { return m_window->findChild<ui::ConnectionDialog *>(); }
    QLineEdit *field(const QString &name) const
    {
        auto *found = dialog()->findChild<QLineEdit *>(name);
        Q_ASSERT_X(found, "field", qPrintable(name));
        return found;
    }
    static QAction *actionOf(const QMenu &menu, const QString &text)
    {
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    // The dialog of a new one that leads to the sandbox's server.
    void fill(const QString &name, const QString &secret)
    {
        m_control->addConnection();
        field(u"connectionName"_s)->setText(name);
        field(u"connectionApi"_s)->setText(desk().sandbox()->baseUrl().toString());
        field(u"connectionCredential"_s)->setText(secret);
        dialog()->findChild<QComboBox *>(u"connectionProxy"_s)->setCurrentIndex(1); // none
    }
    void save()
    {
        QSignalSpy gone(dialog(), &QObject::destroyed);
        dialog()->findChild<QPushButton *>(u"saveConnection"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, patience);
    }
    void add(const QString &name)
    {
        const qsizetype before = desk().connections().size();
        fill(name, key());
        save();
        QTRY_COMPARE_WITH_TIMEOUT(desk().connections().size(), before + 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk().workspace().connection().name, name, patience);
    }
    QStringList tested() const
    {
        auto *test = dialog()->findChild<QPushButton *>(u"testConnection"_s);
        test->click();
        if (!QTest::qWaitFor([test] { return test->isEnabled(); }, patience))
            return {};
        const QAbstractItemModel *model = dialog()->findChild<QListView *>(u"connectionSteps"_s)->model();
        QStringList steps;
        for (int row = 0; row < model->rowCount(); ++row)
            steps.append(model->index(row, 0).data().toString());
        return steps;
    }

    std::unique_ptr<test::DeskFixture> m_fixture;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::TopBar *m_bar = nullptr;                // the window's
    ui::ConnectionControl *m_control = nullptr; // likewise
};

QTEST_MAIN(TestConnections)

#include "tst_connections.moc"
