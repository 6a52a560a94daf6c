// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/windowfixture.h"
#include "ui/admin/adminpage.h"
#include "ui/widgets/texttable.h"

#include <QDialog>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

// The page of the administrator: its sections, and that of the connections.
class TestAdminPage final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;

    QListView *sections() const { return part<QListView>(u"adminSections"_s); }
    ui::TextTable *connections() const { return part<ui::TextTable>(u"connectionsTable"_s); }

    domain::Connection add(const QString &name)
    {
        domain::Connection connection;
        connection.name = name;
        connection.api = QUrl(u"http://127.0.0.1:9"_s);
        connection.secretLabel = u"work-key"_s;
        bool saved = false;
        m_fixture->analyst().saveConnection(connection, m_window.get(), [&](const Result<QString> &id) {
            saved = id.has_value();
            connection.id = id.value_or(QString());
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(saved, patience); }();
        return connection;
    }

private slots:
    void init()
    {
        openWindow();
        m_window->setPage(ui::MainWindow::Admin);
    }
    void cleanup() { closeWindow(); }

    void theFirstSectionIsShownAndEveryOtherIsMadeWhenItIsChosen()
    {
        QCOMPARE(sections()->currentIndex().row(), 0);
        QVERIFY(part<QWidget>(u"connectionsPage"_s)->isVisible());
        QVERIFY(sections()->hasFocus());
        for (int row = 0; row < sections()->model()->rowCount(); ++row) {
            sections()->setCurrentIndex(sections()->model()->index(row, 0));
            QVERIFY2(sections()->hasFocus(), qPrintable(sections()->currentIndex().data().toString()));
            QVERIFY(!m_window->pages().admin().section().isEmpty());
        }
    }

    void theSectionIsKeptForTheNextStart()
    {
        const int last = sections()->model()->rowCount() - 1;
        sections()->setCurrentIndex(sections()->model()->index(last, 0));
        const QString name = m_window->pages().admin().section();
        m_window->close();
        m_window = std::make_unique<ui::MainWindow>(*m_theme, m_fixture->desks(), m_fixture->settings());
        m_window->show();
        m_window->setPage(ui::MainWindow::Admin);
        QCOMPARE(m_window->pages().admin().section(), name);
    }

    void aConnectionIsListedAndItsDialogOpens()
    {
        add(u"Work"_s);
        QTRY_COMPARE_WITH_TIMEOUT(connections()->model()->rowCount(), 1, patience);
        QCOMPARE(connections()->model()->index(0, 0).data().toString(), u"Work"_s);
        connections()->setCurrentIndex(connections()->model()->index(0, 0));
        part<QPushButton>(u"adminEditConnection"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QDialog *>(u"connectionDialog"_s), patience);
    }

    void oneIsForgottenAfterALookAtWhatGoes()
    {
        add(u"Work"_s);
        QTRY_COMPARE_WITH_TIMEOUT(connections()->model()->rowCount(), 1, patience);
        part<QPushButton>(u"adminRemoveConnection"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QDialog *>(u"forgetDialog"_s), patience);
        auto *forget = m_window->findChild<QPushButton *>(u"forgetConnection"_s);
        QVERIFY(forget);
        QTRY_VERIFY_WITH_TIMEOUT(forget->isEnabled(), patience);
        forget->click();
        QTRY_COMPARE_WITH_TIMEOUT(connections()->model()->rowCount(), 0, patience);
    }

    void withoutOneTheNextStepIsToAddIt()
    {
        QVERIFY(!part<QPushButton>(u"adminEditConnection"_s)->isEnabled());
        QVERIFY(!part<QPushButton>(u"adminRemoveConnection"_s)->isEnabled());
        part<QPushButton>(u"adminAddConnection"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QDialog *>(u"connectionDialog"_s), patience);
    }
};

QTEST_MAIN(TestAdminPage)
#include "tst_adminpage.moc"
