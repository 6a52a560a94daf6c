// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/report/block.h"

#include <QTextLayout>
#include <QWidget>

#include <memory>

namespace tocsin::ui {

class Theme;

// One paragraph whose words stand in styles. Nothing in it can be clicked, fetched or run: it draws
// characters, with those that draw nothing made visible. Wraps in whatever width it is given, within a word
// where it must; a part can be chosen with the mouse and copied, the whole with Ctrl+A.
class SpanText final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpanText)

public:
    explicit SpanText(const Theme &theme, QWidget *parent = nullptr);

    void setSpans(const QList<report::Span> &spans);
    void setPlain(const QString &text, quint8 style = report::Span::Plain);
    QString text() const { return m_text; } // as it is drawn

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void layOut();
    static qreal placeLines(QTextLayout &layout, qreal width);
    QList<QTextLayout::FormatRange> formats() const;
    int positionAt(QPointF point) const;
    void choose(int from, int to);
    void copy() const;

    const Theme &m_theme;
    QString m_text;
    QList<report::Span> m_spans; // made visible; their texts joined are m_text
    std::unique_ptr<QTextLayout> m_layout;
    int m_anchor = 0; // what is chosen lies between the two
    int m_cursor = 0;
    mutable QSize m_measured; // a width that was asked for, and its height: layouts ask again and again
};

} // namespace tocsin::ui
