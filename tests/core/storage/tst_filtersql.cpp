// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Filters over ten stored deliveries, some with nothing but what every delivery has. tests/data/storage/
// filters.tsv says what each filter finds; its negation must find exactly the others.

#include "core/filter/parse.h"
#include "core/storage/contractstore.h"
#include "core/storage/deliveryfinder.h"
#include "core/storage/deliverystore.h"
#include "core/storage/filtersql.h"
#include "core/storage/searchindex.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::NewDelivery;
using domain::Severity;
using domain::Verdict;
using test::sampleTime;

namespace {

constexpr Micros minute = 60 * microsPerSecond;

NewDelivery request(const QByteArray &requestLine, const QByteArray &body)
{
    NewDelivery delivery;
    delivery.capture.message.head = requestLine + " HTTP/1.1\r\nHost: x\r\n\r\n";
    domain::readHead(delivery.capture.message);
    delivery.capture.message.body = body;
    delivery.endpoint = u"catch-all"_s;
    delivery.capture.peerAddress = "127.0.0.1";
    delivery.responseStatus = 200;
    return delivery;
}

NewDelivery alert(Severity severity, Verdict verdict, const QByteArray &body, const QByteArray &key)
{
    NewDelivery delivery = test::sampleDelivery(body, key);
    delivery.summary.severity = severity;
    delivery.signature.verdict = verdict;
    return delivery;
}

// One a minute, the first at sampleTime; "now" is ten minutes after the first.
QList<NewDelivery> deliveries()
{
    QList<NewDelivery> all;
    all.append(alert(Severity::High, Verdict::Valid, "body", "k1"));      // 1
    all.append(alert(Severity::High, Verdict::Valid, "body", "k1"));      // 2: a repeat
    all.append(alert(Severity::Low, Verdict::Mismatch, "changed", "k1")); // 3: a repeat that differs
    all.last().signature.secretLabel.clear();
    all.last().responseStatus = 401;
    all.append(alert(Severity::Critical, Verdict::ValidStale, "", "k4")); // 4
    all.last().summary.address = u"10.1.0.0/16"_s;
    all.last().summary.event = u"login.failed"_s;
    all.last().summary.title = u"100% [a]*?_"_s;
    all.append(request("GET /health?full=1", {}));                // 5
    all.append(request("PUT /hooks/b", QByteArray(20'000, 'x'))); // 6
    all.last().capture.peerAddress = "2001:db8::7";
    all.append(request("POST /hooks/a/b", "cut")); // 7
    all.last().capture.completeness = domain::Completeness::Truncated;
    all.last().responseStatus = 0;
    all.append(NewDelivery()); // 8: nothing could be read
    all.last().capture.completeness = domain::Completeness::Malformed;
    all.last().capture.message.head = "garbage";
    all.last().signature.verdict = Verdict::Malformed;
    all.last().responseStatus = 400;
    all.last().endpoint = u"catch-all"_s;
    all.append(alert(Severity::Unknown, Verdict::NoSecret, "x", "k9")); // 9
    all.last().summary.risk = 0;
    all.last().summary.format = u"socotra"_s;
    all.last().signature.scheme = u"socotra"_s;
    all.last().endpoint = u"orders"_s;
    all.last().signature.ageSeconds.reset();
    all.append(alert(Severity::Info, Verdict::ValidFuture, "y", "k10")); // 10
    all.last().summary.risk.reset();
    all.last().summary.title.clear();
    all.last().summary.actor = u"BOB"_s;
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i].capture.firstByte = sampleTime + i * minute;
    return all;
}

} // namespace

class FilterSqlTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsAndItsNegationFindsTheOthers_data();
    void findsAndItsNegationFindsTheOthers();
    void theFinderFindsTheSameByEveryWay_data() { findsAndItsNegationFindsTheOthers_data(); }
    void theFinderFindsTheSameByEveryWay();
    void textIsBoundAndNeverSql();
    void withoutContractsNothingHasDrifted();

private:
    QList<int> find(const QString &text);

    QTemporaryDir m_folder;
    std::optional<Database> m_database;
};

void FilterSqlTest::initTestCase()
{
    const QString path = m_folder.filePath(u"deliveries.db"_s);
    auto store = DeliveryStore::open(path);
    QVERIFY(store);
    QCOMPARE((*store)->append(deliveries()).value_or(0), 1);
    QVERIFY((*store)->pin({1, 5}, true));
    QVERIFY((*store)->setNote(6, u"look"_s));
    SearchIndex search(path);
    search.storeGrew(10);
    QTRY_COMPARE(search.indexedUpTo(), 10);
    auto contracts = ContractStore::open(path);
    QVERIFY(contracts);
    QVERIFY(contracts->accept({{u"alerts"_s, u"alert.created"_s}, "{}", 9, 1, 0}));
    const domain::Drift type{domain::DriftKind::TypeChange, "/n", "/n", {}, {}};
    const domain::Drift fresh{domain::DriftKind::NewMember, "/x", "/x", {}, {}};
    QVERIFY(contracts->keep(
        {{{u"alerts"_s, u"alert.created"_s}, 1, {{2, sampleTime, {type, fresh}}, {4, sampleTime, {fresh}}}}},
        10));
    auto database = Database::open(path, Database::Access::ReadOnly);
    QVERIFY(database);
    m_database.emplace(std::move(*database));
    QVERIFY(m_database->run(u"ATTACH ? AS search"_s, {SearchIndex::pathFor(path)}));
    QVERIFY(m_database->run(u"ATTACH ? AS contracts"_s, {ContractStore::pathFor(path)}));
}

QList<int> FilterSqlTest::find(const QString &text)
{
    const auto query = filter::parse(text);
    if (!query) {
        qWarning("%s: %s", qPrintable(text), qPrintable(query.error().message));
        return {-1};
    }
    const FilterSql sql = compileFilter(*query, sampleTime + 10 * minute, ContractFile::Exists);
    auto found =
        m_database->run(u"SELECT delivery.id "_s + sql.fromWhere + u" ORDER BY delivery.id"_s, sql.values);
    if (!found) {
        qWarning("%s: %s", qPrintable(sql.fromWhere), qPrintable(found.error().detail));
        return {-2};
    }
    QList<int> ids;
    while (found->next())
        ids.append(found->value(0).toInt());
    return ids;
}

void FilterSqlTest::findsAndItsNegationFindsTheOthers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");
    QFile file(u"" TOCSIN_TEST_DATA "/storage/filters.tsv"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).chopped(1);
        if (line.startsWith(u'#') || line.isEmpty())
            continue;
        const QStringList columns = line.split(u'\t');
        QCOMPARE(columns.size(), 2);
        QList<int> ids;
        const QStringList words = columns[1].split(u' ', Qt::SkipEmptyParts);
        for (const QString &word : words)
            ids.append(word.toInt());
        QTest::newRow(qPrintable(columns[0])) << columns[0] << ids;
    }
}

void FilterSqlTest::findsAndItsNegationFindsTheOthers()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    QCOMPARE(find(text), ids);
    QList<int> others;
    for (int id = 1; id <= 10; ++id) {
        if (!ids.contains(id))
            others.append(id);
    }
    QCOMPARE(find(u"-(%1)"_s.arg(text)), others);
    QCOMPARE(find(u"(%1) OR id:999"_s.arg(text)), ids);
    QCOMPARE(find(u"(%1) id>0"_s.arg(text)), ids);
}

void FilterSqlTest::theFinderFindsTheSameByEveryWay()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    auto database = Database::open(m_database->path(), Database::Access::ReadOnly);
    QVERIFY(database);
    DeliveryFinder finder(*database);
    const auto found = [&](const QString &filter, int after, int limit) {
        const FilterSql sql =
            compileFilter(*filter::parse(filter), sampleTime + 10 * minute, ContractFile::Exists);
        const auto answer = finder.find(sql, after, limit, [] { return false; });
        return answer ? QList<int>(answer->begin(), answer->end()) : QList<int>{-1};
    };
    QCOMPARE(found(text, 0, 0), ids);
    QCOMPARE(found(text, 0, 2), ids.last(qMin<qsizetype>(2, ids.size())));
    const QList<int> later(std::upper_bound(ids.begin(), ids.end(), 3), ids.end());
    QCOMPARE(found(text, 3, 0), later);
    QCOMPARE(found(text, 3, 1), later.last(qMin<qsizetype>(1, later.size())));
    QCOMPARE(found(u"(%1) (verdict:valid OR -verdict:valid)"_s.arg(text), 0, 0), ids);
    QCOMPARE(found(u"(%1) since:2020-01-01"_s.arg(text), 0, 3), ids.last(qMin<qsizetype>(3, ids.size())));
}

void FilterSqlTest::textIsBoundAndNeverSql()
{
    for (const QString &hostile :
         {u"title:\"' OR 1=1 --\""_s, u"\"') OR 1=1 --\""_s, u"\"x\\\" OR y\""_s, u"\"NEAR(a b)\""_s,
          u"\"body:zzz AND path\""_s, u"path:\"';DROP TABLE delivery;\""_s, u"\"*\""_s, u"\"^\""_s})
        QCOMPARE(find(hostile), QList<int>());
    QCOMPARE(find(u""_s).size(), 10);
}

void FilterSqlTest::withoutContractsNothingHasDrifted()
{
    for (const auto &[text, count] : {std::pair(u"drift:any"_s, 0), std::pair(u"-drift:any"_s, 10),
                                      std::pair(u"drift:type-change OR id:1"_s, 1)}) {
        const FilterSql sql = compileFilter(*filter::parse(text), 0, ContractFile::None);
        QVERIFY(!sql.usesContracts && !sql.fromWhere.contains(u"contracts"_s));
        QCOMPARE(m_database->number(u"SELECT count(*) "_s + sql.fromWhere, sql.values).value_or(-1), count);
    }
}

QTEST_GUILESS_MAIN(FilterSqlTest)
#include "tst_filtersql.moc"
