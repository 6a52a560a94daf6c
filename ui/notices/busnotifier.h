// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/notices/notifier.h"

#include <QDBusMessage>
#include <QFutureWatcher>

#include <memory>

namespace tocsin::ui {

// The desktop's own notices: org.freedesktop.Notifications of the Desktop Notifications Specification 1.2.
// The bus is joined on another thread and every call is asynchronous: a bus that does not answer holds up
// nothing. What still stands when the program ends is taken away: nobody is there to answer a click.
class BusNotifier final : public Notifier
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BusNotifier)

public:
    explicit BusNotifier(const QString &address = {}, QObject *parent = nullptr); // empty = the session's bus
    ~BusNotifier() override;

    void show(const DesktopNotice &notice) override;

private slots: // of the service
    void onAction(uint id, const QString &action, const QDBusMessage &message);
    void onToken(uint id, const QString &token, const QDBusMessage &message);
    void onClosed(uint id, uint reason, const QDBusMessage &message);

private:
    struct Link;
    // A service that was started anew gives the same numbers again: a notice is known by both.
    struct Standing
    {
        QString owner; // unique name on the bus
        uint id = 0;
        quint64 key = 0;
    };

    void onJoined();
    void ask(const DesktopNotice &notice);
    void notify(const DesktopNotice &notice, const QStringList &capabilities);
    void call(const QDBusMessage &message, const std::function<void(const QDBusMessage &)> &answered);
    const Standing *find(uint id, const QDBusMessage &message) const;

    std::shared_ptr<Link> m_link;
    QFutureWatcher<void> m_joining;
    bool m_isJoined = false;
    QList<DesktopNotice> m_waiting; // for the bus
    QList<Standing> m_standing;     // oldest first
};

} // namespace tocsin::ui
