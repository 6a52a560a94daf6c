// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/listenercontrol.h"

namespace tocsin::ui {

using Phase = flows::DeskState::Phase;

ListenerControl::ListenerControl(flows::WebhookDesk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    connect(&desk, &flows::WebhookDesk::stateChanged, this, [this] {
        if (m_restart && m_desk.state().phase == Phase::Stopped) {
            m_restart = false;
            m_desk.start();
        }
    });
}

void ListenerControl::toggle()
{
    if (m_desk.state().phase == Phase::Listening)
        m_desk.stop();
    else
        m_desk.start();
}

void ListenerControl::apply(const flows::DeskOptions &options)
{
    flows::DeskOptions next = m_desk.options();
    next.loopbackOnly = options.loopbackOnly;
    next.address = options.address;
    next.port = options.port;
    next.anyFreePortIfTaken = false; // the port is now somebody's wish: a taken one is said, not replaced
    next.tls = options.tls;
    next.certificatePath = options.certificatePath;
    next.keyPath = options.keyPath;
    next.clientCaPath = options.clientCaPath;
    next.limits = options.limits;
    next.retention = options.retention;
    m_desk.setOptions(next);
    const Phase phase = m_desk.state().phase;
    m_restart = phase == Phase::Listening || phase == Phase::Starting;
    if (m_restart)
        m_desk.stop();
    else
        m_desk.start();
}

} // namespace tocsin::ui
