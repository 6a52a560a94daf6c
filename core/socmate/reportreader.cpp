// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/reportreader.h"

#include "core/socmate/fields.h"
#include "core/socmate/markdownparts.h"
#include "core/socmate/markdownreport.h"
#include "core/socmate/reportparts.h"

#include <algorithm>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

enum Field : int {
    Risk,
    RiskWord,
    Title,
    Question,
    Persona,
    Summary,
    Findings,
    Entities,
    Techniques,
    Recommendations,
    Queries,
    Sections,
    Text,
    FieldCount
};

constexpr std::array aliases = {
    Alias{"riskscore"_L1, Risk},
    Alias{"risk"_L1, Risk},
    Alias{"score"_L1, Risk},
    Alias{"risklevel"_L1, RiskWord},
    Alias{"riskrating"_L1, RiskWord},
    Alias{"title"_L1, Title},
    Alias{"headline"_L1, Title},
    Alias{"query"_L1, Question},
    Alias{"userquery"_L1, Question},
    Alias{"question"_L1, Question},
    Alias{"persona"_L1, Persona},
    Alias{"summary"_L1, Summary},
    Alias{"executivesummary"_L1, Summary},
    Alias{"overview"_L1, Summary},
    Alias{"abstract"_L1, Summary},
    Alias{"findings"_L1, Findings},
    Alias{"keyfindings"_L1, Findings},
    Alias{"observations"_L1, Findings},
    Alias{"entities"_L1, Entities},
    Alias{"iocs"_L1, Entities},
    Alias{"indicators"_L1, Entities},
    Alias{"indicatorsofcompromise"_L1, Entities},
    Alias{"affectedentities"_L1, Entities},
    Alias{"observables"_L1, Entities},
    Alias{"mitretechniques"_L1, Techniques},
    Alias{"attacktechniques"_L1, Techniques},
    Alias{"techniques"_L1, Techniques},
    Alias{"mitreattack"_L1, Techniques},
    Alias{"mitre"_L1, Techniques},
    Alias{"ttps"_L1, Techniques},
    Alias{"recommendations"_L1, Recommendations},
    Alias{"recommendedactions"_L1, Recommendations},
    Alias{"nextsteps"_L1, Recommendations},
    Alias{"responsesteps"_L1, Recommendations},
    Alias{"remediation"_L1, Recommendations},
    Alias{"actions"_L1, Recommendations},
    Alias{"kqlqueries"_L1, Queries},
    Alias{"queries"_L1, Queries},
    Alias{"executedqueries"_L1, Queries},
    Alias{"generatedqueries"_L1, Queries},
    Alias{"huntingqueries"_L1, Queries},
    Alias{"kql"_L1, Queries},
    Alias{"sections"_L1, Sections},
    Alias{"markdown"_L1, Text},
    Alias{"content"_L1, Text},
    Alias{"body"_L1, Text},
    Alias{"text"_L1, Text},
    Alias{"report"_L1, Text},
};

// Parts that have a name but no field: shown as sections under that name (socmate.md 5.7).
constexpr std::array sectionNames = {"businessimpact"_L1,
                                     "complianceimplications"_L1,
                                     "compliance"_L1,
                                     "impact"_L1,
                                     "timeline"_L1,
                                     "conclusion"_L1,
                                     "analysis"_L1,
                                     "details"_L1,
                                     "scope"_L1,
                                     "technicaldetails"_L1,
                                     "methodology"_L1,
                                     "limitations"_L1,
                                     "rawdata"_L1,
                                     "evidence"_L1,
                                     "executivesummary"_L1,
                                     "attacknarrative"_L1};

constexpr std::array reportMembers = {Summary, Findings, Recommendations, Techniques, Sections};

QString headingOf(const QString &name)
{
    QString words;
    for (const QChar c : name) {
        if (c.isUpper() && !words.isEmpty() && words.back().isLower())
            words += u' ';
        words += c == u'_' || c == u'-' ? u' ' : c.toLower();
    }
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

void readRisk(domain::Report &report, const Fields &fields)
{
    report.risk = fields.number(Risk);
    if (!report.risk)
        report.riskText = fields.text(Risk);
    const Node rated = fields.peek(Risk); // { "score": 7.5, "level": "high" }
    if (rated.isObject()) {
        constexpr std::array inner = {Alias{"score"_L1, Risk}, Alias{"value"_L1, Risk},
                                      Alias{"level"_L1, RiskWord}, Alias{"rating"_L1, RiskWord}};
        const Fields parts = Fields::of(std::array{rated}, inner, FieldCount);
        report.risk = parts.number(Risk);
        report.riskText = parts.text(RiskWord);
    }
    if (report.riskText.isEmpty())
        report.riskText = fields.text(RiskWord);
}

void readExtraSections(domain::Report &report, const Node &object, const Node &summary)
{
    for (const Node::Member &member : object.members()) {
        const bool named =
            std::ranges::any_of(sectionNames, [&](QLatin1StringView name) { return member.folded == name; });
        if (!named || member.value.isEmpty() || member.value.raw() == summary.raw())
            continue;
        const QStringList lines =
            member.value.isScalar() ? QStringList{*member.value.text()} : textsOf(member.value);
        if (lines.isEmpty())
            continue;
        if (member.value.isScalar())
            member.value.markRead();
        report.sections.append(
            {headingOf(member.name), member.value.isScalar() ? lines[0] : u"- "_s + lines.join(u"\n- "_s)});
    }
}

domain::Report readObject(const Document &document, const Node &object)
{
    domain::Report report;
    report.shape = domain::Report::Shape::Object;
    const Fields fields = Fields::of(std::array{object}, aliases, FieldCount);
    readRisk(report, fields);
    report.title = fields.text(Title);
    report.question = fields.text(Question);
    report.persona = fields.text(Persona);
    report.summary = fields.text(Summary);
    report.findings = readFindings(fields.peek(Findings));
    report.entities = readEntities(fields.peek(Entities));
    report.recommendations = readRecommendations(fields.peek(Recommendations));
    report.queries = readQueries(fields.peek(Queries));
    report.sections = readSections(fields.peek(Sections));
    readExtraSections(report, object, fields.peek(Summary));
    report.techniques = readTechniques(fields.peek(Techniques));
    for (const domain::ReportFinding &finding : report.findings)
        report.techniques += finding.techniques;
    report.techniques.removeDuplicates();
    if (const QString text = fields.text(Text); !text.isEmpty())
        addMarkdown(report, text);
    report.raw = object.raw();
    report.unmapped = document.unmapped(object);
    return report;
}

// A text that is JSON itself is what it holds.
domain::Report readText(const QString &text)
{
    if (text.trimmed().startsWith(u'{')) {
        const Result<Document> inner = Document::read(text.toUtf8());
        if (inner && holdsReport(inner->root()))
            return readObject(*inner, inner->root());
    }
    return readMarkdownReport(text);
}

} // namespace

bool holdsReport(const Node &object)
{
    const Fields fields = Fields::of(std::array{object}, aliases, FieldCount);
    return std::ranges::any_of(reportMembers, [&](Field field) { return fields.peek(field).isThere(); });
}

std::optional<domain::Report> readReport(const Document &document, const Node &value)
{
    if (value.isEmpty())
        return std::nullopt;
    if (value.isObject())
        return readObject(document, value);
    domain::Report report;
    if (value.isArray()) {
        report.shape = domain::Report::Shape::Object;
        report.sections = readSections(value);
        for (const domain::ReportSection &section : report.sections)
            report.techniques += techniqueIds(QString(section.title + u' ' + section.text));
        report.techniques.removeDuplicates();
        report.unmapped = document.unmapped(value);
    } else {
        report = readText(*value.text());
        value.markRead();
    }
    report.raw = value.raw();
    return report;
}

std::optional<domain::Report> reportOf(const QList<domain::SessionMessage> &messages)
{
    static constexpr std::array machines = {"assistant"_L1, "ai"_L1,    "agent"_L1,
                                            "bot"_L1,       "model"_L1, "socmate"_L1};
    for (auto message = messages.crbegin(); message != messages.crend(); ++message) {
        const bool machine = std::ranges::any_of(machines, [&](QLatin1StringView role) {
            return message->role.compare(role, Qt::CaseInsensitive) == 0;
        });
        if (!machine || message->text.trimmed().isEmpty())
            continue;
        domain::Report report = readText(message->text);
        report.shape = domain::Report::Shape::Messages;
        return report;
    }
    return std::nullopt;
}

} // namespace tocsin::socmate
