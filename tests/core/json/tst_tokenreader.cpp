// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/json/tokenreader.h"

#include <QtTest>

using namespace tocsin::json;
using namespace Qt::StringLiterals;
using Kind = Token::Kind;

Q_DECLARE_METATYPE(tocsin::json::Token::Kind)

class TokenReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void givesTokensInOrderWithTheirPlaces();
    void acceptsWhatTheGrammarAllows_data();
    void acceptsWhatTheGrammarAllows();
    void refusesWithPlaceAndReason_data();
    void refusesWithPlaceAndReason();
    void decodesStrings_data();
    void decodesStrings();
    void comparesDecodedText();
    void keepsTheSpellingOfNumbers();
    void readsNumbersInRangeOnly();
    void skipsWholeValues();
    void spansAValueWhoseFirstTokenWasRead();
    void stopsAtTheDepthLimit();
    void survivesADepthBomb();
    void flagsInvalidUtf8();
    void everyPrefixOfAValueIsRefusedAtItsEnd();
    void anErrorStays();
};

namespace {

Token drain(TokenReader &reader)
{
    Token token = reader.next();
    while (!token.isOver())
        token = reader.next();
    return token;
}

} // namespace

void TokenReaderTest::givesTokensInOrderWithTheirPlaces()
{
    const QByteArray text = "{ \"a\" : [1, true,false ,null,\"\\n\"],\r\n\t\"a\":{} }";
    TokenReader reader(text);
    const QList<QPair<Kind, QByteArray>> expected = {
        {Kind::BeginObject, "{"}, {Kind::Key, "\"a\""},   {Kind::BeginArray, "["},  {Kind::Number, "1"},
        {Kind::True, "true"},     {Kind::False, "false"}, {Kind::Null, "null"},     {Kind::String, "\"\\n\""},
        {Kind::EndArray, "]"},    {Kind::Key, "\"a\""},   {Kind::BeginObject, "{"}, {Kind::EndObject, "}"},
        {Kind::EndObject, "}"},
    };
    qsizetype from = 0;
    for (const auto &[kind, spelling] : expected) {
        const Token token = reader.next();
        QCOMPARE(token.kind, kind);
        QCOMPARE(reader.spelling(token).toByteArray(), spelling);
        QCOMPARE(token.offset, text.indexOf(spelling, from));
        from = token.end();
    }
    QCOMPARE(reader.next().kind, Kind::End);
    QCOMPARE(reader.next().kind, Kind::End);
}

void TokenReaderTest::acceptsWhatTheGrammarAllows_data()
{
    QTest::addColumn<QByteArray>("text");
    const char *const texts[] = {"0",           "-0",       "1.5e+3",   "-12E-1",
                                 "0.0",         "\"\"",     "true",     " null ",
                                 "[]",          "[[],{}]",  "{\"\":1}", "{\"a\":1,\"a\":2}",
                                 "\n[1]\r",     "\"/\"",    "[1 ]",     "{ }",
                                 "\"\\ud800\"", "\"\x7f\"", "[1e400]",  "[\"\\u0000\"]"};
    for (const char *text : texts)
        QTest::newRow(text) << QByteArray(text);
}

void TokenReaderTest::acceptsWhatTheGrammarAllows()
{
    QFETCH(QByteArray, text);
    TokenReader reader(text);
    QCOMPARE(drain(reader).kind, Kind::End);
    QVERIFY(reader.errorText().isEmpty());
    QCOMPARE(reader.depth(), 0);
}

void TokenReaderTest::refusesWithPlaceAndReason_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<QString>("message");
    const struct
    {
        const char *text;
        int offset;
        const char *message;
    } rows[] = {
        {"", 0, "line 1, column 1: the text ends where a value should be"},
        {"  ", 2, "line 1, column 3: the text ends where a value should be"},
        {"{", 1, "line 1, column 2: the text ends inside an object"},
        {"{\"a\":1", 6, "line 1, column 7: the text ends inside an object"},
        {"[1", 2, "line 1, column 3: the text ends inside an array"},
        {"[1,]", 3, "line 1, column 4: expected a value"},
        {"[,1]", 1, "line 1, column 2: expected a value"},
        {"{\"a\":1,}", 7, "line 1, column 8: expected a name in double quotes"},
        {"{a:1}", 1, "line 1, column 2: expected a name in double quotes"},
        {"{\"a\" 1}", 5, "line 1, column 6: expected ':' after the name"},
        {"{\"a\"", 4, "line 1, column 5: expected ':' after the name"},
        {"{\"a\":}", 5, "line 1, column 6: expected a value"},
        {"[1 2]", 3, "line 1, column 4: expected ',' or ']'"},
        {"[1}", 2, "line 1, column 3: expected ',' or ']'"},
        {"{\"a\":1]", 6, "line 1, column 7: expected ',' or '}'"},
        {"1 2", 2, "line 1, column 3: something follows the end of the value"},
        {"01", 0, "line 1, column 1: a number may not start with a zero"},
        {"-", 1, "line 1, column 2: a number needs a digit here"},
        {"+1", 0, "line 1, column 1: expected a value"},
        {"1.", 2, "line 1, column 3: a number needs a digit after its point"},
        {".5", 0, "line 1, column 1: expected a value"},
        {"1e", 2, "line 1, column 3: a number needs a digit in its exponent"},
        {"1e+", 3, "line 1, column 4: a number needs a digit in its exponent"},
        {"tru", 0, "line 1, column 1: expected a value"},
        {"truex", 4, "line 1, column 5: something follows the end of the value"},
        {"NaN", 0, "line 1, column 1: expected a value"},
        {"'a'", 0, "line 1, column 1: expected a value"},
        {"\"abc", 4, "line 1, column 5: the text ends inside a string"},
        {"\"abc\\", 5, "line 1, column 6: the text ends inside a string"},
        {"\"\\x\"", 1, "line 1, column 2: unknown escape in a string"},
        {"\"\\u12g4\"", 1, "line 1, column 2: \\u needs four hexadecimal digits"},
        {"\"\\u12", 1, "line 1, column 2: \\u needs four hexadecimal digits"},
        {"\"\\u 123\"", 1, "line 1, column 2: \\u needs four hexadecimal digits"},
        {"\"12345678\n\"", 9,
         "line 1, column 10: a control character in a string must be written as an escape"},
        {"[1,\n \xc3\xa9]", 5, "line 2, column 2: expected a value"},
        {"[\"\xc3\xa9\xc3\xa9\", x]", 9, "line 1, column 8: expected a value"},
        {"\xef\xbb\xbf[]", 0, "line 1, column 1: starts with a byte order mark, which JSON does not allow"},
        {"[1] // c", 4, "line 1, column 5: something follows the end of the value"},
    };
    for (const auto &row : rows)
        QTest::newRow(row.text) << QByteArray(row.text) << qsizetype(row.offset)
                                << QString::fromUtf8(row.message);
}

void TokenReaderTest::refusesWithPlaceAndReason()
{
    QFETCH(QByteArray, text);
    TokenReader reader(text);
    QCOMPARE(drain(reader).kind, Kind::Error);
    QTEST(reader.error().offset, "offset");
    QTEST(reader.errorText(), "message");
}

void TokenReaderTest::decodesStrings_data()
{
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<QString>("decoded");
    QTest::newRow("plain") << QByteArray("abc") << u"abc"_s;
    QTest::newRow("all short escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("unit") << QByteArray(R"(Pr\u00fcfung \u2013)") << u"Prüfung –"_s;
    QTest::newRow("surrogate pair") << QByteArray(R"(\ud83d\uDE00!)") << u"\U0001F600!"_s;
    QTest::newRow("lone high") << QByteArray(R"(a\ud83db)") << u"a\ufffdb"_s;
    QTest::newRow("lone low") << QByteArray(R"(\ude00)") << u"\ufffd"_s;
    QTest::newRow("two highs") << QByteArray(R"(\ud83d\ud83d\ude00)") << u"\ufffd\U0001F600"_s;
    QTest::newRow("high before plain escape") << QByteArray(R"(\ud83d\n)") << u"\ufffd\n"_s;
    QTest::newRow("a byte order mark is a character")
        << QByteArray("\xef\xbb\xbf\xef\xbb\xbfx\\n\xef\xbb\xbfy") << u"\ufeff\ufeffx\n\ufeffy"_s;
    QTest::newRow("nul") << QByteArray(R"(a\u0000b)") << u"a\0b"_s;
    QTest::newRow("utf-8") << QByteArray("Z\xc3\xbcrich") << u"Zürich"_s;
    QTest::newRow("not utf-8") << QByteArray("a\xff") << u"a\ufffd"_s;
    QTest::newRow("cut unit, unchecked input") << QByteArray(R"(\u12)") << u"\ufffdu12"_s;
    QTest::newRow("cut escape, unchecked input") << QByteArray("a\\") << u"a\ufffd"_s;
}

void TokenReaderTest::decodesStrings()
{
    QFETCH(QByteArray, inner);
    QTEST(decodeString(inner), "decoded");
}

void TokenReaderTest::comparesDecodedText()
{
    TokenReader reader(R"(["severity","s\u0065verity","sev"])");
    reader.next();
    QVERIFY(reader.textIs(reader.next(), "severity"));
    const Token escaped = reader.next();
    QVERIFY(escaped.escaped);
    QVERIFY(reader.textIs(escaped, "severity"));
    QCOMPARE(reader.text(escaped), u"severity"_s);
    QVERIFY(!reader.textIs(reader.next(), "severity"));
}

void TokenReaderTest::keepsTheSpellingOfNumbers()
{
    TokenReader reader("[20012343863000000000000001, 1.10, 1E2]");
    reader.next();
    QCOMPARE(reader.text(reader.next()), u"20012343863000000000000001"_s);
    QCOMPARE(reader.text(reader.next()), u"1.10"_s);
    QCOMPARE(reader.text(reader.next()), u"1E2"_s);
}

void TokenReaderTest::readsNumbersInRangeOnly()
{
    TokenReader reader("[12, 1.5, 1e400, 9223372036854775808, true]");
    reader.next();
    const Token twelve = reader.next();
    QCOMPARE(reader.toInteger(twelve), std::optional<qint64>(12));
    QCOMPARE(reader.toDouble(twelve), std::optional<double>(12));
    const Token fraction = reader.next();
    QVERIFY(!reader.toInteger(fraction));
    QCOMPARE(reader.toDouble(fraction), std::optional<double>(1.5));
    QVERIFY(!reader.toDouble(reader.next()));
    QVERIFY(!reader.toInteger(reader.next()));
    QVERIFY(!reader.toDouble(reader.next()));
}

void TokenReaderTest::skipsWholeValues()
{
    const QByteArray text = R"({"geo":{"a":[1,{"b":2}]},"ip":"x"})";
    TokenReader reader(text);
    reader.next();
    QVERIFY(reader.textIs(reader.next(), "geo"));
    const Token geo = reader.skipValue();
    QCOMPARE(geo.kind, Kind::BeginObject);
    QCOMPARE(reader.spelling(geo).toByteArray(), QByteArray(R"({"a":[1,{"b":2}]})"));
    QVERIFY(reader.textIs(reader.next(), "ip"));
    QCOMPARE(reader.skipValue().kind, Kind::String);
    QCOMPARE(reader.next().kind, Kind::EndObject);
    QCOMPARE(reader.next().kind, Kind::End);
}

void TokenReaderTest::spansAValueWhoseFirstTokenWasRead()
{
    TokenReader reader("[[1,[2]],[3");
    reader.next();
    const Token first = reader.next();
    const Token whole = reader.wholeValue(first);
    QCOMPARE(reader.spelling(whole).toByteArray(), QByteArray("[1,[2]]"));
    QCOMPARE(reader.skipValue().kind, Kind::Error);
}

void TokenReaderTest::stopsAtTheDepthLimit()
{
    TokenReader enough("[[[]]]", 3);
    QCOMPARE(drain(enough).kind, Kind::End);
    TokenReader tooDeep("[[[[]]]]", 3);
    QCOMPARE(drain(tooDeep).kind, Kind::Error);
    QCOMPARE(tooDeep.error().offset, qsizetype(3));
    QCOMPARE(tooDeep.errorText(), u"line 1, column 4: nested too deeply"_s);
}

void TokenReaderTest::survivesADepthBomb()
{
    const QByteArray bomb = QByteArray("[{\"a\":").repeated(1'000'000);
    TokenReader byDefault(bomb);
    QCOMPARE(drain(byDefault).kind, Kind::Error);
    TokenReader atMost(bomb, 1'000'000'000);
    QCOMPARE(drain(atMost).kind, Kind::Error);
    QCOMPARE(atMost.depth(), TokenReader::hardDepth);
    // Alternating containers come back in the right order from every word of the stack.
    const QByteArray good = QByteArray("[{\"a\":").repeated(200) + "1" + QByteArray("}]").repeated(200);
    TokenReader whole(good, TokenReader::hardDepth);
    QCOMPARE(drain(whole).kind, Kind::End);
}

void TokenReaderTest::flagsInvalidUtf8()
{
    TokenReader reader("[\"\xc3\xbc\",\"\xc3\",\"12345678\xff\",\"\xed\xa0\x80\"]");
    reader.next();
    QVERIFY(!reader.next().invalidUtf8);
    QVERIFY(reader.next().invalidUtf8);
    const Token last = reader.next();
    QVERIFY(last.invalidUtf8);
    QCOMPARE(reader.text(last), u"12345678\ufffd"_s);
    QVERIFY(reader.next().invalidUtf8); // an encoded surrogate
    QCOMPARE(reader.next().kind, Kind::EndArray);
}

void TokenReaderTest::everyPrefixOfAValueIsRefusedAtItsEnd()
{
    const QByteArray text = R"({"a":[true,false,null,-1.5e+3,"x\u00fc\ny"],"b":{"c":{}}})";
    for (qsizetype size = 0; size < text.size(); ++size) {
        TokenReader reader(QByteArrayView(text).first(size));
        QCOMPARE(drain(reader).kind, Kind::Error);
        QVERIFY2(reader.error().offset <= size && !reader.errorText().isEmpty(), text.left(size).constData());
    }
}

void TokenReaderTest::anErrorStays()
{
    TokenReader reader("[1,x,2]");
    const Token error = drain(reader);
    QCOMPARE(reader.next(), error);
    QCOMPARE(reader.skipValue(), error);
}

QTEST_GUILESS_MAIN(TokenReaderTest)
#include "tst_tokenreader.moc"
