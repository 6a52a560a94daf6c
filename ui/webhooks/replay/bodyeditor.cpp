// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/bodyeditor.h"

#include "ui/text/numbertext.h"
#include "ui/widgets/plainlabel.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

// What QTextDocument would turn into something else.
bool isSpoiled(QChar c)
{
    const char16_t u = c.unicode();
    return (u < 0x20 && u != u'\n' && u != u'\t') || u == 0x7F || u == 0x2028 || u == 0x2029 ||
           (u >= 0xFDD0 && u <= 0xFDEF) || u >= 0xFFFE;
}

} // namespace

BodyEditor::BodyEditor(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_line(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
{
    m_text->setObjectName(u"replayBody"_s);
    m_text->setAccessibleName(tr("Body"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFixedHeight(136);
    m_line->setObjectName(u"replayBodyLine"_s);
    m_line->setLook(u"muted"_s);
    m_line->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_text, 1);
    column->addWidget(m_line);
    setFocusProxy(m_text);
}

void BodyEditor::setBytes(const QByteArray &body)
{
    const qsizetype returns = body.count('\r');
    m_crlf = returns > 0 && returns == body.count("\r\n") && returns == body.count('\n');
    QString text = QString::fromUtf8(body);
    m_editable = body.size() <= mostEdited && text.toUtf8() == body;
    if (m_crlf)
        text.replace("\r\n"_L1, "\n"_L1);
    m_editable = m_editable && std::none_of(text.cbegin(), text.cend(), isSpoiled);
    m_text->setPlainText(m_editable ? text : QString());
    m_text->setEnabled(m_editable);
    m_text->setPlaceholderText(m_editable ? QString() : tr("Sent as captured"));
    m_line->setVisible(!m_editable);
    m_line->setText(tr("These %1 are no text that could be edited here without changing more than that; they "
                       "are sent as captured.")
                        .arg(sizeText(body.size())));
    m_before = plain();
}

// toPlainText() would make blanks of hard spaces.
QString BodyEditor::plain() const
{
    return m_text->document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

std::optional<QByteArray> BodyEditor::edited() const
{
    QString text = plain();
    if (!m_editable || text == m_before)
        return std::nullopt;
    if (m_crlf)
        text.replace("\n"_L1, "\r\n"_L1);
    return text.toUtf8();
}

} // namespace tocsin::ui
