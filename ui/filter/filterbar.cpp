// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/filter/filterbar.h"

#include "ui/filter/filterchips.h"
#include "ui/filter/filterfield.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/look.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

FilterBar::FilterBar(const Theme &theme, const FilterLanguage &language, QWidget *parent)
    : QFrame(parent)
    , m_language(language)
    , m_field(new FilterField(theme, language, this))
    , m_chips(new FilterChips(theme, this))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Elide, this))
    , m_suggestion(textButton(QString(), language.name + u"Suggestion"_s, this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(language.name + u"Bar"_s);
    setProperty("look", u"bar"_s);
    m_message->setObjectName(language.name + u"Message"_s);
    m_message->setLook(u"fault"_s);
    m_message->hide();
    m_suggestion->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addLayout(m_buttons);
    auto *fault = new QHBoxLayout;
    fault->setSpacing(8);
    fault->addWidget(m_message, 1);
    fault->addWidget(m_suggestion);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 7, 12, 7);
    column->setSpacing(4);
    column->addLayout(row);
    column->addLayout(fault);
    column->addWidget(m_chips);
    m_chips->setObjectName(language.name + u"Chips"_s);
    m_chips->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(m_chips, &FilterChips::filterAsked, this, &FilterBar::setText);
    m_pause.setSingleShot(true);
    m_pause.setInterval(180);
    connect(&m_pause, &QTimer::timeout, this, [this] { parseNow(Typing::GoesOn); });
    connect(m_field, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::cursorPositionChanged, this, [this] {
        if (m_isHalfTyped)
            m_pause.start();
    });
    connect(m_field, &QLineEdit::editingFinished, this, [this] {
        if (m_isHalfTyped)
            parseNow();
    });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        parseNow();
        emit leftByEnter();
    });
    connect(m_field, &FilterField::escaped, this, &FilterBar::leftByEscape);
    connect(m_suggestion, &QPushButton::clicked, this, &FilterBar::takeSuggestion);
}

QString FilterBar::text() const
{
    return m_field->text();
}

void FilterBar::setText(const QString &text)
{
    if (text != m_field->text())
        m_field->setText(text);
    parseNow();
}

void FilterBar::setCompleter(const FilterCompleter &completer)
{
    m_field->setCompletions(completer);
}

void FilterBar::setCounts(qint64 shown, qint64 all, bool final)
{
    const QString some = final ? numberText(shown) : tr("%1+", "at least so many").arg(numberText(shown));
    m_field->setTrailing(m_query.isEmpty() ? m_language.countText(shown, !final)
                                           : tr("%1 of %2").arg(some, numberText(all)));
}

void FilterBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBar::addButton(QPushButton *button)
{
    m_buttons->addWidget(button);
    QWidget::setTabOrder(m_lastButton ? m_lastButton : static_cast<QWidget *>(m_suggestion), button);
    m_lastButton = button;
}

// The cursor stands right behind the fault, and there is something that it could become.
bool FilterBar::isHalfTyped(const filter::ParseError &error) const
{
    const qsizetype cursor = m_field->cursorPosition();
    const QString text = m_field->text();
    const bool wordGoesOn = cursor < text.size() && !text[cursor].isSpace();
    return cursor == error.position + error.length && !wordGoesOn &&
           (error.length == 0 || !m_field->completions(text, cursor).isEmpty());
}

void FilterBar::parseNow(Typing typing)
{
    m_pause.stop();
    const tl::expected<QString, filter::ParseError> query = m_language.read(m_field->text());
    m_isHalfTyped = !query && typing == Typing::GoesOn && isHalfTyped(query.error());
    m_hasError = !query && !m_isHalfTyped;
    setStyled(*m_field, "fault", m_hasError);
    m_message->setVisible(m_hasError);
    m_suggestion->setVisible(m_hasError && !query.error().suggestion.isEmpty());
    if (m_hasError) {
        const filter::ParseError &error = query.error();
        m_message->setText(tr("At character %1: %2").arg(numberText(error.position + 1), error.message));
        m_faultFrom = error.position;
        m_faultLength = error.length;
        m_replacement = error.suggestion;
        m_suggestion->setText(tr("Use %1").arg(error.suggestion.left(60)).replace(u'&', u"&&"_s));
        m_field->underline(error.position, error.length);
        return;
    }
    m_field->clearUnderline();
    if (query && m_language.parts)
        m_chips->setParts(m_language.parts(m_field->text()));
    if (!query || *query == m_query)
        return;
    m_query = *query;
    emit queryChanged(m_query.isEmpty() ? QString() : m_field->text());
}

void FilterBar::takeSuggestion()
{
    QString text = m_field->text();
    text.replace(m_faultFrom, m_faultLength, m_replacement);
    setText(text);
    m_field->setFocus();
}

} // namespace tocsin::ui
