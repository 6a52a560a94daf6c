// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/exports.h"

#include "core/json/place.h"
#include "core/report/attack.h"
#include "core/report/jsontext.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

QJsonValue number(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonArray textsOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonArray findingsOf(const domain::Report &report)
{
    QJsonArray all;
    for (const domain::ReportFinding &finding : report.findings)
        all.append(QJsonObject{{"title"_L1, finding.title},
                               {"text"_L1, finding.text},
                               {"severity"_L1, QString(domain::severityId(finding.severity))},
                               {"severityAsSent"_L1, finding.severityText},
                               {"evidence"_L1, textsOf(finding.evidence)},
                               {"techniques"_L1, textsOf(finding.techniques)}});
    return all;
}

QJsonArray entitiesOf(const domain::Report &report)
{
    QJsonArray all;
    for (const domain::Entity &entity : report.entities)
        all.append(QJsonObject{{"kind"_L1, QString(domain::entityKindId(entity.kind))},
                               {"kindAsSent"_L1, entity.kindText},
                               {"value"_L1, entity.value},
                               {"confidence"_L1, number(entity.confidence)}});
    return all;
}

QJsonArray techniqueObjects(const domain::Report &report)
{
    QJsonArray all;
    for (const QString &id : techniquesOf(report)) {
        const Technique technique = techniqueFor(id);
        all.append(QJsonObject{{"id"_L1, technique.id},
                               {"name"_L1, technique.known() ? QJsonValue(technique.name) : QJsonValue()},
                               {"tactics"_L1, textsOf(technique.tactics)}});
    }
    return all;
}

QJsonObject reportOf(const Source &source, const domain::Report &report)
{
    QJsonArray queries;
    for (const domain::ReportQuery &query : report.queries)
        queries.append(
            QJsonObject{{"title"_L1, query.title}, {"language"_L1, query.language}, {"text"_L1, query.text}});
    QJsonArray sections;
    for (const domain::ReportSection &section : report.sections)
        sections.append(QJsonObject{{"title"_L1, section.title}, {"text"_L1, section.text}});
    const Escalation answer = escalation(report, source.escalateFrom);
    return {{"title"_L1, report.title},
            {"question"_L1, report.question},
            {"persona"_L1, report.persona},
            {"risk"_L1, number(report.risk)},
            {"riskAsSent"_L1, report.riskText},
            {"escalate"_L1,
             answer == Escalation::CannotTell ? QJsonValue() : QJsonValue(answer == Escalation::Yes)},
            {"escalateFrom"_L1, source.escalateFrom},
            {"summary"_L1, report.summary},
            {"findings"_L1, findingsOf(report)},
            {"entities"_L1, entitiesOf(report)},
            {"techniques"_L1, techniqueObjects(report)},
            {"recommendations"_L1, textsOf(report.recommendations)},
            {"queries"_L1, queries},
            {"sections"_L1, sections},
            {"unmapped"_L1, textsOf(report.unmapped)}};
}

QJsonObject sessionOf(const domain::Session &session)
{
    QJsonArray messages;
    for (const domain::SessionMessage &message : session.messages)
        messages.append(QJsonObject{
            {"role"_L1, message.role}, {"at"_L1, isoTime(message.at)}, {"text"_L1, message.text}});
    return {{"id"_L1, session.id},
            {"status"_L1, session.statusText},
            {"title"_L1, session.title},
            {"query"_L1, session.query},
            {"persona"_L1, session.persona},
            {"provider"_L1, session.provider},
            {"error"_L1, session.error},
            {"created"_L1, isoTime(session.created)},
            {"updated"_L1, isoTime(session.updated)},
            {"messages"_L1, messages}};
}

} // namespace

QByteArray jsonExport(const Source &source)
{
    const QJsonObject root{
        {"format"_L1, "tocsin-report"_L1},
        {"formatVersion"_L1, 1},
        {"generator"_L1, generator()},
        {"exported"_L1, isoTime(source.at)},
        {"author"_L1, source.author},
        {"tlp"_L1, QString(tlpLabel(source.tlp))},
        {"attackVersion"_L1, attackVersion()},
        {"incident"_L1, source.incident},
        {"session"_L1, sessionOf(source.session)},
        {"report"_L1, source.session.report ? QJsonValue(reportOf(source, source.report())) : QJsonValue()}};
    QByteArray out = jsonText(root);
    // What the server sent goes in byte for byte, so that nothing is lost by our reading of it.
    const QByteArray raw = source.session.raw.isEmpty() ? source.report().raw : source.session.raw;
    if (const auto whole = json::placed(out.trimmed(), "/raw", embeddable(raw)))
        out = *whole + '\n';
    return out;
}

} // namespace tocsin::report
