// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/segmentedview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int margin = 10;         // px
constexpr qsizetype longest = 900; // bytes of one segment that are shown
constexpr QChar
    inOrder(0x202d);       // left-to-right override: letters of every script in the order of their bytes
constexpr int lineGap = 7; // px: room for the underline

QString bytesShown(QByteArrayView bytes)
{
    QString text = visibleText(QString::fromUtf8(bytes), longest);
    return text.replace(u' ', u'·').replace(QChar(0x240a), u'↵').replace(QChar(0x2409), u'→');
}

QString shorten(QByteArrayView bytes)
{
    if (bytes.size() <= longest)
        return bytesShown(bytes);
    return bytesShown(bytes.first(longest * 2 / 3)) +
           SegmentedView::tr(" … %1 more bytes … ").arg(QLocale().toString(bytes.size() - longest)) +
           bytesShown(bytes.last(longest / 3));
}

} // namespace

SegmentedView::SegmentedView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SegmentedView::setSegments(const QList<Segment> &segments)
{
    m_runs.clear();
    m_length = 0;
    for (const Segment &segment : segments) {
        m_runs.append({segment.words.isEmpty() ? shorten(segment.bytes) : segment.words, segment.tone});
        m_length += m_runs.constLast().text.size();
    }
    setAccessibleName(shownText());
    updateGeometry();
    update();
}

QString SegmentedView::shownText() const
{
    QString all;
    for (const Run &run : m_runs)
        all += run.text;
    return all;
}

int SegmentedView::perLine(int width) const
{
    const qreal charWidth = qMax(1.0, QFontMetricsF(m_theme.fixedFont()).horizontalAdvance(u'0'));
    return qMax(8, int((width - 2 * margin) / charWidth));
}

int SegmentedView::heightForWidth(int width) const
{
    const qsizetype lines = qMax<qsizetype>(1, (m_length + perLine(width) - 1) / perLine(width));
    return 2 * margin + int(lines) * (QFontMetrics(m_theme.fixedFont()).height() + lineGap) - lineGap + 2;
}

QSize SegmentedView::sizeHint() const
{
    return {320, heightForWidth(qMax(320, width()))};
}

QSize SegmentedView::minimumSizeHint() const
{
    return {120, heightForWidth(qMax(120, width()))};
}

// Cells of one character's width: a fixed font makes every wrap a division, and a wide character of a
// fallback font is squeezed rather than pushing the rest out of the columns.
void SegmentedView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.fixedFont());
    painter.setLayoutDirection(Qt::LeftToRight);
    const QFontMetrics metrics = painter.fontMetrics();
    const qreal charWidth = qMax(1.0, QFontMetricsF(painter.font()).horizontalAdvance(u'0'));
    const int columns = perLine(width());
    painter.setPen(m_theme.color(Tone::Hairline));
    painter.setBrush(m_theme.color(Tone::Window));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    qsizetype cell = 0;
    for (const Run &run : m_runs) {
        const QColor color = m_theme.color(run.tone);
        qsizetype done = 0;
        while (done < run.text.size()) {
            const int column = int(cell % columns);
            const qsizetype length = qMin<qsizetype>(columns - column, run.text.size() - done);
            const qreal x = margin + column * charWidth;
            const int y = margin + int(cell / columns) * (metrics.height() + lineGap);
            painter.setPen(color);
            painter.drawText(QPointF(x, y + metrics.ascent()), inOrder + run.text.mid(done, length));
            painter.fillRect(QRectF(x, y + metrics.height() + 1, qreal(length) * charWidth, 2), color);
            done += length;
            cell += length;
        }
    }
}

} // namespace tocsin::ui
