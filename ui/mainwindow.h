// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/commands.h"
#include "ui/desks.h"
#include "ui/pagestack.h"
#include "ui/preferences.h"

#include <QMainWindow>

class QSettings;

namespace tocsin::ui {

class ConnectionControl;
class DesktopNotices;
class ListenerControl;
class SearchDialog;
class ShortcutBook;
class StatusLine;
class TopBar;

// The shell: menus, top bar, rail, pages, status bar. Knows what a page is called and nothing of what is in
// it. Its collaborators live longer than it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    using Page = PageStack::Page;
    using enum PageStack::Page;

    // A desk that is still being opened will do as long as the first page is that of the queue; nothing may
    // be asked of the window before it is open.
    MainWindow(Theme &theme, const Desks &desks, QSettings &settings);

    static Page firstPage(const QSettings &settings); // the one it begins with
    void showFilled(); // as soon as its first page has something to show, or soon
    void setPage(Page page);
    Page page() const { return m_pages->page(); }
    const Commands &commands() const { return *m_commands; }
    PageStack &pages() { return *m_pages; }
    WebhooksPage &webhooks() { return m_pages->webhooks(); }

signals:
    void opened();                         // its first picture is on the screen
    void sandboxDeliveriesChosen(bool on); // whether the sandbox sends to the listener

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QAction *pageCommand(Page page) const;
    void finishOpening();
    CommandPalette &commandPalette(); // made when it is opened first, as is the search
    SearchDialog &search();
    void say(const QString &text);
    QWidget *buildPages();
    void buildStatusBar();
    void connectPages();
    void forgetConnection(const QString &id);
    void connectCommands();
    void connectDesk();
    void connectAnalyst();
    void keepPreferences();
    void applyListener(const flows::DeskOptions &options);
    void chooseTheme(Theme::Choice choice);
    void showTheme(Theme::Choice choice);
    void showListener();
    void showStatus();
    void showBrokenSchemes();
    void checkStore();
    void showAbout();
    void followPage(int page); // once it is made
    void bindPageKeys(int page);
    void bindNoticeKeys();
    QList<ShortcutSheet::Group> pageKeys();
    void changeShortcuts();
    void showSources();

    Theme &m_theme;
    const Desks m_desks;
    flows::WebhookDesk &m_desk;
    flows::AnalystDesk &m_analyst;
    QSettings &m_settings;
    Preferences m_preferences;
    Commands *m_commands;
    ShortcutBook *m_shortcuts;
    TopBar *m_top;
    ListenerControl *m_control;
    ConnectionControl *m_connection;
    PageStack *m_pages = nullptr;
    CommandPalette *m_palette = nullptr;
    SearchDialog *m_search = nullptr;
    DesktopNotices *m_notices = nullptr; // made when the window stands
    StatusLine *m_status = nullptr;
    bool m_isOpened = false;
};

} // namespace tocsin::ui
