// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A form that was opened, what it says now, and what the server says now.

#include "core/socotra/threeway.h"
#include "tests/support/socotradata.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;

namespace {

using Standing = FieldVersions::Standing;
using Edit = std::pair<QByteArray, QByteArray>; // before, after; in the server's text

Integration edited(const QList<Edit> &edits)
{
    QByteArray text = test::sampleEntry();
    for (const auto &[before, after] : edits)
        text.replace(before, after);
    return test::integrationFrom(text);
}

Standing standingOf(const ThreeWay &all, const QString &field)
{
    for (const FieldVersions &one : all.fields) {
        if (one.field == field)
            return one.standing;
    }
    return Standing::Same;
}

QByteArray findHeader(const Draft &draft, const QString &name)
{
    for (const Header &header : draft.headers) {
        if (header.name == name)
            return header.value.reveal().toByteArray();
    }
    return {};
}

} // namespace

class SocotraThreeWayTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingChangedIsNoConflict();
    void seesWhatChangedThere_data();
    void seesWhatChangedThere();
    void tellsTheFiveStandings();
    void mergesWhatDoesNotConflict();
    void aPersonsChoiceIsFollowedFieldByField();
    void aSecretThatIsNotToldIsUnknownWhenTheirsIsTaken();
    void securityThatWasTakenOutThereGoesAsAWhole();
    void neverShowsASecret();
    void readingBackNamesEveryDifference_data();
    void readingBackNamesEveryDifference();
};

void SocotraThreeWayTest::nothingChangedIsNoConflict()
{
    const Integration base = edited({});
    const ThreeWay all = compare(base, draftOf(base), edited({}));
    QVERIFY(!all.theyChanged());
    QVERIFY(!all.hasConflict());
    QCOMPARE(all.of(Standing::Same).size(), all.fields.size());
    // The order and the layout of another answer are no change.
    const Integration other = edited({{"\"x-new\":1e2,", ""}, {"{ \"tenant", "{\"x-new\":1e2, \"tenant"}});
    QVERIFY(!compare(base, draftOf(base), other).theyChanged());
    const Integration masked = test::integrationFrom(test::sampleEntry(",\"secret\":\"********\""));
    QVERIFY(!compare(masked, draftOf(masked), masked).theyChanged());
}

void SocotraThreeWayTest::seesWhatChangedThere_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *before, const char *after, const QString &field) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << field;
    };
    row("url", "\\/a\"", "\\/b\"", u"url"_s);
    row("type", "\"webhook\"", "\"data_autofill\"", u"type"_s);
    row("a header", "\"blue\"", "\"red\"", u"headers/X-Team"_s);
    row("a header that is a key", "\"k-1\"", "\"k-2\"", u"headers/X-Api-Key"_s);
    row("a header less", ",\"X-Team\":\"blue\"", "", u"headers/X-Team"_s);
    row("a header more", "{\"X-Api", "{\"X-More\":\"1\",\"X-Api", u"headers/X-More"_s);
    row("signatures", "\"hmacEnabled\":true", "\"hmacEnabled\":false", u"securitySpec/hmacEnabled"_s);
    row("TLS", "\"secureSSL\":true", "\"secureSSL\":false", u"securitySpec/secureSSL"_s);
    row("tag", "secret-1", "secret-2", u"securitySpec/tag"_s);
    row("secret", "A1b2", "B1b2", u"securitySpec/secret"_s);
    row("an unknown member", "1e2", "1e3", u"/x-new"_s);
    row("an unknown member of the settings", "[2]", "[3]", u"/securitySpec/later"_s);
}

void SocotraThreeWayTest::seesWhatChangedThere()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, field);
    const Integration base = edited({});
    const ThreeWay all = compare(base, draftOf(base), edited({{before, after}}));
    QVERIFY(all.theyChanged());
    QVERIFY(!all.hasConflict());
    QCOMPARE(all.of(Standing::Theirs), QStringList{field});
}

void SocotraThreeWayTest::tellsTheFiveStandings()
{
    const Integration base = edited({});
    Draft mine = draftOf(base);
    mine.url = u"https://mine.example/"_s;
    mine.tag = u"both"_s;
    mine.secureSsl = false;
    const Integration theirs = edited(
        {{"\\/a\"", "\\/b\""}, {"secret-1", "both"}, {"\"hmacEnabled\":true", "\"hmacEnabled\":false"}});
    const ThreeWay all = compare(base, mine, theirs);
    QVERIFY(all.hasConflict());
    QCOMPARE(standingOf(all, u"url"_s), Standing::Conflict);
    QCOMPARE(standingOf(all, u"securitySpec/tag"_s), Standing::Agreed);
    QCOMPARE(standingOf(all, u"securitySpec/secureSSL"_s), Standing::Mine);
    QCOMPARE(standingOf(all, u"securitySpec/hmacEnabled"_s), Standing::Theirs);
    QCOMPARE(standingOf(all, u"type"_s), Standing::Same);
}

void SocotraThreeWayTest::mergesWhatDoesNotConflict()
{
    const Integration base = edited({});
    Draft mine = draftOf(base);
    mine.url = u"https://mine.example/"_s;
    mine.headers[1].value = Secret::copyOf("green");
    mine.headers.append({u"X-Mine"_s, Secret::copyOf("1")});
    const Integration theirs =
        edited({{"\\/a\"", "\\/b\""}, {"secret-1", "secret-2"}, {"A1b2", "B1b2"}, {"\"k-1\"", "\"k-2\""}});
    const Draft draft = merged(base, mine, theirs);
    QCOMPARE(draft.url, u"https://mine.example/"_s);
    QCOMPARE(draft.tag, u"secret-2"_s);
    QVERIFY(draft.secret.reveal().startsWith("B1b2"));
    QCOMPARE(draft.headers.size(), 3);
    QCOMPARE(draft.headers[0].value.reveal(), QByteArrayView("k-2"));
    QCOMPARE(draft.headers[1].value.reveal(), QByteArrayView("green"));
    QCOMPARE(draft.headers[2].name, u"X-Mine"_s);
    QVERIFY(!compare(theirs, draft, theirs).theyChanged());
}

void SocotraThreeWayTest::aPersonsChoiceIsFollowedFieldByField()
{
    Draft mine = draftOf(edited({}));
    mine.url = u"https://mine.example/"_s;
    mine.tag = u"mine"_s;
    mine.secret = Secret::copyOf(test::otherSecret);
    mine.from = Draft::SecretFrom::Fresh;
    mine.headers[0].value = Secret::copyOf("k-mine");
    const Integration theirs = edited({{"\\/a\"", "\\/b\""}, {"secret-1", "theirs"}, {"\"k-1\"", "\"k-2\""}});
    const Draft nothing = resolved(mine, theirs, {});
    QCOMPARE(nothing.url, mine.url);
    QCOMPARE(nothing.tag, mine.tag);
    const Draft some = resolved(mine, theirs, {u"url"_s, u"headers/X-Api-Key"_s});
    QCOMPARE(some.url, u"https://hooks.example.org/b"_s);
    QCOMPARE(some.tag, u"mine"_s);
    QCOMPARE(some.secret.reveal(), QByteArrayView(test::otherSecret));
    QCOMPARE(some.headers.size(), 2);
    QCOMPARE(findHeader(some, u"X-Api-Key"_s), QByteArray("k-2"));
    const Draft all = resolved(mine, theirs, {u"securitySpec/secret"_s, u"securitySpec/tag"_s});
    QCOMPARE(all.tag, u"theirs"_s);
    QCOMPARE(all.secret.reveal(), QByteArrayView(test::sampleSecret));
    QCOMPARE(all.from, Draft::SecretFrom::Returned);
}

void SocotraThreeWayTest::aSecretThatIsNotToldIsUnknownWhenTheirsIsTaken()
{
    const Integration theirs = test::integrationFrom(test::sampleEntry(",\"secret\":\"********\""));
    Draft mine = draftOf(edited({}));
    mine.from = Draft::SecretFrom::Entered;
    const Draft draft = resolved(mine, theirs, {u"securitySpec/secret"_s});
    QCOMPARE(draft.from, Draft::SecretFrom::Unknown);
    QVERIFY(draft.secret.isEmpty()); // the mask is no secret
}

void SocotraThreeWayTest::securityThatWasTakenOutThereGoesAsAWhole()
{
    QByteArray text = test::sampleEntry();
    text.truncate(text.indexOf(",\"securitySpec\""));
    const Integration theirs = test::integrationFrom(text + '}');
    QVERIFY(!theirs.security);
    const Draft mine = draftOf(edited({}));
    QVERIFY(resolved(mine, theirs, {u"securitySpec/tag"_s}).secured);
    QVERIFY(!resolved(mine, theirs,
                      {u"securitySpec/tag"_s, u"securitySpec/secret"_s, u"securitySpec/secureSSL"_s,
                       u"securitySpec/hmacEnabled"_s})
                 .secured);
}

void SocotraThreeWayTest::neverShowsASecret()
{
    const Integration base = edited({});
    Draft mine = draftOf(base);
    mine.secret = Secret::copyOf(test::otherSecret);
    mine.from = Draft::SecretFrom::Fresh;
    const ThreeWay all = compare(base, mine, edited({{"A1b2", "B1b2"}}));
    QCOMPARE(standingOf(all, u"securitySpec/secret"_s), Standing::Conflict);
    for (const FieldVersions &one : all.fields) {
        for (const QString &text : {one.base, one.mine, one.theirs}) {
            QVERIFY(!text.contains(QString::fromLatin1(test::sampleSecret.mid(4))));
            QVERIFY(!text.contains(QString::fromLatin1(test::otherSecret)));
            QVERIFY(!text.contains(u"k-1"_s));
        }
    }
}

void SocotraThreeWayTest::readingBackNamesEveryDifference_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("nothing") << QByteArray("#") << QByteArray() << QStringList();
    QTest::newRow("the tag stayed") << QByteArray("secret-1") << QByteArray("older")
                                    << QStringList{u"securitySpec/tag"_s};
    QTest::newRow("another secret") << QByteArray("A1b2") << QByteArray("B1b2")
                                    << QStringList{u"securitySpec/secret"_s};
    QTest::newRow("a secret that is not told")
        << ",\"secret\":\"" + test::sampleSecret + '"' << QByteArray() << QStringList();
    QTest::newRow("a header is gone")
        << QByteArray(",\"X-Team\":\"blue\"") << QByteArray() << QStringList{u"headers/X-Team"_s};
    QTest::newRow("the address") << QByteArray("hooks.") << QByteArray("other.") << QStringList{u"url"_s};
}

void SocotraThreeWayTest::readingBackNamesEveryDifference()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QStringList, fields);
    QCOMPARE(differences(draftOf(edited({})), edited({{before, after}})), fields);
}

QTEST_GUILESS_MAIN(SocotraThreeWayTest)
#include "tst_threeway.moc"
