// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Many deliveries of many kinds, some of them deleted: whatever way the finder takes, it finds what a plain
// SELECT over all rows finds.

#include "core/filter/parse.h"
#include "core/storage/contractstore.h"
#include "core/storage/deliveryfinder.h"
#include "core/storage/deliverystore.h"
#include "core/storage/searchindex.h"
#include "tests/support/sampledelivery.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::DeliveryId;
using test::sampleTime;

namespace {

constexpr int stored = 12'000;
constexpr Micros now = sampleTime + stored * microsPerSecond;

std::vector<domain::NewDelivery> deliveries()
{
    QRandomGenerator random(3);
    std::vector<domain::NewDelivery> all;
    for (int i = 0; i < stored; ++i) {
        domain::NewDelivery delivery = test::sampleDelivery("{\"n\":" + QByteArray::number(i) +
                                                            (i % 700 == 0 ? ",\"x\":\"needle\"}" : "}"));
        delivery.endpoint = u"e%1"_s.arg(random.bounded(5));
        delivery.signature.verdict = i % 900 == 5 ? domain::Verdict::Mismatch : domain::Verdict::Valid;
        delivery.summary.severity = domain::Severity(random.bounded(7));
        delivery.summary.risk = random.bounded(100);
        delivery.summary.event = i < 2000 ? u"early"_s : u"late"_s;
        delivery.capture.peerAddress = "10.0." + QByteArray::number(random.bounded(256)) + ".7";
        delivery.capture.firstByte = sampleTime + i * microsPerSecond;
        all.push_back(std::move(delivery));
    }
    return all;
}

} // namespace

class DeliveryFinderTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString path = m_folder.filePath(u"deliveries.db"_s);
        auto store = DeliveryStore::open(path);
        QVERIFY(store);
        const std::vector<domain::NewDelivery> all = deliveries();
        for (size_t i = 0; i < all.size(); i += 100) {
            const auto first = (*store)->append(std::span(all).subspan(i, 100));
            QVERIFY(first);
            (*store)->noteTimes(*first, all[i + 99].capture.firstByte + 500, std::vector<qint32>(100, 7));
        }
        QVERIFY((*store)->writeTimes());
        SearchIndex search(path);
        search.storeGrew(stored);
        QTRY_COMPARE_WITH_TIMEOUT(search.indexedUpTo(), stored, 30'000);
        QVERIFY((*store)->remove({3, 701, 702, 703, 6000, 11'999})); // the index still knows them, or not
        auto contracts = ContractStore::open(path);
        QVERIFY(contracts);
        const StoredContract accepted{{u"e1"_s, u"early"_s}, "{}", 9, 1, 0};
        QVERIFY(contracts->accept(accepted));
        CheckedContract checked{accepted.key, accepted.accepted, {}};
        for (DeliveryId id = 5; id < stored; id += 611) {
            const auto kind = id % 2 ? domain::DriftKind::TypeChange : domain::DriftKind::NewMember;
            checked.drifted.append(
                {id, sampleTime, {{kind, "/n", "/n", {}, {}}, {kind, "/x", "/x", {}, {}}}});
        }
        QVERIFY(contracts->keep({checked}, stored));
        auto database = Database::open(path, Database::Access::ReadOnly);
        QVERIFY(database);
        m_database.emplace(std::move(*database));
        m_finder.emplace(*m_database);
    }

    void findsWhatAPlainSelectFinds_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u""_s,
                                    u"endpoint:e1"_s,
                                    u"-endpoint:e1"_s,
                                    u"verdict:mismatch"_s,
                                    u"event:early"_s,
                                    u"event:early severity>=high"_s,
                                    u"event:early risk>=70"_s,
                                    u"verdict:mismatch risk>=50"_s,
                                    u"risk>=95"_s,
                                    u"ip:10.0.9.0/24"_s,
                                    u"endpoint:e2 ip:10.0.9.0/24"_s,
                                    u"since:1h"_s,
                                    u"since:1h endpoint:e3"_s,
                                    u"until:1h"_s,
                                    u"needle"_s,
                                    u"needle endpoint:e0,e1,e2"_s,
                                    u"needle risk<50"_s,
                                    u"-needle"_s,
                                    u"-needle event:early"_s,
                                    u"needle OR verdict:mismatch"_s,
                                    u"(endpoint:e1 risk>90) OR (endpoint:e2 -severity:high)"_s,
                                    u"endpoint:nobody"_s,
                                    u"endpoint:nobody risk>1"_s,
                                    u"drift:any"_s,
                                    u"-drift:any event:late"_s,
                                    u"drift:type-change,new-value endpoint:e1,e2"_s,
                                    u"needle drift:any"_s,
                                    u"drift:not-comparable"_s,
                                    u"is:repeat"_s})
            QTest::newRow(qPrintable(text)) << text;
    }

    void findsWhatAPlainSelectFinds()
    {
        QFETCH(QString, text);
        const FilterSql sql = compileFilter(filter::parse(text).value(), now, ContractFile::Exists);
        const auto find = [&](DeliveryId after, int limit) {
            return m_finder->find(sql, after, limit, [] { return false; });
        };
        const auto whole = find(0, 0);
        QVERIFY2(whole, whole ? "" : qPrintable(whole.error().detail));
        QList<DeliveryId> expected;
        auto query = m_database->run(u"SELECT delivery.id "_s + sql.fromWhere + u" ORDER BY delivery.id"_s,
                                     sql.values);
        QVERIFY(query);
        while (query->next())
            expected.append(query->value(0).toLongLong());
        QCOMPARE(*whole, expected);
        for (const DeliveryId after : {0, 700, 6500, 11'990}) {
            const QList<DeliveryId> later(std::upper_bound(expected.begin(), expected.end(), after),
                                          expected.end());
            QCOMPARE(find(after, 0).value(), later);
            for (const int limit : {1, 40, 2000})
                QCOMPARE(find(after, limit).value(), later.last(qMin<qsizetype>(limit, later.size())));
        }
    }

    void endsWhenTheAnswerIsNotWantedAnyMore()
    {
        for (const QString &text : {u"endpoint:e1"_s, u"risk>=1"_s, u"needle"_s}) {
            const auto answer =
                m_finder->find(compileFilter(filter::parse(text).value(), now, ContractFile::Exists), 0, 0,
                               [] { return true; });
            QVERIFY(!answer);
            QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
        }
    }

private:
    QTemporaryDir m_folder;
    std::optional<Database> m_database;
    std::optional<DeliveryFinder> m_finder;
};

QTEST_GUILESS_MAIN(DeliveryFinderTest)
#include "tst_deliveryfinder.moc"
