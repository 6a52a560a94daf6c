// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractTableModel>
#include <QTableView>

namespace tocsin::ui {

class Theme;

// A small table of texts from outside (headers, attempts): shown made visible, copied as they are.
class TextTableModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextTableModel)

public:
    struct Cell
    {
        QString text;      // original, what is copied
        bool warn = false; // shown in the colour of a warning
    };
    explicit TextTableModel(const Theme &theme, const QStringList &titles, QObject *parent = nullptr);

    void setRows(const QList<QList<Cell>> &rows);
    void setFixedColumns(const QList<int> &columns) { m_fixed = columns; } // in the fixed font
    QString original(int row, int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Theme &m_theme;
    QStringList m_titles;
    QList<int> m_fixed;
    QList<QList<Cell>> m_rows;
};

// Its view: fixed rows, Ctrl+C copies the selection as TSV.
class TextTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextTable)

public:
    TextTable(const Theme &theme, TextTableModel &model, const QString &name, QWidget *parent = nullptr);
    QString selectionAsTsv() const;
    void showRows(qsizetype rows); // as high as so many need

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    TextTableModel &m_texts;
};

} // namespace tocsin::ui
