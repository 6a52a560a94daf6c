// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The change of an API key against the sandbox, ended and begun again at every step: whoever uses the key can
// sign in at every moment, and no key is left that nobody knows of.

#include "tests/support/keybench.h"
#include "tests/support/socmateclient.h"

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using storage::KeyRotation;
using storage::KeyStep;
using test::KeyBench;

class KeyRotationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<KeyBench>(); }
    void goesStepByStep();
    void goesOnAfterARestartAtEachStep_data();
    void goesOnAfterARestartAtEachStep();
    void isNotDoneTwiceWhenItWasNotWrittenDown_data();
    void isNotDoneTwiceWhenItWasNotWrittenDown();
    void endsAKeyWhoseAnswerWasLost();
    void aRefusedQuestionLeavesNothing();
    void aNewKeyThatDoesNotOpenIsNotSwapped();
    void canBeCancelledBeforeTheSwap();
    void cannotBeCancelledAfterIt();
    void byHandItWaitsForAPerson();
    void saysWhatIsLeftWhereNothingCanBeDisabled();
    void oneAtATime();
    void leavesNoValueInAFile();
    void namesTheNextKey();

private:
    bool consoleSignsIn() { return m_bench->opens(m_bench->stored(u"socmate-lab"_s).value); }
    int active()
    {
        int count = 0;
        for (const KeyEntry &entry : m_bench->list().entries)
            count += keyState(entry, true, wallClock()) == KeyState::Active;
        return count;
    }
    KeyRotation planned(const QString &target = u"c-console"_s)
    {
        m_made = m_bench->make();
        const auto rotation = m_bench->plan(m_bench->entry(m_made.entry.serverId), target);
        if (!rotation)
            qFatal("%s", qPrintable(rotation.error().detail));
        return *rotation;
    }

    std::unique_ptr<KeyBench> m_bench;
    MadeKey m_made;
};

void KeyRotationTest::goesStepByStep()
{
    KeyRotation rotation = planned();
    QCOMPARE(rotation.step, KeyStep::Planned);
    for (const KeyStep step : {KeyStep::Created, KeyStep::Tested, KeyStep::Swapped, KeyStep::Disabled}) {
        TOCSIN_GET(next, m_bench->advance(rotation));
        QCOMPARE(next.step, step);
        QVERIFY(consoleSignsIn());
        rotation = next;
    }
    QVERIFY(rotation.isOver());
    QVERIFY(!m_bench->opens(m_made.value));
    const auto stored = m_bench->stored(u"socmate-lab"_s);
    QVERIFY(stored.value.reveal() != m_made.value.reveal());
    QCOMPARE(stored.retired.size(), 1); // the old one, which opens nothing any more
    QVERIFY(m_bench->stored(rotation.newLabel).value.isEmpty());
    const KeyEntry fresh = m_bench->entry(rotation.newId);
    QCOMPARE(fresh.label, u"socmate-lab"_s);
    QCOMPARE(fresh.usedBy, QStringList{u"Lab"_s});
    QVERIFY(m_bench->entry(rotation.oldId).disabled != 0);
    QCOMPARE(m_bench->office->rotator().tested().size(), 5);
}

void KeyRotationTest::goesOnAfterARestartAtEachStep_data()
{
    QTest::addColumn<int>("steps");
    for (int i = 0; i < 4; ++i)
        QTest::addRow("after %d", i) << i;
}

void KeyRotationTest::goesOnAfterARestartAtEachStep()
{
    QFETCH(const int, steps);
    KeyRotation rotation = planned();
    for (int i = 0; i < steps; ++i)
        rotation = m_bench->advance(rotation).value_or(KeyRotation());
    rotation = m_bench->restarted();
    QVERIFY(consoleSignsIn());
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, rotation));
    QCOMPARE(end.step, KeyStep::Disabled);
    QVERIFY(consoleSignsIn());
    QVERIFY(!m_bench->opens(m_made.value));
    QCOMPARE(active(), 2); // the new one and the sandbox's own
}

void KeyRotationTest::isNotDoneTwiceWhenItWasNotWrittenDown_data()
{
    QTest::addColumn<KeyStep>("before");
    QTest::newRow("created") << KeyStep::Asked;
    QTest::newRow("tested") << KeyStep::Created;
    QTest::newRow("swapped") << KeyStep::Tested;
    QTest::newRow("disabled") << KeyStep::Swapped;
}

void KeyRotationTest::isNotDoneTwiceWhenItWasNotWrittenDown()
{
    QFETCH(const KeyStep, before);
    KeyRotation rotation = planned();
    while (rotation.step <= before)
        rotation = m_bench->advance(rotation).value_or(KeyRotation());
    m_bench->unwrite(rotation, before);
    rotation = m_bench->restarted();
    QCOMPARE(rotation.step, before);
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, rotation));
    QCOMPARE(end.step, KeyStep::Disabled);
    QVERIFY(consoleSignsIn());
    QVERIFY(!m_bench->opens(m_made.value));
}

// The server makes the key, and the answer with its value goes astray.
void KeyRotationTest::endsAKeyWhoseAnswerWasLost()
{
    const KeyRotation rotation = planned();
    m_bench->server->dropNext(1);
    const auto lost = m_bench->advance(rotation);
    QVERIFY(!lost);
    QCOMPARE(lost.error().kind, Error::Kind::Unanswered);
    QCOMPARE(active(), 3); // the old one, the sandbox's own, and one that nobody has
    const KeyRotation now = m_bench->restarted();
    QCOMPARE(now.step, KeyStep::Asked);
    m_bench->server->dropNext(1, 2); // after the list and the end of the lost one: lost once more
    QVERIFY(!m_bench->advance(now));
    QCOMPARE(active(), 3);
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, m_bench->restarted()));
    QCOMPARE(end.step, KeyStep::Disabled);
    QVERIFY(!end.isUnsure);
    QCOMPARE(active(), 2);
    QVERIFY(consoleSignsIn());
}

void KeyRotationTest::aRefusedQuestionLeavesNothing()
{
    const KeyRotation rotation = planned();
    m_bench->server->failNext(1, 403);
    const auto refused = m_bench->advance(rotation);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Forbidden);
    QCOMPARE(m_bench->restarted().step, KeyStep::Planned);
    QCOMPARE(active(), 2);
}

void KeyRotationTest::aNewKeyThatDoesNotOpenIsNotSwapped()
{
    KeyRotation rotation = planned();
    rotation = m_bench->advance(rotation).value_or(KeyRotation());
    m_bench->server->failNext(1, 403);
    const auto closed = m_bench->advance(rotation);
    QVERIFY(!closed);
    QVERIFY2(closed.error().detail.contains(u"incidents:read"_s), qPrintable(closed.error().detail));
    QCOMPARE(m_bench->restarted().step, KeyStep::Created);
    QVERIFY(m_bench->opens(m_made.value));
    TOCSIN_GET(again, m_bench->advance(m_bench->restarted()));
    QCOMPARE(again.step, KeyStep::Tested);
}

void KeyRotationTest::canBeCancelledBeforeTheSwap()
{
    KeyRotation rotation = planned();
    rotation = m_bench->advance(rotation).value_or(KeyRotation());
    TOCSIN_GET(cancelled, m_bench->act(&KeyRotator::cancel, rotation));
    QCOMPARE(cancelled.step, KeyStep::Cancelled);
    QVERIFY(!cancelled.isUnsure);
    QVERIFY(m_bench->stored(rotation.newLabel).value.isEmpty());
    QVERIFY(m_bench->opens(m_made.value));
    QCOMPARE(active(), 2);
}

void KeyRotationTest::cannotBeCancelledAfterIt()
{
    KeyRotation rotation = planned();
    while (rotation.step < KeyStep::Swapped)
        rotation = m_bench->advance(rotation).value_or(KeyRotation());
    const auto refused = m_bench->act(&KeyRotator::cancel, rotation);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    m_bench->unwrite(rotation, KeyStep::Tested); // nor when it is not known that it was swapped
    QVERIFY(!m_bench->act(&KeyRotator::cancel, m_bench->restarted()));
    QVERIFY(consoleSignsIn());
}

void KeyRotationTest::byHandItWaitsForAPerson()
{
    KeyRotation rotation = planned(QString());
    QVERIFY(rotation.isByHand());
    TOCSIN_GET(waiting, m_bench->act(&KeyRotator::run, rotation));
    QCOMPARE(waiting.step, KeyStep::Tested);
    QVERIFY(m_bench->opens(m_bench->stored(waiting.newLabel).value));
    QVERIFY(m_bench->opens(m_made.value));
    TOCSIN_GET(swapped, m_bench->act(&KeyRotator::confirmSwap, waiting));
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, swapped));
    QCOMPARE(end.step, KeyStep::Disabled);
    QVERIFY(!m_bench->opens(m_made.value));
    QVERIFY(m_bench->opens(m_bench->stored(waiting.newLabel).value));
}

void KeyRotationTest::saysWhatIsLeftWhereNothingCanBeDisabled()
{
    m_bench = std::make_unique<KeyBench>(u"bare-array"_s);
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, planned()));
    QCOMPARE(end.step, KeyStep::LeftOver);
    QVERIFY(consoleSignsIn());
    QVERIFY(m_bench->opens(m_made.value)); // a person ends it
    QVERIFY(!m_bench->list().isOffered);
}

void KeyRotationTest::oneAtATime()
{
    const KeyRotation rotation = planned();
    const auto second = m_bench->plan(m_bench->entry(m_made.entry.serverId), u"c-console"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Rejected);
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, rotation));
    TOCSIN_GET(next, m_bench->plan(m_bench->entry(end.newId), u"c-console"_s));
    TOCSIN_GET(after, m_bench->act(&KeyRotator::run, next)); // on the same day
    QCOMPARE(after.step, KeyStep::Disabled);
    QVERIFY(consoleSignsIn());
    QCOMPARE(active(), 2);
}

void KeyRotationTest::leavesNoValueInAFile()
{
    TOCSIN_GET(end, m_bench->act(&KeyRotator::run, planned()));
    const QByteArray fresh = m_bench->stored(u"socmate-lab"_s).value.reveal().toByteArray();
    QVERIFY(!m_bench->isAnywhere(m_made.value.reveal().toByteArray()));
    QVERIFY(!m_bench->isAnywhere(fresh));
    QVERIFY(!m_bench->isAnywhere(m_bench->server->adminToken().reveal().toByteArray()));
    QVERIFY(m_bench->isAnywhere(end.newId.toLatin1())); // what is looked through holds the rest
    const auto entries = test::waited<QList<audit::Entry>>([this](QObject *context, const auto &handler) {
        m_bench->auditing->entries(0, 50, context, handler);
    });
    QVERIFY(entries);
    QCOMPARE(entries->size(), 3); // two were made, one was ended
    QVERIFY(entries->first().target.endsWith(end.oldId + u"/disable"_s));
}

void KeyRotationTest::namesTheNextKey()
{
    const Micros day = Micros(1'790'000'000) * microsPerSecond; // 2026-09-21
    QCOMPARE(nextKeyName(u"Desk"_s, day), u"Desk 2026-09-21"_s);
    QCOMPARE(nextKeyName(u"Desk 2025-01-02"_s, day), u"Desk 2026-09-21"_s);
    const QString again = nextKeyName(u"Desk 2026-09-21"_s, day);
    QCOMPARE(again, u"Desk 2026-09-21 14:13:20"_s);
    QCOMPARE(nextKeyName(again, day), u"Desk 2026-09-21"_s);
}

QTEST_GUILESS_MAIN(KeyRotationTest)
#include "tst_keyrotation.moc"
