// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/incidentsync.h"

#include <QFrame>

class QPushButton;

namespace tocsin::ui {

class PlainLabel;

// The foot of the list: how old the queue is, when it is asked for next, and what went wrong the last time.
// The rows stay: an old queue is better than none.
class QueueLine final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueueLine)

public:
    explicit QueueLine(QWidget *parent = nullptr);

    // The fault is left out where the page says it already.
    void setState(const flows::SyncState &state, Micros now, bool isFaultSaid);

signals:
    void retryAsked();

private:
    PlainLabel *m_age;
    PlainLabel *m_fault;
    QPushButton *m_retry;
};

} // namespace tocsin::ui
