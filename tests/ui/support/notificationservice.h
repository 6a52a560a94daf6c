// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QVariantMap>

namespace tocsin::test {

// A session bus of the test's own: a real dbus-daemon that knows no services but those of the test.
class PrivateBus
{
public:
    PrivateBus() = default;
    ~PrivateBus();
    Q_DISABLE_COPY_MOVE(PrivateBus)

    static bool isPossible(); // there is a dbus-daemon
    bool start();
    void stop();
    QString address() const { return m_address; }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

// The desktop's end of org.freedesktop.Notifications: keeps what it is told to show, and clicks on demand.
class NotificationService final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
    Q_DISABLE_COPY_MOVE(NotificationService)

public:
    struct Shown
    {
        uint id = 0;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };

    NotificationService(const QString &busAddress, QStringList capabilities);
    ~NotificationService() override;

    bool isServing() const { return m_isServing; }
    const QList<Shown> &shown() const { return m_shown; }
    const QList<uint> &closed() const { return m_closed; }
    void click(uint id) { emit ActionInvoked(id, QStringLiteral("default")); }

public slots: // of the interface
    QStringList GetCapabilities() const { return m_capabilities; }
    uint Notify(const QString &program, uint replaces, const QString &icon, const QString &title,
                const QString &body, const QStringList &actions, const QVariantMap &hints, int timeout);
    void CloseNotification(uint id);

signals: // of the interface
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);

private:
    const QString m_name; // of the connection
    const QStringList m_capabilities;
    bool m_isServing = false;
    QList<Shown> m_shown;
    QList<uint> m_closed;
};

} // namespace tocsin::test
