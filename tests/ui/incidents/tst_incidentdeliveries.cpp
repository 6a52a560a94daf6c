// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "ui/commands.h"
#include "ui/incidents/deliverycount.h"
#include "ui/incidents/incidentspage.h"
#include "ui/incidents/incidenttable.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

// An incident knows how many captured deliveries name it.
class TestIncidentDeliveries final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        m_fixture = std::make_unique<test::DeskFixture>();
        QVERIFY(m_fixture->open());
        sandbox::ServerOptions options;
        options.incidents = 10;
        options.coldDelayMs = 0;
        m_fixture->sandbox = options;
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        auto *commands = new ui::Commands(*m_theme, m_window.get());
        m_page = new ui::IncidentsPage(*m_theme, m_fixture->analyst(), *commands, m_window.get());
        m_page->setDeliveryStore(m_fixture->desk().storePath());
        m_page->resize(1200, 800);
        m_window->resize(1200, 800);
        m_window->show();
        QTRY_VERIFY_WITH_TIMEOUT(table()->currentId() != 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(button()->text() == u"Deliveries 0"_s, patience);
    }
    void cleanup()
    {
        m_window.reset();
        m_theme.reset();
        m_fixture.reset();
    }

    void thoseThatNameItAreCountedAndListed()
    {
        QSignalSpy asked(m_page, &ui::IncidentsPage::deliveriesAsked);
        button()->click();
        QCOMPARE(asked.count(), 1);
        const QString filter = asked[0][0].toString();
        const QByteArray number = filter.toUtf8().replace('"', "");
        QVERIFY(number.toLongLong() > 0);
        QCOMPARE(filter, ui::DeliveryCount::filterFor(number.toLongLong()));
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"incident_number\":" + number + "}") != 0);
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"note\":\"see " + number + "\"}") != 0);
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"incident_number\":1" + number + "}") !=
                0); // another one
        QVERIFY(m_fixture->waitForStored(3));
        QTRY_VERIFY_WITH_TIMEOUT(isCounted(u"Deliveries 2"_s), patience);
    }

private:
    static constexpr int patience = 30'000; // ms

    ui::IncidentTable *table() const { return m_page->findChild<ui::IncidentTable *>(); }
    QPushButton *button() const { return m_page->findChild<QPushButton *>(u"deliveriesOfIncident"_s); }
    // The index knows what was stored a moment later.
    bool isCounted(const QString &words) const
    {
        m_page->recountDeliveries();
        return button()->text() == words;
    }

    std::unique_ptr<test::DeskFixture> m_fixture;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::IncidentsPage *m_page = nullptr; // the window's
};

QTEST_MAIN(TestIncidentDeliveries)
#include "tst_incidentdeliveries.moc"
