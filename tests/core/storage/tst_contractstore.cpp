// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/contractstore.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::Drift;
using domain::DriftKind;

namespace {

const ContractKey alerts{u"alerts"_s, u"alert.created"_s};
const ContractKey nameless{u"alerts"_s, {}};

StoredContract contractOf(const ContractKey &key, Micros accepted = 100)
{
    return {key, "{\"type\":\"object\"}", 40, accepted, 7};
}

DriftedDelivery drifted(domain::DeliveryId id, Micros received)
{
    return {id,
            received,
            {{DriftKind::TypeChange, "/items/*/n", "/items/2/n", u"integer"_s, u"string"_s},
             {DriftKind::NewMember, "/x", "/x", {}, u"null"_s}}};
}

} // namespace

class ContractStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void contractsSurviveARestart();
    void anEventWithoutANameHasAContractToo();
    void differencesAreKeptWithTheirHistory();
    void anotherAcceptanceForgetsWhatDiffered();
    void whatIsOfAnOlderAcceptanceIsNotKept();
    void theOldestDifferencesGoFirst();
    void deliveriesAreForgotten();
    void contractsAreBounded();

private:
    ContractStore open() { return std::move(*ContractStore::open(m_folder->filePath(u"d.db"_s))); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ContractStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ContractStoreTest::contractsSurviveARestart()
{
    {
        ContractStore store = open();
        QVERIFY(store.accept(contractOf(alerts)));
    }
    ContractStore store = open();
    QCOMPARE(store.contracts()->size(), 1);
    QVERIFY(*store.contract(alerts) == contractOf(alerts));
    QVERIFY(!*store.contract({u"other"_s, u"alert.created"_s}));
    QVERIFY(store.remove(alerts));
    QVERIFY(store.contracts()->isEmpty());
}

void ContractStoreTest::anEventWithoutANameHasAContractToo()
{
    ContractStore store = open();
    QVERIFY(store.accept(contractOf(nameless)));
    QVERIFY(store.accept(contractOf(alerts)));
    QVERIFY((*store.contract(nameless))->key.event.isEmpty());
    QCOMPARE(store.contracts()->size(), 2);
}

void ContractStoreTest::differencesAreKeptWithTheirHistory()
{
    ContractStore store = open();
    QVERIFY(store.accept(contractOf(alerts)));
    QVERIFY(store.keep({{alerts, 100, {drifted(9, 900), drifted(12, 1200)}}}, 20));
    QCOMPARE(*store.drifted(), (QList<domain::DeliveryId>{9, 12}));
    QCOMPARE(*store.drifts(12), drifted(12, 0).drifts);
    QVERIFY(store.drifts(10)->isEmpty());
    QCOMPARE((*store.contract(alerts))->checkedUpTo, 20);
    const auto history = store.history(alerts, drifted(9, 0).drifts[0]);
    QCOMPARE(history->since, 900);
    QCOMPARE(history->deliveries, 2);
    const Drift other{DriftKind::TypeChange, "/elsewhere", "/elsewhere", {}, {}};
    QCOMPARE(store.history(alerts, other)->deliveries, 0);
}

void ContractStoreTest::anotherAcceptanceForgetsWhatDiffered()
{
    ContractStore store = open();
    QVERIFY(store.accept(contractOf(alerts)));
    QVERIFY(store.accept(contractOf(nameless)));
    QVERIFY(store.keep({{alerts, 100, {drifted(9, 900)}}, {nameless, 100, {drifted(10, 900)}}}, 20));
    QVERIFY(store.accept(contractOf(alerts, 101)));
    QCOMPARE(*store.drifted(), QList<domain::DeliveryId>{10}); // of the other contract
    QCOMPARE((*store.contract(alerts))->checkedUpTo, 7);
}

void ContractStoreTest::whatIsOfAnOlderAcceptanceIsNotKept()
{
    ContractStore store = open();
    QVERIFY(store.accept(contractOf(alerts, 101)));
    QVERIFY(store.keep({{alerts, 100, {drifted(9, 900)}}}, 20));
    QVERIFY(store.drifted()->isEmpty());
    QCOMPARE((*store.contract(alerts))->checkedUpTo, 7);
}

void ContractStoreTest::theOldestDifferencesGoFirst()
{
    ContractStore store = open();
    store.setBound(20);
    QVERIFY(store.accept(contractOf(alerts)));
    for (int id = 1; id <= 30; ++id)
        QVERIFY(store.keep({{alerts, 100, {drifted(id, id)}}}, id));
    const QList<domain::DeliveryId> left = *store.drifted();
    QVERIFY(left.size() <= 10 && left.size() >= 8);
    QCOMPARE(left.constLast(), 30);
    QCOMPARE(store.drifts(left.constFirst())->size(), 2); // never half of one
}

void ContractStoreTest::deliveriesAreForgotten()
{
    ContractStore store = open();
    QVERIFY(store.accept(contractOf(alerts)));
    QVERIFY(store.keep({{alerts, 100, {drifted(9, 900), drifted(12, 1200)}}}, 20));
    QVERIFY(store.forget({9, 77}));
    QCOMPARE(*store.drifted(), QList<domain::DeliveryId>{12});
}

void ContractStoreTest::contractsAreBounded()
{
    ContractStore store = open();
    for (int i = 0; i < ContractStore::mostContracts; ++i)
        QVERIFY(store.accept(contractOf({u"alerts"_s, QString::number(i)})));
    const auto refused = store.accept(contractOf(alerts));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Limited);
    QVERIFY(store.accept(contractOf({u"alerts"_s, u"7"_s}, 200))); // there already
}

QTEST_GUILESS_MAIN(ContractStoreTest)
#include "tst_contractstore.moc"
