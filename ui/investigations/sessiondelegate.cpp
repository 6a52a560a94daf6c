// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/sessiondelegate.h"

#include "ui/investigations/sessiontablemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badgedelegate.h"

#include <QPainter>

namespace tocsin::ui {

namespace {
constexpr int side = 16; // px
constexpr int markSide = 11;
} // namespace

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // the order of the words is theirs
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(isSelected ? Tone::Selection : Tone::Hover));
    const QRect inner = option.rect.adjusted(side, 0, -side, 0);
    const QRect upper(inner.x(), inner.y() + 8, inner.width(), 20);
    const QRect lower(inner.x(), inner.y() + 30, inner.width(), 20);
    const auto place = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto start = int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    const auto end = int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignRight));

    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(m_theme.color(Tone::Text));
    painter->drawText(place(upper), start,
                      painter->fontMetrics().elidedText(index.data(SessionTableModel::TitleRole).toString(),
                                                        Qt::ElideRight, upper.width()));

    const QString number = index.data(SessionTableModel::EndRole).toString();
    const int numberWidth = number.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(number) + 6;
    const auto badge = index.data(SessionTableModel::MarkRole).value<BadgeText>();
    painter->setPen(m_theme.color(Tone(index.data(SessionTableModel::EndToneRole).toInt())));
    painter->drawText(place(lower), end, number);
    const QRect markRect(lower.right() - numberWidth - markSide + 1, lower.center().y() - markSide / 2 + 1,
                         markSide, markSide);
    drawMark(*painter, place(markRect), badge.mark, m_theme.color(badge.tone));

    QRect words = lower.adjusted(0, 0, -numberWidth - markSide - 8, 0);
    if (index.data(SessionTableModel::EscalateRole).toBool()) {
        const QString escalate = SessionTableModel::tr("Escalate");
        painter->setPen(m_theme.color(Tone::High));
        painter->drawText(place(words), start, escalate);
        words.adjust(painter->fontMetrics().horizontalAdvance(escalate) + 8, 0, 0, 0);
    }
    painter->setFont(option.font);
    painter->setPen(m_theme.color(Tone::Muted));
    painter->drawText(place(words), start,
                      painter->fontMetrics().elidedText(index.data(SessionTableModel::LineRole).toString(),
                                                        Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace tocsin::ui
