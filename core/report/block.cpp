// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/block.h"

namespace tocsin::report {

namespace {

Block of(Block::Kind kind, const QString &text, quint8 style)
{
    Block block;
    block.kind = kind;
    if (!text.isEmpty())
        block.spans = {{text, style}};
    return block;
}

} // namespace

Block heading(int level, const QString &text)
{
    Block block = of(Block::Kind::Heading, text, Span::Plain);
    block.level = level;
    return block;
}

Block paragraph(const QString &text, quint8 style)
{
    return of(Block::Kind::Paragraph, text, style);
}

Block code(const QString &text, const QString &language)
{
    Block block = of(Block::Kind::Code, text, Span::Plain);
    block.language = language;
    return block;
}

Block cell(const QString &text, quint8 style)
{
    return of(Block::Kind::Cell, text, style);
}

Block row(const QStringList &cells, bool head)
{
    Block block;
    block.kind = Block::Kind::Row;
    block.head = head;
    for (const QString &text : cells)
        block.children.append(cell(text));
    return block;
}

} // namespace tocsin::report
