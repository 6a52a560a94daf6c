// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/replay.h"

#include <QWidget>

class QProgressBar;
class QPushButton;
class QTableView;

namespace tocsin::storage {
class ReplayBook;
}

namespace tocsin::ui {

class AnswerView;
class PlainLabel;
class ReplayResultModel;
class Theme;

// The running and the finished half of the replay dialog: how far it is, a row for every delivery, and the
// chosen answer in full. While nobody has chosen one, the newest is shown.
class ReplayResultsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayResultsView)

public:
    ReplayResultsView(const Theme &theme, storage::ReplayBook &book, QWidget *parent = nullptr);

    void begin(qsizetype deliveries);
    void add(const flows::ReplayResult &result);
    void end(bool cancelled);

signals:
    void cancelAsked();

private:
    QTableView *buildTable(const Theme &theme);
    void showProgress();
    void showChosen();

    storage::ReplayBook &m_book;
    ReplayResultModel *m_model;
    PlainLabel *m_progress;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QTableView *m_table;
    AnswerView *m_answer;
    qsizetype m_expected = 0;
    bool m_running = false;
    bool m_cancelled = false;
};

} // namespace tocsin::ui
