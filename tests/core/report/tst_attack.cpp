// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/attack.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::report;
using namespace Qt::StringLiterals;

class AttackTest : public QObject
{
    Q_OBJECT

private slots:
    // The counts that MITRE gives for this version; each technique must belong to a tactic of the matrix.
    void tableIsWhole()
    {
        QFile file(u":/attack/techniques.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
        for (const auto name : {"source"_L1, "copyright"_L1, "licence"_L1})
            QVERIFY(!root[name].toString().isEmpty());
        int parents = 0, subs = 0;
        QSet<QString> ids;
        for (const QJsonValue entry : root["techniques"_L1].toArray()) {
            const QString id = entry["id"_L1].toString();
            QVERIFY2(isTechniqueId(id) && !ids.contains(id), qPrintable(id));
            ids.insert(id);
            ++(id.contains(u'.') ? subs : parents);
            QVERIFY2(!id.contains(u'.') || ids.contains(id.first(5)), qPrintable(id));
            QVERIFY2(techniqueFor(id).known() && !techniqueFor(id).tactics.isEmpty(), qPrintable(id));
            for (const QString &tactic : techniqueFor(id).tactics)
                QVERIFY2(tacticOrder().contains(tactic), qPrintable(id + tactic));
        }
        QCOMPARE(attackVersion(), u"18.0"_s);
        QCOMPARE(tacticOrder().size(), 14);
        QCOMPARE(parents, 216);
        QCOMPARE(subs, 475);
    }

    void namesTechniques()
    {
        QCOMPARE(techniqueFor(u" t1003.001 ").name, u"OS Credential Dumping: LSASS Memory"_s);
        QCOMPARE(techniqueFor(u"T1078").tactics,
                 (QStringList{u"initial-access"_s, u"persistence"_s, u"privilege-escalation"_s,
                              u"defense-evasion"_s}));
        QCOMPARE(tacticName(u"command-and-control"), u"Command and Control"_s);
    }

    void showsUnknownIdsAsTheyAre()
    {
        QCOMPARE(techniqueFor(u"T9999"), (Technique{u"T9999"_s, {}, {}}));
        QVERIFY(!techniqueFor(u"nonsense").known());
    }

    void findsThoseInTexts()
    {
        QCOMPARE(techniquesIn(u"Phishing (T1566.002), t1059.001; T1566.002 again. T1078: x"),
                 (QStringList{u"T1566.002"_s, u"T1059.001"_s, u"T1078"_s}));
        QCOMPARE(techniquesIn(u"the T1000, XT1078, T10781, T1078a, T1566.0021, T9999"), QStringList());
    }

    void gathersThoseOfAReport()
    {
        domain::Report report;
        report.techniques = {u"T1078"_s};
        report.summary = u"by T1566.002"_s;
        domain::ReportFinding finding;
        finding.text = u"T1059"_s;
        finding.techniques = {u"t1078"_s, u"T1110"_s};
        report.findings = {finding};
        report.recommendations = {u"against T1110 and T1003"_s};
        QCOMPARE(techniquesOf(report),
                 (QStringList{u"T1078"_s, u"T1110"_s, u"T1566.002"_s, u"T1059"_s, u"T1003"_s}));
    }
};

QTEST_GUILESS_MAIN(AttackTest)
#include "tst_attack.moc"
