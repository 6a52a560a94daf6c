// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The desktop's end of the bus is another connection of this test, over a real dbus-daemon.

#include "tests/ui/support/notificationservice.h"
#include "ui/notices/busnotifier.h"

#include <QDBusConnectionInterface>
#include <QSignalSpy>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::NotificationService;
using ui::BusNotifier;
using ui::DesktopNotice;

namespace {

constexpr int patience = 30'000; // ms
const QStringList capable{u"actions"_s, u"body"_s, u"body-markup"_s};

} // namespace

class BusNotifierTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void textIsNeverMarkup_data();
    void textIsNeverMarkup();
    void aClickSaysWhichOne();
    void onlyTheServiceItselfCanClick();
    void actionsAreForServicesThatKnowThem();
    void whatIsClosedCannotBeClicked();
    void aServiceStartedAnewDoesNotMixUpNumbers();
    void refusesWithoutAService();
    void refusesWithoutABus();
    void takesItsNoticesAwayAtTheEnd();

private:
    bool showOne(BusNotifier &notifier, const DesktopNotice &notice);

    std::unique_ptr<test::PrivateBus> m_bus;
    std::unique_ptr<NotificationService> m_service;
};

void BusNotifierTest::initTestCase()
{
    if (!test::PrivateBus::isPossible())
        QSKIP("there is no dbus-daemon here");
}

void BusNotifierTest::init()
{
    m_bus = std::make_unique<test::PrivateBus>();
    QVERIFY(m_bus->start());
    m_service = std::make_unique<NotificationService>(m_bus->address(), capable);
    QVERIFY(m_service->isServing());
}

void BusNotifierTest::cleanup()
{
    m_service.reset();
    m_bus.reset();
}

bool BusNotifierTest::showOne(BusNotifier &notifier, const DesktopNotice &notice)
{
    QSignalSpy shown(&notifier, &BusNotifier::shown);
    notifier.show(notice);
    return QTest::qWaitFor([&] { return shown.count() == 1; }, patience) &&
           shown.first().first().value<quint64>() == notice.key;
}

void BusNotifierTest::textIsNeverMarkup_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("body");
    QTest::newRow("a service that reads markup")
        << capable << u"&lt;a href=&quot;file:///etc/passwd&quot;&gt;x&lt;/a&gt; &amp;amp;\nnext"_s;
    QTest::newRow("a service that does not")
        << QStringList{u"body"_s} << u"<a href=\"file:///etc/passwd\">x</a> &amp;\nnext"_s;
}

void BusNotifierTest::textIsNeverMarkup()
{
    QFETCH(QStringList, capabilities);
    m_service.reset();
    m_service = std::make_unique<NotificationService>(m_bus->address(), capabilities);
    QVERIFY(m_service->isServing());
    BusNotifier notifier(m_bus->address());
    const QString text = u"<a href=\"file:///etc/passwd\">x</a> &amp;\nnext"_s;
    QVERIFY(showOne(notifier, {7, u"High: <b>x</b> &amp;"_s, text}));
    QCOMPARE(m_service->shown().size(), 1);
    const auto shown = m_service->shown().first();
    QCOMPARE(shown.title, u"High: <b>x</b> &amp;"_s); // plain by the specification
    QTEST(shown.body, "body");
    QCOMPARE(shown.hints.value(u"urgency"_s).typeId(), int(QMetaType::UChar));
}

void BusNotifierTest::aClickSaysWhichOne()
{
    BusNotifier notifier(m_bus->address());
    QVERIFY(showOne(notifier, {11, u"one"_s, {}}));
    QVERIFY(showOne(notifier, {12, u"two"_s, {}}));
    QCOMPARE(m_service->shown().first().actions.value(0), u"default"_s);
    QSignalSpy activated(&notifier, &BusNotifier::activated);
    m_service->click(m_service->shown().last().id);
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 1, patience);
    QCOMPARE(activated.first().first().value<quint64>(), quint64(12));
    m_service->click(m_service->shown().first().id);
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 2, patience);
    QCOMPARE(activated.last().first().value<quint64>(), quint64(11));
    // Buttons of others, and notices of other programs.
    emit m_service->ActionInvoked(m_service->shown().first().id, u"delete"_s);
    m_service->click(4711);
    m_service->click(m_service->shown().last().id);
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 3, patience);
    QCOMPARE(activated.last().first().value<quint64>(), quint64(12));
}

void BusNotifierTest::onlyTheServiceItselfCanClick()
{
    BusNotifier notifier(m_bus->address());
    QVERIFY(showOne(notifier, {1, u"one"_s, {}}));
    QSignalSpy activated(&notifier, &BusNotifier::activated);
    // Another program says the same words.
    const QString name = u"impostor"_s;
    QDBusConnection impostor = QDBusConnection::connectToBus(m_bus->address(), name);
    QDBusMessage signal = QDBusMessage::createSignal(u"/org/freedesktop/Notifications"_s,
                                                     u"org.freedesktop.Notifications"_s, u"ActionInvoked"_s);
    signal.setArguments({m_service->shown().first().id, u"default"_s});
    QVERIFY(impostor.send(signal));
    // Answered by the bus after it has passed the signal on.
    impostor.interface()->isServiceRegistered(u"org.freedesktop.Notifications"_s);
    m_service->click(m_service->shown().first().id);
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 1, patience);
    QDBusConnection::disconnectFromBus(name);
    QCOMPARE(activated.count(), 1);
}

void BusNotifierTest::actionsAreForServicesThatKnowThem()
{
    m_service.reset();
    m_service = std::make_unique<NotificationService>(m_bus->address(), QStringList{u"body"_s});
    BusNotifier notifier(m_bus->address());
    QVERIFY(showOne(notifier, {1, u"one"_s, {}}));
    QVERIFY(m_service->shown().first().actions.isEmpty());
}

void BusNotifierTest::whatIsClosedCannotBeClicked()
{
    BusNotifier notifier(m_bus->address());
    QVERIFY(showOne(notifier, {1, u"one"_s, {}}));
    QVERIFY(showOne(notifier, {2, u"two"_s, {}}));
    QSignalSpy activated(&notifier, &BusNotifier::activated);
    emit m_service->NotificationClosed(m_service->shown().first().id, 2);
    m_service->click(m_service->shown().first().id);
    m_service->click(m_service->shown().last().id);
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 1, patience);
    QCOMPARE(activated.first().first().value<quint64>(), quint64(2));
}

void BusNotifierTest::aServiceStartedAnewDoesNotMixUpNumbers()
{
    BusNotifier notifier(m_bus->address());
    QVERIFY(showOne(notifier, {1, u"one"_s, {}}));
    m_service.reset();
    m_service = std::make_unique<NotificationService>(m_bus->address(), capable);
    QVERIFY(m_service->isServing());
    QSignalSpy activated(&notifier, &BusNotifier::activated);
    m_service->click(1); // the number of the notice of before
    QVERIFY(showOne(notifier, {2, u"two"_s, {}}));
    QCOMPARE(m_service->shown().first().id, 1U);
    m_service->click(1);
    QTRY_COMPARE_WITH_TIMEOUT(activated.count(), 1, patience);
    QCOMPARE(activated.first().first().value<quint64>(), quint64(2));
}

void BusNotifierTest::refusesWithoutAService()
{
    m_service.reset();
    BusNotifier notifier(m_bus->address());
    QSignalSpy refused(&notifier, &BusNotifier::refused);
    notifier.show({5, u"one"_s, u"body"_s});
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, patience);
    QCOMPARE(refused.first().first().value<DesktopNotice>().key, quint64(5));
    // Once there is one, it is used.
    m_service = std::make_unique<NotificationService>(m_bus->address(), capable);
    QVERIFY(showOne(notifier, {6, u"two"_s, {}}));
    QCOMPARE(m_service->shown().size(), 1);
}

void BusNotifierTest::refusesWithoutABus()
{
    BusNotifier never(u"unix:path=/nonexistent/bus"_s);
    QSignalSpy refused(&never, &BusNotifier::refused);
    never.show({5, u"one"_s, {}});
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, patience);
    // One that goes away in between.
    BusNotifier later(m_bus->address());
    QVERIFY(showOne(later, {6, u"two"_s, {}}));
    m_service.reset();
    m_bus->stop();
    QSignalSpy lost(&later, &BusNotifier::refused);
    later.show({7, u"three"_s, {}});
    QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, patience);
}

void BusNotifierTest::takesItsNoticesAwayAtTheEnd()
{
    {
        BusNotifier notifier(m_bus->address());
        QVERIFY(showOne(notifier, {1, u"one"_s, {}}));
        QVERIFY(showOne(notifier, {2, u"two"_s, {}}));
        emit m_service->NotificationClosed(m_service->shown().first().id, 2);
        QVERIFY(showOne(notifier, {3, u"three"_s, {}})); // by then the signal has come
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_service->closed(), (QList<uint>{2, 3}), patience);
}

QTEST_GUILESS_MAIN(BusNotifierTest)
#include "tst_busnotifier.moc"
