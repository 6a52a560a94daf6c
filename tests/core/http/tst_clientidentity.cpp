// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/clientidentity.h"
#include "core/http/transport.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::http;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString &name)
{
    QFile file(QStringLiteral(TOCSIN_TEST_DATA "/http/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ClientIdentityTest : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryForm_data();
    void readsEveryForm();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void authoritiesAreCertificates();
    void readsProxies_data();
    void readsProxies();
    void thisMachineIsNeverBehindTheSystemsProxy();
};

void ClientIdentityTest::readsEveryForm_data()
{
    QTest::addColumn<QByteArray>("phrase");
    QTest::newRow("client.pem") << QByteArray();
    QTest::newRow("client-encrypted.pem") << QByteArray("correct");
    QTest::newRow("client-modern.p12") << QByteArray("correct");
}

void ClientIdentityTest::readsEveryForm()
{
    QFETCH(QByteArray, phrase);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto identity = readClientIdentity(contentsOf(name), Secret(std::move(phrase)), name);
    QVERIFY2(identity, identity ? "" : qPrintable(identity.error().detail));
    QCOMPARE(identity->chain.size(), 1);
    QCOMPARE(identity->chain[0].subjectInfo(QSslCertificate::CommonName),
             QStringList{u"Tocsin test client"_s});
    QVERIFY(!identity->key->isNull());
}

void ClientIdentityTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("phrase");
    QTest::addColumn<QString>("says");
    QTest::newRow("the old encryption") << u"client-legacy.p12"_s << QByteArray("correct") << u"-legacy"_s;
    QTest::newRow("a wrong passphrase") << u"client-modern.p12"_s << QByteArray("wrong") << u"passphrase"_s;
    QTest::newRow("a wrong passphrase for PEM")
        << u"client-encrypted.pem"_s << QByteArray("wrong") << u"passphrase"_s;
    QTest::newRow("no passphrase for PEM") << u"client-encrypted.pem"_s << QByteArray() << u"passphrase"_s;
    QTest::newRow("no key") << u"client-certificate-only.pem"_s << QByteArray() << u"no private key"_s;
    QTest::newRow("nothing") << u"not there"_s << QByteArray() << u"neither"_s;
}

void ClientIdentityTest::saysWhatIsWrong()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, phrase);
    QFETCH(QString, says);
    const auto identity = readClientIdentity(contentsOf(file), Secret(std::move(phrase)), u"the file"_s);
    QVERIFY(!identity);
    QCOMPARE(identity.error().kind, Error::Kind::Rejected);
    QVERIFY2(identity.error().detail.contains(says), qPrintable(identity.error().detail));
    QVERIFY(identity.error().detail.contains(u"the file"_s));
}

void ClientIdentityTest::authoritiesAreCertificates()
{
    QCOMPARE(readAuthorityText(contentsOf(u"client-certificate-only.pem"_s), u"x"_s)->size(), 1);
    const auto none = readAuthorityText("no certificate", u"ca.pem"_s);
    QCOMPARE(none.error().kind, Error::Kind::Rejected);
    QVERIFY(none.error().detail.contains(u"ca.pem"_s));
}

void ClientIdentityTest::readsProxies_data()
{
    QTest::addColumn<int>("type"); // -1: none
    QTest::addColumn<int>("port");
    QTest::newRow("http://proxy.example") << int(QNetworkProxy::HttpProxy) << 8080;
    QTest::newRow("http://mika@proxy.example:3128") << int(QNetworkProxy::HttpProxy) << 3128;
    QTest::newRow("socks5://proxy.example") << int(QNetworkProxy::Socks5Proxy) << 1080;
    QTest::newRow("https://proxy.example") << -1 << 0;
    QTest::newRow("http://") << -1 << 0;
    QTest::newRow("proxy.example:80") << -1 << 0;
}

void ClientIdentityTest::readsProxies()
{
    QFETCH(int, type);
    QFETCH(int, port);
    const QUrl url(QString::fromLatin1(QTest::currentDataTag()));
    const auto proxy = proxyFrom(url, Secret("pass"));
    QCOMPARE(proxy.has_value(), type >= 0);
    if (!proxy)
        return;
    QCOMPARE(int(proxy->type()), type);
    QCOMPARE(int(proxy->port()), port);
    QCOMPARE(proxy->password(), url.userName().isEmpty() ? QString() : u"pass"_s);
}

void ClientIdentityTest::thisMachineIsNeverBehindTheSystemsProxy()
{
    qputenv("http_proxy", "http://192.0.2.1:3128");
    QCOMPARE(systemProxyFor(QUrl(u"http://127.0.0.1:8080/"_s)).type(), QNetworkProxy::NoProxy);
    QCOMPARE(systemProxyFor(QUrl(u"http://localhost/"_s)).type(), QNetworkProxy::NoProxy);
    QCOMPARE(systemProxyFor(QUrl(u"http://[::1]/"_s)).type(), QNetworkProxy::NoProxy);
    qunsetenv("http_proxy");
}

QTEST_GUILESS_MAIN(ClientIdentityTest)
#include "tst_clientidentity.moc"
