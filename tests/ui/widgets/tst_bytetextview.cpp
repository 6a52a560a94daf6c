// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/theme.h"
#include "ui/widgets/bytetextview.h"

#include <QtTest>

using namespace tocsin::ui;
using namespace Qt::StringLiterals;

class ByteTextViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void proseIsCutBetweenWords();
    void aWordLongerThanTheLineIsCutBetweenCharacters();
    void aLineThatFillsTheWidthHasNoEmptyOneBehindIt_data();
    void aLineThatFillsTheWidthHasNoEmptyOneBehindIt();

private:
    static QByteArrayList linesOf(const ByteTextView &view)
    {
        QByteArrayList lines;
        for (qsizetype i = 0; i < view.lineCount(); ++i)
            lines.append(view.line(i).toByteArray());
        return lines;
    }
    void give(ByteTextView &view, const QByteArray &bytes)
    {
        view.resize(400, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.setBytes(bytes);
    }

    std::unique_ptr<Theme> m_theme;
};

void ByteTextViewTest::proseIsCutBetweenWords()
{
    const QByteArray prose = QByteArray("every word of it stands in one line. ").repeated(9) + "end";
    ByteTextView view(*m_theme);
    give(view, prose);
    QVERIFY(!view.line(0).endsWith(' ') || !view.line(1).endsWith(' ')); // by the number of bytes alone
    view.setWordsKept(true);
    const QByteArrayList lines = linesOf(view);
    QVERIFY(lines.size() > 3);
    QCOMPARE(lines.join(), prose);
    for (qsizetype i = 0; i < lines.size() - 1; ++i)
        QVERIFY2(lines[i].endsWith(' '), lines[i].constData());
}

void ByteTextViewTest::aWordLongerThanTheLineIsCutBetweenCharacters()
{
    const QByteArray word = QByteArray("\xc3\xbc").repeated(300);
    ByteTextView view(*m_theme);
    view.setWordsKept(true);
    give(view, word);
    QVERIFY(view.lineCount() > 3);
    QCOMPARE(linesOf(view).join(), word);
    for (const QByteArray &line : linesOf(view))
        QVERIFY(line.isValidUtf8());
}

void ByteTextViewTest::aLineThatFillsTheWidthHasNoEmptyOneBehindIt_data()
{
    QTest::addColumn<bool>("wordsKept");
    QTest::newRow("bytes") << false;
    QTest::newRow("prose") << true;
}

void ByteTextViewTest::aLineThatFillsTheWidthHasNoEmptyOneBehindIt()
{
    QFETCH(bool, wordsKept);
    ByteTextView view(*m_theme);
    view.setWordsKept(wordsKept);
    give(view, QByteArray(1000, 'x'));
    const QByteArray full(view.line(0).size(), 'x');
    view.setBytes(full + "\n" + full + "\nend");
    QCOMPARE(linesOf(view), (QByteArrayList{full + "\n", full + "\n", "end"}));
}

QTEST_MAIN(ByteTextViewTest)
#include "tst_bytetextview.moc"
