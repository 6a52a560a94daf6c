// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/legendchip.h"

#include "ui/entities/graph/graphlook.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace tocsin::ui {

namespace {

constexpr int side = 8;    // px, left and right
constexpr int sample = 28; // of the drawn thing
constexpr int gap = 8;
constexpr double radius = 9;

} // namespace

LegendChip::LegendChip(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LegendChip::showNode(domain::EntityKind kind)
{
    m_node = kind;
    update();
}

void LegendChip::showLine(domain::RelationKind kind)
{
    m_line = kind;
    update();
}

void LegendChip::setWord(const QString &word, int count)
{
    m_word = word;
    m_count = numberText(count);
    setAccessibleName(tr("%1, %2", "kind, how many").arg(word, m_count));
    setToolTip(isChecked() ? tr("Hide them") : tr("Show them"));
    update();
}

QSize LegendChip::sizeHint() const
{
    return {2 * side + sample + 2 * gap + fontMetrics().horizontalAdvance(m_word + m_count),
            qMax(26, fontMetrics().height() + 8)};
}

void LegendChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // the order of the words is theirs
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [this, mirrored](int from, int wide) {
        return QRect(mirrored ? width() - from - wide : from, 0, wide, height());
    };
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(m_theme.color(Tone::Focus)) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(m_theme.color(Tone::Hover)) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const GraphLook look(m_theme, font());
    const QRectF drawn = place(side, sample);
    painter.setOpacity(isChecked() ? 1 : 0.35);
    if (m_node)
        look.drawSymbol(painter, drawn.center(), radius, *m_node);
    if (m_line) {
        painter.setPen(look.linePen(*m_line, m_theme.color(Tone::Muted)));
        painter.drawLine(QPointF(drawn.left(), height() / 2.0), QPointF(drawn.right(), height() / 2.0));
    }
    painter.setOpacity(1);
    QFont words = font();
    words.setStrikeOut(!isChecked());
    painter.setFont(words);
    const int countWide = painter.fontMetrics().horizontalAdvance(m_count);
    const int wordFrom = side + sample + gap;
    const int wordWide = width() - wordFrom - side - gap - countWide;
    painter.setPen(m_theme.color(isChecked() ? Tone::Text : Tone::Muted));
    painter.drawText(place(wordFrom, wordWide),
                     int(Qt::AlignVCenter) | (mirrored ? Qt::AlignRight : Qt::AlignLeft),
                     painter.fontMetrics().elidedText(m_word, Qt::ElideRight, wordWide));
    painter.setPen(m_theme.color(Tone::Muted));
    painter.drawText(place(width() - side - countWide, countWide), Qt::AlignCenter, m_count);
}

} // namespace tocsin::ui
