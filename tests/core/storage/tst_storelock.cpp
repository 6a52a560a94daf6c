// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Whether a store is in use is for the living to say: process numbers and host names come again in
// containers.

#include "core/storage/groupwriter.h"

#include <QLockFile>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

class StoreLockTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aDeadHolderWithOurOwnNumberIsNoHolder();
    void aDeadHolderInAContainerOfAnotherNameIsNoHolder();
    void aHolderOnAnotherMachineIsBelieved();
    void aLockFileThatIsBeingWrittenIsBelieved();
    void aLiveHolderIsNotTakenForADeadOne_data();
    void aLiveHolderIsNotTakenForADeadOne();
    void theLockGoesWithItsHolder();

private:
    QString path() const { return m_folder->filePath(u"store.db"_s); }
    QString lockPath() const { return path() + u".lock"_s; }
    Result<std::unique_ptr<GroupWriter>> open() const
    {
        return GroupWriter::open(path(), {}, [](const WrittenBatch &) {});
    }
    QByteArrayList ownLines() const;
    void writeLock(const QByteArrayList &lines) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void StoreLockTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

// What a holder in this very process writes.
QByteArrayList StoreLockTest::ownLines() const
{
    QLockFile lock(m_folder->filePath(u"other.lock"_s));
    QFile file(lock.fileName());
    return lock.tryLock(0) && file.open(QFile::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
}

void StoreLockTest::writeLock(const QByteArrayList &lines) const
{
    QFile file(lockPath());
    QVERIFY(file.open(QFile::WriteOnly));
    QVERIFY(file.write(lines.join('\n')) >= 0);
}

void StoreLockTest::aDeadHolderWithOurOwnNumberIsNoHolder()
{
    const QByteArrayList lines = ownLines();
    QCOMPARE(lines.value(0), QByteArray::number(QCoreApplication::applicationPid()));
    writeLock(lines);
    const auto writer = open();
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    QVERIFY(!open()); // now there is one
}

void StoreLockTest::aDeadHolderInAContainerOfAnotherNameIsNoHolder()
{
    if (QSysInfo::bootUniqueId().isEmpty())
        QSKIP("this system does not number its starts");
    QByteArrayList lines = ownLines();
    lines[2] = "0123456789ab";
    lines[3] = "";
    writeLock(lines);
    const auto writer = open();
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
}

void StoreLockTest::aHolderOnAnotherMachineIsBelieved()
{
    QByteArrayList lines = ownLines();
    lines[2] = "elsewhere";
    lines[3] = "0123456789abcdef0123456789abcdef";
    lines[4] = "11111111-2222-3333-4444-555555555555";
    writeLock(lines);
    const auto writer = open();
    QVERIFY(!writer);
    QVERIFY2(writer.error().detail.contains(lockPath()), qPrintable(writer.error().detail)); // the remedy
    QVERIFY(QFile::exists(lockPath()));
}

void StoreLockTest::aLockFileThatIsBeingWrittenIsBelieved()
{
    writeLock({});
    QVERIFY(!open());
    QVERIFY(QFile::exists(lockPath()));
}

void StoreLockTest::aLiveHolderIsNotTakenForADeadOne_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("unseen process number") << 0 << QByteArray("2000000000");
    QTest::newRow("another program") << 1 << QByteArray("another");
    QTest::newRow("another start of the system") << 4 << QByteArray("11111111-2222-3333-4444-555555555555");
    QTest::newRow("as it is") << -1 << QByteArray();
}

void StoreLockTest::aLiveHolderIsNotTakenForADeadOne()
{
    QFETCH(int, line);
    QFETCH(QByteArray, text);
    const auto writer = open();
    QVERIFY(writer);
    QByteArrayList lines = ownLines();
    if (line >= 0)
        lines[line] = text;
    writeLock(lines); // as another container sees its numbers
    QVERIFY(!open());
    QVERIFY(QFile::exists(lockPath()));
}

void StoreLockTest::theLockGoesWithItsHolder()
{
    QVERIFY(open());
    QVERIFY(!QFile::exists(lockPath()));
    QVERIFY(!QFile::exists(lockPath() + u".rmlock"_s));
    QVERIFY(open());
}

QTEST_GUILESS_MAIN(StoreLockTest)
#include "tst_storelock.moc"
