// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"
#include "core/report/characterreference.h"
#include "core/report/markdownreader.h"

#include <QtTest>

using namespace tocsin::report;
using namespace Qt::StringLiterals;

class MarkdownTest : public QObject
{
    Q_OBJECT

private slots:
    void becomesWordsAndNothingThatActs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("html");
        QTest::newRow("paragraphs") << u"a\nb\n\nc"_s << u"<p>a b</p>\n<p>c</p>\n"_s;
        QTest::newRow("heading and styles")
            << u"## *a* **b** ~~c~~ `d`"_s
            << u"<h2><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></h2>\n"_s;
        QTest::newRow("check boxes") << u"- [ ] a\n- [x] b\n- c"_s
                                     << u"<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n<li>c</li>\n</ul>\n"_s;
        QTest::newRow("numbers") << u"3. a\n4. b"_s << u"<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"_s;
        QTest::newRow("nested") << u"- a\n  - b"_s
                                << u"<ul>\n<li><p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"_s;
        QTest::newRow("table")
            << u"| a | b |\n|---|---|\n| 1 | 2 |"_s
            << u"<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n<thead><tr><th "
               u"align=\"left\">a</th>"
               "<th align=\"left\">b</th></tr></thead>\n<tr><td>1</td><td>2</td></tr>\n</table>\n"_s;
        QTest::newRow("code") << u"```kql\na < b\n```"_s << u"<pre><code>a &lt; b\n</code></pre>\n"_s;
        QTest::newRow("hard break") << u"a\\\nb"_s << u"<p>a<br>b</p>\n"_s;
        QTest::newRow("quote and rule")
            << u"> a\n\n***"_s << u"<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n"_s;
        QTest::newRow("html") << u"<b>a</b> <img src=x onerror=alert(1)>"_s
                              << u"<p>&lt;b&gt;a&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt;</p>\n"_s;
        QTest::newRow("html block keeps what follows")
            << u"<script>\nx\n</script>\n\nb"_s << u"<p>&lt;script&gt; x &lt;/script&gt;</p>\n<p>b</p>\n"_s;
        QTest::newRow("link") << u"[text](javascript:alert(1))"_s << u"<p>text (javascript:alert(1))</p>\n"_s;
        QTest::newRow("link that is its text") << u"<https://a.com>"_s << u"<p>https://a.com</p>\n"_s;
        QTest::newRow("image") << u"![alt](file:///etc/passwd)"_s
                               << u"<p>[image: alt] (file:///etc/passwd)</p>\n"_s;
        QTest::newRow("characters") << u"&lt;b&gt; &#x41; &#0; &nosuch;"_s
                                    << u"<p>&lt;b&gt; A \ufffd &amp;nosuch;</p>\n"_s;
        QTest::newRow("hidden characters")
            << u"a\u202eb\u200bc"_s << u"<p>a&lt;U+202E&gt;b&lt;U+200B&gt;c</p>\n"_s;
    }
    void becomesWordsAndNothingThatActs()
    {
        QFETCH(QString, text);
        QTEST(htmlOf(readMarkdown(text)), "html");
    }

    // md4c 0.4.8 says the end of spans that it has not begun.
    void emphasisAndLinksMayCross()
    {
        const QString text = u"[a](b**c(1)) [d](e)\n[f**\n\n#g] \\<h(i:"_s;
        const QString html = htmlOf(readMarkdown(text));
        for (const QChar letter : u"abcdefghi"_s)
            QVERIFY2(html.contains(letter), qPrintable(html));
        QFile file(QStringLiteral(TOCSIN_TEST_DATA "/../fuzz/corpus/markdown/crossing"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(htmlOf(readMarkdown(QString::fromUtf8(file.readAll()))).contains(u"TLlert"));
    }

    void keepsNul()
    {
        const QString text = u"a"_s + QChar(0) + u"b"_s;
        QCOMPARE(htmlOf(readMarkdown(text)), u"<p>a\ufffdb</p>\n"_s);
    }

    void defangsWhatIsNotCode()
    {
        const QString text =
            u"see **http://evil.com** `203.0.113.7`\n\n- [x](http://bad.com)\n\n```\nevil.com\n```"_s;
        const QString html = htmlOf(readMarkdown(text, {true}));
        QVERIFY(html.contains(u"hxxp://evil[.]com"));
        QVERIFY(html.contains(u"203[.]0[.]113[.]7"));
        QVERIFY(html.contains(u"hxxp://bad[.]com"));
        QVERIFY(html.contains(u"<code>evil.com"));
    }

    void writtenMarkdownReadsBackTheSame_data()
    {
        QTest::addColumn<QString>("words");
        const QStringList hostile{
            u"# heading"_s,
            u"- item"_s,
            u"+ item"_s,
            u"1. item"_s,
            u"1) item"_s,
            u"> quote"_s,
            u"```"_s,
            u"~~~"_s,
            u"***"_s,
            u"---"_s,
            u"==="_s,
            u"| a | b |"_s,
            u"|---|"_s,
            u":---"_s,
            u"<script>alert(1)</script>"_s,
            u"<!-- x"_s,
            u"[a](http://b.com)"_s,
            u"![a](b)"_s,
            u"[a]: http://b.com"_s,
            u"http://auto.com www.auto.com a@b.com"_s,
            u"&lt;b&gt; &#65;"_s,
            u"*a* _b_ **c** `d` ~~e~~"_s,
            u"back\\slash \\* \\"_s,
            u"a\\"_s,
            u"    indented"_s,
            u"\ttab"_s,
            u"a `b"_s,
            u"``"_s,
            u"[ ] box"_s,
            u"[x] box"_s,
            u"@mention #1 !x"_s,
            u"$math$ {brace}"_s,
            u"2026. year"_s,
            u"=cmd|' /C calc'!A0"_s,
            u"a|b"_s,
            u"12345678901. long"_s,
            u"- - -"_s,
            u"* * *"_s,
            u"_ _ _"_s,
            u"~"_s,
            u"<"_s,
        };
        for (const QString &words : hostile)
            QTest::newRow(qPrintable(words)) << words;
    }
    void writtenMarkdownReadsBackTheSame()
    {
        QFETCH(QString, words);
        const QString told = words.trimmed();
        Block list, item, table;
        list.kind = Block::Kind::List;
        item.kind = Block::Kind::Item;
        item.children = {paragraph(told)};
        list.children = {item, item};
        table.kind = Block::Kind::Table;
        table.children = {row({u"a"_s, u"b"_s}, true), row({told, told})};
        const Blocks blocks{heading(2, told),
                            paragraph(told),
                            list,
                            table,
                            paragraph(told, Span::Strong),
                            paragraph(u"x"_s + told, Span::Code),
                            paragraph(u"end"_s)};
        const Blocks read = readMarkdown(markdownOf(blocks));
        QCOMPARE(htmlOf(read), htmlOf(blocks));
    }

    void codeStaysInItsFence()
    {
        const Blocks blocks{code(u"a\n```\n# b\n````"_s, u"k\"><q l"_s), paragraph(u"end"_s)};
        const Blocks read = readMarkdown(markdownOf(blocks));
        QCOMPARE(read.size(), 2);
        QCOMPARE(read[0].kind, Block::Kind::Code);
        QCOMPARE(read[0].spans.value(0).text.trimmed(), u"a\n```\n# b\n````"_s);
        QCOMPARE(read[0].language, u"kql"_s);
    }

    void takesHostileTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("deep quotes") << u">"_s.repeated(20'000) + u" a"_s;
        QTest::newRow("deep lists") << u"- "_s.repeated(5'000) + u"a"_s;
        QTest::newRow("brackets") << u"["_s.repeated(100'000);
        QTest::newRow("stars") << u"*a **a "_s.repeated(30'000);
        QTest::newRow("backticks") << u"`a``a```"_s.repeated(20'000);
        QTest::newRow("a table that asks for a billion cells") << u"|a"_s.repeated(20'000) + u"|\n"_s +
                                                                      u"|-"_s.repeated(20'000) + u"|\n"_s +
                                                                      u"|x|\n"_s.repeated(20'000);
        QTest::newRow("too long") << u"a *b*\n\n"_s.repeated(300'000);
        QTest::newRow("angle brackets") << u"<a "_s.repeated(50'000);
        QTest::newRow("references") << u"[a]: b\n"_s.repeated(20'000) + u"[a]"_s.repeated(20'000);
    }
    void takesHostileTexts()
    {
        QFETCH(QString, text);
        const Blocks blocks = readMarkdown(text);
        QVERIFY(!htmlOf(blocks).contains(u"<script"));
        QVERIFY(plainOf(blocks).size() <= text.size() * 60);
        markdownOf(blocks);
    }

    void knowsCharacterReferences()
    {
        QCOMPARE(characterOf(u"&amp;"_s), u"&"_s);
        QCOMPARE(characterOf(u"&#128512;"_s), u"😀"_s);
        QCOMPARE(characterOf(u"&#xD800;"_s), u"\ufffd"_s);
        QCOMPARE(characterOf(u"&#99999999999;"_s), u"\ufffd"_s);
        QCOMPARE(characterOf(u"&unknown;"_s), u"&unknown;"_s);
    }
};

QTEST_GUILESS_MAIN(MarkdownTest)
#include "tst_markdown.moc"
