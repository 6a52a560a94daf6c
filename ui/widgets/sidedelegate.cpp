// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/sidedelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace tocsin::ui {

namespace {
constexpr int side = 16; // px, as the endpoints of the webhook page
constexpr int tall = 36;
} // namespace

SideDelegate::SideDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize SideDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {120, tall};
}

void SideDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(selected ? Tone::Selection : Tone::Hover));
    const QRect inner = option.rect.adjusted(side, 0, -side, 0);
    const auto draw = [&](const QRect &rect, Qt::Alignment at, const QString &text) {
        painter->drawText(QStyle::visualRect(option.direction, option.rect, rect),
                          int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, at)), text);
    };
    const QString count = index.data(countRole).toString();
    painter->setFont(m_theme.fixedFont());
    painter->setPen(m_theme.color(Tone::Muted));
    const int taken = painter->fontMetrics().horizontalAdvance(count) + 8;
    draw(inner, Qt::AlignRight, count);
    QFont font = option.font;
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(m_theme.color(Tone::Text));
    const QRect name = inner.adjusted(0, 0, -taken, 0);
    draw(name, Qt::AlignLeft,
         painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    painter->restore();
}

} // namespace tocsin::ui
