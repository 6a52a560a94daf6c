// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverycodec.h"
#include "core/storage/groupwriter.h"

#include <QtTest>

#include <atomic>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

// What is acknowledged faster than it can be filed.
class TestBacklog final : public QObject
{
    Q_OBJECT

private:
    static constexpr int patience = 120'000; // ms; instrumented builds file slowly
    static constexpr int many = 20'000;      // of some KiB: more than the filer takes into memory

    QString path() const { return m_folder->filePath(u"deliveries.db"_s); }

    // Its body begins with its number.
    static domain::NewDelivery delivery(int number, qsizetype size = 3000)
    {
        domain::NewDelivery delivery;
        delivery.capture.message.method = "POST";
        delivery.capture.message.target = "/hooks/a";
        delivery.capture.message.head = "POST /hooks/a HTTP/1.1\r\nHost: h\r\n\r\n";
        delivery.capture.message.body = QByteArray::number(number) + QByteArray(size, ' ');
        delivery.capture.firstByte = wallClock(); // of today, or retention takes it
        delivery.endpoint = u"alerts"_s;
        delivery.responseStatus = 200;
        return delivery;
    }

    std::unique_ptr<GroupWriter> opened()
    {
        auto writer = GroupWriter::open(path(), {}, [this](const WrittenBatch &batch) {
            if (batch.first)
                m_written += int(batch.count);
        });
        if (!writer) {
            qWarning("%s", qPrintable(writer.error().detail));
            return nullptr;
        }
        return std::move(*writer);
    }

    // How many are in the store, all in the order in which they came; -1 = they are not.
    qint64 inOrder() const
    {
        auto database = Database::open(path(), Database::Access::ReadOnly);
        if (!database)
            return -1;
        const auto wrong = database->number(
            u"SELECT count(*) FROM content WHERE CAST(CAST(body AS TEXT) AS INTEGER) <> id"_s);
        return wrong.value_or(1) == 0 ? database->number(u"SELECT count(*) FROM content"_s).value_or(-1) : -1;
    }

    qint64 inboxBytes() const
    {
        return QFileInfo(Inbox::pathFor(path(), 0)).size() + QFileInfo(Inbox::pathFor(path(), 1)).size();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_written = 0;
    }

    void waitsInTheInboxAndIsFiledInOrder()
    {
        auto writer = opened();
        QVERIFY(writer);
        for (int i = 1; i <= many; ++i)
            QVERIFY(writer->submit(delivery(i)));
        QTRY_COMPARE_WITH_TIMEOUT(m_written.load(), many, patience);
        QVERIFY(writer->waiting() > 0);
        QTRY_COMPARE_WITH_TIMEOUT(writer->lastId(), many, patience);
        QCOMPARE(writer->waiting(), 0);
        // Later ones go the short way again.
        QVERIFY(writer->submit(delivery(many + 1)));
        QTRY_COMPARE_WITH_TIMEOUT(writer->lastId(), many + 1, patience);
        writer.reset();
        QCOMPARE(inOrder(), many + 1);
    }

    void leavesNoLargeFileBehind()
    {
        auto writer = opened();
        QVERIFY(writer);
        for (int i = 1; i <= many; ++i)
            QVERIFY(writer->submit(delivery(i)));
        QTRY_COMPARE_WITH_TIMEOUT(m_written.load(), many, patience);
        QVERIFY2(inboxBytes() > 50'000'000, qPrintable(QString::number(inboxBytes())));
        QTRY_COMPARE_WITH_TIMEOUT(writer->lastId(), many, patience);
        QTRY_VERIFY_WITH_TIMEOUT(inboxBytes() < 100, patience);
    }

    void isLeftToTheNextStartByAnEnd()
    {
        auto writer = opened();
        QVERIFY(writer);
        for (int i = 1; i <= many; ++i)
            QVERIFY(writer->submit(delivery(i)));
        QTRY_COMPARE_WITH_TIMEOUT(m_written.load(), many, patience);
        writer.reset();
        writer = opened();
        QVERIFY(writer);
        QTRY_COMPARE_WITH_TIMEOUT(writer->lastId(), many, patience);
        writer.reset();
        QCOMPARE(inOrder(), many);
    }

    void ofACrashIsFiledBesideWhatIsNew()
    {
        constexpr int batches = 60;
        constexpr int each = 10;
        {
            auto inbox = Inbox::open(path());
            QVERIFY(inbox);
            for (int batch = 0; batch < batches; ++batch) {
                std::vector<domain::NewDelivery> some;
                for (int i = 1; i <= each; ++i)
                    some.push_back(delivery(batch * each + i, 100'000));
                QVERIFY((*inbox)->add(batch * each + 1, (batch + 1) * each, encodeBatch(some)));
            }
        }
        auto writer = opened();
        QVERIFY(writer);
        QVERIFY(writer->submit(delivery(batches * each + 1)));
        QTRY_COMPARE_WITH_TIMEOUT(m_written.load(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(writer->lastId(), batches * each + 1, patience);
        writer.reset();
        QCOMPARE(inOrder(), batches * each + 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::atomic<int> m_written = 0;
};

QTEST_GUILESS_MAIN(TestBacklog)
#include "tst_backlog.moc"
