// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/allowlist.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

class AllowListTest : public QObject
{
    Q_OBJECT

private slots:
    void isWrittenAsItIsRead();
    void aTargetIsAllowedOrNot_data();
    void aTargetIsAllowedOrNot();
    void anAddressIsAllowedOrNot_data();
    void anAddressIsAllowedOrNot();
    void aListIsReadOrRefused_data();
    void aListIsReadOrRefused();
};

void AllowListTest::aTargetIsAllowedOrNot_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const QString &list, const QString &url, bool allowed) {
        QTest::newRow(qPrintable(list + u" | "_s + url)) << list << url << allowed;
    };
    const QString none;
    row(none, u"http://127.0.0.1:3000/a"_s, true);
    row(none, u"http://127.9.9.9"_s, true);
    row(none, u"http://[::1]:3000/a"_s, true);
    row(none, u"https://localhost/a"_s, true);
    row(none, u"https://LOCALHOST./a"_s, true);
    row(none, u"http://localhost.example.org/"_s, false);
    row(none, u"http://127.0.0.1.example.org/"_s, false);
    row(none, u"http://app.localhost/"_s, false); // a resolver's business, so it must be named
    row(none, u"http://10.0.0.7/"_s, false);
    row(none, u"http://0.0.0.0/"_s, false);
    row(none, u"http://example.org/"_s, false);
    row(none, u"http://[::ffff:10.0.0.7]/"_s, false);
    row(none, u"http://[::ffff:127.0.0.1]/"_s, true);
    row(none, u"http://user:pass@127.0.0.1/"_s, false);
    row(none, u"http://127.0.0.1/#part"_s, false);
    row(none, u"ftp://127.0.0.1/"_s, false);
    row(none, u"file:///etc/passwd"_s, false);
    row(none, u"127.0.0.1:3000"_s, false);
    row(none, u""_s, false);
    row(u"example.org"_s, u"https://example.org/x"_s, true);
    row(u"Example.ORG."_s, u"https://EXAMPLE.org./x"_s, true);
    row(u"example.org"_s, u"https://hooks.example.org/x"_s, false);
    row(u"hooks.example.org"_s, u"https://example.org/x"_s, false);
    row(u"example.org:8443"_s, u"https://example.org:8443/x"_s, true);
    row(u"example.org:8443"_s, u"https://example.org/x"_s, false);
    row(u"example.org:443"_s, u"https://example.org/x"_s, true);
    row(u"a.test, 10.0.0.7"_s, u"http://10.0.0.7:81/"_s, true);
    row(u"2001:db8::1"_s, u"http://[2001:DB8:0::1]:81/"_s, true);
    row(u"[2001:db8::1]:80"_s, u"http://[2001:db8::1]:81/"_s, false);
    row(u"b\u00fccher.example"_s, u"http://xn--bcher-kva.example/"_s, true);
}

void AllowListTest::aTargetIsAllowedOrNot()
{
    QFETCH(QString, list);
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    const auto read = readAllowList(list);
    QVERIFY(read);
    const auto checked = checkTarget(QUrl(url, QUrl::StrictMode), *read);
    QCOMPARE(checked.has_value(), allowed);
    if (!checked)
        QVERIFY(checked.error().detail.startsWith(u"target: "_s));
}

void AllowListTest::anAddressIsAllowedOrNot_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const QString &list, const QString &url, const QString &address, bool allowed) {
        QTest::newRow(qPrintable(list + u" | "_s + url + u" | "_s + address))
            << list << url << address << allowed;
    };
    const QString named = u"example.org"_s;
    const QString url = u"http://example.org/"_s;
    row(u""_s, u"http://localhost/"_s, u"127.0.0.1"_s, true);
    row(u""_s, u"http://localhost/"_s, u"::1"_s, true);
    row(u""_s, u"http://localhost/"_s, u"192.0.2.1"_s, false); // a resolver that lies
    row(u""_s, u"http://127.0.0.1/"_s, u"192.0.2.1"_s, false);
    row(u""_s, url, u"127.0.0.1"_s, false); // the name was never allowed
    row(named, url, u"192.0.2.1"_s, true);
    row(named, url, u"10.0.0.7"_s, true);
    row(named, url, u"127.0.0.1"_s, true);
    row(named, url, u"169.254.169.254"_s, false);
    row(named, url, u"::ffff:169.254.169.254"_s, false);
    row(named, url, u"fe80::1"_s, false);
    row(named, url, u"0.0.0.0"_s, false);
    row(named, url, u"0.1.2.3"_s, false);
    row(named, url, u"::"_s, false);
    row(named, url, u"224.0.0.1"_s, false);
    row(named, url, u"ff02::1"_s, false);
    row(named, url, u"255.255.255.255"_s, false);
    row(u"169.254.1.1"_s, u"http://169.254.1.1/"_s, u"169.254.1.1"_s, true);
    row(u"0.0.0.0"_s, u"http://0.0.0.0/"_s, u"0.0.0.0"_s, false);
}

void AllowListTest::anAddressIsAllowedOrNot()
{
    QFETCH(QString, list);
    QFETCH(QString, url);
    QFETCH(QString, address);
    QFETCH(bool, allowed);
    const auto checked = checkAddress(QUrl(url), QHostAddress(address), *readAllowList(list));
    QCOMPARE(checked.has_value(), allowed);
    if (!checked)
        QCOMPARE(checked.error().kind, Error::Kind::Forbidden);
}

void AllowListTest::aListIsReadOrRefused_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("entries"); // -1 = refused
    const auto row = [](const QString &list, int entries) {
        QTest::newRow(qPrintable(list)) << list << entries;
    };
    row(u""_s, 0);
    row(u" , ,"_s, 0);
    row(u"a.example, b.example:81"_s, 2);
    row(u"*.example.org"_s, -1);
    row(u"*"_s, -1);
    row(u"http://example.org"_s, -1);
    row(u"example.org/path"_s, -1);
    row(u"user@example.org"_s, -1);
    row(u"example.org:0"_s, -1);
    row(u"example.org:99999"_s, -1);
    row(u"a b"_s, -1);
    row(u"10.0.0.0/8"_s, -1);
    row(u"example.org?x"_s, -1);
}

void AllowListTest::aListIsReadOrRefused()
{
    QFETCH(QString, list);
    QFETCH(int, entries);
    const auto read = readAllowList(list);
    QCOMPARE(read ? int(read->entries.size()) : -1, entries);
    if (!read)
        QCOMPARE(read.error().kind, Error::Kind::Rejected);
}

void AllowListTest::isWrittenAsItIsRead()
{
    const QString text = u"hooks.example.org, 10.0.0.7:8443, 2001:db8::1, [2001:db8::2]:80"_s;
    const auto list = readAllowList(text);
    QVERIFY(list);
    QCOMPARE(list->entries.size(), 4);
    QCOMPARE(allowListText(*list), text);
    QCOMPARE(*readAllowList(allowListText(*list)), *list);
    QCOMPARE(allowListText({}), QString());
}

QTEST_GUILESS_MAIN(AllowListTest)
#include "tst_allowlist.moc"
