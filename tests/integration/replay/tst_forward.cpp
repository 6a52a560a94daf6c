// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A relay from a real store that grows to a real socket.

#include "core/flows/forward.h"
#include "core/storage/deliverystore.h"
#include "core/storage/replaybook.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using From = Forward::From;
using Phase = ForwardState::Phase;
using test::RawTarget;

class ForwardTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followsTheStoreInOrder();
    void relaysItsEndpointOnly();
    void sendsTheBytesAsTheyCame();
    void theCursorMovesOnSuccessAlone();
    void whatWasMissedComesWhenTheTargetIsBack();
    void startsWhereItWasLeft();
    void startsFromNowWhenItNeverRan();
    void verifyFirstWithholdsWhatIsNotValid();
    void anInvalidOneArrivesAsInvalidAsItCame();
    void whatDidNotArriveWholeIsWithheld();
    void tooMuchBacklogStopsIt();
    void aFailingOneMayBeSkipped();
    void theSameFailureIsKeptOnce();
    void theListenersOwnAddressIsRefused();
    void targetsAreChecked();
    void mayBeStoppedByWhoIsTold();
    void waitsLongerAfterEveryFailure();

private:
    domain::DeliveryId add(const QByteArray &body,
                           const std::function<void(domain::NewDelivery &)> &change = {});
    domain::ForwardSpec spec(const RawTarget &target) const;
    void make();
    QList<QByteArray> bodies(const RawTarget &target) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<storage::DeliveryStore> m_store;
    std::unique_ptr<storage::ReplayBook> m_book;
    std::unique_ptr<Forward> m_forward;
};

void ForwardTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"d.db"_s);
    auto store = storage::DeliveryStore::open(m_path);
    QVERIFY(store);
    m_store = std::move(*store);
    make();
}

void ForwardTest::cleanup()
{
    m_forward.reset();
    m_book.reset();
    m_store.reset();
}

void ForwardTest::make()
{
    m_forward.reset();
    m_book = std::make_unique<storage::ReplayBook>(m_path);
    m_forward = std::make_unique<Forward>(*m_book);
    m_forward->setPace({10, 5, 20, 10'000});
}

domain::DeliveryId ForwardTest::add(const QByteArray &body,
                                    const std::function<void(domain::NewDelivery &)> &change)
{
    domain::NewDelivery one = test::sampleDelivery(body);
    one.capture.message.head = "POST /hooks HTTP/1.1\r\nhost: x\r\nX-Sig:  abc\r\nContent-Length: " +
                               QByteArray::number(body.size()) + "\r\n\r\n";
    domain::readHead(one.capture.message);
    if (change)
        change(one);
    const auto id = m_store->append({&one, 1});
    return id ? *id : 0;
}

domain::ForwardSpec ForwardTest::spec(const RawTarget &target) const
{
    domain::ForwardSpec spec;
    spec.endpoint = u"alerts"_s;
    spec.url = target.url();
    return spec;
}

QList<QByteArray> ForwardTest::bodies(const RawTarget &target) const
{
    QList<QByteArray> all;
    for (const QByteArray &request : target.requests)
        all.append(request.sliced(request.indexOf("\r\n\r\n") + 4));
    return all;
}

void ForwardTest::followsTheStoreInOrder()
{
    RawTarget target;
    add("1");
    add("2");
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(bodies(target), (QList<QByteArray>{"1", "2"}));
    QTRY_COMPARE(m_forward->state().phase, Phase::Waiting);
    add("3");
    add("4");
    m_forward->wake();
    QTRY_COMPARE(bodies(target), (QList<QByteArray>{"1", "2", "3", "4"}));
    QTRY_COMPARE(m_forward->state().cursor, 4);
    add("5"); // and without being woken
    QTRY_COMPARE(m_forward->state().forwarded, 5);
    QCOMPARE(target.mostOpen, 1);
    QTRY_COMPARE(m_forward->state().backlog, 0);
}

void ForwardTest::relaysItsEndpointOnly()
{
    RawTarget target;
    add("other", [](domain::NewDelivery &one) { one.endpoint = u"other"_s; });
    add("mine");
    add("other", [](domain::NewDelivery &one) { one.endpoint = u"other"_s; });
    add("mine too");
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(m_forward->state().forwarded, 2);
    QTRY_COMPARE(m_forward->state().phase, Phase::Waiting);
    QCOMPARE(bodies(target), (QList<QByteArray>{"mine", "mine too"}));
}

void ForwardTest::sendsTheBytesAsTheyCame()
{
    RawTarget target;
    add(QByteArray("\0\xff", 2));
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(target.requests.size(), 1);
    QCOMPARE(target.requests[0],
             "POST /hooks HTTP/1.1\r\nhost: 127.0.0.1:" + QByteArray::number(target.port()) +
                 "\r\nX-Sig:  abc\r\nContent-Length: 2\r\n\r\n" + QByteArray("\0\xff", 2));
}

void ForwardTest::theCursorMovesOnSuccessAlone()
{
    RawTarget target;
    int status = 500;
    target.answer = [&status](const QByteArray &) { return RawTarget::reply(status); };
    add("1");
    add("2");
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    for (const int next : {500, 404, 302, 401}) {
        status = next;
        const qsizetype before = target.requests.size();
        QTRY_VERIFY(target.requests.size() > before + 1);
        QCOMPARE(m_forward->state().cursor, 0);
        QCOMPARE(m_forward->state().forwarded, 0);
    }
    QTRY_COMPARE(m_forward->state().phase, Phase::Retrying);
    QVERIFY(m_forward->state().reason.contains(u"401"_s));
    QCOMPARE(m_forward->state().backlog, 2);
    const QList<QByteArray> tried = bodies(target);
    QCOMPARE(tried.count("1"), tried.size()); // the second waits for the first
    status = 204;
    QTRY_COMPARE(m_forward->state().cursor, 2);
    QCOMPARE(bodies(target).last(), "2");
    QCOMPARE(m_forward->state().forwarded, 2);
}

void ForwardTest::whatWasMissedComesWhenTheTargetIsBack()
{
    RawTarget target;
    const quint16 port = target.port();
    const domain::ForwardSpec there = spec(target);
    target.close();
    QVERIFY(m_forward->start(there, {}, From::Start));
    for (const char *body : {"1", "2", "3"})
        add(body);
    QTRY_VERIFY(m_forward->state().attempts >= 2);
    QVERIFY(m_forward->state().reason.contains(u"nothing listens"_s));
    QVERIFY(target.reopen(port));
    QTRY_COMPARE(bodies(target), (QList<QByteArray>{"1", "2", "3"}));
}

void ForwardTest::startsWhereItWasLeft()
{
    RawTarget target;
    add("1");
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(m_forward->state().cursor, 1);
    m_forward->stop();
    QCOMPARE(m_forward->state().phase, Phase::Stopped);
    add("2");
    make(); // as a new run of the program
    QVERIFY(m_forward->start(spec(target), {}, From::Cursor));
    QTRY_COMPARE(bodies(target), (QList<QByteArray>{"1", "2"}));
    QTRY_COMPARE(m_forward->state().phase, Phase::Waiting);
    QCOMPARE(target.requests.size(), 2);
}

void ForwardTest::startsFromNowWhenItNeverRan()
{
    RawTarget target;
    add("old");
    QVERIFY(m_forward->start(spec(target), {}, From::Cursor));
    QTRY_COMPARE(m_forward->state().phase, Phase::Waiting);
    QCOMPARE(m_forward->state().cursor, 1);
    add("new");
    QTRY_COMPARE(bodies(target), QList<QByteArray>{"new"});
}

void ForwardTest::verifyFirstWithholdsWhatIsNotValid()
{
    RawTarget target;
    const auto with = [](domain::Verdict verdict) {
        return [verdict](domain::NewDelivery &one) { one.signature.verdict = verdict; };
    };
    for (int i = 0; i < domain::verdictCount; ++i)
        add(QByteArray::number(i), with(domain::Verdict(i)));
    domain::ForwardSpec checked = spec(target);
    checked.verifyFirst = true;
    QSignalSpy withheld(m_forward.get(), &Forward::withheld);
    QVERIFY(m_forward->start(checked, {}, From::Start));
    QTRY_COMPARE(m_forward->state().cursor, domain::verdictCount);
    QCOMPARE(bodies(target), QList<QByteArray>{QByteArray::number(int(domain::Verdict::Valid))});
    QCOMPARE(m_forward->state().withheld, domain::verdictCount - 1);
    QCOMPARE(withheld.size(), domain::verdictCount - 1);
    QVERIFY(withheld[0][1].toString().contains(u"valid-stale"_s));
}

void ForwardTest::anInvalidOneArrivesAsInvalidAsItCame()
{
    RawTarget target;
    add("1", [](domain::NewDelivery &one) { one.signature.verdict = domain::Verdict::Mismatch; });
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(target.requests.size(), 1);
    QVERIFY(target.requests[0].contains("\r\nX-Sig:  abc\r\n"));
    QVERIFY(!target.requests[0].contains("Tocsin"));
}

void ForwardTest::whatDidNotArriveWholeIsWithheld()
{
    RawTarget target;
    for (const auto completeness : {domain::Completeness::Truncated, domain::Completeness::Malformed})
        add("half", [completeness](domain::NewDelivery &one) { one.capture.completeness = completeness; });
    add("whole");
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(m_forward->state().cursor, 3);
    QCOMPARE(bodies(target), QList<QByteArray>{"whole"});
    QCOMPARE(m_forward->state().withheld, 2);
}

void ForwardTest::tooMuchBacklogStopsIt()
{
    RawTarget target;
    domain::ForwardSpec small = spec(target);
    small.backlogLimit = 3;
    for (const char *body : {"1", "2", "3", "4"})
        add(body);
    QVERIFY(m_forward->start(small, {}, From::Start));
    QTRY_COMPARE(m_forward->state().phase, Phase::BacklogFull);
    QVERIFY(m_forward->state().reason.contains(u"more than 3"_s));
    QCOMPARE(m_forward->state().backlog, 4);
    QCOMPARE(target.connections, 0);
    QVERIFY(!m_forward->state().isRunning());
    small.backlogLimit = 4;
    QVERIFY(m_forward->start(small, {}, From::Cursor)); // nothing was skipped
    QTRY_COMPARE(bodies(target), (QList<QByteArray>{"1", "2", "3", "4"}));
}

void ForwardTest::aFailingOneMayBeSkipped()
{
    RawTarget target;
    target.answer = [](const QByteArray &request) {
        return RawTarget::reply(request.endsWith("bad") ? 400 : 200);
    };
    add("bad");
    add("good");
    m_forward->skip(); // nothing to skip yet
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_VERIFY(m_forward->state().phase == Phase::Retrying);
    m_forward->skip();
    QTRY_COMPARE(m_forward->state().cursor, 2);
    QCOMPARE(m_forward->state().withheld, 1);
    QCOMPARE(bodies(target).last(), "good");
}

void ForwardTest::theSameFailureIsKeptOnce()
{
    RawTarget target;
    int status = 500;
    target.answer = [&status](const QByteArray &) { return RawTarget::reply(status); };
    QSignalSpy relayed(m_forward.get(), &Forward::relayed);
    add("1");
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_VERIFY(target.requests.size() >= 4);
    status = 200;
    QTRY_COMPARE(m_forward->state().cursor, 1);
    QTRY_COMPARE(relayed.size(), 2);
    const auto last = relayed[1][0].value<domain::ReplayAnswer>();
    QCOMPARE(last.verdict, domain::ReplayVerdict::Fixed);
    QCOMPARE(last.kind, domain::ReplayKind::Forward);
    std::optional<QList<domain::ReplayAnswer>> kept;
    m_book->history(1, 10, this, [&kept](const Result<QList<domain::ReplayAnswer>> &all) { kept = *all; });
    QTRY_VERIFY(kept);
    QCOMPARE(kept->size(), 2);
}

void ForwardTest::theListenersOwnAddressIsRefused()
{
    RawTarget target;
    add("1", [&target](domain::NewDelivery &one) { one.capture.localPort = target.port(); });
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(m_forward->state().phase, Phase::Failed);
    QVERIFY(m_forward->state().reason.contains(u"come back"_s));
    QCOMPARE(target.connections, 0);
}

void ForwardTest::targetsAreChecked()
{
    RawTarget target;
    domain::ForwardSpec away = spec(target);
    away.url = QUrl(u"http://192.0.2.1/"_s);
    QCOMPARE(m_forward->start(away, {}, From::Start).error().kind, Error::Kind::Forbidden);
    domain::ForwardSpec unnamed = spec(target);
    unnamed.endpoint.clear();
    QVERIFY(!m_forward->start(unnamed, {}, From::Start));
    domain::ForwardSpec none = spec(target);
    none.backlogLimit = 0;
    QVERIFY(!m_forward->start(none, {}, From::Start));
    QCOMPARE(m_forward->state().phase, Phase::Stopped);
    // Listed, and leading to where nothing may be sent.
    add("1");
    away.url = QUrl(u"http://0.0.0.0:%1/"_s.arg(target.port()));
    QVERIFY(m_forward->start(away, *readAllowList(u"0.0.0.0"_s), From::Start));
    QTRY_COMPARE(m_forward->state().phase, Phase::Failed);
    QCOMPARE(target.connections, 0);
}

void ForwardTest::mayBeStoppedByWhoIsTold()
{
    RawTarget target;
    add("half", [](domain::NewDelivery &one) { one.capture.completeness = domain::Completeness::Truncated; });
    add("1");
    for (const Phase at : {Phase::Starting, Phase::Waiting, Phase::Sending}) {
        const auto connection = connect(m_forward.get(), &Forward::stateChanged, this, [this, at] {
            if (m_forward->state().phase == at)
                m_forward->stop();
        });
        QVERIFY(m_forward->start(spec(target), {}, From::Start));
        QTRY_COMPARE(m_forward->state().phase, Phase::Stopped);
        disconnect(connection);
    }
    connect(m_forward.get(), &Forward::withheld, m_forward.get(), &Forward::stop);
    QVERIFY(m_forward->start(spec(target), {}, From::Start));
    QTRY_COMPARE(m_forward->state().phase, Phase::Stopped);
}

void ForwardTest::waitsLongerAfterEveryFailure()
{
    QCOMPARE(retryDelayMs(1, 1000, 60'000), 1000);
    QCOMPARE(retryDelayMs(2, 1000, 60'000), 2000);
    QCOMPARE(retryDelayMs(6, 1000, 60'000), 32'000);
    QCOMPARE(retryDelayMs(7, 1000, 60'000), 60'000);
    QCOMPARE(retryDelayMs(1'000'000, 1000, 60'000), 60'000);
}

QTEST_GUILESS_MAIN(ForwardTest)
#include "tst_forward.moc"
