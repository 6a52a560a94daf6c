// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/commands.h"
#include "ui/preferences.h"

#include <QMainWindow>

class QSettings;
class QStackedWidget;

namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class ListenerControl;
class SchemesPage;
class SettingsPage;
class StatusLine;
class TopBar;
class WebhooksPage;

// The shell: menus, top bar, rail, pages, status bar. Knows what a page is called and nothing of what is in
// it. Its collaborators live longer than it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    enum Page { Incidents, Investigate, Webhooks, Entities, Admin, Settings, Schemes, PageCount };

    MainWindow(Theme &theme, flows::WebhookDesk &desk, secrets::SecretStore &secrets, QSettings &settings);

    void setPage(Page page);
    Page page() const;
    const Commands &commands() const { return *m_commands; }
    WebhooksPage &webhooks() { return *m_webhooks; }

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *buildPages();
    void buildStatusBar();
    void connectPages();
    void connectCommands();
    void connectDesk();
    void keepPreferences();
    void applyListener(const flows::DeskOptions &options);
    void chooseTheme(Theme::Choice choice);
    void showTheme(Theme::Choice choice);
    void showListener();
    void showStatus();
    void showBrokenSchemes();
    void checkStore();
    void showAbout();
    bool askAboutDrafts(); // true = something would be lost, and a person is asked
    QList<PaletteEntry> typedEntries(const QString &typed);

    Theme &m_theme;
    flows::WebhookDesk &m_desk;
    secrets::SecretStore &m_secrets;
    QSettings &m_settings;
    Preferences m_preferences;
    Commands *m_commands;
    TopBar *m_top;
    ListenerControl *m_control;
    QStackedWidget *m_pages = nullptr;
    WebhooksPage *m_webhooks = nullptr;
    SettingsPage *m_settingsPage = nullptr;
    SchemesPage *m_schemes = nullptr;
    CommandPalette *m_palette = nullptr;
    StatusLine *m_status = nullptr;
};

} // namespace tocsin::ui
