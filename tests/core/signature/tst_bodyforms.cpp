// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodyforms.h"
#include "core/signature/explain/bodysigns.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

class BodyFormsTest : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatWasSigned_data();
    void findsWhatWasSigned();
    void coversEveryCauseOfTheGroup();
    void leavesAloneWhatDoesNotUnpack_data();
    void leavesAloneWhatDoesNotUnpack();
    void visitsEachFormOnceAndNeverTheBody();
    void stopsWhenAskedTo();
    void staysWithinItsLimits();
    void aMebibyteStaysBounded();
    void standsAnyBytes();
    void hostileBodiesStayCheap();
    void cheapOnesComeFirst();
    void seesSigns_data();
    void seesSigns();
    void aPlainBodyHasNoSigns();
};

namespace {

domain::HttpMessage messageOf(const QByteArray &body, const QByteArray &type = "application/json")
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hook";
    message.headers = {{"Content-Type", type}, {"Content-Length", QByteArray::number(body.size())}};
    message.body = body;
    return message;
}

QList<BodyForm> formsOf(const QByteArray &body, const QByteArray &type = "application/json")
{
    QList<BodyForm> forms;
    forEachBodyForm(body, messageOf(body, type), {}, [&](BodyForm &&form) {
        forms += std::move(form);
        return true;
    });
    return forms;
}

const char eacute[] = "\xc3\xa9";

} // namespace

void BodyFormsTest::findsWhatWasSigned_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("wasSigned");
    QTest::addColumn<QByteArray>("cause");
    const auto row = [](const char *name, const char *cause, const QByteArray &received,
                        const QByteArray &wasSigned, const char *type = "application/json") {
        QTest::newRow(name) << QByteArray(type) << received << wasSigned << QByteArray(cause);
    };
    row("A1 white space lost", "A1", "{\"a\": 1.0, \"a\": [ ]}", "{\"a\":1.0,\"a\":[]}");
    row("A2 a relay packed what Python signed", "A2", R"({"a":1,"b":[1,2]})", R"({"a": 1, "b": [1, 2]})");
    row("A3 two blanks", "A3", R"({"a":[]})", "{\n  \"a\": []\n}");
    row("A3 tabs and CRLF", "A3", R"({"a":1})", "{\r\n\t\"a\": 1\r\n}");
    row("A4 sorted, numbers kept", "A4", R"({"b":1.50,"a":2})", R"({"a":2,"b":1.50})");
    row("A4 RFC 8785", "A4", R"({"b":1.50,"a":2})", R"({"a":2,"b":1.5})");
    row("A5 a dict of Python", "A5", R"({"a":null,"b":"x"})", "{'a': None, 'b': 'x'}");
    row("A5 arrived as Python prints it", "A5", "{'a': None, 'b': \"O'Neil\", 'c': [1.0, True]}",
        R"({"a":null,"b":"O'Neil","c":[1.0,true]})");
    row("A5 arrived as Python prints it, was escaped", "A5", "{'a': '\xc3\xa9/'}", R"({"a": "\u00e9/"})");
    row("A5 arrived as Ruby prints it", "A5", R"({"a"=>nil, "b"=>"x\#{y}"})", R"({"a":null,"b":"x#{y}"})");
    row("A5 arrived as Ruby 3.4 prints it", "A5", R"([{"a" => [1, 2]}])", R"([{"a":[1,2]}])");
    row("A6 the sender signs its canonical form", "A2", "{\"a\":1,\"b\":2}", "{\"a\": 1, \"b\": 2}");
    row("A7 .0 of one field lost", "A7", R"({"weight":136,"n":2})", R"({"weight":136.0,"n":2})");
    row("A7 .0 of two fields lost", "A7", R"({"total":136,"rate":2,"n":3})",
        R"({"total":136.0,"rate":2.0,"n":3})");
    row("A7 .0 lost, and blanks", "A7", R"({"id":"e","total":136,"tax":5.5,"n":3})",
        R"({"id": "e", "total": 136.0, "tax": 5.5, "n": 3})");
    row("A7 .0 lost, and Python's escapes", "A7", "{\"c\":\"\xc3\xa9\",\"total\":136,\"rate\":2,\"n\":3}",
        R"({"c": "\u00e9", "total": 136.0, "rate": 2.0, "n": 3})");
    row("A7 .0 added", "A7", R"({"weight": 136.0, "x": 1.5})", R"({"weight": 136, "x": 1.5})");
    row("A9 slashes escaped", "A9", R"({"u": "https://x/"})", R"({"u": "https:\/\/x\/"})");
    row("A9 slashes no more escaped", "A9", R"({"u":"https:\/\/x"})", R"({"u":"https://x"})");
    row("A9 packed, slashes escaped", "A9", R"({"u": "a/b"})", R"({"u":"a\/b"})");
    row("A10 escaped", "A10", QByteArray("{\"n\": \"") + eacute + "\"}", R"({"n": "\u00e9"})");
    row("A10 escaped in upper case", "A10", QByteArray("{\"n\": \"") + eacute + "\"}", R"({"n": "\u00E9"})");
    row("A10 no more escaped", "A10", R"({"n": "\u00e9\n"})", QByteArray("{\"n\": \"") + eacute + "\\n\"}");
    row("A10 upper to lower", "A10", R"(["\u00E9","\u00C9"])", R"(["\u00e9","\u00c9"])");
    row("A11 markup escaped by Go", "A11", R"({"h":"<b>&"})", R"({"h":"\u003cb\u003e\u0026"})");
    row("A11 markup no more escaped", "A11", R"({"h":"\u003cb>"})", R"({"h":"<b>"})");
    row("A12 Meta escapes @ and more", "A12", "{\"m\":\"a@b/<%\xc3\xa9\"}",
        R"({"m":"a\u0040b\/\u003C\u0025\u00e9"})");
    row("A12 .NET escapes +", "A12", R"({"m":"+1 \"x\""})", R"({"m":"\u002B1 \u0022x\u0022"})");
    row("A13 emoji escaped, letters not", "A13", "[\"\xc3\xa9\xf0\x9f\x98\x80\"]",
        "[\"\xc3\xa9\\ud83d\\ude00\"]");
    row("A13 emoji no more escaped", "A13", R"(["\u00e9\ud83d\ude00"])", "[\"\\u00e9\xf0\x9f\x98\x80\"]");
    row("A13 lone surrogate replaced", "A11", R"(["\ud83d"])", "[\"\xef\xbf\xbd\"]");
    row("A14 taken for Latin-1", "A14", "{\"n\":\"\xc3\xa9\"}", "{\"n\":\"\xc3\x83\xc2\xa9\"}");
    row("A14 taken for Latin-1, seen from behind", "A14", "{\"n\":\"\xc3\x83\xc2\xa9\"}",
        "{\"n\":\"\xc3\xa9\"}");
    row("A14 signed as Latin-1", "A14", "{\"n\":\"\xc3\xa9\"}", "{\"n\":\"\xe9\"}");
    row("A14 signed as Windows-1252", "A14", "{\"n\":\"\xe2\x82\xac\"}", "{\"n\":\"\x80\"}");
    row("A14 ASCII gives ?", "A14", "{\"n\":\"\xc3\xa9\xf0\x9f\x98\x80\"}", "{\"n\":\"??\"}");
    row("A14 ASCII gives ? per byte", "A14", "{\"n\":\"\xc3\xa9\"}", "{\"n\":\"?\?\"}");
    row("A14 UTF-16", "A14", "{}x", QByteArray("{\0}\0x\0", 6));
    row("A14 UTF-16 arrived", "A14", QByteArray("\0{\0x\0}", 6), "{x}");
    row("A15 mark added", "A15", R"({"a":1})", "\xef\xbb\xbf{\"a\":1}");
    row("A15 mark lost", "A15", "\xef\xbb\xbf{\"a\":1}", R"({"a":1})");
    row("A15 and A1", "A1", "\xef\xbb\xbf{\"a\": 1}", R"({"a":1})");
    row("A16 composed", "A16", "[\"e\xcc\x81\"]", "[\"\xc3\xa9\"]");
    row("A16 decomposed", "A16", "[\"\xc3\xa9\"]", "[\"e\xcc\x81\"]");
    row("A16 composed, of a long text", "A16", QByteArray("xe\xcc\x81").repeated(2000),
        QByteArray("x\xc3\xa9").repeated(2000));
    row("A16 decomposed, of a long text", "A16", QByteArray("\xc3\xa9 o\xcc\x88").repeated(2000),
        QByteArray("e\xcc\x81 o\xcc\x88").repeated(2000));
    row("A17 newline lost", "A17", "{}", "{}\n");
    row("A17 newline added", "A17", "{\"a\":1}\r\n", "{\"a\":1}");
    row("A17 CRLF became LF", "A17", "{\"a\":1}\n", "{\"a\":1}\r\n");
    row("A17 a line per event", "A17", R"([{"a":1},{"b":2}])", "[{\"a\":1},\r\n{\"b\":2}]\r\n");
    row("A17 packed with a newline", "A17", "{\"a\": 1}", "{\"a\":1}\n");
    row("A18 trimmed", "A18", "\n {\"a\":1} \n", "{\"a\":1}");
    row("A18 trimmed at the start", "A18", "  x y ", "x y ");
    row("A19 CRLF became LF", "A19", "a\nb\n", "a\r\nb\r\n");
    row("A19 LF became CRLF", "A19", "a\r\nb", "a\nb");
    row("A20 still base64", "A20", "eyJhIjoxfQ==", R"({"a":1})");
    row("A20 decoded by a gateway", "A20", R"({"a":1})", "eyJhIjoxfQ==");
    row("A22 payload of a form", "A22", "payload=%7B%22a%22%3A1%7D", R"({"a":1})",
        "application/x-www-form-urlencoded");
    row("A22 payload form around JSON", "A22", R"({"a":1})", "payload=%7B%22a%22%3A1%7D");
    row("A22 blanks as %20", "A22", "a=b+c&d=~", "a=b%20c&d=~", "application/x-www-form-urlencoded");
    row("A22 blanks as +, tilde escaped", "A22", "a=b%20c&d=~", "a=b+c&d=%7E",
        "application/x-www-form-urlencoded");
    row("A22 sorted", "A22", "b=1&a=2", "a=2&b=1", "application/x-www-form-urlencoded; charset=UTF-8");
    row("A22 a name twice", "A22", "a=1&a=2", "a=2", "application/x-www-form-urlencoded");
    row("A22 as an object", "A22", "a=b+c&d=", R"({"a":"b c","d":""})", "application/x-www-form-urlencoded");
    row("A24 nothing hashed", "A24", R"({"a":1})", "");
    row("A25 undefined", "A25", R"({"a":1})", "undefined");
    row("A25 an object's name", "A25", R"({"a":1})", "[object Object]");
    row("A26 encoded twice at the sender", "A26", R"("{\"a\":\"\u00e9\"}")", "{\"a\":\"\xc3\xa9\"}");
    row("A26 encoded once more", "A26", R"({"a":"\n"})", R"("{\"a\":\"\\n\"}")");
    row("A27 text of an element", "A27", "<text>{&quot;a&quot;:1}</text>", R"({"a":1})", "application/xml");
    // The packed ones are by Node's zlib: deflateSync, deflateRawSync, gzipSync and brotliCompressSync.
    row("A21 zlib", "A21", QByteArray::fromHex("789cab56ca4c51b232ac05000b4d0275"), R"({"id":1})");
    row("A21 bare deflate", "A21", QByteArray::fromHex("ab56ca4c51b232ac0500"), R"({"id":1})");
    row("A21 gzip", "A21", QByteArray::fromHex("1f8b0800000000000003ab56ca4c51b232ac0500c5f85d4408000000"),
        R"({"id":1})");
    row("A21 Brotli", "A21", QByteArray::fromHex("8b03807b226964223a317d03"), R"({"id":1})");
    row("A21 Brotli, a long one, whose first byte is a bracket", "A21",
        QByteArray::fromHex("5b7211815f9a2566ab4b29f259183025212031"),
        '[' + QByteArray("1,").repeated(35'000) + "1]");
    row("A27 message of a notification", "A27", R"({"Type":"Notification","Message":"{\"a\":1}"})",
        R"({"a":1})");
    row("A27 queue record", "A27", R"({"Records":[{"body":"{\"a\":1}"}]})", R"({"a":1})");
    row("A27 base64 body of a gateway event", "A27", R"({"body":"eyJhIjoxfQ==","isBase64Encoded":true})",
        R"({"a":1})");
    row("A28 only data", "A28", R"({"id":1,"data": {"x": [1, 2]}})", R"({"x": [1, 2]})");
    row("A28 only data, packed", "A28", R"({"id":1,"data": {"x": [1, 2]}})", R"({"x":[1,2]})");
    row("A28 behind a long list", "A28",
        "{\"items\":[" + QByteArray("{\"a\":[{}]},").repeated(99) + "{}],\"data\":{\"x\":1}}", R"({"x":1})");
    row("A28 one of a list", "A28", R"([{"a":1}])", R"({"a":1})");
    row("A28 as a list", "A28", R"({"a":1})", R"([{"a":1}])");
    row("A30 chunk framing left", "A30", "7\r\n{\"a\":1}\r\n0\r\n\r\n", R"({"a":1})");
    row("A31 NUL", "A31", QByteArray("ab\0c", 4), "abc");
    row("A31 smart quotes", "A31",
        "{\xe2\x80\x9c"
        "a\xe2\x80\x9d:1}",
        R"({"a":1})");
    row("A31 tabs became blanks", "A31", "{\n    \"a\":1}", "{\n\t\"a\":1}");
    row("A31 every tab became one blank", "A31", R"({ "a": "x y"})", "{\t\"a\":\t\"x y\"}");
    row("A31 every tab became one blank, in text too", "A31", "a b  c", "a\tb\t\tc");
    row("A32 repeated name collapsed", "A32", R"({"a":"/", "b":1.0,"a":"\/"})", R"({"a":"\/","b":1.0})");
    row("A33 null dropped", "A33", R"({"a":1.0,"b":null})", R"({"a":1.0})");
}

void BodyFormsTest::findsWhatWasSigned()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, received);
    QFETCH(QByteArray, wasSigned);
    const QList<BodyForm> forms = formsOf(received, type);
    const auto found = std::find_if(forms.begin(), forms.end(),
                                    [&](const BodyForm &form) { return form.bytes == wasSigned; });
    QVERIFY(found != forms.end());
    QTEST(found->cause, "cause");
    QVERIFY(!found->what.isEmpty());
}

void BodyFormsTest::leavesAloneWhatDoesNotUnpack_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray packed = QByteArray::fromHex("8b03807b226964223a317d03");
    QTest::newRow("Brotli that ends early") << packed.chopped(1);
    QTest::newRow("Brotli with bytes over") << packed + "x";
    QTest::newRow("Brotli of nothing") << QByteArray::fromHex("3b000000");
    QTest::newRow("Brotli that breaks in the middle") << QByteArray(packed).replace(1, 1, "\xff");
    // 32 MiB of blanks: brotliCompressSync(Buffer.alloc(32 << 20, 32))
    QTest::newRow("a bomb") << QByteArray::fromHex(
        "cbffff3ff82540e2b14020f7fe8fffff7ff04b00c4611180eefd1fffffffe0970088c30200ddfbbffcffffc32f0110870500"
        "baf77f");
}

void BodyFormsTest::leavesAloneWhatDoesNotUnpack()
{
    QFETCH(QByteArray, body);
    for (const BodyForm &form : formsOf(body))
        QVERIFY2(form.cause != "A21", form.id + ' ' + form.bytes.left(80).toHex());
}

// The rows above and the signs below together name every cause of group A that is looked for in the bytes.
void BodyFormsTest::coversEveryCauseOfTheGroup()
{
    QSet<QByteArray> seen;
    const QList<QByteArray> bodies = {"{\"b\": 1.0, \"a\": \"\\u00e9/\\ud83d\\ude00<@\", \"a\": null}\r\n",
                                      "[\"\xc3\xa9\xf0\x9f\x98\x80\\/&\",{\"a\":1}]",
                                      "1\r\n{\r\n0\r\n\r\n",
                                      QByteArray("a\0b", 3),
                                      "<a>b</a>",
                                      "\"x\"",
                                      "{\"a\": null,\"b\":2}",
                                      "{\"a\": 1,\"a\":2.50}"};
    for (const QByteArray &body : bodies) {
        for (const BodyForm &form : formsOf(body))
            seen += form.cause;
    }
    for (const char *cause :
         {"A1",  "A2",  "A3",  "A4",  "A5",  "A7",  "A9",  "A10", "A11", "A12", "A13", "A14", "A15",
          "A16", "A17", "A18", "A19", "A20", "A22", "A24", "A25", "A26", "A27", "A28", "A30", "A31"})
        QVERIFY2(seen.contains(cause), cause);
}

void BodyFormsTest::visitsEachFormOnceAndNeverTheBody()
{
    for (const QByteArray body : {"{\"a\": [1, \"x/y\"]}\n", "{}", "", "a=b&c=d"}) {
        QSet<QByteArray> seen = {body};
        QSet<QByteArray> ids;
        for (const BodyForm &form : formsOf(body)) {
            QVERIFY2(!seen.contains(form.bytes), form.id.constData());
            QVERIFY2(!ids.contains(form.id), form.id.constData());
            seen += form.bytes;
            ids += form.id;
        }
    }
}

void BodyFormsTest::stopsWhenAskedTo()
{
    const QByteArray body = "{\"a\": 1}";
    int visited = 0;
    const BodyFormCount count =
        forEachBodyForm(body, messageOf(body), {}, [&](BodyForm &&) { return ++visited < 7; });
    QCOMPARE(visited, 7);
    QCOMPARE(count.forms, 7);
    QVERIFY(count.stopped && !count.limited);
}

void BodyFormsTest::staysWithinItsLimits()
{
    const QByteArray body = "{\"a\": [1, 2, 3], \"b\": \"x\"}";
    BodyFormLimits limits;
    limits.forms = 5;
    BodyFormCount count = forEachBodyForm(body, messageOf(body), limits, [](BodyForm &&) { return true; });
    QCOMPARE(count.forms, 5);
    QVERIFY(count.limited && !count.stopped);
    limits = {};
    limits.formBytes = body.size();
    (void)forEachBodyForm(body, messageOf(body), limits,
                          [&](BodyForm &&form) { return form.bytes.size() <= body.size(); });
    limits = {};
    limits.totalBytes = 100;
    count = forEachBodyForm(body, messageOf(body), limits, [](BodyForm &&) { return true; });
    QVERIFY(count.limited && count.bytes <= 100);
}

void BodyFormsTest::aMebibyteStaysBounded()
{
    QByteArray body = "{\"items\": [";
    while (body.size() < 1024 * 1024)
        body += "{\"id\": 136, \"b\": \"x/y <\xc3\xa9>\", \"c\": null}, ";
    body += "{}]}";
    const BodyFormCount count = forEachBodyForm(body, messageOf(body), {}, [](BodyForm &&) { return true; });
    qInfo("%d forms, %lld bytes", count.forms, static_cast<long long>(count.bytes));
    QVERIFY2(count.limited, "not all items of a long list are looked at");
    QVERIFY(count.forms > 80);
    QVERIFY(count.bytes < 192 * 1024 * 1024);
}

void BodyFormsTest::standsAnyBytes()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += char(i);
    for (const QByteArray &body :
         {all, QByteArray("\xef\xbb\xbf"), QByteArray("[").repeated(3000), QByteArray("<></"),
          QByteArray("ffffffff\r\n"), QByteArray("payload"), QByteArray("%%%=&&=")}) {
        QVERIFY(
            forEachBodyForm(body, messageOf(body, "application/x-www-form-urlencoded"), {}, [](BodyForm &&) {
                return true;
            }).forms > 0);
        (void)bodySigns(body, messageOf(body));
    }
}

// Qt moves the rest of a text for every letter that it takes apart, and for every few thousand replacements:
// these bodies would take minutes that way. The time-out of the test is the measure.
void BodyFormsTest::hostileBodiesStayCheap()
{
    constexpr qsizetype size = 2 * 1024 * 1024;
    for (const QByteArray &piece :
         {QByteArray("\xc3\xbc"), QByteArray("\xc3\xbc "), QByteArray("\t"), QByteArray("\n"),
          QByteArray("  "), QByteArray("[1.0,"), QByteArray("{\"a\":1},")}) {
        const QByteArray body = piece.repeated(size / piece.size());
        QVERIFY(forEachBodyForm(body, messageOf(body), {}, [](BodyForm &&) { return true; }).forms > 0);
    }
}

void BodyFormsTest::cheapOnesComeFirst()
{
    const QByteArray body = "{\"a\": 1}";
    const QList<BodyForm> forms = formsOf(body);
    const auto placeOf = [&](const char *id) {
        return std::find_if(forms.begin(), forms.end(), [&](const BodyForm &form) { return form.id == id; }) -
               forms.begin();
    };
    QVERIFY(placeOf("text/with-newline") < placeOf("json/compact"));
    QVERIFY(placeOf("json/compact") < placeOf("json/indent-2"));
    QVERIFY(placeOf("json/indent-2") < placeOf("base64/encoded"));
}

void BodyFormsTest::seesSigns_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<QByteArray>("cause");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<bool>("certain");
    const auto row = [](const char *name, const char *body, const char *length, const char *cause,
                        qsizetype offset, bool certain) {
        QTest::newRow(name) << QByteArray(body) << QByteArray(length) << QByteArray(cause) << offset
                            << certain;
    };
    row("an integer that JavaScript would print so", R"({"id":123456789012345680})", "", "A8", 6, false);
    row("bytes lost to text", "{\"a\":\"\xef\xbf\xbd\"}", "", "A23", 6, false);
    row("fewer bytes than announced", "{\"a\":1}", "9", "A29", 7, true);
    row("more bytes than announced", "{\"a\":1}", "3", "A29", 3, true);
    row("JSON cut off", "{\"a\":[1,", "", "A29", 8, true);
    row("a name twice", R"({"a":1,"\u0061":2})", "", "A32", 7, true);
    row("a prototype", R"({"__proto__":1})", "", "A32", 1, false);
    row("null members", R"({"a":[null],"b":null})", "", "A33", 16, false);
}

void BodyFormsTest::seesSigns()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, length);
    domain::HttpMessage message = messageOf(body);
    if (!length.isEmpty())
        message.headers.last().value = length;
    const QList<BodySign> signs = bodySigns(body, message);
    QCOMPARE(signs.size(), 1);
    QTEST(signs.first().cause, "cause");
    QTEST(signs.first().offset, "offset");
    QTEST(signs.first().certain, "certain");
}

void BodyFormsTest::aPlainBodyHasNoSigns()
{
    for (const QByteArray body :
         {R"({"a":9007199254740991,"b":[null,{"c":1},{"c":2}],"d":123456789012345678})", "text", "",
          "[1e300]", "{x"})
        QVERIFY2(bodySigns(body, messageOf(body)).isEmpty(), body.constData());
}

QTEST_GUILESS_MAIN(BodyFormsTest)
#include "tst_bodyforms.moc"
