// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/preparedreport.h"

#include "core/entities/defang.h"
#include "core/entities/distinct.h"
#include "core/report/markdownreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Report;
using domain::Session;
using entities::defangedText;
using report::Block;
using report::Blocks;

namespace {

Blocks read(const QString &text)
{
    report::MarkdownOptions options;
    options.defang = true;
    return report::readMarkdown(text, options);
}

Blocks listOf(const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    Block list;
    list.kind = Block::Kind::List;
    for (const QString &line : lines) {
        Block item;
        item.kind = Block::Kind::Item;
        item.children = read(line);
        list.children.append(item);
    }
    return {list};
}

QList<PreparedReport::Part> conversationOf(const Session &session)
{
    const bool isAll = session.report && session.messages.size() < 3; // question and answer
    QList<PreparedReport::Part> parts;
    if (isAll)
        return parts;
    for (const domain::SessionMessage &message : session.messages) {
        if (message.text.trimmed().isEmpty())
            continue;
        QString title = message.role;
        if (message.at.isValid())
            title += (title.isEmpty() ? QString() : u" · "_s) + message.at.toUTC().toString(Qt::ISODate);
        parts.append({title, read(message.text)});
    }
    return parts;
}

} // namespace

PreparedReport prepareReport(const Session &session, double escalateFrom)
{
    const Report report = session.report.value_or(Report());
    PreparedReport made;
    made.isThere = session.report.has_value();
    made.risk = report.risk ? report.risk : session.risk;
    made.riskText = report.riskText;
    Report rated = report; // the risk may stand beside the report
    rated.risk = made.risk;
    made.escalation = report::escalation(rated, escalateFrom);
    made.escalateFrom = escalateFrom;
    made.summary = read(report.summary);
    for (const domain::ReportFinding &finding : report.findings)
        made.findings.append({defangedText(finding.title), finding.severity, finding.severityText,
                              read(finding.text), listOf(finding.evidence), finding.techniques});
    made.entities = entities::distinct(report.entities);
    for (const QString &id : report::techniquesOf(report))
        made.techniques.append(report::techniqueFor(id));
    for (const QString &step : report.recommendations)
        made.recommendations.append({step, read(step)});
    made.queries = report.queries;
    for (const domain::ReportSection &section : report.sections)
        made.sections.append({defangedText(section.title), read(section.text)});
    made.conversation = conversationOf(session);
    made.raw = session.raw.isEmpty() ? report.raw : session.raw;
    return made;
}

} // namespace tocsin::ui
