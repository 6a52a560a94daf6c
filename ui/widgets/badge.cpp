// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/badge.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

namespace tocsin::ui {

namespace {

constexpr int gap = 5; // px between mark and word

int markSide(const QFontMetrics &metrics)
{
    return metrics.ascent() - 1;
}

} // namespace

void drawBadge(QPainter &painter, const QRect &rect, const BadgeText &badge, const Theme &theme, bool bold,
               Qt::LayoutDirection direction)
{
    const int side = markSide(painter.fontMetrics());
    const QColor color = theme.color(badge.tone);
    const QRect markRect(rect.left(), rect.center().y() - side / 2, side, side);
    drawMark(painter, QStyle::visualRect(direction, rect, markRect).toRectF().adjusted(0.5, 0.5, -0.5, -0.5),
             badge.mark, color);
    QFont font = painter.font();
    if (bold)
        font.setWeight(QFont::DemiBold);
    painter.save();
    painter.setFont(font);
    painter.setPen(bold ? color : theme.color(Tone::Text));
    const QRect words = QStyle::visualRect(direction, rect, rect.adjusted(side + gap, 0, 0, 0));
    painter.drawText(words, int(Qt::AlignVCenter | QStyle::visualAlignment(direction, Qt::AlignLeft)),
                     QFontMetrics(font).elidedText(badge.word, Qt::ElideRight, words.width()));
    painter.restore();
}

int badgeWidth(const QFontMetrics &metrics, const BadgeText &badge)
{
    return markSide(metrics) + gap + metrics.horizontalAdvance(badge.word) + metrics.averageCharWidth();
}

Badge::Badge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setBadge(const BadgeText &badge)
{
    m_badge = badge;
    setAccessibleName(badge.word);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return {badgeWidth(QFontMetrics(bold), m_badge), fontMetrics().height() + 2};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBadge(painter, rect(), m_badge, m_theme, true, layoutDirection());
}

} // namespace tocsin::ui
