// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/graph.h"
#include "core/domain/incident.h"
#include "core/domain/session.h"

#include <QtTest>

using namespace tocsin::domain;
using namespace Qt::StringLiterals;

class AnalystWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyEntityTypeLeadsBackFromItsWord()
    {
        for (const EntityKind kind : entityKinds)
            QCOMPARE(entityKindFromWord(entityKindId(kind).toString().toUpper()), kind);
        QCOMPARE(entityKindFromWord(u"File Hash"), EntityKind::Hash);
        QCOMPARE(entityKindFromWord(u"campaign"), EntityKind::Other);
        QCOMPARE(entityKindId(EntityKind::Other), "other"_L1);
    }

    void everyRelationLeadsBackFromItsWord()
    {
        for (int i = 1; i <= int(RelationKind::InvestigatedIn); ++i) {
            const QLatin1StringView id = relationKindId(RelationKind(i));
            QVERIFY(!id.isEmpty());
            QCOMPARE(relationKindFromWord(id.toString().toLower().replace(u'_', u'-')), RelationKind(i));
        }
        QCOMPARE(relationKindFromWord(u"RHYMES_WITH"), RelationKind::Other);
    }

    void statusesCompareWithoutCase()
    {
        QCOMPARE(incidentStatusFromWord(u"Closed"), IncidentStatus::Closed);
        QCOMPARE(incidentStatusFromWord(u"triaged"), IncidentStatus::Unknown);
        QCOMPARE(sessionStateFromWord(u"COMPLETED"), SessionState::Completed);
        QCOMPARE(sessionStateFromWord(u"Timed out"), SessionState::Failed);
        QCOMPARE(sessionStateFromWord(u"pondering"), SessionState::Running);
    }

    void stagesAreFoundInAnySpelling()
    {
        QCOMPARE(stageFromWord(u" Entity-Extraction "), std::optional(Stage::EntityExtraction));
        QCOMPARE(stageFromWord(u"REPORT_GENERATION"), std::optional(Stage::ReportGeneration));
        QVERIFY(!stageFromWord(u"coffee"));
    }
};

QTEST_GUILESS_MAIN(AnalystWordsTest)
#include "tst_analystwords.moc"
