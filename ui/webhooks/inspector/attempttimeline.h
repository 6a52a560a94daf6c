// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/attemptplan.h"

#include <QWidget>

namespace tocsin::ui {

class Theme;

// Two lanes over one axis of time: when the sender's schedule wanted each attempt, and when it came. A mark
// says how it was answered, smaller ones what changed since the attempt before. Left and Right move, Enter
// opens.
class AttemptTimeline final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttemptTimeline)

public:
    explicit AttemptTimeline(const Theme &theme, QWidget *parent = nullptr);

    void setHistory(const domain::AttemptHistory &history);
    void setCurrentRow(int row);
    int currentRow() const { return m_current; }
    int rowAt(QPoint position) const; // of the attempt drawn there, -1 = none
    QPoint placeOf(int row) const;    // the middle of its mark

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void currentRowChanged(int row);
    void openAsked(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Lanes // y, px
    {
        int planned, received, answer, changes, axis, legend;
    };

    Lanes lanes() const;
    int labelWidth() const;
    qreal x(Micros at) const;
    QString wordsOf(int row) const;
    void select(int row);
    void paintLanes(QPainter &painter) const;
    void paintPlanned(QPainter &painter) const;
    void paintReceived(QPainter &painter) const;
    void paintAttempt(QPainter &painter, int row) const;
    void paintAxis(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;
    bool anyChanged(bool domain::AttemptChanges::*what) const;

    const Theme &m_theme;
    domain::AttemptHistory m_history;
    AttemptPlan m_plan{m_history};
    bool m_hasChanges = false;
    int m_current = -1;
};

} // namespace tocsin::ui
