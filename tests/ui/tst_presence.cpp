// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"
#include "ui/presence.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

// Who does not look is asked for seldom.
class TestPresence final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_presence = new ui::Presence(*m_window);
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void aWindowThatCannotBeSeenIsHidden()
    {
        QSignalSpy changed(m_presence, &ui::Presence::changed);
        QVERIFY(!m_presence->conditions().hidden);
        m_window->hide();
        QVERIFY(m_presence->conditions().hidden);
        QCOMPARE(changed.count(), 1);
        m_window->show();
        QVERIFY(!m_presence->conditions().hidden);
        m_window->setWindowState(Qt::WindowMinimized);
        QTRY_VERIFY(m_presence->conditions().hidden);
    }

    void whoTouchesNothingIsIdleUntilHeDoes_data()
    {
        QTest::addColumn<int>("touch");
        QTest::newRow("key") << 0;
        QTest::newRow("mouse moves") << 1;
        QTest::newRow("mouse button") << 2;
    }
    void whoTouchesNothingIsIdleUntilHeDoes()
    {
        QFETCH(int, touch);
        QVERIFY(!m_presence->conditions().idle);
        m_presence->setIdleAfter(1);
        QTRY_VERIFY(m_presence->conditions().idle);
        m_presence->setIdleAfter(600'000); // it must not run out again while the test looks
        if (touch == 0)
            QTest::keyClick(m_window.get(), Qt::Key_A);
        else if (touch == 1)
            QTest::mouseMove(m_window.get(), QPoint(5, 5));
        else
            QTest::mouseClick(m_window.get(), Qt::LeftButton);
        QTRY_VERIFY(!m_presence->conditions().idle);
    }

    void thePollsOfTheQueueFollow()
    {
        openDesk();
        const auto wait = [this] {
            const poll::JobState state = m_desk->workspace().poller().state(m_job);
            return state.due - state.succeeded;
        };
        const Micros seen = wait();
        QVERIFY(seen > 0);
        m_window->hide();
        const Micros hidden = wait();
        QVERIFY2(hidden > seen, "nobody looks, and it is asked as often");
        m_presence->setIdleAfter(1);
        QTRY_VERIFY(m_presence->conditions().idle);
        QVERIFY2(wait() > hidden, "nobody is there either, and it is asked as often");
        m_presence->setIdleAfter(600'000);
        m_window->show();
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QTRY_VERIFY(!m_presence->conditions().idle);
        QTRY_VERIFY(wait() > 0 && wait() < hidden);
    }

    // The sandbox is on this machine and there without a network: another connection of it stands for a
    // server.
    void withoutANetworkNobodyIsAsked()
    {
        openDesk();
        poll::Conditions conditions = m_presence->conditions();
        conditions.offline = true;
        m_desk->setConditions(conditions);
        QVERIFY(!m_desk->workspace().poller().conditions().offline);
        domain::Connection connection = m_desk->workspace().connection();
        connection.id.clear();
        connection.sandbox = false;
        connection.name = u"Work"_s;
        connection.secretLabel = u"work"_s;
        QString id;
        m_desk->saveConnection(connection, this,
                               [&id](const Result<QString> &saved) { id = saved.value_or(u"-"_s); });
        QTRY_VERIFY_WITH_TIMEOUT(!id.isEmpty(), patience);
        QVERIFY(m_desk->choose(id));
        QVERIFY(m_desk->workspace().poller().conditions().offline);
    }

private:
    static constexpr int patience = 30'000; // ms

    // With a queue that was read once.
    void openDesk()
    {
        m_fixture = std::make_unique<test::DeskFixture>();
        QVERIFY(m_fixture->open());
        sandbox::ServerOptions options;
        options.incidents = 5;
        options.coldDelayMs = 0;
        m_fixture->sandbox = options;
        m_desk = &m_fixture->analyst();
        connect(m_presence, &ui::Presence::changed, m_desk, &flows::AnalystDesk::setConditions);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_desk->workspace().isOpen() && m_desk->workspace().sync().state().synced > 0, patience);
        for (const QString &name : m_desk->workspace().poller().names()) {
            if (m_desk->workspace().poller().state(name).succeeded > 0)
                m_job = name;
        }
        QVERIFY(!m_job.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->workspace().poller().state(m_job).running, patience);
    }

    std::unique_ptr<QWidget> m_window;
    ui::Presence *m_presence = nullptr; // the window's
    std::unique_ptr<test::DeskFixture> m_fixture;
    flows::AnalystDesk *m_desk = nullptr;
    QString m_job;
};

QTEST_MAIN(TestPresence)

#include "tst_presence.moc"
