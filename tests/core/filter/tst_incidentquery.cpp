// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/incidentquery.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::filter;
using namespace Qt::StringLiterals;

namespace {

IncidentQuery leaf(IncidentTerm term)
{
    return {IncidentQuery::Kind::Leaf, {}, std::move(term)};
}

} // namespace

class IncidentQueryTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldStandsAtItsOwnNumber()
    {
        for (size_t i = 0; i < incidentFields().size(); ++i)
            QCOMPARE(size_t(incidentFields()[i].id), i);
        for (const auto &field : incidentFields())
            QVERIFY2(parseIncidents(QString(field.example)), field.example.data());
    }

    void aTermBecomesItsValue_data()
    {
        QTest::addColumn<IncidentQuery>("query");
        const auto row = [](const char *text, IncidentTerm term) { QTest::newRow(text) << leaf(term); };
        row("severity>=high", SeverityMatch{Order::GreaterEqual, domain::Severity::High});
        row("severity:Informational", SeverityMatch{Order::Equal, domain::Severity::Info});
        row("status:CLOSED", StatusMatch{domain::IncidentStatus::Closed});
        row("owner:kim", IncidentTextMatch{IncidentField::Owner, {{u""_s, u"kim"_s, u""_s}}});
        row("owner:\"\"", IncidentTextMatch{IncidentField::Owner, {{u""_s}}});
        row("owner=kim", IncidentTextMatch{IncidentField::Owner, {{u"kim"_s}}});
        row("tag:mine", IncidentTextMatch{IncidentField::Tag, {{u"mine"_s}}});
        row("tag:mi*", IncidentTextMatch{IncidentField::Tag, {{u"mi"_s, u""_s}}});
        row("number:40217", IncidentNumberMatch{IncidentField::Number, Order::Equal, 40'217});
        row("since:PT24H", TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, 86'400 * microsPerSecond});
        row("since:\"last 7 days\"",
            TimeMatch{TimeMatch::Side::Since, TimeMatch::Base::Ago, 604'800 * microsPerSecond});
        row("changed:yesterday", ChangedMatch{{TimeMatch::Side::Since, TimeMatch::Base::Day, 1}});
        row("changed:1h",
            ChangedMatch{{TimeMatch::Side::Since, TimeMatch::Base::Ago, 3'600 * microsPerSecond}});
        row("is:unseen", IncidentFlagMatch{IncidentFlag::Unseen});
        row("is:open", IncidentFlagMatch{IncidentFlag::Open});
        row("mailbox", FullText{u"mailbox"_s, false});
    }

    void aTermBecomesItsValue()
    {
        QFETCH(IncidentQuery, query);
        const auto parsed = parseIncidents(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
        QVERIFY(*parsed == query);
        QVERIFY(*parseIncidents(toText(*parsed)) == *parsed);
    }

    void keepsItsMeaningAsText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "severity:high status:closed -owner:x since:1d text",
              "(status:new OR status:active) -tag:noise*", "number>=10 number<=20 -\"free text\"",
              "title=\"\" label:\"a b\" product:*Defender*"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void keepsItsMeaningAsText()
    {
        QFETCH(QString, text);
        const auto parsed = parseIncidents(text);
        QVERIFY(parsed);
        QCOMPARE(toText(*parsed), text);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<qsizetype>("position");
        QTest::newRow("severity:hgih") << u"did you mean high?"_s << qsizetype(9);
        QTest::newRow("verdict:valid") << u"there is no field"_s << qsizetype(0);
        QTest::newRow("status>new") << u"status takes : or ="_s << qsizetype(6);
        QTest::newRow("is:lost") << u"unseen, changed"_s << qsizetype(3);
        QTest::newRow("number:x") << u"takes a number"_s << qsizetype(7);
        QTest::newRow("tag:a*b") << u"at the ends only"_s << qsizetype(4);
        QTest::newRow("since:soon") << u"takes a time"_s << qsizetype(6);
        QTest::newRow("a (b") << u"not closed"_s << qsizetype(2);
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, message);
        QFETCH(qsizetype, position);
        const auto parsed = parseIncidents(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().message.contains(message), qPrintable(parsed.error().message));
        QCOMPARE(parsed.error().position, position);
    }
};

QTEST_GUILESS_MAIN(IncidentQueryTest)
#include "tst_incidentquery.moc"
