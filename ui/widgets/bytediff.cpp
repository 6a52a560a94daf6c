// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/bytediff.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int margin = 8;            // px
constexpr int mostRows = 8;          // shown without scrolling
constexpr int rowsAbove = 2;         // the first difference
constexpr QChar inOrder = u'\u202d'; // brackets keep their side in a window that is read from the right

} // namespace

QString byteSymbol(QByteArrayView character)
{
    if (character.isEmpty())
        return {};
    if (character.size() == 1 && static_cast<unsigned char>(character[0]) >= 0x80)
        return u"\\x%1"_s.arg(static_cast<unsigned char>(character[0]), 2, 16, QLatin1Char('0'))
            .toUpper()
            .replace(u'X', u'x');
    const QString text = QString::fromUtf8(character);
    if (text == u' ')
        return u"·"_s;
    if (text == u'\n')
        return u"↵"_s;
    if (text == u'\t')
        return u"→"_s;
    if (text.at(0).isMark())
        return u'◌' + text;
    return visibleText(text);
}

ByteDiff::ByteDiff(const Theme &theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        makeCells();
        layOut();
    });
}

void ByteDiff::setBytes(const QByteArray &left, const QByteArray &right)
{
    m_left = left;
    m_right = right;
    m_alignment = alignBytes(left, right);
    makeCells();
    layOut();
    setAccessibleDescription(caption());
    verticalScrollBar()->setValue(int(qMax<qsizetype>(0, rowOf(m_alignment.first) - rowsAbove)));
}

int ByteDiff::lineHeight() const
{
    return QFontMetrics(m_theme.fixedFont()).height() + 4;
}

qreal ByteDiff::charWidth() const
{
    return qMax(1.0, QFontMetricsF(m_theme.fixedFont()).horizontalAdvance(u'0'));
}

// A wide character of another font takes as many columns as it needs.
void ByteDiff::makeCells()
{
    const QFontMetricsF metrics(m_theme.fixedFont());
    const qreal width = charWidth();
    const auto columns = [&](const QString &text) {
        return text.size() == 1 && text.at(0).unicode() < 0x7f
                   ? 1
                   : qCeil(metrics.horizontalAdvance(text) / width - 0.3);
    };
    m_cells.clear();
    m_cells.reserve(m_alignment.places.size());
    for (const AlignedPlace &place : std::as_const(m_alignment.places)) {
        Cell cell;
        if (place.left >= 0)
            cell.left = byteSymbol(QByteArrayView(m_left).sliced(place.left, place.leftSize));
        if (place.right >= 0)
            cell.right = byteSymbol(QByteArrayView(m_right).sliced(place.right, place.rightSize));
        cell.width = qMax(1, qMax(columns(cell.left), columns(cell.right)));
        m_cells.append(cell);
    }
}

void ByteDiff::layOut()
{
    const int columns = qMax(4, int((viewport()->width() / 2 - 2 * margin) / charWidth()));
    m_rows.clear();
    int used = columns;
    bool ended = false;
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        if (i == 0 || ended || used + m_cells[i].width > columns) {
            m_rows.append(i);
            used = 0;
        }
        used += m_cells[i].width;
        ended = m_cells[i].left == u"↵"_s || m_cells[i].right == u"↵"_s;
    }
    const int page = qMax(1, (viewport()->height() - 10) / lineHeight());
    verticalScrollBar()->setRange(0, qMax(0, int(m_rows.size()) - page));
    verticalScrollBar()->setPageStep(page);
    updateGeometry();
    viewport()->update();
}

QSize ByteDiff::sizeHint() const
{
    return {320, qBound(2, int(m_rows.size()), mostRows) * lineHeight() + 2 * 5};
}

void ByteDiff::resizeEvent(QResizeEvent *)
{
    layOut();
    verticalScrollBar()->setValue(int(qMax<qsizetype>(0, rowOf(m_alignment.first) - rowsAbove)));
}

void ByteDiff::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Tone::Window));
    painter.setPen(m_theme.color(hasFocus() ? Tone::Focus : Tone::Hairline));
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    painter.setPen(m_theme.color(Tone::Hairline));
    painter.drawLine(viewport()->width() / 2, 1, viewport()->width() / 2, viewport()->height() - 2);
    painter.setFont(m_theme.fixedFont());
    painter.setLayoutDirection(Qt::LeftToRight);
    int row = verticalScrollBar()->value();
    for (int y = 5; y + lineHeight() <= viewport()->height() && row < m_rows.size(); y += lineHeight())
        paintRow(painter, row++, y);
}

void ByteDiff::paintRow(QPainter &painter, int row, int y) const
{
    const qsizetype end = row + 1 < m_rows.size() ? m_rows[row + 1] : m_cells.size();
    const int half = viewport()->width() / 2;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QColor different = m_theme.color(Tone::Mismatch);
    const int height = lineHeight() - 2;
    for (const bool left : {true, false}) {
        qreal x = margin + (left == mirrored ? half : 0);
        for (qsizetype i = m_rows[row]; i < end; ++i) {
            const AlignedPlace &place = m_alignment.places[i];
            const QString &text = left ? m_cells[i].left : m_cells[i].right;
            const QRectF cell(x, y, m_cells[i].width * charWidth(), height);
            x += cell.width();
            if (text.isEmpty())
                painter.fillRect(cell.adjusted(0, 2, 0, -2),
                                 QBrush(m_theme.color(Tone::Faint), Qt::BDiagPattern));
            if (!place.same && !text.isEmpty()) {
                painter.fillRect(QRectF(cell.left(), cell.bottom() - 2, cell.width(), 2), different);
                painter.setPen(different);
            } else {
                const bool isBlank = text == u"·"_s || text == u"↵"_s || text == u"→"_s;
                painter.setPen(m_theme.color(isBlank ? Tone::Muted : Tone::Text));
            }
            painter.drawText(QPointF(cell.left(), y + painter.fontMetrics().ascent()), inOrder + text);
            if (i == m_alignment.first) {
                painter.setPen(different);
                painter.drawRect(cell.adjusted(-1, -1, 0, 0));
            }
        }
    }
}

QString ByteDiff::caption() const
{
    if (m_alignment.first < 0)
        return tr("Both are the same.");
    const AlignedPlace &place = m_alignment.places[m_alignment.first];
    const QString at = QLocale().toString(m_alignment.firstByte);
    const Cell &cell = m_cells[m_alignment.first];
    QString text;
    if (place.left < 0)
        text = tr("First difference at byte %1: “%2” was put in.").arg(at, cell.right);
    else if (place.right < 0)
        text = tr("First difference at byte %1: “%2” is missing.").arg(at, cell.left);
    else
        text = tr("First difference at byte %1: “%2” became “%3”.").arg(at, cell.left, cell.right);
    return m_alignment.isCut ? text + u' ' + tr("Only what stands around it is shown.") : text;
}

qsizetype ByteDiff::rowOf(qsizetype place) const
{
    return place < 0 ? 0 : std::upper_bound(m_rows.cbegin(), m_rows.cend(), place) - m_rows.cbegin() - 1;
}

bool ByteDiff::isRowVisible(qsizetype place) const
{
    const qsizetype row = rowOf(place);
    const int top = verticalScrollBar()->value();
    return row >= top && row < top + verticalScrollBar()->pageStep();
}

QByteArray ByteDiff::piece(bool left) const
{
    QByteArray bytes;
    for (const AlignedPlace &place : m_alignment.places) {
        if (left && place.left >= 0)
            bytes += QByteArrayView(m_left).sliced(place.left, place.leftSize);
        else if (!left && place.right >= 0)
            bytes += QByteArrayView(m_right).sliced(place.right, place.rightSize);
    }
    return bytes;
}

void ByteDiff::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(QString::fromUtf8(piece(true)) + u"\n\n"_s +
                                              QString::fromUtf8(piece(false)));
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void ByteDiff::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ByteDiff::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace tocsin::ui
