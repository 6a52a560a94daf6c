// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QList>

namespace tocsin::ui {

class Theme;

// Text as its bytes stand, with white space and control bytes shown when asked for. Lines are cut at a fixed
// number of bytes, never inside a UTF-8 character, so that one line of 10 MiB is as cheap as ten short ones;
// only what is visible is decoded. Copying gives the original bytes as text.
class ByteTextView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ByteTextView)

public:
    explicit ByteTextView(const Theme &theme, QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    void setWhiteSpaceShown(bool shown);
    void setWordsKept(bool kept);                  // lines are cut between words where there are any: prose
    void select(qsizetype from, qsizetype length); // bytes; scrolls there
    QByteArray selectedBytes() const;
    qsizetype lineCount() const { return m_starts.size(); }
    QByteArrayView line(qsizetype index) const; // as it is shown, its end included

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void layOut();
    qsizetype cutBefore(qsizetype start, qsizetype end) const;
    QString shown(QByteArrayView bytes) const;
    void paintLine(QPainter &painter, qsizetype index, int y) const;
    qsizetype byteAt(QPoint point) const;

    const Theme &m_theme;
    QByteArray m_bytes;
    QList<quint32> m_starts; // first byte of every shown line
    bool m_whiteSpace = true;
    bool m_wordsKept = false;
    int m_perLine = 80; // characters that fit
    int m_charWidth = 8;
    int m_lineHeight = 16;
    qsizetype m_anchor = -1; // selection [min, max) in bytes
    qsizetype m_cursor = -1;
};

} // namespace tocsin::ui
