// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What a diagnosis and an answer must never give away or change (failure-reasons.md, section I), on a
// running desk whose endpoints are strict.

#include "core/flows/explainer.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/memorystore.h"
#include "core/storage/deliverybrowser.h"
#include "tests/support/rawclient.h"
#include "tests/support/signaturevectors.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;
using domain::Verdict;
using test::RawClient;

namespace {

constexpr int patience = 30'000; // ms

// The header values of the good request that the flipped one has otherwise: what a sender without the secret
// would like to read in an answer.
QByteArrayList rightValues(const QJsonArray &vectors, const domain::HttpMessage &flipped)
{
    QByteArrayList values;
    for (const QJsonValue &vector : vectors) {
        if (vector["kind"_L1].toString() != u"good")
            continue;
        const domain::HttpMessage good = test::messageOf(vector["request"_L1].toObject());
        if (good.body != flipped.body)
            continue;
        for (const domain::HeaderField &field : good.headers) {
            if (!flipped.headers.contains(field))
                values.append(field.value);
        }
    }
    return values;
}

QByteArray wire(const domain::HttpMessage &message)
{
    QByteArray bytes = message.method + ' ' + message.target + " HTTP/1.1\r\n";
    for (const domain::HeaderField &field : message.headers) {
        const QByteArray name = field.name.toLower();
        if (name != "content-length" && name != "transfer-encoding" && name != "expect")
            bytes += field.name + ": " + field.value + "\r\n";
    }
    if (!bytes.toLower().contains("\r\nhost:"))
        bytes += "Host: receiver\r\n";
    return bytes + "Content-Length: " + QByteArray::number(message.body.size()) + "\r\n\r\n" + message.body;
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

class SafetyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_desk.reset(); }
    void aRefusalNeverHoldsTheRightSignature_data();
    void aRefusalNeverHoldsTheRightSignature();
    void aProofChangesNothing();

private:
    void use(const QString &scheme, const std::vector<signature::NamedSecret> &secrets);

    QMap<QString, QJsonObject> m_files;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<secrets::MemoryStore> m_secrets;
    std::unique_ptr<WebhookDesk> m_desk;
};

void SafetyTest::initTestCase()
{
    m_files = test::vectorFiles();
}

void SafetyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<secrets::MemoryStore>();
    DeskOptions options;
    options.dataFolder = m_folder->path();
    options.port = 0;
    auto desk = WebhookDesk::open(options, *m_secrets);
    QVERIFY2(desk, desk ? "" : qPrintable(desk.error().detail));
    m_desk = std::move(*desk);
}

void SafetyTest::use(const QString &scheme, const std::vector<signature::NamedSecret> &secrets)
{
    domain::Endpoint endpoint;
    endpoint.name = u"strict"_s;
    endpoint.pathPrefix = "/";
    endpoint.scheme = scheme;
    endpoint.mode = domain::Endpoint::Mode::Strict;
    for (const signature::NamedSecret &secret : secrets) {
        m_desk->addSecret(secret);
        endpoint.secretLabels.append(secret.label);
    }
    const auto saved = m_desk->saveEndpoint(endpoint);
    QVERIFY2(saved, saved ? "" : qPrintable(saved.error().detail));
    m_desk->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->state().phase, DeskState::Phase::Listening, patience);
}

// One family of each kind of message and encoding; the rest of the catalogue goes the same way.
void SafetyTest::aRefusalNeverHoldsTheRightSignature_data()
{
    QTest::addColumn<QString>("scheme");
    for (const char *id : {"github", "stripe", "slack", "shopify", "socwarden", "twilio", "standard-webhooks",
                           "asana", "dropbox", "zendesk", "hubspot-v3", "square"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void SafetyTest::aRefusalNeverHoldsTheRightSignature()
{
    QFETCH(QString, scheme);
    QVERIFY2(m_files.contains(scheme), "there are vectors of it");
    const QJsonArray vectors = m_files[scheme]["vectors"_L1].toArray();
    int compared = 0;
    bool isOpen = false;
    for (const QJsonValue &vector : vectors) {
        if (vector["kind"_L1].toString() != u"flipped")
            continue;
        const domain::HttpMessage flipped = test::messageOf(vector["request"_L1].toObject());
        const QByteArrayList right = rightValues(vectors, flipped);
        if (!isOpen)
            use(scheme, test::secretsOf(vector["secrets"_L1]));
        isOpen = true;
        const test::RawReply reply = RawClient(m_desk->state().port).ask(wire(flipped));
        QCOMPARE(reply.status, 401);
        for (const QByteArray &value : right) {
            ++compared;
            QVERIFY(!reply.head.contains(value) && !reply.body.contains(value));
            // Nor the digest alone, without the words around it.
            const qsizetype digest = std::max(value.lastIndexOf('='), value.lastIndexOf(',')) + 1;
            if (value.size() - digest >= 16)
                QVERIFY(!reply.body.contains(value.mid(digest)));
        }
    }
    QVERIFY2(compared > 0, "no flipped vector has a good twin");
}

void SafetyTest::aProofChangesNothing()
{
    use(u"github"_s, {{u"main"_s, Secret("A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r"), {}, false}});
    const QByteArray sent = R"({"a": 1})";
    const QByteArray arrived = R"({"a":1})"; // the blanks were lost on the way
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/";
    message.body = arrived;
    message.headers = {{"X-Hub-Signature-256",
                        "sha256=" + QMessageAuthenticationCode::hash(sent, "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r",
                                                                     QCryptographicHash::Sha256)
                                        .toHex()}};
    RawClient client(m_desk->state().port);
    QCOMPARE(client.ask(wire(message)).status, 401);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->lastStoredId(), domain::DeliveryId(1), patience);
    const auto before =
        wait<domain::Delivery>([this](QObject *context, const Handler<domain::Delivery> &got) {
            m_desk->browser().load(1, context, got);
        });
    QVERIFY2(before, before ? "" : qPrintable(before.error().detail));
    QCOMPARE(before->row.signature.verdict, Verdict::Mismatch);
    const auto proved = wait<SharedExplanation>([&](QObject *context, const Handler<SharedExplanation> &got) {
        m_desk->explainer().explain(*before, context, got);
    });
    QVERIFY(proved && !(*proved)->causes.isEmpty());
    QCOMPARE((*proved)->causes.first().certainty, signature::Certainty::Proved);
    const auto after = wait<domain::Delivery>([this](QObject *context, const Handler<domain::Delivery> &got) {
        m_desk->browser().load(1, context, got);
    });
    QVERIFY(after);
    QCOMPARE(after->row, before->row);
    QCOMPARE(client.ask(wire(message)).status, 401); // the same request is refused as before
}

QTEST_GUILESS_MAIN(SafetyTest)

#include "tst_safety.moc"
