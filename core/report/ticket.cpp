// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/ticket.h"

#include "core/entities/defang.h"
#include "core/entities/distinct.h"
#include "core/report/blockwriter.h"
#include "core/report/markdownreader.h"
#include "core/report/markdowntext.h"
#include "core/report/source.h"

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

constexpr qsizetype longestTitle = 160;
constexpr qsizetype longestText = 8'000; // of the description and of the summary
constexpr qsizetype mostFindings = 10;
constexpr qsizetype mostEntities = 60;

class Body
{
public:
    explicit Body(const Ticket &ticket) : m_ticket(ticket) {}

    Blocks make()
    {
        m_blocks.append(paragraph(QString(tlpLabel(m_ticket.tlp)), Span::Strong));
        facts();
        text(u"Description"_s, m_ticket.incident.description);
        if (m_ticket.report)
            investigation(*m_ticket.report);
        indicators();
        m_blocks.append(
            paragraph(u"Written by %1 at %2."_s.arg(generator(), isoTime(m_ticket.at)), Span::Emphasis));
        return std::move(m_blocks);
    }

private:
    QString shown(const QString &text) const { return m_ticket.defang ? entities::defangedText(text) : text; }

    void text(const QString &title, const QString &text)
    {
        if (text.trimmed().isEmpty())
            return;
        m_blocks.append(heading(3, title));
        m_blocks.append(paragraph(shown(text.left(longestText).trimmed())));
    }

    void facts()
    {
        const domain::Incident &one = m_ticket.incident;
        const QList<std::pair<QString, QString>> all{
            {u"Incident"_s, one.number != 0 ? QString::number(one.number) : one.id},
            {u"Provider"_s, one.provider},
            {u"Severity"_s,
             one.severityText.isEmpty() ? QString(domain::severityId(one.severity)) : one.severityText},
            {u"Status"_s,
             one.statusText.isEmpty() ? QString(domain::incidentStatusId(one.status)) : one.statusText},
            {u"Owner"_s, one.owner},
            {u"Created"_s, isoTime(one.created)},
            {u"First activity"_s, isoTime(one.firstActivity)},
            {u"Last activity"_s, isoTime(one.lastActivity)},
            {u"Tactics"_s, one.tactics.join(", "_L1)},
            {u"Products"_s, one.products.join(", "_L1)},
            {u"Address"_s, one.url},
        };
        Block table;
        table.kind = Kind::Table;
        table.children.append(row({u"What"_s, u"Value"_s}, true));
        for (const auto &[name, value] : all) {
            if (!value.trimmed().isEmpty())
                table.children.append(row({name, shown(value)}));
        }
        m_blocks.append(table);
    }

    void investigation(const domain::Report &report)
    {
        m_blocks.append(heading(3, u"Investigation"_s));
        m_blocks.append(
            paragraph(u"Risk: "_s + shown(riskText(report)) +
                      (m_ticket.session.isEmpty() ? QString() : u". Session: "_s + m_ticket.session)));
        if (!report.summary.trimmed().isEmpty())
            m_blocks.append(read(report.summary.left(longestText)));
        QStringList findings;
        for (const domain::ReportFinding &finding :
             report.findings.first(std::min(report.findings.size(), mostFindings)))
            findings << finding.title + (finding.severityText.isEmpty()
                                             ? QString()
                                             : u" ("_s + finding.severityText + u')');
        if (report.findings.size() > mostFindings)
            findings << u"and %1 more"_s.arg(report.findings.size() - mostFindings);
        list(u"Findings"_s, findings);
        list(u"Recommendations"_s, report.recommendations);
    }

    // Headings of a text from outside go below those of the ticket.
    Blocks read(const QString &markdown) const
    {
        Blocks blocks = readMarkdown(markdown, {m_ticket.defang});
        for (Block &block : blocks) {
            if (block.kind == Kind::Heading)
                block.level = std::min(6, block.level + 3);
        }
        return blocks;
    }

    void list(const QString &title, const QStringList &lines)
    {
        if (lines.isEmpty())
            return;
        m_blocks.append(heading(4, title));
        Block list;
        list.kind = Kind::List;
        for (const QString &line : lines) {
            Block item;
            item.kind = Kind::Item;
            item.children = read(line.left(longestText));
            list.children.append(item);
        }
        m_blocks.append(list);
    }

    void indicators()
    {
        QList<domain::Entity> all = m_ticket.entities;
        if (m_ticket.report)
            all += m_ticket.report->entities;
        all = entities::distinct(all);
        if (all.isEmpty())
            return;
        m_blocks.append(heading(3, m_ticket.defang ? u"Indicators (defanged)"_s : u"Indicators"_s));
        Block table;
        table.kind = Kind::Table;
        table.children.append(row({u"Kind"_s, u"Value"_s}, true));
        for (const domain::Entity &entity : all.first(std::min(all.size(), mostEntities))) {
            const QString value =
                m_ticket.defang ? entities::defangedText(entities::defanged(entity)) : entity.value;
            Block cells =
                row({entity.kindText.isEmpty() ? QString(domain::entityKindId(entity.kind)) : entity.kindText,
                     QString()});
            cells.children[1] = cell(value, Span::Code);
            table.children.append(cells);
        }
        m_blocks.append(table);
        if (all.size() > mostEntities)
            m_blocks.append(paragraph(u"and %1 more"_s.arg(all.size() - mostEntities)));
    }

    const Ticket &m_ticket;
    Blocks m_blocks;
};

} // namespace

QString ticketTitle(const Ticket &ticket)
{
    const domain::Incident &one = ticket.incident;
    const QString severity =
        one.severityText.isEmpty() ? QString(domain::severityId(one.severity)) : one.severityText;
    const QString title =
        one.title.simplified().isEmpty() ? u"incident"_s : one.title.simplified().left(longestTitle);
    const QString words = u"[%1] "_s.arg(tlpLabel(ticket.tlp)) +
                          (severity.isEmpty() ? QString() : severity.simplified().left(20) + ": "_L1) +
                          title + (one.number != 0 ? u" (incident %1)"_s.arg(one.number) : QString());
    return visible(ticket.defang ? entities::defangedText(words) : words, false);
}

QString ticketBody(const Ticket &ticket, TicketForm form)
{
    const Blocks blocks = Body(ticket).make();
    switch (form) {
    case TicketForm::Jira:
        return jiraOf(blocks);
    case TicketForm::ServiceNow:
        return serviceNowOf(blocks);
    case TicketForm::Markdown:
        break;
    }
    return markdownOf(blocks);
}

} // namespace tocsin::report
