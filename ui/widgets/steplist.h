// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QWidget>

class QGridLayout;

namespace tocsin::ui {

class Badge;
class PlainLabel;
class Theme;

// The steps of something that is done one after the other: which are done, which is under way, what came of
// each. Nothing moves when a step goes on. Texts from outside are welcome as details.
class StepList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepList)

public:
    enum class State : quint8 { Waiting, Running, Done, Failed };
    struct Step
    {
        State state = State::Waiting;
        QString title;
        QString detail;
        bool operator==(const Step &) const = default;
    };

    explicit StepList(const Theme &theme, QWidget *parent = nullptr);

    void setSteps(const QList<Step> &steps);
    const QList<Step> &steps() const { return m_steps; }

private:
    struct Row
    {
        Badge *badge;
        PlainLabel *detail;
    };

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    QList<Step> m_steps;
};

} // namespace tocsin::ui
