// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/desktopnotices.h"

#include "core/flows/analystdesk.h"
#include "ui/notices/noticehistory.h"
#include "ui/notices/traynotifier.h"
#include "ui/text/errortext.h"
#include "ui/text/noticetext.h"
#ifdef TOCSIN_DBUS
#include "ui/notices/busnotifier.h"
#endif

#include <QApplication>
#include <QLoggingCategory>
#include <QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::IncidentId;
using storage::Notice;

namespace {

Q_LOGGING_CATEGORY(log, "tocsin.ui.notices")

constexpr std::size_t mostTargets = 200; // notices that can still be clicked
constexpr int mostUnread = 100;

QString seenKey(const QString &connection)
{
    return u"noticesSeen/"_s + connection;
}

} // namespace

DesktopNotices::DesktopNotices(flows::AnalystDesk &desk, const Theme &theme, QSettings &settings,
                               QWidget *window)
    : QObject(window)
    , m_desk(desk)
    , m_theme(theme)
    , m_settings(settings)
    , m_window(window)
    , m_preferences(readNoticePreferences(settings))
{
    for (const QString &problem : std::as_const(m_preferences.problems))
        qCWarning(log) << "settings:" << problem;
#ifdef TOCSIN_DBUS
    addWay(std::make_unique<BusNotifier>(), Way::Service);
#endif
    addWay(std::make_unique<TrayNotifier>(), Way::Tray);
    connect(&m_desk.workspace(), &flows::Workspace::switched, this, &DesktopNotices::onSwitched);
    onSwitched();
}

DesktopNotices::~DesktopNotices() = default;

void DesktopNotices::addWay(std::unique_ptr<Notifier> notifier, Way way)
{
    const std::size_t next = m_ways.size() + 1;
    connect(notifier.get(), &Notifier::refused, this,
            [this, next](const DesktopNotice &refused) { offer(refused, next); });
    connect(notifier.get(), &Notifier::shown, this, [this, way] { emit shownBy(way); });
    connect(notifier.get(), &Notifier::activated, this, &DesktopNotices::onActivated);
    m_ways.emplace_back(std::move(notifier), way);
}

void DesktopNotices::offer(const DesktopNotice &one, std::size_t way)
{
    if (way < m_ways.size()) {
        m_ways[way].first->show(one);
        return;
    }
    if (m_window)
        QApplication::alert(m_window);
    emit notice(one.title);
    emit shownBy(Way::Window);
}

QString DesktopNotices::openConnection() const
{
    const flows::Workspace &workspace = m_desk.workspace();
    return workspace.isOpen() ? workspace.connection().id : QString();
}

void DesktopNotices::onSwitched()
{
    if (m_desk.workspace().isOpen()) {
        flows::NoticePolicy &policy = m_desk.workspace().notices();
        policy.setSettings(noticeSettings(m_preferences));
        connect(&policy, &flows::NoticePolicy::told, this, &DesktopNotices::tell);
        connect(&policy, &flows::NoticePolicy::recorded, this, &DesktopNotices::countUnread);
        connect(&policy, &flows::NoticePolicy::recorded, this, &DesktopNotices::historyChanged);
        connect(&policy, &flows::NoticePolicy::failed, this, [this](const Error &error) {
            emit notice(tr("New incidents could not be told of. %1").arg(errorSentence(error)));
        });
    }
    setUnread(0);
    countUnread();
    emit historyChanged();
}

Result<void> DesktopNotices::setPreferences(const NoticePreferences &preferences)
{
    const Result<void> written = writeNoticePreferences(m_settings, preferences);
    m_preferences = readNoticePreferences(m_settings); // what was refused stays as it was
    if (m_desk.workspace().isOpen())
        m_desk.workspace().notices().setSettings(noticeSettings(m_preferences));
    return written;
}

void DesktopNotices::tell(const flows::NoticeBatch &batch)
{
    const QString name = m_desk.workspace().connection().name;
    for (const Notice &one : batch.single)
        offer({remember({one.connection, one.incident}), noticeTitle(one), noticeBody(one, name)}, 0);
    if (!batch.summarised.isEmpty()) {
        const Target history{batch.summarised.constFirst().connection, 0};
        offer({remember(history), summaryTitle(batch), summaryBody(batch)}, 0);
    }
}

void DesktopNotices::showSample()
{
    offer({remember({openConnection(), 0}), tr("Info: this is how a notice looks"),
           tr("A click opens the history of notices.")},
          0);
}

quint64 DesktopNotices::remember(const Target &target)
{
    m_targets.emplace(++m_lastKey, target);
    if (m_targets.size() > mostTargets)
        m_targets.erase(m_targets.begin());
    return m_lastKey;
}

void DesktopNotices::onActivated(quint64 key)
{
    raiseWindow();
    const auto target = m_targets.find(key);
    if (target == m_targets.end())
        return;
    if (target->second.incident == 0)
        showHistory();
    else
        openIncident(target->second.connection, target->second.incident);
}

void DesktopNotices::raiseWindow()
{
    if (!m_window)
        return;
    if (m_window->isMinimized())
        m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void DesktopNotices::openIncident(const QString &connection, IncidentId incident)
{
    using Rows = QList<storage::IncidentRow>;
    if (openConnection() != connection && !m_desk.choose(connection)) {
        emit notice(tr("The connection of this notice is not there any more."));
        return;
    }
    m_desk.book().read<Rows>(
        this,
        [this, connection](const Result<Rows> &rows) {
            if (openConnection() != connection)
                return; // the user went on to another one
            if (!rows)
                emit notice(errorSentence(rows.error()));
            else if (rows->isEmpty())
                emit notice(tr("This incident is not kept here any more."));
            else
                emit incidentAsked(rows->constFirst().key.number);
        },
        [incident](storage::AnalystStores &stores) { return stores.incidents.rows({incident}); });
}

void DesktopNotices::makeHistory()
{
    if (m_history)
        return;
    m_history = new NoticeHistory(m_theme, m_desk, *this, m_window);
    emit historyMade();
}

QList<QAction *> DesktopNotices::historyKeys()
{
    makeHistory();
    return m_history->listActions();
}

void DesktopNotices::showHistory()
{
    makeHistory();
    m_history->show();
    m_history->raise();
    m_history->activateWindow();
    setUnread(0); // they are looked at now; the history itself marks what is new until it is closed
}

bool DesktopNotices::isHistoryOpen() const
{
    return m_history && m_history->isVisible();
}

Micros DesktopNotices::seenUntil() const
{
    return m_settings.value(seenKey(openConnection())).toLongLong();
}

void DesktopNotices::markSeen(Micros until)
{
    const QString connection = openConnection();
    if (connection.isEmpty() || until <= seenUntil())
        return;
    m_settings.setValue(seenKey(connection), until);
    countUnread();
}

void DesktopNotices::countUnread()
{
    using Notices = QList<Notice>;
    const QString connection = openConnection();
    if (connection.isEmpty())
        return;
    m_desk.book().read<Notices>(
        this,
        [this, connection](const Result<Notices> &newest) {
            if (!newest || openConnection() != connection)
                return; // the history itself says what is wrong
            const Micros seen = seenUntil();
            setUnread(isHistoryOpen() ? 0 : int(std::ranges::count_if(*newest, [seen](const Notice &one) {
                return one.at > seen && countsAsNews(one.outcome);
            })));
        },
        [connection](storage::AnalystStores &stores) {
            return stores.notices.page(connection, 0, mostUnread);
        });
}

void DesktopNotices::setUnread(int number)
{
    if (std::exchange(m_unread, number) != number)
        emit unreadChanged(number);
}

} // namespace tocsin::ui
