// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTableView>

#include <functional>

namespace tocsin::ui {

class Chip;
class Theme;

// A list whose rows come and go while it is read. Those that come or go above what is looked at do not move
// it; new ones are counted on a chip. j and k move, Enter opens. Its actions are the keys that work in the
// list; the shortcut sheet shows them.
class RowsTable : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowsTable)

public:
    // The main column is the one that is read; it has what is left of the width.
    RowsTable(const Theme &theme, QAbstractItemModel &model, int mainColumn, QWidget *parent);

signals:
    void opened(); // Enter or double click

protected:
    static constexpr int rowPixels = 28;

    void resizeEvent(QResizeEvent *event) override;
    virtual void fitColumns() = 0;

    QList<int> selectedRows() const; // top to bottom
    void selectRowAt(int row);       // alone; does nothing when it is out of range
    void addKey(const QString &text, const QList<QKeySequence> &keys, const std::function<void()> &act);
    void step(int by);
    void nameChip(const QString &name);

private:
    void setUpHeaders();
    void rowsCame(int first, int count);
    void rowsWent(int first, int count);
    void showNewChip();

    Chip *m_new;
    const int m_mainColumn;
    int m_unseen = 0;
};

} // namespace tocsin::ui
