// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/attempts.h"

#include <QtTest>

#include <cmath>

using namespace tocsin;
using namespace tocsin::domain;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros start = 1'767'225'600'000'000;

Micros micros(const QJsonValue &seconds)
{
    return Micros(std::llround(seconds.toDouble() * double(microsPerSecond)));
}

AttemptFacts factsOf(const QJsonObject &object, int place)
{
    AttemptFacts facts;
    facts.id = 100 + place;
    facts.number = object["number"_L1].toInt(place + 1);
    if (object.contains("count"_L1))
        facts.sendersCount = object["count"_L1].toInt();
    facts.received = start + micros(object["at"_L1]);
    facts.status = object["status"_L1].toInt();
    facts.accepted = facts.status / 100 == 2;
    facts.signature = object["signature"_L1].toString().toLatin1();
    if (object.contains("signed"_L1))
        facts.signedAt = start + micros(object["signed"_L1]);
    facts.bodyHash = object["body"_L1].toString().toLatin1();
    return facts;
}

// What a case may say of a row; members that have nothing to say are left out.
QJsonObject saidOf(const AttemptRow &row)
{
    QJsonObject said{{u"number"_s, row.number}};
    const auto seconds = [](Micros span) { return double(span) / double(microsPerSecond); };
    if (row.gap)
        said.insert(u"gap"_s, seconds(*row.gap));
    if (row.plannedGap)
        said.insert(u"plan"_s, *row.plannedGap);
    if (row.deviation) {
        said.insert(u"late"_s, seconds(*row.deviation));
        said.insert(u"on"_s, row.onTime);
    }
    if (row.missed > 0)
        said.insert(u"missed"_s, row.missed);
    if (row.afterAccepted)
        said.insert(u"after"_s, true);
    if (row.changes) {
        QJsonArray changed;
        if (row.changes->time)
            changed.append(u"time"_s);
        if (row.changes->signature)
            changed.append(u"signature"_s);
        if (row.changes->body)
            changed.append(u"body"_s);
        said.insert(u"changed"_s, changed);
    }
    return said;
}

} // namespace

class AttemptsTest : public QObject
{
    Q_OBJECT

private slots:
    void laysAttemptsBesideTheSchedule_data();
    void laysAttemptsBesideTheSchedule();
    void plansAreCountedFromTheAttemptBefore();
    void nothingComesOfNothing();
};

void AttemptsTest::laysAttemptsBesideTheSchedule_data()
{
    QTest::addColumn<QJsonObject>("data");
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/attempts/cases.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()["cases"_L1].toArray();
    QVERIFY(cases.size() >= 14);
    for (const QJsonValue &one : cases)
        QTest::newRow(qPrintable(one["name"_L1].toString())) << one.toObject();
}

void AttemptsTest::laysAttemptsBesideTheSchedule()
{
    QFETCH(QJsonObject, data);
    QList<AttemptFacts> attempts;
    for (const QJsonValue &one : data["attempts"_L1].toArray())
        attempts.append(factsOf(one.toObject(), int(attempts.size())));
    QList<qint64> schedule;
    for (const QJsonValue &wait : data["schedule"_L1].toArray())
        schedule.append(wait.toInteger());

    const AttemptHistory history = historyOf(attempts, schedule, start + micros(data["now"_L1]));

    const QJsonArray rows = data["rows"_L1].toArray();
    QCOMPARE(history.rows.size(), rows.size());
    for (int i = 0; i < rows.size(); ++i) {
        QJsonObject said = saidOf(history.rows[i]);
        const QJsonObject expected = rows[i].toObject();
        if (!expected.contains("changed"_L1))
            said.remove(u"changed"_s);
        const auto text = [](const QJsonObject &object) {
            return QJsonDocument(object).toJson(QJsonDocument::Compact);
        };
        QCOMPARE(text(said), text(expected));
        QCOMPARE(history.rows[i].facts, attempts[i]);
    }
    QCOMPARE(QString(eventStateId(history.state)), data["state"_L1].toString());
    QCOMPARE(history.nextDue.has_value(), data.contains("due"_L1));
    if (history.nextDue) {
        QCOMPARE(*history.nextDue, start + micros(data["due"_L1]));
        QCOMPARE(history.nextNumber, data["next"_L1].toInt());
    }
}

void AttemptsTest::plansAreCountedFromTheAttemptBefore()
{
    AttemptFacts first;
    first.received = start;
    AttemptFacts second = first;
    second.number = 2;
    second.received = start + 25 * microsPerSecond;
    AttemptFacts third = second;
    third.number = 3;
    third.received = second.received + 30 * microsPerSecond;
    const AttemptHistory history = historyOf({first, second, third}, {10, 30}, third.received);
    QVERIFY(!history.rows[0].plannedAt);
    QCOMPARE(history.rows[1].plannedAt, start + 10 * microsPerSecond);
    QCOMPARE(history.rows[2].plannedAt, second.received + 30 * microsPerSecond);
    QVERIFY(history.rows[2].onTime);
}

void AttemptsTest::nothingComesOfNothing()
{
    const AttemptHistory history = historyOf({}, {10, 30}, start);
    QVERIFY(history.rows.isEmpty());
    QCOMPARE(history.state, EventState::Unscheduled);
}

QTEST_GUILESS_MAIN(AttemptsTest)
#include "tst_attempts.moc"
