// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/auditquery.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::filter;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros now = 1'800'000'000 * microsPerSecond;
constexpr Micros hour = 3600 * microsPerSecond;

} // namespace

class AuditQueryTest : public QObject
{
    Q_OBJECT

private slots:
    void matchesAnEntry_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("matches");
        QTest::newRow("everything") << QString() << true;
        QTest::newRow("text, any case") << u"INTEGRATIONS"_s << true;
        QTest::newRow("text elsewhere") << u"incidents"_s << false;
        QTest::newRow("who contains") << u"who:harbour"_s << true;
        QTest::newRow("who as a whole") << u"who=harbour"_s << false;
        QTest::newRow("what") << u"what:put"_s << true;
        QTest::newRow("what is no part") << u"what:pu"_s << false;
        QTest::newRow("one of several") << u"what:POST,PUT"_s << true;
        QTest::newRow("status class") << u"answer:4*"_s << true;
        QTest::newRow("status between stars") << u"answer:4*3"_s << true;
        QTest::newRow("not") << u"-answer:4*"_s << false;
        QTest::newRow("target") << u"target:harbour.example"_s << true;
        QTest::newRow("since") << u"since:2h"_s << true;
        QTest::newRow("since later") << u"since:30m"_s << false;
        QTest::newRow("until") << u"until:30m"_s << true;
        QTest::newRow("alternatives") << u"what:DELETE OR answer:403"_s << true;
        QTest::newRow("together") << u"what:PUT answer:200"_s << false;
    }
    void matchesAnEntry()
    {
        QFETCH(QString, query);
        QFETCH(bool, matches);
        const auto parsed = parseAudit(query);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().message));
        const QString who = u"Harbour / tenant.admin"_s;
        const QString target = u"https://api.harbour.example/integrations/alerts"_s;
        const AuditTexts entry{who, u"PUT", target, u"403", now - hour};
        QCOMPARE(filter::matches(*parsed, entry, now), matches);
    }

    void theCanonicalTextMeansTheSame_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *text : {"who:acme", "who=acme", "what:PUT,POST", "-answer:2* since:8h", "who:a*b",
                                 "target:\"with blank\" OR x", "until:2026-01-31"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void theCanonicalTextMeansTheSame()
    {
        QFETCH(QString, query);
        const auto parsed = parseAudit(query);
        QVERIFY(parsed);
        const auto again = parseAudit(toText(*parsed));
        QVERIFY2(again, qPrintable(toText(*parsed)));
        QVERIFY2(*again == *parsed, qPrintable(toText(*parsed)));
    }

    void saysWhatIsWrong()
    {
        const auto unknown = parseAudit(u"hwat:PUT");
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().message.contains(u"what"_s), qPrintable(unknown.error().message));
        QVERIFY(!parseAudit(u"since:someday"));
        QVERIFY(!parseAudit(u"answer>400"));
    }

    void offersFieldsAndValues()
    {
        const auto has = [](const QList<Completion> &offers, const QString &text) {
            return std::any_of(offers.begin(), offers.end(),
                               [&text](const Completion &one) { return one.insertText == text; });
        };
        QVERIFY(has(completeAudit(u"an", 2), u"answer:"_s));
        QVERIFY(has(completeAudit(u"what:", 5), u"DELETE"_s));
    }
};

QTEST_GUILESS_MAIN(AuditQueryTest)
#include "tst_auditquery.moc"
