// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Replays from a real store to a real socket.

#include "core/flows/replay.h"
#include "core/flows/requestfile.h"
#include "core/signature/catalogue.h"
#include "core/storage/deliverystore.h"
#include "core/storage/replaybook.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::ReplayVerdict;
using test::RawTarget;

namespace {

const QByteArray keyText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";

domain::NewDelivery delivery(int n)
{
    const QByteArray body = QByteArray::number(n);
    domain::NewDelivery one = test::sampleDelivery(body);
    one.capture.message.head =
        "POST /hooks/" + body +
        " HTTP/1.1\r\nhost: old:1\r\nX-Odd:   a  \r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n\r\n";
    domain::readHead(one.capture.message);
    return one;
}

} // namespace

class ReplayTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void sendsTheCapturedBytesAndKeepsTheAnswer();
    void tellsFixedAndRegressed();
    void noAnswerIsKeptAsAFailure();
    void editsAndSignsAnew();
    void manyGoInOrder();
    void soManyAtOnceAndNoMore();
    void theRateIsKept();
    void cancelStartsNoMore();
    void cancelledByWhoIsTold();
    void whatIsNotAllowedNeverLeaves();
    void aNameThatLeadsElsewhereNeverLeaves();
    void whatCannotBeSentIsSaidPerDelivery();
    void planIsChecked();

private:
    void store(int count);
    ReplayPlan plan(const RawTarget &target) const { return {{target.url()}, {}, {}, 0, 1, 10'000, {}}; }
    QList<ReplayResult> run(const QList<domain::DeliveryId> &ids, const ReplayPlan &plan);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<storage::ReplayBook> m_book;
    std::unique_ptr<Replay> m_replay;
};

void ReplayTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"d.db"_s);
}

void ReplayTest::cleanup()
{
    m_replay.reset();
    m_book.reset();
}

void ReplayTest::store(int count)
{
    auto store = storage::DeliveryStore::open(m_path);
    QVERIFY(store);
    QList<domain::NewDelivery> all;
    for (int i = 1; i <= count; ++i)
        all.append(delivery(i));
    QVERIFY((*store)->append(all));
    m_book = std::make_unique<storage::ReplayBook>(m_path);
    m_replay = std::make_unique<Replay>(*m_book);
}

QList<ReplayResult> ReplayTest::run(const QList<domain::DeliveryId> &ids, const ReplayPlan &plan)
{
    QList<ReplayResult> results;
    QObject listener;
    connect(m_replay.get(), &Replay::answered, &listener,
            [&results](const ReplayResult &result) { results.append(result); });
    QSignalSpy finished(m_replay.get(), &Replay::finished); // and not qWaitFor(), which sleeps in between
    if (auto started = m_replay->start(ids, plan); !started)
        qFatal("%s", qPrintable(started.error().detail));
    if (!finished.wait(30'000))
        qFatal("the replay did not end");
    return results;
}

void ReplayTest::sendsTheCapturedBytesAndKeepsTheAnswer()
{
    store(1);
    RawTarget target;
    target.answer = [](const QByteArray &) { return RawTarget::reply(202, "taken", "X-A: b\r\n"); };
    const auto results = run({1}, plan(target));
    QCOMPARE(results.size(), 1);
    QVERIFY(!results[0].notSent);
    QVERIFY(results[0].notKept.isEmpty());
    QCOMPARE(results[0].changes.size(), 1); // Host
    QByteArray expected = delivery(1).capture.message.head + "1";
    expected.replace("old:1", "127.0.0.1:" + QByteArray::number(target.port()));
    QCOMPARE(target.requests, QList<QByteArray>{expected});

    std::optional<QList<domain::ReplayAnswer>> kept;
    m_book->history(1, 10, this, [&kept](const Result<QList<domain::ReplayAnswer>> &all) { kept = *all; });
    QTRY_VERIFY(kept);
    QCOMPARE(kept->size(), 1);
    QVERIFY(kept->first() == results[0].answer);
    QCOMPARE(kept->first().status, 202);
    QCOMPARE(kept->first().body, "taken");
    QCOMPARE(kept->first().kind, domain::ReplayKind::Exact);
    QVERIFY(kept->first().took > 0);

    ReplayPlan same = plan(target);
    same.target.keepHost = true;
    QVERIFY(run({1}, same)[0].changes.isEmpty());
    QCOMPARE(target.requests.last(), delivery(1).capture.message.head + "1");
}

void ReplayTest::tellsFixedAndRegressed()
{
    store(1);
    RawTarget target;
    int status = 500;
    target.answer = [&status](const QByteArray &) { return RawTarget::reply(status); };
    const auto verdict = [&](int next) {
        status = next;
        return run({1}, plan(target))[0].answer.verdict;
    };
    QCOMPARE(verdict(500), ReplayVerdict::Failing);
    QCOMPARE(verdict(404), ReplayVerdict::StillFailing);
    QCOMPARE(verdict(204), ReplayVerdict::Fixed);
    QCOMPARE(verdict(200), ReplayVerdict::StillPassing);
    QCOMPARE(verdict(301), ReplayVerdict::Regressed);
}

void ReplayTest::noAnswerIsKeptAsAFailure()
{
    store(1);
    RawTarget target;
    const ReplayPlan there = plan(target);
    QCOMPARE(run({1}, there)[0].answer.verdict, ReplayVerdict::Passing);
    target.close();
    const auto gone = run({1}, there)[0];
    QVERIFY(!gone.notSent);
    QCOMPARE(gone.answer.verdict, ReplayVerdict::Regressed);
    QCOMPARE(gone.answer.status, 0);
    QVERIFY(gone.answer.error.contains(u"nothing listens"_s));
    QVERIFY(gone.answer.id > 0);
}

void ReplayTest::editsAndSignsAnew()
{
    store(1);
    const auto catalogue = signature::Catalogue::load();
    const signature::NamedSecret secret{u"main"_s, Secret::copyOf(keyText), {}, false};
    RawTarget target;
    ReplayPlan edited = plan(target);
    edited.edit = ReplayEdit();
    edited.edit->body = R"({"new":1})";
    edited.edit->scheme = catalogue->find(u"socwarden"_s);
    edited.edit->secret = secret;
    const auto result = run({1}, edited)[0];
    QCOMPARE(result.answer.kind, domain::ReplayKind::Edited);
    QCOMPARE(result.answer.scheme, u"socwarden"_s);
    const auto sent = readRequest(target.requests.value(0), u"sent"_s);
    QVERIFY(sent);
    QCOMPARE(sent->first("X-Tocsin-Test"), "made by Tocsin for testing");
    QCOMPARE(sent->body, R"({"new":1})");
    QCOMPARE(signature::verify(*edited.edit->scheme, *sent, {&secret, 1}, wallClock()).verdict,
             domain::Verdict::Valid);
    QFile answers(m_path + u".replays"_s);
    QVERIFY(answers.open(QIODevice::ReadOnly) && !answers.readAll().contains(keyText));
}

void ReplayTest::manyGoInOrder()
{
    store(30);
    RawTarget target;
    QList<domain::DeliveryId> ids;
    for (int i = 30; i >= 1; --i)
        ids.append(i);
    const auto results = run(ids, plan(target));
    QCOMPARE(results.size(), 30);
    QCOMPARE(target.mostOpen, 1);
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(results[i].answer.delivery, 30 - i);
        QVERIFY(target.requests[i].startsWith("POST /hooks/" + QByteArray::number(30 - i) + ' '));
    }
}

void ReplayTest::soManyAtOnceAndNoMore()
{
    store(12);
    RawTarget target;
    int held = 0;
    QList<QByteArray> none;
    target.answer = [&held](const QByteArray &) {
        return ++held <= 4 ? QByteArray() : RawTarget::reply(200);
    };
    ReplayPlan wide = plan(target);
    wide.concurrency = 4;
    wide.timeoutMs = 300; // the first four are never answered, and hold the others up until then
    const auto results = run({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, wide);
    QCOMPARE(results.size(), 12);
    QCOMPARE(target.mostOpen, 4);
    QCOMPARE(std::count_if(results.begin(), results.end(),
                           [](const ReplayResult &result) { return result.answer.status == 200; }),
             8);
}

void ReplayTest::theRateIsKept()
{
    store(6);
    RawTarget target;
    ReplayPlan paced = plan(target);
    paced.perSecond = 50;
    paced.concurrency = 6;
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(run({1, 2, 3, 4, 5, 6}, paced).size(), 6);
    QVERIFY(clock.elapsed() >= 99); // five steps of 20 ms; how much later is the machine's business
}

void ReplayTest::cancelStartsNoMore()
{
    store(5);
    RawTarget target;
    target.answer = [this](const QByteArray &) {
        m_replay->cancel();
        return RawTarget::reply(200);
    };
    const auto results = run({1, 2, 3, 4, 5}, plan(target));
    QVERIFY(results.isEmpty());
    QCOMPARE(target.requests.size(), 1);
    QVERIFY(!m_replay->isRunning());
    QTRY_COMPARE(target.open, 0);
    target.answer = [](const QByteArray &) { return RawTarget::reply(200); };
    QCOMPARE(run({1}, plan(target)).size(), 1); // and it can be started again
}

void ReplayTest::cancelledByWhoIsTold()
{
    store(3);
    RawTarget target;
    connect(m_replay.get(), &Replay::answered, m_replay.get(), [this] { m_replay->cancel(); });
    QCOMPARE(run({1, 2, 3}, plan(target)).size(), 1);
    QCOMPARE(target.requests.size(), 1);
}

void ReplayTest::whatIsNotAllowedNeverLeaves()
{
    store(1);
    ReplayPlan away;
    away.target.url = QUrl(u"http://192.0.2.1/"_s);
    const auto started = m_replay->start({1}, away);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, Error::Kind::Forbidden);
    QVERIFY(!m_replay->isRunning());
    QVERIFY(!QFile::exists(m_path + u".replays"_s));
}

// The check of the URL passes and the one of the address does not: 169.254.0.1 by the name of a listed host
// is what a changed DNS answer looks like; here the unspecified address stands for it, which needs no
// resolver.
void ReplayTest::aNameThatLeadsElsewhereNeverLeaves()
{
    store(1);
    RawTarget target(QHostAddress::Any);
    ReplayPlan away = plan(target);
    away.target.url.setHost(u"0.0.0.0"_s);
    away.allowed = *readAllowList(u"0.0.0.0"_s);
    const auto result = run({1}, away)[0];
    QVERIFY(result.notSent);
    QCOMPARE(result.notSent->kind, Error::Kind::Forbidden);
    QCOMPARE(result.answer.id, 0);
    QCOMPARE(target.connections, 0);
}

void ReplayTest::whatCannotBeSentIsSaidPerDelivery()
{
    store(2);
    {
        auto store = storage::DeliveryStore::open(m_path);
        domain::NewDelivery half = delivery(3);
        half.capture.completeness = domain::Completeness::Truncated;
        QVERIFY((*store)->append({&half, 1}));
    }
    RawTarget target;
    const auto results = run({99, 3, 2}, plan(target));
    QCOMPARE(results.size(), 3);
    QCOMPARE(results[0].notSent->kind, Error::Kind::NotFound);
    QCOMPARE(results[0].answer.delivery, 99);
    QCOMPARE(results[1].notSent->kind, Error::Kind::Rejected);
    QVERIFY(!results[2].notSent);
    QCOMPARE(target.requests.size(), 1);
}

void ReplayTest::planIsChecked()
{
    store(1);
    RawTarget target;
    QVERIFY(!m_replay->start({}, plan(target)));
    for (const int bad : {0, -1, Replay::mostConcurrent + 1}) {
        ReplayPlan wrong = plan(target);
        wrong.concurrency = bad;
        QVERIFY(!m_replay->start({1}, wrong));
    }
    for (const double bad :
         {-1.0, 1e9, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        ReplayPlan wrong = plan(target);
        wrong.perSecond = bad;
        QVERIFY(!m_replay->start({1}, wrong));
    }
    QVERIFY(m_replay->start({1}, plan(target)));
    QVERIFY(!m_replay->start({1}, plan(target))); // one at a time
    QTRY_VERIFY(!m_replay->isRunning());
    QCOMPARE(target.requests.size(), 1);
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "tst_replay.moc"
