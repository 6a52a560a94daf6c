// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/longtext.h"

#include "ui/widgets/visibletext.h"

#include <QEvent>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr qsizetype mostShown = 4000; // as a label shows
constexpr int longestWord = 24;       // characters that fit into the narrowest inspector
} // namespace

LongText::LongText(const QString &text, QWidget *parent) : QPlainTextEdit(parent)
{
    setProperty("look", u"value"_s);
    setReadOnly(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::ClickFocus); // as a selectable label: Tab passes by
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setViewportMargins(0, 0, 0, 0);
    document()->setDocumentMargin(0);
    setPlainText(visibleText(text, mostShown, true));
}

bool LongText::needs(const QString &text)
{
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > longestWord)
            return true;
    }
    return false;
}

QSize LongText::sizeHint() const
{
    return {200, height()};
}

QSize LongText::minimumSizeHint() const
{
    return {40, fontMetrics().lineSpacing()};
}

void LongText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    fitHeight();
}

void LongText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitHeight();
}

// The layout of plain text measures its height in lines.
void LongText::fitHeight()
{
    const int lines = qMax(1, qCeil(document()->size().height()));
    setFixedHeight(lines * fontMetrics().lineSpacing() + 2);
}

} // namespace tocsin::ui
