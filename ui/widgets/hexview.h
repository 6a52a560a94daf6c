// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>

namespace tocsin::ui {

class Theme;

// Bytes as offset, hex and characters, sixteen a line. Draws only what is visible, so that 10 MiB cost no
// more than 10 bytes. Selection by mouse or Shift+arrows; Ctrl+C copies the selected bytes as hex.
class HexView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HexView)

public:
    explicit HexView(const Theme &theme, QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    void select(qsizetype from, qsizetype length); // and scrolls there
    QByteArray selectedBytes() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();
    void paintLine(QPainter &painter, qsizetype line, int y) const;
    int hexColumn(int index) const; // x of a byte's two digits, in characters
    int textColumn() const;         // x of the characters
    int neededWidth() const;        // px
    qsizetype byteAt(QPoint point) const;
    void moveTo(qsizetype position, bool extend);

    const Theme &m_theme;
    QByteArray m_bytes;
    qsizetype m_anchor = 0; // selection is [min, max] of anchor and cursor when m_selecting
    qsizetype m_cursor = 0;
    bool m_selecting = false;
    int m_perLine = 16; // bytes; 8 where 16 do not fit
    int m_offsetDigits = 8;
    int m_charWidth = 8;
    int m_lineHeight = 16;
};

} // namespace tocsin::ui
