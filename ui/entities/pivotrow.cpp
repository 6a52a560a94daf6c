// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/pivotrow.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int padding = 8; // px
constexpr int markSide = 14;
constexpr int widestName = 110;
} // namespace

PivotRow::PivotRow(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PivotRow::setEntityIcon(const QString &iconName, Tone tone)
{
    m_iconName = iconName;
    m_iconTone = tone;
}

void PivotRow::setTexts(const QString &name, const QString &title, const QString &tip)
{
    m_name = visibleText(name, 60);
    m_title = visibleText(title, 300);
    QStringList spoken{m_badge.word, m_name, m_title};
    spoken.removeAll(QString());
    setAccessibleName(spoken.join(u' '));
    setToolTip(toolTipText(tip.isEmpty() ? title : tip));
    update();
}

QSize PivotRow::sizeHint() const
{
    return {2 * padding + markSide + 6 +
                qMin(420, fontMetrics().horizontalAdvance(m_name + u"  "_s + m_title)),
            qMax(28, fontMetrics().height() + 8)};
}

void PivotRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto placed = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    const auto align = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter) |
                       Qt::TextSingleLine;
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(isDown() ? Tone::Selection : Tone::Hover));
        painter.drawRoundedRect(rect(), 4, 4);
    }
    if (hasFocus()) {
        painter.setPen(m_theme.color(Tone::Focus));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const QRect mark = placed(QRect(padding, (height() - markSide) / 2, markSide, markSide));
    if (!m_iconName.isEmpty())
        ui::icon(m_iconName, m_theme, m_iconTone).paint(&painter, mark);
    else
        drawMark(painter, QRectF(mark).adjusted(2, 2, -2, -2), m_badge.mark, m_theme.color(m_badge.tone));
    int from = padding + markSide + 6;
    if (!m_name.isEmpty()) {
        const QFont fixed = m_theme.fixedFont();
        const QFontMetrics metrics(fixed);
        const int wide = qMin(m_title.isEmpty() ? width() - from - padding : widestName,
                              metrics.horizontalAdvance(m_name) + 1);
        painter.setFont(fixed);
        painter.setPen(m_theme.color(m_title.isEmpty() ? Tone::Text : Tone::Muted));
        painter.drawText(placed(QRect(from, 0, wide, height())), align,
                         metrics.elidedText(m_name, Qt::ElideMiddle, wide));
        from += wide + 8;
    }
    painter.setFont(font());
    painter.setPen(m_theme.color(Tone::Text));
    const int wide = width() - from - padding;
    painter.drawText(placed(QRect(from, 0, wide, height())), align,
                     fontMetrics().elidedText(m_title, Qt::ElideRight, wide));
}

} // namespace tocsin::ui
