// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/hexview.h"

#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int margin = 8; // px: with it, sixteen bytes fit beside the list as it is first laid out
} // namespace

HexView::HexView(const Theme &theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Bytes in hexadecimal"));
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    measure();
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_anchor = m_cursor = 0;
    m_selecting = false;
    measure();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void HexView::select(qsizetype from, qsizetype length)
{
    if (length <= 0 || from < 0 || from + length > m_bytes.size())
        return;
    m_anchor = from;
    m_cursor = from + length - 1;
    m_selecting = true;
    verticalScrollBar()->setValue(int(from / m_perLine) - 2);
    viewport()->update();
}

QByteArray HexView::selectedBytes() const
{
    if (!m_selecting || m_bytes.isEmpty())
        return {};
    const qsizetype from = qMin(m_anchor, m_cursor);
    return m_bytes.mid(from, qMax(m_anchor, m_cursor) - from + 1);
}

void HexView::measure()
{
    const QFontMetrics metrics(m_theme.fixedFont());
    m_charWidth = qMax(1, metrics.horizontalAdvance(u'0'));
    m_lineHeight = metrics.height() + 4;
    m_offsetDigits = m_bytes.size() <= 0x10000 ? 4 : 8; // 4 GiB is more than a body may have
    m_perLine = 16;
    if (neededWidth() > viewport()->width())
        m_perLine = 8; // half a line that is whole, not a whole one that is cut
    const qsizetype lines = (m_bytes.size() + m_perLine - 1) / m_perLine;
    const int page = qMax(1, viewport()->height() / m_lineHeight);
    verticalScrollBar()->setRange(0, int(qMax<qsizetype>(0, lines - page)));
    verticalScrollBar()->setPageStep(page);
    horizontalScrollBar()->setRange(0, qMax(0, neededWidth() - viewport()->width()));
}

int HexView::textColumn() const
{
    return m_offsetDigits + 2 + m_perLine * 3 + (m_perLine > 8 ? 2 : 1);
}

int HexView::neededWidth() const
{
    return 2 * margin + (textColumn() + m_perLine) * m_charWidth;
}

int HexView::hexColumn(int index) const
{
    return m_offsetDigits + 2 + index * 3 + (index >= 8 ? 1 : 0);
}

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Tone::Window));
    painter.setFont(m_theme.fixedFont());
    painter.translate(margin - horizontalScrollBar()->value(), 0);
    const qsizetype lines = (m_bytes.size() + m_perLine - 1) / m_perLine;
    qsizetype line = verticalScrollBar()->value();
    for (int y = 4; y < viewport()->height() && line < lines; y += m_lineHeight)
        paintLine(painter, line++, y);
}

void HexView::paintLine(QPainter &painter, qsizetype line, int y) const
{
    const auto textAt = [&](int column, const QString &text, Tone tone) {
        painter.setPen(m_theme.color(tone));
        painter.drawText(column * m_charWidth, y + painter.fontMetrics().ascent(), text);
    };
    textAt(0, u"%1"_s.arg(line * m_perLine, m_offsetDigits, 16, QLatin1Char('0')), Tone::Muted);
    const qsizetype from = qMin(m_anchor, m_cursor);
    const qsizetype to = qMax(m_anchor, m_cursor);
    for (int i = 0; i < m_perLine; ++i) {
        const qsizetype at = line * m_perLine + i;
        if (at >= m_bytes.size())
            break;
        const auto byte = static_cast<unsigned char>(m_bytes.at(at));
        if (m_selecting && at >= from && at <= to) {
            const QColor fill = m_theme.color(Tone::Selection);
            painter.fillRect(hexColumn(i) * m_charWidth - 2, y, 2 * m_charWidth + 4, m_lineHeight - 2, fill);
            painter.fillRect((textColumn() + i) * m_charWidth, y, m_charWidth, m_lineHeight - 2, fill);
        }
        const bool printable = byte >= 0x20 && byte < 0x7f;
        const Tone tone = byte == 0 ? Tone::Muted : printable ? Tone::Text : Tone::SegUrl;
        textAt(hexColumn(i), u"%1"_s.arg(uint(byte), 2, 16, QLatin1Char('0')), tone);
        textAt(textColumn() + i, printable ? QString(QLatin1Char(char(byte))) : u"·"_s, tone);
    }
}

qsizetype HexView::byteAt(QPoint point) const
{
    const qsizetype line = verticalScrollBar()->value() + qMax(0, point.y() - 4) / m_lineHeight;
    const int column = (point.x() - margin + horizontalScrollBar()->value()) / m_charWidth;
    int index = 0;
    if (column >= textColumn()) {
        index = column - textColumn();
    } else {
        while (index + 1 < m_perLine && hexColumn(index + 1) <= column)
            ++index;
    }
    return qBound<qsizetype>(0, line * m_perLine + qMin(index, m_perLine - 1),
                             qMax<qsizetype>(0, m_bytes.size() - 1));
}

void HexView::moveTo(qsizetype position, bool extend)
{
    m_cursor = qBound<qsizetype>(0, position, qMax<qsizetype>(0, m_bytes.size() - 1));
    if (!extend)
        m_anchor = m_cursor;
    m_selecting = !m_bytes.isEmpty();
    const int line = int(m_cursor / m_perLine);
    QScrollBar *bar = verticalScrollBar();
    if (line < bar->value())
        bar->setValue(line);
    else if (line >= bar->value() + bar->pageStep())
        bar->setValue(line - bar->pageStep() + 1);
    viewport()->update();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(selectedBytes().toHex(' ')));
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        select(0, m_bytes.size());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_cursor - 1, extend);
        break;
    case Qt::Key_Right:
        moveTo(m_cursor + 1, extend);
        break;
    case Qt::Key_Up:
        moveTo(m_cursor - m_perLine, extend);
        break;
    case Qt::Key_Down:
        moveTo(m_cursor + m_perLine, extend);
        break;
    case Qt::Key_PageUp:
        moveTo(m_cursor - qsizetype(verticalScrollBar()->pageStep()) * m_perLine, extend);
        break;
    case Qt::Key_PageDown:
        moveTo(m_cursor + qsizetype(verticalScrollBar()->pageStep()) * m_perLine, extend);
        break;
    case Qt::Key_Home:
        moveTo(0, extend);
        break;
    case Qt::Key_End:
        moveTo(m_bytes.size() - 1, extend);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    moveTo(byteAt(event->position().toPoint()), event->modifiers().testFlag(Qt::ShiftModifier));
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveTo(byteAt(event->position().toPoint()), true);
}

void HexView::resizeEvent(QResizeEvent *)
{
    measure();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

} // namespace tocsin::ui
