// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httprequest.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::http;
using namespace Qt::StringLiterals;

class HttpRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void writesTheRequest();
    void aProxyGetsTheAbsoluteForm();
    void whatCouldSplitTheRequestIsRefused_data();
    void whatCouldSplitTheRequestIsRefused();
    void logsShowNeitherCredentialsNorQuestions();
};

void HttpRequestTest::writesTheRequest()
{
    HttpRequest request;
    request.method = "POST";
    request.url = QUrl(u"https://mika:secret@api.example:8443/base/a%2Fb?q=x%20y#part"_s);
    request.headers = {{"Accept", "application/json"}};
    request.body = "{}";
    request.credentialName = "Authorization";
    request.credentialPrefix = "Bearer ";
    request.credential = Secret("token");
    QCOMPARE(*requestBytes(request, QNetworkProxy::NoProxy),
             "POST /base/a%2Fb?q=x%20y HTTP/1.1\r\nHost: api.example:8443\r\nAccept: application/json\r\n"
             "Authorization: Bearer token\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
    request.method = "GET";
    request.body.clear();
    request.url = QUrl(u"http://[2001:db8::1]"_s);
    QVERIFY(requestBytes(request, QNetworkProxy::NoProxy)
                ->startsWith("GET / HTTP/1.1\r\nHost: [2001:db8::1]\r\n"));
    QVERIFY(!requestBytes(request, QNetworkProxy::NoProxy)->contains("Content-Length"));
}

void HttpRequestTest::aProxyGetsTheAbsoluteForm()
{
    HttpRequest request;
    request.method = "GET";
    request.url = QUrl(u"http://api.example/a"_s);
    const QNetworkProxy proxy(QNetworkProxy::HttpProxy, u"proxy.example"_s, 3128, u"mika"_s, u"pw"_s);
    const QByteArray bytes = *requestBytes(request, proxy);
    QVERIFY(bytes.startsWith("GET http://api.example/a HTTP/1.1\r\nHost: api.example\r\n"));
    QVERIFY(bytes.contains("Proxy-Authorization: Basic " + QByteArray("mika:pw").toBase64() + "\r\n"));
    request.url.setScheme(u"https"_s); // goes through a tunnel, where the proxy must see nothing
    QVERIFY(requestBytes(request, proxy)->startsWith("GET /a HTTP/1.1\r\n"));
    QVERIFY(!requestBytes(request, proxy)->contains("Proxy-"));
}

void HttpRequestTest::whatCouldSplitTheRequestIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("url");
    const QString good = u"http://x/"_s;
    QTest::newRow("value") << QByteArray("A") << QByteArray("b\r\nC: d") << QByteArray("k") << good;
    QTest::newRow("name") << QByteArray("A\nB") << QByteArray("b") << QByteArray("k") << good;
    QTest::newRow("key") << QByteArray("A") << QByteArray("b") << QByteArray("k\nX: y") << good;
    QTest::newRow("scheme") << QByteArray("A") << QByteArray("b") << QByteArray("k")
                            << u"file:///etc/passwd"_s;
    QTest::newRow("no host") << QByteArray("A") << QByteArray("b") << QByteArray("k") << u"http:///a"_s;
}

void HttpRequestTest::whatCouldSplitTheRequestIsRefused()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, key);
    QFETCH(QString, url);
    HttpRequest request;
    request.url = QUrl(url);
    request.headers = {{name, value}};
    request.credentialName = "X-API-Key";
    request.credential = Secret(std::move(key));
    const auto bytes = requestBytes(request, QNetworkProxy::NoProxy);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().kind, Error::Kind::Rejected);
}

void HttpRequestTest::logsShowNeitherCredentialsNorQuestions()
{
    QCOMPARE(loggable(QUrl(u"https://mika:pw@api.example/search?q=who#x"_s)),
             u"https://api.example/search"_s);
    for (const char *name : {"Authorization", "X-API-Key", "Set-Cookie", "cookie", "Proxy-Authorization",
                             "X-Auth-Token", "x-session-id"})
        QCOMPARE(loggable(name, "value"), QByteArray("(hidden)"));
    QCOMPARE(loggable("Retry-After", "7"), QByteArray("7"));
}

QTEST_GUILESS_MAIN(HttpRequestTest)
#include "tst_httprequest.moc"
