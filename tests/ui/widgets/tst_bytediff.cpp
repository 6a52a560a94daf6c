// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/widgets/bytediff.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin::ui;

namespace {

// What differs, as "left|right" pieces.
QStringList changes(const QByteArray &left, const QByteArray &right)
{
    QStringList found;
    const ByteAlignment alignment = alignBytes(left, right);
    for (const AlignedPlace &place : alignment.places) {
        if (place.same)
            continue;
        found += byteSymbol(place.left < 0 ? QByteArray() : left.mid(place.left, place.leftSize)) + u'|' +
                 byteSymbol(place.right < 0 ? QByteArray() : right.mid(place.right, place.rightSize));
    }
    return found;
}

} // namespace

class TestByteDiff final : public QObject
{
    Q_OBJECT

private slots:
    void onlyWhatDiffersIsMarked_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QStringList>("marked");
        QTest::newRow("same") << QByteArray("abc") << QByteArray("abc") << QStringList();
        QTest::newRow("blanks put in") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"a": 1, "b": 2})")
                                       << QStringList{u"|·"_s, u"|·"_s, u"|·"_s};
        QTest::newRow("last line end lost") << QByteArray("ab\n") << QByteArray("ab") << QStringList{u"↵|"_s};
        QTest::newRow("one for another")
            << QByteArray("10\r\n") << QByteArray("11\r\n") << QStringList{u"0|1"_s};
        QTest::newRow("whole characters")
            << QByteArray("zo\xc3\xab") << QByteArray("zo\xc3\xa9") << QStringList{u"ë|é"_s};
        QTest::newRow("no UTF-8") << QByteArray("zo\xeb") << QByteArray("zo\xc3\xab")
                                  << QStringList{u"\\xEB|ë"_s};
        QTest::newRow("invisible") << QByteArray("ab")
                                   << QByteArray("a\xe2\x80\x8b"
                                                 "b")
                                   << QStringList{u"|⟨U+200B⟩"_s};
        QTest::newRow("empty") << QByteArray() << QByteArray("a") << QStringList{u"|a"_s};
        QTest::newRow("mark alone") << QByteArray("e") << QByteArray("e\xcc\x81")
                                    << QStringList{u"|◌\u0301"_s};
    }
    void onlyWhatDiffersIsMarked()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QStringList, marked);
        QCOMPARE(changes(left, right), marked);
    }

    void bothAreWholeAndInOrder()
    {
        const QByteArray left = R"({"id":31000000007,"name":"zoë","list":[1,2,3]})";
        const QByteArray right =
            "{\n  \"id\": 3.1e10,\n  \"list\": [1, 2, 3],\n  \"name\": \"zo\\u00eb\"\n}\n";
        const ByteAlignment alignment = alignBytes(left, right);
        QByteArray shownLeft;
        QByteArray shownRight;
        for (const AlignedPlace &place : alignment.places) {
            shownLeft += place.left < 0 ? QByteArray() : left.mid(place.left, place.leftSize);
            shownRight += place.right < 0 ? QByteArray() : right.mid(place.right, place.rightSize);
        }
        QCOMPARE(shownLeft, left);
        QCOMPARE(shownRight, right);
        QCOMPARE(alignment.firstByte, 1);
    }

    void aLargeBodyCostsNoMore()
    {
        QByteArray left(20 * 1024 * 1024, 'x');
        QByteArray right = left;
        right[15'000'000] = 'y';
        right.insert(15'000'100, "zz");
        const ByteAlignment alignment = alignBytes(left, right);
        QVERIFY(alignment.places.size() < 5000);
        QVERIFY(alignment.isCut);
        QCOMPARE(alignment.firstByte, 15'000'000);
        int marked = 0; // the cut ends are not taken for differences
        for (const AlignedPlace &place : alignment.places)
            marked += place.same ? 0 : 1;
        QCOMPARE(marked, 3);
        // Nothing in common: more changes than are looked for.
        const ByteAlignment different = alignBytes(QByteArray(5000, 'a'), QByteArray(5000, 'b'));
        QCOMPARE(different.first, 0);
        QVERIFY(different.places.size() < 5000);
    }

    void theFirstDifferenceIsInSight()
    {
        Theme theme(*qApp);
        QByteArray left;
        for (int i = 0; i < 400; ++i)
            left += "line\n";
        QByteArray right = left;
        right.insert(1500, ' ');
        ByteDiff diff(theme);
        diff.resize(300, 120);
        diff.show();
        diff.setBytes(left, right);
        QVERIFY(diff.isRowVisible(diff.alignment().first));
        QVERIFY2(diff.caption().contains(QLocale().toString(1500)), qPrintable(diff.caption()));
        QVERIFY(diff.caption().contains(u"“·” was put in"_s));
        diff.resize(900, 120);
        QCoreApplication::sendPostedEvents();
        QVERIFY(diff.isRowVisible(diff.alignment().first));
        diff.grab();
    }

    void bytesKeepTheirOrderAndTheSidesChangePlaces()
    {
        Theme theme(*qApp);
        ByteDiff diff(theme);
        diff.resize(400, 80);
        diff.setBytes("{\"a\": [1]}", "{\"a\":[1]}");
        const QImage fromLeft = diff.grab().toImage();
        diff.setLayoutDirection(Qt::RightToLeft);
        const QImage fromRight = diff.grab().toImage();
        QVERIFY(fromLeft != fromRight);
        diff.setBytes("{\"a\":[1]}", "{\"a\": [1]}"); // with the sides exchanged it is the same picture
        QCOMPARE(diff.grab().toImage().copy(1, 1, 180, 78), fromLeft.copy(1, 1, 180, 78));
    }

    void copyingGivesTheBytesNotTheSymbols()
    {
        Theme theme(*qApp);
        ByteDiff diff(theme);
        diff.setBytes("a b\n", "a  b");
        QTest::keyClick(&diff, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"a b\n\n\na  b"_s);
    }
};

QTEST_MAIN(TestByteDiff)
#include "tst_bytediff.moc"
