// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"

#include <QStringList>
#include <QWidget>

namespace tocsin::ui {

class Theme;

// Numbers over time as stacked bars: the first series stands on the ground. What is not nought is at least
// two pixels high, so that three in a million are seen. The exact numbers of a bar are in its tool tip, and
// Left and Right walk from bar to bar.
class BarChart final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BarChart)

public:
    struct Series
    {
        QString name;
        Tone tone = Tone::Muted;
        bool strong = false; // drawn full; the others pale, so that the strong ones meet the eye
        QList<qint64> values;
    };
    struct Data
    {
        QStringList titles;               // of the bars, e.g. "22 Nov, 14:00 to 15:00"
        QList<QPair<int, QString>> ticks; // labels below some of the bars
        QList<Series> series;
    };
    // A small one has neither axis nor labels and takes no focus.
    enum class Size { Normal, Small };

    explicit BarChart(const Theme &theme, Size size = Size::Normal, QWidget *parent = nullptr);

    void setData(const Data &given);
    QString textAt(int bar) const; // title and every series that is not nought, in lines
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void barChosen(int bar); // by key or click; -1 = none

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    int bars() const { return int(m_data.titles.size()); }
    QRect plot() const;
    QRect barRect(int bar) const;
    int barAt(QPoint position) const;
    qint64 totalOf(int bar) const;
    void choose(int bar);
    void paintAxis(QPainter &painter) const;
    void paintBar(QPainter &painter, int bar) const;

    const Theme &m_theme;
    Size m_size;
    Data m_data;
    qint64 m_top = 1; // value at the upper edge
    int m_chosen = -1;
};

// The next number at which an axis may end: a digit and noughts.
qint64 roundUp(qint64 value);

} // namespace tocsin::ui
