// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/incidentquery.h"
#include "core/filter/parts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin::filter;

namespace {

QList<FilterPart> parts(const QString &text)
{
    return partsOf(*parseIncidents(text));
}

} // namespace

class TestParts final : public QObject
{
    Q_OBJECT

private slots:
    void everyConditionIsAPartAndSaysWhetherItIsNot()
    {
        const QList<FilterPart> found = parts(u"severity>=high -status:closed mailbox"_s);
        QCOMPARE(found.size(), 3);
        QCOMPARE(found[0].text, u"severity>=high"_s);
        QVERIFY(!found[0].isNot);
        QCOMPARE(found[1].text, u"status:closed"_s);
        QVERIFY(found[1].isNot);
        QCOMPARE(found[2].text, u"mailbox"_s);
    }

    void aPartCanBeTakenOutOrInverted_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("part");
        QTest::addColumn<QString>("without");
        QTest::addColumn<QString>("inverted");
        QTest::newRow("is") << u"severity:high status:new"_s << 1 << u"severity:high"_s
                            << u"severity:high -status:new"_s;
        QTest::newRow("is not") << u"severity:high -status:new"_s << 1 << u"severity:high"_s
                                << u"severity:high status:new"_s;
        QTest::newRow("the only one") << u"status:new"_s << 0 << QString() << u"-status:new"_s;
        QTest::newRow("an alternative") << u"(status:new OR status:active) owner:kim"_s << 0 << u"owner:kim"_s
                                        << u"-(status:new OR status:active) owner:kim"_s;
        QTest::newRow("not both") << u"-(status:new owner:kim) is:open"_s << 0 << u"is:open"_s
                                  << u"status:new owner:kim is:open"_s;
    }
    void aPartCanBeTakenOutOrInverted()
    {
        QFETCH(QString, filter);
        QFETCH(int, part);
        QFETCH(QString, without);
        QFETCH(QString, inverted);
        const FilterPart found = parts(filter).at(part);
        QCOMPARE(found.without, toText(*parseIncidents(without)));
        QCOMPARE(found.inverted, toText(*parseIncidents(inverted)));
        QVERIFY(parseIncidents(found.without) && parseIncidents(found.inverted));
    }

    void twiceTheOppositeIsTheFilterItself()
    {
        for (const QString &text : {u"severity>=high -status:closed since:24h \"two words\""_s, u"a OR b"_s,
                                    u"-(a OR b) c"_s, u"title:=\"\" is:open"_s}) {
            const auto query = parseIncidents(text);
            QVERIFY2(query, qPrintable(text));
            for (int i = 0; i < partsOf(*query).size(); ++i) {
                const auto once = parseIncidents(partsOf(*query).at(i).inverted);
                QVERIFY(once);
                QCOMPARE(partsOf(*once).at(i).inverted, toText(*query));
            }
        }
    }

    void everythingHasNoParts() { QVERIFY(parts(QString()).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestParts)

#include "tst_parts.moc"
