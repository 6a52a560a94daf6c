// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/papertext.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>

namespace tocsin::ui {

namespace {

bool isHeading(const QTextBlock &block)
{
    return block.blockFormat().headingLevel() > 0;
}

} // namespace

PaperText::PaperText(QPdfWriter &writer, const QFont &font, QSizeF page) : m_page(page)
{
    m_text.setUndoRedoEnabled(false);
    m_text.setDocumentMargin(0);
    m_text.setDefaultFont(font);
    m_text.documentLayout()->setPaintDevice(&writer);
}

void PaperText::setHtml(const QString &html)
{
    m_text.setHtml(html);
    m_text.setPageSize(m_page);
    keepHeadingsWithText();
}

int PaperText::pageOf(const QTextBlock &block) const
{
    return int(m_text.documentLayout()->blockBoundingRect(block).top() / m_page.height());
}

// Qt knows no "keep with next". A heading whose text begins on the next page goes there with it; what follows
// moves by that, so the pages are looked at in their order.
void PaperText::keepHeadingsWithText()
{
    for (QTextBlock block = m_text.begin(); block.isValid(); block = block.next()) {
        if (!isHeading(block))
            continue;
        QTextBlock text = block.next();
        while (text.isValid() && isHeading(text))
            text = text.next();
        if (!text.isValid() || pageOf(block) == pageOf(text))
            continue;
        QTextCursor cursor(block);
        QTextBlockFormat format;
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        cursor.mergeBlockFormat(format);
    }
}

void PaperText::drawPage(QPainter &painter, int number)
{
    const QRectF part(0, number * m_page.height(), m_page.width(), m_page.height());
    painter.translate(0, -part.top());
    painter.setClipRect(part);
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = part;
    context.palette.setColor(QPalette::Text, QColor(0x1b, 0x1f, 0x24));
    m_text.documentLayout()->draw(&painter, context);
}

} // namespace tocsin::ui
