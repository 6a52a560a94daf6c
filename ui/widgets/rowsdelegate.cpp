// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/rowsdelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/celldelegate.h"

#include <QPainter>

namespace tocsin::ui {

RowsDelegate::RowsDelegate(const Theme &theme, int placeholderRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_placeholderRole(placeholderRole)
{}

void RowsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a path reads from the left in every language
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(Tone::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(Tone::Hover));
    const QRect inner = option.rect.adjusted(CellDelegate::padding, 0, -CellDelegate::padding, 0);
    if (index.data(m_placeholderRole).toBool()) {
        const int width = qMin(inner.width(), 36 + (index.row() * 37 + index.column() * 53) % 60);
        painter->fillRect(QRect(inner.x(), inner.center().y() - 3, width, 6), m_theme.color(Tone::Hairline));
    } else {
        paintCell(*painter, option, index, inner);
    }
    painter->restore();
}

void RowsDelegate::drawText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                            const QRect &rect, Qt::TextElideMode elide)
{
    const auto align =
        QStyle::visualAlignment(option.direction, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
    painter.drawText(QStyle::visualRect(option.direction, option.rect, rect), int(align) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(index.data().toString(), elide, rect.width()));
}

} // namespace tocsin::ui
