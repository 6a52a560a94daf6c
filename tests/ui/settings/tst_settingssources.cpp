// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/keys.h"
#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/settings/settingssources.h"
#include "ui/text/words.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using namespace tocsin;
namespace keys = settings::keys;

// Each setting with what counts and where it comes from; a policy is seen, and not got around.
class TestSettingsSources final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_fixture = std::make_unique<test::DeskFixture>();
        QVERIFY(m_fixture->open());
        m_theme = std::make_unique<ui::Theme>(*qApp);
    }
    void cleanup()
    {
        m_dialog.reset();
        m_layers.reset();
        closeWindow();
    }

    void whereEachComesFromIsShown()
    {
        QVERIFY(keys::exportAuthor.write(file(), u"Mika"_s));
        attach("[listener]\nport=9200\n");
        m_layers->openConnection(u"a1"_s);
        QVERIFY(m_layers->writeForConnection(keys::persona.key, u"ciso"_s));
        open();
        QCOMPARE(rowOf(u"export/author"_s),
                 QStringList({u"export/author"_s, u"Mika"_s, u"You"_s, file().fileName()}));
        QCOMPARE(rowOf(u"listener/port"_s).mid(1),
                 QStringList({u"9200"_s, u"Policy: pinned"_s, policyFile()}));
        QCOMPARE(rowOf(u"investigations/persona"_s)[2], u"This connection"_s);
        QCOMPARE(rowOf(u"retention/days"_s).mid(1), QStringList({u"30"_s, u"Default"_s, u"Built in"_s}));
        QVERIFY(policyLine().contains(policyFile()));
    }

    void aRuleIsSaidInWords()
    {
        attach("[policy]\nloopbackOnly=true\ncache=false\nproxy=none\n");
        open();
        for (const QString &word : {u"other machines"_s, u"memory"_s, u"proxy"_s})
            QVERIFY2(policyLine().contains(word), qPrintable(policyLine()));
    }

    void aPolicyThatCannotBeUsedIsSaid()
    {
        attach("[policy]\nloopbackOnly=perhaps\n");
        open();
        QVERIFY2(policyLine().contains(u"cannot be used"_s), qPrintable(policyLine()));
    }

    void theListIsFiltered()
    {
        attach({});
        open();
        filter()->setText(u"retention"_s);
        QCOMPARE(table()->model()->rowCount(), 3);
        filter()->setText(u"nothing at all"_s);
        QCOMPARE(table()->model()->rowCount(), 0);
    }

    void whatIsExportedComesBackAfterAQuestion()
    {
        attach({});
        QVERIFY(keys::exportAuthor.write(file(), u"Mika"_s));
        open();
        const QString path = m_folder->filePath(u"settings.json"_s);
        m_dialog->exportTo(path);
#ifdef Q_OS_UNIX
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
#endif
        m_dialog->importFrom(path);
        QVERIFY(!question()); // it is so already
        QVERIFY(keys::exportAuthor.write(file(), u"Nadia"_s));
        m_dialog->importFrom(path);
        QVERIFY(question());
        QVERIFY(question()->text().contains(u"Nadia"_s) && question()->text().contains(u"Mika"_s));
        question()->findChild<QPushButton *>(u"importSettingsQuestionButton"_s)->click();
        QTRY_COMPARE(keys::exportAuthor.read(file()).value, u"Mika"_s);
        QCOMPARE(rowOf(u"export/author"_s)[1], u"Mika"_s);
    }

    void anotherFileIsRefusedWithAReason()
    {
        attach({});
        open();
        m_dialog->importFrom(m_folder->filePath(u"not there"_s));
        QVERIFY(message().contains(u"cannot be read"_s));
        QFile other(m_folder->filePath(u"other.json"_s));
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("{}");
        other.close();
        m_dialog->importFrom(other.fileName());
        QVERIFY2(message().contains(u"no file of exported settings"_s), qPrintable(message()));
    }

    void nothingIsCutAndEverythingHasAName()
    {
        attach("[policy]\nloopbackOnly=true\n");
        open();
        QCOMPARE(test::cutTexts(*m_dialog), QStringList());
        QCOMPARE(test::namelessControls(*m_dialog), QStringList());
    }

    void theSettingsPageLeadsHereAndToTheKeys()
    {
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->show();
        m_window->setPage(ui::MainWindow::Settings);
        part<QPushButton>(u"showSources"_s)->click();
        QVERIFY(m_window->findChild<ui::SettingsSources *>());
        part<QPushButton>(u"changeShortcuts"_s)->click();
        QVERIFY(m_window->findChild<QDialog *>(u"shortcutEditor"_s));
    }

    void shortcutsStandInTheListAsWell()
    {
        file().setValue(u"shortcuts/palette"_s, u"Ctrl+J"_s);
        attach({});
        open();
        QCOMPARE(rowOf(u"shortcuts/palette"_s),
                 QStringList({u"shortcuts/palette"_s, u"Ctrl+J"_s, u"You"_s, file().fileName()}));
        filter()->setText(u"ctrl+j"_s);
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void anImportReachesTheOpenPageAndTheKeys()
    {
        attach({});
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), file());
        m_window->show();
        m_window->setPage(ui::MainWindow::Settings);
        part<QSpinBox>(u"retentionDays"_s)->setValue(99); // not applied
        QFile in(m_folder->filePath(u"in.json"_s));
        QVERIFY(in.open(QIODevice::WriteOnly));
        in.write(R"({"tocsin": "settings", "settings": {"retention/days": "12", "limits/fields": "77",
                     "replay/allowedHosts": "hooks.example", "shortcuts/palette": "Ctrl+J",
                     "shortcuts/about": "Ctrl+Shift+K"}})");
        in.close();
        part<QPushButton>(u"showSources"_s)->click();
        auto *sources = m_window->findChild<ui::SettingsSources *>();
        QVERIFY(sources);
        sources->importFrom(in.fileName());
        sources->findChild<QPushButton *>(u"importSettingsQuestionButton"_s)->click();
        QTRY_COMPARE(part<QSpinBox>(u"retentionDays"_s)->value(), 12);
        QCOMPARE(part<QSpinBox>(u"fieldLimit"_s)->value(), 77);
        QCOMPARE(part<QLineEdit>(u"allowedHosts"_s)->text(), u"hooks.example"_s);
        QCOMPARE(flows::allowListText(m_fixture->desk().options().allowed), u"hooks.example"_s);
        part<QPushButton>(u"applyListener"_s)->click(); // writes what it shows
        QCOMPARE(keys::retentionDays.read(file()).value, 12);
        QCOMPARE(keys::fieldLimit.read(file()).value, 77);
        QCOMPARE(keys::replayHosts.read(file()).value, u"hooks.example"_s);
        QCOMPARE(m_window->commands()[u"palette"_s]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_J));
        QCOMPARE(part<ui::PlainLabel>(u"paletteKeys"_s)->original(),
                 QKeySequence(Qt::CTRL | Qt::Key_J).toString(QKeySequence::NativeText));
        // A key that two would have is nobody's twice: the search had it.
        int holders = 0;
        for (const QString &name : {u"about"_s, u"searchEverywhere"_s})
            holders += m_window->commands()[name]->shortcut() == QKeySequence(u"Ctrl+Shift+K"_s) ? 1 : 0;
        QCOMPARE(holders, 1);
    }

    void aSettingIsSetForOneConnection()
    {
        attach({});
        m_layers->openConnection(u"a1"_s);
        open();
        choose(u"export/tlp"_s);
        layer()->setCurrentIndex(1);
        value()->setText(u"red"_s);
        QSignalSpy changed(m_dialog.get(), &ui::SettingsSources::imported);
        button(u"setSetting"_s)->click();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(rowOf(u"export/tlp"_s)[2], u"This connection"_s);
        QCOMPARE(keys::exportTlp.read(file()).value, u"red"_s);
        m_layers->openConnection(u"b2"_s);
        QCOMPARE(keys::exportTlp.read(file()).value, u"amber"_s);
        m_layers->openConnection(u"a1"_s);
        // The user's own stands below it, and counts again when it is gone.
        choose(u"export/tlp"_s);
        layer()->setCurrentIndex(0);
        value()->setText(u"green"_s);
        button(u"setSetting"_s)->click();
        QCOMPARE(keys::exportTlp.read(file()).value, u"red"_s);
        layer()->setCurrentIndex(1);
        button(u"unsetSetting"_s)->click();
        QCOMPARE(keys::exportTlp.read(file()).value, u"green"_s);
    }

    void whatCannotBeOfAConnectionOrIsPinnedIsNotSet()
    {
        attach("[export]\ntlp=red\n");
        m_layers->openConnection(u"a1"_s);
        open();
        choose(u"listener/port"_s);
        QVERIFY(!(layer()->model()->flags(layer()->model()->index(1, 0)) & Qt::ItemIsEnabled));
        value()->setText(u"70000"_s);
        button(u"setSetting"_s)->click();
        QVERIFY2(message().contains(u"listener/port"_s), qPrintable(message()));
        QCOMPARE(keys::listenerPort.read(file()).value, 9000);
        choose(u"export/tlp"_s);
        QVERIFY(!value()->isEnabled() && !button(u"setSetting"_s)->isEnabled());
        QCOMPARE(test::cutTexts(*m_dialog), QStringList());
        QCOMPARE(test::namelessControls(*m_dialog), QStringList());
    }

    void underAPolicyTheListenerIsNotOpenedForOthers()
    {
        attach("[policy]\nloopbackOnly=true\n");
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->show();
        m_window->setPage(ui::MainWindow::Settings);
        part<QComboBox>(u"listenerAddress"_s)->setCurrentText(u"0.0.0.0"_s);
        part<QPushButton>(u"applyListener"_s)->click();
        QTRY_COMPARE(m_fixture->desk().state().phase, flows::DeskState::Phase::Failed);
        QVERIFY(m_fixture->desk().state().error.contains(u"policy"_s));
    }

    void whatIsPinnedIsNotChangedForThisRunEither()
    {
        attach("[retention]\ndays=5\n[replay]\nallowedHosts=hooks.example\n");
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->show();
        m_window->setPage(ui::MainWindow::Settings);
        part<QSpinBox>(u"retentionDays"_s)->setValue(10);
        part<QSpinBox>(u"retentionCount"_s)->setValue(70'000);
        part<QPushButton>(u"applyListener"_s)->click();
        QTRY_COMPARE(m_fixture->desk().options().retention.deliveries, qint64(70'000));
        QCOMPARE(m_fixture->desk().options().retention.days, qint64(5)); // that one is free
        const auto wide = flows::readAllowList(u"everywhere.example"_s);
        QVERIFY(wide);
        m_fixture->desk().setAllowedHosts(*wide);
        QTRY_COMPARE(flows::allowListText(m_fixture->desk().options().allowed), u"hooks.example"_s);
    }

private:
    QSettings &file()
    {
        return m_fixture->settings();
    }
    QString policyFile() const
    {
        return m_folder->filePath(u"policy.ini"_s);
    }
    void attach(const QByteArray &policy)
    {
        if (!policy.isEmpty()) {
            QFile written(policyFile());
            QVERIFY(written.open(QIODevice::WriteOnly));
            written.write(policy);
        }
        m_layers = std::make_unique<settings::LayeredSettings>(file(), policyFile());
    }
    void open()
    {
        m_dialog = std::make_unique<ui::SettingsSources>(*m_theme, file(), nullptr);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->show();
    }
    ui::TextTable *table() const
    {
        return m_dialog->findChild<ui::TextTable *>(u"sourcesTable"_s);
    }
    QLineEdit *filter() const
    {
        return m_dialog->findChild<QLineEdit *>(u"sourcesFilter"_s);
    }
    QComboBox *layer() const
    {
        return m_dialog->findChild<QComboBox *>(u"settingLayer"_s);
    }
    QLineEdit *value() const
    {
        return m_dialog->findChild<QLineEdit *>(u"settingValue"_s);
    }
    QPushButton *button(const QString &name) const
    {
        return m_dialog->findChild<QPushButton *>(name);
    }
    void choose(const QString &key)
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            if (table()->model()->index(row, 0).data().toString() == key)
                table()->selectRow(row);
        }
    }
    QMessageBox *question() const
    {
        return m_dialog->findChild<QMessageBox *>(u"importSettingsQuestion"_s);
    }
    QString policyLine() const
    {
        return m_dialog->findChild<ui::PlainLabel *>(u"policyLine"_s)->original();
    }
    QString message() const
    {
        return m_dialog->findChild<ui::PlainLabel *>(u"sourcesMessage"_s)->original();
    }
    QStringList rowOf(const QString &key) const
    {
        const QAbstractItemModel *model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() != key)
                continue;
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells.append(model->index(row, column).data().toString());
            return cells;
        }
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::LayeredSettings> m_layers;
    std::unique_ptr<ui::SettingsSources> m_dialog;
};

QTEST_MAIN(TestSettingsSources)

#include "tst_settingssources.moc"
