// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/httpmessage.h"
#include "core/domain/severity.h"
#include "core/domain/verdict.h"

#include <QtTest>

using namespace tocsin::domain;

class WordsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyVerdictHasAWordThatLeadsBack()
    {
        for (int i = 0; i < verdictCount; ++i)
            QCOMPARE(verdictFromId(QString(verdictId(Verdict(i)))), std::optional(Verdict(i)));
        QVERIFY(!verdictFromId(u"maybe"));
    }

    void severityComparesWithoutCaseAndKeepsUnknownBelowInfo()
    {
        QCOMPARE(severityFromPayload(u"HIGH"), Severity::High);
        QCOMPARE(severityFromPayload(u"informational"), Severity::Info);
        QCOMPARE(severityFromPayload(u"spicy"), Severity::Unknown);
        QCOMPARE(severityFromPayload(u" "), Severity::None);
        QVERIFY(Severity::Unknown < Severity::Info && Severity::Info < Severity::Low);
    }

    void fieldNamesIgnoreCaseAndDuplicatesAreCounted()
    {
        HttpMessage message;
        message.target = "/hooks/a?x=1";
        message.headers = {{"X-Timestamp", "1"}, {"x-timestamp", "2"}, {"Host", "h"}};
        QCOMPARE(message.countOf("X-TIMESTAMP"), 2);
        QCOMPARE(message.first("x-Timestamp"), QByteArray("1"));
        QVERIFY(message.first("X-Signature-256").isNull());
        QCOMPARE(message.path().toByteArray(), QByteArray("/hooks/a"));
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
