// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/crypto.h"
#include "core/signature/digesttext.h"
#include "tests/support/signaturedata.h"

#include <QtTest>

#include <QJsonArray>

#include <thread>

using namespace tocsin::signature;

namespace {

QByteArray hmacHex(Hash hash, const QByteArray &key, std::initializer_list<QByteArrayView> pieces)
{
    return hmac(hash, key, {pieces.begin(), pieces.size()}).view().toByteArray().toHex();
}

QByteArray hashHex(Hash algorithm, std::initializer_list<QByteArrayView> pieces)
{
    return hash(algorithm, {pieces.begin(), pieces.size()}).view().toByteArray().toHex();
}

} // namespace

class CryptoTest : public QObject
{
    Q_OBJECT

private slots:
    // RFC 2202 section 3 and RFC 4231 section 4, test case 2.
    void agreesWithThePublishedVectors()
    {
        const QByteArrayView data = "what do ya want for nothing?";
        QCOMPARE(hmacHex(Hash::Sha1, "Jefe", {data}), QByteArray("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
        QCOMPARE(hmacHex(Hash::Sha256, "Jefe", {data}),
                 QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(hmacHex(Hash::Sha384, "Jefe", {data}),
                 QByteArray("af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                            "8e2240ca5e69e2c78b3239ecfab21649"));
        QCOMPARE(hmacHex(Hash::Sha512, "Jefe", {data}),
                 QByteArray("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                            "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"));
        QCOMPARE(sha256("abc").view().toByteArray().toHex(),
                 QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void agreesWithRfc4231_data();
    void agreesWithRfc4231();

    void hashesPiecesAsOneText()
    {
        const std::pair<Hash, QCryptographicHash::Algorithm> pairs[] = {
            {Hash::Sha1, QCryptographicHash::Sha1},     {Hash::Sha256, QCryptographicHash::Sha256},
            {Hash::Sha384, QCryptographicHash::Sha384}, {Hash::Sha512, QCryptographicHash::Sha512},
            {Hash::Md5, QCryptographicHash::Md5},
        };
        const QByteArray text(1000, 'x');
        for (const auto &[own, theirs] : pairs) {
            QCOMPARE(hashHex(own, {"", text, "y"}), QCryptographicHash::hash(text + "y", theirs).toHex());
            QCOMPARE(hashHex(own, {}), QCryptographicHash::hash({}, theirs).toHex());
            QCOMPARE(hash(own, {}).size, digestSize(own));
        }
    }

    void knowsNoHmacOverMd5() { QCOMPARE(hmac(Hash::Md5, "key", {}).size, qsizetype(0)); }

    // The published check value of the polynomial first.
    void crc32IsTheOneOfZip()
    {
        QCOMPARE(crc32("123456789"), 0xCBF43926U);
        QCOMPARE(crc32(""), 0U);
        QCOMPARE(crc32(QByteArray(1, '\0')), 0xD202EF8DU);
        QCOMPARE(crc32("The quick brown fox jumps over the lazy dog"), 0x414FA339U);
    }

    void piecesAndKeysOfEveryLengthAgreeWithQt()
    {
        for (int size : {0, 1, 63, 64, 65, 200}) {
            const QByteArray key(size, 'k');
            QCOMPARE(hmacHex(Hash::Sha256, key, {"ab", "", "c"}),
                     QMessageAuthenticationCode::hash("abc", key, QCryptographicHash::Sha256).toHex());
        }
        for (int first = 0; first < 300; ++first) {
            const QByteArray piece(first, 'p');
            const QByteArray rest(300 - first, 'r');
            QCOMPARE(hmacHex(Hash::Sha256, "key", {piece, ".", rest, "end"}),
                     QMessageAuthenticationCode::hash(piece + '.' + rest + "end", "key",
                                                      QCryptographicHash::Sha256)
                         .toHex());
            QCOMPARE(hmacHex(Hash::Sha512, "key", {piece, ".", rest, "end"}),
                     QMessageAuthenticationCode::hash(piece + '.' + rest + "end", "key",
                                                      QCryptographicHash::Sha512)
                         .toHex());
        }
    }

    void worksOnManyThreadsAtOnce()
    {
        const QByteArray expected = hmacHex(Hash::Sha256, "key", {"data"});
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    right += hmacHex(Hash::Sha256, "key", {"data"}) == expected ? 1 : 0;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(right.load(), 2000);
    }

    void comparesForEqualityAndHoldsEmptyForUnequal()
    {
        QVERIFY(sameBytes("abc", "abc"));
        QVERIFY(sameBytes(QByteArray(3, '\0'), QByteArray(3, '\0')));
        QVERIFY(!sameBytes("abc", "abd"));
        QVERIFY(!sameBytes("xbc", "abc"));
        QVERIFY(!sameBytes("abc", "ab"));
        QVERIFY(!sameBytes("", ""));
        QVERIFY(!sameBytes({}, "a"));
    }

    void readsADigestInOneFormOnly()
    {
        using E = Encoding;
        const QByteArray raw = QByteArray::fromHex("00fbff00");
        QCOMPARE(readDigest("00fbff00", E::HexLower, 4), std::optional(raw));
        QCOMPARE(readDigest("00FBfF00", E::HexUpper, 4), std::optional(raw));
        QVERIFY(!readDigest("00fbff0", E::HexLower, 4));
        QVERIFY(!readDigest("00fbff0 ", E::HexLower, 4));
        QCOMPARE(readDigest("APv/AA==", E::Base64, 4), std::optional(raw));
        QCOMPARE(readDigest("APv/AA", E::Base64, 4), std::optional(raw));
        QCOMPARE(readDigest("APv_AA", E::Base64Url, 4), std::optional(raw));
        QVERIFY(!readDigest("APv_AA==", E::Base64, 4));
        QVERIFY(!readDigest("APv/AA==", E::Base64Url, 4));
        QVERIFY(!readDigest("APv/AB==", E::Base64, 4)); // stray bits behind the last byte
        QVERIFY(!readDigest("APv/AA=", E::Base64, 4));
        QVERIFY(!readDigest("APv/AA=x", E::Base64, 4));
        QVERIFY(!readDigest("AP=/AA==", E::Base64, 4));
        QVERIFY(!readDigest("", E::Base64, 4));
    }
};

void CryptoTest::agreesWithRfc4231_data()
{
    QTest::addColumn<Hash>("algorithm");
    QTest::addColumn<QJsonObject>("test");
    const QJsonObject file = tocsin::test::readSignatureData(QStringLiteral("primitives/hmac.json"));
    for (const QJsonValue &test : file[QLatin1String("tests")].toArray()) {
        const QString name = test[QLatin1String("name")].toString();
        QTest::newRow(qPrintable(name + QLatin1String(" sha256"))) << Hash::Sha256 << test.toObject();
        QTest::newRow(qPrintable(name + QLatin1String(" sha384"))) << Hash::Sha384 << test.toObject();
        QTest::newRow(qPrintable(name + QLatin1String(" sha512"))) << Hash::Sha512 << test.toObject();
    }
}

void CryptoTest::agreesWithRfc4231()
{
    QFETCH(Hash, algorithm);
    QFETCH(QJsonObject, test);
    const auto hex = [&](const char *member) {
        return QByteArray::fromHex(test[QLatin1String(member)].toString().toLatin1());
    };
    const QByteArray expected = hex(algorithm == Hash::Sha256   ? "sha256"
                                    : algorithm == Hash::Sha384 ? "sha384"
                                                                : "sha512");
    QVERIFY(!expected.isEmpty());
    const QByteArray data = hex("data");
    const QByteArrayView pieces[] = {data};
    // Case 5 publishes the first 128 bits only.
    QCOMPARE(hmac(algorithm, hex("key"), pieces).view().first(expected.size()).toByteArray(), expected);
}

QTEST_GUILESS_MAIN(CryptoTest)
#include "tst_crypto.moc"
