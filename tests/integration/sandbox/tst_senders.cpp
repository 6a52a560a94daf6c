// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The sandbox's senders against a real listener: signed, and again until they are heard.

#include "core/flows/sandboxsenders.h"
#include "core/signature/verify.h"
#include "tests/support/listenerfixture.h"
#include "tests/support/rawtarget.h"
#include "tests/support/sandboxclient.h"

#include <QSignalSpy>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

std::shared_ptr<const signature::Catalogue> schemes()
{
    auto loaded = signature::Catalogue::load();
    if (!loaded)
        qFatal("%s", qPrintable(loaded.error().detail));
    return std::make_shared<const signature::Catalogue>(std::move(*loaded));
}

signature::NamedSecret secretOf(const QString &label)
{
    return {label, Secret(QByteArray("A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r")), {}, false};
}

// On the wall clock: signatures are checked against it.
sandbox::ServerOptions optionsAtSpeed(double speed)
{
    sandbox::ServerOptions options;
    options.coldDelayMs = 0;
    options.speed = speed;
    return options;
}

} // namespace

class SandboxSendersTest : public QObject, test::ListenerFixture
{
    Q_OBJECT

private slots:
    void init() { makeListener(); }
    void cleanup() { dropListener(); }
    void deliversSignedEventsOfAllThree();
    void triesAgainByTheSendersSchedule();
    void sendsNothingElsewhere_data();
    void sendsNothingElsewhere();
    void saysWhatItLeavesOut();

private:
    QUrl url(const QString &path) const
    {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_listener->port()).arg(path));
    }
};

void SandboxSendersTest::deliversSignedEventsOfAllThree()
{
    listen();
    sandbox::Server server(optionsAtSpeed(1));
    flows::SandboxSenders senders(server);
    const auto known = schemes();
    QVERIFY(senders.start({{u"socmate"_s, url(u"/hooks/socmate"_s), std::nullopt},
                           {u"socwarden"_s, url(u"/hooks/alerts"_s), secretOf(u"w"_s)},
                           {u"socotra"_s, url(u"/hooks/socotra"_s), secretOf(u"s"_s)}},
                          known));
    const auto told = [&](const QByteArray &target) {
        QList<domain::HttpMessage> messages;
        for (const domain::Capture &capture : m_handler->captures()) {
            if (capture.message.target == target)
                messages.append(capture.message);
        }
        return messages;
    };
    for (int i = 0; i < 40 && (told("/hooks/socmate").isEmpty() || told("/hooks/alerts").isEmpty() ||
                               told("/hooks/socotra").isEmpty());
         ++i) {
        server.advance(30 * microsPerSecond);
        senders.look();
        QTRY_COMPARE_WITH_TIMEOUT(senders.underWay(), 0, patience);
    }
    const std::pair<QString, QByteArray> signedOnes[] = {{u"socwarden"_s, "/hooks/alerts"},
                                                         {u"socotra"_s, "/hooks/socotra"}};
    for (const auto &[sender, target] : signedOnes) {
        const QList<domain::HttpMessage> messages = told(target);
        QVERIFY2(!messages.isEmpty(), target);
        const QList<signature::NamedSecret> secrets = {secretOf(u"x"_s)};
        const auto verification =
            signature::verify(*known->find(sender), messages.first(), secrets, wallClock());
        QCOMPARE(verification.verdict, domain::Verdict::Valid);
    }
    const QJsonObject event = QJsonDocument::fromJson(told("/hooks/socmate").first().body).object();
    const qint64 number = event.value("data"_L1)["incident_number"_L1].toInteger();
    server.look([number](sandbox::World &world) { QVERIFY(number == 0 || world.incident(number)); });
    senders.stop();
}

// Ten seconds at a speed of 200.
void SandboxSendersTest::triesAgainByTheSendersSchedule()
{
    sandbox::Server server(optionsAtSpeed(200));
    test::RawTarget target;
    target.answer = [](const QByteArray &) { return test::RawTarget::reply(500); };
    flows::SandboxSenders senders(server);
    QVERIFY(senders.start({{u"socwarden"_s, target.url(u"/hooks/alerts"_s), secretOf(u"w"_s)}}, schemes()));
    QList<qint64> waits;
    int attempts = 0;
    connect(&senders, &flows::SandboxSenders::sent, this,
            [&](const QString &, const QString &, const flows::TestAnswer &answer) {
                attempts = std::max(attempts, answer.attempt);
                if (answer.attempt == 1)
                    waits.append(answer.nextInMs.value_or(-1));
            });
    QTRY_VERIFY_WITH_TIMEOUT(attempts >= 3, patience);
    QCOMPARE(waits.first(), 50); // 10 s at this speed
    senders.stop();
    QCOMPARE(senders.underWay(), 0);
}

void SandboxSendersTest::sendsNothingElsewhere_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("sender");
    QTest::newRow("another machine") << u"http://192.0.2.7:9000/hooks"_s << u"socmate"_s;
    QTest::newRow("a name") << u"http://hooks.example/x"_s << u"socmate"_s;
    QTest::newRow("another protocol") << u"file:///etc/passwd"_s << u"socmate"_s;
    QTest::newRow("unknown sender") << u"http://127.0.0.1:9000/x"_s << u"stripe"_s;
}

void SandboxSendersTest::sendsNothingElsewhere()
{
    QFETCH(const QString, url);
    QFETCH(const QString, sender);
    sandbox::Server server(optionsAtSpeed(1));
    flows::SandboxSenders senders(server);
    QVERIFY(!senders.start({{sender, QUrl(url), std::nullopt}}, schemes()));
    QVERIFY(!senders.isRunning());
}

void SandboxSendersTest::saysWhatItLeavesOut()
{
    listen();
    sandbox::Server server(optionsAtSpeed(1));
    flows::SandboxSenders senders(server);
    QSignalSpy leftOut(&senders, &flows::SandboxSenders::leftOut);
    QVERIFY(senders.start({{u"socwarden"_s, url(u"/x"_s), std::nullopt}},
                          schemes())); // it signs, and has nothing to
    server.advance(1800 * microsPerSecond);
    senders.look();
    QVERIFY(!leftOut.isEmpty());
    QCOMPARE(senders.underWay(), 0);
    QCOMPARE(m_handler->count(), 0);
}

QTEST_GUILESS_MAIN(SandboxSendersTest)
#include "tst_senders.moc"
