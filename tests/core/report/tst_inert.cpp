// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"
#include "core/report/markdowntext.h"
#include "tests/support/inerthtml.h"
#include "tests/support/reportcase.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::report;
using namespace Qt::StringLiterals;

// Markdown as somebody would write it who wants the reader's browser, editor or spreadsheet to do something:
// tests/data/report/hostile, a file for each kind.
class InertTest : public QObject
{
    Q_OBJECT

private:
    // The text in every place that a text has.
    static Source sourceOf(const QString &text)
    {
        Source source = test::fullSource();
        domain::Report &report = *source.session.report;
        report.title = text;
        report.riskText = text;
        report.risk.reset();
        report.summary = text;
        report.findings = {test::finding(text, domain::Severity::High, text, text, {text, text}, {text})};
        report.entities.clear();
        for (const domain::EntityKind kind : domain::entityKinds)
            report.entities.append({kind, text, text, {}});
        report.techniques = {text};
        report.recommendations = {text};
        report.queries = {{text, text, text}};
        report.sections = {{text, text}};
        source.session.id = source.session.query = source.session.persona = text;
        source.author = source.incident = text;
        return source;
    }

    static Source messagesOf(const QString &text)
    {
        Source source = test::messagesSource();
        source.session.messages = {{text, text, {}}};
        return source;
    }

private slots:
    void htmlHasNoTagOfTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("defang");
        const QDir folder(QStringLiteral(TOCSIN_TEST_DATA "/report/hostile"));
        const QStringList names = folder.entryList(QDir::Files);
        QVERIFY(names.size() >= 10);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            QTest::addRow("%s, defanged", qPrintable(name)) << text << true;
            QTest::addRow("%s, plain", qPrintable(name)) << text << false;
        }
    }
    void htmlHasNoTagOfTheText()
    {
        QFETCH(QString, text);
        QFETCH(bool, defang);
        for (Source source : {sourceOf(text), messagesOf(text)}) {
            source.defang = defang;
            for (const HtmlUse use : {HtmlUse::Screen, HtmlUse::Print}) {
                const QString html = QString::fromUtf8(htmlExport(source, use));
                QCOMPARE(test::foreignTag(html), QString());
                for (const QStringView once :
                     {u"<h1>", u"</style>", u"</title>", u"</head>", u"</body>", u"</html>"})
                    QCOMPARE(html.count(once), 1);
                // The markup that is there was taken for words and not thrown away.
                if (source.session.report && text.contains(u"<script>alert(1)</script>"))
                    QVERIFY(html.contains(u"&lt;script&gt;alert(1)&lt;/script&gt;"));
            }
        }
    }

    // What was hidden by characters must not come out of the Markdown, which is pasted into tickets.
    void markdownHasNoTagOfTheText_data() { htmlHasNoTagOfTheText_data(); }
    void markdownHasNoTagOfTheText()
    {
        QFETCH(QString, text);
        QFETCH(bool, defang);
        Source source = sourceOf(text);
        source.defang = defang;
        const QString written = QString::fromUtf8(markdownExport(source));
        const auto points = written.toUcs4();
        QVERIFY(std::none_of(points.begin(), points.end(),
                             [](char32_t c) { return isHidden(c) && c != U'\n' && c != U'\t'; }));
        // Outside of code, "<", "[" and "!" stand behind a backslash: no element, no link and no picture.
        static const QRegularExpression code(
            u"(?ms)^ *(`{3,})[^\n]*\n.*?^ *\\1$|(?<![\\\\`])(`+)(?!`).*?(?<!`)\\2(?!`)"_s);
        static const QRegularExpression box(u"^( *[-*] )\\[[ x]\\] "_s, QRegularExpression::MultilineOption);
        static const QRegularExpression markup(u"(?<!\\\\)(\\\\\\\\)*[<\\[!]"_s);
        QString words = written;
        words.remove(code).replace(box, u"\\1"_s);
        const auto found = markup.match(words);
        QVERIFY2(!found.hasMatch(), qPrintable(words.mid(found.capturedStart() - 60, 120)));
    }

    void theCheckFindsTags_data()
    {
        QTest::addColumn<QString>("html");
        for (const char *html : {"<a href=\"x\">", "<img src=x>", "<p onclick=x>", "<p", "<script>",
                                 "<ol start=\"x\">", "<SCRIPT>", "<p ><b>", "<!-- x -->", "a < b > c"})
            QTest::newRow(html) << QString::fromLatin1(html);
    }
    void theCheckFindsTags()
    {
        QFETCH(QString, html);
        QVERIFY(!test::foreignTag(html).isNull());
    }
};

QTEST_GUILESS_MAIN(InertTest)
#include "tst_inert.moc"
