// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/excerpt.h"

#include <QtTest>

using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace {

QStringList marked(const Excerpt &excerpt)
{
    QStringList parts;
    for (const Span &mark : excerpt.marks)
        parts.append(excerpt.text.mid(mark.from, mark.length));
    return parts;
}

} // namespace

class ExcerptTest : public QObject
{
    Q_OBJECT

private slots:
    void wordsAreTakenApart()
    {
        QCOMPARE(searchWords(u"  \"beacon  to\" evil.example Beacon "),
                 (QStringList{u"beacon"_s, u"to"_s, u"evil.example"_s}));
        QVERIFY(searchWords(u" \" ").isEmpty());
        QCOMPARE(searchWords(u"a b c d e f g h i j k l m n o").size(), 12);
    }

    void whatIsSoughtIsMarked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QString &text, const QStringList &words,
                            const QStringList &found) { QTest::newRow(name) << text << words << found; };
        row("case", u"A Beacon to it"_s, {u"beacon"_s}, {u"Beacon"_s});
        row("accents", u"by Mira Kova\u010d"_s, {u"kovac"_s}, {u"Kova\u010d"_s});
        row("combining accents", u"Kovac\u030c!"_s, {u"kovac"_s}, {u"Kovac"_s});
        row("accents typed", u"Kovac"_s, {u"kova\u010d"_s}, {u"Kovac"_s});
        row("several", u"one two one"_s, {u"two"_s, u"one"_s}, {u"one"_s, u"two"_s, u"one"_s});
        row("one in the other", u"sandbox"_s, {u"sand"_s, u"sandbox"_s}, {u"sandbox"_s});
        row("by its letters", u"user=CONTOSO/mira"_s, {u"contoso\\mira"_s}, {u"CONTOSO"_s, u"mira"_s});
        row("not there", u"nothing here"_s, {u"beacon"_s}, {});
        row("right to left", u"על שולחן עבודה"_s, {u"שולחן"_s}, {u"שולחן"_s});
        row("sharp s", u"Die Straße"_s, {u"strasse"_s}, {u"Straße"_s});
        row("beyond 16 bits", u"a 😀 beacon"_s, {u"beacon"_s}, {u"beacon"_s});
    }
    void whatIsSoughtIsMarked()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        QTEST(marked(excerptOf(text, words)), "found");
    }

    void itIsCutRoundTheFirstWord()
    {
        const QString text = QString(u"filler "_s).repeated(100) + u"the beacon\n\tis   here "_s +
                             QString(u"more "_s).repeated(100);
        const Excerpt excerpt = excerptOf(text, {u"beacon"_s}, 120);
        QVERIFY(excerpt.text.startsWith(u"…filler"_s));
        QVERIFY(excerpt.text.endsWith(u"more…"_s));
        QVERIFY(excerpt.text.contains(u"the beacon is here more"_s));
        QVERIFY(excerpt.text.size() <= 122);
        QCOMPARE(marked(excerpt), QStringList{u"beacon"_s});
        const Excerpt none = excerptOf(text, {u"absent"_s}, 120);
        QVERIFY(none.text.startsWith(u"filler"_s) && none.marks.isEmpty());
    }

    void noCharacterIsCutInTwo()
    {
        const QString text = QString(u"😀"_s).repeated(400);
        for (qsizetype length = 20; length < 40; ++length) {
            const QString cut = excerptOf(text, {}, length).text.chopped(1);
            QVERIFY(!cut.isEmpty() && cut.back().isLowSurrogate());
        }
    }

    void wordsAreCounted()
    {
        QCOMPARE(wordsHeld(u"POST /hooks/alerts"_s, {u"hooks"_s, u"beacon"_s}), 1);
        QCOMPARE(wordsHeld(u"a-b"_s, {u"a.b"_s}), 0); // one letter says nothing
        QCOMPARE(wordsHeld(u"evil-example"_s, {u"evil.example"_s}), 1);
        QCOMPARE(wordsHeld(QString(), {u"x"_s}), 0);
        QCOMPARE(wordsHeld(u"x"_s, {u"\u0301"_s}), 0); // nothing is left of it
    }

    void marksOfAnIndexAreTaken()
    {
        const Excerpt excerpt =
            excerptOfMarked(u"…a \u0002beacon\u0003  to\n\u0002evil\u0003"_s, QChar(2), QChar(3));
        QCOMPARE(excerpt.text, u"…a beacon to evil"_s);
        QCOMPARE(marked(excerpt), (QStringList{u"beacon"_s, u"evil"_s}));
        const Excerpt broken = excerptOfMarked(u"\u0003a\u0002b"_s, QChar(2), QChar(3));
        QCOMPARE(broken.text, u"ab"_s);
        QVERIFY(broken.marks.isEmpty());
    }

    void aMarkFarBehindIsBroughtToTheFront()
    {
        const QString hash = QString(64, u'a');
        const Excerpt excerpt = excerptOfMarked(u"…"_s + hash + u' ' + hash + u" by \u0002mira\u0003 on it"_s,
                                                QChar(2), QChar(3));
        QVERIFY(excerpt.text.startsWith(u'…'));
        QVERIFY(excerpt.marks[0].from <= 51);
        QCOMPARE(marked(excerpt), QStringList{u"mira"_s});
        QVERIFY(excerpt.text.endsWith(u" by mira on it"_s));
    }
};

QTEST_GUILESS_MAIN(ExcerptTest)
#include "tst_excerpt.moc"
