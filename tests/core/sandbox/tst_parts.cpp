// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/dice.h"
#include "core/sandbox/duration.h"
#include "core/sandbox/profile.h"
#include "core/sandbox/run.h"

#include <QtTest>

#include <limits>

using namespace tocsin;
using namespace tocsin::sandbox;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros start = Micros(1'790'000'000) * microsPerSecond;

} // namespace

// The plain functions beneath the sandbox.
class PartsTest : public QObject
{
    Q_OBJECT

private slots:
    void readsDurations_data();
    void readsDurations();
    void aRunGoesThroughItsStages_data();
    void aRunGoesThroughItsStages();
    void wordsOfTheQuestionChooseTheRun_data();
    void wordsOfTheQuestionChooseTheRun();
    void everyKindIsDrawnButTheEndless();
    void speedDividesTheTime();
    void diceDependOnNothingElse();
    void everyProfileIsReadable();
    void aProfileWithAMistakeSaysWhere_data();
    void aProfileWithAMistakeSaysWhere();
};

void PartsTest::readsDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // -1: is none
    QTest::newRow("one hour") << u"PT1H"_s << qint64(3600);
    QTest::newRow("seven days") << u"P7D"_s << qint64(7 * 86'400);
    QTest::newRow("mixed") << u"P1DT12H30M5S"_s << qint64(86'400 + 12 * 3600 + 30 * 60 + 5);
    QTest::newRow("weeks") << u"P2W"_s << qint64(14 * 86'400);
    QTest::newRow("month and minute") << u"P1MT1M"_s << qint64(30 * 86'400 + 60);
    for (const char *none :
         {"", "P", "PT", "P1DT", "7D", "PT1D", "P-1D", "P1H", "1h", "P1.5D", "P999999Y", "p7d "})
        QTest::addRow("not \"%s\"", none) << QString::fromLatin1(none) << qint64(-1);
}

void PartsTest::readsDurations()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, seconds);
    const auto read = durationFrom(text);
    QCOMPARE(read.has_value(), seconds >= 0);
    if (read)
        QCOMPARE(*read, seconds * microsPerSecond);
}

void PartsTest::aRunGoesThroughItsStages_data()
{
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind <= int(RunKind::Endless); ++kind)
        QTest::addRow("kind %d", kind) << kind;
}

void PartsTest::aRunGoesThroughItsStages()
{
    QFETCH(const int, kind);
    Dice dice(1, "run", quint64(kind));
    const Run run = planRun(RunKind(kind), start, {}, 1, dice);
    QList<int> stages;
    for (const Run::Step &step : run.steps)
        stages.append(int(step.stage));
    QCOMPARE(run.at(start).stage, domain::Stage::EntityExtraction);
    QVERIFY(!run.isOver(start));
    const Micros took = run.ends - start;
    switch (RunKind(kind)) {
    case RunKind::Plain:
        QCOMPARE(stages, (QList<int>{0, 1, 2, 3, 4, 5, 6}));
        QVERIFY(took >= 30 * microsPerSecond && took <= 121 * microsPerSecond);
        break;
    case RunKind::Looping: {
        const qsizetype back = stages.indexOf(3, stages.indexOf(5));
        QVERIFY(back > 0); // from 6 to 4, counted from 1
        QCOMPARE(stages.last(), 6);
        break;
    }
    case RunKind::Long:
        QVERIFY(took > 120 * microsPerSecond);
        break;
    case RunKind::Failing:
        QCOMPARE(stages.last(), 4);
        QVERIFY(run.isOver(start + 121 * microsPerSecond));
        break;
    case RunKind::Endless:
        QCOMPARE(run.at(start + Micros(365) * 86'400 * microsPerSecond).stage, domain::Stage::Execution);
        QVERIFY(!run.isOver(std::numeric_limits<Micros>::max() - 1));
        break;
    }
}

void PartsTest::wordsOfTheQuestionChooseTheRun_data()
{
    QTest::addColumn<QString>("question");
    QTest::addColumn<int>("kind");
    QTest::newRow("never") << u"x [never]"_s << int(RunKind::Endless);
    QTest::newRow("fail") << u"[FAIL] x"_s << int(RunKind::Failing);
    QTest::newRow("loop") << u"x [loop] y"_s << int(RunKind::Looping);
    QTest::newRow("long") << u"x [long]"_s << int(RunKind::Long);
    QTest::newRow("quick") << u"x [quick]"_s << int(RunKind::Plain);
}

void PartsTest::wordsOfTheQuestionChooseTheRun()
{
    QFETCH(const QString, question);
    QFETCH(const int, kind);
    for (quint64 i = 0; i < 50; ++i) {
        Dice dice(i, "word");
        QCOMPARE(int(runKindOf(question, dice)), kind);
    }
}

void PartsTest::everyKindIsDrawnButTheEndless()
{
    QSet<int> drawn;
    for (quint64 i = 0; i < 500; ++i) {
        Dice dice(i, "drawn");
        drawn.insert(int(runKindOf(u"what is it?"_s, dice)));
    }
    QCOMPARE(drawn, (QSet<int>{int(RunKind::Plain), int(RunKind::Looping), int(RunKind::Long),
                               int(RunKind::Failing)}));
}

void PartsTest::speedDividesTheTime()
{
    Dice slow(1, "speed");
    Dice fast(1, "speed");
    const Run one = planRun(RunKind::Plain, start, {}, 1, slow);
    const Run ten = planRun(RunKind::Plain, start, {}, 10, fast);
    QVERIFY(std::abs((one.ends - start) - 10 * (ten.ends - start)) < 100);
}

void PartsTest::diceDependOnNothingElse()
{
    QCOMPARE(Dice(1, "a").next(), Dice(1, "a").next());
    QVERIFY(Dice(1, "a").next() != Dice(1, "b").next());
    QVERIFY(Dice(1, "a").next() != Dice(2, "a").next());
    QVERIFY(Dice(1, "a", 1).next() != Dice(1, "a", 2).next());
    QCOMPARE(Dice(1, "a").hex(25).size(), 25);
    QSet<int> seen;
    Dice dice(1, "faces");
    for (int i = 0; i < 1000; ++i)
        seen.insert(dice.between(1, 6));
    QCOMPARE(seen, (QSet<int>{1, 2, 3, 4, 5, 6}));
}

void PartsTest::everyProfileIsReadable()
{
    const QStringList names = Profile::names();
    for (const QString &name : {u"default"_s, u"sentinel-rest"_s, u"table"_s, u"bare-array"_s,
                                u"markdown-report"_s, u"messages-report"_s, u"hostile"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
    QCOMPARE(names.first(), u"default"_s);
    for (const QString &name : names) {
        const auto profile = Profile::load(name);
        QVERIFY2(profile, profile ? "" : qPrintable(name + profile.error().detail));
        QCOMPARE(profile->name, name);
        QCOMPARE(profile->hostile, name == u"hostile"_s);
        QVERIFY(name == u"default"_s || !(*profile == *Profile::load(u"default"_s)));
    }
    QVERIFY(!Profile::load(u"../schemes/github"_s));
    QVERIFY(!Profile::load(QString()));
}

void PartsTest::aProfileWithAMistakeSaysWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("unlabelled") << QByteArray("{}") << u"guess"_s;
    QTest::newRow("unknown member") << QByteArray("{\"guess\":\"x\",\"colour\":1}") << u"colour"_s;
    QTest::newRow("unknown word") << QByteArray("{\"guess\":\"x\",\"enrich\":\"maybe\"}") << u"enrich"_s;
    QTest::newRow("no number") << QByteArray("{\"guess\":\"x\",\"start_status\":404}") << u"start_status"_s;
    QTest::newRow("no JSON") << QByteArray("{") << u"line"_s;
}

void PartsTest::aProfileWithAMistakeSaysWhere()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, word);
    const auto profile = Profile::read(text);
    QVERIFY(!profile);
    QVERIFY2(profile.error().detail.contains(word), qPrintable(profile.error().detail));
}

QTEST_GUILESS_MAIN(PartsTest)
#include "tst_parts.moc"
