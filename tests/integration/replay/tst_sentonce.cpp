// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// A delivery may come to a relay in two ways: while its sender waits, and out of the store. It leaves once.

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
using Phase = ForwardState::Phase;
using test::RawTarget;

class SentOnceTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void whatItsSenderWaitsForIsLeftByTheStore();
    void whatTheStoreHasSentNobodyWaitsFor();

private:
    static constexpr int patience = 30'000;

    domain::NewDelivery delivery(const QByteArray &body) const;
    void store(const QByteArray &body);
    void start();
    // The same as a sender that waits for it.
    void relayNow(domain::DeliveryId id, const QByteArray &body);
    qsizetype sent(const QByteArray &body) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<storage::DeliveryStore> m_store;
    std::unique_ptr<storage::ReplayBook> m_book;
    std::unique_ptr<RawTarget> m_target;
    std::unique_ptr<Forward> m_forward;
    QList<int> m_told; // to those who wait; 0 = the listener's own answer
};

void SentOnceTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(u"d.db"_s);
    auto opened = storage::DeliveryStore::open(path);
    QVERIFY(opened);
    m_store = std::move(*opened);
    m_book = std::make_unique<storage::ReplayBook>(path);
    m_target = std::make_unique<RawTarget>();
    m_forward = std::make_unique<Forward>(*m_book);
    m_told.clear();
}

void SentOnceTest::cleanup()
{
    m_forward.reset();
    m_target.reset();
    m_book.reset();
    m_store.reset();
}

domain::NewDelivery SentOnceTest::delivery(const QByteArray &body) const
{
    domain::NewDelivery one = test::sampleDelivery(body);
    one.capture.message.head =
        "POST /hooks HTTP/1.1\r\nhost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    domain::readHead(one.capture.message);
    return one;
}

void SentOnceTest::store(const QByteArray &body)
{
    const domain::NewDelivery one = delivery(body);
    QVERIFY(m_store->append({&one, 1}));
}

void SentOnceTest::start()
{
    domain::ForwardSpec spec;
    spec.endpoint = u"alerts"_s;
    spec.url = m_target->url();
    spec.returnAnswer = true;
    QVERIFY(m_forward->start(spec, {}, Forward::From::Start));
}

void SentOnceTest::relayNow(domain::DeliveryId id, const QByteArray &body)
{
    m_forward->relayNow(id, delivery(body).capture,
                        [this](const std::shared_ptr<const listener::Response> &response) {
                            m_told.append(response ? response->status() : 0);
                        });
}

qsizetype SentOnceTest::sent(const QByteArray &body) const
{
    return std::count_if(m_target->requests.begin(), m_target->requests.end(),
                         [&body](const QByteArray &request) { return request.endsWith(body); });
}

void SentOnceTest::whatItsSenderWaitsForIsLeftByTheStore()
{
    m_target->answer = [](const QByteArray &) { return QByteArray(); };
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_forward->state().phase, Phase::Waiting, patience);
    relayNow(1, "first");
    QTRY_COMPARE_WITH_TIMEOUT(sent("first"), 1, patience);
    store("first");
    m_forward->wake();
    QTRY_COMPARE_WITH_TIMEOUT(m_forward->state().phase, Phase::Sending, patience); // it was found
    m_target->answer = [](const QByteArray &) { return RawTarget::reply(200); };
    m_target->answerSilent(RawTarget::reply(202));
    store("second");
    QTRY_COMPARE_WITH_TIMEOUT(m_forward->state().cursor, 2, patience);
    QCOMPARE(m_told, (QList<int>{202}));
    QCOMPARE(sent("first"), 1);
    QCOMPARE(sent("second"), 1);
}

void SentOnceTest::whatTheStoreHasSentNobodyWaitsFor()
{
    m_target->answer = [this](const QByteArray &request) {
        if (request.endsWith("first"))
            relayNow(1, "first"); // under way
        return RawTarget::reply(200);
    };
    store("first");
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_forward->state().cursor, 1, patience);
    relayNow(1, "first"); // and done
    store("second");
    QTRY_COMPARE_WITH_TIMEOUT(m_forward->state().cursor, 2, patience);
    QCOMPARE(m_told, (QList<int>{0, 0}));
    QCOMPARE(sent("first"), 1);
    QCOMPARE(sent("second"), 1);
}

QTEST_GUILESS_MAIN(SentOnceTest)
#include "tst_sentonce.moc"
