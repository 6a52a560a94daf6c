// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverycodec.h"
#include "core/storage/deliveryrows.h"
#include "core/storage/deliverystore.h"
#include "core/storage/groupwriter.h"
#include "core/storage/inbox.h"
#include "core/storage/kindtable.h"
#include "core/storage/migrations.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using test::sampleDelivery;
using test::sampleTime;

namespace {

// A writer that counts what it has made durable and what it has refused.
struct Writing
{
    explicit Writing(const QString &path)
    {
        auto opened = GroupWriter::open(path, {0, 0, 0}, [this](const WrittenBatch &batch) {
            (batch.first ? stored : refused) += qint64(batch.count);
        });
        if (opened)
            writer = std::move(*opened);
        else
            error = opened.error().detail;
    }

    std::atomic<qint64> stored = 0;
    std::atomic<qint64> refused = 0;
    QString error;
    std::unique_ptr<GroupWriter> writer; // last: it calls until it is gone
};

} // namespace

class HostileSendersTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void largeDeliveriesGoOneByOneWhenBytesAreOver();
    void switchedOffBytesDoNotTakeAWholeChunk();
    void pinnedOnesAreApartFromTheCount();
    void deletionsOfAnotherProcessAreNotMadeAgain();
    void kindsAreBounded();
    void kindsGoWithTheirLastDelivery();
    void aNumberIsNeverThatOfASecondKind();
    void whatAnEarlierRunLeftIsSwept();
    void longMethodsAndEventsAreCut();
    void idsOfTheInboxAreKeptOverAGap();
    void anInboxThatCannotBeReadIsNotSkipped();
    void aSecondProcessIsToldWhoHasTheStore();
    void endsWhileFilingFails();
    void refusesWhenFilingFailsAndThereIsNoRoom();

private:
    QString path() const { return m_folder->filePath(u"store.db"_s); }
    std::unique_ptr<DeliveryStore> storeWith(int count, qsizetype body);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void HostileSendersTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

std::unique_ptr<DeliveryStore> HostileSendersTest::storeWith(int count, qsizetype body)
{
    auto store = DeliveryStore::open(path());
    if (!store)
        return nullptr;
    const std::vector<domain::NewDelivery> batch(size_t(count), sampleDelivery(QByteArray(body, 'x')));
    return (*store)->append(batch) ? std::move(*store) : nullptr;
}

void HostileSendersTest::largeDeliveriesGoOneByOneWhenBytesAreOver()
{
    const auto store = storeWith(10, 100'000);
    QVERIFY(store);
    const auto removed = store->prune({0, 0, 950'000}, sampleTime, 500);
    QVERIFY(removed);
    QCOMPARE(*removed, QList<domain::DeliveryId>({1}));
}

void HostileSendersTest::switchedOffBytesDoNotTakeAWholeChunk()
{
    const auto store = storeWith(10, 10);
    QVERIFY(store);
    const auto removed = store->prune({0, 9, 0}, sampleTime, 500);
    QVERIFY(removed);
    QCOMPARE(*removed, QList<domain::DeliveryId>({1}));
}

void HostileSendersTest::pinnedOnesAreApartFromTheCount()
{
    const auto store = storeWith(6, 10);
    QVERIFY(store);
    QVERIFY(store->pin({1, 2, 3}, true));
    const auto removed = store->prune({0, 2, 0}, sampleTime, 500);
    QVERIFY(removed);
    QCOMPARE(*removed, QList<domain::DeliveryId>({4}));
}

void HostileSendersTest::deletionsOfAnotherProcessAreNotMadeAgain()
{
    const auto store = storeWith(10, 10);
    const auto other = DeliveryStore::open(path());
    QVERIFY(store && other);
    QVERIFY((*other)->remove({1, 2, 3, 4}));
    const auto removed = store->prune({0, 8, 0}, sampleTime, 500);
    QVERIFY(removed);
    QVERIFY(removed->isEmpty());
}

void HostileSendersTest::kindsAreBounded()
{
    auto database = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(database);
    QVERIFY(migrate(*database));
    KindTable kinds(*database);
    Transaction transaction(*database);
    QVERIFY(transaction.begin());
    DeliveryKind kind;
    kind.method = "POST";
    for (qint64 i = 0; i < KindTable::mostKinds + 100; ++i) {
        kind.event = u"event-%1"_s.arg(i);
        QVERIFY(kinds.idOf(kind));
    }
    QVERIFY(transaction.commit());
    QCOMPARE(*database->number(u"SELECT count(*) FROM kind"_s), KindTable::mostKinds + 1);
    QCOMPARE(kinds.find(*kinds.idOf(kind))->event, u"(other)"_s);
    kind.event = u"event-7"_s;
    QCOMPARE(kinds.find(*kinds.idOf(kind))->event, kind.event);
}

void HostileSendersTest::kindsGoWithTheirLastDelivery()
{
    auto opened = DeliveryStore::open(path());
    QVERIFY(opened);
    DeliveryStore &store = **opened;
    std::vector<domain::NewDelivery> junk(size_t(KindTable::mostKinds), sampleDelivery("{}", ""));
    for (size_t i = 0; i < junk.size(); ++i)
        junk[i].summary.event = u"junk-%1"_s.arg(i);
    QVERIFY(store.append(junk));
    auto database = Database::open(path(), Database::Access::ReadOnly);
    QVERIFY(database);
    DeliveryRows rows(*database);
    const std::vector<domain::NewDelivery> genuine(1, sampleDelivery("{}", ""));
    const auto full = store.append(genuine);
    QCOMPARE(rows.load(*full)->row.summary.event, u"(other)"_s);

    int bites = 0;
    for (Result<QList<domain::DeliveryId>> gone{QList<domain::DeliveryId>{1}}; gone && !gone->isEmpty();
         ++bites)
        gone = store.prune({0, 1, 0}, sampleTime, 5000);
    QCOMPARE(store.deliveries(), 1);
    for (; bites > 0 && *database->number(u"SELECT count(*) FROM kind"_s) > 1; ++bites) {
        QVERIFY2(bites < 100, "kinds stay");
        const qint64 before = *database->number(u"SELECT count(*) FROM kind"_s);
        QVERIFY(store.prune({0, 1, 0}, sampleTime, 5000));
        QVERIFY(*database->number(u"SELECT count(*) FROM kind"_s) >= before - KindTable::sweepChunk);
    }
    QCOMPARE(*database->number(u"SELECT count(*) FROM tally"_s), 1);
    const auto after = store.append(genuine);
    QCOMPARE(rows.load(*after)->row.summary.event, genuine.front().summary.event);
    QCOMPARE(rows.load(*full)->row.summary.event, u"(other)"_s);
    QCOMPARE(store.deliveries(), 2);
}

void HostileSendersTest::aNumberIsNeverThatOfASecondKind()
{
    auto database = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(database);
    QVERIFY(migrate(*database));
    KindTable kinds(*database);
    DeliveryKind kind;
    kind.method = "POST";
    QList<qint64> given;
    for (int round = 0; round < 4; ++round) {
        for (int i = 0; i < 3; ++i) {
            kind.event = u"event-%1-%2"_s.arg(round).arg(i);
            given.append(*kinds.idOf(kind));
        }
        kinds.expectUnused();
        QVERIFY(kinds.sweep());
        QVERIFY(kinds.sweep()); // the round that was under way from the start comes first
    }
    QCOMPARE(QSet<qint64>(given.begin(), given.end()).size(), given.size());
    QCOMPARE(*database->number(u"SELECT count(*) FROM kind"_s), 1);
    QVERIFY(!kinds.find(given.first()));
    kind.event = u"event-0-0"_s; // is made again
    QVERIFY(*kinds.idOf(kind) > given.last());
}

void HostileSendersTest::whatAnEarlierRunLeftIsSwept()
{
    {
        auto store = DeliveryStore::open(path());
        QVERIFY(store);
        std::vector<domain::NewDelivery> batch(3, sampleDelivery());
        for (size_t i = 0; i < batch.size(); ++i)
            batch[i].summary.event = u"event-%1"_s.arg(i);
        QVERIFY((*store)->append(batch));
        QVERIFY((*store)->remove({1, 2}));
    }
    Writing run(path());
    QVERIFY2(run.writer, qPrintable(run.error));
    auto database = Database::open(path(), Database::Access::ReadOnly);
    QVERIFY(database);
    QTRY_COMPARE(*database->number(u"SELECT count(*) FROM kind"_s), 1);
}

void HostileSendersTest::longMethodsAndEventsAreCut()
{
    auto database = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(database);
    QVERIFY(migrate(*database));
    KindTable kinds(*database);
    DeliveryKind kind;
    kind.method = QByteArray(10'000, 'M');
    kind.event = QString(10'000, u'e');
    const auto id = kinds.idOf(kind);
    QVERIFY(id);
    QCOMPARE(kinds.find(*id)->method.size(), KindTable::mostMethod);
    QCOMPARE(kinds.find(*id)->event.size(), KindTable::mostEvent);
    QCOMPARE(*kinds.idOf(kind), *id);
}

// A store that was put back from a copy is behind its inbox.
void HostileSendersTest::idsOfTheInboxAreKeptOverAGap()
{
    {
        auto inbox = Inbox::open(path());
        QVERIFY(inbox);
        const std::vector<domain::NewDelivery> two(2, sampleDelivery());
        QVERIFY((*inbox)->add(41, 42, encodeBatch(two)));
    }
    {
        Writing run(path());
        QVERIFY2(run.writer, qPrintable(run.error));
        QTRY_COMPARE(run.writer->lastId(), 42);
        QVERIFY(run.writer->submit(sampleDelivery()));
        QTRY_COMPARE(run.writer->lastId(), 43);
    }
    auto database = Database::open(path(), Database::Access::ReadOnly);
    QVERIFY(database);
    QCOMPARE(*database->number(u"SELECT min(id) FROM delivery"_s), 41);
    QCOMPARE(*database->number(u"SELECT count(*) FROM delivery"_s), 3);
}

void HostileSendersTest::anInboxThatCannotBeReadIsNotSkipped()
{
    {
        auto inbox = Inbox::open(path());
        QVERIFY(inbox);
        QVERIFY((*inbox)->add(1, 2, "not a batch"));
    }
    Writing run(path());
    QVERIFY(!run.writer);
    QVERIFY2(run.error.contains(Inbox::pathFor(path())), qPrintable(run.error));
}

void HostileSendersTest::aSecondProcessIsToldWhoHasTheStore()
{
    Writing first(path());
    QVERIFY2(first.writer, qPrintable(first.error));
    const QString other = m_folder->filePath(u"link.db"_s);
    QVERIFY(QFile::link(path(), other));
    for (const QString &name : {path(), other}) {
        Writing second(name);
        QVERIFY(!second.writer);
        QVERIFY2(second.error.contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(second.error));
    }
}

void HostileSendersTest::endsWhileFilingFails()
{
    {
        Writing run(path());
        QVERIFY2(run.writer, qPrintable(run.error));
        auto database = Database::open(path(), Database::Access::ReadWrite);
        QVERIFY(database);
        QVERIFY(database->run(u"ALTER TABLE delivery RENAME TO away"_s));
        for (int i = 0; i < 20; ++i)
            QVERIFY(run.writer->submit(sampleDelivery(QByteArray(5 * 1024 * 1024, 'x'))));
        QTRY_VERIFY_WITH_TIMEOUT(!run.writer->filingError().isEmpty(), 20'000);
        run.writer.reset();
        QCOMPARE(run.stored + run.refused, 20);
        QVERIFY(database->run(u"ALTER TABLE away RENAME TO delivery"_s));
        Writing again(path());
        QVERIFY2(again.writer, qPrintable(again.error));
        QTRY_COMPARE_WITH_TIMEOUT(again.writer->lastId(), run.stored, 20'000);
    }
    auto database = Database::open(path(), Database::Access::ReadOnly);
    QCOMPARE(*database->number(u"SELECT count(*) FROM delivery"_s),
             *database->number(u"SELECT max(id) FROM delivery"_s));
}

void HostileSendersTest::refusesWhenFilingFailsAndThereIsNoRoom()
{
    Writing run(path());
    QVERIFY2(run.writer, qPrintable(run.error));
    auto database = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(database);
    QVERIFY(database->run(u"ALTER TABLE delivery RENAME TO away"_s));
    for (int i = 0; i < 40; ++i)
        QVERIFY(run.writer->submit(sampleDelivery(QByteArray(5 * 1024 * 1024, 'x'))));
    QTRY_COMPARE_WITH_TIMEOUT(run.stored + run.refused, 40, 30'000);
    QVERIFY(run.refused > 0);
    QVERIFY(run.stored > 0);
}

QTEST_GUILESS_MAIN(HostileSendersTest)
#include "tst_hostilesenders.moc"
