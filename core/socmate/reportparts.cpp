// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/reportparts.h"

#include "core/socmate/fields.h"
#include "core/socmate/markdownparts.h"
#include "core/socmate/markdownreport.h"

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

namespace finding {
enum Field : int { Title, Text, SeverityWord, Evidence, Techniques, Count };
constexpr std::array aliases = {
    Alias{"title"_L1, Title},
    Alias{"finding"_L1, Title},
    Alias{"name"_L1, Title},
    Alias{"headline"_L1, Title},
    Alias{"description"_L1, Text},
    Alias{"details"_L1, Text},
    Alias{"detail"_L1, Text},
    Alias{"text"_L1, Text},
    Alias{"content"_L1, Text},
    Alias{"summary"_L1, Text},
    Alias{"severity"_L1, SeverityWord},
    Alias{"risk"_L1, SeverityWord},
    Alias{"priority"_L1, SeverityWord},
    Alias{"evidence"_L1, Evidence},
    Alias{"supportingevidence"_L1, Evidence},
    Alias{"evidences"_L1, Evidence},
    Alias{"mitretechniques"_L1, Techniques},
    Alias{"techniques"_L1, Techniques},
    Alias{"attacktechniques"_L1, Techniques},
    Alias{"mitre"_L1, Techniques},
    Alias{"mitreattack"_L1, Techniques},
    Alias{"technique"_L1, Techniques},
    Alias{"techniqueid"_L1, Techniques},
};
} // namespace finding

namespace entity {
enum Field : int { Kind, Value, Confidence, Count };
constexpr std::array aliases = {
    Alias{"type"_L1, Kind},
    Alias{"entitytype"_L1, Kind},
    Alias{"kind"_L1, Kind},
    Alias{"category"_L1, Kind},
    Alias{"value"_L1, Value},
    Alias{"entity"_L1, Value},
    Alias{"indicator"_L1, Value},
    Alias{"name"_L1, Value},
    Alias{"identifier"_L1, Value},
    Alias{"label"_L1, Value},
    Alias{"id"_L1, Value},
    Alias{"confidence"_L1, Confidence},
    Alias{"confidencescore"_L1, Confidence},
    Alias{"score"_L1, Confidence},
};
} // namespace entity

namespace query {
enum Field : int { Title, Language, Text, Count };
constexpr std::array aliases = {
    Alias{"title"_L1, Title},       Alias{"name"_L1, Title},     Alias{"purpose"_L1, Title},
    Alias{"description"_L1, Title}, Alias{"table"_L1, Title},    Alias{"language"_L1, Language},
    Alias{"type"_L1, Language},     Alias{"query"_L1, Text},     Alias{"kql"_L1, Text},
    Alias{"kqlquery"_L1, Text},     Alias{"querytext"_L1, Text}, Alias{"text"_L1, Text},
    Alias{"code"_L1, Text},         Alias{"content"_L1, Text},
};
} // namespace query

namespace section {
enum Field : int { Title, Text, Count };
constexpr std::array aliases = {
    Alias{"title"_L1, Title},   Alias{"heading"_L1, Title},    Alias{"name"_L1, Title},
    Alias{"text"_L1, Text},     Alias{"content"_L1, Text},     Alias{"body"_L1, Text},
    Alias{"markdown"_L1, Text}, Alias{"description"_L1, Text},
};
} // namespace section

constexpr std::array actionNames = {"action"_L1, "recommendation"_L1, "text"_L1, "step"_L1,
                                    "title"_L1,  "description"_L1,    "name"_L1};

// The items of a list; a single object is a list of one.
std::vector<Node> itemsOf(const Node &value)
{
    return value.isObject() ? std::vector<Node>{value} : value.items();
}

QString takeText(const Node &node)
{
    const QString text = node.text().value_or(QString());
    if (node.isScalar())
        node.markRead();
    return text;
}

domain::Entity entityOf(const QString &kind, const QString &value)
{
    domain::Entity found;
    found.kindText = kind;
    found.kind = domain::entityKindFromWord(kind);
    found.value = value;
    return found;
}

// A text that is more than an id stays among what is shown as a tree.
void collectTechniques(const Node &value, int depth, QStringList &ids)
{
    constexpr int deepest = 4; // objects by tactic, of arrays, of objects
    if (const std::optional<QString> text = value.text()) {
        const QStringList found = techniqueIds(*text);
        if (found.size() == 1 && found.first() == text->trimmed())
            value.markRead();
        ids += found;
    } else if (depth < deepest) {
        for (const Node &item : value.items())
            collectTechniques(item, depth + 1, ids);
        for (const Node::Member &member : value.members()) {
            ids += techniqueIds(member.name);
            collectTechniques(member.value, depth + 1, ids);
        }
    }
}

domain::ReportFinding findingOf(const Node &item)
{
    domain::ReportFinding one;
    if (item.isScalar()) {
        one.text = takeText(item);
    } else {
        const Fields fields = Fields::of(std::array{item}, finding::aliases, finding::Count);
        one.title = fields.text(finding::Title);
        one.text = fields.text(finding::Text);
        one.severityText = fields.text(finding::SeverityWord);
        one.severity = domain::severityFromPayload(one.severityText);
        const Node evidence = fields.peek(finding::Evidence);
        one.evidence = evidence.isScalar() ? QStringList{takeText(evidence)} : textsOf(evidence);
        one.techniques = readTechniques(fields.peek(finding::Techniques));
    }
    one.techniques += techniqueIds(QString(one.title + u' ' + one.text));
    one.techniques.removeDuplicates();
    return one;
}

} // namespace

QList<domain::ReportFinding> readFindings(const Node &value)
{
    QList<domain::ReportFinding> found;
    if (value.isScalar()) {
        for (const QString &line : markdownLines(takeText(value))) {
            domain::ReportFinding one;
            one.text = line;
            one.techniques = techniqueIds(line);
            found.append(one);
        }
    }
    for (const Node &item : itemsOf(value)) {
        const domain::ReportFinding one = findingOf(item);
        if (one != domain::ReportFinding())
            found.append(one);
    }
    return found;
}

QList<domain::Entity> readEntities(const Node &value)
{
    QList<domain::Entity> found;
    for (const Node &item : value.items()) {
        if (item.isScalar()) {
            found.append(entityOf({}, takeText(item)));
            continue;
        }
        const Fields fields = Fields::of(std::array{item}, entity::aliases, entity::Count);
        domain::Entity one = entityOf(fields.text(entity::Kind), fields.text(entity::Value));
        one.confidence = fields.number(entity::Confidence);
        if (!one.value.isEmpty())
            found.append(one);
    }
    for (const Node::Member &group : value.members()) { // grouped by kind: "ips": [...]
        QString kind = group.name;
        if (domain::entityKindFromWord(kind) == domain::EntityKind::Other && kind.endsWith(u's'))
            kind.chop(1);
        QList<domain::Entity> inGroup =
            group.value.isScalar() ? QList{entityOf({}, takeText(group.value))} : readEntities(group.value);
        for (domain::Entity &one : inGroup) {
            if (one.kindText.isEmpty())
                one = entityOf(kind, one.value);
            found.append(one);
        }
    }
    return found;
}

QList<domain::ReportQuery> readQueries(const Node &value)
{
    QList<domain::ReportQuery> found;
    if (value.isScalar())
        found.append({{}, {}, takeText(value)});
    for (const Node &item : itemsOf(value)) {
        if (item.isScalar()) {
            found.append({{}, {}, takeText(item)});
            continue;
        }
        const Fields fields = Fields::of(std::array{item}, query::aliases, query::Count);
        const domain::ReportQuery one{fields.text(query::Title), fields.text(query::Language),
                                      fields.text(query::Text)};
        if (!one.text.isEmpty() || !one.title.isEmpty())
            found.append(one);
    }
    return found;
}

QList<domain::ReportSection> readSections(const Node &value)
{
    QList<domain::ReportSection> found;
    for (const Node &item : value.items()) {
        if (item.isScalar()) {
            found.append({{}, takeText(item)});
            continue;
        }
        const Fields fields = Fields::of(std::array{item}, section::aliases, section::Count);
        const domain::ReportSection one{fields.text(section::Title), fields.text(section::Text)};
        if (one != domain::ReportSection())
            found.append(one);
    }
    for (const Node::Member &member : value.members()) { // { "Business impact": "text" }
        if (member.value.isString())
            found.append({member.name, takeText(member.value)});
    }
    return found;
}

QStringList readRecommendations(const Node &value)
{
    if (value.isScalar())
        return markdownLines(takeText(value));
    QStringList found;
    for (const Node &item : itemsOf(value)) {
        if (item.isScalar()) {
            found.append(takeText(item));
            continue;
        }
        for (const QLatin1StringView name : actionNames) {
            const Node part = item.member(name);
            if (part.isString() && !part.isEmpty()) {
                found.append(takeText(part));
                break;
            }
        }
    }
    return found;
}

QStringList readTechniques(const Node &value)
{
    QStringList ids;
    collectTechniques(value, 0, ids);
    ids.removeDuplicates();
    return ids;
}

} // namespace tocsin::socmate
