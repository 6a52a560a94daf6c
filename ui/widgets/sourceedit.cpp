// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/sourceedit.h"

#include "ui/theme/theme.h"

#include <QTextBlock>

#include <algorithm>

namespace tocsin::ui {

namespace {
constexpr int faultAlpha = 45;
} // namespace

SourceEdit::SourceEdit(const Theme &theme, QWidget *parent) : QPlainTextEdit(parent), m_theme(theme)
{
    setFont(theme.fixedFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setLayoutDirection(Qt::LeftToRight); // as sources are read everywhere
    setTabChangesFocus(true);            // blanks indent; Tab leads on
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_writing)
            emit typed();
    });
    connect(&theme, &Theme::changed, this, [this] {
        setFont(m_theme.fixedFont());
        markLine(m_marked);
    });
}

void SourceEdit::begin(const QByteArray &source)
{
    m_writing = true;
    setPlainText(QString::fromUtf8(source));
    m_writing = false;
}

void SourceEdit::write(const QByteArray &source)
{
    const QString before = toPlainText();
    const QString after = QString::fromUtf8(source);
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < shorter && before[head] == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    if (before.size() == after.size() && head == before.size())
        return;
    m_writing = true;
    QTextCursor cursor(document());
    cursor.setPosition(int(head));
    cursor.setPosition(int(before.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(after.mid(head, after.size() - head - tail));
    m_writing = false;
}

void SourceEdit::markLine(int line)
{
    m_marked = line;
    QList<QTextEdit::ExtraSelection> marks;
    if (line > 0) {
        QTextEdit::ExtraSelection mark;
        QColor color = m_theme.color(Tone::Critical);
        color.setAlpha(faultAlpha);
        mark.format.setBackground(color);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.cursor = QTextCursor(document()->findBlockByNumber(line - 1));
        marks.append(mark);
    }
    setExtraSelections(marks);
}

} // namespace tocsin::ui
