// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/filter/filterlanguage.h"

#include <QFrame>
#include <QTimer>

class QPushButton;

namespace tocsin::ui {

class FilterChips;
class FilterField;
class PlainLabel;
class Theme;

// The bar above the list: the filter, its conditions as chips, how many it shows, and the buttons of the
// page. A text that does not parse is underlined and explained, and the list stays as it was; but not a word
// that is still being typed and may become a good one.
class FilterBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterBar)

public:
    FilterBar(const Theme &theme, const FilterLanguage &language, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text); // parses at once
    void setCompleter(const FilterCompleter &completer);
    void setCounts(qint64 shown, qint64 all, bool final);
    void focusField();
    void addButton(QPushButton *button);
    bool hasError() const { return m_hasError; }
    bool isAtRest() const { return !m_pause.isActive(); } // what was typed has been looked at

signals:
    void queryChanged(const QString &text); // which parses; empty = everything
    void leftByEscape();
    void leftByEnter();

private:
    enum class Typing : quint8 { Done, GoesOn };
    void parseNow(Typing typing = Typing::Done);
    bool isHalfTyped(const filter::ParseError &error) const;
    void takeSuggestion();

    const FilterLanguage m_language;
    FilterField *m_field;
    FilterChips *m_chips; // not there when the language gives no parts
    PlainLabel *m_message;
    QPushButton *m_suggestion;
    class QHBoxLayout *m_buttons;
    QWidget *m_lastButton = nullptr; // in the order of Tab
    QTimer m_pause;                  // typing: parse when it rests
    QString m_query;                 // canonical
    bool m_hasError = false;
    bool m_isHalfTyped = false; // the text does not parse yet
    qsizetype m_faultFrom = 0;
    qsizetype m_faultLength = 0;
    QString m_replacement;
};

} // namespace tocsin::ui
