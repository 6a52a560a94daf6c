// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What a refusal becomes (socotra.md section 8).

#include "core/socotra/errorreader.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::socotra;
using namespace Qt::StringLiterals;

class SocotraRefusalsTest : public QObject
{
    Q_OBJECT

private slots:
    void readsTheWords_data();
    void readsTheWords();
    void takesSecretsOut();
    void mapsStatuses_data();
    void mapsStatuses();
    void honoursRetryAfter();
    void readsStatusInBody_data();
    void readsStatusInBody();
};

void SocotraRefusalsTest::readsTheWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *body, const QString &text) {
        QTest::newRow(name) << QByteArray(body) << text;
    };
    row("message", R"({"error":"no","message":"bad tag"})", u"bad tag"_s);
    row("errorMessage", R"({"detail":"x","errorMessage":"y"})", u"y"_s);
    row("error", R"({"error":"e"})", u"e"_s);
    row("detail", R"({"detail":"d"})", u"d"_s);
    row("with codes", R"({"message":"m","httpStatus":"401","errorCode":7})",
        u"m (httpStatus 401, errorCode 7)"_s);
    row("no words", R"({"a":1})", u"{\"a\":1}"_s);
    row("plain", "Service  down\n", u"Service down"_s);
    row("a page", "<html><h1>Bad</h1> gateway</html>", u"Bad gateway"_s);
    row("nothing", "", QString());
}

void SocotraRefusalsTest::readsTheWords()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, text);
    QCOMPARE(refusalText(body), text);
    QVERIFY(refusalText(QByteArray(10'000, 'a')).size() <= 500);
}

void SocotraRefusalsTest::takesSecretsOut()
{
    const Secret secret(QByteArray("hunter\"2hunter"));
    for (const char *body : {R"({"message":"wrong password hunter\"2hunter"})", "wrong hunter\"2hunter",
                             "wrong hunter%222hunter", R"([{"message":"hunter\"2hunter"}])"}) {
        const QString text = refusalText(body, {secret});
        QVERIFY2(!text.contains(u"2hunter"_s), qPrintable(text));
        QVERIFY(text.contains(u"(hidden)"_s));
    }
}

void SocotraRefusalsTest::mapsStatuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    const auto row = [](int status, Error::Kind kind) { QTest::addRow("%d", status) << status << int(kind); };
    row(400, Error::Kind::Rejected);
    row(401, Error::Kind::Unauthorised);
    row(403, Error::Kind::Forbidden);
    row(404, Error::Kind::NotFound);
    row(409, Error::Kind::Rejected);
    row(429, Error::Kind::Limited);
    row(500, Error::Kind::Transient);
    row(503, Error::Kind::Transient);
}

void SocotraRefusalsTest::mapsStatuses()
{
    QFETCH(const int, status);
    QFETCH(const int, kind);
    http::HttpReply reply;
    reply.status = status;
    reply.url = QUrl(u"https://api.example.org/integrations?x=y"_s);
    const Error error = refusalOf(reply, 0);
    QCOMPARE(int(error.kind), kind);
    QVERIFY(error.detail.contains(QString::number(status)));
    QVERIFY(!error.detail.contains(u"x=y"_s));
    QCOMPARE(error.detail.contains(u"/account/authenticateAdmin"_s), status == 403);
}

void SocotraRefusalsTest::honoursRetryAfter()
{
    for (const int status : {429, 503}) {
        http::HttpReply reply;
        reply.status = status;
        reply.headers = {{"Retry-After", "7"}};
        QCOMPARE(refusalOf(reply, 0).retryAfter, std::chrono::milliseconds(7000));
    }
}

void SocotraRefusalsTest::readsStatusInBody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("string") << QByteArray(R"({"httpStatus":"401"})") << 401;
    QTest::newRow("number") << QByteArray(R"({"httpStatus":401})") << 401;
    QTest::newRow("a word") << QByteArray(R"({"httpStatus":"UNAUTHORIZED"})") << 0;
    QTest::newRow("absent") << QByteArray(R"({"a":1})") << 0;
    QTest::newRow("no JSON") << QByteArray("401") << 0;
}

void SocotraRefusalsTest::readsStatusInBody()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QCOMPARE(statusInBody(body), status);
}

QTEST_GUILESS_MAIN(SocotraRefusalsTest)
#include "tst_refusals.moc"
