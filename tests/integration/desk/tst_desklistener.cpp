// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The listener of a desk: its port, its TLS, and the tests that are sent to it.

#include "tests/support/alertsdesk.h"

#include <QTcpServer>

using namespace tocsin;
using namespace tocsin::flows;
using namespace tocsin::test;
using namespace Qt::StringLiterals;
using domain::Endpoint;
using domain::Verdict;

class DeskListenerTest : public QObject, private AlertsDesk
{
    Q_OBJECT

private slots:
    void init() { openDesk(); }
    void cleanup() { closeDesk(); }
    void stopsAndStartsAgain();
    void aTakenPortIsSaid();
    void aTakenPortMayBeReplaced();
    void sendsATest_data();
    void sendsATest();
    void aTestIsSignedByTheUrlThatIsChecked_data();
    void aTestIsSignedByTheUrlThatIsChecked();
    void sendsNoTestWhenStopped();
};

void DeskListenerTest::stopsAndStartsAgain()
{
    for (int round = 0; round < 3; ++round) {
        start();
        const quint16 port = m_desk->state().port;
        QCOMPARE(ask(post("/1", "x")).status, 200);
        RawClient idle(port);
        m_desk->stop();
        m_desk->stop();
        QTRY_COMPARE(m_desk->state().phase, DeskState::Phase::Stopped);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE(m_desk->lastStoredId(), round + 1);
    }
    m_desk->stop();
    QCOMPARE(m_desk->state(), DeskState());
}

void DeskListenerTest::aTakenPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    DeskOptions own = options();
    own.port = other.serverPort();
    m_desk->setOptions(own);
    m_desk->start();
    QCOMPARE(m_desk->state().phase, DeskState::Phase::Failed);
    QVERIFY(m_desk->state().error.contains(u"in use"_s));
    other.close();
    start();
    QCOMPARE(m_desk->state().port, own.port);
}

void DeskListenerTest::aTakenPortMayBeReplaced()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    DeskOptions own = options();
    own.port = other.serverPort();
    own.anyFreePortIfTaken = true;
    m_desk->setOptions(own);
    start();
    QVERIFY(m_desk->state().port != own.port);
    m_desk->stop();
    QTRY_COMPARE(m_desk->state().phase, DeskState::Phase::Stopped);
    own.address = u"no address"_s;
    m_desk->setOptions(own);
    m_desk->start();
    QCOMPARE(m_desk->state().phase, DeskState::Phase::Failed);
    QVERIFY(m_desk->state().error.contains(u"no address"_s));
}

void DeskListenerTest::sendsATest_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("address");
    QTest::newRow("http") << false << u"127.0.0.1"_s;
    QTest::newRow("https") << true << u"127.0.0.1"_s;
    QTest::newRow("https on any address") << true << u"0.0.0.0"_s;
}

void DeskListenerTest::sendsATest()
{
    QFETCH(bool, tls);
    QFETCH(QString, address);
    DeskOptions own = options();
    own.tls = tls ? DeskOptions::Tls::SelfSigned : DeskOptions::Tls::Off;
    own.address = address;
    open(own);
    m_desk->addSecret(secret());
    QVERIFY(m_desk->saveEndpoint(alerts(Endpoint::Mode::Strict)));
    start();
    QCOMPARE(m_desk->state().tls, tls);
    QCOMPARE(m_desk->state().fingerprint.isEmpty(), !tls);
    QCOMPARE(m_desk->state().exposed, address == "0.0.0.0"_L1);
    std::optional<Result<int>> status;
    m_desk->sendTest(u"alerts"_s, {}, this, [&status](const Result<int> &result) { status = result; });
    QTRY_VERIFY(status);
    QVERIFY2(*status, *status ? "" : qPrintable(status->error().detail));
    QCOMPARE(**status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    QCOMPARE(load(1).row.signature.verdict, Verdict::Valid);
    QCOMPARE(load(1).row.summary.format, u"socwarden"_s);
    QCOMPARE(load(1).capture.tls.version.isEmpty(), !tls);
}

void DeskListenerTest::aTestIsSignedByTheUrlThatIsChecked_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("http") << false << QByteArray();
    QTest::newRow("https") << true << QByteArray();
    QTest::newRow("registered") << true << QByteArray("http://hooks.example.org:8080/x?y=1");
}

void DeskListenerTest::aTestIsSignedByTheUrlThatIsChecked()
{
    QFETCH(bool, tls);
    QFETCH(QByteArray, url);
    DeskOptions own = options();
    own.tls = tls ? DeskOptions::Tls::SelfSigned : DeskOptions::Tls::Off;
    open(own);
    m_desk->addSecret(secret());
    Endpoint square = alerts(Endpoint::Mode::Strict);
    square.scheme = u"square"_s;
    square.url = url;
    QVERIFY(m_desk->saveEndpoint(square));
    start();
    std::optional<Result<int>> status;
    m_desk->sendTest(u"alerts"_s, {}, this, [&status](const Result<int> &result) { status = result; });
    QTRY_VERIFY(status);
    QVERIFY2(*status, *status ? "" : qPrintable(status->error().detail));
    QCOMPARE(**status, 200);
    QTRY_COMPARE(m_desk->lastStoredId(), 1);
    const domain::Delivery kept = load(1);
    QCOMPARE(kept.row.signature.verdict, Verdict::Valid);
    QCOMPARE(m_desk->verification(kept).verification.verdict, Verdict::Valid);
    open(own); // the URL is kept with the endpoint
    m_desk->addSecret(secret());
    QCOMPARE(m_desk->verification(kept).verification.verdict, Verdict::Valid);
}

void DeskListenerTest::sendsNoTestWhenStopped()
{
    std::optional<Result<int>> status;
    const auto keep = [&status](const Result<int> &result) { status = result; };
    m_desk->sendTest(domain::catchAllName, {}, this, keep);
    QTRY_VERIFY(status);
    QCOMPARE(status->error().kind, Error::Kind::Rejected);
    start();
    status.reset();
    m_desk->sendTest(u"none"_s, {}, this, keep);
    QTRY_VERIFY(status);
    QVERIFY(status->error().detail.contains(u"none"_s));
}

QTEST_GUILESS_MAIN(DeskListenerTest)
#include "tst_desklistener.moc"
