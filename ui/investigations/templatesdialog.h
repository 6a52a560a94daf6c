// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/templates/owntemplates.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// The user's own question templates beside those that come with the program, which can be copied and not
// changed. Nothing is kept before "Save". Opened with open().
class TemplatesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplatesDialog)

public:
    // A text that is not empty is put into a new template.
    TemplatesDialog(const QList<report::QueryTemplate> &own, const QString &text, QWidget *parent);

signals:
    void chosen(const QList<tocsin::report::QueryTemplate> &own);

private:
    QWidget *buildList();
    QWidget *buildForm();
    QWidget *insertButton();
    int current() const; // of the own ones; -1 = one that comes with the program, or none
    const report::QueryTemplate *shown() const;
    void add(const report::QueryTemplate &one);
    void remove();
    void fillList(int row);
    void showCurrent();
    void edit();
    void follow();
    QString freeName(const QString &wanted) const;
    QString faultOf(int index) const; // empty = it can be kept

    const QList<report::QueryTemplate> m_builtIn;
    QList<report::QueryTemplate> m_own;
    bool m_showing = false;
    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_copy;
    QPushButton *m_remove;
    QLineEdit *m_name;
    QPlainTextEdit *m_text;
    QPushButton *m_insert = nullptr;
    PlainLabel *m_said;
    QPushButton *m_save;
};

} // namespace tocsin::ui
