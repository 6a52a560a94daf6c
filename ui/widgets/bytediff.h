// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/bytealignment.h"

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QStringList>

class QPainter;

namespace tocsin::ui {

class Theme;

// Two byte strings side by side, character under character: blanks, line ends and bytes that draw nothing
// are shown as symbols, what differs is underlined in its colour, the first difference framed and scrolled
// to. A body of any size costs the same: some kilobytes around the first difference are shown. Ctrl+C copies
// both pieces as they are.
class ByteDiff final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ByteDiff)

public:
    explicit ByteDiff(const Theme &theme, QWidget *parent = nullptr);

    void setBytes(const QByteArray &left, const QByteArray &right);
    const ByteAlignment &alignment() const { return m_alignment; }
    QString caption() const; // where the first difference is, and what it is
    int rowCount() const { return int(m_rows.size()); }
    bool isRowVisible(qsizetype place) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, lineHeight() * 2}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Cell
    {
        QString left;
        QString right;
        int width = 1; // characters
    };
    int lineHeight() const;
    qreal charWidth() const;
    void makeCells();
    void layOut();
    void paintRow(QPainter &painter, int row, int y) const;
    qsizetype rowOf(qsizetype place) const;
    QByteArray piece(bool left) const;

    const Theme &m_theme;
    QByteArray m_left;
    QByteArray m_right;
    ByteAlignment m_alignment;
    QList<Cell> m_cells;     // one for each place
    QList<qsizetype> m_rows; // first place of every row
};

// How one character is shown: "·" for a blank, "↵" for a line feed, "\xFF" for a byte that is no UTF-8.
QString byteSymbol(QByteArrayView character);

} // namespace tocsin::ui
