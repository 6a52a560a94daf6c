// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/schemes/schemechange.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace tocsin::ui {

class Theme;

// The parts that are signed, in order: a kind and what goes with it, moved up and down, added and removed.
// What else a part has in the text moves with it.
class PartList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PartList)

public:
    PartList(const Theme &theme, SchemeChanged changed, QWidget *parent = nullptr);
    void show(const signature::SchemeDraft &draft, const QByteArray &recipe);

private:
    struct Row
    {
        QWidget *widget = nullptr;
        QComboBox *kind = nullptr;
        QLineEdit *value = nullptr;
    };

    Row makeRow(int row);
    void showRow(const Row &row, const QByteArray &entry);
    void write(const QList<QByteArray> &entries);
    void setKind(int row, const QByteArray &kind);
    void setValue(int row, const QString &text);
    void move(int row, int by);
    void remove(int row);
    void add();
    QByteArray pointer(int row) const;

    const Theme &m_theme;
    SchemeChanged m_changed;
    QByteArray m_recipe;
    QList<QByteArray> m_entries; // as they stand in the text
    QList<Row> m_rows;
    QVBoxLayout *m_column;
};

} // namespace tocsin::ui
