// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/attempts.h"

#include <QTimer>
#include <QWidget>

namespace tocsin::ui {

class AttemptTimeline;
class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;

// Every attempt of one event beside its sender's schedule: drawn on a line of time, and below it in words,
// with what changed since the attempt before. Both show the same one as current; opening it shows that
// delivery.
class AttemptsTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttemptsTab)

public:
    explicit AttemptsTab(const Theme &theme, QWidget *parent = nullptr);
    void show(const domain::AttemptHistory &history, domain::DeliveryId current, Micros now);
    void showProblem(const QString &sentence);

signals:
    void openAsked(tocsin::domain::DeliveryId id);
    void outdated(); // an attempt was due meanwhile

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void open(int row);
    void fitColumns();
    void setRows(const domain::AttemptHistory &history, domain::DeliveryId current, Micros now);

    PlainLabel *m_sentence;
    AttemptTimeline *m_timeline;
    TextTableModel *m_model;
    TextTable *m_table;
    QTimer m_due;
    QList<domain::DeliveryId> m_ids;
    bool m_isAlone = true; // there is no other attempt to compare with
    bool m_isPlanned = false;
};

} // namespace tocsin::ui
