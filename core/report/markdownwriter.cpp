// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"

#include "core/report/markdowntext.h"

#include <algorithm>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

// What begins a block at the start of a line; "escaped" cares for what is markup anywhere.
QString guardedLine(QString line)
{
    const qsizetype first =
        std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' ' && c != u'\t'; }) -
        line.begin();
    line.remove(0, first);
    if (line.startsWith(u'-') || line.startsWith(u'+') || line.startsWith(u'=') || line.startsWith(u':'))
        return u'\\' + line;
    qsizetype digits = 0;
    while (digits < line.size() && line[digits].isDigit())
        ++digits;
    if (digits > 0 && digits < line.size() && (line[digits] == u'.' || line[digits] == u')'))
        line.insert(digits, u'\\');
    return line;
}

QString styled(const Span &span, bool inTable)
{
    if (span.style & Span::Code) {
        QString text = codeSpan(span.text, span.text.size());
        return inTable ? text.replace(u'|', "\\|"_L1) : text;
    }
    const QString text = escaped(span.text, span.text.size());
    QString mark;
    if (span.style & Span::Strong)
        mark += "**"_L1;
    if (span.style & Span::Emphasis)
        mark += u'*';
    if (span.style & Span::Strike)
        mark += "~~"_L1;
    // Marks hold only next to letters: blanks stay outside.
    const QString core = text.trimmed();
    if (mark.isEmpty() || core.isEmpty())
        return text;
    const qsizetype at = text.indexOf(core);
    QString back = mark;
    std::reverse(back.begin(), back.end());
    return text.first(at) + mark + core + back + text.sliced(at + core.size());
}

// Each piece of a text between its line feeds.
QString spansOf(const Block &block, bool inTable = false)
{
    QString out;
    for (const Span &span : block.spans) {
        const QStringList lines = span.text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 0)
                out += inTable ? u" "_s : u"\\\n"_s;
            if (!lines[i].isEmpty())
                out += styled({lines[i], span.style}, inTable);
        }
    }
    if (inTable)
        return out.trimmed();
    QStringList lines = out.split(u'\n');
    for (QString &line : lines)
        line = guardedLine(line);
    out = lines.join(u'\n');
    while (out.endsWith("\\\n"_L1)) // a break at the end would be a backslash
        out.chop(2);
    return out;
}

QString fenced(const Block &block)
{
    const QString text = visible(block.spans.isEmpty() ? QString() : block.spans.first().text, true);
    qsizetype longest = 2;
    qsizetype run = 0;
    for (const QChar c : text) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    QString language;
    for (const QChar c : block.language) {
        if (c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'#'))
            language += c;
    }
    const QString fence(longest + 1, u'`');
    return fence + language + u'\n' + text + (text.endsWith(u'\n') || text.isEmpty() ? u""_s : u"\n"_s) +
           fence;
}

QString tableOf(const Block &table)
{
    QStringList lines;
    for (const Block &row : table.children) {
        QString line = u"|"_s;
        QString rule = u"|"_s;
        for (const Block &cell : row.children) {
            line += u' ' + spansOf(cell, true) + " |"_L1;
            rule += "---|"_L1;
        }
        lines << line;
        if (row.head)
            lines << rule;
    }
    return lines.join(u'\n');
}

QString indented(const QString &text, const QString &first, const QString &next)
{
    QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i)
        lines[i] = lines[i].isEmpty() && i > 0 ? next.trimmed() : (i == 0 ? first : next) + lines[i];
    return lines.join(u'\n');
}

QString listOf(const Block &list, bool &other)
{
    QStringList items;
    int number = list.level;
    for (const Block &item : list.children) {
        // Lists next to each other are told apart by their mark.
        const QString mark = list.level > 0 ? QString::number(number++) + (other ? u") "_s : u". "_s)
                                            : (other ? u"* "_s : u"- "_s);
        const QString box = item.checked ? (*item.checked ? u"[x] "_s : u"[ ] "_s) : QString();
        items << indented(box + markdownOf(item.children).trimmed(), mark, QString(mark.size(), u' '));
    }
    other = !other;
    return items.join(u'\n');
}

} // namespace

QString markdownOf(const Blocks &blocks)
{
    QStringList parts;
    bool other = false;
    for (const Block &block : blocks) {
        switch (block.kind) {
        case Kind::Heading:
            parts << QString(block.level, u'#') + u' ' + spansOf(block).replace("\\\n"_L1, " "_L1);
            break;
        case Kind::Paragraph:
            parts << spansOf(block);
            break;
        case Kind::Code:
            parts << fenced(block);
            break;
        case Kind::Rule:
            parts << u"***"_s;
            break;
        case Kind::Quote:
            parts << indented(markdownOf(block.children).trimmed(), u"> "_s, u"> "_s);
            break;
        case Kind::List:
            parts << listOf(block, other);
            continue;
        case Kind::Table:
            parts << tableOf(block);
            break;
        default: // pieces of lists and tables do not stand alone
            parts << markdownOf(block.children);
        }
        other = false;
    }
    return parts.isEmpty() ? QString() : parts.join("\n\n"_L1) + u'\n';
}

} // namespace tocsin::report
