// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/desks.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lazystack.h"

namespace tocsin::domain {
struct Entity;
}
namespace tocsin::flows {
struct DeskOptions;
}

namespace tocsin::ui {

class AdminPage;
class Commands;
class ConnectionsPage;
class EntitiesPage;
class IncidentsPage;
class IntegrationsPage;
class InvestigationsPage;
class KeysPage;
class LogPage;
class SchemesPage;
class SearchPanel;
class SecretsPage;
class SettingsPage;
class WebhooksPage;
struct Preferences;

// The pages of the window, and what one of them asks of another. A page is made when it is needed first.
class PageStack final : public LazyStack
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageStack)

public:
    enum Page { Incidents, Investigate, Webhooks, Entities, Admin, Settings, Schemes, PageCount };

    PageStack(const Theme &theme, const Desks &desks, QSettings &settings, const Commands &commands,
              const Preferences &preferences);

    Page page() const { return shown() < 0 ? PageCount : Page(shown()); }
    void join(SearchPanel &search); // what it finds is opened on the pages
    void showIncident(qint64 number);
    void investigate(const QString &question); // the form opens with it; nothing is sent yet
    void showEntity(const domain::Entity &entity);
    void showDelivery(qint64 id);

    // Each is made if it is not there yet.
    IncidentsPage &incidents();
    InvestigationsPage &investigations();
    WebhooksPage &webhooks();
    EntitiesPage &entities();
    AdminPage &admin();
    SettingsPage &settings();
    SchemesPage &schemes();

    void showTheme(Theme::Choice choice);
    void showPreferences(); // they are others now
    QString statusText() const;
    bool hasSchemeDraft() const;
    // One draft after the other: true = something would be lost, and a person is asked; `again` goes when the
    // answer lets it.
    bool askAboutDrafts(const std::function<void()> &again);

signals:
    void pageAsked(tocsin::ui::PageStack::Page page); // by another page
    void connectionAsked();                           // a page wants one to be set up
    void connectionEditAsked(const QString &id);
    void connectionRemovalAsked(const QString &id);
    void searchAsked(const QString &text); // everywhere
    void themeChosen(tocsin::ui::Theme::Choice choice);
    void listenerChosen(const tocsin::flows::DeskOptions &options);
    void sourcesAsked();
    void shortcutsAsked();

private:
    void enlistPages();
    void followInvestigations();
    IncidentsPage *makeIncidents();
    InvestigationsPage *makeInvestigations();
    WebhooksPage *makeWebhooks();
    EntitiesPage *makeEntities();
    AdminPage *makeAdmin();
    ConnectionsPage *makeConnections();
    IntegrationsPage *makeIntegrations();
    KeysPage *makeKeys();
    SecretsPage *makeSecrets();
    LogPage *makeLog();
    SettingsPage *makeSettings();
    SchemesPage *makeSchemes();
    void showSession(qint64 id);
    void showServerSession(const QString &session);
    void showIncidents(const QString &filter);
    void showDeliveries(const QString &filter);
    void openSecrets();

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    flows::AnalystDesk &m_analyst;
    flows::AdminDesk &m_admin;
    secrets::SecretStore &m_secrets;
    QSettings &m_file;
    const Commands &m_commands;
    const Preferences &m_preferences;
};

} // namespace tocsin::ui
