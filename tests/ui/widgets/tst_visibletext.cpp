// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedview.h"
#include "ui/widgets/visibletext.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin::ui;

class TestVisibleText final : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatWouldHideOrTurnText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"Zoë, 漢字 😀"_s << u"Zoë, 漢字 😀"_s;
        QTest::newRow("override") << u"a\u202Eb"_s << u"a⟨U+202E⟩b"_s;
        QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"⟨U+2066⟩x⟨U+2069⟩"_s;
        QTest::newRow("zero width") << u"a\u200Bb\uFEFF"_s << u"a⟨U+200B⟩b⟨U+FEFF⟩"_s;
        QTest::newRow("controls") << u"a\tb\nc\r"_s + QChar(0) << u"a␉b␊c␍␀"_s;
        QTest::newRow("escape") << u"\u001b[31mred\u007f"_s << u"␛[31mred␡"_s;
        QTest::newRow("C1") << QString(QChar(0x9b)) << u"⟨U+009B⟩"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd800)) + u'x' << u"\uFFFDx"_s;
        QTest::newRow("tag character") << u"\U000E0041"_s << u"⟨U+E0041⟩"_s;
    }
    void showsWhatWouldHideOrTurnText()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(visibleText(text), shown);
    }

    void cutsLongTextAndSaysByHowMuch()
    {
        const QString shown = visibleText(QString(10'000, u'x'), 100);
        QVERIFY(shown.startsWith(QString(100, u'x') + u"… (+"_s));
        QVERIFY(shown.size() < 120);
        QVERIFY(visibleText(QByteArray(1'000'000, 'x'), 100).size() < 120);
    }

    void toolTipsCannotHoldMarkup()
    {
        const QString tip = toolTipText(u"<img src='file:///etc/passwd'>&amp;\u202E");
        QVERIFY(!tip.contains(u"<img"_s));
        QVERIFY(tip.contains(u"&lt;img"_s) && tip.contains(u"&amp;amp;"_s) && tip.contains(u"U+202E"_s));
    }

    void aLabelIsPlainWhateverItIsGiven()
    {
        PlainLabel label(u"<b>x</b>"_s, PlainLabel::Fit::Elide);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), u"<b>x</b>"_s);
        QVERIFY(!label.toolTip().contains(u"<b>"_s));
        QCOMPARE(label.original(), u"<b>x</b>"_s);
    }

    void tenMebibytesInOneLineAreShownQuicklyAndCopiedExactly()
    {
        Theme theme(*qApp);
        ByteTextView text(theme);
        HexView hex(theme);
        QByteArray body(10 * 1024 * 1024, 'a');
        body.replace(5'000'000, 4, "\xf0\x9f\x98\x80");
        QElapsedTimer timer;
        timer.start();
        for (QAbstractScrollArea *view :
             {static_cast<QAbstractScrollArea *>(&text), static_cast<QAbstractScrollArea *>(&hex)}) {
            view->resize(600, 400);
            view->show();
        }
        text.setBytes(body);
        hex.setBytes(body);
        text.select(5'000'000, 4);
        hex.select(5'000'000, 4);
        text.grab();
        hex.grab();
        QVERIFY(text.lineCount() > 10'000);
        QCOMPARE(text.selectedBytes(), QByteArray("\xf0\x9f\x98\x80"));
        QCOMPARE(hex.selectedBytes(), QByteArray("\xf0\x9f\x98\x80"));
        QTest::keyClick(&hex, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"f0 9f 98 80"_s);
        qInfo("both views: %lld ms", timer.elapsed());
    }

    void segmentsShowBlanksAndShortenLongOnes()
    {
        Theme theme(*qApp);
        SegmentedView view(theme);
        view.setSegments({{"17", Tone::SegTime},
                          {".", Tone::SegLiteral},
                          {QByteArray("a b\n") + QByteArray(5000, 'z'), Tone::SegBody}});
        QVERIFY(view.shownText().startsWith(u"17.a·b↵z"_s));
        QVERIFY(view.shownText().contains(u"more bytes"_s));
        QVERIFY(view.shownText().size() < 1100);
        QVERIFY(view.heightForWidth(300) > view.heightForWidth(900));
    }
};

QTEST_MAIN(TestVisibleText)
#include "tst_visibletext.moc"
