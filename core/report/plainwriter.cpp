// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"

#include "core/report/markdowntext.h"

#include <QStringList>

namespace tocsin::report {

using namespace Qt::StringLiterals;
using Kind = Block::Kind;

namespace {

QString itemOf(const Block &item, const QString &mark)
{
    const QString box = item.checked ? (*item.checked ? u"[x] "_s : u"[ ] "_s) : QString();
    return mark + box + plainOf(item.children);
}

QString lineOf(const Block &block)
{
    QString line;
    for (const Span &span : block.spans)
        line += visible(span.text, true);
    QStringList parts;
    if (block.kind == Kind::Row) {
        for (const Block &cell : block.children)
            parts << plainOf({cell});
        return parts.join(u'\t');
    }
    if (block.kind != Kind::List)
        return line + plainOf(block.children);
    int number = block.level;
    for (const Block &item : block.children)
        parts << itemOf(item, block.level > 0 ? QString::number(number++) + ". "_L1 : u"- "_s);
    return parts.join(u'\n');
}

} // namespace

QString plainOf(const Blocks &blocks)
{
    QStringList lines;
    for (const Block &block : blocks) {
        if (const QString line = lineOf(block); !line.isEmpty())
            lines << line;
    }
    return lines.join(u'\n');
}

} // namespace tocsin::report
