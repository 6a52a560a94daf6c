// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverycodec.h"
#include "core/storage/deliveryrows.h"
#include "core/storage/groupwriter.h"

#include <QtTest>

#include <mutex>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

namespace {

domain::NewDelivery deliveryOf(const QByteArray &body)
{
    domain::NewDelivery delivery;
    delivery.capture.message.method = "POST";
    delivery.capture.message.target = "/hooks/a?x=1";
    delivery.capture.message.head = "POST /hooks/a?x=1 HTTP/1.1\r\nHost: h\r\nX-A:  b \r\n\r\n";
    delivery.capture.message.body = body;
    delivery.capture.message.trailers = {{"X-T", "1"}};
    delivery.capture.chunkSizes = {3, 4};
    delivery.capture.peerAddress = "192.0.2.7";
    delivery.capture.peerPort = 40000;
    delivery.capture.tls = {"TLSv1.3", "TLS_AES_128_GCM_SHA256", "hooks.example", "CN=a"};
    delivery.capture.firstByte = wallClock(); // of today, or retention takes it
    delivery.capture.headRead = delivery.capture.firstByte + 100;
    delivery.capture.lastByte = delivery.capture.firstByte + 200;
    delivery.endpoint = u"alerts"_s;
    delivery.signature = {domain::Verdict::ValidStale, u"socwarden"_s, u"main"_s, 301};
    delivery.summary.title = u"Zürich – „Prüfung“"_s;
    delivery.summary.risk = 82.5;
    delivery.summary.severity = domain::Severity::High;
    delivery.summary.idempotencyKey = "key:" + body;
    delivery.responseStatus = 200;
    return delivery;
}

domain::RuledAnswer ruled()
{
    using Outcome = domain::RuleTraceLine::Outcome;
    return {u"flaky"_s,
            3,
            {250, 40, domain::Ending::HalfBody},
            {{u"Zürich"_s, Outcome::Disabled, u"it is switched off"_s}, {u"flaky"_s, Outcome::Matched, {}}},
            "HTTP/1.1 503 Service Unavailable\r\n",
            "half \xff",
            12};
}

// Collects what the writer says from its own thread.
class Outcome
{
public:
    GroupWriter::Written receiver()
    {
        return [this](const WrittenBatch &batch) {
            const std::lock_guard lock(m_mutex);
            m_batches.push_back(batch);
        };
    }

    std::size_t written() const
    {
        const std::lock_guard lock(m_mutex);
        std::size_t sum = 0;
        for (const WrittenBatch &batch : m_batches)
            sum += batch.first ? batch.count : 0;
        return sum;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<WrittenBatch> m_batches;
};

} // namespace

class GroupWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aBatchComesBackFromItsBytes()
    {
        std::vector<domain::NewDelivery> batch = {deliveryOf("{}"), deliveryOf(QByteArray("\0\xff", 2))};
        batch[1].handshake = u"handshake \"check\" answered"_s;
        batch[1].capture.chunkSizes = QList<qint64>(5000, 3); // more than is made room for at first
        batch[1].rules = std::make_shared<const domain::RuledAnswer>(ruled());
        const auto read = decodeBatch(encodeBatch(batch));
        QVERIFY(read);
        QCOMPARE(read->size(), batch.size());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            QCOMPARE((*read)[i].capture, batch[i].capture);
            QCOMPARE((*read)[i].summary, batch[i].summary);
            QCOMPARE((*read)[i].signature, batch[i].signature);
            QCOMPARE((*read)[i].endpoint, batch[i].endpoint);
            QCOMPARE((*read)[i].responseStatus, batch[i].responseStatus);
            QCOMPARE((*read)[i].handshake, batch[i].handshake);
        }
        QVERIFY(!(*read)[0].rules);
        QVERIFY((*read)[1].rules && *(*read)[1].rules == ruled());
    }

    // What a crash of an earlier version left waiting is filed by this one. The first knew no handshakes, the
    // second no rules.
    void aBatchOfAnEarlierLayoutIsRead()
    {
        const std::vector<domain::NewDelivery> batch = {deliveryOf("{}")};
        QByteArray bytes = encodeBatch(batch);
        bytes.chop(1); // no rules
        bytes[0] = 2;  // the layout's number, little-endian
        QVERIFY(decodeBatch(bytes));
        QVERIFY(!decodeBatch(bytes)->front().rules);
        bytes.chop(4); // no text
        bytes[0] = 1;
        const auto read = decodeBatch(bytes);
        QVERIFY(read);
        QCOMPARE(read->size(), size_t(1));
        QCOMPARE(read->front().capture, batch[0].capture);
        QCOMPARE(read->front().responseStatus, batch[0].responseStatus);
        QCOMPARE(read->front().handshake, QString());
        bytes[0] = 5;
        QVERIFY(!decodeBatch(bytes));
    }

    void rulesOfAnEarlierLayoutAreRead()
    {
        std::vector<domain::NewDelivery> batch = {deliveryOf("{}")};
        domain::RuledAnswer before = ruled();
        before.head = before.body = QByteArray();
        before.bodySize = 0;
        batch[0].rules = std::make_shared<const domain::RuledAnswer>(before);
        QByteArray bytes = encodeBatch(batch);
        bytes.chop(4 + 4 + 8); // two texts that are null, and a size
        bytes[0] = 3;
        const auto read = decodeBatch(bytes);
        QVERIFY(read);
        QVERIFY(*read->front().rules == before);
    }

    void aCutBatchIsRefusedAtEveryByte()
    {
        const std::vector<domain::NewDelivery> batch = {deliveryOf("{}")};
        const QByteArray bytes = encodeBatch(batch);
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!decodeBatch(bytes.first(size)), qPrintable(QString::number(size)));
    }

    void whatTheRulesAnsweredIsKept()
    {
        Outcome outcome;
        auto writer = GroupWriter::open(
            path(), {}, outcome.receiver(),
            [](domain::DeliveryId, std::span<domain::NewDelivery> batch, std::span<const int>) {
                for (domain::NewDelivery &delivery : batch) {
                    delivery.rules = std::make_shared<const domain::RuledAnswer>(ruled());
                    delivery.responseStatus = 418;
                }
            });
        QVERIFY(writer);
        QVERIFY((*writer)->submit(deliveryOf("{}")));
        writer->reset(); // files what is left
        auto database = Database::open(path(), Database::Access::ReadOnly);
        QVERIFY(database);
        const auto delivery = DeliveryRows(*database).load(1);
        QVERIFY(delivery);
        QVERIFY(delivery->rules && *delivery->rules == ruled());
        QCOMPARE(delivery->row.responseStatus, 418);
    }

    // As they are filed, so they were foretold: over batches, over what waits, over a restart.
    void attemptsAreForetold()
    {
        std::mutex mutex;
        QMap<domain::DeliveryId, int> foretold;
        const GroupWriter::Preparing preparing = [&](domain::DeliveryId first,
                                                     std::span<domain::NewDelivery> batch,
                                                     std::span<const int> attempts) {
            const std::lock_guard lock(mutex);
            for (size_t i = 0; i < batch.size(); ++i)
                foretold.insert(first + qint64(i), attempts.empty() ? 0 : attempts[i]);
        };
        constexpr int count = 600;
        for (int run = 0; run < 2; ++run) {
            Outcome outcome;
            auto writer = GroupWriter::open(path(), {}, outcome.receiver(), preparing);
            QVERIFY(writer);
            (*writer)->numberAttempts();
            for (int i = 0; i < count; ++i) {
                domain::NewDelivery delivery = deliveryOf(QByteArray::number(i % 7));
                if (i % 11 == 0)
                    delivery.summary.idempotencyKey.clear();
                QVERIFY((*writer)->submit(std::move(delivery)));
                if (i % 50 == 0)
                    QTRY_VERIFY_WITH_TIMEOUT(outcome.written() == std::size_t(i) + 1, 30'000);
            }
        }
        QCOMPARE(foretold.size(), 2 * count);
        auto database = Database::open(path(), Database::Access::ReadOnly);
        QVERIFY(database);
        DeliveryRows rows(*database);
        const auto filed = rows.rows(foretold.keys());
        QVERIFY(filed);
        QCOMPARE(filed->size(), 2 * count);
        for (const domain::DeliveryRow &row : *filed)
            QCOMPARE(row.attempt, foretold.value(row.id));
    }

    void aLateAnswerIsTimedAmongThoseOfItsBatch()
    {
        auto store = DeliveryStore::open(path());
        QVERIFY(store);
        const std::vector<domain::NewDelivery> batch = {deliveryOf("1"), deliveryOf("2"), deliveryOf("3")};
        QVERIFY((*store)->append(batch));
        (*store)->noteTimes(1, 1'000'000, {5, -1, 7});
        (*store)->noteLate(2, 600);
        QVERIFY((*store)->writeTimes());
        (*store)->noteLate(3, 700); // the times are on the disk already
        (*store)->noteLate(9, 900); // retention was faster
        QVERIFY((*store)->writeTimes());
        auto database = Database::open(path(), Database::Access::ReadOnly);
        QVERIFY(database);
        DeliveryRows rows(*database);
        QCOMPARE(rows.load(1)->answered, 1'000'005);
        QCOMPARE(rows.load(2)->answered, 1'000'600);
        QCOMPARE(rows.load(3)->answered, 1'000'700);
    }

    void whatIsSubmittedIsDurableThenFiled()
    {
        Outcome outcome;
        auto writer = GroupWriter::open(path(), {}, outcome.receiver());
        QVERIFY(writer);
        for (int i = 0; i < 100; ++i)
            QVERIFY((*writer)->submit(deliveryOf(QByteArray::number(i))));
        QTRY_COMPARE(outcome.written(), std::size_t(100));
        QTRY_COMPARE((*writer)->lastId(), 100);
        writer->reset();
        QCOMPARE(bodies().size(), 100);
        QCOMPARE(bodies().last(), QByteArray("99"));
    }

    void whatACrashLeftInTheInboxIsFiledAtTheNextStart()
    {
        {
            auto store = DeliveryStore::open(path());
            QVERIFY(store);
            const std::vector<domain::NewDelivery> filed = {deliveryOf("1"), deliveryOf("2")};
            QVERIFY((*store)->append(filed));
            auto inbox = Inbox::open(path());
            QVERIFY(inbox);
            // 1 and 2 were filed before the crash, 3 to 5 were not.
            const std::vector<domain::NewDelivery> first = {deliveryOf("1")};
            const std::vector<domain::NewDelivery> second = {deliveryOf("2"), deliveryOf("3")};
            const std::vector<domain::NewDelivery> third = {deliveryOf("4"), deliveryOf("5")};
            QVERIFY((*inbox)->add(1, 1, encodeBatch(first)));
            QVERIFY((*inbox)->add(2, 3, encodeBatch(second)));
            QVERIFY((*inbox)->add(4, 5, encodeBatch(third)));
        }
        Outcome outcome;
        auto writer = GroupWriter::open(path(), {}, outcome.receiver());
        QVERIFY(writer);
        QVERIFY((*writer)->submit(deliveryOf("6")));
        QTRY_COMPARE((*writer)->lastId(), 6);
        writer->reset();
        QCOMPARE(bodies(), QByteArrayList({"1", "2", "3", "4", "5", "6"}));
        auto inbox = Inbox::open(path());
        QVERIFY(inbox);
        QVERIFY(!(*inbox)->next(0).value().has_value());
    }

    void aStoreIsCapturedIntoByOneProcessAtATime()
    {
        Outcome outcome;
        auto writer = GroupWriter::open(path(), {}, outcome.receiver());
        QVERIFY(writer);
        const auto second = GroupWriter::open(path(), {}, outcome.receiver());
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::Storage);
        QVERIFY(second.error().detail.contains(u"in use"_s));
    }

    void repeatsAreKnownAfterARestart()
    {
        for (int run = 1; run <= 2; ++run) {
            Outcome outcome;
            auto writer = GroupWriter::open(path(), {}, outcome.receiver());
            QVERIFY(writer);
            QVERIFY((*writer)->submit(deliveryOf("same")));
            QTRY_COMPARE((*writer)->lastId(), run);
        }
        auto database = Database::open(path(), Database::Access::ReadOnly);
        QVERIFY(database);
        DeliveryRows rows(*database);
        QCOMPARE(rows.load(2)->row.attempt, 2);
        QCOMPARE(rows.load(2)->firstOfEvent, 1);
        QCOMPARE(rows.attempts(2)->size(), 2);
    }

    void retentionKeepsTheNewest()
    {
        Outcome outcome;
        Retention retention;
        retention.deliveries = 10;
        auto writer = GroupWriter::open(path(), retention, outcome.receiver());
        QVERIFY(writer);
        for (int i = 1; i <= 50; ++i)
            QVERIFY((*writer)->submit(deliveryOf(QByteArray::number(i))));
        QTRY_COMPARE((*writer)->lastId(), 50);
        QTRY_COMPARE(bodies().size(), 10);
        QCOMPARE(bodies().first(), QByteArray("41"));
    }

private:
    QString path() const { return m_folder->filePath(u"deliveries.db"_s); }

    QByteArrayList bodies() const
    {
        auto database = Database::open(path(), Database::Access::ReadOnly);
        if (!database)
            return {};
        QByteArrayList all;
        auto query = database->run(u"SELECT body FROM content ORDER BY id"_s);
        while (query && query->next())
            all.append(query->value(0).toByteArray());
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(GroupWriterTest)
#include "tst_groupwriter.moc"
