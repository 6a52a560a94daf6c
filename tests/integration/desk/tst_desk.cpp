// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The webhook debugger without its window: real sockets, a real SQLite file.

#include "tests/support/alertsdesk.h"

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::Verdict;

class DeskTest : public QObject, private AlertsDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void aSignedRequestIsStoredAsValid();
    void strictTurnsDownWhatIsNotValid();
    void anEditAppliesToTheNextRequest();
    void aBodyOverTheEndpointsCapIsKeptAsFarAsItGoes();
    void aRetiredSecretStillVerifies();
    void theSchemeThatWasFoundIsKept();
    void aSecretThatCameLaterProvesWhatWasFound();
    void pinsNotesAndRemoves();
    void searchFindsWhatArrived();
};

void DeskTest::aSignedRequestIsStoredAsValid()
{
    m_desk->addSecret(secret());
    QVERIFY(m_desk->saveEndpoint(alerts()));
    start();
    const QByteArray body = R"({"event":"alert.created","alert":{"id":"al_1","severity":"high"}})";
    QCOMPARE(ask(signedPost(body)).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    QTRY_VERIFY(load(1).answered > 0);
    const domain::Delivery delivery = load(1);
    QCOMPARE(delivery.row.endpoint, u"alerts"_s);
    QCOMPARE(delivery.row.signature.verdict, Verdict::Valid);
    QCOMPARE(delivery.row.signature.scheme, u"socwarden"_s);
    QCOMPARE(delivery.row.signature.secretLabel, u"main"_s);
    QCOMPARE(delivery.row.responseStatus, 200);
    QVERIFY(delivery.capture.message.body == body);
    QVERIFY(delivery.capture.firstByte <= delivery.capture.headRead);
    QVERIFY(delivery.capture.lastByte <= delivery.committed);
    QVERIFY(delivery.committed <= delivery.answered);
    QCOMPARE(m_desk->verification(delivery).verification.verdict, Verdict::Valid);
    QCOMPARE(m_desk->counters().captured, 1);
    QCOMPARE(m_desk->counters().storeError, QString());
}

void DeskTest::strictTurnsDownWhatIsNotValid()
{
    m_desk->addSecret(secret());
    QVERIFY(m_desk->saveEndpoint(alerts(Endpoint::Mode::Strict)));
    start();
    QCOMPARE(ask(signedPost("good")).status, 200);
    QCOMPARE(ask(signedPost("forged", newKeyText)).status, 401);
    QCOMPARE(ask(post("/hooks/alerts", "unsigned")).status, 401);
    QCOMPARE(ask(post("/elsewhere", "unsigned")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 4);
    QCOMPARE(load(2).row.signature.verdict, Verdict::Mismatch);
    QCOMPARE(load(2).row.responseStatus, 401);
    QCOMPARE(load(3).row.signature.verdict, Verdict::MissingSignature);
    QCOMPARE(load(4).row.endpoint, domain::catchAllName);
}

void DeskTest::anEditAppliesToTheNextRequest()
{
    QVERIFY(m_desk->saveEndpoint(alerts()));
    start();
    RawClient client(m_desk->state().port);
    QCOMPARE(client.ask(post("/hooks/alerts", "1")).status, 200);
    Endpoint edited = alerts();
    edited.name = u"renamed"_s;
    edited.response = {202, {{"X-Own", "yes"}}, "thanks"};
    QVERIFY(m_desk->saveEndpoint(edited, u"alerts"_s));
    const RawReply reply = client.ask(post("/hooks/alerts", "2"));
    QCOMPARE(reply.status, 202);
    QCOMPARE(reply.field("X-Own"), "yes");
    QCOMPARE(reply.body, "thanks");
    QVERIFY(m_desk->removeEndpoint(u"renamed"_s));
    QCOMPARE(client.ask(post("/hooks/alerts", "3")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 3);
    QCOMPARE(load(1).row.endpoint, u"alerts"_s);
    QCOMPARE(load(2).row.endpoint, u"renamed"_s);
    QCOMPARE(load(3).row.endpoint, domain::catchAllName);
    QCOMPARE(m_desk->removeEndpoint(u"renamed"_s).error().kind, Error::Kind::NotFound);
    QCOMPARE(m_desk->saveEndpoint(edited, u"renamed"_s).error().kind, Error::Kind::NotFound);
}

void DeskTest::aBodyOverTheEndpointsCapIsKeptAsFarAsItGoes()
{
    Endpoint small = alerts();
    small.bodyCap = 10;
    QVERIFY(m_desk->saveEndpoint(small));
    start();
    QCOMPARE(ask(post("/hooks/alerts", "0123456789")).status, 200);
    QCOMPARE(ask("POST /hooks/alerts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                 "chunked\r\n\r\nb\r\n0123456789a\r\n0\r\n\r\n")
                 .status,
             413);
    QTRY_COMPARE(m_desk->lastStoredId(), 2);
    const domain::Delivery cut = load(2);
    QCOMPARE(cut.row.completeness, domain::Completeness::Truncated);
    QCOMPARE(cut.capture.message.body, "0123456789");
    QCOMPARE(cut.row.responseStatus, 413);
    QCOMPARE(m_desk->counters().refused, 1);
}

void DeskTest::aRetiredSecretStillVerifies()
{
    QSignalSpy changed(m_desk.get(), &WebhookDesk::secretsChanged);
    QVERIFY(changed.wait()); // what was read when it opened
    const auto put = [&](const secrets::StoredSecret &stored) {
        m_secrets->put(stored, this, [](const Result<void> &) {});
        return changed.wait();
    };
    QVERIFY(m_desk->saveEndpoint(alerts(Endpoint::Mode::Strict)));
    start();
    QCOMPARE(ask(signedPost("no secret yet")).status, 401);
    QVERIFY(put({u"main"_s, u"socwarden"_s, {}, 1, Secret::copyOf(keyText), {}}));
    QCOMPARE(ask(signedPost("first")).status, 200);
    QVERIFY(put({u"main"_s, u"socwarden"_s, {}, 2, Secret::copyOf(newKeyText), {Secret::copyOf(keyText)}}));
    QCOMPARE(ask(signedPost("in flight")).status, 200);
    QCOMPARE(ask(signedPost("rotated", newKeyText)).status, 200);
    m_secrets->remove(u"main"_s, this, [](const Result<void> &) {});
    QVERIFY(changed.wait());
    QCOMPARE(ask(signedPost("gone", newKeyText)).status, 401);
    QTRY_COMPARE(m_desk->lastStoredId(), 5);
    QCOMPARE(load(1).row.signature.verdict, Verdict::NoSecret);
    QCOMPARE(load(3).row.signature.secretLabel, u"main"_s);
    QCOMPARE(load(5).row.signature.verdict, Verdict::NoSecret);
}

void DeskTest::theSchemeThatWasFoundIsKept()
{
    m_desk->addSecret(secret());
    Endpoint any = alerts(Endpoint::Mode::Strict);
    any.scheme = domain::autoScheme;
    QVERIFY(m_desk->saveEndpoint(any));
    start();
    QCOMPARE(ask(signedPost("good")).status, 200);
    QCOMPARE(ask(signedPost("forged", newKeyText)).status, 401);
    QCOMPARE(ask(post("/hooks/alerts", "{}")).status, 401);
    std::optional<Result<int>> status;
    m_desk->sendTest(u"alerts"_s, {}, this, [&status](const Result<int> &result) { status = result; });
    QTRY_VERIFY(status);
    QCOMPARE(status->value_or(0), 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 4);
    const std::pair<QString, Verdict> expected[] = {{u"socwarden"_s, Verdict::Valid},
                                                    {u"socwarden"_s, Verdict::Mismatch},
                                                    {QString(), Verdict::Unsigned},
                                                    {u"socwarden"_s, Verdict::Valid}};
    for (int i = 0; i < 4; ++i) {
        const domain::Delivery kept = load(i + 1);
        QCOMPARE(kept.row.signature.scheme, expected[i].first);
        QCOMPARE(kept.row.signature.verdict, expected[i].second);
        const signature::Detection again = m_desk->verification(kept);
        QCOMPARE(again.scheme ? again.scheme->id : QString(), expected[i].first);
        QCOMPARE(again.verification.verdict, expected[i].second);
    }
    QCOMPARE(find(u"scheme:socwarden"_s).size(), 3);
}

void DeskTest::aSecretThatCameLaterProvesWhatWasFound()
{
    Endpoint any = alerts();
    any.scheme = domain::autoScheme;
    QVERIFY(m_desk->saveEndpoint(any));
    start();
    QCOMPARE(ask(signedPost("early")).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    const domain::Delivery kept = load(1);
    QCOMPARE(kept.row.signature.verdict, Verdict::NoSecret);
    m_desk->addSecret(secret());
    const signature::Detection again = m_desk->verification(kept);
    QVERIFY(again.scheme);
    QCOMPARE(again.scheme->id, u"socwarden"_s);
    QCOMPARE(again.verification.verdict, Verdict::Valid);
}

void DeskTest::pinsNotesAndRemoves()
{
    start();
    for (const char *path : {"/1", "/2", "/3"})
        QCOMPARE(ask(post(path, path)).status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 3);
    QSignalSpy changed(m_desk.get(), &WebhookDesk::deliveriesChanged);
    QSignalSpy removed(m_desk.get(), &WebhookDesk::deliveriesRemoved);
    m_desk->pin({1, 2}, true);
    m_desk->setNote(1, u"look"_s);
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(load(1).row.pinned && load(2).row.pinned && !load(3).row.pinned);
    QCOMPARE(load(1).note, u"look"_s);
    m_desk->remove({2, 3});
    QTRY_COMPARE(removed.count(), 1);
    QCOMPARE(find(u""_s), QList<domain::DeliveryId>{1});
}

void DeskTest::searchFindsWhatArrived()
{
    start();
    QCOMPARE(ask(post("/1", "a needle in Zürich")).status, 200);
    QCOMPARE(ask(post("/2", "hay")).status, 200);
    QTRY_COMPARE(m_desk->indexedUpTo(), 2);
    QCOMPARE(find(u"needle zurich"_s), QList<domain::DeliveryId>{1});
}

QTEST_GUILESS_MAIN(DeskTest)
#include "tst_desk.moc"
