// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/markdownreport.h"

#include "core/socmate/document.h"
#include "core/socmate/markdownparts.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

enum class Role : quint8 { Section, Summary, Findings, Recommendations, Queries, Entities, Techniques, Risk };

struct HeadingWord
{
    QLatin1StringView folded; // contained in the folded heading
    Role role;
};

// The first that fits wins: "Key findings summary" is about findings.
constexpr std::array headingWords = {
    HeadingWord{"recommend"_L1, Role::Recommendations},
    HeadingWord{"nextsteps"_L1, Role::Recommendations},
    HeadingWord{"remediation"_L1, Role::Recommendations},
    HeadingWord{"responsesteps"_L1, Role::Recommendations},
    HeadingWord{"actionitems"_L1, Role::Recommendations},
    HeadingWord{"finding"_L1, Role::Findings},
    HeadingWord{"kql"_L1, Role::Queries},
    HeadingWord{"quer"_L1, Role::Queries},
    HeadingWord{"mitre"_L1, Role::Techniques},
    HeadingWord{"attck"_L1, Role::Techniques},
    HeadingWord{"technique"_L1, Role::Techniques},
    HeadingWord{"indicator"_L1, Role::Entities},
    HeadingWord{"iocs"_L1, Role::Entities},
    HeadingWord{"entit"_L1, Role::Entities},
    HeadingWord{"observable"_L1, Role::Entities},
    HeadingWord{"riskscore"_L1, Role::Risk},
    HeadingWord{"risklevel"_L1, Role::Risk},
    HeadingWord{"riskassessment"_L1, Role::Risk},
    HeadingWord{"summary"_L1, Role::Summary},
    HeadingWord{"overview"_L1, Role::Summary},
};
constexpr std::array queryLanguages = {"kql"_L1, "kusto"_L1,  "sql"_L1, "spl"_L1,
                                       "eql"_L1, "lucene"_L1, "esql"_L1};

Role roleOf(const QString &heading)
{
    const QString folded = foldedName(heading);
    for (const HeadingWord &word : headingWords) {
        if (folded.contains(word.folded))
            return word.role;
    }
    return Role::Section;
}

void append(QString &to, const QString &text)
{
    if (!text.isEmpty())
        to += to.isEmpty() ? text : u"\n\n"_s + text;
}

class Builder
{
public:
    explicit Builder(domain::Report &report) : m_report(report) {}

    void part(const MarkdownPart &part, bool first)
    {
        // Below a named heading the deeper ones belong to it, whatever their words are.
        if (part.level > 0 && (m_role == Role::Section || part.level <= m_level)) {
            m_role = roleOf(part.heading);
            m_level = part.level;
            m_own = true;
        } else if (part.level > 0) {
            m_own = false;
        }
        takeFences(part);
        if (part.level == 0 || (first && m_role == Role::Section && part.level == 1))
            return front(part);
        switch (m_role) {
        case Role::Summary:
            return append(m_report.summary, m_own ? part.text : part.heading + u"\n\n"_s + part.text);
        case Role::Findings:
            return findings(part);
        case Role::Recommendations:
            if (!m_own)
                m_report.recommendations.append(part.heading);
            m_report.recommendations += markdownLines(part.text);
            return;
        case Role::Queries:
            if (part.hasOther || !part.items.isEmpty()) // else it is all among the queries
                m_report.sections.append({part.heading, part.text});
            return;
        default:
            m_report.sections.append({part.heading, part.text});
        }
    }

private:
    void front(const MarkdownPart &part)
    {
        if (m_report.title.isEmpty())
            m_report.title = part.heading;
        else if (!part.heading.isEmpty() && part.heading != m_report.title)
            append(m_report.summary, part.heading);
        append(m_report.summary, part.text);
        m_role = Role::Section;
        m_level = 0;
    }

    void findings(const MarkdownPart &part)
    {
        if (!m_own) {
            m_report.findings.append(finding(part.heading, part.text));
            return;
        }
        for (const QString &line : markdownLines(part.text))
            m_report.findings.append(finding({}, line));
    }

    static domain::ReportFinding finding(const QString &title, const QString &text)
    {
        domain::ReportFinding one;
        one.title = title;
        one.text = text;
        one.techniques = techniqueIds(QString(title + u' ' + text));
        return one;
    }

    void takeFences(const MarkdownPart &part)
    {
        for (const MarkdownPart::Fence &fence : part.fences) {
            const QString language = fence.language.toLower();
            const bool spoken =
                std::ranges::any_of(queryLanguages, [&](QLatin1StringView one) { return language == one; });
            if (!fence.text.trimmed().isEmpty() && (spoken || m_role == Role::Queries))
                m_report.queries.append({part.heading, fence.language.toUpper(), fence.text});
        }
    }

    domain::Report &m_report;
    Role m_role = Role::Section;
    int m_level = 0;
    bool m_own = false; // the part is that of the heading that gave the role
};

std::optional<double> riskIn(const QString &text)
{
    static const QRegularExpression pattern(
        uR"(risk[\s_]*(?:score|rating|level)?\s*\**\s*[:=|]?\s*\**\s*(\d{1,3}(?:\.\d{1,3})?)(?:\s*/\s*\d+)?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(text.left(256 * 1024));
    return match.hasMatch() ? std::optional(match.captured(1).toDouble()) : std::nullopt;
}

} // namespace

QStringList markdownLines(const QString &text)
{
    QStringList lines;
    for (const MarkdownPart &part : markdownParts(text)) {
        if (!part.heading.isEmpty())
            lines.append(part.heading);
        // A text that is a list throughout is its items; else its paragraphs, so that nothing falls out.
        const bool isList = !part.items.isEmpty() && part.fences.empty() && !part.hasOther;
        QStringList found = isList ? part.items : part.text.split(u"\n\n"_s, Qt::SkipEmptyParts);
        for (QString &line : found)
            line = line.trimmed();
        found.removeAll(QString());
        lines += found;
    }
    return lines;
}

domain::Report readMarkdownReport(const QString &text)
{
    domain::Report report;
    report.shape = domain::Report::Shape::Text;
    Builder builder(report);
    bool first = true;
    for (const MarkdownPart &part : markdownParts(text))
        builder.part(part, std::exchange(first, false));
    report.techniques = techniqueIds(text);
    report.risk = riskIn(text);
    return report;
}

void addMarkdown(domain::Report &report, const QString &text)
{
    const domain::Report found = readMarkdownReport(text);
    const bool twice = (!report.findings.isEmpty() && !found.findings.isEmpty()) ||
                       (!report.recommendations.isEmpty() && !found.recommendations.isEmpty());
    if (twice) // which of the two is right is not ours to say
        report.sections.append({{}, text});
    if (report.title.isEmpty())
        report.title = found.title;
    if (!report.risk && report.riskText.isEmpty())
        report.risk = found.risk;
    if (report.summary.isEmpty())
        report.summary = found.summary;
    else if (!twice && !found.summary.isEmpty() && found.summary != report.summary)
        report.sections.append({{}, found.summary});
    if (report.findings.isEmpty())
        report.findings = found.findings;
    if (report.recommendations.isEmpty())
        report.recommendations = found.recommendations;
    for (const domain::ReportQuery &query : found.queries) {
        if (!report.queries.contains(query))
            report.queries.append(query);
    }
    if (!twice)
        report.sections += found.sections;
    for (const QString &id : found.techniques) {
        if (!report.techniques.contains(id))
            report.techniques.append(id);
    }
}

} // namespace tocsin::socmate
