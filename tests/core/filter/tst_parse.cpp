// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/parse.h"

#include <QFile>
#include <QRandomGenerator>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::filter;
using namespace Qt::StringLiterals;

namespace {

// Rows of a file of tests/data/filter; lines with # are comments.
QList<QStringList> rowsOf(const QString &name)
{
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/filter/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QStringList> rows;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            rows.append(line.split(u'\t'));
    }
    return rows;
}

Query leaf(Term term)
{
    return Query{Query::Kind::Leaf, {}, std::move(term)};
}

} // namespace

class ParseTest : public QObject
{
    Q_OBJECT

private slots:
    void emptyTextMatchesEverything()
    {
        QVERIFY(parse(u"")->matchesEverything());
        QVERIFY(parse(u" \t ")->matchesEverything());
        QVERIFY(!parse(u"a")->matchesEverything());
        QCOMPARE(toText(Query{}), QString());
    }

    void aTermBecomesItsValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Query>("query");
        const auto row = [](const char *text, Term term) {
            QTest::newRow(text) << QString::fromLatin1(text) << leaf(term);
        };
        row("verdict:mismatch", VerdictMatch{domain::Verdict::Mismatch});
        row("severity>=high", SeverityMatch{Order::GreaterEqual, domain::Severity::High});
        row("risk<70.5", RiskMatch{Order::Less, 70.5});
        row("size<=10k", NumberMatch{NumberField::Size, Order::LessEqual, 10'240});
        row("id>7", NumberMatch{NumberField::Id, Order::Greater, 7});
        row("path:/x", TextMatch{TextField::Path, {{u"/x"_s, u""_s}}});
        row("path=/x", TextMatch{TextField::Path, {{u"/x"_s}}});
        row("path:*x*", TextMatch{TextField::Path, {{u""_s, u"x"_s, u""_s}}});
        row("title:x", TextMatch{TextField::Title, {{u""_s, u"x"_s, u""_s}}});
        row("event:auth.*", TextMatch{TextField::Event, {{u"auth."_s, u""_s}}});
        row("event:\"auth.*\"", TextMatch{TextField::Event, {{u"auth.*"_s}}});
        row("method:post", TextMatch{TextField::Method, {{u"POST"_s}}});
        row("scheme:\"\"", TextMatch{TextField::Scheme, {{u""_s}}});
        row("is:differs", FlagMatch{Flag::Differs});
        row("drift:any", DriftMatch{});
        row("drift:Type-Change", DriftMatch{domain::DriftKind::TypeChange});
        row("since:2h", TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, 7'200 * microsPerSecond});
        row("since:P7D", TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, 604'800 * microsPerSecond});
        row("since:\"last 7 days\"",
            TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, 604'800 * microsPerSecond});
        row("until:\" 2 Days ago \"",
            TimeMatch{TimeMatch::Side::Until, TimeMatch::Base::Ago, 172'800 * microsPerSecond});
        row("since:90minutes",
            TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, 5'400 * microsPerSecond});
        row("since:PT0.5S", TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, microsPerSecond});
        row("since:yesterday", TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Day, 1});
        row("until:Today", TimeMatch{TimeMatch::Side::Until, TimeMatch::Base::Day, 0});
        row("until:1970-01-02T00:00:00.5Z",
            TimeMatch{TimeMatch::Side::Until, TimeMatch::Base::At, 86'400 * microsPerSecond + 500'000});
        row("\"free text\"", FullText{u"free text"_s, false});
        row("free*", FullText{u"free"_s, true});
    }

    void aTermBecomesItsValue()
    {
        QFETCH(QString, text);
        QFETCH(Query, query);
        const auto parsed = parse(text);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
        QVERIFY(*parsed == query);
        QVERIFY(*parse(toText(*parsed)) == query);
    }

    void orBindsWeakerThanBlank()
    {
        const auto query = parse(u"a b OR -c");
        QVERIFY(query);
        QCOMPARE(query->kind, Query::Kind::Any);
        QCOMPARE(query->children.size(), size_t(2));
        QCOMPARE(query->children[0].kind, Query::Kind::All);
        QCOMPARE(query->children[1].kind, Query::Kind::Not);
        QVERIFY(query->children[1].children[0] == leaf(FullText{u"c"_s, false}));
    }

    void canonicalTextIsAsListedAndParsesBack_data()
    {
        QTest::addColumn<QString>("canonical");
        const auto rows = rowsOf(u"canonical.tsv"_s);
        QVERIFY(rows.size() > 40);
        for (const QStringList &row : rows)
            QTest::newRow(qPrintable(row.value(0))) << row.value(1);
    }

    void canonicalTextIsAsListedAndParsesBack()
    {
        QFETCH(QString, canonical);
        const auto query = parse(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY2(query, query ? "" : qPrintable(query.error().message));
        QCOMPARE(toText(*query), canonical);
        const auto again = parse(canonical);
        QVERIFY2(again, again ? "" : qPrintable(again.error().message));
        QVERIFY(*again == *query);
    }

    void errorsNamePlaceExpectationAndRemedy_data()
    {
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("suggestion");
        const auto rows = rowsOf(u"errors.tsv"_s);
        QVERIFY(rows.size() > 30);
        for (const QStringList &row : rows)
            QTest::newRow(qPrintable(row.value(0)))
                << row.value(1).toInt() << row.value(2).toInt() << row.value(3) << row.value(4);
    }

    void errorsNamePlaceExpectationAndRemedy()
    {
        QFETCH(int, position);
        QFETCH(int, length);
        QFETCH(QString, message);
        QFETCH(QString, suggestion);
        const auto query = parse(QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(!query);
        QCOMPARE(query.error().message, message);
        QCOMPARE(int(query.error().position), position);
        QCOMPARE(int(query.error().length), length);
        QCOMPARE(query.error().suggestion, suggestion);
    }

    void boundsAreKeptAndSaid()
    {
        const auto nested = [](int n) { return QString(n, u'(') + u'a' + QString(n, u')'); };
        QVERIFY(parse(nested(maxNesting)));
        QCOMPARE(parse(nested(maxNesting + 1)).error().message,
                 u"parentheses may be nested 32 deep, not more"_s);
        QCOMPARE(parse(nested(maxNesting + 1)).error().position, maxNesting);

        const auto terms = [](int n) { return QString(u"a "_s).repeated(n); };
        QVERIFY(parse(terms(maxTerms)));
        QCOMPARE(parse(terms(maxTerms + 1)).error().message, u"a filter may have 200 terms, not more"_s);
        QVERIFY(!parse(u"id:"_s + u"1,"_s.repeated(maxTerms) + u'1'));

        QVERIFY(parse(QString(maxLength, u'a')));
        const auto tooLong = parse(QString(maxLength + 3, u'a'));
        QCOMPARE(tooLong.error().message, u"a filter may have 4096 characters, not more"_s);
        QCOMPARE(tooLong.error().position, maxLength);
        QCOMPARE(tooLong.error().length, 3);
        QVERIFY(parse(QString(maxLength - 1, u'-') + u'a'));
    }

    void aDateIsLocalAndCountsWhole()
    {
        const auto since = parse(u"since:2026-01-31");
        const auto until = parse(u"until:2026-01-31");
        QVERIFY(since && until);
        const Micros midnight = QDateTime(QDate(2026, 1, 31), QTime(0, 0)).toMSecsSinceEpoch() * 1000;
        const Micros next = QDateTime(QDate(2026, 2, 1), QTime(0, 0)).toMSecsSinceEpoch() * 1000;
        QCOMPARE(std::get<TimeMatch>(since->term).resolve(0), midnight);
        QCOMPARE(std::get<TimeMatch>(until->term).resolve(0), next);
    }

    void todayAndYesterdayAreLocalDays()
    {
        const Micros noon = QDateTime(QDate(2026, 3, 2), QTime(12, 0)).toMSecsSinceEpoch() * 1000;
        const auto border = [noon](const QString &text) {
            return QDateTime::fromMSecsSinceEpoch(std::get<TimeMatch>(parse(text)->term).resolve(noon) /
                                                  1000);
        };
        QCOMPARE(border(u"since:today"_s), QDateTime(QDate(2026, 3, 2), QTime(0, 0)));
        QCOMPARE(border(u"since:yesterday"_s), QDateTime(QDate(2026, 3, 1), QTime(0, 0)));
        QCOMPARE(border(u"until:yesterday"_s), QDateTime(QDate(2026, 3, 2), QTime(0, 0))); // it counts whole
        QCOMPARE(border(u"until:today"_s), QDateTime(QDate(2026, 3, 3), QTime(0, 0)));
    }

    void relativeTimesAreResolvedLate()
    {
        const TimeMatch hours{TimeMatch::Side::Since, TimeMatch::Base::Ago, 7'200 * microsPerSecond};
        QCOMPARE(hours.resolve(10'000 * microsPerSecond), 2'800 * microsPerSecond);
    }

    // Pieces of the language thrown together at random: whatever parses has a text that parses to the same.
    void everythingThatParsesPrintsToItself()
    {
        static const QStringList pieces = {
            u" "_s,          u" "_s,      u"("_s,         u")"_s,
            u"-"_s,          u" OR "_s,   u"|"_s,         u"\""_s,
            u"\\"_s,         u"*"_s,      u","_s,         u"endpoint:"_s,
            u"path="_s,      u"a"_s,      u"B c"_s,       u"title:"_s,
            u"severity>="_s, u"high"_s,   u"none"_s,      u"risk"_s,
            u"<"_s,          u"7.25"_s,   u"size:"_s,     u"3m"_s,
            u"since:"_s,     u"1h5m"_s,   u"yesterday"_s, u"\"last week\""_s,
            u"ip:"_s,        u"::1/60"_s, u"is:"_s,       u"noted"_s,
            u"..9"_s,        u"NOT "_s,
        };
        QRandomGenerator random(20260131);
        int parsed = 0;
        for (int round = 0; round < 40'000; ++round) {
            QString text;
            for (int n = random.bounded(1, 9); n > 0; --n)
                text += pieces[random.bounded(int(pieces.size()))];
            const auto query = parse(text);
            if (!query) {
                QVERIFY(query.error().position >= 0 && query.error().length >= 0);
                QVERIFY(query.error().position + query.error().length <= text.size());
                continue;
            }
            ++parsed;
            const auto again = parse(toText(*query));
            QVERIFY2(again && *again == *query, qPrintable(text));
        }
        QVERIFY(parsed > 4'000);
    }
};

QTEST_GUILESS_MAIN(ParseTest)
#include "tst_parse.moc"
