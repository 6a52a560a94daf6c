// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/barchart.h"

#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int smallHeight = 22; // px
constexpr int normalHeight = 132;
constexpr int leastBar = 2;
constexpr int tickRoom = 20;
constexpr int paleAlpha = 105;

} // namespace

qint64 roundUp(qint64 value)
{
    qint64 power = 1;
    while (power <= value / 10)
        power *= 10;
    for (const qint64 step : {1, 2, 3, 4, 5, 6, 8}) {
        if (step * power >= value)
            return step * power;
    }
    return 10 * power;
}

BarChart::BarChart(const Theme &theme, Size size, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (size == Size::Normal)
        setFocusPolicy(Qt::StrongFocus);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BarChart::setData(const Data &given)
{
    m_data = given;
    qint64 most = 0;
    for (int bar = 0; bar < bars(); ++bar)
        most = std::max(most, totalOf(bar));
    m_top = roundUp(std::max<qint64>(most, 1));
    m_chosen = -1;
    setAccessibleDescription(bars() > 0 ? textAt(bars() - 1) : QString());
    update();
}

qint64 BarChart::totalOf(int bar) const
{
    qint64 total = 0;
    for (const Series &series : m_data.series)
        total += series.values.value(bar);
    return total;
}

QString BarChart::textAt(int bar) const
{
    QStringList lines{m_data.titles.value(bar)};
    for (const Series &series : m_data.series) {
        if (series.values.value(bar) > 0)
            lines.append(tr("%1: %2").arg(series.name, numberText(series.values.value(bar))));
    }
    if (lines.size() == 1)
        lines.append(tr("nothing"));
    return lines.join(u'\n');
}

QSize BarChart::sizeHint() const
{
    return m_size == Size::Small ? QSize(160, smallHeight) : QSize(560, normalHeight);
}

QSize BarChart::minimumSizeHint() const
{
    return m_size == Size::Small ? QSize(60, smallHeight) : QSize(200, normalHeight);
}

QRect BarChart::plot() const
{
    if (m_size == Size::Small)
        return rect();
    const int axis = fontMetrics().horizontalAdvance(numberText(m_top)) + 8;
    return rect().adjusted(axis, 6, -2, -tickRoom);
}

QRect BarChart::barRect(int bar) const
{
    const QRect area = plot();
    const int left = area.left() + int(qint64(area.width()) * bar / bars());
    const int right = area.left() + int(qint64(area.width()) * (bar + 1) / bars());
    const int gap = right - left > 5 ? 2 : right - left > 2 ? 1 : 0;
    QRect rect(left, area.top(), right - left - gap, area.height());
    if (layoutDirection() == Qt::RightToLeft)
        rect.moveRight(area.right() - (rect.left() - area.left()));
    return rect;
}

int BarChart::barAt(QPoint position) const
{
    for (int bar = 0; bar < bars(); ++bar) {
        const QRect rect = barRect(bar);
        if (position.x() >= rect.left() - 1 && position.x() <= rect.right() + 1)
            return bar;
    }
    return -1;
}

void BarChart::paintAxis(QPainter &painter) const
{
    const QRect area = plot();
    painter.setPen(m_theme.color(Tone::Hairline));
    for (const int y : {area.top(), area.top() + area.height() / 2, area.bottom()})
        painter.drawLine(area.left(), y, area.right(), y);
    painter.setPen(m_theme.color(Tone::Muted));
    const int high = fontMetrics().height();
    const auto number = [&](qint64 value, int y) {
        painter.drawText(QRect(0, y - high / 2, area.left() - 8, high), Qt::AlignRight | Qt::AlignVCenter,
                         numberText(value));
    };
    number(m_top, area.top());
    number(0, area.bottom());
    int free = 0; // behind the label before
    for (const auto &[bar, text] : m_data.ticks) {
        const int wide = fontMetrics().horizontalAdvance(text);
        const int x = std::clamp(barRect(bar).center().x() - wide / 2, area.left(), width() - wide);
        if (x < free && layoutDirection() == Qt::LeftToRight)
            continue;
        painter.drawText(QRect(x, area.bottom() + 3, wide, tickRoom - 3), Qt::AlignCenter, text);
        free = x + wide + 8;
    }
}

void BarChart::paintBar(QPainter &painter, int bar) const
{
    const QRect column = barRect(bar);
    int bottom = column.bottom() + 1;
    for (const Series &series : m_data.series) {
        const qint64 value = series.values.value(bar);
        if (value <= 0)
            continue;
        const int high = std::max(leastBar, int(double(value) / double(m_top) * column.height()));
        QColor color = m_theme.color(series.tone);
        if (!series.strong)
            color.setAlpha(paleAlpha);
        painter.fillRect(QRect(column.left(), bottom - high, std::max(1, column.width()), high), color);
        bottom -= high;
    }
}

void BarChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (bars() == 0)
        return;
    if (m_size == Size::Normal)
        paintAxis(painter);
    if (m_chosen >= 0)
        painter.fillRect(barRect(m_chosen).adjusted(-1, 0, 1, 0), m_theme.color(Tone::Selection));
    for (int bar = 0; bar < bars(); ++bar)
        paintBar(painter, bar);
    if (m_size == Size::Small) {
        painter.setPen(m_theme.color(Tone::Hairline));
        painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    } else if (hasFocus()) {
        painter.setPen(m_theme.color(Tone::Focus));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

bool BarChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int bar = barAt(help->pos());
    if (bar >= 0)
        QToolTip::showText(help->globalPos(), toolTipText(textAt(bar)), this);
    else
        QToolTip::hideText();
    return true;
}

void BarChart::choose(int bar)
{
    m_chosen = bar;
    if (bar >= 0)
        setAccessibleDescription(textAt(bar));
    update();
    emit barChosen(bar);
}

void BarChart::keyPressEvent(QKeyEvent *event)
{
    const int step = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const int last = bars() - 1;
    if (last < 0 || m_size == Size::Small)
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left) {
        const int by = event->key() == Qt::Key_Right ? step : -step;
        choose(m_chosen < 0 ? last : std::clamp(m_chosen + by, 0, last));
    } else if (event->key() == Qt::Key_Home) {
        choose(0);
    } else if (event->key() == Qt::Key_End) {
        choose(last);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void BarChart::mousePressEvent(QMouseEvent *event)
{
    if (m_size == Size::Normal)
        choose(barAt(event->position().toPoint()));
    else
        QWidget::mousePressEvent(event);
}

} // namespace tocsin::ui
