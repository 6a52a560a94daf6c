// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/replaystore.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::ReplayAnswer;
using domain::ReplayVerdict;

class ReplayStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void keepsAnAnswerAsItIs();
    void comparesWithTheAnswerBefore_data();
    void comparesWithTheAnswerBefore();
    void anotherTargetOrDeliveryIsNotCompared();
    void aLongBodyIsCut();
    void theOldestGoWhenABoundIsReached_data();
    void theOldestGoWhenABoundIsReached();
    void knowsWhatARelayHasDelivered();
    void forgetsWhatWasDeleted();
    void theCursorSurvivesAndIsPerTarget();
    void isForItsOwnerAlone();
    void aNewerFileIsRefused();
    void manyMayMakeTheFileAtOnce();

private:
    ReplayStore open();
    static ReplayAnswer answer(domain::DeliveryId delivery, int status);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void ReplayStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"d.db"_s);
}

ReplayStore ReplayStoreTest::open()
{
    auto store = ReplayStore::open(m_path);
    if (!store)
        qFatal("%s", qPrintable(store.error().detail));
    return std::move(*store);
}

ReplayAnswer ReplayStoreTest::answer(domain::DeliveryId delivery, int status)
{
    ReplayAnswer answer;
    answer.delivery = delivery;
    answer.target = u"http://127.0.0.1:3000/"_s;
    answer.status = status;
    answer.at = 5;
    return answer;
}

void ReplayStoreTest::keepsAnAnswerAsItIs()
{
    ReplayAnswer full = answer(7, 418);
    full.kind = domain::ReplayKind::Edited;
    full.scheme = u"socwarden"_s;
    full.took = 1234;
    full.head = "HTTP/1.1 418 \xff\r\n\r\n";
    full.body = QByteArray("a\0\xff", 3);
    full.cut = true;
    const auto kept = open().append(full);
    QVERIFY(kept);
    QVERIFY(kept->id > 0);
    const auto all = open().history(7, 10);
    QVERIFY(all);
    QCOMPARE(all->size(), 1);
    full.id = kept->id;
    full.verdict = ReplayVerdict::Failing;
    QVERIFY(all->first() == full);
    ReplayAnswer none = answer(8, 0);
    none.error = u"nothing listens there"_s;
    QVERIFY(open().append(none));
    QCOMPARE(open().history(8, 10)->first().error, none.error);
}

void ReplayStoreTest::comparesWithTheAnswerBefore_data()
{
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char *name, const QList<int> &statuses, ReplayVerdict verdict) {
        QTest::newRow(name) << statuses << int(verdict);
    };
    row("the first that passes", {204}, ReplayVerdict::Passing);
    row("the first that fails", {302}, ReplayVerdict::Failing);
    row("fixed", {500, 200}, ReplayVerdict::Fixed);
    row("fixed after no answer", {0, 299}, ReplayVerdict::Fixed);
    row("regressed", {200, 401}, ReplayVerdict::Regressed);
    row("regressed to no answer", {200, 0}, ReplayVerdict::Regressed);
    row("still failing", {500, 404}, ReplayVerdict::StillFailing);
    row("still passing", {200, 202}, ReplayVerdict::StillPassing);
    row("only the last counts", {200, 500, 503}, ReplayVerdict::StillFailing);
}

void ReplayStoreTest::comparesWithTheAnswerBefore()
{
    QFETCH(QList<int>, statuses);
    ReplayStore store = open();
    ReplayVerdict last{};
    for (const int status : std::as_const(statuses))
        last = store.append(answer(1, status))->verdict;
    QTEST(int(last), "verdict");
    QCOMPARE(int(store.history(1, 1)->first().verdict), int(last));
}

void ReplayStoreTest::anotherTargetOrDeliveryIsNotCompared()
{
    ReplayStore store = open();
    QVERIFY(store.append(answer(1, 500)));
    QCOMPARE(store.append(answer(2, 200))->verdict, ReplayVerdict::Passing);
    ReplayAnswer elsewhere = answer(1, 200);
    elsewhere.target = u"http://127.0.0.1:3001/"_s;
    QCOMPARE(store.append(elsewhere)->verdict, ReplayVerdict::Passing);
    QCOMPARE(store.append(answer(1, 200))->verdict, ReplayVerdict::Fixed);
}

void ReplayStoreTest::aLongBodyIsCut()
{
    ReplayAnswer big = answer(1, 200);
    big.body = QByteArray(ReplayStore::mostBody + 1, 'x');
    const auto kept = open().append(big);
    QCOMPARE(kept->body.size(), ReplayStore::mostBody);
    QVERIFY(kept->cut);
    QCOMPARE(open().history(1, 1)->first().body.size(), ReplayStore::mostBody);
}

void ReplayStoreTest::theOldestGoWhenABoundIsReached_data()
{
    QTest::addColumn<qint64>("answers");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("count") << qint64(20) << qint64(1'000'000);
    QTest::newRow("bytes") << qint64(1000) << qint64(20 * 100);
}

void ReplayStoreTest::theOldestGoWhenABoundIsReached()
{
    QFETCH(qint64, answers);
    QFETCH(qint64, bytes);
    ReplayStore store = open();
    store.setBounds(answers, bytes);
    for (int i = 0; i < 50; ++i) {
        ReplayAnswer one = answer(1, 200 + i);
        one.body = QByteArray(100, 'x');
        QVERIFY(store.append(one));
        const auto all = store.history(1, 1000);
        QVERIFY(all->size() <= 20);
        QVERIFY(all->size() >= std::min(i + 1, 18));
        QCOMPARE(all->first().status, 200 + i);
    }
    // One that is larger than all of the room still is the last answer.
    store.setBounds(5, 10);
    QVERIFY(store.append(answer(1, 200)));
    ReplayAnswer big = answer(1, 200);
    big.body = QByteArray(100, 'x');
    QVERIFY(store.append(big));
    QCOMPARE(store.history(1, 10)->size(), 1);
}

void ReplayStoreTest::knowsWhatARelayHasDelivered()
{
    ReplayStore store = open();
    const QString target = answer(1, 0).target;
    for (const int status : {500, 0, 302})
        QVERIFY(store.append(answer(1, status)));
    QVERIFY(store.append(answer(1, 200))); // by hand
    QCOMPARE(store.passed(1, target).value(), false);
    ReplayAnswer relayed = answer(1, 500);
    relayed.kind = domain::ReplayKind::Forward;
    QVERIFY(store.append(relayed));
    QCOMPARE(store.passed(1, target).value(), false);
    relayed.status = 204;
    QVERIFY(store.append(relayed));
    QCOMPARE(store.passed(1, target).value(), true);
    QCOMPARE(store.passed(2, target).value(), false);
    QCOMPARE(store.passed(1, target + u'x').value(), false);
}

void ReplayStoreTest::forgetsWhatWasDeleted()
{
    ReplayStore store = open();
    for (int delivery = 1; delivery <= 3; ++delivery)
        QVERIFY(store.append(answer(delivery, 500)));
    QVERIFY(store.forget({1, 3}));
    QVERIFY(store.history(1, 10)->isEmpty());
    QCOMPARE(store.history(2, 10)->size(), 1);
    QCOMPARE(store.append(answer(1, 200))->verdict, ReplayVerdict::Passing);
}

void ReplayStoreTest::theCursorSurvivesAndIsPerTarget()
{
    QVERIFY(!open().cursor(u"a"_s, u"http://x/"_s)->has_value());
    QVERIFY(open().setCursor(u"a"_s, u"http://x/"_s, 0));
    QCOMPARE(open().cursor(u"a"_s, u"http://x/"_s)->value(), 0);
    QVERIFY(open().setCursor(u"a"_s, u"http://x/"_s, 17));
    QCOMPARE(open().cursor(u"a"_s, u"http://x/"_s)->value(), 17);
    QVERIFY(!open().cursor(u"a"_s, u"http://y/"_s)->has_value());
    QVERIFY(!open().cursor(u"b"_s, u"http://x/"_s)->has_value());
}

void ReplayStoreTest::isForItsOwnerAlone()
{
#ifdef Q_OS_UNIX
    ReplayStore store = open();
    QVERIFY(store.append(answer(1, 200)));
    for (const QString &end : {u""_s, u"-wal"_s}) {
        const auto permissions = QFileInfo(ReplayStore::pathFor(m_path) + end).permissions();
        QVERIFY(permissions & QFile::ReadOwner);
        QVERIFY(
            !(permissions & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }
#endif
}

void ReplayStoreTest::aNewerFileIsRefused()
{
    {
        auto database = Database::open(ReplayStore::pathFor(m_path), Database::Access::ReadWrite);
        QVERIFY(database->run(u"PRAGMA user_version=99"_s));
    }
    const auto store = ReplayStore::open(m_path);
    QVERIFY(!store);
    QCOMPARE(store.error().kind, Error::Kind::Storage);
    QVERIFY(store.error().detail.contains(u"newer"_s));
}

void ReplayStoreTest::manyMayMakeTheFileAtOnce()
{
    // The moments at which two openings meet are short: each round is a new file.
    for (int round = 0; round < 12; ++round) {
        const QString path = m_folder->filePath(u"at-once-%1.db"_s.arg(round));
        std::mutex mutex;
        QStringList errors;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                auto store = ReplayStore::open(path);
                const auto kept = store ? store->append(answer(1, 200)) : tl::unexpected(store.error());
                if (!kept) {
                    const std::lock_guard lock(mutex);
                    errors += kept.error().detail;
                }
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(errors, QStringList());
        QCOMPARE(ReplayStore::open(path)->history(1, 10)->size(), 8);
    }
}

QTEST_GUILESS_MAIN(ReplayStoreTest)
#include "tst_replaystore.moc"
