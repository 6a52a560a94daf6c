// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/chip.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int side = 12; // px, left and right
constexpr int dot = 8;
constexpr int gap = 8;
} // namespace

Chip::Chip(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Chip::setDot(Tone tone)
{
    m_dot = tone;
    m_hasDot = true;
    update();
}

void Chip::setTexts(const QString &strong, const QString &quiet)
{
    if (m_strong == strong && m_quiet == quiet)
        return;
    m_strong = visibleText(strong, 120);
    m_quiet = visibleText(quiet, 120);
    setAccessibleName(m_strong + u' ' + m_quiet);
    updateGeometry();
    update();
}

void Chip::setFixedDigits(bool on)
{
    m_fixed = on;
    updateGeometry();
}

QFont Chip::strongFont() const
{
    QFont strong = m_fixed ? m_theme.fixedFont() : font();
    if (!m_fixed)
        strong.setWeight(QFont::DemiBold);
    return strong;
}

QSize Chip::sizeHint() const
{
    int width =
        2 * side + (m_hasDot ? dot + gap : 0) + QFontMetrics(strongFont()).horizontalAdvance(m_strong);
    if (!m_quiet.isEmpty())
        width += gap + fontMetrics().horizontalAdvance(m_quiet);
    return {width, qMax(30, fontMetrics().height() + 12)};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto); // the order of the words is theirs, not the window's
    painter.setPen(m_theme.color(hasFocus() ? Tone::Focus : Tone::Hairline));
    painter.setBrush(m_theme.color(underMouse() ? Tone::Hover : Tone::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    // Laid out from the reading side.
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    int x = side;
    const auto place = [this, mirrored](int from, int width) {
        return QRect(mirrored ? this->width() - from - width : from, 0, width, height());
    };
    if (m_hasDot) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(m_dot));
        painter.drawEllipse(QRectF(place(x, dot).x(), (height() - dot) / 2.0, dot, dot));
        x += dot + gap;
    }
    painter.setFont(strongFont());
    painter.setPen(m_theme.color(Tone::Text));
    const int strongWidth = painter.fontMetrics().horizontalAdvance(m_strong);
    painter.drawText(place(x, strongWidth), Qt::AlignVCenter, m_strong);
    x += strongWidth + gap;
    painter.setFont(font());
    painter.setPen(m_theme.color(Tone::Muted));
    painter.drawText(place(x, painter.fontMetrics().horizontalAdvance(m_quiet)), Qt::AlignVCenter, m_quiet);
}

} // namespace tocsin::ui
