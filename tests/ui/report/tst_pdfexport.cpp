// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"
#include "tests/support/reportcase.h"
#include "ui/report/pdfexport.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextDocument>
#include <QtConcurrent>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

class PdfExportTest : public QObject
{
    Q_OBJECT

private:
    // The text of each page as poppler finds it; empty without it.
    static QStringList pagesOf(const QByteArray &pdf)
    {
        const QString tool = QStandardPaths::findExecutable(u"pdftotext"_s);
        QTemporaryDir folder;
        QFile file(folder.filePath(u"a.pdf"_s));
        if (tool.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
            return {};
        file.close();
        QProcess process;
        process.start(tool, {u"-layout"_s, u"-enc"_s, u"UTF-8"_s, file.fileName(), u"-"_s});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            return {};
        QStringList pages = QString::fromUtf8(process.readAllStandardOutput()).split(u'\f');
        pages.removeLast(); // each page ends with a form feed
        return pages;
    }

    // The objects alone: streams are compressed, and any word may stand in them by chance.
    static QByteArray objectsOf(const QByteArray &pdf)
    {
        QByteArray objects;
        qsizetype at = 0;
        for (qsizetype begin; (begin = pdf.indexOf("\nstream", at)) >= 0;) {
            objects += pdf.sliced(at, begin - at);
            at = pdf.indexOf("endstream", begin);
            if (at < 0)
                return objects;
        }
        return objects + pdf.sliced(at);
    }

    static int pageCount(const QByteArray &pdf)
    {
        static const QRegularExpression page(u"/Type\\s*/Page\\b"_s);
        int count = 0;
        for (auto match = page.globalMatch(QString::fromLatin1(objectsOf(pdf))); match.hasNext();
             match.next())
            ++count;
        return count;
    }

private slots:
    void everyPageIsMarkedAndNumbered_data()
    {
        QTest::addColumn<report::Tlp>("tlp");
        for (const report::Tlp tlp : report::tlps)
            QTest::newRow(report::tlpLabel(tlp).data()) << tlp;
    }
    void everyPageIsMarkedAndNumbered()
    {
        QFETCH(report::Tlp, tlp);
        report::Source source = test::bigSource(25);
        source.tlp = tlp;
        const QByteArray pdf = ui::pdfExport(source, QPageSize(QPageSize::A4));
        QVERIFY(pdf.startsWith("%PDF-1."));
        QVERIFY(pageCount(pdf) > 3);
        const QStringList pages = pagesOf(pdf);
        if (pages.isEmpty())
            QSKIP("pdftotext of poppler is not here");
        QCOMPARE(pages.size(), pageCount(pdf));
        for (qsizetype i = 0; i < pages.size(); ++i) {
            static const QRegularExpression label(u"TLP:[A-Z+]+"_s);
            QStringList labels;
            for (auto match = label.globalMatch(pages[i]); match.hasNext();)
                labels << match.next().captured();
            QCOMPARE(labels, QStringList(2, QString(report::tlpLabel(tlp))));
            QVERIFY2(pages[i].contains(u"Page %1 of %2"_s.arg(i + 1).arg(pages.size())),
                     qPrintable(pages[i]));
            QVERIFY(pages[i].trimmed().startsWith(report::titleOf(source)));
            QVERIFY(pages[i].contains(u"Example SOC"));
        }
    }

    // What the HTML says in words, the paper says, in the same order.
    void textCanBeFound()
    {
        const QStringList pages = pagesOf(ui::pdfExport(test::fullSource(), QPageSize(QPageSize::Letter)));
        if (pages.isEmpty())
            QSKIP("pdftotext of poppler is not here");
        const QString text = pages.join(u' ').simplified();
        qsizetype last = 0;
        for (const QString &words :
             {u"Beaconing from FIN-LT-07"_s, u"7.5"_s, u"Summary"_s, u"evil[.]example[.]com"_s,
              u"1. First seen"_s, u"Findings"_s, u"1. Regular connections"_s, u"Entities"_s,
              u"hxxps://evil[.]example[.]com/a?b='c'"_s, u"Web Protocols"_s, u"Command and Control"_s,
              u"\u2610 Isolate FIN-LT-07"_s, u"| summarize count() by bin(Timestamp, 1h)"_s,
              u"Business impact"_s}) {
            last = text.indexOf(words, last);
            QVERIFY2(last >= 0, qPrintable(words + " in "_L1 + text));
        }
        QVERIFY(!text.contains(u"https://evil"_s));
    }

    void nothingActs()
    {
        const QByteArray pdf = objectsOf(ui::pdfExport(test::hostileSource()));
        QVERIFY(pdf.contains("/Catalog"));
        for (const char *word : {"/URI", "/Type /Annot", "/Subtype /Link", "/JavaScript", "/JS", "/Launch",
                                 "/OpenAction", "/AA", "/EmbeddedFile", "/GoToR", "/SubmitForm"})
            QVERIFY2(!pdf.contains(word), word);
        QTextDocument document;
        document.setHtml(
            QString::fromUtf8(report::htmlExport(test::hostileSource(), report::HtmlUse::Print)));
        int fragments = 0;
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                const QTextCharFormat format = it.fragment().charFormat();
                QVERIFY(!format.isAnchor() && !format.isImageFormat());
                ++fragments;
            }
        }
        QVERIFY(fragments > 100);
    }

    void smallReportsAndOddOnesArePages()
    {
        for (const report::Source &source :
             {test::emptySource(), test::messagesSource(), test::hostileSource(), report::Source()})
            QVERIFY(pageCount(ui::pdfExport(source)) >= 1);
        report::Source source = test::emptySource();
        source.session.query = QString(5000, u'x'); // one word, wider than any page
        QVERIFY(pageCount(ui::pdfExport(source)) >= 1);
    }

    void headingsStandWithTheirText()
    {
        const QStringList pages = pagesOf(ui::pdfExport(test::bigSource(60), QPageSize(QPageSize::A4)));
        if (pages.isEmpty())
            QSKIP("pdftotext of poppler is not here");
        static const QRegularExpression heading(u"^ *\\d+\\. Finding \\d+ about"_s);
        for (const QString &page : pages) {
            const QStringList lines = page.split(u'\n', Qt::SkipEmptyParts);
            QVERIFY(lines.size() > 2);
            QVERIFY2(!heading.match(lines[lines.size() - 2]).hasMatch(), qPrintable(page)); // above the foot
        }
    }

    void isMadeOnAnyThread()
    {
        const QFuture<QByteArray> future =
            QtConcurrent::run([] { return ui::pdfExport(test::fullSource(), QPageSize(QPageSize::A4)); });
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 60'000);
        QCOMPARE(pageCount(future.result()),
                 pageCount(ui::pdfExport(test::fullSource(), QPageSize(QPageSize::A4))));
    }
};

QTEST_MAIN(PdfExportTest)
#include "tst_pdfexport.moc"
