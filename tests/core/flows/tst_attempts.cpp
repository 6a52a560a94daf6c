// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/attempts.h"

#include "core/storage/deliveryrows.h"
#include "core/storage/deliverystore.h"
#include "tests/support/attemptseries.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using test::AttemptSpec;

namespace {

constexpr Micros start = 1'767'225'600'000'000;

} // namespace

class FlowAttemptsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void laysAnEventBesideItsSendersSchedule();
    void readsTheSenderOwnCount();
    void theNewestAreShownWhenThereAreMany();
    void aDeliveryThatIsGoneIsNotFound();
    void answersOnTheAskingThread();

private:
    void add(const std::vector<domain::NewDelivery> &deliveries);
    Result<domain::AttemptHistory> read(domain::DeliveryId id);

    std::shared_ptr<const signature::Catalogue> m_catalogue;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
};

void FlowAttemptsTest::initTestCase()
{
    auto catalogue = signature::Catalogue::load();
    QVERIFY(catalogue);
    m_catalogue = std::make_shared<const signature::Catalogue>(*std::move(catalogue));
}

void FlowAttemptsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = m_folder->filePath(u"d.db"_s);
}

void FlowAttemptsTest::add(const std::vector<domain::NewDelivery> &deliveries)
{
    auto store = storage::DeliveryStore::open(m_store);
    QVERIFY(store && (*store)->append(deliveries));
}

Result<domain::AttemptHistory> FlowAttemptsTest::read(domain::DeliveryId id)
{
    auto database = storage::Database::open(m_store, storage::Database::Access::ReadOnly);
    storage::DeliveryRows rows(*database);
    return readAttempts(rows, *m_catalogue, id, start + 2000 * microsPerSecond);
}

void FlowAttemptsTest::laysAnEventBesideItsSendersSchedule()
{
    add(test::attemptSeries(test::sixAttempts(), start));
    const auto history = read(3);
    QVERIFY2(history, history ? "" : qPrintable(history.error().detail));
    QCOMPARE(history->schedule, (QList<qint64>{10, 30, 90, 270, 810})); // of the scheme file
    QCOMPARE(history->rows.size(), 6);
    QCOMPARE(history->state, domain::EventState::GivenUp);
    const QList<domain::AttemptRow> &rows = history->rows;
    QVERIFY(rows[1].onTime && rows[1].changes->none());
    QCOMPARE(*rows[2].deviation, 12 * microsPerSecond);
    QVERIFY(!rows[2].onTime);
    QVERIFY(rows[2].changes->time && rows[2].changes->signature && !rows[2].changes->body);
    QVERIFY(rows[3].changes->body);
    QCOMPARE(rows[3].facts.status, 0);
    QVERIFY(!rows[4].changes->body);
    QCOMPARE(rows[5].facts.signature, QByteArray(64, 'e'));
    QCOMPARE(rows[5].facts.signedAt, start + 1227 * microsPerSecond);
}

void FlowAttemptsTest::readsTheSenderOwnCount()
{
    auto series = test::attemptSeries({{0}, {10}}, start);
    for (std::size_t i = 0; i < series.size(); ++i) {
        series[i].signature.scheme = u"neon-auth"_s;
        domain::HttpMessage &message = series[i].capture.message;
        message.head.replace("Host:",
                             "X-Neon-Delivery-Attempt: " + QByteArray::number(1 + 3 * i) + "\r\nHost:");
        message.headers.clear();
        domain::readHead(message);
    }
    add(series);
    const auto history = read(1);
    QVERIFY(history);
    QCOMPARE(history->rows[0].facts.sendersCount, 1);
    QCOMPARE(history->rows[1].facts.sendersCount, 4);
    QCOMPARE(history->rows[1].missed, 2);
}

void FlowAttemptsTest::theNewestAreShownWhenThereAreMany()
{
    QList<AttemptSpec> many;
    for (int i = 0; i < mostAttemptsShown + 20; ++i)
        many.append({i, 200, i, 'a', ""});
    add(test::attemptSeries(many, start));
    const auto history = read(1);
    QVERIFY(history);
    QCOMPARE(history->rows.size(), mostAttemptsShown);
    QCOMPARE(history->notShown, 20);
    QCOMPARE(history->rows.constLast().facts.id, mostAttemptsShown + 20);
    QCOMPARE(history->state, domain::EventState::Delivered);
}

void FlowAttemptsTest::aDeliveryThatIsGoneIsNotFound()
{
    add(test::attemptSeries({{0}}, start));
    QCOMPARE(read(7).error().kind, Error::Kind::NotFound);
}

void FlowAttemptsTest::answersOnTheAskingThread()
{
    add(test::attemptSeries(test::sixAttempts(), start));
    AttemptReader reader(m_store, m_catalogue);
    QObject context;
    qsizetype rows = 0;
    const QThread *answeredOn = nullptr;
    reader.read(2, &context, [&](const Result<domain::AttemptHistory> &history) {
        rows = history ? history->rows.size() : -1;
        answeredOn = QThread::currentThread();
    });
    QTRY_COMPARE_WITH_TIMEOUT(rows, 6, 30'000);
    QCOMPARE(answeredOn, thread());
    {
        QObject gone;
        reader.read(2, &gone, [&](const Result<domain::AttemptHistory> &) { rows = -2; });
    }
    bool after = false;
    reader.read(1, &context, [&](const Result<domain::AttemptHistory> &) { after = true; });
    QTRY_VERIFY_WITH_TIMEOUT(after, 30'000);
    QCOMPARE(rows, 6);
}

QTEST_GUILESS_MAIN(FlowAttemptsTest)
#include "tst_attempts.moc"
