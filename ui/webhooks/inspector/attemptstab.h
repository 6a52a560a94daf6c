// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/attempts.h"
#include "core/domain/replay.h"

#include <QTimer>
#include <QWidget>

namespace tocsin::ui {

class AttemptTimeline;
class PlainLabel;
class ReplaysView;
class TextTable;
class TextTableModel;
class Theme;

// Every attempt of one event beside its sender's schedule: drawn on a line of time, and below it in words,
// with what changed since the attempt before. Both show the same one as current; opening it shows that
// delivery. Below them what was answered when the delivery was sent again from here.
class AttemptsTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttemptsTab)

public:
    explicit AttemptsTab(const Theme &theme, QWidget *parent = nullptr);
    void show(const domain::AttemptHistory &history, domain::DeliveryId current, Micros now);
    void showProblem(const QString &sentence);
    void showReplays(const Result<QList<domain::ReplayAnswer>> &answers); // newest first

signals:
    void openAsked(tocsin::domain::DeliveryId id);
    void outdated(); // an attempt was due meanwhile

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(int row);
    void fitColumns();
    void setRows(const domain::AttemptHistory &history, domain::DeliveryId current, Micros now);

    PlainLabel *m_sentence;
    AttemptTimeline *m_timeline;
    TextTableModel *m_model;
    TextTable *m_table;
    ReplaysView *m_replays;
    QTimer m_due;
    QList<domain::DeliveryId> m_ids;
    bool m_isAlone = true; // there is no other attempt to compare with
    bool m_isPlanned = false;
};

} // namespace tocsin::ui
