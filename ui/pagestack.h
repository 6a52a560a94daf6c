// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStackedWidget>

#include <functional>

class QSettings;

namespace tocsin::domain {
struct Entity;
}
namespace tocsin::flows {
class AnalystDesk;
class WebhookDesk;
} // namespace tocsin::flows
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class AdminPage;
class Commands;
class EntitiesPage;
class IncidentsPage;
class InvestigationsPage;
class SchemesPage;
class SearchPanel;
class SettingsPage;
class Theme;
class WebhooksPage;
struct Preferences;

// The pages of the window, and what one of them asks of another.
class PageStack final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageStack)

public:
    enum Page { Incidents, Investigate, Webhooks, Entities, Admin, Settings, Schemes, PageCount };

    PageStack(const Theme &theme, flows::WebhookDesk &desk, flows::AnalystDesk &analyst,
              secrets::SecretStore &secrets, QSettings &settings, const Commands &commands,
              const Preferences &preferences);

    void show(Page page);           // and give it the focus it wants
    void join(SearchPanel &search); // what it finds is opened on the pages
    void showIncident(qint64 number);
    void showEntity(const domain::Entity &entity);
    Page page() const { return Page(currentIndex()); }

    IncidentsPage &incidents() { return *m_incidents; }
    InvestigationsPage &investigations() { return *m_investigations; }
    WebhooksPage &webhooks() { return *m_webhooks; }
    EntitiesPage &entities() { return *m_entities; }
    SettingsPage &settings() { return *m_settings; }
    SchemesPage &schemes() { return *m_schemes; }

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);
    void resetLayout(); // of the page that is shown
    QString statusText() const;
    // One draft after the other: true = something would be lost, and a person is asked; `again` goes when the
    // answer lets it.
    bool askAboutDrafts(const std::function<void()> &again);

signals:
    void pageAsked(tocsin::ui::PageStack::Page page); // by another page
    void notice(const QString &text);
    void connectionAsked();                // a page wants one to be set up
    void searchAsked(const QString &text); // everywhere

private:
    void join();
    void joinIncidents();
    void joinInvestigations();
    void joinEntities();
    void showSession(qint64 id);
    void showServerSession(const QString &session);
    void showIncidents(const QString &filter);
    void showDeliveries(const QString &filter);

    WebhooksPage *m_webhooks;
    SchemesPage *m_schemes;
    SettingsPage *m_settings;
    IncidentsPage *m_incidents;
    InvestigationsPage *m_investigations;
    EntitiesPage *m_entities;
    AdminPage *m_admin;
};

} // namespace tocsin::ui
