// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/filter/filterfield.h"

#include "core/filter/parse.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QTextCharFormat>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

FilterField::FilterField(const Theme &theme, const FilterLanguage &language, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_completer(new QCompleter(this))
    , m_model(new QStandardItemModel(this))
{
    setObjectName(language.name + u"Field"_s);
    setAccessibleName(tr("Filter"));
    setPlaceholderText(language.example);
    setMaxLength(int(filter::maxLength));
    setClearButtonEnabled(false);
    setProperty("look", u"search"_s);
    addAction(icon(u"search"_s, theme), LeadingPosition);
    m_completer->setModel(m_model);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(this);
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->setObjectName(language.name + u"Completions"_s);
    m_completer->popup()->setProperty("look", u"box"_s);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { put(index.row()); });
    connect(this, &QLineEdit::textEdited, this, &FilterField::offer);
}

QList<filter::Completion> FilterField::completions(QStringView text, qsizetype cursor) const
{
    return m_completions ? m_completions(text, cursor) : QList<filter::Completion>();
}

void FilterField::offer()
{
    m_offered = completions(text(), cursorPosition());
    m_model->clear();
    if (m_offered.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    int widest = 0;
    for (const filter::Completion &completion : std::as_const(m_offered)) {
        const QString line = completion.description.isEmpty()
                                 ? visibleText(completion.insertText, 100)
                                 : tr("%1   %2", "what is put in, what it means")
                                       .arg(visibleText(completion.insertText, 100), completion.description);
        m_model->appendRow(new QStandardItem(line));
        widest = qMax(widest, fontMetrics().horizontalAdvance(line));
    }
    QRect place = rect();
    place.setWidth(qMin(qMax(260, widest + 40), 520));
    m_completer->complete(place);
    m_completer->popup()->setCurrentIndex({}); // Enter takes what was chosen, and nothing was yet
}

void FilterField::put(int row)
{
    if (row < 0 || row >= m_offered.size())
        return;
    const filter::Completion completion = m_offered.at(row);
    QString changed = text();
    changed.replace(completion.replaceFrom, completion.replaceLength, completion.insertText);
    setText(changed);
    setCursorPosition(int(completion.replaceFrom + completion.insertText.size()));
    emit textEdited(changed);
}

void FilterField::setTrailing(const QString &text)
{
    m_trailing = text;
    setAccessibleDescription(text); // painted, so otherwise unheard
    placeTrailing();
    update();
}

void FilterField::placeTrailing()
{
    const int room = m_trailing.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_trailing) + 8;
    if (layoutDirection() == Qt::RightToLeft)
        setTextMargins(room, 0, 0, 0);
    else
        setTextMargins(0, 0, room, 0);
}

void FilterField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        placeTrailing();
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setPen(m_theme.color(Tone::Muted));
    const QRect inner = rect().adjusted(10, 0, -10, 0);
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), inner),
                     int(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignRight)),
                     m_trailing);
}

void FilterField::underline(qsizetype position, qsizetype length)
{
    // Something that is missing at the end has no character of its own: mark the one before it.
    const qsizetype size = text().size();
    const qsizetype from =
        qBound<qsizetype>(0, length > 0 ? position : position - 1, qMax<qsizetype>(0, size - 1));
    format(from, qMax<qsizetype>(1, qMin(length, size - from)));
}

void FilterField::clearUnderline()
{
    format(0, 0);
}

// A line edit has no formats of its own; those of an input method are drawn and change no text.
void FilterField::format(qsizetype position, qsizetype length)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat wave;
        wave.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.setUnderlineColor(m_theme.color(Tone::Critical));
        wave.setForeground(m_theme.color(Tone::Critical));
        attributes.append(
            {QInputMethodEvent::TextFormat, int(position) - cursorPosition(), int(length), wave});
    }
    QInputMethodEvent event({}, attributes);
    inputMethodEvent(&event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    const bool open = m_completer->popup()->isVisible();
    if (open && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                 event->key() == Qt::Key_Escape || event->key() == Qt::Key_Tab)) {
        const int chosen = m_completer->popup()->currentIndex().row();
        m_completer->popup()->hide();
        if (event->key() == Qt::Key_Tab)
            put(qMax(0, chosen));
        else if (event->key() != Qt::Key_Escape && chosen >= 0)
            put(chosen);
        else if (event->key() != Qt::Key_Escape)
            QLineEdit::keyPressEvent(event);
        event->accept(); // else the completer does what it thinks right
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        emit escaped();
        return;
    }
    if (event->key() == Qt::Key_Down ||
        (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)) {
        offer();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    update();
}

} // namespace tocsin::ui
