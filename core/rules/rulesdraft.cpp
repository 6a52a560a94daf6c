// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rulesdraft.h"

#include "core/json/edit.h"
#include "core/json/pointer.h"

#include <QRegularExpression>

#include <algorithm>

namespace tocsin::rules {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView noRules = "{\n}\n"; // a list of them is never empty
constexpr qsizetype longestName = 100;

QByteArray at(qsizetype rule, const QByteArray &pointer = {})
{
    return "/rules/" + QByteArray::number(rule) + pointer;
}

QString scalar(const std::optional<QByteArrayView> &value)
{
    return value ? QString::fromUtf8(json::scalarText(*value).value_or(QByteArray())) : QString();
}

// The blanks in front of the first rule, when it has a line of its own.
QByteArray indentOf(QByteArrayView text)
{
    const auto items = json::itemsAt(text, "/rules");
    if (!items || items->isEmpty())
        return "    ";
    const qsizetype from = items->constFirst().data() - text.data();
    const qsizetype lineFeed = text.first(from).lastIndexOf('\n');
    const QByteArrayView blanks = text.sliced(lineFeed + 1, from - lineFeed - 1);
    const bool blank =
        std::all_of(blanks.begin(), blanks.end(), [](char c) { return c == ' ' || c == '\t'; });
    return lineFeed >= 0 && blank && !blanks.isEmpty() ? blanks.toByteArray() : QByteArray("    ");
}

} // namespace

RulesDraft::RulesDraft(const QByteArray &text) : m_rules(QList<Rule>())
{
    setText(text);
}

void RulesDraft::setText(const QByteArray &text)
{
    m_text = text.trimmed().isEmpty() ? noRules.toByteArray() : text;
    if (m_text.size() > mostText) {
        m_rules = fail(
            Error::Kind::Malformed,
            u"line 1, file: larger than %1 KiB; keep it in a file and use tocsinctl listen --rules"_s.arg(
                mostText / 1024));
        m_isList = false;
        m_count = 0;
        return;
    }
    m_rules = readRules(m_text);
    const auto whole = json::valueAt(m_text, {});
    const auto items = json::itemsAt(m_text, "/rules");
    m_count = items ? items->size() : 0;
    m_isList = whole && whole->startsWith('{') && (items || !json::valueAt(m_text, "/rules")) &&
               (!items || std::all_of(items->begin(), items->end(),
                                      [](QByteArrayView item) { return item.startsWith('{'); }));
}

RulesDraft::Fault RulesDraft::fault() const
{
    if (m_rules)
        return {};
    static const QRegularExpression shape(u"^line (\\d+), ([^:]+): (.*)$"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression ofRule(u"^rules\\[(\\d+)\\]\\.?(.*)$"_s);
    const QRegularExpressionMatch match = shape.match(m_rules.error().detail);
    if (!match.hasMatch())
        return {1, u"file"_s, m_rules.error().detail, -1, {}};
    Fault fault{match.capturedView(1).toInt(), match.captured(2), match.captured(3), -1, {}};
    if (const QRegularExpressionMatch rule = ofRule.match(fault.member); rule.hasMatch()) {
        fault.rule = rule.capturedView(1).toInt();
        fault.place = rule.captured(2);
    }
    return fault;
}

bool RulesDraft::has(qsizetype rule, const QByteArray &pointer) const
{
    return json::valueAt(m_text, at(rule, pointer)).has_value();
}

QString RulesDraft::value(qsizetype rule, const QByteArray &pointer) const
{
    return scalar(json::valueAt(m_text, at(rule, pointer)));
}

QList<QByteArray> RulesDraft::items(qsizetype rule, const QByteArray &pointer) const
{
    QList<QByteArray> copies;
    const auto found = json::itemsAt(m_text, at(rule, pointer));
    for (const QByteArrayView item : found.value_or(QList<QByteArrayView>()))
        copies.append(item.toByteArray());
    return copies;
}

void RulesDraft::setRaw(qsizetype rule, const QByteArray &object, const QByteArray &name,
                        const QByteArray &json)
{
    if (json.isEmpty()) {
        if (auto without = json::withoutMember(m_text, at(rule, object), name))
            setText(*without);
        return;
    }
    if (!object.isEmpty() && !has(rule, object)) {
        if (auto made = json::withMember(m_text, at(rule), object.sliced(1), "{}"))
            m_text = *made;
    }
    if (auto with = json::withMember(m_text, at(rule, object), name, json))
        setText(*with);
}

void RulesDraft::setText(qsizetype rule, const QByteArray &object, const QByteArray &name,
                         const QString &value)
{
    setRaw(rule, object, name, value.isEmpty() ? QByteArray() : json::quotedText(value.toUtf8()));
}

void RulesDraft::setItems(qsizetype rule, const QByteArray &object, const QByteArray &name,
                          const QList<QByteArray> &items)
{
    const QByteArray indent = '\n' + indentOf(m_text) + indentOf(m_text).first(indentOf(m_text).size() / 2);
    const QByteArray deeper = indent + indentOf(m_text).first(indentOf(m_text).size() / 2);
    const bool isShort = items.size() < 2;
    QByteArray list;
    for (const QByteArray &item : items)
        list += (list.isEmpty() ? QByteArray() : QByteArray(",")) + (isShort ? QByteArray() : deeper) + item;
    setRaw(rule, object, name, items.isEmpty() ? QByteArray() : '[' + list + (isShort ? "]" : indent + ']'));
}

QList<QByteArray> RulesDraft::all() const
{
    QList<QByteArray> copies;
    for (const QByteArrayView item : json::itemsAt(m_text, "/rules").value_or(QList<QByteArrayView>()))
        copies.append(item.toByteArray());
    return copies;
}

void RulesDraft::writeAll(const QList<QByteArray> &rules)
{
    if (rules.isEmpty()) {
        if (auto without = json::withoutMember(m_text, {}, "rules"))
            setText(*without);
        return;
    }
    if (m_count == 0 && (m_text.simplified() == "{ }" || m_text.simplified() == "{}"))
        m_text = "{\n  \"rules\": []\n}\n";
    const QByteArray indent = indentOf(m_text);
    QByteArray list;
    for (const QByteArray &rule : rules)
        list += (list.isEmpty() ? QByteArray("\n") : QByteArray(",\n")) + indent + rule;
    list += '\n' + indent.first(indent.size() / 2);
    if (auto written = json::withMember(m_text, {}, "rules", '[' + list + ']'))
        setText(*written);
}

void RulesDraft::insert(qsizetype before, const QByteArray &rule)
{
    if (!m_isList)
        return;
    QList<QByteArray> rules = all();
    rules.insert(std::clamp<qsizetype>(before, 0, rules.size()), rule);
    writeAll(rules);
}

void RulesDraft::remove(qsizetype rule)
{
    QList<QByteArray> rules = all();
    if (!m_isList || rule < 0 || rule >= rules.size())
        return;
    rules.removeAt(rule);
    writeAll(rules);
}

void RulesDraft::move(qsizetype rule, qsizetype to)
{
    QList<QByteArray> rules = all();
    if (!m_isList || std::min(rule, to) < 0 || std::max(rule, to) >= rules.size())
        return;
    rules.move(rule, to);
    writeAll(rules);
}

void RulesDraft::duplicate(qsizetype rule)
{
    const QList<QByteArray> rules = all();
    if (!m_isList || rule < 0 || rule >= rules.size())
        return;
    const QByteArray name = json::quotedText(freeName(value(rule, "/name")).toUtf8());
    insert(rule + 1, json::withMember(rules[rule], {}, "name", name).value_or(rules[rule]));
}

QString RulesDraft::freeName(const QString &wanted) const
{
    QStringList taken;
    for (qsizetype i = 0; i < m_count; ++i)
        taken.append(value(i, "/name"));
    static const QRegularExpression number(u" \\d+$"_s);
    const QString stem = QString(wanted).remove(number).left(longestName - 4);
    QString name = wanted.left(longestName);
    for (int n = 2; taken.contains(name); ++n)
        name = u"%1 %2"_s.arg(stem).arg(n);
    return name;
}

QByteArray presetText(Preset preset, const QString &name)
{
    static constexpr const char *texts[presetCount] = {
        R"("answer": { "status": 200 })",
        R"("answer": { "status": 200, "failFirst": 2, "failStatus": 503, "retryAfterSeconds": 5 })",
        R"("answer": { "status": 200, "delayMs": 10000 })",
        R"("answer": {
        "status": 200,
        "headers": [{ "name": "Content-Type", "value": "application/json" }],
        "body": "{\"ok\":true,\"note\":\"this answer comes twenty bytes a second\"}",
        "dripBytesPerSecond": 20
      })",
        R"("answer": {
        "status": 200,
        "headers": [{ "name": "Content-Type", "value": "application/json" }],
        "body": "{\"ok\":true,\"note\":\"the second half of this is never sent\"}",
        "ending": "half-body"
      })",
        R"("answer": { "ending": "close" })",
        R"("answer": { "ending": "reset" })",
        R"("answer": { "status": 429, "retryAfterSeconds": 60 })",
        R"("answer": { "status": 308, "redirect": "https://example.org/hooks" })",
        R"("when": { "verdicts": ["mismatch", "missing-signature", "missing-timestamp", "malformed"] },
      "answer": { "status": 401 })",
        R"("answer": {
        "status": 200,
        "headers": [{ "name": "Content-Type", "value": "application/json" }],
        "body": "{\"id\":\"${id}\",\"event\":\"${json./event}\",\"attempt\":${attempt}}"
      })",
    };
    return "{\n      \"name\": " + json::quotedText(name.toUtf8()) + ",\n      " + texts[int(preset)] +
           "\n    }";
}

} // namespace tocsin::rules
