// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"

#include <QWidget>

namespace tocsin::ui {

class AnswerView;
class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;

// What was answered to one delivery when it was sent again, by hand or by a relay, the newest first; the
// chosen one in full below.
class ReplaysView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplaysView)

public:
    explicit ReplaysView(const Theme &theme, QWidget *parent = nullptr);

    void show(const QList<domain::ReplayAnswer> &answers); // the newest first
    void showProblem(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showChosen();
    void fitColumns();

    PlainLabel *m_sentence;
    TextTableModel *m_model;
    TextTable *m_table;
    int m_wholeWidth = 0; // px that all columns but the target need
    AnswerView *m_answer;
    QList<domain::ReplayAnswer> m_answers;
};

} // namespace tocsin::ui
