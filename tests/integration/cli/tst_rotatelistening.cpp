// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Secrets are changed by one program while another one, `tocsinctl listen`, verifies with them: it takes the
// new ones over while it runs, and the sender is told of none before.

#include "core/flows/signedrequest.h"
#include "core/signature/catalogue.h"
#include "tests/support/tenantcli.h"

using namespace tocsin;
using namespace Qt::StringLiterals;
using test::Outcome;

class RotateListeningTest : public QObject, private test::TenantCli
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void deliveriesVerifyWhileTheSecretIsRotated();
    void aFreshSecretVerifiesAtOnce();
    void aRotatedSecretVerifiesAtOnce();
    void nothingIsSentThatItDoesNotTakeOver();
    void nothingIsSentThatItsEndpointDoesNotLookAt();
    void theFileBesideTheStoreHoldsNoSecret();

private:
    void stopListening();
    void listen(const QStringList &secrets, const QString &labels = u"alerts"_s);
    void listenWithVault(const QString &labels = u"alerts"_s)
    {
        listen({u"--vault"_s, file(u"secrets.vault"_s), u"--passphrase"_s, u"env:PASS"_s}, labels);
    }
    int deliver(const QByteArray &value, const QString &tag); // answers its status
    int deliverAsTheTenant()
    {
        const QJsonObject spec = specThere(u"alerts"_s);
        return deliver(spec[u"secret"_s].toString().toUtf8(), spec[u"tag"_s].toString());
    }
    Outcome rotate(const QStringList &more = {}) { return at(rotateWords(more)); }
    QStringList rotateWords(const QStringList &more = {}) const
    {
        return QStringList{u"rotate"_s, u"alerts"_s, u"--label"_s, u"alerts"_s,
                           u"--tag"_s,  u"rot-1"_s,  u"--store"_s, m_store} +
               more;
    }

    std::unique_ptr<QProcess> m_listener;
    quint16 m_port = 0;
};

void RotateListeningTest::init()
{
    makeFolder();
    m_store = file(u"data/tocsin/deliveries.db"_s); // the user's own
    serveTenant();
    const Outcome added =
        at({u"add"_s, u"alerts"_s, u"--url"_s, u"https://hooks.example.org/a"_s, u"--secret"_s, u"env:KEY"_s,
            u"--label"_s, u"alerts"_s, u"--tag"_s, u"first"_s});
    QVERIFY2(added.code == 0, added.err.constData());
}

void RotateListeningTest::stopListening()
{
    if (m_listener) {
        m_listener->terminate();
        outcome(*m_listener, m_listener->waitForFinished(30'000));
    }
    m_listener.reset();
}

void RotateListeningTest::cleanup()
{
    stopListening();
    QVERIFY(!secretSeen());
    m_server.reset();
}

// A proxy before it has the address that the tenant calls.
void RotateListeningTest::listen(const QStringList &secrets, const QString &labels)
{
    m_listener = std::make_unique<QProcess>();
    m_listener->setProcessEnvironment(environment());
    m_listener->start(QStringLiteral(TOCSINCTL),
                      QStringList{u"listen"_s, u"--port"_s, u"0"_s, u"--json"_s, u"--quiet"_s, u"--strict"_s,
                                  u"--store"_s, m_store, u"--endpoint"_s, u"hooks:/a:socotra:"_s + labels,
                                  u"--url"_s, u"hooks=https://hooks.example.org/a"_s} +
                          secrets);
    while (!m_listener->canReadLine() && m_listener->waitForReadyRead(30'000)) {
    }
    const QJsonObject ready = QJsonDocument::fromJson(m_listener->readLine()).object();
    m_port = quint16(ready[u"port"_s].toInt());
    QVERIFY2(m_port != 0, m_listener->readAllStandardError().constData());
}

int RotateListeningTest::deliver(const QByteArray &value, const QString &tag)
{
    static const auto schemes = signature::Catalogue::load();
    payload::Sample sample;
    sample.body = R"({"id":"1","type":"policy.issue","transactionId":"t"})";
    const QUrl url(u"http://127.0.0.1:%1/a"_s.arg(m_port));
    const signature::NamedSecret secret{u"alerts"_s, Secret::copyOf(value), tag, false};
    const auto event = flows::signedEvent(url, schemes->find(u"socotra"_s), &secret, sample, wallClock());
    return event ? test::RawClient(m_port).ask(flows::wireBytes(url, *event)).status : 0;
}

void RotateListeningTest::deliveriesVerifyWhileTheSecretIsRotated()
{
    listenWithVault();
    QTRY_COMPARE_WITH_TIMEOUT(deliverAsTheTenant(), 200, 30'000); // it reads its secrets first
    const auto rotating = begin(words(rotateWords()));
    int during = 0;
    while (!rotating->waitForFinished(1)) {
        QCOMPARE(deliverAsTheTenant(), 200);
        ++during;
    }
    const Outcome rotated = outcome(*rotating, true);
    QVERIFY2(rotated.code == 0, rotated.err.constData());
    QVERIFY(during > 0);
    const QJsonObject spec = specThere(u"alerts"_s);
    QCOMPARE(spec[u"tag"_s].toString(), u"rot-1"_s);
    QCOMPARE(spec[u"secret"_s].toString().toUtf8(), kept(u"alerts"_s).value.reveal());
    QCOMPARE(deliverAsTheTenant(), 200);
    QCOMPARE(deliver(key, u"first"_s), 200); // on its way since before
    QCOMPARE(deliver(otherKey, u"rot-1"_s), 401);
}

void RotateListeningTest::aFreshSecretVerifiesAtOnce()
{
    listenWithVault(u"alerts,next"_s);
    QTRY_COMPARE_WITH_TIMEOUT(deliverAsTheTenant(), 200, 30'000);
    const Outcome fresh =
        at({u"update"_s, u"alerts"_s, u"--fresh"_s, u"--label"_s, u"next"_s, u"--store"_s, m_store});
    QVERIFY2(fresh.code == 0, fresh.err.constData());
    QVERIFY(specThere(u"alerts"_s)[u"secret"_s].toString().toUtf8() != key);
    QCOMPARE(deliverAsTheTenant(), 200);
}

void RotateListeningTest::aRotatedSecretVerifiesAtOnce()
{
    listenWithVault();
    QTRY_COMPARE_WITH_TIMEOUT(deliverAsTheTenant(), 200, 30'000);
    QCOMPARE(deliver(otherKey, u"second"_s), 401);
    const Outcome rotated =
        ask({u"secrets"_s, u"rotate"_s, u"alerts"_s, u"env:OTHER_KEY"_s, u"--tag"_s, u"second"_s});
    QVERIFY2(rotated.code == 0, rotated.err.constData());
    QCOMPARE(deliver(otherKey, u"second"_s), 200);
    QCOMPARE(deliver(key, u"first"_s), 200);
}

// Its secrets are its own, from the command line.
void RotateListeningTest::nothingIsSentThatItDoesNotTakeOver()
{
    listen({u"--secret"_s, u"alerts=env:KEY"_s});
    QTRY_COMPARE_WITH_TIMEOUT(deliverAsTheTenant(), 200, 30'000);
    const int writes = counts().writes;
    const Outcome refused = rotate({u"--wait"_s, u"1"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("has not taken over"), refused.err.constData());
    QCOMPARE(counts().writes, writes);
    QCOMPARE(deliverAsTheTenant(), 200);
    // Nothing is lost, and it goes on once the listener has what this has.
    stopListening();
    listenWithVault();
    QCOMPARE(at({u"rotate"_s, u"alerts"_s, u"--store"_s, m_store}).code, 0);
    QCOMPARE(deliverAsTheTenant(), 200);
}

void RotateListeningTest::nothingIsSentThatItsEndpointDoesNotLookAt()
{
    listenWithVault(u"hooks-key"_s);
    const int writes = counts().writes;
    const Outcome refused = rotate();
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("--label hooks-key"), refused.err.constData());
    QCOMPARE(counts().writes, writes);
}

void RotateListeningTest::theFileBesideTheStoreHoldsNoSecret()
{
    listenWithVault();
    QTRY_COMPARE_WITH_TIMEOUT(deliverAsTheTenant(), 200, 30'000);
    const QByteArray text = read(u"data/tocsin/deliveries.db.seen"_s);
    QVERIFY(text.contains("\"hooks\""));
    QVERIFY(!text.contains(key));
#ifdef Q_OS_UNIX
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(file(u"data/tocsin/deliveries.db.seen"_s)) & others));
#endif
}

QTEST_GUILESS_MAIN(RotateListeningTest)
#include "tst_rotatelistening.moc"
