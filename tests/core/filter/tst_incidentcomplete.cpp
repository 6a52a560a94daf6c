// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/incidentcomplete.h"
#include "core/filter/incidentquery.h"

#include <QtTest>

using namespace tocsin::filter;
using namespace Qt::StringLiterals;

namespace {

IncidentVocabulary vocabulary()
{
    IncidentVocabulary words;
    words.owners = QStringList{u"kim"_s, u"M. Ito"_s};
    words.tags = QStringList{u"mine"_s};
    words.tactics = QStringList{u"InitialAccess"_s, u"Impact"_s};
    return words;
}

// The text after each offer was taken, with the cursor at the '^'.
QStringList taken(QString text)
{
    const qsizetype cursor = text.indexOf(u'^');
    text.remove(cursor, 1);
    QStringList results;
    for (const Completion &offer : completeIncidents(text, cursor, vocabulary())) {
        QString result = text;
        results.append(result.replace(offer.replaceFrom, offer.replaceLength, offer.insertText));
    }
    return results;
}

} // namespace

class IncidentCompleteTest : public QObject
{
    Q_OBJECT

private slots:
    void offersFitTheWordAtTheCursor_data()
    {
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("sev^") << QStringList{u"severity>="_s};
        QTest::newRow("x -ow^") << QStringList{u"x -owner:"_s};
        QTest::newRow("owner:k^") << QStringList{u"owner:kim"_s};
        QTest::newRow("owner:i^") << QStringList{u"owner:kim"_s, u"owner:\"M. Ito\""_s};
        QTest::newRow("tag:^") << QStringList{u"tag:\"\""_s, u"tag:mine"_s};
        QTest::newRow("tactic:Impact,in^") << QStringList{u"tactic:Impact,InitialAccess"_s};
        QTest::newRow("severity>=hi^") << QStringList{u"severity>=high"_s};
        QTest::newRow("severity>=no^") << QStringList{u"severity>=unknown"_s}; // nothing is above none
        QTest::newRow("severity:no^") << QStringList{u"severity:none"_s, u"severity:unknown"_s};
        QTest::newRow("status:c^") << QStringList{u"status:closed"_s, u"status:active"_s};
        QTest::newRow("is:un^") << QStringList{u"is:unseen"_s};
        QTest::newRow("since:PT^") << QStringList{u"since:PT24H"_s};
        QTest::newRow("since:las^") << QStringList{u"since:\"last 7 days\""_s};
        QTest::newRow("changed:to^") << QStringList{u"changed:today"_s};
        QTest::newRow("verdict:v^") << QStringList();
        QTest::newRow("\"sev^") << QStringList();
    }

    void offersFitTheWordAtTheCursor()
    {
        QFETCH(const QStringList, expected);
        QCOMPARE(taken(QString::fromLatin1(QTest::currentDataTag())), expected);
    }

    void whatIsOfferedForAWordParses()
    {
        for (const auto &field : incidentFields()) {
            const QString text = field.name + u':';
            for (const Completion &offer : completeIncidents(text, text.size(), vocabulary())) {
                const QString whole = text + offer.insertText;
                QVERIFY2(parseIncidents(whole).has_value(), qPrintable(whole));
            }
        }
    }
};

QTEST_APPLESS_MAIN(IncidentCompleteTest)

#include "tst_incidentcomplete.moc"
