// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/blockview.h"

#include "core/report/blockwriter.h"
#include "ui/report/codebox.h"
#include "ui/report/portions.h"
#include "ui/report/spantext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QFrame>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using report::Block;
using report::Blocks;
using report::Span;

namespace {
constexpr qsizetype portion = 30; // blocks, items or rows at a time
constexpr int deepest = 6;        // nested lists and quotes
constexpr qsizetype mostColumns = 12;

QString codeText(const Block &block)
{
    QString text;
    for (const Span &span : block.spans)
        text += span.text;
    return text;
}

QString markOf(const Block &list, qsizetype index)
{
    const Block &item = list.children.at(index);
    if (item.checked)
        return *item.checked ? u"☑"_s : u"☐"_s;
    return list.level > 0 ? QString::number(list.level + index) + u'.' : u"•"_s;
}

QFrame *rule()
{
    auto *line = new QFrame;
    line->setProperty("look", u"rule"_s);
    line->setFixedHeight(1);
    return line;
}

} // namespace

BlockView::BlockView(const Theme &theme, const Blocks &blocks, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(columnOf(blocks, 0));
}

QWidget *BlockView::columnOf(const Blocks &blocks, int depth)
{
    if (blocks.size() == 1)
        return widgetFor(blocks.constFirst(), depth);
    return new Portions(blocks.size(), portion, [this, blocks, depth](qsizetype index) {
        return widgetFor(blocks.at(index), depth);
    });
}

QWidget *BlockView::widgetFor(const Block &block, int depth)
{
    if (depth > deepest)
        return textOf({{report::plainOf({block}), Span::Plain}});
    switch (block.kind) {
    case Block::Kind::Heading:
        return textOf(block.spans, Span::Strong);
    case Block::Kind::Code:
        return new CodeBox(m_theme, codeText(block), {}, block.language);
    case Block::Kind::List:
        return listOf(block, depth);
    case Block::Kind::Table:
        return tableOf(block);
    case Block::Kind::Quote:
        return quoteOf(block, depth);
    case Block::Kind::Rule:
        return rule();
    case Block::Kind::Item:
        return itemOf(u"•"_s, block, depth);
    case Block::Kind::Row:
    case Block::Kind::Cell: // outside a table there are none
    case Block::Kind::Paragraph:
        break;
    }
    return textOf(block.spans);
}

QWidget *BlockView::textOf(const QList<Span> &spans, quint8 more)
{
    QList<Span> styled = spans;
    for (Span &span : styled)
        span.style |= more;
    auto *text = new SpanText(m_theme);
    text->setSpans(styled);
    return text;
}

QWidget *BlockView::listOf(const Block &list, int depth)
{
    auto *items = new Portions(list.children.size(), portion, [this, list, depth](qsizetype index) {
        return itemOf(markOf(list, index), list.children.at(index), depth);
    });
    items->setSpacing(4);
    return items;
}

QWidget *BlockView::itemOf(const QString &mark, const Block &item, int depth)
{
    auto *both = new QWidget;
    auto *sign = new PlainLabel(mark);
    sign->setLook(u"muted"_s);
    sign->setMinimumWidth(14);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(columnOf(item.children, depth + 1), 1);
    return both;
}

QWidget *BlockView::quoteOf(const Block &quote, int depth)
{
    auto *both = new QWidget;
    auto *bar = new QFrame;
    bar->setProperty("look", u"rule"_s);
    bar->setFixedWidth(3);
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    row->addWidget(bar);
    row->addWidget(columnOf(quote.children, depth + 1), 1);
    return both;
}

// A row is a widget of its own with equal shares, so that rows can come portion by portion.
QWidget *BlockView::tableOf(const Block &table)
{
    auto *rows = new Portions(table.children.size(), portion, [this, table](qsizetype index) {
        const Block &line = table.children.at(index);
        auto *whole = new QWidget;
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        for (qsizetype i = 0; i < qMin(line.children.size(), mostColumns); ++i)
            row->addWidget(textOf(line.children.at(i).spans, line.head ? Span::Strong : Span::Plain), 1);
        auto *column = new QVBoxLayout(whole);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        column->addLayout(row);
        column->addWidget(rule());
        return whole;
    });
    rows->setSpacing(4);
    return rows;
}

} // namespace tocsin::ui
