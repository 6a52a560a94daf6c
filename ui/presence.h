// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/poll/pace.h"

#include <QObject>
#include <QTimer>

class QWidget;

namespace tocsin::ui {

// What polling wants to know of the person and the machine: whether the window can be seen, whether anybody
// works in it, whether there is a network and whether it costs by the byte. Asks the system, never the net.
class Presence final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Presence)

public:
    explicit Presence(QWidget &window);

    const poll::Conditions &conditions() const { return m_conditions; }
    void setIdleAfter(int milliseconds);

    static constexpr int idleAfterMs = 300'000;

signals:
    void changed(const tocsin::poll::Conditions &conditions);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watchNetwork();
    void review();

    QWidget &m_window;
    poll::Conditions m_conditions;
    QTimer m_idle; // runs out when nobody has touched a key or the mouse here
};

} // namespace tocsin::ui
