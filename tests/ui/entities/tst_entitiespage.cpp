// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/parse.h"
#include "tests/support/analystfixture.h"
#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/layoutfaults.h"
#include "ui/commands.h"
#include "ui/entities/entitiespage.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/entities/pivotrow.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestEntitiesPage final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { m_fixture = std::make_unique<test::AnalystFixture>(); }
    void cleanup()
    {
        m_page.reset();
        m_window.reset();
        m_theme.reset();
        m_fixture.reset();
    }

    void somethingToBeginWithIsOffered()
    {
        open();
        QTRY_VERIFY_WITH_TIMEOUT(!rows(u"graphSuggestion"_s).isEmpty(), patience);
        QVERIFY(part<QPushButton>(u"graphSearch"_s)->isVisible());
        rows(u"graphSuggestion"_s).constFirst()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!nodes().empty(), patience);
    }

    void whatIsTypedIsLookedUp()
    {
        open();
        const domain::Entity entity = m_fixture->someEntity(domain::EntityKind::Ip);
        auto *field = part<QLineEdit>(u"entityField"_s);
        field->setText(u' ' + QString(entity.value).replace(u'.', u"[.]"_s));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!nodes().empty(), patience);
        QCOMPARE(current().value, entity.value); // what was asked for is chosen
        QCOMPARE(field->text(), entity.value);
        QVERIFY(part<ui::PlainLabel>(u"entityAge"_s)->isVisible());
    }

    void aNodeLeadsOn()
    {
        open();
        const QString kept = m_fixture->keepReport();
        QVERIFY(!kept.isEmpty());
        domain::Entity entity;
        m_fixture->desk->sandbox()->look([&](sandbox::World &world) {
            for (const domain::Entity &one : world.session(kept)->facts.report->entities) {
                if (one.kind == domain::EntityKind::Ip || one.kind == domain::EntityKind::User)
                    entity = one;
            }
        });
        QVERIFY(!entity.value.isEmpty());
        lookUp(entity.value);
        QTRY_VERIFY_WITH_TIMEOUT(!rows(u"pivotIncident"_s).isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!rows(u"pivotReport"_s).isEmpty(), patience);
        QSignalSpy incident(m_page.get(), &ui::EntitiesPage::incidentAsked);
        rows(u"pivotIncident"_s).constFirst()->click();
        QCOMPARE(incident.size(), 1);
        const qint64 number = incident[0][0].toLongLong();
        bool isThere = false;
        m_fixture->desk->sandbox()->look([&](sandbox::World &world) { isThere = world.incident(number); });
        QVERIFY(isThere);
        QSignalSpy report(m_page.get(), &ui::EntitiesPage::investigationAsked);
        rows(u"pivotReport"_s).constFirst()->click();
        QCOMPARE(report[0][0].toString(), kept);
        rows(u"pivotSession"_s).constFirst()->click(); // the server's graph names it too
        QCOMPARE(report.size(), 2);
        QSignalSpy investigate(m_page.get(), &ui::EntitiesPage::investigateAsked);
        part<QPushButton>(u"pivotInvestigate"_s)->click();
        QCOMPARE(investigate[0][0].value<domain::Entity>().value, entity.value);
    }

    void filtersFindTheEntityAndNothingElse()
    {
        open();
        const domain::Entity entity = m_fixture->someEntity(domain::EntityKind::User);
        lookUp(entity.value);
        QSignalSpy deliveries(m_page.get(), &ui::EntitiesPage::deliveriesAsked);
        QSignalSpy incidents(m_page.get(), &ui::EntitiesPage::incidentsAsked);
        QSignalSpy search(m_page.get(), &ui::EntitiesPage::searchAsked);
        part<QAction>(u"graphDeliveries"_s)->trigger();
        part<QAction>(u"graphIncidents"_s)->trigger();
        part<QAction>(u"graphInvestigations"_s)->trigger();
        const auto query = filter::parse(deliveries[0][0].toString());
        QVERIFY(query && query->kind == filter::Query::Kind::Leaf);
        QCOMPARE(std::get<filter::FullText>(query->term).text, entity.value);
        QVERIFY(filter::parse(incidents[0][0].toString()));
        QCOMPARE(search[0][0].toString(), entity.value);
    }

    void expandingAddsAndNothingNewIsSaid()
    {
        open();
        lookUp(m_fixture->someEntity(domain::EntityKind::Ip).value);
        const std::size_t before = nodes().size();
        QSignalSpy said(m_page.get(), &ui::EntitiesPage::notice);
        for (int node = 0; node < qMin(8, int(before)); ++node)
            emit m_page->view().expandAsked(nodes()[std::size_t(node)].entity);
        QTRY_VERIFY_WITH_TIMEOUT(nodes().size() > before, patience);
        auto *cancel = part<QPushButton>(u"graphCancel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!cancel->isVisible(), patience); // all are answered
        said.clear();
        emit m_page->view().expandAsked({domain::EntityKind::Other, {}, u"nobody knows this"_s, {}});
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, patience);
        QVERIFY(said[0][0].toString().contains(u"nobody knows this"_s));
    }

    void whatNobodyKnowsIsSaid()
    {
        open();
        m_page->showEntity(u"nobody.knows.example"_s);
        auto *other = part<QPushButton>(u"graphSearchOther"_s);
        QTRY_VERIFY_WITH_TIMEOUT(other->isVisible(), patience);
        QSignalSpy search(m_page.get(), &ui::EntitiesPage::searchAsked);
        other->click();
        QCOMPARE(search[0][0].toString(), u"nobody.knows.example"_s);
    }

    void whatTheServerDoesNotKnowMayBeNamedHere()
    {
        open();
        bool isKept = false;
        domain::Incident incident;
        incident.number = 99'001;
        incident.title = u"Beacon to only-here-4711"_s;
        m_fixture->desk->book().write<storage::Upserted>(
            this, [&isKept](const Result<storage::Upserted> &kept) { isKept = kept.has_value(); },
            [incident](storage::AnalystStores &stores) {
                return stores.incidents.upsert(u"sandbox"_s, {incident}, storage::IncidentForm::List, 1);
            });
        QTRY_VERIFY_WITH_TIMEOUT(isKept, patience);
        QSignalSpy said(m_page.get(), &ui::EntitiesPage::notice);
        lookUp(u"only-here-4711"_s);
        QCOMPARE(said.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(rows(u"pivotIncident"_s).size(), 1, patience);
    }

    void aFailureIsSaidAndTriedAgain()
    {
        open();
        const QString value = m_fixture->someEntity(domain::EntityKind::Ip).value;
        m_fixture->desk->sandbox()->setOffline(true);
        m_page->showEntity(value);
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"graphAgain"_s)->isVisible(), patience);
        QVERIFY(!part<ui::PlainLabel>(u"entityAge"_s)->isVisible());
        QCOMPARE(nodes().size(), std::size_t(1)); // what is kept here is shown all the same
        QTRY_VERIFY_WITH_TIMEOUT(!rows(u"pivotIncident"_s).isEmpty(), patience);
        m_fixture->desk->sandbox()->setOffline(false);
        part<QPushButton>(u"graphAgain"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(nodes().size() > 1, patience);
        QVERIFY(!part<QPushButton>(u"graphAgain"_s)->isVisible());
        QCOMPARE(current().value, value);
    }

    void theWayBackAsksNobody()
    {
        open();
        const QString first = m_fixture->someEntity(domain::EntityKind::Ip).value;
        const QString second = m_fixture->someEntity(domain::EntityKind::User).value;
        lookUp(first);
        lookUp(second);
        m_fixture->desk->sandbox()->setOffline(true);
        part<QToolButton>(u"entityBack"_s)->click();
        QVERIFY(!nodes().empty());
        QCOMPARE(current().value, first);
        QVERIFY(!part<QToolButton>(u"entityBack"_s)->isEnabled());
        part<QToolButton>(u"entityForward"_s)->click();
        QCOMPARE(current().value, second);
        QVERIFY(!part<QToolButton>(u"entityForward"_s)->isEnabled());
    }

    void whatWasPlacedAndOpenedIsThereOnTheWayBack()
    {
        open();
        const QString first = m_fixture->someEntity(domain::EntityKind::Ip).value;
        lookUp(first);
        const std::size_t before = nodes().size();
        for (int node = 0; node < qMin(8, int(before)); ++node)
            emit m_page->view().expandAsked(nodes()[std::size_t(node)].entity);
        QTRY_VERIFY_WITH_TIMEOUT(nodes().size() > before, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!part<QPushButton>(u"graphCancel"_s)->isVisible(), patience);
        ui::GraphCanvas &canvas = m_page->view().canvas();
        QTRY_VERIFY_WITH_TIMEOUT(!canvas.isArranging(), patience);
        const QPoint from = canvas.pointOf(canvas.centre()).toPoint();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas, from + QPoint(60, 40));
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, from + QPoint(60, 40));
        QVERIFY(canvas.isLocked(canvas.centre()));
        const graph::Point placed = canvas.layout().places()[std::size_t(canvas.centre())];
        const std::size_t opened = nodes().size();
        const domain::Entity other = nodes().back().entity;
        const graph::Point otherPlace = canvas.layout().places().back();
        lookUp(m_fixture->someEntity(domain::EntityKind::User).value);
        part<QToolButton>(u"entityBack"_s)->click();
        QCOMPARE(current().value, first);
        QCOMPARE(nodes().size(), opened);
        QVERIFY(canvas.isLocked(canvas.centre()));
        QCOMPARE(canvas.layout().places()[std::size_t(canvas.centre())], placed);
        QTRY_VERIFY_WITH_TIMEOUT(!canvas.isArranging(), patience);
        QCOMPARE(canvas.layout().places()[std::size_t(m_page->view().graph().find(other))], otherPlace);
    }

    void cancellingEndsTheWait()
    {
        open();
        m_fixture->desk->sandbox()->setOffline(true); // it is tried again for seconds
        m_page->showEntity(u"192.0.2.1"_s);
        auto *cancel = part<QPushButton>(u"graphCancelLoading"_s);
        QVERIFY(cancel->isVisible());
        cancel->click();
        QVERIFY(part<QPushButton>(u"graphSearch"_s)->isVisible());
    }

    void withoutAConnectionThereIsAWayToOne()
    {
        open();
        lookUp(m_fixture->someEntity(domain::EntityKind::Ip).value);
        m_fixture->desk->workspace().close();
        auto *connections = part<QPushButton>(u"entitiesConnections"_s);
        QVERIFY(connections->isVisible());
        QSignalSpy asked(m_page.get(), &ui::EntitiesPage::connectionsAsked);
        connections->click();
        QCOMPARE(asked.size(), 1);
        m_page->showEntity(u"192.0.2.1"_s); // asks nobody
        QVERIFY(m_fixture->desk->choose(u"sandbox"_s));
        QVERIFY(part<QLineEdit>(u"entityField"_s)->isVisible());
        QVERIFY(nodes().empty()); // one server's entities are not told to another
        QVERIFY(!part<QToolButton>(u"entityBack"_s)->isEnabled());
    }

    void everyProfileIsDrawn_data()
    {
        QTest::addColumn<QString>("profile");
        for (const QString &name : sandbox::Profile::names())
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyProfileIsDrawn()
    {
        QFETCH(QString, profile);
        open(profile);
        lookUp(m_fixture->someEntity(domain::EntityKind::Ip).value);
        QVERIFY(!m_page->grab().isNull());
    }

    void hostileValuesAreVisibleOnly()
    {
        open();
        m_page->showEntity(test::hostileText());
        auto *field = part<QLineEdit>(u"entityField"_s);
        QVERIFY(!field->text().isEmpty() && !field->text().contains(QChar(0x202e)));
        const QString shown = field->text();
        QTest::keyClick(field, Qt::Key_Return); // the value itself is meant, not how it is shown
        QCOMPARE(field->text(), shown);
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"graphSearchOther"_s)->isVisible() ||
                                     part<QPushButton>(u"graphAgain"_s)->isVisible(),
                                 patience);
        for (const auto *label : m_page->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText && !label->text().contains(QChar(0x202e)),
                     qPrintable(label->objectName()));
    }

    void nothingIsCutOff()
    {
        open();
        m_page->resize(952, 580); // of a window of 1024x700
        QTRY_VERIFY_WITH_TIMEOUT(!rows(u"graphSuggestion"_s).isEmpty(), patience);
        QCOMPARE(test::cutTexts(*m_page), QStringList());
        lookUp(m_fixture->someEntity(domain::EntityKind::User).value);
        QTRY_VERIFY_WITH_TIMEOUT(!rows(u"pivotIncident"_s).isEmpty(), patience);
        QTest::qWait(50);
        QCOMPARE(test::cutTexts(*m_page), QStringList());
        QCOMPARE(test::sidewaysBars(*m_page), QStringList());
        QVERIFY(m_page->minimumSizeHint().width() <= 818); // of the least window
    }

private:
    static constexpr int patience = test::AnalystFixture::patience;

    void open(const QString &profile = u"default"_s)
    {
        QVERIFY(m_fixture->open(profile));
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_window = std::make_unique<QWidget>();
        m_commands = new ui::Commands(*m_theme, m_window.get());
        m_page = std::make_unique<ui::EntitiesPage>(*m_theme, *m_fixture->desk, *m_commands);
        m_page->resize(1288, 740);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void lookUp(const QString &value)
    {
        m_page->showEntity(value);
        QTRY_VERIFY_WITH_TIMEOUT(!nodes().empty(), patience);
    }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    QList<ui::PivotRow *> rows(const QString &name) const
    {
        QList<ui::PivotRow *> shown = m_page->findChildren<ui::PivotRow *>(name);
        shown.removeIf([](const ui::PivotRow *row) { return row->isHidden(); });
        return shown;
    }
    const std::vector<graph::Node> &nodes() const { return m_page->view().graph().nodes(); }
    domain::Entity current() const
    {
        const int node = m_page->view().canvas().current();
        return node < 0 ? domain::Entity() : nodes()[std::size_t(node)].entity;
    }

    std::unique_ptr<test::AnalystFixture> m_fixture;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    ui::Commands *m_commands = nullptr; // the window's
    std::unique_ptr<ui::EntitiesPage> m_page;
};

QTEST_MAIN(TestEntitiesPage)
#include "tst_entitiespage.moc"
