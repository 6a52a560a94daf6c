// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/notices/noticepreferences.h"
#include "ui/notices/notifier.h"

#include <QPointer>

#include <map>
#include <vector>

class QWidget;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class NoticeHistory;
class Theme;

// Brings what the policy of the open connection tells onto the desktop, and a click there back into the
// window. Keeps what the user decides and how far he has looked. Belongs to the window, main thread.
class DesktopNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DesktopNotices)

public:
    // What shows them, best first; Window: it asks for attention and says it in the status line.
    enum class Way { Service, Tray, Window };
    Q_ENUM(Way)

    DesktopNotices(flows::AnalystDesk &desk, const Theme &theme, QSettings &settings, QWidget *window);
    ~DesktopNotices() override;

    const NoticePreferences &preferences() const { return m_preferences; }
    Result<void> setPreferences(const NoticePreferences &preferences); // kept, and in force at once

    void showHistory();             // the dialog; the one that is open comes to the front
    QList<QAction *> historyKeys(); // of its list; makes the dialog
    void showSample();              // shownBy() says what became of it
    // The window comes to the front, with the connection if another one is open; incidentAsked() follows, or
    // notice() says why not.
    void openIncident(const QString &connection, storage::IncidentId incident);

    int unread() const { return m_unread; } // of the newest hundred; none while the history is open
    // Of the open connection: what came until then was looked at.
    Micros seenUntil() const;
    void markSeen(Micros until);

signals:
    void historyMade();                // the dialog is there, with its keys
    void incidentAsked(qint64 number); // of the open connection
    void notice(const QString &text);  // something short for the status line
    void unreadChanged(int number);
    void historyChanged(); // more of it, or that of another connection
    void shownBy(tocsin::ui::DesktopNotices::Way way);

private:
    void makeHistory();
    struct Target
    {
        QString connection;
        storage::IncidentId incident = 0; // 0 = a summary: the history
    };

    void addWay(std::unique_ptr<Notifier> notifier, Way way);
    void offer(const DesktopNotice &notice, std::size_t way);
    void onSwitched();
    void tell(const flows::NoticeBatch &batch);
    quint64 remember(const Target &target);
    void onActivated(quint64 key);
    void raiseWindow();
    void countUnread();
    bool isHistoryOpen() const;
    void setUnread(int number);
    QString openConnection() const; // its id; empty = none

    flows::AnalystDesk &m_desk;
    const Theme &m_theme;
    QSettings &m_settings;
    QWidget *m_window;
    NoticePreferences m_preferences;
    std::vector<std::pair<std::unique_ptr<Notifier>, Way>> m_ways;
    std::map<quint64, Target> m_targets;
    quint64 m_lastKey = 0;
    int m_unread = 0;
    QPointer<NoticeHistory> m_history;
};

} // namespace tocsin::ui
