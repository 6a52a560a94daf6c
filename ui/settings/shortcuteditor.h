// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QKeySequence>

class QKeySequenceEdit;
class QLineEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class ShortcutBook;
class TextTable;
class TextTableModel;
class Theme;

// Every command with its keys: choose one, press the new key. A key that belongs to another command is said
// so and taken over only on demand. The book outlives it.
class ShortcutEditor final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutEditor)

public:
    ShortcutEditor(const Theme &theme, ShortcutBook &book, QWidget *parent);

private:
    QWidget *buildKeys();
    void list();
    QString chosen() const; // id; empty = none
    void choose();          // the row has changed
    void assign();
    void takeOver();
    void resetOne();
    void resetAll();
    void say(const QString &text, bool isFault);
    void save(bool isPdf);

    ShortcutBook &m_book;
    TextTableModel *m_model;
    TextTable *m_table;
    QLineEdit *m_filter;
    QKeySequenceEdit *m_keys;
    QPushButton *m_assign;
    QPushButton *m_take;
    QPushButton *m_none;
    QPushButton *m_reset;
    PlainLabel *m_message;
    QStringList m_ids; // of the rows that are shown
};

} // namespace tocsin::ui
