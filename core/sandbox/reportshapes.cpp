// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/shapes.h"

// The report as an object and as Markdown (socmate.md 5.7: neither form is documented).

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

QString techniqueLine(const QString &id, const Library &library)
{
    const Technique technique = library.techniques.value(id);
    return technique.name.isEmpty() ? id : u"%1 %2 (%3)"_s.arg(id, technique.name, technique.tactic);
}

QJsonArray techniquesJson(const QStringList &ids, const Library &library)
{
    QJsonArray rows;
    for (const QString &id : ids) {
        const Technique technique = library.techniques.value(id);
        rows.append(QJsonObject{
            {u"technique_id"_s, id}, {u"name"_s, technique.name}, {u"tactic"_s, technique.tactic}});
    }
    return rows;
}

QJsonArray findingsJson(const QList<domain::ReportFinding> &findings)
{
    QJsonArray rows;
    for (const domain::ReportFinding &finding : findings)
        rows.append(QJsonObject{{u"title"_s, finding.title},
                                {u"description"_s, finding.text},
                                {u"severity"_s, finding.severityText},
                                {u"evidence"_s, QJsonArray::fromStringList(finding.evidence)},
                                {u"mitre_techniques"_s, QJsonArray::fromStringList(finding.techniques)}});
    return rows;
}

QJsonArray entitiesJson(const QList<domain::Entity> &entities)
{
    QJsonArray rows;
    for (const domain::Entity &entity : entities) {
        QJsonObject row = {{u"type"_s, entity.kindText}, {u"value"_s, entity.value}};
        if (entity.confidence)
            row[u"confidence"_s] = *entity.confidence;
        rows.append(row);
    }
    return rows;
}

QString findingText(const domain::ReportFinding &finding, qsizetype number, const Library &library)
{
    QString text = u"### %1. %2\n\n**Severity:** %3\n\n%4\n\n"_s.arg(number).arg(
        finding.title, finding.severityText, finding.text);
    for (const QString &line : finding.evidence)
        text += u"- "_s + line + u'\n';
    for (const QString &id : finding.techniques)
        text += u"- ATT&CK: "_s + techniqueLine(id, library) + u'\n';
    return text + u'\n';
}

} // namespace

QJsonObject reportJson(const domain::Report &report, const Library &library)
{
    QJsonArray queries;
    for (const domain::ReportQuery &query : report.queries)
        queries.append(QJsonObject{{u"description"_s, query.title},
                                   {u"language"_s, query.language.toLower()},
                                   {u"query"_s, query.text}});
    QJsonArray sections;
    for (const domain::ReportSection &section : report.sections)
        sections.append(QJsonObject{{u"title"_s, section.title}, {u"content"_s, section.text}});
    QJsonObject object = {{u"title"_s, report.title},
                          {u"question"_s, report.question},
                          {u"persona"_s, report.persona},
                          {u"summary"_s, report.summary},
                          {u"findings"_s, findingsJson(report.findings)},
                          {u"entities"_s, entitiesJson(report.entities)},
                          {u"mitre_attack"_s, techniquesJson(report.techniques, library)},
                          {u"queries"_s, queries},
                          {u"recommendations"_s, QJsonArray::fromStringList(report.recommendations)},
                          {u"sections"_s, sections}};
    if (report.risk)
        object[u"risk_score"_s] = *report.risk;
    return object;
}

QString reportMarkdown(const domain::Report &report, const Library &library)
{
    QString text = u"# "_s + report.title + u"\n\n"_s;
    if (report.risk)
        text += u"**Risk score:** %1 / 10\n\n"_s.arg(*report.risk, 0, 'f', 1);
    text += u"## Summary\n\n"_s + report.summary + u"\n\n## Findings\n\n"_s;
    for (qsizetype i = 0; i < report.findings.size(); ++i)
        text += findingText(report.findings[i], i + 1, library);
    text += u"## Entities\n\n| Type | Value | Confidence |\n| --- | --- | --- |\n"_s;
    for (const domain::Entity &entity : report.entities)
        text += u"| %1 | %2 | %3 |\n"_s.arg(entity.kindText, QString(entity.value).replace(u'|', u"\\|"_s),
                                            entity.confidence ? QString::number(*entity.confidence, 'f', 2)
                                                              : QString());
    text += u"\n## MITRE ATT&CK\n\n"_s;
    for (const QString &id : report.techniques)
        text += u"- "_s + techniqueLine(id, library) + u'\n';
    if (!report.queries.isEmpty())
        text += u"\n## KQL queries\n\n"_s;
    for (const domain::ReportQuery &query : report.queries)
        text += query.title + u":\n\n```kql\n"_s + query.text + u"\n```\n\n"_s;
    text += u"\n## Recommendations\n\n"_s;
    for (qsizetype i = 0; i < report.recommendations.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(report.recommendations[i]);
    for (const domain::ReportSection &section : report.sections)
        text += u"\n## "_s + section.title + u"\n\n"_s + section.text + u'\n';
    return text;
}

} // namespace tocsin::sandbox
