// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/hostilefaults.h"
#include "tests/ui/support/layoutfaults.h"
#include "tests/ui/support/queuefixture.h"
#include "ui/text/words.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using namespace tocsin;

// What the eye, the ear and the sender's texts meet on the queue page, and what stands in the list's place.
class TestQueueSurface final : public QObject, private test::QueueFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void cleanup() { closeQueue(); }

    void everythingFitsAndHasAName_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("large") << QSize(1287, 760);
        QTest::newRow("small") << QSize(951, 600); // what the smallest window leaves for a page
    }
    void everythingFitsAndHasAName()
    {
        QFETCH(QSize, size);
        openQueue();
        m_window->resize(size);
        m_page->resize(size);
        setFilter(u"severity>=low is:open -owner:nobody"_s);
        auto *tabs = part<ui::FittedTabs>(u"incidentTabs"_s);
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            m_page->grab();
            QCOMPARE(test::cutTexts(*m_page).join(u'\n'), QString());
            QCOMPARE(test::sidewaysBars(*m_page).join(u'\n'), QString());
            QCOMPARE(test::namelessControls(*m_page).join(u'\n'), QString());
        }
    }

    void noWidgetTakesTextFromOutsideForMarkup()
    {
        openQueue();
        const QString text = test::hostileText();
        domain::Incident incident;
        incident.number = 99'999;
        incident.id = incident.provider = incident.title = incident.description = text;
        incident.severityText = incident.statusText = incident.owner = incident.classification = text;
        incident.labels = incident.tactics = incident.products = incident.unmapped = {text, text};
        incident.url = text;
        incident.created = QDateTime::currentDateTimeUtc().addDays(1); // at the top
        incident.raw = "{\"<b>x</b>\": \"<img src=x>\"}";
        bool isStored = false;
        m_desk->book().write<storage::Upserted>(
            m_page, [&](const Result<storage::Upserted> &done) { isStored = done.has_value(); },
            [incident, connection = m_desk->workspace().connection().id,
             now = m_desk->now()](storage::AnalystStores &stores) {
                return stores.incidents.upsert(connection, {incident}, storage::IncidentForm::List, now);
            });
        QTRY_VERIFY_WITH_TIMEOUT(isStored, patience);
        setFilter(u"number:99999"_s);
        QTRY_VERIFY_WITH_TIMEOUT(m_table->model()->rowCount() <= 1, patience);
        m_page->openIncident(99'999);
        QTRY_VERIFY_WITH_TIMEOUT(part<ui::PlainLabel>(u"incidentTitle"_s)->original() == text, patience);
        m_table->setColumns(storage::viewColumns());
        auto *tabs = part<ui::FittedTabs>(u"incidentTabs"_s);
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            m_page->grab();
            test::checkEveryWidget(*m_page);
        }
    }

    void aServerThatDoesNotAnswerIsSaidAndTheRowsStay()
    {
        openQueue();
        const int before = m_table->model()->rowCount();
        m_desk->sandbox()->setOffline(true);
        m_desk->workspace().sync().syncNow();
        auto *fault = part<ui::PlainLabel>(u"queueFault"_s);
        QTRY_VERIFY_WITH_TIMEOUT(fault->isVisible() && !fault->text().isEmpty(), patience);
        QCOMPARE(m_table->model()->rowCount(), before);
        QVERIFY(m_table->isVisible());
        m_desk->sandbox()->setOffline(false);
        part<QPushButton>(u"retrySync"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!fault->isVisible(), patience);
    }

    void aServerThatNeverAnsweredLeavesAnErrorWithAWayOut()
    {
        openDesk([](flows::AnalystOptions &) {}, true);
        auto *retry = part<QPushButton>(u"retryQueue"_s);
        QTRY_VERIFY_WITH_TIMEOUT(retry->isVisible(), patience);
        m_desk->sandbox()->setOffline(false);
        retry->click();
        QTRY_VERIFY_WITH_TIMEOUT(m_table->isVisible() && m_table->model()->rowCount() > 5, patience);
    }

    void anEmptyQueueSaysSo()
    {
        openDesk([](flows::AnalystOptions &options) { options.sandbox.incidents = 0; });
        QTRY_VERIFY_WITH_TIMEOUT(
            m_desk->workspace().isOpen() && m_desk->workspace().sync().state().synced > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(says(u"The queue is empty"_s), patience);
    }

    void aFilterThatHidesEverythingCanBeCleared()
    {
        openQueue();
        setFilter(u"owner=\"nobody has this name\""_s);
        auto *clear = part<QPushButton>(u"clearIncidentFilter"_s);
        QTRY_VERIFY_WITH_TIMEOUT(clear->isVisible(), patience);
        clear->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_table->model()->rowCount(), 60, patience);
        QVERIFY(m_table->isVisible());
    }

    void withoutAConnectionThePageSaysWhatToDo()
    {
        openDesk([](flows::AnalystOptions &options) { options.withSandbox = false; });
        QSignalSpy asked(m_page, &ui::IncidentsPage::webhooksAsked);
        auto *open = part<QPushButton>(u"openWebhooks"_s);
        QTRY_VERIFY_WITH_TIMEOUT(open->isVisible(), patience);
        open->click();
        QCOMPARE(asked.count(), 1);
    }

private:
    bool says(const QString &words) const
    {
        for (const ui::PlainLabel *label : m_page->findChildren<ui::PlainLabel *>()) {
            if (label->isVisible() && label->original() == words)
                return true;
        }
        return false;
    }
};

QTEST_MAIN(TestQueueSurface)

#include "tst_queuesurface.moc"
