// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A secret is changed while the program may end at any moment: the one that the tenant signs with is known
// here at every step.

#include "core/flows/oldsecretuse.h"
#include "tests/support/rotationbench.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using storage::Rotation;
using storage::RotationStep;
using test::day;
using Bench = test::RotationBench;
using test::today;

class SocotraRotationTest : public QObject
{
    Q_OBJECT

private slots:
    void changesTheSecret_data() { test::tenantRows(); }
    void changesTheSecret();
    void goesOnAfterAnEndBeforeAnyStep_data() { test::tenantRows(); }
    void goesOnAfterAnEndBeforeAnyStep();
    void goesOnAfterAnEndBehindAnyStep_data() { test::tenantRows(); }
    void goesOnAfterAnEndBehindAnyStep();
    void goesOnAfterALostAnswer_data() { test::tenantRows(); }
    void goesOnAfterALostAnswer();
    void goesOnAfterATenantThatWasDown();
    void aTagThatIsNotShownIsSentAgain();
    void cancelBringsTheOldOneBack_data();
    void cancelBringsTheOldOneBack();
    void whatTheTenantHasCannotBeCancelled();
    void theTenantIsSentNothingThatDoesNotVerifyYet();
    void oneThatOnlyTheTenantTellsIsKept_data();
    void oneThatOnlyTheTenantTellsIsKept();
    void oneAtATime();
    void retiresWhatIsQuiet_data();
    void retiresWhatIsQuiet();
    void theOldOneIsReadFromTheStore();
    void whatWasNotLookedAtMayHaveBeenOfUse();
    void retiringTwiceDropsOneOnly();
    void theFileHoldsNoSecret();
};

void SocotraRotationTest::changesTheSecret()
{
    QFETCH(const QString, profile);
    Bench bench(profile);
    const QJsonObject before = bench.place.stored(u"alerts"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(done, bench.run(planned));
    QCOMPARE(done.step, RotationStep::Verified);
    QCOMPARE(done.verified, today);
    QVERIFY(bench.isChanged());
    QVERIFY(bench.isSafe());
    QCOMPARE(bench.stored().retired.size(), 2);
    QJsonObject expected = before; // nothing else was touched
    QJsonObject spec = expected["securitySpec"_L1].toObject();
    spec["tag"_L1] = bench.specThere()["tag"_L1];
    spec["secret"_L1] = bench.specThere()["secret"_L1];
    expected["securitySpec"_L1] = spec;
    QCOMPARE(bench.place.stored(u"alerts"_s), expected);
}

void SocotraRotationTest::goesOnAfterAnEndBeforeAnyStep()
{
    QFETCH(const QString, profile);
    Bench bench(profile);
    TOCSIN_GET(planned, bench.plan());
    Rotation rotation = planned;
    for (int steps = 0; rotation.step != RotationStep::Verified; ++steps) {
        QVERIFY(steps < 4);
        const Rotation known = bench.restarted();
        QCOMPARE(known, rotation);
        TOCSIN_GET(next, bench.advance(known));
        QVERIFY(next.step > rotation.step);
        QVERIFY(bench.isSafe());
        rotation = next;
    }
    QVERIFY(bench.isChanged());
    QCOMPARE(bench.stored().retired.size(), 2);
}

// Every step is taken, and what was written down of it is lost: it is not taken twice.
void SocotraRotationTest::goesOnAfterAnEndBehindAnyStep()
{
    QFETCH(const QString, profile);
    Bench bench(profile);
    TOCSIN_GET(planned, bench.plan());
    Rotation rotation = planned;
    while (rotation.step != RotationStep::Verified) {
        TOCSIN_GET(taken, bench.advance(rotation));
        QVERIFY(bench.isSafe());
        const QByteArray local = bench.stored().value.reveal().toByteArray();
        const int writes = bench.place.counts().writes;
        bench.unwrite(taken, rotation.step, rotation.kept);
        const Rotation known = bench.restarted();
        QCOMPARE(known.step, rotation.step);
        TOCSIN_GET(again, bench.advance(known));
        QCOMPARE(again.step, taken.step);
        QCOMPARE(again.kept, taken.kept);
        QCOMPARE(bench.stored().value.reveal(), QByteArrayView(local)); // no second new secret
        QCOMPARE(bench.place.counts().writes, writes);                  // no second PUT
        QVERIFY(bench.isSafe());
        rotation = again;
    }
    QVERIFY(bench.isChanged());
    QCOMPARE(bench.stored().retired.size(), 2);
}

void SocotraRotationTest::goesOnAfterALostAnswer()
{
    QFETCH(const QString, profile);
    Bench bench(profile);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(stored, bench.advance(planned));
    // Two lists are read before the PUT, whose answer is lost, and so are those of every list behind it.
    bench.place.server->dropNext(1 + 4, 2);
    const auto lost = bench.advance(stored);
    QVERIFY(!lost);
    QCOMPARE(lost.error().kind, Error::Kind::Unanswered);
    QVERIFY(bench.isSafe());
    const Rotation known = bench.restarted();
    QCOMPARE(known.step, RotationStep::Stored);
    const int writes = bench.place.counts().writes;
    TOCSIN_GET(done, bench.run(known));
    QCOMPARE(done.step, RotationStep::Verified);
    QCOMPARE(bench.place.counts().writes, writes);
    QVERIFY(bench.isChanged());
    QVERIFY(bench.isSafe());
}

void SocotraRotationTest::goesOnAfterATenantThatWasDown()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(stored, bench.advance(planned));
    bench.place.server->setOffline(true);
    QVERIFY(!bench.advance(stored));
    bench.place.server->setOffline(false);
    QVERIFY(bench.isSafe());
    TOCSIN_GET(done, bench.run(bench.restarted()));
    QCOMPARE(done.step, RotationStep::Verified);
    QVERIFY(bench.isChanged());
}

void SocotraRotationTest::aTagThatIsNotShownIsSentAgain()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(stored, bench.advance(planned));
    TOCSIN_GET(written, bench.advance(stored));
    bench.place.changeThere(u"alerts"_s, u"tag"_s, u"somebody-else"_s, true);
    QVERIFY(!bench.advance(written));
    const Rotation known = bench.restarted();
    QCOMPARE(known.step, RotationStep::Stored);
    TOCSIN_GET(done, bench.run(known));
    QCOMPARE(done.step, RotationStep::Verified);
    QVERIFY(bench.isChanged());
}

void SocotraRotationTest::cancelBringsTheOldOneBack_data()
{
    QTest::addColumn<int>("steps");
    QTest::addColumn<bool>("interrupted");
    for (const int steps : {0, 1}) {
        QTest::addRow("after %d steps", steps) << steps << false;
        QTest::addRow("after %d steps, interrupted", steps) << steps << true;
    }
}

void SocotraRotationTest::cancelBringsTheOldOneBack()
{
    QFETCH(const int, steps);
    QFETCH(const bool, interrupted);
    Bench bench(u"default"_s);
    const QJsonObject before = bench.place.stored(u"alerts"_s);
    TOCSIN_GET(planned, bench.plan());
    Rotation rotation = planned;
    for (int i = 0; i < steps; ++i) {
        TOCSIN_GET(next, bench.advance(rotation));
        rotation = next;
    }
    TOCSIN_GET(cancelled, bench.cancel(rotation));
    if (interrupted) {
        bench.unwrite(cancelled, rotation.step, rotation.kept);
        TOCSIN_GET(again, bench.cancel(bench.restarted()));
        QCOMPARE(again.step, RotationStep::Cancelled);
    }
    QCOMPARE(cancelled.step, RotationStep::Cancelled);
    QCOMPARE(bench.stored().value.reveal(), QByteArrayView(test::sampleSecret));
    QCOMPARE(bench.stored().tag, u"secret-1"_s);
    QCOMPARE(bench.stored().retired.size(), 1 + steps); // the new one is kept, too
    QCOMPARE(bench.place.stored(u"alerts"_s), before);
    QVERIFY(bench.isSafe());
    QCOMPARE(bench.restarted(), Rotation()); // none is open
    QVERIFY(bench.plan());
}

void SocotraRotationTest::whatTheTenantHasCannotBeCancelled()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(stored, bench.advance(planned));
    TOCSIN_GET(written, bench.advance(stored));
    QVERIFY(!bench.cancel(written));
    bench.unwrite(written, RotationStep::Stored, written.kept); // its PUT was not written down
    QVERIFY(!bench.cancel(bench.restarted()));
    QVERIFY(bench.isSafe());
}

// The listener reads the secret store on its own time: what it does not know yet the tenant must not sign
// with.
void SocotraRotationTest::theTenantIsSentNothingThatDoesNotVerifyYet()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(stored, bench.advance(planned));
    const int writes = bench.place.counts().writes;
    QStringList asked;
    bench.flow->setVerifier(
        [&](const Bench::SecretRotation::Coming &coming, QObject *, const Handler<void> &no) {
            asked.append(coming.rotation.label);
            QCOMPARE(coming.url, u"https://hooks.example.org/a"_s);
            QCOMPARE(coming.value.reveal(), bench.stored().value.reveal());
            no(fail(Error::Kind::Transient, u"not yet"_s));
        });
    const auto refused = bench.advance(stored);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Transient);
    QCOMPARE(asked, QStringList{bench.label});
    QCOMPARE(bench.place.counts().writes, writes);
    QVERIFY(bench.isSafe());
    bench.flow->setVerifier([](const auto &, QObject *, const Handler<void> &yes) { yes(Result<void>()); });
    TOCSIN_GET(done, bench.run(stored));
    QCOMPARE(done.step, RotationStep::Verified);
    QVERIFY(bench.isChanged());
}

void SocotraRotationTest::oneThatOnlyTheTenantTellsIsKept_data()
{
    QTest::addColumn<bool>("hasOther"); // under the label, and the tenant does not sign with it
    QTest::newRow("nothing is kept here") << false;
    QTest::newRow("another one is kept here") << true;
}

// What is on its way is signed with it.
void SocotraRotationTest::oneThatOnlyTheTenantTellsIsKept()
{
    QFETCH(const bool, hasOther);
    Bench bench(u"bare-array"_s); // secrets are returned in clear
    QVERIFY(test::waited<void>([&](QObject *context, const Handler<void> &handler) {
        bench.vault.remove(bench.label, context, handler);
    }));
    if (hasOther) {
        const Bench::StoredSecret other{bench.label, {}, u"of-old"_s, 0, Secret::copyOf(test::otherSecret),
                                        {}};
        QVERIFY(test::waited<void>([&](QObject *context, const Handler<void> &handler) {
            bench.vault.put(other, context, handler);
        }));
    }
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(stored, bench.advance(planned));
    bench.flow->setVerifier([&](const auto &, QObject *, const Handler<void> &yes) {
        QVERIFY(bench.isSafe()); // before the tenant is sent anything
        yes(Result<void>());
    });
    TOCSIN_GET(written, bench.advance(stored));
    QVERIFY(bench.isSafe());
    QCOMPARE(written.kept, hasOther ? 2 : 1);
    bench.unwrite(written, RotationStep::Stored, stored.kept); // and then interrupted
    TOCSIN_GET(done, bench.run(bench.restarted()));
    QCOMPARE(done.kept, hasOther ? 2 : 1);
    QVERIFY(bench.isChanged());
    QCOMPARE(bench.stored().retired.value(0).reveal(), QByteArrayView(test::sampleSecret));
    // It is the one that goes in the end.
    TOCSIN_GET(retired, bench.retire(done, {}, today + 8 * day));
    QCOMPARE(retired.step, RotationStep::Retired);
    QCOMPARE(bench.stored().retired.size(), hasOther ? 1 : 0);
    if (hasOther)
        QCOMPARE(bench.stored().retired.first().reveal(), QByteArrayView(test::otherSecret));
}

void SocotraRotationTest::oneAtATime()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    const auto second = bench.plan();
    QVERIFY(!second);
    QCOMPARE(second.error().kind, Error::Kind::Rejected);
    QVERIFY(bench.run(planned));
    QVERIFY(!bench.plan()); // its old secret is still kept
}

void SocotraRotationTest::retiresWhatIsQuiet_data()
{
    QTest::addColumn<int>("days");      // since the new one is verified
    QTest::addColumn<int>("lastMatch"); // of the old one, days after that; -1 = never
    QTest::addColumn<bool>("may");
    QTest::newRow("at once") << 0 << -1 << false;
    QTest::newRow("after six days") << 6 << -1 << false;
    QTest::newRow("after seven days") << 7 << -1 << true;
    QTest::newRow("used yesterday") << 30 << 29 << false;
    QTest::newRow("used long ago") << 30 << 3 << true;
}

void SocotraRotationTest::retiresWhatIsQuiet()
{
    QFETCH(const int, days);
    QFETCH(const int, lastMatch);
    QFETCH(const bool, may);
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(done, bench.run(planned));
    const auto last = lastMatch < 0 ? std::optional<Micros>() : std::optional(today + lastMatch * day);
    const auto retired = bench.retire(done, last, today + days * day);
    QCOMPARE(retired.has_value(), may);
    QList<QByteArray> kept;
    for (const Secret &one : bench.stored().retired)
        kept.append(one.reveal().toByteArray());
    QCOMPARE(kept.contains(test::sampleSecret), !may);
    QVERIFY(kept.contains(QByteArray("an older one, of long ago"))); // none of this rotation's
    QVERIFY(bench.isChanged());
    QCOMPARE(bench.restarted().id != 0, !may);
}

void SocotraRotationTest::theOldOneIsReadFromTheStore()
{
    Bench bench(u"default"_s);
    const auto oldOf = [&](const Rotation &rotation) {
        return test::waited<std::optional<Secret>>([&](QObject *context, const auto &handler) {
            bench.flow->oldSecret(rotation, context, handler);
        });
    };
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(done, bench.run(planned));
    const auto old = oldOf(done);
    QVERIFY(old && *old);
    QCOMPARE((**old).reveal(), QByteArrayView(test::sampleSecret));
    TOCSIN_GET(retired, bench.retire(done, {}, today + 8 * day));
    const auto gone = oldOf(retired);
    QVERIFY(gone && !*gone);
    QVERIFY(test::waited<void>([&](QObject *context, const Handler<void> &handler) {
        bench.vault.remove(bench.label, context, handler);
    }));
    const auto unknown = oldOf(done);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, Error::Kind::NotFound);
}

void SocotraRotationTest::whatWasNotLookedAtMayHaveBeenOfUse()
{
    using flows::OldSecretUse;
    QVERIFY(!(OldSecretUse{{}, 5, true, 0}).lastUse());
    QCOMPARE((OldSecretUse{today, 5, true, 0}).lastUse(), std::optional(today));
    QCOMPARE((OldSecretUse{{}, 5, false, today}).lastUse(), std::optional(today));
    QCOMPARE((OldSecretUse{today + 1, 5, false, today}).lastUse(), std::optional(today + 1));
}

void SocotraRotationTest::retiringTwiceDropsOneOnly()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    TOCSIN_GET(done, bench.run(planned));
    TOCSIN_GET(retired, bench.retire(done, {}, today + 8 * day));
    QCOMPARE(retired.step, RotationStep::Retired);
    bench.unwrite(retired, RotationStep::Verified, retired.kept);
    TOCSIN_GET(again, bench.retire(bench.restarted(), {}, today + 8 * day));
    QCOMPARE(again.step, RotationStep::Retired);
    QCOMPARE(bench.stored().retired.size(), 1);
}

void SocotraRotationTest::theFileHoldsNoSecret()
{
    Bench bench(u"default"_s);
    TOCSIN_GET(planned, bench.plan());
    QVERIFY(bench.run(planned));
    const QByteArray fresh = bench.stored().value.reveal().toByteArray();
    bench.flow.reset();
    bench.book.reset();
    const QDir folder(bench.folder.filePath(u"place"_s));
    QVERIFY(!folder.entryList(QDir::Files).isEmpty());
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains(fresh));
        QVERIFY(!bytes.contains(test::sampleSecret));
    }
}

QTEST_GUILESS_MAIN(SocotraRotationTest)
#include "tst_rotation.moc"
