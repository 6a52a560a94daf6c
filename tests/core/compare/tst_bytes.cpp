// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/compare/bytes.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace tocsin::compare;

namespace {

// The right side, made of the left one by the hunks.
QByteArray applied(const BytesComparison &found, const QByteArray &left, const QByteArray &right)
{
    QByteArray made;
    qsizetype from = 0;
    for (const ByteHunk &hunk : found.hunks) {
        made += left.mid(from, hunk.leftAt - from) + right.mid(hunk.rightAt, hunk.rightSize);
        from = hunk.leftAt + hunk.leftSize;
    }
    return made + left.mid(from);
}

} // namespace

class BytesTest : public QObject
{
    Q_OBJECT

private slots:
    void findsHunks_data();
    void findsHunks();
    void hunksLeadFromLeftToRight();
    void hostileBytesEndInTime_data();
    void hostileBytesEndInTime();
    void findingsHaveExcerpts();
};

void BytesTest::findsHunks_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<qsizetype>("prefix");
    QTest::addColumn<qsizetype>("suffix");
    QTest::addColumn<QList<ByteHunk>>("hunks");
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right, qsizetype prefix,
                        qsizetype suffix, const QList<ByteHunk> &hunks) {
        QTest::newRow(name) << left << right << prefix << suffix << hunks;
    };
    row("both empty", "", "", 0, 0, {});
    row("the same", "abc", "abc", 3, 0, {});
    row("one byte", "abcd", "abXd", 2, 1, {{2, 1, 2, 1}});
    row("put in", "abcd", "abXcd", 2, 2, {{2, 0, 2, 1}});
    row("taken out", "abXcd", "abcd", 2, 2, {{2, 1, 2, 0}});
    row("at the end", "abc", "abc\n", 3, 0, {{3, 0, 3, 1}});
    row("from nothing", "", "abc", 0, 0, {{0, 0, 0, 3}});
    row("a byte that repeats", "aaa", "aaaa", 3, 0, {{3, 0, 3, 1}});
    row("two places", "0aaaaaaa1bbbbbbb2", "9aaaaaaabbbbbbb3", 0, 0,
        {{0, 1, 0, 1}, {8, 1, 8, 0}, {16, 1, 15, 1}});
    row("near places are one", "abcdef", "aXcYef", 1, 2, {{1, 3, 1, 3}});
    row("NUL and high bytes", QByteArray("a\0\xff", 3), QByteArray("a\0\xfe", 3), 2, 0, {{2, 1, 2, 1}});
}

void BytesTest::findsHunks()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(QList<ByteHunk>, hunks);
    const BytesComparison found = compareBytes(left, right);
    QTEST(found.commonPrefix, "prefix");
    QTEST(found.commonSuffix, "suffix");
    QCOMPARE(found.hunks.size(), hunks.size());
    for (qsizetype i = 0; i < hunks.size(); ++i)
        QVERIFY2(found.hunks[i] == hunks[i], qPrintable(QString::number(i)));
    QCOMPARE(found.isSame(), left == right);
    QVERIFY(found.isComplete);
}

void BytesTest::hunksLeadFromLeftToRight()
{
    QRandomGenerator random(7);
    for (int i = 0; i < 2000; ++i) {
        QByteArray left;
        for (int n = random.bounded(60); n > 0; --n)
            left += char('a' + random.bounded(3));
        QByteArray right = left;
        for (int n = random.bounded(6); n > 0; --n) {
            const int at = random.bounded(int(right.size()) + 1);
            if (random.bounded(2) == 0)
                right.insert(at, char('a' + random.bounded(4)));
            else
                right.remove(at, 1 + random.bounded(3));
        }
        const BytesComparison found = compareBytes(left, right);
        QVERIFY2(applied(found, left, right) == right, (left + " " + right).constData());
        QVERIFY(found.isComplete);
    }
}

void BytesTest::hostileBytesEndInTime_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    constexpr int size = 10 * 1024 * 1024;
    QByteArray noise(size, '\0');
    QByteArray other(size, '\0');
    QRandomGenerator random(11);
    random.fillRange(reinterpret_cast<quint32 *>(noise.data()), size / 4);
    random.fillRange(reinterpret_cast<quint32 *>(other.data()), size / 4);
    QTest::newRow("nothing in common") << noise << other;
    QTest::newRow("one letter, other lengths")
        << 'x' + QByteArray(size, 'a') + 'y' << QByteArray(size / 2, 'a');
    QTest::newRow("two letters") << QByteArray("ab").repeated(size / 2)
                                 << QByteArray("aab").repeated(size / 3);
    QByteArray spoiled = noise;
    for (int i = 1000; i < size; i += 20'000)
        spoiled[i] = char(spoiled[i] + 1);
    QTest::newRow("a byte now and then") << noise << spoiled;
}

void BytesTest::hostileBytesEndInTime()
{
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QElapsedTimer timer;
    timer.start();
    const BytesComparison found = compareBytes(left, right);
    qInfo("%lld ms, %lld hunks", timer.elapsed(), qint64(found.hunks.size()));
    QVERIFY(!found.isSame());
    QVERIFY(found.hunks.size() <= BytesComparison::mostHunks);
    QVERIFY(applied(found, left, right) == right);
}

void BytesTest::findingsHaveExcerpts()
{
    const QByteArray left = "same " + QByteArray(1000, 'l');
    const QByteArray right = "same " + QByteArray(2000, 'r');
    const Findings findings = toFindings(compareBytes(left, right), left, right);
    QCOMPARE(findings.differences.size(), 1);
    const Difference &difference = findings.differences.first();
    QCOMPARE(difference.kind, Change::Bytes);
    QCOMPARE(difference.leftAt, 5);
    QVERIFY(difference.left.startsWith("lll") && difference.left.size() < 200);
    const Findings added = toFindings(compareBytes("a", "ab"), "a", "ab");
    QCOMPARE(added.differences.first().kind, Change::Added);
    QVERIFY(added.differences.first().left.isNull());
    QCOMPARE(added.differences.first().right, "b");
}

QTEST_GUILESS_MAIN(BytesTest)
#include "tst_bytes.moc"
