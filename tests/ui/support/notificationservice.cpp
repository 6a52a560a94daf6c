// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/notificationservice.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tocsin::test {

namespace {

constexpr int patience = 30'000; // ms
const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

// No folders of services: nothing of this machine is started by a call.
const QByteArray configuration =
    R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

} // namespace

PrivateBus::~PrivateBus()
{
    stop();
}

bool PrivateBus::isPossible()
{
    return !QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty();
}

bool PrivateBus::start()
{
    const QString file = m_folder.filePath(u"bus.conf"_s);
    QFile config(file);
    if (!config.open(QIODevice::WriteOnly))
        return false;
    config.write(QByteArray(configuration).replace("FOLDER", m_folder.path().toUtf8()));
    config.close();
    m_daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_daemon.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address=1"_s, u"--config-file="_s + file});
    while (!m_daemon.canReadLine()) {
        if (!m_daemon.waitForReadyRead(patience))
            return false;
    }
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    return !m_address.isEmpty();
}

void PrivateBus::stop()
{
    if (m_daemon.state() == QProcess::NotRunning)
        return;
    m_daemon.kill();
    m_daemon.waitForFinished(patience);
}

NotificationService::NotificationService(const QString &busAddress, QStringList capabilities)
    : m_name(u"test-notifications-%1"_s.arg(quintptr(this)))
    , m_capabilities(std::move(capabilities))
{
    QDBusConnection bus = QDBusConnection::connectToBus(busAddress, m_name);
    m_isServing =
        bus.isConnected() &&
        bus.registerObject(path, this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
        bus.registerService(service);
}

NotificationService::~NotificationService()
{
    QDBusConnection(m_name).unregisterObject(path);
    QCoreApplication::removePostedEvents(this); // calls not yet served: they must not outlive the connection
    QDBusConnection::disconnectFromBus(m_name);
}

uint NotificationService::Notify(const QString &, uint, const QString &, const QString &title,
                                 const QString &body, const QStringList &actions, const QVariantMap &hints,
                                 int)
{
    const uint id = uint(m_shown.size()) + 1;
    m_shown.append({id, title, body, actions, hints});
    return id;
}

void NotificationService::CloseNotification(uint id)
{
    m_closed.append(id);
    emit NotificationClosed(id, 3);
}

} // namespace tocsin::test
