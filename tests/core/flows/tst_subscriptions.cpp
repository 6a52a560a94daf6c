// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/subscriptions.h"
#include "core/http/rawexchange.h"
#include "tests/support/rawtarget.h"

#include <QHostAddress>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

class SubscriptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void onlyPublicAddressesAreOpened_data();
    void onlyPublicAddressesAreOpened();
    void aUrlThatNoRequestLineCanHoldIsNotOpened_data();
    void aUrlThatNoRequestLineCanHoldIsNotOpened();
    void theBytesOfTheUrlAreSent();
    void aFloodIsBounded();
    void aNameThatLeadsHereIsNotOpened();
};

void SubscriptionsTest::onlyPublicAddressesAreOpened_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isOpened");
    for (const char *address : {"54.239.97.1", "8.8.8.8", "2600:1f18::1"})
        QTest::newRow(address) << QString::fromLatin1(address) << true;
    for (const char *address : {"127.0.0.1",
                                "127.8.8.8",
                                "::1",
                                "0.0.0.0",
                                "::",
                                "10.1.2.3",
                                "172.20.0.1",
                                "192.168.1.1",
                                "169.254.169.254",
                                "100.64.0.1",
                                "198.18.0.1",
                                "224.0.0.1",
                                "255.255.255.255",
                                "fe80::1",
                                "fd00::1",
                                "fc12::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "::ffff:169.254.169.254",
                                "64:ff9b::7f00:1",
                                "ff02::1"})
        QTest::newRow(address) << QString::fromLatin1(address) << false;
}

void SubscriptionsTest::onlyPublicAddressesAreOpened()
{
    QFETCH(QString, address);
    QFETCH(bool, isOpened);
    QVERIFY(!QHostAddress(address).isNull());
    QCOMPARE(isPublic(QHostAddress(address)), isOpened);
}

void SubscriptionsTest::aUrlThatNoRequestLineCanHoldIsNotOpened_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("not TLS") << QByteArray("http://sns.eu-west-1.amazonaws.com/?a");
    QTest::newRow("another host") << QByteArray("https://sns.example.com/?a");
    QTest::newRow("a port") << QByteArray("https://sns.eu-west-1.amazonaws.com:8443/?a");
    QTest::newRow("a user") << QByteArray("https://sns.eu-west-1.amazonaws.com@evil.example/?a");
    QTest::newRow("a blank") << QByteArray("https://sns.eu-west-1.amazonaws.com/?a b");
    QTest::newRow("a line") << QByteArray("https://sns.eu-west-1.amazonaws.com/?a\r\nX: y");
    QTest::newRow("another letter") << QByteArray("https://sns.eu-west-1.amazonaws.com/?\xc3\xb6");
    QTest::newRow("endless") << "https://sns.eu-west-1.amazonaws.com/?" + QByteArray(4000, 'a');
}

void SubscriptionsTest::aUrlThatNoRequestLineCanHoldIsNotOpened()
{
    QFETCH(QByteArray, url);
    Subscriptions all;
    int opened = 0;
    all.setOpener([&](const http::RawRequest &, QObject *, const Handler<int> &) { ++opened; });
    Subscription asked;
    asked.url = url;
    asked.host = "sns.eu-west-1.amazonaws.com";
    all.confirm(asked);
    QCOMPARE(opened, 0);
    QCOMPARE(all.all().first().state, Subscription::State::Failed);
    QVERIFY(!all.all().first().error.isEmpty());
}

// What goes over the wire, seen by a server.
void SubscriptionsTest::theBytesOfTheUrlAreSent()
{
    Subscription asked;
    asked.host = "sns.eu-west-1.amazonaws.com";
    asked.url = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&T=%7e%41:a#not-sent";
    auto request = requestOf(asked);
    QVERIFY(request);
    QCOMPARE(request->url.host(), QString::fromLatin1(asked.host));
    QVERIFY(!request->mayConnect(QHostAddress(QHostAddress::LocalHost)));
    QVERIFY(request->mayConnect(QHostAddress(u"54.239.97.1"_s)));
    test::RawTarget server;
    request->url = server.url();
    request->mayConnect = [](const QHostAddress &) { return Result<void>(); };
    std::optional<Result<http::RawAnswer>> answer;
    http::RawExchange::start(*request, this, [&answer](const Result<http::RawAnswer> &got) { answer = got; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, 30'000);
    QVERIFY2(*answer, *answer ? "" : qPrintable(answer->error().detail));
    QCOMPARE((*answer)->status, 200);
    QCOMPARE(server.requests, QByteArrayList{"GET /?Action=ConfirmSubscription&T=%7e%41:a HTTP/1.1\r\n"
                                             "Host: sns.eu-west-1.amazonaws.com\r\nUser-Agent: Tocsin\r\n"
                                             "Accept: */*\r\nConnection: close\r\n\r\n"});
}

void SubscriptionsTest::aFloodIsBounded()
{
    Subscriptions all;
    int changes = 0;
    connect(&all, &Subscriptions::changed, this, [&changes] { ++changes; });
    for (int i = 0; i < 100; ++i) {
        Subscription asked;
        asked.url = "https://h/" + QByteArray::number(i);
        all.add(asked);
        all.add(asked);
    }
    QCOMPARE(all.all().size(), Subscriptions::mostKept);
    QCOMPARE(all.all().last().url, "https://h/99");
    QCOMPARE(changes, 100);
}

// The real opener, without a network: the name of this machine leads to this machine.
void SubscriptionsTest::aNameThatLeadsHereIsNotOpened()
{
    Subscriptions all;
    Subscription asked;
    asked.url = "https://localhost/?Action=ConfirmSubscription";
    asked.host = "localhost";
    all.confirm(asked);
    QTRY_COMPARE_WITH_TIMEOUT(all.all().first().state, Subscription::State::Failed, 30'000);
    QVERIFY2(all.all().first().error.contains(u"no public address"_s), qPrintable(all.all().first().error));
}

QTEST_GUILESS_MAIN(SubscriptionsTest)
#include "tst_subscriptions.moc"
