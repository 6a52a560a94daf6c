// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/spantext.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using report::Span;

namespace {
constexpr qsizetype mostShown = 20'000; // characters of one paragraph
} // namespace

SpanText::SpanText(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(std::make_unique<QTextLayout>())
{
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::ClickFocus); // as a selectable label: Tab passes by
    setCursor(Qt::IBeamCursor);
}

void SpanText::setPlain(const QString &text, quint8 style)
{
    setSpans({{text, style}});
}

void SpanText::setSpans(const QList<Span> &spans)
{
    m_spans.clear();
    m_text.clear();
    for (const Span &span : spans) {
        const qsizetype room = mostShown - m_text.size();
        if (room <= 0)
            break;
        QString shown = visibleText(span.text, room, true);
        shown.replace(u'\n', QChar::LineSeparator); // one layout holds one paragraph
        m_text += shown;
        m_spans.append({shown, span.style});
    }
    m_anchor = m_cursor = 0;
    setAccessibleName(m_text);
    layOut();
    updateGeometry();
}

QList<QTextLayout::FormatRange> SpanText::formats() const
{
    QList<QTextLayout::FormatRange> ranges;
    int start = 0;
    for (const Span &span : m_spans) {
        QTextLayout::FormatRange range;
        range.start = start;
        range.length = int(span.text.size());
        start += range.length;
        QFont used = font();
        if (span.style & Span::Code)
            used = m_theme.fixedFont();
        if (span.style & Span::Strong)
            used.setWeight(QFont::DemiBold);
        used.setItalic(used.italic() || (span.style & Span::Emphasis));
        used.setStrikeOut(span.style & Span::Strike);
        range.format.setFont(used);
        ranges.append(range);
    }
    return ranges;
}

qreal SpanText::placeLines(QTextLayout &layout, qreal width)
{
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, height));
        height += line.height() * 1.15;
    }
    layout.endLayout();
    return height;
}

void SpanText::layOut()
{
    m_layout = std::make_unique<QTextLayout>(m_text, font());
    m_measured = {};
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(Qt::LayoutDirectionAuto); // that of its own words
    if (layoutDirection() == Qt::RightToLeft)         // as the labels beside it
        option.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
    m_layout->setTextOption(option);
    m_layout->setFormats(formats());
    placeLines(*m_layout, std::max(1, width()));
    update();
}

int SpanText::heightForWidth(int width) const
{
    if (m_measured.width() == width)
        return m_measured.height();
    QTextLayout layout(m_text, font());
    layout.setTextOption(m_layout->textOption());
    layout.setFormats(formats());
    const qreal height = placeLines(layout, std::max(1, width));
    m_measured = {width, std::max(fontMetrics().lineSpacing(), qCeil(height))};
    return m_measured.height();
}

QSize SpanText::sizeHint() const
{
    return {200, heightForWidth(std::max(200, width()))};
}

QSize SpanText::minimumSizeHint() const
{
    return {40, fontMetrics().lineSpacing()};
}

void SpanText::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        layOut();
}

void SpanText::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::LayoutDirectionChange) {
        layOut();
        updateGeometry();
    }
}

void SpanText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    QList<QTextLayout::FormatRange> chosen;
    if (m_anchor != m_cursor) {
        QTextLayout::FormatRange range;
        range.start = std::min(m_anchor, m_cursor);
        range.length = std::abs(m_cursor - m_anchor);
        range.format.setBackground(m_theme.color(Tone::Selection));
        chosen.append(range);
    }
    m_layout->draw(&painter, QPointF(0, 0), chosen);
}

int SpanText::positionAt(QPointF point) const
{
    for (int i = 0; i < m_layout->lineCount(); ++i) {
        const QTextLine line = m_layout->lineAt(i);
        const bool isLast = i + 1 == m_layout->lineCount();
        if (isLast || point.y() < m_layout->lineAt(i + 1).y())
            return line.xToCursor(point.x());
    }
    return 0;
}

void SpanText::choose(int from, int to)
{
    m_anchor = from;
    m_cursor = to;
    update();
}

void SpanText::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(positionAt(event->position()), positionAt(event->position()));
}

void SpanText::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        choose(m_anchor, positionAt(event->position()));
}

void SpanText::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int at = positionAt(event->position());
    choose(m_layout->previousCursorPosition(at, QTextLayout::SkipWords),
           m_layout->nextCursorPosition(at, QTextLayout::SkipWords));
}

void SpanText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::SelectAll))
        choose(0, int(m_text.size()));
    else
        QWidget::keyPressEvent(event);
}

void SpanText::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        choose(0, 0);
}

void SpanText::copy() const
{
    QString text = m_text;
    if (m_anchor != m_cursor)
        text = text.mid(std::min(m_anchor, m_cursor), std::abs(m_cursor - m_anchor));
    text.replace(QChar(QChar::LineSeparator), u'\n');
    QGuiApplication::clipboard()->setText(text);
}

void SpanText::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_anchor == m_cursor ? tr("Copy paragraph") : tr("Copy"), this, [this] { copy(); });
    menu->popup(event->globalPos());
}

} // namespace tocsin::ui
