// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/bodytemplate.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::rules;
using namespace Qt::StringLiterals;

namespace {

constexpr Micros now = 1'767'225'600'000'000;

QByteArray expanded(const QByteArray &text, const domain::HttpMessage &message, const QByteArray &type)
{
    BodyValues body(message.body);
    return expand(text, {message, body, 3, 17, now}, type);
}

domain::HttpMessage message(const QByteArray &body, const QByteArray &header = "h")
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/a?x=1";
    message.headers = {{"X-One", header}};
    message.body = body;
    return message;
}

} // namespace

class BodyTemplateTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsPlaces_data();
    void fillsPlaces();
    void valuesStayInTheirPlace_data();
    void valuesStayInTheirPlace();
    void jsonStaysJson();
    void faults_data();
    void faults();
    void resultsAreBounded();
    void readsValues_data();
    void readsValues();
};

void BodyTemplateTest::fillsPlaces_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const QByteArray &text, const QByteArray &result) {
        QTest::newRow(text.isEmpty() ? "(empty)" : text.constData()) << text << result;
    };
    row("", "");
    row("plain", "plain");
    row("${attempt} of ${id}", "3 of 17");
    row("${now}", "2026-01-01T00:00:00.000Z");
    row("${method} ${path}", "POST /hooks/a");
    row("<${header.x-one}>", "<h>");
    row("<${header.X-None}>", "<>");
    row("${json./a/0/b}", "7");
    row("${json./s}", "a\"b");
    row("${json./none}|", "|");
    row("${json.}", R"({"a":[{"b":7}],"s":"a\"b"})");
    row("$${id} $ {id}", "${id} $ {id}");
    row("$$", "$$");
    row("${id}${id}", "1717");
}

void BodyTemplateTest::fillsPlaces()
{
    QFETCH(QByteArray, text);
    QCOMPARE(faultOf(text), QString());
    QTEST(expanded(text, message(R"({"a":[{"b":7}],"s":"a\"b"})"), "text/plain"), "result");
}

void BodyTemplateTest::valuesStayInTheirPlace_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &value,
                        const QByteArray &result) { QTest::newRow(name) << type << value << result; };
    row("JSON", "application/json", "a\",\"admin\":\"\\", R"(a\",\"admin\":\"\\)");
    row("JSON with a parameter", "Application/JSON; charset=utf-8", "\"", "\\\"");
    row("problem+json", "application/problem+json", "\n</script>\xc3\xa9", "\\u000a\\u003c/script>\\u00e9");
    row("HTML", "text/html", "<b a='1'>&\"", "&#60;b a&#61;&#39;1&#39;&#62;&#38;&#34;");
    row("SVG", "image/svg+xml", "<", "&#60;");
    row("form", "application/x-www-form-urlencoded", "a&b=c d", "a%26b%3Dc%20d");
    row("plain", "text/plain", "<b>\x1b[31m", "<b>\xef\xbf\xbd[31m");
    row("no type", "", "a\rb",
        "a\xef\xbf\xbd"
        "b");
    row("script", "text/javascript", "\";alert(1)//", "%22%3Balert%281%29%2F%2F");
    row("not UTF-8", "application/json", "\xff\"", "\\ufffd\\\"");
}

void BodyTemplateTest::valuesStayInTheirPlace()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, value);
    QTEST(expanded("${header.X-One}", message({}, value), type), "result");
}

void BodyTemplateTest::jsonStaysJson()
{
    QByteArray all;
    for (int c = 1; c < 256; ++c)
        all += char(c);
    const QByteArray made = expanded(R"({"echo":"${header.X-One}"})", message({}, all), "application/json");
    const QJsonObject object = QJsonDocument::fromJson(made).object();
    QCOMPARE(object.keys(), QStringList{u"echo"_s});
    QCOMPARE(object[u"echo"_s].toString(), QString::fromUtf8(all));
}

void BodyTemplateTest::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("unknown") << QByteArray("a ${env} b") << u"${env}"_s;
    QTest::newRow("empty") << QByteArray("${}") << u"unknown place"_s;
    QTest::newRow("no header name") << QByteArray("${header.}") << u"unknown place"_s;
    QTest::newRow("no pointer") << QByteArray("${json.a}") << u"unknown place"_s;
    QTest::newRow("open") << QByteArray("${id} ${now") << u"without its }"_s;
}

void BodyTemplateTest::faults()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    QVERIFY2(faultOf(text).contains(word), qPrintable(faultOf(text)));
}

void BodyTemplateTest::resultsAreBounded()
{
    const QByteArray text = QByteArray("${header.X-One}").repeated(4000);
    const QByteArray made = expanded(text, message({}, QByteArray(1'000'000, '"')), "application/json");
    QCOMPARE(made.size(), mostResult);
}

void BodyTemplateTest::readsValues_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &pointer,
                        const QByteArray &value) { QTest::newRow(name) << body << pointer << value; };
    row("string", R"({"a":"x\u00e9"})", "/a", "x\xc3\xa9");
    row("empty string", R"({"a":""})", "/a", "");
    row("number as spelled", R"({"a":1.0e0})", "/a", "1.0e0");
    row("null", R"({"a":null})", "/a", "null");
    row("object", R"({"a":{"b": 1}})", "/a", R"({"b": 1})");
    row("the last of two", R"({"a":1,"a":2})", "/a", "2");
    row("escaped name", R"({"\u0061":1})", "/a", "1");
    row("slash in a name", R"({"a/b":{"c~d":1}})", "/a~1b/c~0d", "1");
    row("item", "[1,[2,3]]", "/1/0", "2");
    row("whole", "7", "", "7");
    row("index with a zero in front", "[1,2]", "/01", QByteArray());
    row("no such item", "[1]", "/1", QByteArray());
    row("below a number", R"({"a":1})", "/a/b", QByteArray());
    row("not JSON", "{", "/a", QByteArray());
    row("too long", '[' + QByteArray(BodyValues::mostBody, ' ') + "1]", "/0", QByteArray());
}

void BodyTemplateTest::readsValues()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);
    BodyValues values(body);
    for (int i = 0; i < 2; ++i) { // the second time from what was kept
        QCOMPARE(values.at(pointer), value);
        QCOMPARE(values.at(pointer).isNull(), value.isNull());
    }
    QCOMPARE(values.fault().isEmpty(), body != "{" && body.size() <= BodyValues::mostBody);
}

QTEST_GUILESS_MAIN(BodyTemplateTest)
#include "tst_bodytemplate.moc"
