// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/busnotifier.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QGuiApplication>
#include <QIcon>
#include <QtConcurrentRun>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;
constexpr int patienceMs = 5000;        // then another way shows it
constexpr qsizetype mostStanding = 200; // of a service that never says what was closed
constexpr qsizetype longestToken = 1024;
constexpr uchar normalUrgency = 1; // "critical" would break into what the user asked the desktop to hold back

QDBusMessage method(const QString &name)
{
    return QDBusMessage::createMethodCall(service, path, service, name);
}

} // namespace

// Both ends hold it, the one that joins and the one that uses; the last one leaves the bus.
struct BusNotifier::Link
{
    const QString address;
    const QString name;

    explicit Link(const QString &busAddress)
        : address(busAddress)
        , name(u"tocsin-notices-%1"_s.arg(++count()))
    {}
    ~Link() { QDBusConnection::disconnectFromBus(name); }
    Q_DISABLE_COPY_MOVE(Link)

    void join() const
    {
        if (address.isEmpty())
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
        else
            QDBusConnection::connectToBus(address, name);
    }
    QDBusConnection bus() const { return QDBusConnection(name); }

private:
    static std::atomic<int> &count()
    {
        static std::atomic<int> links = 0;
        return links;
    }
};

BusNotifier::BusNotifier(const QString &address, QObject *parent)
    : Notifier(parent)
    , m_link(std::make_shared<Link>(address))
{
    connect(&m_joining, &QFutureWatcher<void>::finished, this, &BusNotifier::onJoined);
    m_joining.setFuture(QtConcurrent::run([link = m_link] { link->join(); }));
}

BusNotifier::~BusNotifier()
{
    for (const Standing &one : std::as_const(m_standing)) {
        QDBusMessage message =
            QDBusMessage::createMethodCall(one.owner, path, service, u"CloseNotification"_s);
        message.setArguments({one.id});
        message.setAutoStartService(false);
        m_link->bus().send(message);
    }
}

void BusNotifier::onJoined()
{
    m_isJoined = true;
    QDBusConnection bus = m_link->bus();
    if (bus.isConnected()) {
        // From any sender, so that nothing has to be waited for; find() knows the right one.
        bus.connect({}, path, service, u"ActionInvoked"_s, this, SLOT(onAction(uint, QString, QDBusMessage)));
        bus.connect({}, path, service, u"ActivationToken"_s, this,
                    SLOT(onToken(uint, QString, QDBusMessage)));
        bus.connect({}, path, service, u"NotificationClosed"_s, this,
                    SLOT(onClosed(uint, uint, QDBusMessage)));
    }
    for (const DesktopNotice &notice : std::exchange(m_waiting, {}))
        ask(notice);
}

void BusNotifier::show(const DesktopNotice &notice)
{
    if (m_isJoined)
        ask(notice);
    else
        m_waiting.append(notice);
}

void BusNotifier::call(const QDBusMessage &message, const std::function<void(const QDBusMessage &)> &answered)
{
    auto *watcher = new QDBusPendingCallWatcher(m_link->bus().asyncCall(message, patienceMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [answered](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        answered(done->reply());
    });
}

// What the service can do is asked each time: it may be another one by now.
void BusNotifier::ask(const DesktopNotice &notice)
{
    if (!m_link->bus().isConnected()) {
        emit refused(notice);
        return;
    }
    call(method(u"GetCapabilities"_s), [this, notice](const QDBusMessage &answer) {
        if (answer.type() == QDBusMessage::ReplyMessage && answer.signature() == "as"_L1)
            notify(notice, answer.arguments().constFirst().toStringList());
        else
            emit refused(notice);
    });
}

void BusNotifier::notify(const DesktopNotice &notice, const QStringList &capabilities)
{
    // A service that reads markup gets ours: none. One that does not shows what it is given.
    const QString body = capabilities.contains("body-markup"_L1) ? notice.body.toHtmlEscaped() : notice.body;
    QStringList actions;
    if (capabilities.contains("actions"_L1))
        actions = {u"default"_s, tr("Open")};
    QVariantMap hints{{u"urgency"_s, QVariant::fromValue(normalUrgency)}};
    if (const QString entry = QGuiApplication::desktopFileName(); !entry.isEmpty())
        hints.insert(u"desktop-entry"_s, entry);
    const QString icon = QIcon::hasThemeIcon(u"tocsin"_s) ? u"tocsin"_s : QString();
    QDBusMessage message = method(u"Notify"_s);
    message.setArguments(
        {QCoreApplication::applicationName(), uint(0), icon, notice.title, body, actions, hints, -1});
    call(message, [this, notice](const QDBusMessage &answer) {
        if (answer.type() != QDBusMessage::ReplyMessage || answer.signature() != "u"_L1) {
            emit refused(notice);
            return;
        }
        m_standing.append({answer.service(), answer.arguments().constFirst().toUInt(), notice.key});
        if (m_standing.size() > mostStanding)
            m_standing.removeFirst();
        emit shown(notice.key);
    });
}

const BusNotifier::Standing *BusNotifier::find(uint id, const QDBusMessage &message) const
{
    const auto found = std::ranges::find_if(
        m_standing, [&](const Standing &one) { return one.id == id && one.owner == message.service(); });
    return found == m_standing.cend() ? nullptr : &*found;
}

void BusNotifier::onAction(uint id, const QString &action, const QDBusMessage &message)
{
    const Standing *one = find(id, message);
    if (one && action == "default"_L1)
        emit activated(one->key);
}

// Wayland lets a window come to the front only with the token of the click; it comes before the action.
void BusNotifier::onToken(uint id, const QString &token, const QDBusMessage &message)
{
    if (find(id, message) && token.size() <= longestToken &&
        QGuiApplication::platformName().startsWith("wayland"_L1))
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

void BusNotifier::onClosed(uint id, uint, const QDBusMessage &message)
{
    if (const Standing *one = find(id, message))
        m_standing.removeAt(one - m_standing.constData());
}

} // namespace tocsin::ui
