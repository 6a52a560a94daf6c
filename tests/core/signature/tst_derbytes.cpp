// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/base64text.h"
#include "core/signature/derbytes.h"

#include <QtTest>

using namespace tocsin::signature;

namespace {

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

// OpenSSL refuses most of these signatures too; that is not what keeps them out.
class DerBytesTest : public QObject
{
    Q_OBJECT

private slots:
    void readsOneFormOfASignature_data();
    void readsOneFormOfASignature();
    void writesNumbersAsShortAsTheyAre();
    void readsBase64InOneForm_data();
    void readsBase64InOneForm();
};

void DerBytesTest::readsOneFormOfASignature_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<QByteArray>("raw"); // of 2 bytes each; null = refused
    const auto row = [](const char *name, const char *der, const char *raw) {
        QTest::newRow(name) << hex(der) << (raw ? hex(raw) : QByteArray());
    };
    row("plain", "3006020112020134", "00120034");
    row("two bytes each", "300802021234020256 78", "12345678");
    row("zero in front where it is needed", "300a02030080ff02030090ff", "80ff90ff");
    row("high bit", "3008020200ff020200fe", "00ff00fe");
    row("high bit of two bytes", "300a020300ff01020300fe02", "ff01fe02");
    row("zero that nothing asks for", "300702020012020134", nullptr);
    row("zero that nothing asks for, in s", "300702011202020034", nullptr);
    row("r is zero", "3006020100020134", nullptr);
    row("s is zero", "3006020112020100", nullptr);
    row("r is negative", "3006020180020134", nullptr);
    row("s is negative", "30060201120201ff", nullptr);
    row("r too long", "3008020312345602 0134", nullptr);
    row("something behind s", "300702011202013400", nullptr);
    row("something behind the sequence", "300602011202013400", nullptr);
    row("long form of the length", "308106020112020134", nullptr);
    row("indefinite length", "30800201120201340000", nullptr);
    row("s is missing", "3003020112", nullptr);
    row("r is empty", "30050200020134", nullptr);
    row("not a sequence", "3106020112020134", nullptr);
    row("not an integer", "3006040112020134", nullptr);
    row("cut inside s", "30050201120201", nullptr);
    row("nothing", "", nullptr);
    row("one byte", "30", nullptr);
}

void DerBytesTest::readsOneFormOfASignature()
{
    QFETCH(QByteArray, der);
    QFETCH(QByteArray, raw);
    const auto found = ecdsaRawOf(der, 2);
    QCOMPARE(found.has_value(), !raw.isNull());
    if (!found)
        return;
    QCOMPARE(*found, raw);
    QCOMPARE(ecdsaDerOf(raw), der);
}

void DerBytesTest::writesNumbersAsShortAsTheyAre()
{
    QCOMPARE(ecdsaDerOf(hex("00000000")), hex("3006020100020100"));
    QCOMPARE(rsaPublicKeyDer(hex("00c1"), hex("010001")), hex("3009020200c10203010001"));
    const QByteArray modulus(256, '\x7f');
    QCOMPARE(rsaPublicKeyDer(modulus, hex("03")).left(8), hex("3082010702820100"));
    QVERIFY(spkiOfRawKey(QByteArray(33, 'x')).isEmpty());
}

void DerBytesTest::readsBase64InOneForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("standard");
    QTest::addColumn<bool>("url");
    QTest::addColumn<bool>("any");
    const auto row = [](const char *text, bool standard, bool url, bool any) {
        QTest::newRow(text) << QByteArray(text) << standard << url << any;
    };
    row("", true, true, true);
    row("AAAA", true, true, true);
    row("AA==", true, false, true);
    row("AA", true, true, true);
    row("AA=", false, false, false);
    row("AAA=", true, false, true);
    row("AAAA====", false, false, false);
    row("A", false, false, false);
    row("AB==", false, false, false); // stray bits
    row("+/+/", true, false, true);
    row("-_-_", false, true, true);
    row("+/-_", false, false, false);
    row("AA AA", false, false, false);
    row("AAAA\n", false, false, false);
    row("=", false, false, false);
}

void DerBytesTest::readsBase64InOneForm()
{
    QFETCH(QByteArray, text);
    const auto check = [&](Base64Form form, bool good) { return readBase64(text, form).has_value() == good; };
    QFETCH(bool, standard);
    QFETCH(bool, url);
    QFETCH(bool, any);
    QVERIFY(check(Base64Form::Standard, standard));
    QVERIFY(check(Base64Form::Url, url));
    QVERIFY(check(Base64Form::Any, any));
}

QTEST_GUILESS_MAIN(DerBytesTest)
#include "tst_derbytes.moc"
