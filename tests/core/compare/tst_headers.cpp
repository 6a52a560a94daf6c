// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/requests.h"

#include "core/compare/headers.h"
#include "core/domain/rawhead.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::compare;

namespace {

// "value X-A: 1 | 2", one line per difference.
QByteArray told(const Findings &findings)
{
    QByteArrayList lines;
    for (const Difference &difference : findings.differences) {
        const auto side = [](const QByteArray &text) { return text.isNull() ? QByteArray("-") : text; };
        lines.append(QByteArray(changeId(difference.kind).data()) + ' ' + difference.path + ": " +
                     side(difference.left) + " | " + side(difference.right));
    }
    return lines.join('\n');
}

domain::HttpMessage request(const QByteArray &line, const QByteArray &fields, const QByteArray &body)
{
    domain::HttpMessage message;
    message.head = line + " HTTP/1.1\r\n" + fields + "\r\n";
    domain::readHead(message);
    message.body = body;
    return message;
}

} // namespace

class HeadersTest : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void manyFieldsAreBounded();
    void requestsInEveryView();
    void blanksOfAFieldLineAreBytesOnly();
};

void HeadersTest::tells_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("differences");
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right,
                        const QByteArray &differences) {
        QTest::newRow(name) << left << right << differences;
    };
    row("the same", "A: 1\r\nB: 2\r\n", "A: 1\r\nB: 2\r\n", "");
    row("value", "A: 1\r\n", "A: 2\r\n", "value A: 1 | 2");
    row("empty value", "A:\r\n", "A: 2\r\n", "value A:  | 2");
    row("case", "X-Sig: 1\r\n", "x-sig: 1\r\n", "name-case X-Sig: X-Sig | x-sig");
    row("case and value", "X-Sig: 1\r\n", "x-sig: 2\r\n",
        "value X-Sig: 1 | 2\nname-case X-Sig: X-Sig | x-sig");
    row("added", "A: 1\r\n", "A: 1\r\nB: 2\r\n", "added B: - | 2");
    row("removed", "A: 1\r\nB: 2\r\n", "A: 1\r\n", "removed B: 2 | -");
    row("one moved", "A: 1\r\nB: 2\r\nC: 3\r\n", "B: 2\r\nC: 3\r\nA: 1\r\n", "field-order A: 1 | 1");
    row("twice now", "A: 1\r\n", "A: 1\r\nA: 1\r\n", "duplicate-field A: - | 1");
    row("twice before", "A: 1\r\na: 2\r\n", "A: 2\r\n", "duplicate-field A: 1 | -\nname-case a: a | A");
    row("two of a name changed places", "A: 1\r\nA: 2\r\n", "A: 2\r\nA: 1\r\n", "field-order A: 1 | 1");
    row("one of two values", "A: 1\r\nA: 2\r\n", "A: 3\r\nA: 2\r\n", "value A: 1 | 3");
}

void HeadersTest::tells()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const Findings findings = compareHeaders(domain::readFields(left), domain::readFields(right));
    QTEST(told(findings), "differences");
    QCOMPARE(findings.isSame(), findings.differences.isEmpty());
    QVERIFY(findings.isComplete);
}

void HeadersTest::manyFieldsAreBounded()
{
    QList<domain::HeaderField> left;
    QList<domain::HeaderField> right;
    for (int i = 0; i < 20'000; ++i) {
        left.append({"A", QByteArray::number(i)});
        right.prepend({"A", QByteArray::number(i + 1)});
    }
    const Findings findings = compareHeaders(left, right);
    QCOMPARE(findings.differences.size(), Findings::mostDifferences);
    QVERIFY(!findings.isComplete);
    QCOMPARE(findings.count(Change::FieldOrder), 19'998); // the first has another value
    QCOMPARE(findings.count(Change::Value), 1);
}

void HeadersTest::requestsInEveryView()
{
    const auto left = request("POST /a", "X: 1\r\n", "{\"a\":1}");
    QVERIFY(compareRequests(left, left).isSame());
    const auto found = compareRequests(left, request("PUT /b", "X: 2\r\n", "{\"a\": 1}"));
    QVERIFY(!found.isSame());
    QCOMPARE(told(found.line), "value method: POST | PUT\nvalue target: /a | /b");
    QCOMPARE(told(found.headers), "value X: 1 | 2");
    QCOMPARE(found.body.commonPrefix, 5);
    QCOMPARE(found.json.total(), 1);
    QCOMPARE(found.json.count(Change::WhiteSpace), 1);
}

void HeadersTest::blanksOfAFieldLineAreBytesOnly()
{
    const auto found = compareRequests(request("POST /", "X:1\r\n", ""), request("POST /", "X:  1\r\n", ""));
    QVERIFY(found.headers.isSame());
    QVERIFY(!found.head.isSame() && !found.isSame());
    QVERIFY(found.json.cannot.contains(QStringLiteral("not JSON")));
}

QTEST_GUILESS_MAIN(HeadersTest)
#include "tst_headers.moc"
