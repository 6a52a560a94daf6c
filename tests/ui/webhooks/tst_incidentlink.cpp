// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/webhookspage.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {
constexpr int patience = 30'000; // ms
} // namespace

// From a delivery to the incident that it names, and from an incident to its deliveries.
class TestIncidentLink final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init()
    {
        openWindow();
        m_window->setPage(ui::MainWindow::Webhooks);
        QVERIFY(m_fixture->post("/hooks/alerts", "{\"other\": 1}") != 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
        QVERIFY(m_fixture->post("/hooks/alerts", naming) != 0);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 2, patience);
    }
    void cleanup() { closeWindow(); }

    void theSummaryLeadsToTheIncidentThatTheBodyNames()
    {
        QSignalSpy asked(page(), &ui::WebhooksPage::incidentAsked);
        QVERIFY(show(0));
        auto *open = inspector()->findChild<QPushButton *>(u"summaryIncident"_s);
        QVERIFY(open);
        QCOMPARE(open->text(), u"40017"_s);
        open->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toLongLong(), 40'017);
    }

    void aBodyWithoutAnIncidentHasNoLink()
    {
        QVERIFY(show(1));
        QVERIFY(!inspector()->findChild<QPushButton *>(u"summaryIncident"_s));
    }

    void theDeliveriesOfAnIncidentAreListed()
    {
        page()->showDeliveries(u"\"40017\""_s);
        QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
    }

private:
    const QByteArray naming = "{\"event_type\":\"incident-alert\",\"data\":{\"incident_number\":40017}}";

    ui::WebhooksPage *page() const { return m_window->findChild<ui::WebhooksPage *>(); }
    ui::Inspector *inspector() const { return part<ui::Inspector>(u"inspector"_s); }
    bool show(int row)
    {
        table()->selectRow(row);
        const auto isShown = [this, row] {
            const auto &subject = inspector()->subject();
            return subject && (subject->delivery.capture.message.body == naming) == (row == 0);
        };
        return QTest::qWaitFor(isShown, patience);
    }
};

QTEST_MAIN(TestIncidentLink)

#include "tst_incidentlink.moc"
