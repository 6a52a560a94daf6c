// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/verify.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;
using domain::HttpMessage;
using domain::Verdict;

Q_DECLARE_METATYPE(tocsin::signature::Scheme)

namespace {

constexpr Micros signedAt = 1'767'225'600'250'000;

HttpMessage sample()
{
    HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/a?x=1&y=%20";
    message.headers = {{"Host", "localhost"}, {"X-Event", "alert.created"}};
    message.body = "{\"id\":\"1\",\"text\":\"Z\xc3\xbcrich \xff\"}\n";
    return message;
}

// A user's scheme that says what the row is about and is otherwise ordinary.
QByteArray userScheme(const QByteArray &algorithm, const QByteArray &encoding, const QByteArray &unit,
                      const QByteArray &key)
{
    return R"({"id":"own","name":"Own","algorithm":")" + algorithm + R"(","key":)" + key +
           R"(,"signature":{"header":"webhook-signature","key":"v1","encoding":")" + encoding +
           R"("},"timestamp":{"header":"webhook-timestamp","unit":")" + unit +
           R"(","windowSeconds":300},"messageId":{"header":"webhook-id"},"message":[{"kind":"method"},)"
           R"({"kind":"literal","text":"\n"},{"kind":"target"},{"kind":"literal","text":"\n"},{"kind":"path"},)"
           R"({"kind":"header","header":"x-event"},{"kind":"id"},{"kind":"literal","text":"."},)"
           R"({"kind":"timestamp"},{"kind":"literal","text":"."},{"kind":"body"}]})";
}

const QByteArray utf8Key = R"({"form":"utf8"})";

NamedSecret secretOf(const QByteArray &value, const QString &tag = {})
{
    return {u"main"_s, Secret::copyOf(value), tag, false};
}

HttpMessage signedSample(const Scheme &scheme, const NamedSecret &secret)
{
    HttpMessage message = sample();
    const auto fields = sign(scheme, message, secret, signedAt);
    if (!fields)
        qFatal("%s", qPrintable(fields.error().detail));
    message.headers += *fields;
    return message;
}

} // namespace

class RoundTripTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsSignedIsValid_data();
    void whatIsSignedIsValid();
    void oneChangedByteIsNotValid_data() { whatIsSignedIsValid_data(); }
    void oneChangedByteIsNotValid();
    void theWindowAppliesToEveryUnit_data() { whatIsSignedIsValid_data(); }
    void theWindowAppliesToEveryUnit();
    void aTagTravels_data();
    void aTagTravels();
    void refusesToSign_data();
    void refusesToSign();
    void anOptionalTimestampMayBeAbsent();
    void documentedPrefixesAreWrittenAndReadSilently();
    void withoutATimestampTheClockIsNotAsked();

private:
    Catalogue m_catalogue;
};

void RoundTripTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
}

void RoundTripTest::whatIsSignedIsValid_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<QByteArray>("secret");
    for (const QString &id : {u"socotra"_s, u"socwarden"_s}) // the others: tst_registry.cpp
        QTest::newRow(qPrintable(id))
            << *m_catalogue.find(id) << QByteArray("A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r");
    const auto add = [](const char *name, const QByteArray &text, const QByteArray &secret) {
        const auto scheme = readScheme(text);
        if (!scheme)
            qFatal("%s", qPrintable(scheme.error().detail));
        QTest::newRow(name) << *scheme << secret;
    };
    const QByteArray hexKey = R"({"form":"hex"})";
    const QByteArray b64Key = R"({"form":"base64"})";
    const QByteArray prefixedKey = R"({"form":"prefixed-base64","prefixes":["whsec_"]})";
    add("sha1 hex-lower seconds", userScheme("hmac-sha1", "hex-lower", "seconds", utf8Key), "k");
    add("sha256 hex-upper ms",
        userScheme("hmac-sha256", "hex-upper", "milliseconds", utf8Key)
            .replace("\"unit\"", "\"maxDigits\":13,\"unit\""),
        "k");
    add("sha256 ms, digits not stated", userScheme("hmac-sha256", "hex-lower", "milliseconds", utf8Key), "k");
    add("sha384 base64 iso", userScheme("hmac-sha384", "base64", "iso8601", utf8Key), "k");
    add("sha512 base64url", userScheme("hmac-sha512", "base64url", "seconds", utf8Key), "k");
    add("sha256 base64", userScheme("hmac-sha256", "base64", "seconds", utf8Key), "k");
    add("sha1 base64url", userScheme("hmac-sha1", "base64url", "iso8601", utf8Key), "k");
    add("hex key", userScheme("hmac-sha256", "base64", "seconds", hexKey), "00ffA1");
    add("base64 key", userScheme("hmac-sha256", "base64", "seconds", b64Key), "AP+hYg==");
    add("base64url key unpadded", userScheme("hmac-sha256", "base64", "seconds", b64Key), "AP-hYg");
    add("prefixed key", userScheme("hmac-sha256", "base64", "seconds", prefixedKey), "whsec_AP+hYg==");
}

void RoundTripTest::whatIsSignedIsValid()
{
    QFETCH(Scheme, scheme);
    QFETCH(QByteArray, secret);
    const NamedSecret named = secretOf(secret);
    const auto found = verify(scheme, signedSample(scheme, named), std::span(&named, 1), signedAt);
    QVERIFY2(found.verdict == Verdict::Valid, qPrintable(found.reason));
    QCOMPARE(found.secretLabel, u"main"_s);
    QCOMPARE(found.ageSeconds, std::optional<qint64>(0));
    QCOMPARE(found.received, QList<QByteArray>{found.trials[0].expected});
    QByteArray text;
    for (const SignedPart &part : found.parts)
        text += part.bytes;
    QVERIFY(text.contains(sample().body) && text.contains(found.timestampText));
}

void RoundTripTest::oneChangedByteIsNotValid()
{
    QFETCH(Scheme, scheme);
    QFETCH(QByteArray, secret);
    const NamedSecret named = secretOf(secret);
    const HttpMessage good = signedSample(scheme, named);
    const auto valid = [&](const HttpMessage &message) {
        return verify(scheme, message, std::span(&named, 1), signedAt).verdict == Verdict::Valid;
    };
    for (qsizetype i = 0; i < good.body.size(); ++i) {
        HttpMessage bad = good;
        bad.body[i] = char(bad.body[i] ^ 1);
        QVERIFY2(!valid(bad), qPrintable(u"body byte %1"_s.arg(i)));
    }
    for (qsizetype f = 2; f < good.headers.size(); ++f) { // those that sign() added
        for (qsizetype i = 0; i < good.headers[f].value.size(); ++i) {
            HttpMessage bad = good;
            bad.headers[f].value[i] = char(bad.headers[f].value[i] ^ 1);
            QVERIFY2(!valid(bad), qPrintable(u"header %1 byte %2"_s.arg(f).arg(i)));
        }
    }
    HttpMessage longer = good;
    longer.body += '\n';
    QVERIFY(!valid(longer));
    if (scheme.id == u"own") {
        HttpMessage moved = good;
        moved.target += '1';
        QVERIFY(!valid(moved));
        HttpMessage renamed = good;
        renamed.headers[1].value = "alert.deleted";
        QVERIFY(!valid(renamed));
    }
}

void RoundTripTest::theWindowAppliesToEveryUnit()
{
    QFETCH(Scheme, scheme);
    QFETCH(QByteArray, secret);
    const NamedSecret named = secretOf(secret);
    const HttpMessage message = signedSample(scheme, named);
    const auto at = [&](qint64 seconds) {
        return verify(scheme, message, std::span(&named, 1), signedAt + seconds * microsPerSecond).verdict;
    };
    QCOMPARE(at(300), Verdict::Valid);
    QCOMPARE(at(301), Verdict::ValidStale);
    QCOMPARE(at(-300), Verdict::Valid);
    QCOMPARE(at(-302), Verdict::ValidFuture); // whole seconds were written, a quarter was cut off
}

void RoundTripTest::aTagTravels_data()
{
    QTest::addColumn<QString>("tag");
    for (const char *tag : {"secret-1", "a,b=c", "x,tag=y", "=", "Zürich", ",", "t=1,v1=0"})
        QTest::newRow(tag) << QString::fromUtf8(tag);
}

void RoundTripTest::aTagTravels()
{
    QFETCH(QString, tag);
    const Scheme &scheme = *m_catalogue.find(u"socotra");
    const NamedSecret named = secretOf("A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r", tag);
    const auto found = verify(scheme, signedSample(scheme, named), std::span(&named, 1), signedAt);
    QCOMPARE(found.verdict, Verdict::Valid);
    QCOMPARE(found.tag, tag.toUtf8());
    QVERIFY(found.trials[0].namedByTag && found.notes.isEmpty());
}

void RoundTripTest::refusesToSign_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<bool>("retired");
    QTest::addColumn<QString>("says");
    const QByteArray good = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
    QTest::newRow("unsigned") << u"socmate"_s << good << QString() << false << u"does not sign"_s;
    QTest::newRow("retired") << u"socotra"_s << good << QString() << true << u"retired"_s;
    QTest::newRow("short") << u"socotra"_s << good.left(31) << QString() << false << u"this one has 31"_s;
    QTest::newRow("empty") << u"socwarden"_s << QByteArray() << QString() << false << u"empty"_s;
    QTest::newRow("line break in tag") << u"socotra"_s << good << u"a\r\nX: y"_s << false << u"tag"_s;
    QTest::newRow("blank at the end of the tag") << u"socotra"_s << good << u"a "_s << false << u"tag"_s;
}

void RoundTripTest::refusesToSign()
{
    QFETCH(QString, scheme);
    QFETCH(QByteArray, secret);
    QFETCH(QString, tag);
    QFETCH(bool, retired);
    QFETCH(QString, says);
    const NamedSecret named{u"main"_s, Secret::copyOf(secret), tag, retired};
    const auto fields = sign(*m_catalogue.find(scheme), sample(), named, signedAt);
    QVERIFY(!fields);
    QCOMPARE(fields.error().kind, Error::Kind::Rejected);
    QVERIFY2(fields.error().detail.contains(says), qPrintable(fields.error().detail));
}

void RoundTripTest::anOptionalTimestampMayBeAbsent()
{
    const auto scheme = readScheme(R"({"id":"own","name":"Own","algorithm":"hmac-sha256",
        "signature":{"header":"X-Sig","encoding":"hex-lower"},
        "timestamp":{"header":"X-Time","unit":"seconds","windowSeconds":300},
        "message":[{"kind":"body"},{"kind":"timestamp","optional":true,"before":":"}]})");
    QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
    const NamedSecret named = secretOf("k");
    const HttpMessage message = signedSample(*scheme, named);
    QCOMPARE(verify(*scheme, message, std::span(&named, 1), signedAt).verdict, Verdict::Valid);

    HttpMessage bare = sample(); // HMAC-SHA256("k", body) by itself
    bare.body = "b";
    bare.headers.append(
        {"X-Sig", QMessageAuthenticationCode::hash("b", "k", QCryptographicHash::Sha256).toHex()});
    const auto found = verify(*scheme, bare, std::span(&named, 1), signedAt);
    QCOMPARE(found.verdict, Verdict::Valid);
    QVERIFY(!found.ageSeconds);
}

void RoundTripTest::documentedPrefixesAreWrittenAndReadSilently()
{
    const auto scheme = readScheme(R"({"id":"own","name":"Own","algorithm":"hmac-sha256",
        "signature":{"header":"X-Hub-Signature-256","encoding":"hex-lower","prefixes":["sha256="]},
        "message":[{"kind":"body"}]})");
    QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
    const NamedSecret named = secretOf("k");
    const HttpMessage message = signedSample(*scheme, named);
    QVERIFY(message.first("X-Hub-Signature-256").startsWith("sha256="));
    const auto found = verify(*scheme, message, std::span(&named, 1), signedAt);
    QCOMPARE(found.verdict, Verdict::Valid);
    QVERIFY(found.notes.isEmpty());
}

void RoundTripTest::withoutATimestampTheClockIsNotAsked()
{
    const auto scheme = readScheme(R"({"id":"own","name":"Own","algorithm":"hmac-sha1",
        "signature":{"header":"X-Sig","encoding":"base64"},"message":[{"kind":"body"}]})");
    QVERIFY2(scheme.has_value(), scheme ? "" : qPrintable(scheme.error().detail));
    const NamedSecret named = secretOf("k");
    QCOMPARE(verify(*scheme, signedSample(*scheme, named), std::span(&named, 1), signedAt * 2).verdict,
             Verdict::Valid);
}

QTEST_GUILESS_MAIN(RoundTripTest)
#include "tst_roundtrip.moc"
