// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/logs/logguard.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using logs::LogGuard;

namespace {

const QByteArray value = "S3cr3t/+value with=odd&signs";

} // namespace

// A secret that is known stands in no line, however it is spelled; what looks like one does not either.
class LogGuardTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_guard.know(u"store"_s, {Secret::copyOf(value)}); }

    void hidesEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("spelling");
        QTest::newRow("plain") << value;
        QTest::newRow("percent") << value.toPercentEncoding();
        QTest::newRow("lower percent") << value.toPercentEncoding().toLower().replace("s3cr3t", "S3cr3t");
        QTest::newRow("base64") << value.toBase64();
        QTest::newRow("base64url") << value.toBase64(QByteArray::Base64UrlEncoding);
        QTest::newRow("within base64") << QByteArray("user:" + value + ":x").toBase64();
        QTest::newRow("hexadecimal") << value.toHex();
        QTest::newRow("upper hexadecimal") << value.toHex().toUpper();
        QTest::newRow("JSON") << QByteArray(value).replace("/", "\\/");
    }
    void hidesEverySpelling()
    {
        QFETCH(QByteArray, spelling);
        const QByteArray guarded = m_guard.guarded("before " + spelling + " after");
        QVERIFY2(guarded.contains("(hidden)"), guarded.constData());
        QVERIFY2(!guarded.contains(spelling.mid(4, spelling.size() - 8)), guarded.constData());
        QVERIFY(guarded.startsWith("before ") && guarded.endsWith(" after"));
    }

    void hidesWhatStandsWhereCredentialsStand_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("header") << u"Authorization: Bearer unknown-1234567890"_s;
        QTest::newRow("key header") << u"sent X-API-Key: unknown-1234567890"_s;
        QTest::newRow("cookie") << u"Set-Cookie: session=unknown-1234567890; Path=/"_s;
        QTest::newRow("bearer") << u"with bearer unknown-1234567890"_s;
        QTest::newRow("server key") << u"key sk_live_unknown-1234567890 made"_s;
        QTest::newRow("query") << u"GET https://a.example/x?token=unknown-1234567890&b=1"_s;
    }
    void hidesWhatStandsWhereCredentialsStand()
    {
        QFETCH(QString, text);
        const QString guarded = m_guard.guarded(text);
        QVERIFY2(!guarded.contains(u"unknown-1234567890"_s), qPrintable(guarded));
        QVERIFY(guarded.contains(u"(hidden)"_s));
    }

    void leavesTheRestAsItIs()
    {
        const QString text = u"the store d.db is at version 9, basic facts: token ring, 5 secrets"_s;
        QCOMPARE(m_guard.guarded(text), text);
    }

    void whatASourceTellsAnewTakesThePlaceOfWhatItTold()
    {
        m_guard.know(u"other"_s, {Secret(QByteArray("another one"))});
        m_guard.know(u"store"_s, {Secret(QByteArray("rotated"))});
        QCOMPARE(m_guard.guarded(QString::fromUtf8(value)), QString::fromUtf8(value));
        QCOMPARE(m_guard.guarded(u"another one, rotated"_s), u"(hidden), (hidden)"_s);
        m_guard.know(u"other"_s, {});
    }

    void doesNotLookForWhatIsTooShort()
    {
        m_guard.know(u"store"_s, {Secret(QByteArray("the"))});
        QCOMPARE(m_guard.guarded(u"the log"_s), u"the log"_s);
    }

private:
    LogGuard m_guard;
};

QTEST_GUILESS_MAIN(LogGuardTest)
#include "tst_logguard.moc"
