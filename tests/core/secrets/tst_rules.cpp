// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets/secretcodec.h"
#include "core/secrets/secretrules.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::secrets;
using namespace Qt::StringLiterals;

class RulesTest : public QObject
{
    Q_OBJECT

private slots:
    void labels_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<bool>("good");
        QTest::newRow("all classes") << u"Orders-2026_v.1"_s << true;
        QTest::newRow("longest") << QString(64, u'a') << true;
        QTest::newRow("one more") << QString(65, u'a') << false;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("blank") << u"a b"_s << false;
        QTest::newRow("slash") << u"a/b"_s << false;
        QTest::newRow("letter outside ASCII") << u"é"_s << false;
        QTest::newRow("line feed") << u"a\n"_s << false;
        QTest::newRow("null") << QString(QChar::Null) << false;
    }
    void labels()
    {
        QFETCH(QString, label);
        QFETCH(bool, good);
        const auto result = checkLabel(label);
        QCOMPARE(result.has_value(), good);
        if (!good) {
            QCOMPARE(result.error().kind, Error::Kind::Rejected);
            QVERIFY(result.error().detail.contains("1 to 64 letters"_L1));
        }
    }

    void boundsSizesOfValuesAndMetadata()
    {
        StoredSecret secret{u"a"_s, {}, {}, 0, Secret::copyOf(QByteArray(65536, 'x')), {}};
        QVERIFY(checkStored(secret));
        secret.value = Secret::copyOf(QByteArray(65537, 'x'));
        QVERIFY(checkStored(secret).error().detail.contains("65537"_L1));
        secret.value = Secret::copyOf("x");
        secret.tag = QString(257, u't');
        QVERIFY(checkStored(secret).error().detail.contains("tag"_L1));
        secret.tag.clear();
        secret.retired = {Secret()};
        QVERIFY(!checkStored(secret));
    }

    void rotatingAnEntryWithoutValueRetiresNothing()
    {
        const StoredSecret secret = rotated({u"a"_s, {}, {}, 0, {}, {}}, Secret::copyOf("1"), u"t"_s);
        QVERIFY(secret.retired.isEmpty());
        QCOMPARE(secret.value.reveal().toByteArray(), "1"_ba);
    }

    void decodeReadsBackAndRefusesEveryShorterText()
    {
        Entries entries;
        entries.insert(
            u"a"_s, {u"a"_s, u"socotra"_s, u"täg"_s, -5, Secret::copyOf("v\0w"_ba), {Secret::copyOf("r")}});
        entries.insert(u"b"_s, {u"b"_s, {}, {}, 0, {}, {}});
        const Secret bytes = encode(entries);
        const auto back = decode(bytes.reveal());
        QVERIFY(back);
        QCOMPARE(back->size(), 2);
        QCOMPARE(back->value(u"a"_s).tag, u"täg"_s);
        QCOMPARE(back->value(u"a"_s).addedAt, -5);
        QCOMPARE(back->value(u"a"_s).value.reveal().toByteArray(), "v\0w"_ba);
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!decode(bytes.reveal().first(size)));
        QVERIFY(!decode(bytes.reveal().toByteArray() + 'x'));
        // A count or a length from a hostile hand is bounded by the bytes that are there.
        QVERIFY(!decode("\x01\xff\xff\xff\xff"_ba));
        QVERIFY(!decode("\x01\x01\0\0\0\xff\xff\xff\x7f"_ba));
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
