// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/document.h"

#include "core/entities/defang.h"
#include "core/entities/distinct.h"
#include "core/report/attack.h"
#include "core/report/markdownreader.h"

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

constexpr qsizetype longestTitle = 300;
constexpr qsizetype longestWord = 40; // of what is a word, when all is well

class Document
{
public:
    explicit Document(const Source &source) : m_source(source), m_report(source.report()) {}

    Blocks make()
    {
        facts();
        section(u"Summary"_s, m_report.summary);
        findings();
        entities();
        techniques();
        recommendations();
        queries();
        for (const domain::ReportSection &part : m_report.sections)
            section(part.title.isEmpty() ? u"More"_s : shown(part.title), part.text);
        if (m_report.shape == domain::Report::Shape::None)
            messages();
        m_blocks.append(paragraph(
            u"Written by %1 from what the investigation answered. The texts are made by a "
            "machine from data that an attacker may have influenced: check them before acting."_s.arg(
                generator()),
            Span::Emphasis));
        return std::move(m_blocks);
    }

private:
    QString shown(const QString &text) const { return m_source.defang ? entities::defangedText(text) : text; }

    // Headings of a text from outside go below those of the document.
    Blocks markdown(const QString &text) const
    {
        Blocks blocks = readMarkdown(text, {m_source.defang});
        for (Block &block : blocks) {
            if (block.kind == Kind::Heading)
                block.level = std::min(6, block.level + 2);
        }
        return blocks;
    }

    void section(const QString &title, const QString &text)
    {
        if (text.trimmed().isEmpty())
            return;
        m_blocks.append(heading(2, title));
        m_blocks.append(markdown(text));
    }

    void table(const QStringList &heads, Blocks rows)
    {
        Block table;
        table.kind = Kind::Table;
        table.children.append(row(heads, true));
        table.children.append(std::move(rows));
        m_blocks.append(table);
    }

    void facts()
    {
        Blocks rows;
        for (const auto &[name, value] : factsOf(m_source))
            rows.append(row({name, shown(value)}));
        table({u"What"_s, u"Value"_s}, rows);
    }

    void findings()
    {
        if (m_report.findings.isEmpty())
            return;
        m_blocks.append(heading(2, u"Findings"_s));
        int number = 0;
        for (const domain::ReportFinding &finding : m_report.findings) {
            const QString severity = finding.severityText.isEmpty()
                                         ? QString(domain::severityId(finding.severity))
                                         : shown(finding.severityText).left(longestWord);
            m_blocks.append(heading(3, QString::number(++number) + ". "_L1 +
                                           shown(finding.title).left(longestTitle) +
                                           (severity.isEmpty() ? QString() : u" ("_s + severity + u')')));
            m_blocks.append(markdown(finding.text));
            list(finding.evidence);
            if (!finding.techniques.isEmpty())
                m_blocks.append(paragraph(u"ATT&CK: "_s + shown(finding.techniques.join(", "_L1))));
        }
    }

    void list(const QStringList &lines, bool boxes = false)
    {
        if (lines.isEmpty())
            return;
        Block list;
        list.kind = Kind::List;
        for (const QString &line : lines) {
            Block item;
            item.kind = Kind::Item;
            item.children = markdown(line);
            if (boxes)
                item.checked = false;
            list.children.append(item);
        }
        m_blocks.append(list);
    }

    void entities()
    {
        Blocks rows;
        for (const domain::Entity &entity : entitiesOf(m_source)) {
            Block cells =
                row({entity.kindText.isEmpty() ? QString(domain::entityKindId(entity.kind))
                                               : shown(entity.kindText).left(longestWord),
                     QString(), entity.confidence ? QString::number(*entity.confidence) : QString()});
            cells.children[1] = cell(entity.value, Span::Code);
            rows.append(cells);
        }
        if (rows.isEmpty())
            return;
        m_blocks.append(heading(2, u"Entities"_s));
        table({u"Kind"_s, u"Value"_s, u"Confidence"_s}, rows);
    }

    void techniques()
    {
        Blocks rows;
        for (const QString &id : techniquesOf(m_report)) {
            const Technique technique = techniqueFor(id);
            QStringList tactics;
            for (const QString &tactic : technique.tactics)
                tactics << tacticName(tactic);
            rows.append(row({shown(technique.id).left(longestWord), technique.name, tactics.join(", "_L1)}));
        }
        if (rows.isEmpty())
            return;
        m_blocks.append(heading(2, u"MITRE ATT&CK techniques"_s));
        table({u"Id"_s, u"Technique"_s, u"Tactics"_s}, rows);
        m_blocks.append(paragraph(
            u"Names from ATT&CK for Enterprise %1, © The MITRE Corporation."_s.arg(attackVersion())));
    }

    void recommendations()
    {
        if (m_report.recommendations.isEmpty())
            return;
        m_blocks.append(heading(2, u"Recommendations"_s));
        list(m_report.recommendations, true);
    }

    void queries()
    {
        if (m_report.queries.isEmpty())
            return;
        m_blocks.append(heading(2, u"Queries"_s));
        for (const domain::ReportQuery &query : m_report.queries) {
            if (!query.title.isEmpty())
                m_blocks.append(heading(3, shown(query.title).left(longestTitle)));
            m_blocks.append(code(query.text, query.language.toLower()));
        }
    }

    void messages()
    {
        for (const domain::SessionMessage &message : m_source.session.messages) {
            const QString at = message.at.isValid() ? u", "_s + isoTime(message.at) : QString();
            section((message.role.isEmpty() ? u"Message"_s : shown(message.role).left(longestWord)) + at,
                    message.text);
        }
    }

    const Source &m_source;
    const domain::Report m_report;
    Blocks m_blocks;
};

} // namespace

Blocks documentOf(const Source &source)
{
    return Document(source).make();
}

QString titleOf(const Source &source)
{
    const domain::Report report = source.report();
    for (const QString &title : {report.title, source.session.title, report.question, source.session.query}) {
        if (!title.trimmed().isEmpty())
            return title.simplified().left(longestTitle);
    }
    return u"Investigation "_s + source.session.id;
}

QString riskText(const domain::Report &report)
{
    if (report.risk)
        return QString::number(*report.risk);
    return report.riskText.isEmpty() ? u"not stated"_s : report.riskText;
}

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString generator()
{
    return QStringLiteral("Tocsin " TOCSIN_VERSION);
}

QList<std::pair<QString, QString>> factsOf(const Source &source)
{
    const domain::Report report = source.report();
    const domain::Session &session = source.session;
    QString escalate = u"cannot tell: the report states no number"_s;
    if (const Escalation answer = escalation(report, source.escalateFrom); answer != Escalation::CannotTell)
        escalate = answer == Escalation::Yes ? u"yes"_s : u"no"_s;
    const QList<std::pair<QString, QString>> all{
        {u"Risk"_s, riskText(report)},
        {u"Escalate (risk from %1)"_s.arg(source.escalateFrom), escalate},
        {u"Question"_s, report.question.isEmpty() ? session.query : report.question},
        {u"Incident"_s, source.incident},
        {u"Session"_s, session.id},
        {u"Status"_s, session.statusText},
        {u"Persona"_s, report.persona.isEmpty() ? session.persona : report.persona},
        {u"Provider"_s, session.provider},
        {u"Started"_s, isoTime(session.created)},
        {u"Last change"_s, isoTime(session.updated)},
        {u"Exported"_s, isoTime(source.at)},
        {u"By"_s, source.author},
    };
    QList<std::pair<QString, QString>> told;
    for (const auto &fact : all) {
        if (!fact.second.trimmed().isEmpty())
            told.append(fact);
    }
    return told;
}

QList<domain::Entity> entitiesOf(const Source &source)
{
    QList<domain::Entity> all = entities::distinct(source.report().entities);
    if (source.defang) {
        // The second for what is no address by its kind and holds one all the same: a command line.
        for (domain::Entity &entity : all)
            entity.value = entities::defangedText(entities::defanged(entity));
    }
    return all;
}

} // namespace tocsin::report
