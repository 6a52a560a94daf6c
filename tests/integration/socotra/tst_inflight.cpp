// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The secret of an integration is changed while its deliveries keep coming: an endpoint that turns down what
// does not verify turns down none of them.

#include "core/flows/deskverifier.h"
#include "core/flows/oldsecretuse.h"
#include "core/flows/sandboxsenders.h"
#include "core/listener/tlsidentity.h"
#include "tests/support/deskplace.h"
#include "tests/support/socotradata.h"
#include "tests/support/tenantplace.h"
#include "tests/support/waited.h"

#include <QElapsedTimer>

using namespace tocsin;
using namespace Qt::StringLiterals;
using flows::SecretRotation;
using storage::Rotation;
using storage::RotationStep;
using test::patience;

class SocotraInFlightTest : public QObject, private test::DeskPlace
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void nothingIsUnverifiedWhileTheSecretIsChanged_data();
    void nothingIsUnverifiedWhileTheSecretIsChanged();

private:
    void addIntegration();
    Rotation planned(const QString &label);
    void send(); // one more, when not too many wait

    std::unique_ptr<test::TenantPlace> m_place;
    std::unique_ptr<flows::SandboxSenders> m_senders;
    std::unique_ptr<storage::AnalystBook> m_book;
    std::unique_ptr<SecretRotation> m_rotation;
    QList<flows::TestAnswer> m_answers;
    QStringList m_leftOut;
    int m_told = 0;
};

void SocotraInFlightTest::init()
{
    openDesk();
    flows::DeskOptions own = options();
    own.tls = flows::DeskOptions::Tls::SelfSigned; // security settings need an https address
    open(own);
    const secrets::StoredSecret old{
        u"alerts"_s, u"socotra"_s, u"secret-1"_s, 0, Secret::copyOf(test::sampleSecret), {}};
    QVERIFY(test::waited<void>(
        [&](QObject *context, const Handler<void> &handler) { m_secrets->put(old, context, handler); }));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->currentSecrets().size(), 1, patience);
    domain::Endpoint endpoint;
    endpoint.name = u"tenant"_s;
    endpoint.pathPrefix = "/hooks/tenant";
    endpoint.scheme = u"socotra"_s;
    endpoint.secretLabels = {u"alerts"_s};
    endpoint.mode = domain::Endpoint::Mode::Strict; // 401 to everything that is not valid
    QVERIFY(m_desk->saveEndpoint(endpoint));
    start();
    addIntegration();
}

void SocotraInFlightTest::cleanup()
{
    m_answers.clear();
    m_leftOut.clear();
    m_told = 0;
    m_senders.reset();
    m_rotation.reset();
    m_book.reset();
    m_place.reset();
    closeDesk();
}

void SocotraInFlightTest::addIntegration()
{
    m_place = std::make_unique<test::TenantPlace>();
    socotra::Draft draft = test::newDraft();
    draft.url = u"https://127.0.0.1:%1/hooks/tenant"_s.arg(m_desk->state().port);
    QVERIFY(m_place->client->ask(&socotra::SocotraApi::add, draft));
    m_book = std::make_unique<storage::AnalystBook>(m_folder->filePath(u"analyst/analyst.db"_s));
    m_rotation = std::make_unique<SecretRotation>(m_place->client->api, *m_secrets, *m_book);
    m_rotation->setVerifier(flows::verifierOf(*m_desk));

    auto schemes = signature::Catalogue::load();
    QVERIFY(schemes);
    m_senders = std::make_unique<flows::SandboxSenders>(*m_place->server);
    QVERIFY(m_senders->start({}, std::make_shared<const signature::Catalogue>(std::move(*schemes))));
    const auto identity =
        listener::ownTlsIdentity(options().dataFolder, listener::namesOfThisMachine(), wallClock());
    QVERIFY(identity);
    m_senders->deliverToIntegrations(identity->chain);
    connect(m_senders.get(), &flows::SandboxSenders::sent, this,
            [this](const QString &, const QString &, const flows::TestAnswer &answer) {
                m_answers.append(answer);
            });
    connect(m_senders.get(), &flows::SandboxSenders::leftOut, this,
            [this](const QString &, const QString &, const QString &why) { m_leftOut.append(why); });
}

Rotation SocotraInFlightTest::planned(const QString &label)
{
    Rotation rotation;
    rotation.tenant = u"t1"_s;
    rotation.integration = u"alerts"_s;
    rotation.label = label;
    rotation.oldTag = u"secret-1"_s;
    rotation.newTag = u"rot-2026-11-23"_s;
    const auto plan = test::waited<Rotation>([&](QObject *context, const auto &handler) {
        m_rotation->plan(rotation, wallClock(), context, handler);
    });
    return plan.value_or(Rotation());
}

void SocotraInFlightTest::send()
{
    constexpr int most = 48; // below the bound of the senders: a slow machine sends fewer, it loses none
    if (m_senders->underWay() >= most)
        return;
    ++m_told;
    const QByteArray body =
        R"({"id":")" + QByteArray::number(m_told) + R"(","type":"policy.issue","transactionId":"t"})";
    m_senders->tell({u"socotra"_s, u"policy.issue"_s, body, 0});
}

void SocotraInFlightTest::nothingIsUnverifiedWhileTheSecretIsChanged_data()
{
    QTest::addColumn<QString>("label"); // under which the new one is kept
    QTest::newRow("the endpoint's own label") << u"alerts"_s;
    QTest::newRow("a label that the endpoint does not know") << u"another"_s;
}

void SocotraInFlightTest::nothingIsUnverifiedWhileTheSecretIsChanged()
{
    QFETCH(const QString, label);
    constexpr int before = 200; // deliveries with the old secret alone
    constexpr int behind = 200; // and with the new one
    const Rotation plan = planned(label);
    QVERIFY(plan.id > 0);
    std::optional<Result<Rotation>> rotated;
    int toldWhenDone = 0;
    bool began = false;
    QTimer pace;
    pace.setTimerType(Qt::PreciseTimer);
    pace.setInterval(5); // 200 a second
    connect(&pace, &QTimer::timeout, this, [&] {
        send();
        if (began || m_told < before)
            return;
        began = true;
        m_rotation->run(plan, wallClock(), this, [&](const Result<Rotation> &done) {
            rotated = done;
            toldWhenDone = m_told;
        });
    });
    QElapsedTimer clock;
    clock.start();
    pace.start();
    QTRY_VERIFY_WITH_TIMEOUT(rotated && m_told >= toldWhenDone + behind, 120'000);
    const double perSecond = m_told * 1000.0 / double(clock.elapsed());
    pace.stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_senders->underWay(), 0, patience);

    QVERIFY2(*rotated, *rotated ? "" : qPrintable(rotated->error().detail));
    QCOMPARE((*rotated)->step, RotationStep::Verified);
    qInfo("%d deliveries at %.0f/s, %d of them while the secret was changed", m_told, perSecond,
          toldWhenDone - before);
    QCOMPARE(m_leftOut, QStringList());
    QVERIFY(m_answers.size() >= m_told);
    for (const flows::TestAnswer &answer : std::as_const(m_answers)) {
        QVERIFY2(answer.status == 200, qPrintable(u"%1 %2"_s.arg(answer.status).arg(answer.error)));
        QCOMPARE(answer.attempt, 1); // not good at the second attempt only
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->lastStoredId(), m_answers.size(), patience);
    const auto signatureOf = [this](domain::DeliveryId id) {
        return load(id).capture.message.first("Socotra-Signature");
    };
    QVERIFY(signatureOf(1).endsWith(",tag=secret-1"));
    QVERIFY(signatureOf(m_answers.size()).endsWith(",tag=rot-2026-11-23"));
    QCOMPARE(load(m_answers.size()).row.signature.secretLabel, label);
    if (label != u"alerts"_s)
        return; // the old one has a label of its own: nothing was put in its place

    // When the old secret was of use last is told by the stored deliveries alone.
    const auto useOf = [this](const QByteArray &secret, Micros since) {
        return flows::oldSecretUse(m_desk->storePath(), u"alerts"_s, Secret::copyOf(secret), since);
    };
    const auto old = useOf(test::sampleSecret, plan.began);
    QVERIFY(old && old->lastMatch && old->isAll);
    QVERIFY(*old->lastMatch >= plan.began && *old->lastMatch <= load(m_answers.size()).row.received);
    QVERIFY(!useOf(test::sampleSecret, wallClock())->lastMatch);
    const auto never = useOf(test::otherSecret, plan.began);
    QVERIFY(never && !never->lastMatch);
    QVERIFY(never->looked >= behind);
    QCOMPARE(useOf({}, plan.began).error().kind, Error::Kind::NotFound); // not "nothing used it"
}

QTEST_GUILESS_MAIN(SocotraInFlightTest)
#include "tst_inflight.moc"
