// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/respond/rulechange.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace tocsin::ui {

class Theme;

// A list of a rule as rows: conditions on headers or members of the body, each with a test, or the header
// fields of an answer. What else an entry has in the text stays in it.
class EntryRows final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntryRows)

public:
    struct Shape
    {
        QByteArray object; // that the list is in: "/when"
        QByteArray list;   // "headers"
        QByteArray key;    // of an entry: "name"
        QString keyHint;
        QStringList tests; // ids; empty = entries have none
        QString addText;
        QString entryName; // for who cannot see: "header condition"
    };

    EntryRows(const Theme &theme, const Shape &shape, RuleChanged changed, QWidget *parent = nullptr);

    void show(const QList<QByteArray> &entries); // as they stand in the text

private:
    struct Row
    {
        QWidget *widget = nullptr;
        QLineEdit *key = nullptr;
        QComboBox *test = nullptr; // null where there are none
        QLineEdit *value = nullptr;
    };

    Row makeRow(int number);
    void showRow(const Row &row, const QByteArray &entry) const;
    void setMember(int row, const QByteArray &name, const QString &text);
    void setTest(int row, const QString &test);
    void write(const QList<QByteArray> &entries);
    void add();
    void remove(int row);
    QString rowName(const QString &part, int number) const;

    const Theme &m_theme;
    Shape m_shape;
    RuleChanged m_changed;
    QList<QByteArray> m_entries;
    QList<Row> m_rows;
    QVBoxLayout *m_column;
};

} // namespace tocsin::ui
