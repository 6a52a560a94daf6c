// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/utf8.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class Utf8Test final : public QObject
{
    Q_OBJECT

private slots:
    void keepsEveryCharacter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QByteArray("") << QString(u""_s);
        QTest::newRow("mark alone") << QByteArray("\xef\xbb\xbf") << QString(QChar(0xfeff));
        QTest::newRow("two marks and a text")
            << QByteArray("\xef\xbb\xbf\xef\xbb\xbf\x61") << u"\ufeff\ufeffa"_s;
        QTest::newRow("mark inside") << QByteArray("a\xef\xbb\xbf") << u"a\ufeff"_s;
        QTest::newRow("beyond the first plane") << QByteArray("\xf0\x9f\x94\x94") << u"\U0001f514"_s;
        QTest::newRow("cut short") << QByteArray("a\xe2\x82") << u"a\ufffd\ufffd"_s;
        QTest::newRow("zero") << QByteArray("a\0b", 3) << QString(u"a\0b"_s);
    }
    void keepsEveryCharacter()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QCOMPARE(wholeUtf8(bytes), text);
    }
};

QTEST_APPLESS_MAIN(Utf8Test)
#include "tst_utf8.moc"
