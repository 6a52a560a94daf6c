// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/incidentsync.h"

#include <QFrame>

class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// The foot of the list when the queue could not be read: why, and a way to ask again. The rows stay: an old
// queue is better than none, and how old it is stands in the status bar.
class QueueLine final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueueLine)

public:
    explicit QueueLine(QWidget *parent = nullptr);

    // The fault is left out where the page says it already.
    void setState(const flows::SyncState &state, bool isFaultSaid);

signals:
    void retryAsked();

private:
    PlainLabel *m_fault;
    QPushButton *m_retry;
};

} // namespace tocsin::ui
