// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/block.h"

#include <QWidget>

namespace tocsin::ui {

class Theme;

// A text from outside, read into blocks, drawn with our own plain widgets: no markup, no picture and no link
// can come of it. Long ones are shown portion by portion, and nests of lists and quotes end as plain words.
class BlockView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BlockView)

public:
    BlockView(const Theme &theme, const report::Blocks &blocks, QWidget *parent = nullptr);

private:
    QWidget *widgetFor(const report::Block &block, int depth);
    QWidget *columnOf(const report::Blocks &blocks, int depth);
    QWidget *listOf(const report::Block &list, int depth);
    QWidget *itemOf(const QString &mark, const report::Block &item, int depth);
    QWidget *tableOf(const report::Block &table);
    QWidget *quoteOf(const report::Block &quote, int depth);
    QWidget *textOf(const QList<report::Span> &spans, quint8 more = report::Span::Plain);

    const Theme &m_theme;
};

} // namespace tocsin::ui
