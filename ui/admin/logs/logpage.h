// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/logs/logbook.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace tocsin::ui {

class EmptyState;
class LogTable;
class LogTableModel;
class PlainLabel;
class Theme;

// What the program says of itself, live: by level and part, with a search, to be copied; never with a secret.
class LogPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPage)

public:
    LogPage(const Theme &theme, logs::LogBook &book, QWidget *parent = nullptr);

    void focusList();
    void copy(); // the chosen lines, or all that are shown

signals:
    void notice(const QString &text);
    void supportAsked(); // for a bundle of it and more, see SupportDialog

private:
    QWidget *buildHead(const Theme &theme);
    void buildStates();
    void apply();
    void showCategories();
    void showState();
    void showChosen();

    logs::LogBook &m_book;
    LogTableModel *m_model;
    LogTable *m_table;
    QComboBox *m_level;
    QComboBox *m_category;
    QLineEdit *m_search;
    QPushButton *m_live;
    PlainLabel *m_count;
    PlainLabel *m_line;  // the chosen one, whole
    PlainLabel *m_fault; // why nothing gets to the disk
    EmptyState *m_empty;
    QPushButton *m_all = nullptr;
    QStackedWidget *m_states;
};

} // namespace tocsin::ui
