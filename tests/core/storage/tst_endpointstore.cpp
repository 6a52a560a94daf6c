// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverystore.h"
#include "core/storage/endpointstore.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Endpoint;

class EndpointStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_store.reset(); }
    void aNewStoreHasNone();
    void givesBackEveryMemberInOrder();
    void savingReplacesAll();
    void twoOfOneNameChangeNothing();
    void whatAnEarlierVersionWroteIsRead();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<DeliveryStore> m_store;
};

void EndpointStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"deliveries.db"_s);
    auto store = DeliveryStore::open(m_path);
    QVERIFY(store);
    m_store = std::move(*store);
}

void EndpointStoreTest::aNewStoreHasNone()
{
    const auto loaded = loadEndpoints(m_path);
    QVERIFY(loaded);
    QVERIFY(loaded->isEmpty());
    QVERIFY(!loadEndpoints(m_path + u".none"_s));
}

void EndpointStoreTest::givesBackEveryMemberInOrder()
{
    QByteArray body;
    for (int i = 0; i < 256; ++i)
        body += char(i);
    Endpoint full;
    full.name = u"z-last-by-name"_s;
    full.pathPrefix = "/hooks/\xc3\xbc";
    full.scheme = u"socwarden"_s;
    full.secretLabels = {u"a"_s, u"b-2"_s};
    full.url = "https://hooks.example.org:8443/a%20b?x=1&y=%C3%BC";
    full.parameters = {{"webhook-id", "8PT597110X687430L"}, {"\xc3\xbc", "\xff \xc3\xbc"}};
    full.mode = Endpoint::Mode::Strict;
    full.response = {202, {{"X-A", "1"}, {"X-A", "\xff"}}, body};
    full.bodyCap = 12'345'678'901;
    full.answersHandshakes = false;
    full.forward =
        domain::ForwardSpec{full.name, QUrl(u"http://127.0.0.1:3000/a%20b?c=%2f"_s), true, 3, true, 7, true};
    Endpoint plain;
    plain.name = u"a"_s;
    plain.pathPrefix = "/";
    QVERIFY(!plain.forward);
    QVERIFY(m_store->saveEndpoints({full, plain}));
    const auto loaded = loadEndpoints(m_path);
    QVERIFY(loaded);
    QCOMPARE(loaded->size(), 2);
    QVERIFY(loaded->at(0) == full);
    QVERIFY(loaded->at(1) == plain);
}

void EndpointStoreTest::savingReplacesAll()
{
    Endpoint one;
    one.name = u"one"_s;
    one.pathPrefix = "/1";
    Endpoint two;
    two.name = u"two"_s;
    two.pathPrefix = "/2";
    QVERIFY(m_store->saveEndpoints({one}));
    QVERIFY(m_store->saveEndpoints({two}));
    QCOMPARE(loadEndpoints(m_path)->size(), 1);
    QVERIFY(loadEndpoints(m_path)->first() == two);
    QVERIFY(m_store->saveEndpoints({}));
    QVERIFY(loadEndpoints(m_path)->isEmpty());
}

void EndpointStoreTest::twoOfOneNameChangeNothing()
{
    Endpoint one;
    one.name = u"one"_s;
    one.pathPrefix = "/1";
    QVERIFY(m_store->saveEndpoints({one}));
    QVERIFY(!m_store->saveEndpoints({one, one}));
    QCOMPARE(loadEndpoints(m_path)->size(), 1);
}

// Settings as they stood before an endpoint had a URL and parameters.
void EndpointStoreTest::whatAnEarlierVersionWroteIsRead()
{
    m_store.reset();
    auto database = Database::open(m_path, Database::Access::ReadWrite);
    QVERIFY(database);
    const QString settings =
        u"{\"body\":\"ok\",\"body_cap\":7,\"headers\":[[\"X-A\",\"1\"]],\"mode\":\"strict\",\"path\":\"/h\","
        "\"scheme\":\"socwarden\",\"secrets\":[\"a\"],\"status\":202}"_s;
    QVERIFY(
        database->run(u"INSERT INTO endpoint(name, position, settings) VALUES('old', 0, ?)"_s, {settings}));
    Endpoint old;
    old.name = u"old"_s;
    old.pathPrefix = "/h";
    old.scheme = u"socwarden"_s;
    old.secretLabels = {u"a"_s};
    old.mode = Endpoint::Mode::Strict;
    old.response = {202, {{"X-A", "1"}}, "ok"};
    old.bodyCap = 7;
    const auto loaded = loadEndpoints(m_path);
    QVERIFY(loaded);
    QCOMPARE(loaded->size(), 1);
    QVERIFY(loaded->first() == old);
}

QTEST_GUILESS_MAIN(EndpointStoreTest)
#include "tst_endpointstore.moc"
