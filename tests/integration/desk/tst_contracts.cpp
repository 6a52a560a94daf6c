// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Contracts of a running desk: real sockets, real SQLite files.

#include "core/contract/schema.h"
#include "core/flows/contractreading.h"
#include "core/flows/contracts.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::DriftKind;
using test::RawClient;

namespace {

constexpr int patience = 30'000; // ms

QByteArray orderOf(int number, const QByteArray &total = "12.50")
{
    return "{\"event\":\"order.paid\",\"id\":" + QByteArray::number(number) + ",\"total\":" + total + "}";
}

} // namespace

class DeskContractsTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_desk.reset(); }
    void nothingIsCheckedBeforeSomebodyAccepts();
    void whatArrivesLaterIsHeldAgainstTheContract();
    void contractAndMarksSurviveARestart();
    void acceptingTheChangeClearsItsMarks();
    void aRemovedContractLeavesNoMark();
    void aDeletedDeliveryLeavesNoMark();
    void whatAnotherProgramAcceptsCountsToo();
    void eventsAndEndpointsHaveContractsOfTheirOwn();
    void whatFailsItsSignatureIsNoEvidence();

private:
    void open();
    domain::DeliveryId post(const QByteArray &body, const QByteArray &path = "/orders");
    domain::Delivery load(domain::DeliveryId id);
    Result<ContractView> view(domain::DeliveryId id);
    bool accept(domain::DeliveryId id);

    std::unique_ptr<QTemporaryDir> m_folder;
    secrets::MemoryStore m_secrets;
    std::unique_ptr<WebhookDesk> m_desk;
};

void DeskContractsTest::init()
{
    m_desk.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void DeskContractsTest::open()
{
    DeskOptions options;
    options.dataFolder = m_folder->filePath(u"data"_s);
    options.port = 0;
    auto desk = WebhookDesk::open(options, m_secrets);
    QVERIFY2(desk, desk ? "" : qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
}

domain::DeliveryId DeskContractsTest::post(const QByteArray &body, const QByteArray &path)
{
    const domain::DeliveryId before = m_desk->lastStoredId();
    RawClient(m_desk->state().port)
        .ask("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) +
             "\r\n\r\n" + body);
    if (!QTest::qWaitFor([&] { return m_desk->lastStoredId() > before; }, patience))
        qWarning("not stored");
    return m_desk->lastStoredId();
}

domain::Delivery DeskContractsTest::load(domain::DeliveryId id)
{
    std::optional<domain::Delivery> found;
    m_desk->browser().load(id, this, [&](const Result<domain::Delivery> &delivery) {
        found = delivery ? *delivery : domain::Delivery();
    });
    (void)QTest::qWaitFor([&] { return found.has_value(); }, patience);
    return found.value_or(domain::Delivery());
}

Result<ContractView> DeskContractsTest::view(domain::DeliveryId id)
{
    std::optional<Result<ContractView>> answer;
    m_desk->contracts().view(load(id), this, [&](const Result<ContractView> &found) { answer = found; });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, patience))
        return fail(Error::Kind::Cancelled, u"no answer"_s);
    return *answer;
}

bool DeskContractsTest::accept(domain::DeliveryId id)
{
    std::optional<bool> done;
    m_desk->contracts().accept(load(id), this, [&](const Result<void> &kept) { done = kept.has_value(); });
    return QTest::qWaitFor([&] { return done.has_value(); }, patience) && *done;
}

void DeskContractsTest::nothingIsCheckedBeforeSomebodyAccepts()
{
    domain::DeliveryId last = 0;
    for (int i = 0; i < 3; ++i)
        last = post(orderOf(i));
    last = post(orderOf(3, "\"free\""));
    const auto seen = view(last);
    QVERIFY2(seen, seen ? "" : qPrintable(seen.error().detail));
    QVERIFY(!seen->accepted);
    QCOMPARE(seen->samples, 4);
    QCOMPARE(seen->key.event, u"order.paid"_s);
    QVERIFY(seen->schema.contains("\"integer\"") && !seen->schema.contains("x-tocsin"));
    QVERIFY(seen->differences.isEmpty());
    QVERIFY(!QFile::exists(storage::ContractStore::pathFor(m_desk->storePath())));
    QCOMPARE(view(post("no json")).error().kind, Error::Kind::NotFound);
}

void DeskContractsTest::whatArrivesLaterIsHeldAgainstTheContract()
{
    domain::DeliveryId last = 0;
    for (int i = 0; i < 3; ++i)
        last = post(orderOf(i));
    QVERIFY(accept(last));
    const domain::DeliveryId good = post(orderOf(10));
    const domain::DeliveryId bad = post(orderOf(11, "\"free\""));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    QVERIFY(!m_desk->contracts().isDrifted(good));
    const auto seen = view(bad);
    QVERIFY(seen && seen->accepted);
    QCOMPARE(seen->samples, 3);
    QCOMPARE(seen->differences.size(), 1);
    const ContractView::Difference difference = seen->differences[0];
    QCOMPARE(difference.drift.kind, DriftKind::TypeChange);
    QCOMPARE(difference.drift.pointer, "/total");
    QCOMPARE(difference.history.deliveries, 1);
    QCOMPARE(difference.history.since, load(bad).row.received);
    QVERIFY(view(good)->differences.isEmpty());
}

void DeskContractsTest::contractAndMarksSurviveARestart()
{
    QVERIFY(accept(post(orderOf(1))));
    const domain::DeliveryId bad = post(orderOf(2, "null"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    m_desk.reset();
    open();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    const domain::DeliveryId worse = post(orderOf(3, "true"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(worse), patience);
    QVERIFY(view(worse)->accepted);
}

void DeskContractsTest::acceptingTheChangeClearsItsMarks()
{
    QVERIFY(accept(post(orderOf(1))));
    const domain::DeliveryId one = post(orderOf(2, "null"));
    const domain::DeliveryId same = post(orderOf(3, "null"));
    const domain::DeliveryId other = post(orderOf(4, "true"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(other), patience);
    QVERIFY(m_desk->contracts().isDrifted(one) && m_desk->contracts().isDrifted(same));
    QVERIFY(accept(one));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->contracts().isDrifted(same) && m_desk->contracts().isDrifted(other),
                             patience);
    QVERIFY(!m_desk->contracts().isDrifted(one));
    QVERIFY(view(same)->differences.isEmpty());
    QCOMPARE(view(other)->differences.size(), 1);
    QCOMPARE(view(other)->samples, 2);
}

void DeskContractsTest::aRemovedContractLeavesNoMark()
{
    QVERIFY(accept(post(orderOf(1))));
    const domain::DeliveryId bad = post(orderOf(2, "null"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    bool removed = false;
    m_desk->contracts().remove(view(bad)->key, this,
                               [&](const Result<void> &done) { removed = done.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(removed && !m_desk->contracts().isDrifted(bad), patience);
    QVERIFY(!view(bad)->accepted);
}

void DeskContractsTest::aDeletedDeliveryLeavesNoMark()
{
    QVERIFY(accept(post(orderOf(1))));
    const domain::DeliveryId bad = post(orderOf(2, "null"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    m_desk->remove({bad});
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->contracts().isDrifted(bad), patience);
    const domain::DeliveryId next = post(orderOf(3, "null"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(next), patience);
    QTRY_COMPARE_WITH_TIMEOUT(view(next)->differences.value(0).history.deliveries, 1, patience);
}

void DeskContractsTest::whatAnotherProgramAcceptsCountsToo()
{
    post(orderOf(1));
    {
        auto store = storage::Database::open(m_desk->storePath(), storage::Database::Access::ReadOnly);
        const storage::ContractKey key{u"catch-all"_s, u"order.paid"_s};
        const auto inferred = inferContract(*store, key);
        QVERIFY(inferred);
        auto contracts = storage::ContractStore::open(m_desk->storePath());
        QVERIFY(contracts &&
                contracts->accept({key, contract::writeSchema(inferred->shape, {}, contract::Counts::Note), 1,
                                   wallClock(), inferred->upTo}));
    }
    const domain::DeliveryId bad = post(orderOf(2, "null"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    QVERIFY(view(bad)->accepted);
}

void DeskContractsTest::eventsAndEndpointsHaveContractsOfTheirOwn()
{
    domain::Endpoint endpoint;
    endpoint.name = u"second"_s;
    endpoint.pathPrefix = "/second";
    QVERIFY(m_desk->saveEndpoint(endpoint));
    QVERIFY(accept(post(orderOf(1))));
    const domain::DeliveryId elsewhere = post(orderOf(2, "null"), "/second");
    const domain::DeliveryId otherEvent = post("{\"event\":\"order.void\",\"id\":\"x\"}");
    const domain::DeliveryId bad = post(orderOf(3, "null"));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->contracts().isDrifted(bad), patience);
    QVERIFY(!m_desk->contracts().isDrifted(elsewhere) && !m_desk->contracts().isDrifted(otherEvent));
    QVERIFY(!view(elsewhere)->accepted && !view(otherEvent)->accepted);
}

void DeskContractsTest::whatFailsItsSignatureIsNoEvidence()
{
    domain::Endpoint endpoint;
    endpoint.name = u"signed"_s;
    endpoint.pathPrefix = "/signed";
    endpoint.scheme = u"github"_s;
    endpoint.secretLabels = {u"main"_s};
    m_desk->addSecret({u"main"_s, Secret::copyOf("0123456789abcdef"), {}, false});
    QVERIFY(m_desk->saveEndpoint(endpoint));
    const domain::DeliveryId forged = post(orderOf(1), "/signed");
    QVERIFY(!isEvidence(load(forged).row.signature.verdict));
    QCOMPARE(view(forged).error().kind, Error::Kind::NotFound);
    QVERIFY(!accept(forged));
}

QTEST_GUILESS_MAIN(DeskContractsTest)
#include "tst_contracts.moc"
