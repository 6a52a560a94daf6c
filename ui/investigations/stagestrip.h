// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/sessionstore.h"

#include <QWidget>

class QPushButton;

namespace tocsin::ui {

class Badge;
class PlainLabel;
class Theme;

// The seven stages on a line with the time that has passed against what is usual. Where the server names no
// stage, only the time moves.
class StageLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StageLine)

public:
    explicit StageLine(const Theme &theme, QWidget *parent = nullptr);
    void setProgress(std::optional<domain::Stage> stage, bool isOver, double seconds);
    QSize sizeHint() const override { return {560, 58}; }
    QSize minimumSizeHint() const override { return {300, 58}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintStage(QPainter &painter, int number, const QRect &rect) const;
    void paintTime(QPainter &painter, const QRect &rect) const;

    const Theme &m_theme;
    std::optional<domain::Stage> m_stage;
    bool m_isOver = false;
    double m_seconds = 0;
};

// How far an investigation is that is not over, and what can be done about it.
class StageStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StageStrip)

public:
    explicit StageStrip(const Theme &theme, QWidget *parent = nullptr);
    void show(const storage::StoredSession &session, Micros now);
    void setNow(Micros now);

signals:
    void stopAsked();
    void checkAsked();
    void lookAsked();
    void againAsked(); // the same question, as a new investigation

private:
    QString sentence() const;
    double seconds() const;

    storage::StoredSession m_session; // without its report
    Micros m_from = 0;                // when the question was put that is worked on
    Micros m_now = 0;
    Badge *m_state;
    PlainLabel *m_elapsed;
    StageLine *m_line;
    PlainLabel *m_sentence;
    QPushButton *m_stop;
    QPushButton *m_check;
    QPushButton *m_look;
    QPushButton *m_again;
};

} // namespace tocsin::ui
