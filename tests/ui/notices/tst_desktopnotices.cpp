// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// From the policy of the open connection to the desktop and back, over a real bus and a real file.

#include "tests/ui/support/noticesfixture.h"
#include "tests/ui/support/notificationservice.h"
#include "ui/notices/noticehistory.h"
#include "ui/text/words.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using domain::Severity;
using test::NotificationService;
using ui::DesktopNotices;

namespace {

constexpr int patience = 30'000; // ms

} // namespace

class DesktopNoticesTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void anIncidentIsShownOnce();
    void manyAreSummarised();
    void aClickOpensTheIncident();
    void aClickOnASummaryOpensTheHistory();
    void aClickOpensTheConnectionOfTheIncident();
    void anIncidentThatIsGoneIsSaid();
    void whatTheUserDecidesIsInForceAtOnceAndAfterASwitch();
    void unreadIsCountedUntilItIsLookedAt();
    void withoutAServiceTheWindowSaysIt();

private:
    qsizetype shown() const { return m_service->shown().size(); }

    test::PrivateBus m_bus;
    std::unique_ptr<NotificationService> m_service;
    std::unique_ptr<test::NoticesFixture> m_fixture;
};

void DesktopNoticesTest::initTestCase()
{
    ui::installWords(*qApp);
    if (!test::PrivateBus::isPossible())
        QSKIP("there is no dbus-daemon here");
    QVERIFY(m_bus.start());
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toUtf8());
}

void DesktopNoticesTest::init()
{
    m_service = std::make_unique<NotificationService>(m_bus.address(),
                                                      QStringList{u"actions"_s, u"body"_s, u"body-markup"_s});
    QVERIFY(m_service->isServing());
    m_fixture = std::make_unique<test::NoticesFixture>();
}

void DesktopNoticesTest::cleanup()
{
    m_fixture.reset();
    m_service.reset();
}

void DesktopNoticesTest::anIncidentIsShownOnce()
{
    QVERIFY(m_fixture->open());
    const auto one = m_fixture->incident(7, u"<b>Mail</b>\u202E rule"_s);
    QVERIFY(m_fixture->arrive({one}));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 1, patience);
    QCOMPARE(m_service->shown().first().title, u"High: <b>Mail</b>⟨U+202E⟩ rule"_s);
    QCOMPARE(m_service->shown().first().body, u"Work"_s);
    // Told again, and another one after it: the first is not repeated.
    m_fixture->desk->workspace().notices().consider({1}, false);
    QVERIFY(m_fixture->arrive({m_fixture->incident(8, u"next"_s, Severity::Low)}));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 2, patience);
    QCOMPARE(m_service->shown().last().title, u"Low: next"_s);
}

void DesktopNoticesTest::manyAreSummarised()
{
    QVERIFY(m_fixture->open());
    QList<domain::Incident> many;
    for (int i = 1; i <= 8; ++i)
        many.append(m_fixture->incident(i, u"t<%1>"_s.arg(i), i == 5 ? Severity::Critical : Severity::Low));
    QVERIFY(m_fixture->arrive(many));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 4, patience);
    QStringList titles;
    for (const auto &one : m_service->shown())
        titles.append(one.title);
    QVERIFY2(titles.contains(u"Critical: t<5>"_s), qPrintable(titles.join(u'|')));
    const auto &summary = m_service->shown().at(titles.indexOf(u"5 more incidents, up to Low"_s));
    QVERIFY2(summary.body.startsWith(u"Low: t&lt;"), qPrintable(summary.body));
    QVERIFY2(summary.body.endsWith(u"and 2 others"), qPrintable(summary.body));
}

void DesktopNoticesTest::aClickOpensTheIncident()
{
    QVERIFY(m_fixture->open());
    m_fixture->window->showMinimized();
    QVERIFY(m_fixture->arrive({m_fixture->incident(4711, u"a"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 1, patience);
    QSignalSpy asked(m_fixture->notices, &DesktopNotices::incidentAsked);
    m_service->click(m_service->shown().first().id);
    QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, patience);
    QCOMPARE(asked.first().first().toLongLong(), 4711);
    QVERIFY(m_fixture->window->isVisible());
    QVERIFY(!m_fixture->window->isMinimized());
}

void DesktopNoticesTest::aClickOnASummaryOpensTheHistory()
{
    QVERIFY(m_fixture->open());
    ui::NoticePreferences few;
    few.perMinute = 1;
    QVERIFY(m_fixture->notices->setPreferences(few));
    QVERIFY(m_fixture->arrive({m_fixture->incident(1, u"a"_s), m_fixture->incident(2, u"b"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 2, patience);
    QSignalSpy asked(m_fixture->notices, &DesktopNotices::incidentAsked);
    const bool lastIsSummary = m_service->shown().last().title.startsWith(u"1 more");
    m_service->click(lastIsSummary ? 2 : 1);
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s), patience);
    QVERIFY(m_fixture->window->findChild<ui::NoticeHistory *>(u"noticeHistory"_s)->isVisible());
    QVERIFY(asked.isEmpty());
}

void DesktopNoticesTest::aClickOpensTheConnectionOfTheIncident()
{
    QVERIFY(m_fixture->open({u"Work"_s, u"Other"_s}));
    QVERIFY(m_fixture->arrive({m_fixture->incident(5, u"a"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 1, patience);
    QVERIFY(m_fixture->desk->choose(m_fixture->connections.last()));
    QSignalSpy asked(m_fixture->notices, &DesktopNotices::incidentAsked);
    m_service->click(1);
    QTRY_COMPARE_WITH_TIMEOUT(asked.count(), 1, patience);
    QCOMPARE(m_fixture->desk->workspace().connection().id, m_fixture->connections.first());
    // One that was removed in the meantime.
    QVERIFY(m_fixture->desk->choose(m_fixture->connections.last()));
    QVERIFY(m_fixture->ask<void>([&](QObject *context, const Handler<void> &handler) {
        m_fixture->desk->removeConnection(m_fixture->connections.first(), context, handler);
    }));
    QSignalSpy said(m_fixture->notices, &DesktopNotices::notice);
    m_service->click(1);
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QCOMPARE(asked.count(), 1);
}

void DesktopNoticesTest::anIncidentThatIsGoneIsSaid()
{
    QVERIFY(m_fixture->open());
    QSignalSpy asked(m_fixture->notices, &DesktopNotices::incidentAsked);
    QSignalSpy said(m_fixture->notices, &DesktopNotices::notice);
    m_fixture->notices->openIncident(m_fixture->connections.first(), 99);
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QVERIFY(asked.isEmpty());
}

void DesktopNoticesTest::whatTheUserDecidesIsInForceAtOnceAndAfterASwitch()
{
    QVERIFY(m_fixture->open({u"Work"_s, u"Other"_s}));
    const auto view = m_fixture->book<qint64>([](storage::AnalystStores &stores) {
        return stores.views.add({u"Worst"_s, u"severity:critical"_s, {}, {}});
    });
    QVERIFY(view);
    ui::NoticePreferences chosen;
    chosen.views = {*view};
    QVERIFY(m_fixture->notices->setPreferences(chosen));
    for (const QString &connection : std::as_const(m_fixture->connections)) {
        QVERIFY(m_fixture->desk->choose(connection));
        QVERIFY(m_fixture->arrive({m_fixture->incident(1, u"low"_s, Severity::Low),
                                   m_fixture->incident(2, u"worst"_s, Severity::Critical)}));
    }
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 2, patience);
    QCOMPARE(m_service->shown().first().title, u"Critical: worst"_s);
    QCOMPARE(m_service->shown().first().body, u"Work · view Worst"_s);
    QCOMPARE(m_service->shown().last().body, u"Other · view Worst"_s);
    chosen.on = false;
    QVERIFY(m_fixture->notices->setPreferences(chosen));
    QVERIFY(m_fixture->arrive({m_fixture->incident(3, u"worse"_s, Severity::Critical)}));
    QCOMPARE(ui::readNoticePreferences(m_fixture->settings), chosen);
    // The way to the desktop is known to be free: what was silent would have come before this.
    m_fixture->notices->showSample();
    QTRY_COMPARE_WITH_TIMEOUT(shown(), 3, patience);
    QVERIFY(!m_service->shown().last().title.contains(u"worse"));
}

void DesktopNoticesTest::unreadIsCountedUntilItIsLookedAt()
{
    QVERIFY(m_fixture->open({u"Work"_s, u"Other"_s}));
    QVERIFY(m_fixture->arrive({m_fixture->incident(1, u"a"_s), m_fixture->incident(2, u"b"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->notices->unread(), 2, patience);
    const Micros first = m_fixture->time;
    m_fixture->time += microsPerSecond;
    QVERIFY(m_fixture->arrive({m_fixture->incident(3, u"c"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->notices->unread(), 3, patience);
    m_fixture->notices->markSeen(first);
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->notices->unread(), 1, patience);
    // Each connection has its own.
    QVERIFY(m_fixture->desk->choose(m_fixture->connections.last()));
    QCOMPARE(m_fixture->notices->unread(), 0);
    QCOMPARE(m_fixture->notices->seenUntil(), 0);
    QVERIFY(m_fixture->desk->choose(m_fixture->connections.first()));
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->notices->unread(), 1, patience);
    QCOMPARE(m_fixture->notices->seenUntil(), first);
}

void DesktopNoticesTest::withoutAServiceTheWindowSaysIt()
{
    m_service.reset();
    QVERIFY(m_fixture->open());
    QSignalSpy said(m_fixture->notices, &DesktopNotices::notice);
    QSignalSpy by(m_fixture->notices, &DesktopNotices::shownBy);
    QVERIFY(m_fixture->arrive({m_fixture->incident(7, u"<b>a</b>"_s)}));
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QCOMPARE(said.first().first().toString(), u"High: <b>a</b>"_s);
    QCOMPARE(by.first().first().value<DesktopNotices::Way>(), DesktopNotices::Way::Window);
}

QTEST_MAIN(DesktopNoticesTest)
#include "tst_desktopnotices.moc"
