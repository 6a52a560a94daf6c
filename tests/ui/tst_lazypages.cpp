// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/windowfixture.h"
#include "ui/preferences.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace tocsin;

// A page is made when it is needed, and nobody can tell.
class TestLazyPages final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;

    std::unique_ptr<ui::MainWindow> another(ui::MainWindow::Page first)
    {
        m_fixture->settings().setValue(u"window/page"_s, int(first));
        auto window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        window->resize(1360, 860);
        window->show();
        window->activateWindow();
        return window;
    }

private slots:
    void init()
    {
        openWindow();
        m_window->close();
        m_window.reset();
    }
    void cleanup() { closeWindow(); }

    void aPageIsBuiltWhenItIsFirstShown()
    {
        const auto window = another(ui::MainWindow::Incidents);
        QVERIFY(window->pages().isMade(ui::MainWindow::Incidents));
        for (int page = 1; page < ui::MainWindow::PageCount; ++page)
            QVERIFY2(!window->pages().isMade(page), qPrintable(QString::number(page)));
        QVERIFY(!window->findChild<QWidget *>(u"webhooksPage"_s));
        window->setPage(ui::MainWindow::Webhooks);
        QVERIFY(window->pages().isMade(ui::MainWindow::Webhooks));
        QVERIFY(window->findChild<QWidget *>(u"webhooksPage"_s)->isVisible());
        window->setPage(ui::MainWindow::Incidents);
        window->setPage(ui::MainWindow::Webhooks);
        QCOMPARE(window->findChildren<QWidget *>(u"webhooksPage"_s).size(), 1);
        for (int page = 0; page < ui::MainWindow::PageCount; ++page) {
            window->setPage(ui::MainWindow::Page(page));
            QCOMPARE(window->page(), ui::MainWindow::Page(page));
            QVERIFY(window->pages().currentWidget()->isVisible());
        }
    }

    void aCommandOfAPageNotYetBuiltOpensIt_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("dialog");
        QTest::newRow("endpoint") << u"addEndpoint"_s << u"endpointEditor"_s;
        QTest::newRow("secrets") << u"secrets"_s << u"secretEditor"_s;
        QTest::newRow("test") << u"sendTest"_s << u"testDialog"_s;
        QTest::newRow("rotation") << u"rotation"_s << u"rotationDialog"_s;
    }
    void aCommandOfAPageNotYetBuiltOpensIt()
    {
        QFETCH(QString, command);
        QFETCH(QString, dialog);
        const auto window = another(ui::MainWindow::Incidents);
        QVERIFY(!window->pages().isMade(ui::MainWindow::Webhooks));
        window->commands()[command]->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(window->findChildren<QDialog *>(dialog).size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QDialog *>(dialog)->isVisible(), patience);
        QCOMPARE(window->page(), ui::MainWindow::Incidents);
        window->findChild<QDialog *>(dialog)->close();
        QTRY_VERIFY_WITH_TIMEOUT(!window->findChild<QDialog *>(dialog), patience);
        window->commands()[command]->trigger(); // the page hears it by itself now
        QTRY_COMPARE_WITH_TIMEOUT(window->findChildren<QDialog *>(dialog).size(), 1, patience);
    }

    void keysOfAPageNotYetBuiltWork()
    {
        const auto window = another(ui::MainWindow::Settings);
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QDialog *>(u"endpointEditor"_s), patience);
    }

    void theShortcutSheetKnowsThePagesThatNobodyOpened()
    {
        const auto window = another(ui::MainWindow::Settings);
        window->commands()[u"shortcuts"_s]->trigger();
        const auto *sheet = window->findChild<QDialog *>(u"shortcutSheet"_s);
        QVERIFY(sheet);
        QStringList texts;
        for (const QLabel *label : sheet->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(u"In the queue"_s));
        QVERIFY(texts.contains(u"In the list of deliveries"_s));
    }

    void aPageBuiltLaterHasWhatWasKeptOfIt()
    {
        const int column = ui::DeliveryTableModel::Time;
        int width = 0;
        {
            const auto window = another(ui::MainWindow::Webhooks);
            auto *table = window->findChild<ui::DeliveryTable *>();
            width = table->columnWidth(column) + 33;
            table->horizontalHeader()->resizeSection(column, width);
            window->setPage(ui::MainWindow::Settings);
            window->close();
        }
        { // one that never made the page leaves what is kept of it alone
            const auto window = another(ui::MainWindow::Settings);
            window->close();
        }
        const auto window = another(ui::MainWindow::Settings);
        window->setPage(ui::MainWindow::Webhooks);
        QCOMPARE(window->findChild<ui::DeliveryTable *>()->columnWidth(column), width);
    }

    void settingsBuiltLaterShowWhatIsChosenByThen()
    {
        const auto window = another(ui::MainWindow::Incidents);
        window->commands()[u"themeDark"_s]->trigger();
        QVERIFY(!window->pages().isMade(ui::MainWindow::Settings));
        window->setPage(ui::MainWindow::Settings);
        QCOMPARE(window->findChild<QComboBox *>(u"themeChoice"_s)->currentData().toInt(),
                 int(ui::Theme::Choice::Dark));
        window->commands()[u"themeLight"_s]->trigger();
        QCOMPARE(window->findChild<QComboBox *>(u"themeChoice"_s)->currentData().toInt(),
                 int(ui::Theme::Choice::Light));
    }
};

QTEST_MAIN(TestLazyPages)
#include "tst_lazypages.moc"
