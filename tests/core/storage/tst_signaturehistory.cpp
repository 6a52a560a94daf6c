// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/deliverystore.h"
#include "core/storage/signaturehistory.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::storage;
using namespace Qt::StringLiterals;
using domain::DeliveryId;
using domain::Verdict;
using test::sampleTime;
using Count = SignatureHistory::Count;

namespace {

constexpr Micros hour = 3600 * microsPerSecond;

struct Sent
{
    int hours = 0; // after sampleTime
    Verdict verdict = Verdict::Valid;
    QString secret;
    QString endpoint = u"orders"_s;
    QString event = u"a"_s;
};

} // namespace

class SignatureHistoryTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_store.reset(); }
    void countsByTimeVerdictAndSecret();
    void whatLiesOutsideTheTimeIsNotCounted();
    void bucketsFollowTheTimeOfReceiptAcrossDeletions();
    void secretsHaveTheirFirstAndLastMatch();
    void saysWhatCameAfterASecretsLastMatch();
    void anEndpointWithoutDeliveriesIsEmpty();
    void namesAreValuesNotSql();
    void givesTheNewestOfAnEndpoint();

private:
    void append(const QList<Sent> &sent);
    SignatureHistory history(Micros from, int buckets, const QString &endpoint = u"orders"_s);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<DeliveryStore> m_store;
};

void SignatureHistoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"deliveries.db"_s);
    m_store = DeliveryStore::open(m_path).value();
}

void SignatureHistoryTest::append(const QList<Sent> &sent)
{
    QList<domain::NewDelivery> batch;
    for (const Sent &one : sent) {
        domain::NewDelivery delivery = test::sampleDelivery();
        delivery.capture.firstByte = sampleTime + one.hours * hour + 1;
        delivery.endpoint = one.endpoint;
        delivery.signature.verdict = one.verdict;
        delivery.signature.secretLabel = one.secret;
        delivery.summary.event = one.event;
        batch.append(delivery);
    }
    QVERIFY(m_store->append(batch));
}

SignatureHistory SignatureHistoryTest::history(Micros from, int buckets, const QString &endpoint)
{
    auto database = Database::open(m_path, Database::Access::ReadOnly).value();
    return signatureHistory(database, endpoint, from, hour, buckets).value();
}

void SignatureHistoryTest::countsByTimeVerdictAndSecret()
{
    append({{0, Verdict::Valid, u"old"_s},
            {0, Verdict::Valid, u"old"_s, u"orders"_s, u"b"_s}, // another kind of the same column
            {0, Verdict::Mismatch, {}},
            {0, Verdict::Valid, u"old"_s, u"alerts"_s},
            {2, Verdict::Valid, u"new"_s},
            {2, Verdict::ValidStale, u"old"_s},
            {2, Verdict::Valid, u"new"_s}});
    const SignatureHistory found = history(sampleTime, 3);
    QCOMPARE(found.counts, (QList<Count>{{0, Verdict::Valid, u"old"_s, 2},
                                         {0, Verdict::Mismatch, {}, 1},
                                         {2, Verdict::Valid, u"new"_s, 2},
                                         {2, Verdict::ValidStale, u"old"_s, 1}}));
    QCOMPARE(found.deliveries, 6);
    QCOMPARE(found.oldest, sampleTime + 1);
    QCOMPARE(found.bucketAt(2), sampleTime + 2 * hour);
}

void SignatureHistoryTest::whatLiesOutsideTheTimeIsNotCounted()
{
    append({{0, Verdict::Valid, u"s"_s}, {1, Verdict::Valid, u"s"_s}, {5, Verdict::Valid, u"s"_s}});
    const SignatureHistory found = history(sampleTime + hour, 2);
    QCOMPARE(found.counts, (QList<Count>{{0, Verdict::Valid, u"s"_s, 1}}));
    QCOMPARE(found.secrets.at(0).deliveries, 3); // of everything that is stored
}

void SignatureHistoryTest::bucketsFollowTheTimeOfReceiptAcrossDeletions()
{
    QList<Sent> sent;
    for (int h = 0; h < 40; ++h)
        sent.append({h, Verdict::Valid, u"s"_s});
    append(sent);
    QList<DeliveryId> gone;
    for (DeliveryId id = 1; id <= 40; ++id) {
        if (id % 3 != 0)
            gone.append(id);
    }
    QVERIFY(m_store->remove(gone));
    QList<int> filled;
    for (const Count &count : history(sampleTime, 40).counts) {
        QCOMPARE(count.deliveries, 1);
        filled.append(count.bucket);
    }
    QCOMPARE(filled, (QList<int>{2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 32, 35, 38}));
}

void SignatureHistoryTest::secretsHaveTheirFirstAndLastMatch()
{
    append({{0, Verdict::Valid, u"old"_s},
            {1, Verdict::ValidStale, u"old"_s, u"orders"_s, u"b"_s},
            {3, Verdict::Valid, u"new"_s},
            {4, Verdict::Mismatch, {}},
            {9, Verdict::Valid, u"old"_s, u"alerts"_s}});
    const QList<SignatureHistory::SecretUse> secrets = history(sampleTime, 1).secrets;
    QCOMPARE(secrets.size(), 2);
    QCOMPARE(secrets.at(0).label, u"new"_s);
    QCOMPARE(secrets.at(1).label, u"old"_s);
    QCOMPARE(secrets.at(1).deliveries, 2);
    QCOMPARE(secrets.at(1).first, sampleTime + 1);
    QCOMPARE(secrets.at(1).last, sampleTime + hour + 1);
}

void SignatureHistoryTest::saysWhatCameAfterASecretsLastMatch()
{
    append({{0, Verdict::Mismatch, {}},
            {1, Verdict::Valid, u"old"_s},
            {2, Verdict::Valid, u"new"_s},
            {3, Verdict::Valid, u"new"_s, u"orders"_s, u"b"_s},
            {3, Verdict::Mismatch, {}},
            {3, Verdict::NoSecret, {}},
            {3, Verdict::MissingSignature, {}}, // bears none, so says nothing of secrets
            {3, Verdict::Mismatch, {}, u"alerts"_s}});
    const QList<SignatureHistory::SecretUse> secrets = history(sampleTime, 1).secrets;
    QCOMPARE(secrets.at(1).label, u"old"_s);
    QCOMPARE(secrets.at(1).laterByOthers, 2);
    QCOMPARE(secrets.at(1).laterByNone, 2);
    QCOMPARE(secrets.at(0).laterByOthers, 0);
    QCOMPARE(secrets.at(0).laterByNone, 2);
}

void SignatureHistoryTest::anEndpointWithoutDeliveriesIsEmpty()
{
    const SignatureHistory fresh = history(sampleTime, 24);
    QVERIFY(fresh.counts.isEmpty() && fresh.secrets.isEmpty());
    QCOMPARE(fresh.deliveries, 0);
    append({{0, Verdict::Valid, u"s"_s}});
    QVERIFY(m_store->remove({1})); // its kind is still known
    const SignatureHistory emptied = history(sampleTime, 24);
    QVERIFY(emptied.counts.isEmpty() && emptied.secrets.isEmpty());
    QCOMPARE(emptied.oldest, 0);
}

void SignatureHistoryTest::namesAreValuesNotSql()
{
    const QString name = u"o'); DROP TABLE delivery; --"_s;
    append({{0, Verdict::Valid, u"s' OR '1'='1"_s, name}});
    QCOMPARE(history(sampleTime, 1, name).secrets.at(0).label, u"s' OR '1'='1"_s);
}

void SignatureHistoryTest::givesTheNewestOfAnEndpoint()
{
    append({{0, Verdict::Valid, u"old"_s},
            {1, Verdict::Valid, u"new"_s},
            {2, Verdict::Valid, u"old"_s, u"orders"_s, u"b"_s},
            {3, Verdict::Valid, u"old"_s, u"alerts"_s},
            {4, Verdict::Mismatch, {}}});
    auto database = Database::open(m_path, Database::Access::ReadOnly).value();
    QCOMPARE(newestOf(database, u"orders"_s, 3).value(), (QList<DeliveryId>{5, 3, 2}));
    QCOMPARE(newestOf(database, u"orders"_s, 9, u"old"_s).value(), (QList<DeliveryId>{3, 1}));
    QCOMPARE(newestOf(database, u"none"_s, 9).value(), QList<DeliveryId>());
}

QTEST_APPLESS_MAIN(SignatureHistoryTest)

#include "tst_signaturehistory.moc"
