// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/contract/compare.h"
#include "core/contract/schema.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::contract;
using namespace Qt::StringLiterals;

namespace {

// Letters alone: a name, not the key of something.
QByteArray nameOf(int number)
{
    QByteArray name("name");
    for (; number > 0; number /= 26)
        name += char('a' + number % 26);
    return name + "z";
}

QByteArray objectOf(int from, int to, const QByteArray &value = "1")
{
    QByteArray text("{\"always\":true");
    for (int i = from; i < to; ++i)
        text += ",\"" + nameOf(i) + "\":" + value;
    return text + '}';
}

} // namespace

// Payloads come from anybody: a contract stays small whatever they are.
class ContractBoundsTest : public QObject
{
    Q_OBJECT

private slots:
    void thousandsOfNamesInOneObjectBecomeAdditionalProperties();
    void namesThatChangeWithEveryPayloadBecomeAdditionalProperties();
    void shapesAreBoundedInNumber();
    void whatIsDeeperIsOfAnyShape();
    void aPayloadThatIsTooLargeIsNotLookedAt();
    void aPayloadThatIsNoJsonChangesNothing();
    void driftsAreBounded();
    void namesThatAreNoTextAreKeys();
};

void ContractBoundsTest::thousandsOfNamesInOneObjectBecomeAdditionalProperties()
{
    Shape shape;
    QVERIFY(absorb(shape, objectOf(0, 5000)));
    QVERIFY(shape.open);
    QVERIFY(shape.members.size() <= mostMembers);
    QVERIFY(countShapes(shape) < 600);
    QVERIFY(compare(shape, objectOf(5000, 9000)).size() <= 1); // "always", which may have gone into the rest
    QVERIFY(!compare(shape, objectOf(5000, 5010, "\"x\"")).isEmpty());
}

void ContractBoundsTest::namesThatChangeWithEveryPayloadBecomeAdditionalProperties()
{
    Shape shape;
    for (int i = 0; i < 50; ++i)
        QVERIFY(absorb(shape, objectOf(i * 20, i * 20 + 20)));
    QVERIFY(shape.open);
    const Member *always = findMember(shape, "always");
    QVERIFY(always);
    QCOMPARE(always->seen, shape.objects); // what all have is still known, and required
    QCOMPARE(compare(shape, objectOf(2000, 2020)), QList<domain::Drift>());
    const auto drifts = compare(shape, "{}");
    QCOMPARE(drifts.size(), 1);
    QCOMPARE(drifts[0].kind, domain::DriftKind::MissingMember);
    QVERIFY(writeSchema(shape, {}, Counts::Note).size() < 64 * 1024);
}

void ContractBoundsTest::shapesAreBoundedInNumber()
{
    Shape shape;
    for (int i = 0; i < 200; ++i) { // few enough names in each object, but each has members of its own
        QVERIFY(absorb(shape, "{\"" + nameOf(i) + "\":" + objectOf(i * 150, i * 150 + 150) + "}"));
        QVERIFY(countShapes(shape) <= mostShapes + 1);
    }
    QVERIFY(countShapes(shape) > mostShapes / 2);
    QVERIFY(readSchema(writeSchema(shape, {}, Counts::Note)));
}

void ContractBoundsTest::whatIsDeeperIsOfAnyShape()
{
    const auto nest = [](int depth, const QByteArray &inner) {
        return QByteArray("{\"a\":").repeated(depth) + inner + QByteArray("}").repeated(depth);
    };
    Shape shape;
    QVERIFY(absorb(shape, nest(40, "1")));
    QCOMPARE(compare(shape, nest(40, "\"x\"")), QList<domain::Drift>());
    QVERIFY(!compare(shape, nest(10, "\"x\"")).isEmpty());
    QVERIFY(readSchema(writeSchema(shape, {}, Counts::Leave)));
    Shape lists;
    QVERIFY(absorb(lists, QByteArray("[").repeated(40) + QByteArray("]").repeated(40)));
    QCOMPARE(compare(lists, QByteArray("[").repeated(50) + '1' + QByteArray("]").repeated(50)),
             QList<domain::Drift>());
    Shape tooDeep;
    QCOMPARE(absorb(tooDeep, nest(2000, "1")).error().kind, Error::Kind::Malformed);
}

void ContractBoundsTest::aPayloadThatIsTooLargeIsNotLookedAt()
{
    Shape shape;
    const QByteArray large = "\"" + QByteArray(mostBody, 'x') + "\"";
    QCOMPARE(absorb(shape, large).error().kind, Error::Kind::Limited);
    QCOMPARE(shape.samples, 0);
    QCOMPARE(compare(shape, large).value(0).kind, domain::DriftKind::NotComparable);
}

void ContractBoundsTest::aPayloadThatIsNoJsonChangesNothing()
{
    Shape shape;
    QVERIFY(absorb(shape, "{\"a\":1}"));
    const Shape before = shape;
    QCOMPARE(absorb(shape, "{\"a\":1,\"b\":").error().kind, Error::Kind::Malformed);
    QVERIFY(shape == before);
}

void ContractBoundsTest::driftsAreBounded()
{
    Shape shape;
    QVERIFY(absorb(shape, "{\"always\":true}"));
    QCOMPARE(compare(shape, objectOf(0, 5000)).size(), mostDrifts);
    QByteArray longName("{\"");
    longName += QByteArray(100'000, 'n') + "\":1,\"always\":true}";
    for (const domain::Drift &drift : compare(shape, longName))
        QVERIFY(drift.pointer.size() + drift.place.size() < 4096);
}

void ContractBoundsTest::namesThatAreNoTextAreKeys()
{
    Shape shape;
    QVERIFY(absorb(shape, "{\"\\ud800\":1,\"a\":2}"));
    QVERIFY(shape.open);
    QCOMPARE(shape.members.size(), 1u);
    QVERIFY(readSchema(writeSchema(shape, {}, Counts::Note)));
}

QTEST_GUILESS_MAIN(ContractBoundsTest)
#include "tst_bounds.moc"
