// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"

#include "core/report/markdowntext.h"

#include <QRegularExpression>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

// Jira's wiki markup: a backslash takes the meaning from a character, but two of them are a line break.
QString jiraText(const QString &given)
{
    QString out;
    const QString text = visible(given, true);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        const bool smiley = ((c == u':' || c == u';') && QStringView(u")(DPp").contains(next)) ||
                            (c == u'(' && QStringView(u"!?/xiyn+-*of").contains(next));
        if (c == u'\\')
            out += "&#92;"_L1;
        else if (smiley || QStringView(u"{}[]|*_-+^~?!#&").contains(c))
            out += u'\\' + c;
        else
            out += c;
    }
    // What makes a block at the start of a line. A backslash there is harmless where it is not eaten.
    static const QRegularExpression block(u"^(\\s*)(h[1-6]\\.|bq\\.)"_s, QRegularExpression::MultilineOption);
    return out.replace(block, u"\\1\\\\2"_s);
}

QString jiraSpan(const Span &span)
{
    const QString text = jiraText(span.text);
    const QString core = text.trimmed();
    if (core.isEmpty() || core.contains(u'\n') || span.style == Span::Plain)
        return text;
    const qsizetype at = text.indexOf(core);
    QString marked = core;
    if (span.style & Span::Code)
        marked = "{{"_L1 + marked + "}}"_L1;
    if (span.style & Span::Strong)
        marked = u'*' + marked + u'*';
    if (span.style & Span::Emphasis)
        marked = u'_' + marked + u'_';
    return text.first(at) + marked + text.sliced(at + core.size());
}

QString jiraSpans(const Block &block)
{
    QString out;
    for (const Span &span : block.spans)
        out += jiraSpan(span);
    return out;
}

QString jiraTable(const Block &table)
{
    QStringList lines;
    for (const Block &row : table.children) {
        const QString bar = row.head ? u"||"_s : u"|"_s;
        QString line = bar;
        for (const Block &cell : row.children) {
            const QString text = jiraSpans(cell).simplified();
            line += (text.isEmpty() ? u" "_s : text) + bar; // an empty cell would be another bar
        }
        lines << line;
    }
    return lines.join(u'\n');
}

void jiraList(const Block &list, const QString &marks, QStringList &lines)
{
    const QString mark = marks + (list.level > 0 ? u'#' : u'*');
    for (const Block &item : list.children) {
        QStringList texts;
        for (const Block &part : item.children) {
            if (part.kind != Kind::List)
                texts << (part.spans.isEmpty() ? jiraText(plainOf({part})) : jiraSpans(part));
        }
        lines << mark + u' ' + texts.join(u' ').simplified();
        for (const Block &part : item.children) {
            if (part.kind == Kind::List)
                jiraList(part, mark, lines);
        }
    }
}

QString jiraBlock(const Block &block)
{
    QStringList lines;
    switch (block.kind) {
    case Kind::Heading:
        return u"h%1. "_s.arg(block.level) + jiraSpans(block).simplified();
    case Kind::Code: {
        QString text = visible(block.spans.isEmpty() ? QString() : block.spans.first().text, true);
        text.replace("{noformat"_L1, "{ noformat"_L1, Qt::CaseInsensitive);
        return "{noformat}\n"_L1 + text + "\n{noformat}"_L1;
    }
    case Kind::Rule:
        return u"----"_s;
    case Kind::Quote:
        return "{quote}\n"_L1 + jiraOf(block.children).trimmed() + "\n{quote}"_L1;
    case Kind::List:
        jiraList(block, {}, lines);
        return lines.join(u'\n');
    case Kind::Table:
        return jiraTable(block);
    default:
        return block.spans.isEmpty() ? jiraOf(block.children).trimmed() : jiraSpans(block);
    }
}

// "Name: value" for two cells; a title row says nothing then.
QString factLines(const Block &table)
{
    QStringList lines;
    for (const Block &row : table.children) {
        QStringList cells;
        for (const Block &cell : row.children)
            cells << plainOf({cell}).simplified();
        if (cells.size() == 2 && row.head)
            continue;
        lines << cells.join(cells.size() == 2 ? u": "_s : u" | "_s);
    }
    return lines.join(u'\n');
}

} // namespace

QString jiraOf(const Blocks &blocks)
{
    QStringList parts;
    for (const Block &block : blocks)
        parts << jiraBlock(block);
    return parts.isEmpty() ? QString() : parts.join("\n\n"_L1) + u'\n';
}

QString serviceNowOf(const Blocks &blocks)
{
    QStringList parts;
    for (const Block &block : blocks) {
        if (block.kind == Kind::Heading)
            parts << plainOf({block}).toUpper();
        else
            parts << (block.kind == Kind::Table ? factLines(block) : plainOf({block}));
    }
    QString text = parts.join("\n\n"_L1) + u'\n';
    text.replace("[code"_L1, "[ code"_L1, Qt::CaseInsensitive); // what follows would be HTML
    return text.replace("[/code"_L1, "[ /code"_L1, Qt::CaseInsensitive);
}

} // namespace tocsin::report
