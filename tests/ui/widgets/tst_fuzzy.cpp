// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/fuzzy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using tocsin::ui::fuzzyScore;

class TestFuzzy final : public QObject
{
    Q_OBJECT

private slots:
    void lettersMustOccurInOrder()
    {
        QVERIFY(fuzzyScore(u"snt", u"Send a test"));
        QVERIFY(fuzzyScore(u"SEND", u"send a test"));
        QVERIFY(!fuzzyScore(u"tset x", u"Send a test"));
        QVERIFY(fuzzyScore(u"", u"anything"));
    }
    void startsOfWordsWinOverTheMiddle()
    {
        QVERIFY(*fuzzyScore(u"st", u"Send a test") > *fuzzyScore(u"st", u"Restore"));
        QVERIFY(*fuzzyScore(u"curl", u"Copy as cURL") > *fuzzyScore(u"curl", u"Copy the listener's URL"));
        QVERIFY(*fuzzyScore(u"pin", u"Pin") > *fuzzyScore(u"pin", u"Pin or unpin the delivery"));
    }
};

QTEST_GUILESS_MAIN(TestFuzzy)
#include "tst_fuzzy.moc"
