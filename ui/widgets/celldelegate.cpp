// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/celldelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace tocsin::ui {

CellDelegate::CellDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme)
{}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    painter->save();
    if (cell.state.testFlag(QStyle::State_Selected))
        painter->fillRect(cell.rect, m_theme.color(Tone::Selection));
    const QVariant tone = index.data(Qt::ForegroundRole);
    painter->setPen(tone.isValid() ? tone.value<QColor>() : m_theme.color(Tone::Text));
    painter->setFont(cell.font);
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a header reads from the left in every language
    const QRect inner = cell.rect.adjusted(padding, 0, -padding, 0);
    painter->drawText(inner,
                      int(Qt::AlignVCenter | QStyle::visualAlignment(cell.direction, Qt::AlignLeft)) |
                          Qt::TextSingleLine,
                      cell.fontMetrics.elidedText(cell.text, cell.textElideMode, inner.width()));
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    return {cell.fontMetrics.horizontalAdvance(cell.text) + 2 * padding + 2, cell.fontMetrics.height() + 6};
}

} // namespace tocsin::ui
