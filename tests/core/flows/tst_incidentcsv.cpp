// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentcsv.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestIncidentCsv final : public QObject
{
    Q_OBJECT

private slots:
    void aLineForEachIncidentUnderTheTitles()
    {
        storage::IncidentRow row;
        row.key.number = 40'001;
        row.key.provider = u"sentinel"_s;
        row.severity = domain::Severity::High;
        row.severityText = u"High"_s;
        row.status = domain::IncidentStatus::New;
        row.title = u"Mailbox rule, forwards \"outside\""_s;
        row.at = 1'767'225'600 * microsPerSecond;
        row.tactics = {u"Exfiltration"_s, u"Persistence"_s};
        const QList<QByteArray> lines = flows::incidentsCsv({row, row}).split('\n');
        QCOMPARE(lines.size(), 4); // the last one is empty
        QVERIFY(lines[0].startsWith("number,provider,severity,status,title,owner,at,"));
        QVERIFY(lines[1].startsWith("40001,sentinel,High,new,\"Mailbox rule, forwards \"\"outside\"\"\",,"
                                    "2026-01-01T00:00:00.000Z,,,,,\"Exfiltration; Persistence\","));
        QCOMPARE(lines[1], lines[2]);
        QCOMPARE(lines[0].count(','), 17);
    }

    void textFromOutsideBecomesNoFormula()
    {
        for (const QString &evil : {u"=cmd|' /C calc'!A0"_s, u"+1"_s, u"-1+2"_s, u"@SUM(A1)"_s, u"\t=1"_s}) {
            storage::IncidentRow row;
            row.key.number = 1;
            row.owner = evil;
            const QByteArray line = flows::incidentsCsv({row}).split('\n').at(1);
            QVERIFY2(line.contains(",'") || line.contains(",\"'"), line.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestIncidentCsv)

#include "tst_incidentcsv.moc"
