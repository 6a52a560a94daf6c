// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QTimer>

class QStatusBar;

namespace tocsin::ui {

class PlainLabel;

// The status bar: counts on the left, on the right what just happened (for eight seconds) or what is wrong
// (as long as it is true). Never a dialog.
class StatusLine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)

public:
    explicit StatusLine(QStatusBar &bar);

    void showCounts(const QString &text);
    void showNotice(const QString &text, bool stays = false);
    void showTrouble(const QString &text); // empty: it is over

private:
    PlainLabel *m_counts;
    PlainLabel *m_notice;
    QTimer m_fade;
    bool m_inTrouble = false;
};

} // namespace tocsin::ui
