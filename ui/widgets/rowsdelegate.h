// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStyledItemDelegate>

namespace tocsin::ui {

class Theme;

// Draws the cells of a list whose rows are read when they are looked at: the ground of what is chosen or
// under the mouse, and a quiet bar where a row is not there yet. The rest is the subclass's.
class RowsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RowsDelegate)

public:
    // The model's data of that role is true for a row that is not there; to ask for it asks for the row.
    RowsDelegate(const Theme &theme, int placeholderRole, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;

protected:
    static constexpr int markSide = 14; // px

    // Only for rows that are there; `inner` is the cell without its padding.
    virtual void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const QRect &inner) const = 0;
    // The cell's text as it is aligned, with the painter's pen and font.
    static void drawText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                         const QRect &rect, Qt::TextElideMode elide);
    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
    const int m_placeholderRole;
};

} // namespace tocsin::ui
