// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QFormLayout;

namespace tocsin::ui {

class PlainLabel;

// What makes a question answerable, ticked off while it is typed. Help, and never a bar.
class QuestionHelp final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuestionHelp)

public:
    explicit QuestionHelp(QWidget *parent = nullptr);
    void follow(QStringView question);

private:
    struct Line
    {
        PlainLabel *mark = nullptr;
        PlainLabel *words = nullptr;
    };
    static Line addLine(QFormLayout &form, const QString &words, const QString &name);
    static void show(const Line &line, bool isThere);

    Line m_entity;
    Line m_time;
    Line m_condition;
};

} // namespace tocsin::ui
