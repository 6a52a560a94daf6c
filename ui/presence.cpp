// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/presence.h"

#include <QApplication>
#include <QEvent>
#include <QNetworkInformation>
#include <QWidget>

namespace tocsin::ui {

Presence::Presence(QWidget &window) : QObject(&window), m_window(window)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(idleAfterMs);
    connect(&m_idle, &QTimer::timeout, this, &Presence::review);
    m_idle.start();
    qApp->installEventFilter(this);
    watchNetwork();
}

void Presence::setIdleAfter(int milliseconds)
{
    m_idle.start(milliseconds);
}

// Without a backend nothing is known of the network, and it is taken to be there: a poll that fails says so.
void Presence::watchNetwork()
{
    if (!QNetworkInformation::loadDefaultBackend())
        return;
    const QNetworkInformation *network = QNetworkInformation::instance();
    connect(network, &QNetworkInformation::reachabilityChanged, this, &Presence::review);
    connect(network, &QNetworkInformation::isMeteredChanged, this, &Presence::review);
    review();
}

void Presence::review()
{
    poll::Conditions now;
    now.hidden = !m_window.isVisible() || m_window.isMinimized();
    now.idle = !m_idle.isActive();
    if (const QNetworkInformation *network = QNetworkInformation::instance()) {
        now.offline = network->reachability() == QNetworkInformation::Reachability::Disconnected;
        now.reduced = network->isMetered();
    }
    if (now == m_conditions)
        return;
    m_conditions = now;
    emit changed(now);
}

bool Presence::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
        m_idle.start();
        if (m_conditions.idle)
            review();
        break;
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowStateChange:
        if (watched == &m_window)
            review();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tocsin::ui
