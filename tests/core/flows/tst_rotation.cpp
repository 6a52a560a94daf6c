// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/rotation.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using storage::SignatureHistory;

namespace {

constexpr Micros day = 24 * 3600 * microsPerSecond;
constexpr Micros now = 1'767'225'600'000'000;

SignatureHistory historyOf(const QList<SignatureHistory::SecretUse> &secrets)
{
    SignatureHistory history;
    history.secrets = secrets;
    return history;
}

} // namespace

class RotationTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesTheFormerSecret_data();
    void judgesTheFormerSecret();
    void theNewestMatchIsCurrentHoweverLongAgo();
    void whatNeverMatchedComesLast();
    void whatTheEndpointNamesNoMoreIsTold();
    void aClockThatWentBackIsNoQuiet();
};

void RotationTest::judgesTheFormerSecret_data()
{
    QTest::addColumn<Micros>("last");
    QTest::addColumn<qint64>("later");
    QTest::addColumn<int>("standing");
    QTest::addColumn<int>("quietDays");
    const int replaced = int(SecretStanding::Replaced);
    const int waning = int(SecretStanding::Waning);
    QTest::newRow("long ago, many since") << now - 17 * day << qint64(420) << replaced << 17;
    QTest::newRow("just long enough") << now - 7 * day << laterToRetire << replaced << 7;
    QTest::newRow("a moment too early") << now - 7 * day + 1 << laterToRetire << waning << 6;
    QTest::newRow("too few since") << now - 17 * day << laterToRetire - 1 << waning << 17;
    QTest::newRow("an hour ago, many since") << now - day / 24 << qint64(5000) << waning << 0;
}

void RotationTest::judgesTheFormerSecret()
{
    QFETCH(Micros, last);
    QFETCH(qint64, later);
    const auto judged = judgeRotation(
        historyOf({{u"new"_s, later, last + 1, now - 1, 0, 0}, {u"old"_s, 9, 1, last, later, 3}}),
        {u"old"_s, u"new"_s}, now);
    QCOMPARE(judged.size(), 2);
    QCOMPARE(judged.at(0).standing, SecretStanding::Current);
    QCOMPARE(judged.at(1).label, u"old"_s);
    QTEST(int(judged.at(1).standing), "standing");
    QTEST(judged.at(1).quietDays, "quietDays");
    QCOMPARE(judged.at(1).use.laterByNone, 3);
}

void RotationTest::theNewestMatchIsCurrentHoweverLongAgo()
{
    const auto judged =
        judgeRotation(historyOf({{u"only"_s, 5, 1, now - 90 * day, 0, 40}}), {u"only"_s}, now);
    QCOMPARE(judged.at(0).standing, SecretStanding::Current);
    QCOMPARE(judged.at(0).quietDays, 90);
}

void RotationTest::whatNeverMatchedComesLast()
{
    const auto judged = judgeRotation(historyOf({{u"b"_s, 5, 1, now, 0, 0}}), {u"a"_s, u"b"_s, u"c"_s}, now);
    QCOMPARE(judged.size(), 3);
    QCOMPARE(judged.at(0).label, u"b"_s);
    QCOMPARE(judged.at(1).label, u"a"_s);
    QCOMPARE(judged.at(1).standing, SecretStanding::NeverMatched);
    QCOMPARE(judged.at(2).label, u"c"_s);
}

void RotationTest::whatTheEndpointNamesNoMoreIsTold()
{
    const auto judged = judgeRotation(
        historyOf({{u"new"_s, 50, 1, now, 0, 0}, {u"gone"_s, 5, 1, now - 30 * day, 50, 0}}), {u"new"_s}, now);
    QVERIFY(judged.at(0).atEndpoint);
    QVERIFY(!judged.at(1).atEndpoint);
}

void RotationTest::aClockThatWentBackIsNoQuiet()
{
    const auto judged = judgeRotation(historyOf({{u"s"_s, 5, 1, now + 3 * day, 0, 0}}), {u"s"_s}, now);
    QCOMPARE(judged.at(0).quietDays, 0);
}

QTEST_APPLESS_MAIN(RotationTest)

#include "tst_rotation.moc"
