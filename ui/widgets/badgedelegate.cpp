// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/badgedelegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace tocsin::ui {

void BadgeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QVariant badge = index.data(m_role);
    if (!badge.canConvert<BadgeText>())
        return m_text.paint(painter, option, index);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(Tone::Selection));
    painter->setFont(option.font);
    drawBadge(*painter, option.rect.adjusted(CellDelegate::padding, 0, -CellDelegate::padding, 0),
              badge.value<BadgeText>(), m_theme, false, option.direction);
    painter->restore();
}

} // namespace tocsin::ui
