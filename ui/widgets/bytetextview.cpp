// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/bytetextview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int margin = 12; // px

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

} // namespace

ByteTextView::ByteTextView(const Theme &theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Text as received"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ByteTextView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_anchor = m_cursor = -1;
    verticalScrollBar()->setValue(0);
    layOut();
}

void ByteTextView::setWhiteSpaceShown(bool shown)
{
    m_whiteSpace = shown;
    viewport()->update();
}

void ByteTextView::setWordsKept(bool kept)
{
    m_wordsKept = kept;
    layOut();
}

// One pass over the bytes: 10 MiB take a few milliseconds, and only a change of width repeats it.
void ByteTextView::layOut()
{
    const QFontMetrics metrics(m_theme.fixedFont());
    m_charWidth = qMax(1, metrics.horizontalAdvance(u'0'));
    m_lineHeight = metrics.height() + 4;
    m_perLine = qMax(16, (viewport()->width() - 2 * margin) / m_charWidth - 1);
    m_starts.clear();
    const qsizetype size = m_bytes.size();
    qsizetype start = 0;
    while (start < size) {
        m_starts.append(quint32(start));
        // One more than fits: the end of a line that fills it is no line of its own.
        const qsizetype newline =
            QByteArrayView(m_bytes).sliced(start, qMin(qsizetype(m_perLine) + 1, size - start)).indexOf('\n');
        qsizetype end = newline >= 0 ? start + newline + 1 : qMin(start + m_perLine, size);
        if (newline < 0 && end < size)
            end = cutBefore(start, end);
        start = end;
    }
    const int page = qMax(1, viewport()->height() / m_lineHeight);
    verticalScrollBar()->setRange(0, int(qMax<qsizetype>(0, m_starts.size() - page)));
    verticalScrollBar()->setPageStep(page);
    viewport()->update();
}

// Where a line that is too long may end: behind its last blank, or else between two characters.
qsizetype ByteTextView::cutBefore(qsizetype start, qsizetype end) const
{
    if (m_wordsKept) {
        const qsizetype blank = QByteArrayView(m_bytes).sliced(start, end - start + 1).lastIndexOf(' ');
        if (blank > 0)
            return start + blank + 1;
    }
    for (int back = 0; back < 3 && isContinuation(m_bytes.at(end)); ++back)
        --end;
    return end;
}

QByteArrayView ByteTextView::line(qsizetype index) const
{
    const qsizetype from = m_starts.at(index);
    const qsizetype to = index + 1 < m_starts.size() ? qsizetype(m_starts.at(index + 1)) : m_bytes.size();
    return QByteArrayView(m_bytes).sliced(from, to - from);
}

QString ByteTextView::shown(QByteArrayView bytes) const
{
    QString text = visibleText(QString::fromUtf8(bytes), 4000);
    if (m_whiteSpace)
        text.replace(u' ', u'·').replace(QChar(0x2409), u'→').replace(QChar(0x240a), u'↵');
    else
        text.replace(QChar(0x2409), u' ').remove(QChar(0x240a)).remove(QChar(0x240d));
    return text;
}

void ByteTextView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Tone::Window));
    painter.setFont(m_theme.fixedFont());
    painter.setLayoutDirection(Qt::LeftToRight); // braces and commas stand where they were sent
    qsizetype index = verticalScrollBar()->value();
    for (int y = 4; y < viewport()->height() && index < m_starts.size(); y += m_lineHeight)
        paintLine(painter, index++, y);
}

void ByteTextView::paintLine(QPainter &painter, qsizetype index, int y) const
{
    const QByteArrayView bytes = line(index);
    const qsizetype start = m_starts.at(index);
    const qsizetype from = qBound<qsizetype>(0, qMin(m_anchor, m_cursor) - start, bytes.size());
    const qsizetype to = qBound<qsizetype>(0, qMax(m_anchor, m_cursor) - start, bytes.size());
    int x = margin;
    const auto piece = [&](QByteArrayView part, bool selected) {
        const QString text = shown(part);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        if (selected)
            painter.fillRect(x, y, width, m_lineHeight, m_theme.color(Tone::Selection));
        painter.setPen(m_theme.color(Tone::Text));
        painter.drawText(x, y + painter.fontMetrics().ascent(), text);
        x += width;
    };
    if (m_anchor < 0 || from >= to) {
        piece(bytes, false);
        return;
    }
    piece(bytes.first(from), false);
    piece(bytes.sliced(from, to - from), true);
    piece(bytes.sliced(to), false);
}

qsizetype ByteTextView::byteAt(QPoint point) const
{
    if (m_starts.isEmpty())
        return 0;
    const qsizetype index = qMin<qsizetype>(
        verticalScrollBar()->value() + qMax(0, point.y() - 4) / m_lineHeight, m_starts.size() - 1);
    const QByteArrayView bytes = line(index);
    const QFontMetrics metrics(m_theme.fixedFont());
    qsizetype at = 0;
    while (at < bytes.size()) {
        qsizetype next = at + 1;
        while (next < bytes.size() && isContinuation(bytes.at(next)))
            ++next;
        if (metrics.horizontalAdvance(shown(bytes.first(next))) + margin - m_charWidth / 2 > point.x())
            break;
        at = next;
    }
    return m_starts.at(index) + at;
}

void ByteTextView::select(qsizetype from, qsizetype length)
{
    if (from < 0 || length <= 0 || from + length > m_bytes.size())
        return;
    m_anchor = from;
    m_cursor = from + length;
    const auto after = std::upper_bound(m_starts.cbegin(), m_starts.cend(), quint32(from));
    verticalScrollBar()->setValue(int(after - m_starts.cbegin()) - 3);
    viewport()->update();
}

QByteArray ByteTextView::selectedBytes() const
{
    if (m_anchor < 0)
        return {};
    return m_bytes.mid(qMin(m_anchor, m_cursor), qAbs(m_cursor - m_anchor));
}

void ByteTextView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        const QByteArray selected = selectedBytes();
        QGuiApplication::clipboard()->setText(QString::fromUtf8(selected.isEmpty() ? m_bytes : selected));
    } else if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = 0;
        m_cursor = m_bytes.size();
        viewport()->update();
    } else if (event->key() == Qt::Key_Home) {
        bar->setValue(0);
    } else if (event->key() == Qt::Key_End) {
        bar->setValue(bar->maximum());
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ByteTextView::mousePressEvent(QMouseEvent *event)
{
    m_anchor = m_cursor = byteAt(event->position().toPoint());
    viewport()->update();
}

void ByteTextView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        m_cursor = byteAt(event->position().toPoint());
        viewport()->update();
    }
}

void ByteTextView::resizeEvent(QResizeEvent *)
{
    layOut();
}

} // namespace tocsin::ui
