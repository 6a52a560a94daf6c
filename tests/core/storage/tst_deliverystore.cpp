// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliveryrows.h"
#include "core/storage/deliverystore.h"
#include "core/storage/migrations.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::DeliveryId;
using domain::NewDelivery;
using test::sampleDelivery;
using test::sampleTime;

namespace {

constexpr Micros day = 86'400 * microsPerSecond;
constexpr Retention unbounded{0, 0, 0};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class DeliveryStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void givesBackEveryMember();
    void givesBackEveryByte_data();
    void givesBackEveryByte();
    void idsFollowOnInABatch();
    void countsAttempts();
    void aBatchThatFailsLeavesNothing();
    void keyAbsentMeansNoRepeat();
    void pinAndNote();
    void removeRemoves();
    void idsAreNeverGivenTwice();
    void anEventGoesOnAfterItsFirstWasDeleted();
    void timesAreReadBack();
    void aStatusMayComeLater();
    void retentionByAge();
    void retentionByCount();
    void retentionBySize();
    void retentionWithoutBoundsKeepsAll();
    void retentionNeverTouchesPinned();
    void retentionWorksInChunks();
    void totalsSurviveReopening();
    void folderAndFileArePrivate();
    void refusesWhatIsNoStore_data();
    void refusesWhatIsNoStore();
    void refusesANewerStoreUntouched();
    void anotherConnectionMayEdit();

private:
    DeliveryId append(const NewDelivery &delivery) { return append(QList<NewDelivery>{delivery}); }
    DeliveryId append(const QList<NewDelivery> &batch);
    domain::Delivery load(DeliveryId id);
    QList<DeliveryId> ids();
    void reopen();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<DeliveryStore> m_store;
    std::optional<Database> m_reader;
};

void DeliveryStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"made/deliveries.db"_s);
    reopen();
}

void DeliveryStoreTest::cleanup()
{
    m_reader.reset();
    m_store.reset();
}

void DeliveryStoreTest::reopen()
{
    m_reader.reset();
    m_store.reset();
    auto store = DeliveryStore::open(m_path);
    if (!store)
        qFatal("%s", qPrintable(store.error().detail));
    m_store = std::move(*store);
    QVERIFY(m_store->loadOccurrences());
    auto reader = Database::open(m_path, Database::Access::ReadOnly);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().detail));
    m_reader.emplace(std::move(*reader));
}

DeliveryId DeliveryStoreTest::append(const QList<NewDelivery> &batch)
{
    const auto first = m_store->append(batch);
    if (!first)
        qFatal("%s", qPrintable(first.error().detail));
    return *first;
}

domain::Delivery DeliveryStoreTest::load(DeliveryId id)
{
    const auto delivery = DeliveryRows(*m_reader).load(id);
    if (!delivery)
        qFatal("%s", qPrintable(delivery.error().detail));
    return *delivery;
}

QList<DeliveryId> DeliveryStoreTest::ids()
{
    QList<DeliveryId> found;
    auto query = m_reader->run(u"SELECT id FROM delivery ORDER BY id"_s);
    while (query && query->next())
        found.append(query->value(0).toLongLong());
    return found;
}

void DeliveryStoreTest::givesBackEveryMember()
{
    NewDelivery sent = sampleDelivery("{\"a\":1}", "key");
    sent.capture.completeness = domain::Completeness::Truncated;
    sent.capture.reason = u"cut: ä€𝄞 "_s.repeated(100);
    sent.capture.chunkSizes = {3, 40, 400, 70'000, 5'000'000'000};
    sent.capture.headRead = sampleTime - 1; // the clock was set back
    sent.capture.message.trailers = {{"X-Sum", "a"}, {"X-Empty", ""}};
    sent.capture.tls = {"TLSv1.3", "TLS_AES_256_GCM_SHA384", "example.org", "CN=Z\xc3\xbcrich"};
    const DeliveryId id = append(sent);
    const domain::Delivery read = load(id);
    QCOMPARE(read.row.id, id);
    QCOMPARE(read.row.received, sampleTime);
    QCOMPARE(read.row.endpoint, sent.endpoint);
    QCOMPARE(read.row.method, "POST");
    QCOMPARE(read.row.target, "/hooks/a?x=1");
    QVERIFY(read.row.signature == sent.signature);
    QVERIFY(read.row.summary == sent.summary);
    QCOMPARE(read.row.completeness, domain::Completeness::Truncated);
    QCOMPARE(read.row.attempt, 1);
    QVERIFY(!read.row.bodyDiffers && !read.row.pinned && !read.row.hasNote);
    QCOMPARE(read.row.responseStatus, 200);
    QCOMPARE(read.row.size, sent.capture.message.head.size() + sent.capture.message.body.size());
    QCOMPARE(read.row.peerAddress, "192.0.2.7");
    QVERIFY(read.capture == sent.capture);
    QCOMPARE(read.attemptsOfEvent, 1);
    QCOMPARE(read.firstOfEvent, id);
}

void DeliveryStoreTest::givesBackEveryByte_data()
{
    QTest::addColumn<QByteArray>("body");
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += char(i);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one NUL") << QByteArray(1, '\0');
    QTest::newRow("NUL inside") << QByteArray("a\0b", 3);
    QTest::newRow("all bytes") << all;
    QTest::newRow("invalid UTF-8") << QByteArray("\xc3\x28\xff\xfe");
    QByteArray large(10 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = char(i * 7 + i / 253);
    QTest::newRow("10 MiB") << large;
}

void DeliveryStoreTest::givesBackEveryByte()
{
    QFETCH(QByteArray, body);
    const NewDelivery sent = sampleDelivery(body);
    const DeliveryId id = append(sent);
    reopen();
    const domain::Delivery read = load(id);
    QVERIFY(read.capture.message.body == body);
    QVERIFY(read.capture.message.head == sent.capture.message.head);
    QVERIFY(read.capture.message.headers == sent.capture.message.headers);
}

void DeliveryStoreTest::idsFollowOnInABatch()
{
    QList<NewDelivery> batch;
    for (int i = 0; i < 100; ++i)
        batch.append(sampleDelivery("body " + QByteArray::number(i)));
    const DeliveryId first = append(batch);
    QCOMPARE(m_store->lastId(), first + 99);
    QCOMPARE(m_store->deliveries(), 100);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(load(first + i).capture.message.body, "body " + QByteArray::number(i));
    QCOMPARE(append(sampleDelivery()), first + 100);
}

void DeliveryStoreTest::countsAttempts()
{
    const DeliveryId first = append({sampleDelivery("one", "k1"), sampleDelivery("one", "k1"),
                                     sampleDelivery("other event", "k2"), sampleDelivery("two", "k1")});
    const DeliveryId later = append(sampleDelivery("one", "k1"));
    const auto attempt = [this](DeliveryId id) { return load(id).row.attempt; };
    QCOMPARE(attempt(first), 1);
    QCOMPARE(attempt(first + 1), 2);
    QCOMPARE(attempt(first + 2), 1);
    QCOMPARE(attempt(first + 3), 3);
    QCOMPARE(attempt(later), 4);
    QVERIFY(!load(first + 1).row.bodyDiffers);
    QVERIFY(load(first + 3).row.bodyDiffers);
    QVERIFY(!load(later).row.bodyDiffers); // as attempt 1
    QCOMPARE(load(later).attemptsOfEvent, 4);
    QCOMPARE(load(later).firstOfEvent, first);
    const auto rows = DeliveryRows(*m_reader).attempts(first + 1);
    QVERIFY(rows);
    QList<DeliveryId> found;
    for (const domain::DeliveryRow &row : *rows)
        found.append(row.id);
    QCOMPARE(found, QList<DeliveryId>({first, first + 1, first + 3, later}));
}

void DeliveryStoreTest::aBatchThatFailsLeavesNothing()
{
    append(sampleDelivery("before"));
    auto writer = Database::open(m_path, Database::Access::ReadWrite);
    QVERIFY(writer);
    QVERIFY(writer->run(u"CREATE TRIGGER refuse BEFORE INSERT ON content WHEN new.body = CAST('bad' AS BLOB) "
                        "BEGIN SELECT RAISE(ABORT, 'refused'); END"_s));
    const auto failed =
        m_store->append(QList<NewDelivery>{sampleDelivery("good", "k"), sampleDelivery("bad", "k")});
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::Storage);
    QCOMPARE(ids().size(), 1);
    QCOMPARE(m_store->deliveries(), 1);
    const DeliveryId next = append(sampleDelivery("good", "k"));
    QCOMPARE(load(next).row.attempt, 1);
    QCOMPARE(load(next).row.endpoint, u"alerts"_s);
}

void DeliveryStoreTest::keyAbsentMeansNoRepeat()
{
    const DeliveryId first = append({sampleDelivery("same"), sampleDelivery("same")});
    QCOMPARE(load(first + 1).row.attempt, 1);
    QCOMPARE(load(first + 1).firstOfEvent, first + 1);
    QCOMPARE(load(first + 1).attemptsOfEvent, 1);
    const auto rows = DeliveryRows(*m_reader).attempts(first);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 1);
}

void DeliveryStoreTest::pinAndNote()
{
    const DeliveryId id = append({sampleDelivery(), sampleDelivery()});
    QVERIFY(m_store->pin({id, id + 1}, true));
    QVERIFY(m_store->pin({id + 1}, false));
    QVERIFY(m_store->setNote(id, u"see ' ; DROP TABLE delivery; \u202e"_s));
    QVERIFY(load(id).row.pinned);
    QVERIFY(load(id).row.hasNote);
    QCOMPARE(load(id).note, u"see ' ; DROP TABLE delivery; \u202e"_s);
    QVERIFY(!load(id + 1).row.pinned);
    QVERIFY(m_store->setNote(id, {}));
    QVERIFY(!load(id).row.hasNote);
    QVERIFY(m_store->pin({}, true));
}

void DeliveryStoreTest::removeRemoves()
{
    const DeliveryId first = append({sampleDelivery("a", "k"), sampleDelivery("b"), sampleDelivery("c")});
    QVERIFY(m_store->remove({first, first + 2}));
    QVERIFY(m_store->remove({}));
    QVERIFY(m_store->remove({first})); // already gone
    QCOMPARE(ids(), QList<DeliveryId>{first + 1});
    QCOMPARE(m_store->deliveries(), 1);
    const auto gone = DeliveryRows(*m_reader).load(first);
    QVERIFY(!gone);
    QCOMPARE(gone.error().kind, Error::Kind::NotFound);
    QCOMPARE(m_reader->number(u"SELECT count(*) FROM content"_s).value_or(-1), 1);
}

void DeliveryStoreTest::idsAreNeverGivenTwice()
{
    const DeliveryId first = append({sampleDelivery(), sampleDelivery()});
    QVERIFY(m_store->remove({first, first + 1}));
    reopen();
    QCOMPARE(m_store->deliveries(), 0);
    QCOMPARE(m_store->lastId(), first + 1);
    QCOMPARE(append(sampleDelivery()), first + 2);
}

void DeliveryStoreTest::anEventGoesOnAfterItsFirstWasDeleted()
{
    const DeliveryId first = append({sampleDelivery("a", "k"), sampleDelivery("a", "k")});
    QVERIFY(m_store->remove({first}));
    const DeliveryId next = append(sampleDelivery("a", "k"));
    QCOMPARE(load(next).row.attempt, 3);
    // Once none is left, the event is forgotten.
    QVERIFY(m_store->remove({first + 1, next}));
    QCOMPARE(load(append(sampleDelivery("a", "k"))).row.attempt, 1);
}

void DeliveryStoreTest::timesAreReadBack()
{
    const DeliveryId first = append({sampleDelivery(), sampleDelivery(), sampleDelivery()});
    QCOMPARE(load(first).committed, 0);
    m_store->noteTimes(first, sampleTime + 100, {5, -1, 2'000'000'000});
    QVERIFY(m_store->writeTimes());
    QCOMPARE(load(first).committed, sampleTime + 100);
    QCOMPARE(load(first).answered, sampleTime + 105);
    QCOMPARE(load(first + 1).committed, sampleTime + 100);
    QCOMPARE(load(first + 1).answered, 0);
    QCOMPARE(load(first + 2).answered, sampleTime + 2'000'000'100);
    // Those that were noted go with the next batch.
    m_store->noteTimes(first + 3, sampleTime + 200, {1});
    const DeliveryId next = append(sampleDelivery());
    append(sampleDelivery());
    QCOMPARE(load(next).committed, sampleTime + 200);
    QCOMPARE(load(next + 1).committed, 0);
}

// Of a delivery whose sender is answered by a relay, which takes its time.
void DeliveryStoreTest::aStatusMayComeLater()
{
    NewDelivery waiting = sampleDelivery("1");
    waiting.responseStatus = 0;
    NewDelivery answered = sampleDelivery("2");
    answered.responseStatus = 204;
    const DeliveryId first = append({waiting, answered});
    m_store->noteStatus(first, 502);
    m_store->noteStatus(first + 2, 201); // not stored yet
    m_store->noteStatus(first, 503);
    QVERIFY(m_store->writeTimes());
    QCOMPARE(load(first).row.responseStatus, 503);
    QCOMPARE(load(first + 1).row.responseStatus, 204);
    QCOMPARE(append(waiting), first + 2);
    QCOMPARE(load(first + 2).row.responseStatus, 201);
    const qint64 before = m_store->deliveries();
    QVERIFY(m_store->remove({first + 1}));
    m_store->noteStatus(first + 1, 500); // gone meanwhile
    QVERIFY(m_store->writeTimes());
    QCOMPARE(m_store->deliveries(), before - 1);
    reopen();
    QCOMPARE(m_store->deliveries(), before - 1); // the tally followed
}

void DeliveryStoreTest::retentionByAge()
{
    QList<NewDelivery> batch;
    for (int age : {5, 4, 3, 2, 1}) {
        batch.append(sampleDelivery());
        batch.last().capture.firstByte = sampleTime - age * day;
    }
    const DeliveryId first = append(batch);
    const auto removed = m_store->prune({3, 0, 0}, sampleTime + 1, 100);
    QVERIFY(removed);
    QCOMPARE(*removed, QList<DeliveryId>({first, first + 1, first + 2}));
    QCOMPARE(ids(), QList<DeliveryId>({first + 3, first + 4}));
    QVERIFY(m_store->prune({3, 0, 0}, sampleTime, 100)->isEmpty());
}

void DeliveryStoreTest::retentionByCount()
{
    const DeliveryId first = append(QList<NewDelivery>(10, sampleDelivery()));
    const auto removed = m_store->prune({0, 8, 0}, sampleTime, 100);
    QVERIFY(removed);
    QCOMPARE(*removed, QList<DeliveryId>({first, first + 1}));
    QCOMPARE(m_store->deliveries(), 8);
}

void DeliveryStoreTest::retentionBySize()
{
    const NewDelivery one = sampleDelivery(QByteArray(1000, 'x'));
    const qint64 size = one.capture.message.head.size() + 1000;
    append(QList<NewDelivery>(10, one));
    while (!m_store->prune({0, 0, 4 * size}, sampleTime, 100)->isEmpty()) {
    }
    QCOMPARE(m_store->deliveries(), 4);
    QCOMPARE(ids().size(), 4);
}

void DeliveryStoreTest::retentionWithoutBoundsKeepsAll()
{
    append(QList<NewDelivery>(10, sampleDelivery()));
    QVERIFY(m_store->prune(unbounded, sampleTime + 10'000 * day, 100)->isEmpty());
    QCOMPARE(m_store->deliveries(), 10);
}

void DeliveryStoreTest::retentionNeverTouchesPinned()
{
    const DeliveryId first = append(QList<NewDelivery>(10, sampleDelivery(QByteArray(1000, 'x'))));
    QVERIFY(m_store->pin({first, first + 1, first + 2}, true));
    const QList<DeliveryId> pinned = {first, first + 1, first + 2};
    for (const Retention &retention : {Retention{1, 0, 0}, Retention{0, 1, 0}, Retention{0, 0, 1}}) {
        for (int round = 0; round < 20; ++round) {
            const auto removed = m_store->prune(retention, sampleTime + 10 * day, 2);
            QVERIFY(removed);
            if (removed->isEmpty())
                break;
        }
        QVERIFY(m_store->prune(retention, sampleTime + 10 * day, 2)->isEmpty());
        QCOMPARE(ids(), pinned);
    }
}

void DeliveryStoreTest::retentionWorksInChunks()
{
    const DeliveryId first = append(QList<NewDelivery>(10, sampleDelivery()));
    QCOMPARE(*m_store->prune({0, 3, 0}, sampleTime, 4),
             QList<DeliveryId>({first, first + 1, first + 2, first + 3}));
    QCOMPARE(m_store->prune({0, 3, 0}, sampleTime, 4)->size(), 3);
    QVERIFY(m_store->prune({0, 3, 0}, sampleTime, 4)->isEmpty());
}

void DeliveryStoreTest::totalsSurviveReopening()
{
    const DeliveryId first = append(QList<NewDelivery>(5, sampleDelivery()));
    QVERIFY(m_store->remove({first}));
    reopen();
    QCOMPARE(m_store->deliveries(), 4);
    QCOMPARE(m_store->lastId(), first + 4);
}

void DeliveryStoreTest::folderAndFileArePrivate()
{
#ifdef Q_OS_UNIX
    append(sampleDelivery());
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                            QFile::WriteOther | QFile::ExeOther;
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        QVERIFY(QFile::exists(m_path + suffix));
        QVERIFY2(!(QFile::permissions(m_path + suffix) & others), qPrintable(suffix));
    }
    QVERIFY(!(QFile::permissions(QFileInfo(m_path).absolutePath()) & others));
#else
    QSKIP("modes are a matter of Unix");
#endif
}

void DeliveryStoreTest::refusesWhatIsNoStore_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text")
        << QByteArray("this is no database, but long enough to be read as one's header page").repeated(20);
    QTest::newRow("random") << QByteArray("\x7f\x45\x4c\x46\x02\x01\x01\0").repeated(1000);
}

void DeliveryStoreTest::refusesWhatIsNoStore()
{
    QFETCH(QByteArray, bytes);
    const QString path = m_folder->filePath(u"other.file"_s);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    const auto store = DeliveryStore::open(path);
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Storage);
    QVERIFY2(store.error().detail.contains(path), qPrintable(store.error().detail));
    QVERIFY2(store.error().detail.contains(u"not a store"_s), qPrintable(store.error().detail));
    QVERIFY(bytesOf(path) == bytes);
    const auto folder = DeliveryStore::open(m_folder->path());
    QVERIFY(!folder);
    QVERIFY(folder.error().detail.contains(u"folder"_s));
}

void DeliveryStoreTest::refusesANewerStoreUntouched()
{
    append(sampleDelivery());
    cleanup();
    {
        auto database = Database::open(m_path, Database::Access::ReadWrite);
        QVERIFY(database);
        QVERIFY(database->run(u"PRAGMA user_version=%1"_s.arg(schemaVersion + 1)));
    }
    const QByteArray before = bytesOf(m_path);
    {
        const auto store = DeliveryStore::open(m_path);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, Error::Kind::Storage);
        for (const QString &word : {m_path, u"newer"_s, QString::number(schemaVersion + 1)})
            QVERIFY2(store.error().detail.contains(word), qPrintable(store.error().detail));
    }
    QVERIFY(bytesOf(m_path) == before);
}

// The command line deletes and pins while a listener writes.
void DeliveryStoreTest::anotherConnectionMayEdit()
{
    const DeliveryId first = append(QList<NewDelivery>(3, sampleDelivery("a", "k")));
    {
        auto other = DeliveryStore::open(m_path);
        QVERIFY(other);
        QVERIFY((*other)->remove({first + 2}));
        QVERIFY((*other)->pin({first}, true));
    }
    QCOMPARE(append(sampleDelivery("c", "k")), first + 3);
    QCOMPARE(load(first + 3).row.attempt, 4);
    QVERIFY(load(first).row.pinned);
    QCOMPARE(ids(), QList<DeliveryId>({first, first + 1, first + 3}));
}

QTEST_GUILESS_MAIN(DeliveryStoreTest)
#include "tst_deliverystore.moc"
