// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/testrun.h"

#include <QDialog>
#include <QTimer>

class QProgressBar;
class QPushButton;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class TestForm;
class TextTable;
class TextTableModel;
class Theme;

// Plays a sender to an endpoint of this listener: one event or many, as they go wrong on the way, with what
// was answered to each. Closing it ends the run.
class TestDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TestDialog)

public:
    TestDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent);

private:
    QWidget *buildResults();
    void startOrStop();
    void onAnswer(const flows::TestAnswer &answer);
    void onFinished();
    void refresh(); // what has come since

    const Theme &m_theme;
    flows::TestRun m_run;
    TestForm *m_form;
    TextTableModel *m_model;
    TextTable *m_table;
    QProgressBar *m_progress;
    PlainLabel *m_state;
    QPushButton *m_send;
    QTimer m_later;                     // at most ten times a second
    QList<flows::TestAnswer> m_answers; // the newest, in the order of their arrival
    int m_done = 0;                     // requests that are not tried again
    int m_refused = 0;
    bool m_stopped = false;
};

} // namespace tocsin::ui
