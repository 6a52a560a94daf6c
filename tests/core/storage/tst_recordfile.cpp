// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/recordfile.h"

#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;

class TestRecordFile final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatWasAppendedIsThereAgain();
    void itIsPrivate();
    void whatACrashCutShortIsWrittenOver();
    void noDamageGoesUnseen();
    void damageToWhatIsDoneIsNoLoss();
    void whatWasWrittenOverStaysForgotten();
    void aBodyIsNeverTakenForARecord();
    void anotherFileIsLeftAlone();
    void aFullDiskIsToldAndLosesNothing();

private:
    using File = std::unique_ptr<RecordFile>;

    QString path() const { return m_folder->filePath(u"records"_s); }
    File opened(domain::DeliveryId done = 0)
    {
        auto file = RecordFile::open(path(), done);
        m_error = file ? QString() : file.error().detail;
        return file ? std::move(*file) : nullptr;
    }
    static QByteArray contentOf(int number) { return "content of " + QByteArray::number(number); }
    // 1, 2-3, 4
    bool writeThree()
    {
        const File file = opened();
        return file && file->append(1, 1, contentOf(1)) && file->append(2, 3, contentOf(2)) &&
               file->append(4, 4, contentOf(3));
    }
    static QByteArrayList contents(RecordFile &file)
    {
        QByteArrayList all;
        for (const RecordFile::Record &record : file.records())
            all.append(file.content(record).value_or("unreadable"));
        return all;
    }
    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_error;
};

void TestRecordFile::whatWasAppendedIsThereAgain()
{
    QVERIFY(writeThree());
    const File file = opened();
    QVERIFY2(file, qPrintable(m_error));
    QCOMPARE(contents(*file), QByteArrayList({contentOf(1), contentOf(2), contentOf(3)}));
    QCOMPARE(file->records()[1].first, 2);
    QCOMPARE(file->records()[1].last, 3);
    QVERIFY(file->append(5, 5, QByteArray())); // an empty one is one, too
    QCOMPARE(contents(*opened()).size(), 4);
    file->forgetUpTo(2);
    QCOMPARE(file->records().front().first, 2); // 3 is still needed
}

void TestRecordFile::itIsPrivate()
{
    QVERIFY(writeThree());
#ifdef Q_OS_UNIX
    QCOMPARE(QFileInfo(path()).permissions() & 0x0077, QFile::Permissions());
#endif
}

void TestRecordFile::whatACrashCutShortIsWrittenOver()
{
    QVERIFY(writeThree());
    const QByteArray whole = bytes();
    const qsizetype two = whole.lastIndexOf(whole.sliced(8, 8)); // where the third begins
    for (qsizetype size = two; size < whole.size(); ++size) {
        put(whole.first(size));
        const File file = opened();
        QVERIFY2(file, qPrintable(m_error));
        QCOMPARE(contents(*file), QByteArrayList({contentOf(1), contentOf(2)}));
        QVERIFY(file->append(4, 4, "again"));
        QCOMPARE(contents(*opened()), QByteArrayList({contentOf(1), contentOf(2), "again"}));
    }
}

// Every byte in turn. Of the last record alone it cannot be known that it ever was whole.
void TestRecordFile::noDamageGoesUnseen()
{
    QVERIFY(writeThree());
    const QByteArray whole = bytes();
    const qsizetype third = whole.lastIndexOf(whole.sliced(8, 8));
    const QByteArrayList all = {contentOf(1), contentOf(2), contentOf(3)};
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray damaged = whole;
        damaged[at] = char(damaged[at] ^ 0x10);
        put(damaged);
        const File file = opened();
        if (!file)
            QVERIFY2(m_error.contains(path()), qPrintable(m_error));
        else
            QVERIFY2(contents(*file) == all || (at >= third && contents(*file) == all.first(2)),
                     qPrintable(QString::number(at)));
    }
}

void TestRecordFile::damageToWhatIsDoneIsNoLoss()
{
    QVERIFY(writeThree());
    QByteArray damaged = bytes();
    damaged[damaged.indexOf(contentOf(2))] = '?';
    put(damaged);
    QVERIFY(!opened(2)); // 3 is lost
    const File file = opened(3);
    QVERIFY2(file, qPrintable(m_error));
    QCOMPARE(contents(*file).last(), contentOf(3));
    QVERIFY(file->append(5, 5, "next"));
    QCOMPARE(contents(*opened(3)).last(), QByteArray("next"));
}

void TestRecordFile::whatWasWrittenOverStaysForgotten()
{
    QVERIFY(writeThree());
    {
        const File file = opened();
        file->forgetUpTo(4);
        QVERIFY(file->restart(1024));
        QVERIFY(bytes().contains(contentOf(3)));   // the room is kept
        QVERIFY(file->append(5, 5, contentOf(1))); // as long as what stood there
    }
    {
        const File file = opened(4);
        QVERIFY2(file, qPrintable(m_error));
        QCOMPARE(contents(*file), QByteArrayList({contentOf(1)}));
        QCOMPARE(file->records().front().first, 5);
        file->forgetUpTo(5);
        QVERIFY(file->restart(0));
    }
    QVERIFY(!bytes().contains("content"));
    QVERIFY(opened(5)->records().empty());
}

// The records of another file, whole, in a body; then the crash that leaves that body behind the end.
void TestRecordFile::aBodyIsNeverTakenForARecord()
{
    QVERIFY(writeThree());
    const QByteArray forged = bytes().sliced(24);
    QVERIFY(QFile::remove(path()));
    {
        const File file = opened();
        QVERIFY(file->append(1, 1, forged));
        QVERIFY(file->append(2, 2, forged));
    }
    QByteArray torn = bytes();
    char &inHead = torn[torn.lastIndexOf(forged) - 40];
    inHead = char(inHead ^ 1); // in the second one's head
    put(torn);
    const File file = opened();
    QVERIFY2(file, qPrintable(m_error));
    QCOMPARE(contents(*file), QByteArrayList({forged}));
}

void TestRecordFile::anotherFileIsLeftAlone()
{
    for (const QByteArray &other : {QByteArray("SQLite format 3\0 and so on, and on", 34), QByteArray("x")}) {
        put(other);
        QVERIFY(!opened());
        QVERIFY2(m_error.contains(path()), qPrintable(m_error));
        QCOMPARE(bytes(), other);
    }
    put(QByteArray(4096, '\0')); // what a crash may leave of a new one
    QVERIFY2(opened(), qPrintable(m_error));
}

void TestRecordFile::aFullDiskIsToldAndLosesNothing()
{
#ifndef Q_OS_UNIX
    QSKIP("a file cannot be bounded here");
#else
    const File file = opened();
    QVERIFY(file->append(1, 1, contentOf(1)));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{8192, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto refused = file->append(2, 2, QByteArray(20'000, 'b'));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Storage);
    QVERIFY2(refused.error().detail.contains(path()), qPrintable(refused.error().detail));
    QCOMPARE(contents(*file), QByteArrayList({contentOf(1)}));
    QCOMPARE(contents(*opened()), QByteArrayList({contentOf(1)}));
    QVERIFY(file->append(2, 2, contentOf(2)));
    QCOMPARE(contents(*opened()), QByteArrayList({contentOf(1), contentOf(2)}));
#endif
}

QTEST_GUILESS_MAIN(TestRecordFile)
#include "tst_recordfile.moc"
