// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/replay.h"

#include <QWidget>

namespace tocsin::ui {

class PlainLabel;
class ReplaysView;
class TextTable;
class TextTableModel;
class Theme;

// Every attempt of one event: when, how long after the one before, with what verdict and answer, and whether
// its body differs. Beside SOCWarden's documented schedule where the event is SOCWarden's. Below them what
// was answered when the delivery was sent again from here.
class AttemptsTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttemptsTab)

public:
    explicit AttemptsTab(const Theme &theme, QWidget *parent = nullptr);
    void show(const QList<domain::DeliveryRow> &attempts, domain::DeliveryId current); // oldest first
    void showProblem(const QString &sentence);
    void showReplays(const Result<QList<domain::ReplayAnswer>> &answers); // newest first

signals:
    void openAsked(tocsin::domain::DeliveryId id);

private:
    PlainLabel *m_sentence;
    TextTableModel *m_model;
    TextTable *m_table;
    ReplaysView *m_replays;
    QList<domain::DeliveryId> m_ids;
};

} // namespace tocsin::ui
