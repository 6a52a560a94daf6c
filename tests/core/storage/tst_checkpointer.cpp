// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/checkpointer.h"
#include "core/storage/deliverystore.h"
#include "tests/support/sampledelivery.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 megabyte = 1024 * 1024;
constexpr qint64 tooLong = 24 * megabyte;
constexpr Checkpointer::Bounds byTheWriterAlone{8 * megabyte, tooLong};

} // namespace

class CheckpointerTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aLongWalIsSaidOnceAndBeginsAnew();
    void aReaderThatHoldsTheWalDoesNotMakeEveryCommitACheckpoint();
    void aGrowingWalIsMovedIntoTheStore();

private:
    // Until the WAL has this length; how often it was said to be too long.
    int growTo(Checkpointer &checkpointer, qint64 bytes);
    qint64 walBytes() const { return QFileInfo(m_path + u"-wal"_s).size(); }

    std::unique_ptr<DeliveryStore> m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void CheckpointerTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"deliveries.db"_s);
    auto store = DeliveryStore::open(m_path);
    QVERIFY(store);
    m_store = std::move(*store);
}

int CheckpointerTest::growTo(Checkpointer &checkpointer, qint64 bytes)
{
    int said = 0;
    while (walBytes() < bytes) {
        if (!m_store->append(QList<domain::NewDelivery>{test::sampleDelivery(QByteArray(megabyte, 'x'))}))
            return -1;
        said += checkpointer.walGrew() ? 1 : 0;
    }
    return said;
}

void CheckpointerTest::aLongWalIsSaidOnceAndBeginsAnew()
{
    Checkpointer checkpointer(m_path, byTheWriterAlone);
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(growTo(checkpointer, tooLong + 1), 1);
        QVERIFY(!checkpointer.walGrew());
        QTRY_COMPARE(m_store->checkpoint().value_or(-1), 0);
        QVERIFY(m_store->append(QList<domain::NewDelivery>{test::sampleDelivery()}));
        QVERIFY(walBytes() <= Checkpointer::keptBytes);
        QVERIFY(!checkpointer.walGrew());
    }
}

void CheckpointerTest::aReaderThatHoldsTheWalDoesNotMakeEveryCommitACheckpoint()
{
    QVERIFY(m_store->append(QList<domain::NewDelivery>{test::sampleDelivery()}));
    auto reader = Database::open(m_path, Database::Access::ReadOnly);
    QVERIFY(reader && reader->run(u"BEGIN"_s));
    QCOMPARE(reader->number(u"SELECT count(*) FROM delivery"_s).value_or(-1), 1);
    Checkpointer checkpointer(m_path, byTheWriterAlone);
    QCOMPARE(growTo(checkpointer, tooLong + 1), 1);
    QVERIFY(m_store->checkpoint().value_or(0) > 0);
    QCOMPARE(growTo(checkpointer, tooLong + 6 * megabyte), 0);
    QCOMPARE(growTo(checkpointer, tooLong + 10 * megabyte), 1);
}

void CheckpointerTest::aGrowingWalIsMovedIntoTheStore()
{
    Checkpointer checkpointer(m_path, {2 * megabyte, 1024 * megabyte});
    const qint64 before = QFileInfo(m_path).size();
    QCOMPARE(growTo(checkpointer, 4 * megabyte), 0);
    QTRY_VERIFY(QFileInfo(m_path).size() > before + megabyte);
}

QTEST_GUILESS_MAIN(CheckpointerTest)
#include "tst_checkpointer.moc"
