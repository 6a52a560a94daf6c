// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The user's own schemes in a running desk: saved, used by the listener, tried on what was captured, learnt.

#include "core/flows/livecheck.h"
#include "core/flows/schemelearner.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Verdict;
using test::RawClient;

namespace {

const QByteArray key = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";
constexpr int patience = 30'000; // ms

QByteArray schemeText(const QByteArray &id, const QByteArray &header)
{
    return "{ \"id\": \"" + id +
           "\", \"name\": \"Shop\", \"sources\": [\"me\"], \"evidence\": \"documented\", \"strength\": "
           "\"signed\", \"algorithm\": \"hmac-sha256\", \"key\": { \"form\": \"utf8\" }, \"signature\": { "
           "\"header\": \"" +
           header + "\", \"encoding\": \"hex-lower\" }, \"message\": [{ \"kind\": \"body\" }] }\n";
}

QByteArray post(const QByteArray &header, const QByteArray &text, const QByteArray &with = key,
                QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    const QByteArray mac = QMessageAuthenticationCode::hash(text, with, hash).toHex();
    return "POST /shop HTTP/1.1\r\nHost: x\r\n" + header + ": " + mac +
           "\r\nContent-Length: " + QByteArray::number(text.size()) + "\r\n\r\n" + text;
}

template<class T, class Ask>
Result<T> wait(Ask ask)
{
    std::optional<Result<T>> answer;
    QObject context;
    ask(&context, [&answer](const Result<T> &result) { answer = result; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return fail(Error::Kind::Transient, u"no answer"_s);
    return *answer;
}

} // namespace

class OwnSchemesTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theListenerUsesWhatWasSaved();
    void theListenerUsesWhatWasChanged();
    void anEndpointKeepsItsScheme();
    void aFaultySchemeChangesNothing();
    void aBrokenFileDoesNotKeepTheDeskShut();
    void aFileThatWasPutThereIsReadAgain();
    void triesASchemeOnWhatWasCaptured();
    void aLaterSchemeIsTheOneThatIsAnswered();
    void learnsFromStoredDeliveries();
    void learnsWhatVerifiesSomeOnly();
    void aSearchIsEnded();

private:
    void open();
    void start();
    Result<QString> save(const QByteArray &text, const QString &previous = {});
    void addEndpoint(const QString &scheme);
    QList<domain::Delivery> newest(int most);
    void send(const QByteArray &request);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<WebhookDesk> m_desk;
};

void OwnSchemesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
    open();
}

void OwnSchemesTest::cleanup()
{
    m_desk.reset();
}

void OwnSchemesTest::open()
{
    m_desk.reset();
    DeskOptions options;
    options.dataFolder = m_folder->path();
    options.port = 0;
    auto desk = WebhookDesk::open(options, *m_secrets);
    QVERIFY2(desk, desk ? "" : qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
    m_desk->addSecret({u"main"_s, Secret::copyOf(key), {}, false});
}

void OwnSchemesTest::start()
{
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
}

Result<QString> OwnSchemesTest::save(const QByteArray &text, const QString &previous)
{
    return wait<QString>([&](QObject *context, const Handler<QString> &handler) {
        m_desk->saveScheme(text, previous, context, handler);
    });
}

void OwnSchemesTest::addEndpoint(const QString &scheme)
{
    domain::Endpoint endpoint;
    endpoint.name = u"shop"_s;
    endpoint.pathPrefix = "/shop";
    endpoint.scheme = scheme;
    endpoint.secretLabels = {u"main"_s};
    QVERIFY(m_desk->saveEndpoint(endpoint));
}

QList<domain::Delivery> OwnSchemesTest::newest(int most)
{
    return wait<QList<domain::Delivery>>(
               [&](QObject *context, const Handler<QList<domain::Delivery>> &handler) {
                   m_desk->browser().newest(u"shop"_s, {}, most, context, handler);
               })
        .value();
}

void OwnSchemesTest::send(const QByteArray &request)
{
    const domain::DeliveryId before = m_desk->lastStoredId();
    RawClient(m_desk->state().port).ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->lastStoredId() > before, patience);
}

void OwnSchemesTest::theListenerUsesWhatWasSaved()
{
    start();
    QSignalSpy changed(m_desk.get(), &WebhookDesk::schemesChanged);
    QCOMPARE(save(schemeText("shop", "X-Shop")).value(), u"shop.json"_s);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_desk->schemes().find(u"shop"));
    addEndpoint(u"shop"_s);
    send(post("X-Shop", "{\"a\":1}"));
    QCOMPARE(newest(1).at(0).row.signature.verdict, Verdict::Valid);
}

void OwnSchemesTest::theListenerUsesWhatWasChanged()
{
    start();
    QVERIFY(save(schemeText("shop", "X-Shop")));
    addEndpoint(u"shop"_s);
    QVERIFY(save(schemeText("shop", "X-Other"), u"shop.json"_s));
    send(post("X-Shop", "{\"a\":1}"));
    QCOMPARE(newest(1).at(0).row.signature.verdict, Verdict::MissingSignature);
    send(post("X-Other", "{\"a\":1}"));
    QCOMPARE(newest(1).at(0).row.signature.verdict, Verdict::Valid);
}

void OwnSchemesTest::anEndpointKeepsItsScheme()
{
    QVERIFY(save(schemeText("shop", "X-Shop")));
    addEndpoint(u"shop"_s);
    const auto renamed = save(schemeText("store", "X-Shop"), u"shop.json"_s);
    QVERIFY(!renamed);
    QVERIFY2(renamed.error().detail.contains(u"endpoint shop"), qPrintable(renamed.error().detail));
    const auto remove = [this] {
        return wait<void>([&](QObject *context, const Handler<void> &handler) {
            m_desk->removeScheme(u"shop.json"_s, context, handler);
        });
    };
    QVERIFY(!remove());
    QVERIFY(m_desk->schemes().find(u"shop"));
    QVERIFY(m_desk->removeEndpoint(u"shop"_s));
    QVERIFY(remove());
    QVERIFY(!m_desk->schemes().find(u"shop"));
    QVERIFY(m_desk->ownSchemes().isEmpty());
}

void OwnSchemesTest::aFaultySchemeChangesNothing()
{
    QSignalSpy changed(m_desk.get(), &WebhookDesk::schemesChanged);
    QVERIFY(!save(schemeText("shop", "X Shop")));
    QCOMPARE(changed.size(), 0);
    QVERIFY(m_desk->ownSchemes().isEmpty());
}

void OwnSchemesTest::aBrokenFileDoesNotKeepTheDeskShut()
{
    QVERIFY(save(schemeText("shop", "X-Shop")));
    QFile broken(m_folder->filePath(u"schemes/broken.json"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{\n\"id\": 3}");
    broken.close();
    open();
    QVERIFY(m_desk->schemes().find(u"shop"));
    QCOMPARE(m_desk->ownSchemes().size(), 2);
    QVERIFY(!m_desk->ownSchemes().at(0).scheme);
}

void OwnSchemesTest::aFileThatWasPutThereIsReadAgain()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"schemes"_s));
    QFile file(m_folder->filePath(u"schemes/shop.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(schemeText("shop", "X-Shop"));
    file.close();
    QVERIFY(!m_desk->schemes().find(u"shop"));
    QVERIFY(wait<void>(
        [&](QObject *context, const Handler<void> &handler) { m_desk->reloadSchemes(context, handler); }));
    QVERIFY(m_desk->schemes().find(u"shop"));
}

void OwnSchemesTest::triesASchemeOnWhatWasCaptured()
{
    start();
    addEndpoint({});
    send(post("X-Shop", "{\"a\":1}"));
    send(post("X-Shop", "{\"a\":2}", "another key"));
    LiveCheck check(*m_desk);
    QList<QList<LiveVerdict>> heard;
    connect(&check, &LiveCheck::checked, this,
            [&heard](const QList<LiveVerdict> &verdicts) { heard.append(verdicts); });
    check.setScheme(signature::readScheme(schemeText("shop", "X-Shop")).value());
    check.setEndpoint(u"shop"_s, 20);
    QTRY_VERIFY_WITH_TIMEOUT(!heard.isEmpty() && heard.last().size() == 2, patience);
    QCOMPARE(heard.last().at(0).verification.verdict, Verdict::Mismatch); // newest first
    QCOMPARE(heard.last().at(1).verification.verdict, Verdict::Valid);
    QCOMPARE(heard.last().at(1).verification.secretLabel, u"main"_s);
    QCOMPARE(newest(1).at(0).row.signature.verdict, Verdict::Unsigned); // nothing is stored
    QVERIFY(!m_desk->schemes().find(u"shop"));
}

void OwnSchemesTest::aLaterSchemeIsTheOneThatIsAnswered()
{
    start();
    addEndpoint({});
    send(post("X-Shop", "{\"a\":1}"));
    LiveCheck check(*m_desk);
    QList<LiveVerdict> last;
    connect(&check, &LiveCheck::checked, this,
            [&last](const QList<LiveVerdict> &verdicts) { last = verdicts; });
    check.setEndpoint(u"shop"_s, 20);
    check.setScheme(signature::readScheme(schemeText("shop", "X-Wrong")).value());
    check.setScheme(signature::readScheme(schemeText("shop", "X-Shop")).value());
    QTRY_VERIFY_WITH_TIMEOUT(last.size() == 1 && last.at(0).verification.verdict == Verdict::Valid, patience);
    check.setSecret(u"no such label"_s);
    QTRY_COMPARE_WITH_TIMEOUT(last.value(0).verification.verdict, Verdict::NoSecret, patience);
    check.setScheme(std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(last.isEmpty(), patience);
}

void OwnSchemesTest::learnsFromStoredDeliveries()
{
    start();
    addEndpoint({});
    send(post("X-Shop", "{\"a\":1}"));
    send(post("X-Shop", "{\"a\":2}"));
    SchemeLearner learner(*m_desk);
    std::optional<LearnOutcome> outcome;
    connect(&learner, &SchemeLearner::finished, this, [&](const LearnOutcome &found) { outcome = found; });
    learner.learn({1, 2, 77}, Secret::copyOf(key)); // 77 was deleted in between
    QVERIFY(learner.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), patience);
    QVERIFY(!learner.isRunning());
    QCOMPARE(outcome->deliveries, 2);
    QCOMPARE(outcome->proposals.size(), 1);
    QCOMPARE(outcome->proposals.at(0).verified, 2);
    QCOMPARE(outcome->proposals.at(0).scheme.recipe().signature.name(), "X-Shop");
}

void OwnSchemesTest::learnsWhatVerifiesSomeOnly()
{
    start();
    addEndpoint({});
    send(post("X-Shop", "{\"a\":1}"));
    send(post("X-Shop", "{\"a\":2}"));
    send(post("X-Other", "{\"a\":3}", key, QCryptographicHash::Sha512));
    SchemeLearner learner(*m_desk);
    std::optional<LearnOutcome> outcome;
    connect(&learner, &SchemeLearner::finished, this, [&](const LearnOutcome &found) { outcome = found; });
    learner.learn({1, 2, 3}, Secret::copyOf(key));
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 3 * patience);
    QCOMPARE(outcome->proposals.size(), 2);
    QCOMPARE(outcome->proposals.at(0).verified, 2);
    QCOMPARE(outcome->proposals.at(1).verified, 1);
}

void OwnSchemesTest::aSearchIsEnded()
{
    start();
    addEndpoint({});
    send(post("X-Shop", QByteArray(200'000, 'x'), "another key"));
    SchemeLearner learner(*m_desk);
    std::optional<LearnOutcome> outcome;
    connect(&learner, &SchemeLearner::finished, this, [&](const LearnOutcome &found) { outcome = found; });
    connect(&learner, &SchemeLearner::progressed, this, [&learner] { learner.cancel(); });
    learner.learn({1}, Secret::copyOf(key));
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 2 * patience);
    QVERIFY(outcome->cancelled);
    QVERIFY(outcome->proposals.isEmpty());
}

QTEST_GUILESS_MAIN(OwnSchemesTest)

#include "tst_ownschemes.moc"
