// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Every rule of socotra.md section 3, and which of them block.

#include "tests/support/socotradata.h"

#include <QtTest>

#include <algorithm>

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;

namespace {

bool has(const QList<Finding> &found, Rule rule)
{
    return std::ranges::any_of(found, [rule](const Finding &one) { return one.rule == rule; });
}

using Change = std::function<void(Draft &)>;

void secretOf(Draft &draft, const QByteArray &bytes)
{
    draft.secret = Secret::copyOf(bytes);
}

} // namespace

Q_DECLARE_METATYPE(Change)

class SocotraRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void aCompleteDraftIsGood();
    void findsWhatIsWrongWithANewOne_data();
    void findsWhatIsWrongWithANewOne();
    void anEditObeysTheSameRules_data();
    void anEditObeysTheSameRules();
    void httpIsForThoseWithoutSettings();
    void secretsHave32To64WordCharacters_data();
    void secretsHave32To64WordCharacters();
    void anUnknownSecretBlocksUntilChosen_data();
    void anUnknownSecretBlocksUntilChosen();
    void makesSecretsThatObey();
    void namesSensitiveHeaders_data();
    void namesSensitiveHeaders();
    void tagsAreNewEachTime();
    void noTextTellsASecret();
};

void SocotraRulesTest::aCompleteDraftIsGood()
{
    QCOMPARE(checkNew(test::newDraft(), {}), QList<Finding>());
    const Integration base = test::integrationFrom(test::sampleEntry());
    QCOMPARE(checkEdit(draftOf(base), base), QList<Finding>());
}

void SocotraRulesTest::findsWhatIsWrongWithANewOne_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("rule");
    QTest::addColumn<bool>("blocks");
    const auto row = [](const char *name, const Change &change, Rule rule, bool blocks = true) {
        QTest::newRow(name) << change << int(rule) << blocks;
    };
    row(
        "no name", [](Draft &d) { d.name.clear(); }, Rule::NameForm);
    row(
        "name with a slash", [](Draft &d) { d.name = u"a/b"_s; }, Rule::NameForm);
    row(
        "name that begins with a dot", [](Draft &d) { d.name = u".a"_s; }, Rule::NameForm);
    row(
        "name of 65", [](Draft &d) { d.name = QString(65, u'a'); }, Rule::NameForm);
    row(
        "name with a line end", [](Draft &d) { d.name = u"a\n"_s; }, Rule::NameForm);
    row(
        "name in use", [](Draft &d) { d.name = u"taken"_s; }, Rule::NameTaken);
    row(
        "name in use in another case", [](Draft &d) { d.name = u"TAKEN"_s; }, Rule::NameTaken);
    row(
        "no type", [](Draft &d) { d.type.clear(); }, Rule::TypeMissing);
    row(
        "a type of one edition", [](Draft &d) { d.type = u"fe-plugins"_s; }, Rule::TypeNotEverywhere, false);
    row(
        "a type that nobody knows", [](Draft &d) { d.type = u"x"_s; }, Rule::TypeUnknown, false);
    row(
        "no address", [](Draft &d) { d.url.clear(); }, Rule::UrlForm);
    row(
        "another scheme", [](Draft &d) { d.url = u"ftp://x.example/"_s; }, Rule::UrlForm);
    row(
        "no host", [](Draft &d) { d.url = u"https:///a"_s; }, Rule::UrlForm);
    row(
        "http with security", [](Draft &d) { d.url = u"http://x.example/"_s; }, Rule::HttpsNeeded);
    row(
        "31 characters", [](Draft &d) { secretOf(d, test::sampleSecret.first(31)); }, Rule::SecretLength);
    row(
        "a hyphen in the secret", [](Draft &d) { secretOf(d, QByteArray(31, 'a') + '-'); },
        Rule::SecretLetters);
    row(
        "a mask for a secret", [](Draft &d) { secretOf(d, QByteArray(40, '*')); }, Rule::SecretMasked);
    row(
        "tag without secret", [](Draft &d) { d.from = Draft::SecretFrom::Without; }, Rule::TagNeedsSecret);
    row(
        "signature without secret",
        [](Draft &d) {
            d.from = Draft::SecretFrom::Without;
            d.tag.clear();
        },
        Rule::HmacNoSecret, false);
    row(
        "secret without signature", [](Draft &d) { d.hmacEnabled = false; }, Rule::HmacOff, false);
    row(
        "secureSSL off", [](Draft &d) { d.secureSsl = false; }, Rule::InsecureTls, false);
    const auto header = [](const QString &name, const QByteArray &value) {
        return Change([name, value](Draft &d) { d.headers.append({name, Secret::copyOf(value)}); });
    };
    row("a header without name", header({}, "x"), Rule::HeaderName);
    row("a header with a blank", header(u"X Y"_s, "x"), Rule::HeaderName);
    row("a line break in a header", header(u"X"_s, "a\r\nB: c"), Rule::HeaderValue);
    row("a masked token in a header", header(u"Authorization"_s, "********"), Rule::HeaderMasked);
    row("a header of the transport", header(u"Content-Length"_s, "1"), Rule::ReservedHeader, false);
    row("the signature as a header", header(u"socotra-signature"_s, "1"), Rule::ReservedHeader, false);
    row(
        "a header twice",
        [](Draft &d) {
            d.headers.append({u"X-A"_s, Secret::copyOf("1")});
            d.headers.append({u"x-a"_s, Secret::copyOf("2")});
        },
        Rule::HeaderTwice);
}

void SocotraRulesTest::findsWhatIsWrongWithANewOne()
{
    QFETCH(const Change, change);
    QFETCH(const int, rule);
    QFETCH(const bool, blocks);
    Integration taken;
    taken.name = u"Taken"_s;
    Draft draft = test::newDraft();
    change(draft);
    const QList<Finding> found = checkNew(draft, {taken});
    QVERIFY(has(found, Rule(rule)));
    QCOMPARE(mayBeSaved(found), !blocks);
    for (const Finding &one : found)
        QVERIFY(!plainWords(one).isEmpty() && !plainWords(one).contains(u"%1"_s));
}

void SocotraRulesTest::anEditObeysTheSameRules_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("rule");
    QTest::addColumn<bool>("blocks");
    const auto row = [](const char *name, const Change &change, Rule rule, bool blocks = true) {
        QTest::newRow(name) << change << int(rule) << blocks;
    };
    row(
        "another name", [](Draft &d) { d.name = u"b"_s; }, Rule::NameFixed);
    row(
        "another type", [](Draft &d) { d.type = u"external_rater"_s; }, Rule::TypeFixed);
    row(
        "from https to http", [](Draft &d) { d.url = u"http://x.example/"_s; }, Rule::HttpsStays);
    row(
        "from https to http, the settings taken out",
        [](Draft &d) {
            d.url = u"http://x.example/"_s;
            d.secured = false;
        },
        Rule::HttpsStays);
    row(
        "from https to HTTP, the settings taken out",
        [](Draft &d) {
            d.url = u"HTTP://hooks.example.org/a"_s;
            d.secured = false;
        },
        Rule::HttpsStays);
    row(
        "the tag taken out", [](Draft &d) { d.tag.clear(); }, Rule::MayNotGo, false);
    row(
        "the settings taken out", [](Draft &d) { d.secured = false; }, Rule::MayNotGo, false);
    row(
        "secureSSL off", [](Draft &d) { d.secureSsl = false; }, Rule::InsecureTls, false);
    row(
        "sent without secret",
        [](Draft &d) {
            d.from = Draft::SecretFrom::Without;
            d.tag.clear();
        },
        Rule::SecretMayGo, false);
    row(
        "sent without secret, with tag", [](Draft &d) { d.from = Draft::SecretFrom::Without; },
        Rule::TagNeedsSecret);
}

void SocotraRulesTest::anEditObeysTheSameRules()
{
    QFETCH(const Change, change);
    QFETCH(const int, rule);
    QFETCH(const bool, blocks);
    const Integration base = test::integrationFrom(test::sampleEntry());
    Draft draft = draftOf(base);
    change(draft);
    const QList<Finding> found = checkEdit(draft, base);
    QVERIFY(has(found, Rule(rule)));
    QCOMPARE(mayBeSaved(found), !blocks);
}

// Also for one whose http address and settings somebody else has put together: that can be mended.
void SocotraRulesTest::httpIsForThoseWithoutSettings()
{
    Integration base = test::integrationFrom(test::sampleEntry());
    Draft draft = draftOf(base);
    draft.secured = false;
    base.security.reset();
    draft.url = u"http://x.example/"_s;
    QVERIFY(mayBeSaved(checkEdit(draft, base)));
    base = test::integrationFrom(test::sampleEntry());
    base.url = u"http://hooks.example.org/a"_s;
    draft = draftOf(base);
    QVERIFY(has(checkEdit(draft, base), Rule::HttpsNeeded));
    draft.secured = false;
    QVERIFY(mayBeSaved(checkEdit(draft, base)));
}

// The cases of socotra.md section 7.
void SocotraRulesTest::secretsHave32To64WordCharacters_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<bool>("good");
    QTest::newRow("31") << QByteArray(31, 'a') << false;
    QTest::newRow("32") << QByteArray(32, 'a') << true;
    QTest::newRow("64") << QByteArray(64, 'a') << true;
    QTest::newRow("65") << QByteArray(65, 'a') << false;
    QTest::newRow("hyphen") << QByteArray(32, 'a') + '-' << false;
    QTest::newRow("blank") << QByteArray(32, 'a') + ' ' << false;
    QTest::newRow("e with accent") << QByteArray(32, 'a') + "\xc3\xa9" << false;
    QTest::newRow("a digit of another script") << QByteArray(32, 'a') + "\xd9\xa3" << false;
    QTest::newRow("underscore") << QByteArray(32, 'a') + '_' << true;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("all x is a mask") << QByteArray(40, 'x') << false;
}

void SocotraRulesTest::secretsHave32To64WordCharacters()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const bool, good);
    QCOMPARE(checkSecret(secret).isEmpty(), good);
}

void SocotraRulesTest::anUnknownSecretBlocksUntilChosen_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("absent") << QByteArray();
    QTest::newRow("masked") << QByteArray(",\"secret\":\"********\"");
}

void SocotraRulesTest::anUnknownSecretBlocksUntilChosen()
{
    QFETCH(const QByteArray, member);
    const Integration base = test::integrationFrom(test::sampleEntry(member));
    Draft draft = draftOf(base);
    draft.url = u"https://other.example/"_s;
    QVERIFY(has(checkEdit(draft, base), Rule::SecretUnknown));
    QVERIFY(!mayBeSaved(checkEdit(draft, base)));
    for (const auto from : {Draft::SecretFrom::Entered, Draft::SecretFrom::Fresh}) {
        draft.from = from;
        draft.secret = Secret::copyOf(test::otherSecret);
        QVERIFY(mayBeSaved(checkEdit(draft, base)));
    }
    draft.from = Draft::SecretFrom::Without;
    draft.tag.clear();
    QVERIFY(mayBeSaved(checkEdit(draft, base)));
    QVERIFY(has(checkEdit(draft, base), Rule::SecretMayGo)); // said, never silent
}

void SocotraRulesTest::makesSecretsThatObey()
{
    QSet<QByteArray> seen;
    for (const int length : {0, 32, 48, 64, 1000}) {
        for (int i = 0; i < 50; ++i) {
            const Secret secret = makeSecret(length);
            QVERIFY(checkSecret(secret.reveal()).isEmpty());
            QCOMPARE(secret.size(), std::clamp(length, shortestSecret, longestSecret));
            seen.insert(secret.reveal().toByteArray());
        }
    }
    QCOMPARE(seen.size(), 250);
}

void SocotraRulesTest::namesSensitiveHeaders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("sensitive");
    for (const char *name : {"Authorization", "X-API-KEY", "x-token", "Client-Secret", "Cookie", "X-Auth"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name : {"X-Team", "Accept", "Content-Type"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
}

void SocotraRulesTest::namesSensitiveHeaders()
{
    QFETCH(const QString, name);
    QFETCH(const bool, sensitive);
    QCOMPARE(isSensitiveHeader(name), sensitive);
}

void SocotraRulesTest::tagsAreNewEachTime()
{
    QCOMPARE(suggestTag(u"secret-1"_s, u"2026-11-23"_s), u"rot-2026-11-23"_s);
    QCOMPARE(suggestTag(u"rot-2026-11-23"_s, u"2026-11-23"_s), u"rot-2026-11-23.2"_s);
    QCOMPARE(suggestTag(u"rot-2026-11-23.2"_s, u"2026-11-23"_s), u"rot-2026-11-23.3"_s);
    QCOMPARE(suggestTag(u"rot-2026-11-22"_s, u"2026-11-23"_s), u"rot-2026-11-23"_s);
}

void SocotraRulesTest::noTextTellsASecret()
{
    Draft draft = test::newDraft();
    secretOf(draft, "too-short-and-secret");
    draft.headers.append({u"X-Token"_s, Secret::copyOf("tok\ren-value")});
    for (const Finding &one : checkNew(draft, {})) {
        QVERIFY(!plainWords(one).contains(u"too-short-and-secret"_s));
        QVERIFY(!plainWords(one).contains(u"en-value"_s));
    }
}

QTEST_GUILESS_MAIN(SocotraRulesTest)
#include "tst_rules.moc"
