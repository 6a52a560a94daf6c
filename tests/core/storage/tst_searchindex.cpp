// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/parse.h"
#include "core/storage/deliverystore.h"
#include "core/storage/filtersql.h"
#include "core/storage/searchindex.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::DeliveryId;
using test::sampleDelivery;

class SearchIndexTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void findsWords_data();
    void findsWords();
    void deletedOnesVanish();
    void goesOnWhereItStopped();
    void isBuiltAnewWhenItsFileIsGone();
    void anEmptyStoreIsNoError();
    void aMissingFolderIsSaid();
    void aTroubleThatPassesIsOvercome();
    void searchableTextTakesTextOnly_data();
    void searchableTextTakesTextOnly();

private:
    QList<int> find(const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<DeliveryStore> m_store;
};

void SearchIndexTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"deliveries.db"_s);
    auto store = DeliveryStore::open(m_path);
    QVERIFY(store);
    m_store = std::move(*store);
}

void SearchIndexTest::cleanup()
{
    m_store.reset();
}

QList<int> SearchIndexTest::find(const QString &text)
{
    auto database = Database::open(m_path, Database::Access::ReadOnly);
    if (!database || !database->run(u"ATTACH ? AS search"_s, {SearchIndex::pathFor(m_path)}))
        return {-1};
    const FilterSql sql = compileFilter(filter::parse(text).value(), 0);
    auto found =
        database->run(u"SELECT delivery.id "_s + sql.fromWhere + u" ORDER BY delivery.id"_s, sql.values);
    QList<int> ids;
    while (found && found->next())
        ids.append(found->value(0).toInt());
    return ids;
}

void SearchIndexTest::findsWords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("a word") << u"impossible"_s << QList<int>{1};
    QTest::newRow("any case") << u"IMPOSSIBLE"_s << QList<int>{1};
    QTest::newRow("two words") << u"travel impossible"_s << QList<int>{1};
    QTest::newRow("a phrase") << u"\"impossible travel\""_s << QList<int>{1};
    QTest::newRow("a phrase in the wrong order") << u"\"travel impossible\""_s << QList<int>{};
    QTest::newRow("a prefix") << u"imposs*"_s << QList<int>{1};
    QTest::newRow("a prefix of a phrase") << u"\"impossible tra\"*"_s << QList<int>{1};
    QTest::newRow("half a word") << u"imposs"_s << QList<int>{};
    QTest::newRow("umlaut") << u"Zürich"_s << QList<int>{2};
    QTest::newRow("umlaut typed without") << u"zurich"_s << QList<int>{2};
    QTest::newRow("ideographs") << u"警告"_s << QList<int>{2};
    QTest::newRow("Latin-1 body") << u"müde"_s << QList<int>{4};
    QTest::newRow("a header") << u"\"X-Dup\""_s << QList<int>{1, 2, 3, 4, 5};
    QTest::newRow("the path") << u"hooks"_s << QList<int>{1, 2, 3, 4, 5};
    QTest::newRow("binary bodies are left out") << u"hidden"_s << QList<int>{};
    QTest::newRow("bodies are read up to a bound") << u"faraway"_s << QList<int>{};
    QTest::newRow("and up to there") << u"nearby"_s << QList<int>{5};
}

void SearchIndexTest::findsWords()
{
    const QList<domain::NewDelivery> batch = {
        sampleDelivery("{\"title\":\"Impossible travel\"}"),
        sampleDelivery("{\"city\":\"Z\xc3\xbcrich\",\"w\":\"\xe8\xad\xa6\xe5\x91\x8a\"}"),
        sampleDelivery(QByteArray("\0hidden", 7)),
        sampleDelivery("m\xfc"
                       "de"),
        sampleDelivery("nearby " + QByteArray(70'000, ' ') + "faraway"),
    };
    QVERIFY(m_store->append(batch));
    SearchIndex search(m_path);
    search.storeGrew(5);
    QTRY_COMPARE(search.indexedUpTo(), 5);
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    QCOMPARE(find(text), ids);
    QCOMPARE(search.error(), QString());
}

void SearchIndexTest::deletedOnesVanish()
{
    QVERIFY(m_store->append(QList<domain::NewDelivery>(10, sampleDelivery("needle"))));
    SearchIndex search(m_path);
    search.storeGrew(10);
    QTRY_COMPARE(search.indexedUpTo(), 10);
    QVERIFY(m_store->remove({1, 2, 3, 7}));
    search.storeGrew(10);
    auto index = Database::open(SearchIndex::pathFor(m_path), Database::Access::ReadOnly);
    QVERIFY(index);
    QTRY_COMPARE(index->number(u"SELECT count(*) FROM request WHERE request MATCH 'needle'"_s).value_or(-1),
                 6);
    QCOMPARE(find(u"needle"_s), QList<int>({4, 5, 6, 8, 9, 10}));
}

void SearchIndexTest::goesOnWhereItStopped()
{
    QVERIFY(m_store->append(QList<domain::NewDelivery>{sampleDelivery("first")}));
    {
        SearchIndex search(m_path);
        QTRY_COMPARE(search.indexedUpTo(), 1);
    }
    QVERIFY(m_store->append(QList<domain::NewDelivery>(1000, sampleDelivery("second"))));
    QVERIFY(m_store->remove({1}));
    SearchIndex search(m_path);
    QTRY_COMPARE(search.indexedUpTo(), 1001);
    QTRY_COMPARE(find(u"second"_s).size(), 1000);
    QVERIFY(find(u"first"_s).isEmpty());
}

void SearchIndexTest::isBuiltAnewWhenItsFileIsGone()
{
    QVERIFY(m_store->append(QList<domain::NewDelivery>(3, sampleDelivery("needle"))));
    {
        SearchIndex search(m_path);
        QTRY_COMPARE(search.indexedUpTo(), 3);
    }
    QVERIFY(QFile::remove(SearchIndex::pathFor(m_path)));
    SearchIndex search(m_path);
    QTRY_COMPARE(search.indexedUpTo(), 3);
    QCOMPARE(find(u"needle"_s), QList<int>({1, 2, 3}));
}

void SearchIndexTest::anEmptyStoreIsNoError()
{
    SearchIndex search(m_path);
    search.storeGrew(0);
    QTRY_VERIFY(QFile::exists(SearchIndex::pathFor(m_path)));
    QTRY_COMPARE(find(u"needle"_s), QList<int>());
    QCOMPARE(search.error(), QString());
}

void SearchIndexTest::aMissingFolderIsSaid()
{
    const QString file = m_folder->filePath(u"file"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    SearchIndex search(file + u"/under/deliveries.db"_s);
    QTRY_VERIFY(!search.error().isEmpty());
}

void SearchIndexTest::aTroubleThatPassesIsOvercome()
{
    QVERIFY(m_store->append(QList<domain::NewDelivery>(3, sampleDelivery("needle"))));
    QVERIFY(QDir().mkdir(SearchIndex::pathFor(m_path))); // where its file should be
    SearchIndex search(m_path);
    QTRY_VERIFY(!search.error().isEmpty());
    QVERIFY(QDir().rmdir(SearchIndex::pathFor(m_path)));
    QTRY_COMPARE(search.indexedUpTo(), 3);
    QTRY_COMPARE(search.error(), QString());
}

void SearchIndexTest::searchableTextTakesTextOnly_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("UTF-8") << QByteArray("Z\xc3\xbcrich") << u"Zürich"_s;
    QTest::newRow("Latin-1") << QByteArray("Z\xfcrich") << u"Zürich"_s;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QString();
}

void SearchIndexTest::searchableTextTakesTextOnly()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(searchableText(bytes), text);
}

QTEST_GUILESS_MAIN(SearchIndexTest)
#include "tst_searchindex.moc"
