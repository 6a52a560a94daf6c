// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pagestack.h"

#include "core/filter/values.h"
#include "core/flows/analystdesk.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/secretstore.h"
#include "ui/admin/adminpage.h"
#include "ui/commands.h"
#include "ui/entities/entitiespage.h"
#include "ui/incidents/incidentspage.h"
#include "ui/investigations/investigationspage.h"
#include "ui/schemes/schemespage.h"
#include "ui/search/searchpanel.h"
#include "ui/settings/settingspage.h"
#include "ui/text/errortext.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/webhookspage.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

PageStack::PageStack(const Theme &theme, const Desks &desks, QSettings &settings, const Commands &commands,
                     const Preferences &preferences)
    : LazyStack(settings)
    , m_theme(theme)
    , m_desk(desks.webhooks)
    , m_analyst(desks.analyst)
    , m_admin(desks.admin)
    , m_secrets(desks.secrets)
    , m_file(settings)
    , m_commands(commands)
    , m_preferences(preferences)
{
    setObjectName(u"pages"_s);
    enlistPages();
    connect(&m_analyst.workspace(), &flows::Workspace::switched, this, &PageStack::followInvestigations);
    followInvestigations();
}

void PageStack::enlistPages()
{
    const Commands &c = m_commands;
    enlist<IncidentsPage>(Incidents, [this] { return makeIncidents(); });
    enlist<InvestigationsPage>(Investigate, [this] { return makeInvestigations(); });
    enlist<WebhooksPage>(
        Webhooks, [this] { return makeWebhooks(); },
        {c[u"addEndpoint"_s], c[u"secrets"_s], c[u"rotation"_s], c[u"sendTest"_s], c[u"copyListenerUrl"_s]});
    enlist<EntitiesPage>(Entities, [this] { return makeEntities(); });
    enlist<AdminPage>(Admin, [this] { return makeAdmin(); });
    enlist<SettingsPage>(Settings, [this] { return makeSettings(); });
    enlist<SchemesPage>(Schemes, [this] { return makeSchemes(); });
}

IncidentsPage &PageStack::incidents()
{
    return made<IncidentsPage>(Incidents);
}

InvestigationsPage &PageStack::investigations()
{
    return made<InvestigationsPage>(Investigate);
}

WebhooksPage &PageStack::webhooks()
{
    return made<WebhooksPage>(Webhooks);
}

EntitiesPage &PageStack::entities()
{
    return made<EntitiesPage>(Entities);
}

AdminPage &PageStack::admin()
{
    return made<AdminPage>(Admin);
}

SettingsPage &PageStack::settings()
{
    return made<SettingsPage>(Settings);
}

SchemesPage &PageStack::schemes()
{
    return made<SchemesPage>(Schemes);
}

IncidentsPage *PageStack::makeIncidents()
{
    auto *page = new IncidentsPage(m_theme, m_analyst, m_commands);
    connect(page, &IncidentsPage::webhooksAsked, this, [this] { emit pageAsked(Webhooks); });
    connect(page, &IncidentsPage::investigationAsked, this, &PageStack::showSession);
    connect(page, &IncidentsPage::deliveriesAsked, this, &PageStack::showDeliveries);
    connect(page, &IncidentsPage::entityAsked, this, &PageStack::showEntity);
    page->setDeliveryStore(m_desk.storePath());
    connect(&m_desk, &flows::WebhookDesk::countersChanged, page, &IncidentsPage::recountDeliveries);
    connect(page, &IncidentsPage::questionAsked, this, [this](const QList<storage::IncidentRow> &rows) {
        emit pageAsked(Investigate);
        investigations().investigateIncidents(rows);
    });
    return page;
}

InvestigationsPage *PageStack::makeInvestigations()
{
    auto *page = new InvestigationsPage(m_theme, m_analyst, m_commands, m_file);
    connect(page, &InvestigationsPage::connectionAsked, this, &PageStack::connectionAsked);
    connect(page, &InvestigationsPage::incidentAsked, this, &PageStack::showIncident);
    connect(page, &InvestigationsPage::graphAsked, this, &PageStack::showEntity);
    connect(page, &InvestigationsPage::incidentsAsked, this,
            [this](const domain::Entity &entity) { showIncidents(filter::quotedIfNeeded(entity.value)); });
    connect(page, &InvestigationsPage::deliveriesAsked, this,
            [this](const domain::Entity &entity) { showDeliveries(filter::quotedIfNeeded(entity.value)); });
    return page;
}

// A question that comes to nothing is told of wherever the user is; the page tells of it itself.
void PageStack::followInvestigations()
{
    if (!m_analyst.workspace().isOpen())
        return;
    connect(&m_analyst.workspace().investigations(), &flows::Investigations::failed, this,
            [this](const Error &error) {
                if (!isMade(Investigate))
                    emit notice(errorSentence(error));
            });
}

WebhooksPage *PageStack::makeWebhooks()
{
    auto *page = new WebhooksPage(m_theme, m_desk, m_secrets, m_commands);
    connect(page, &WebhooksPage::schemeLearnt, this, [this](const QByteArray &text, const QString &endpoint) {
        emit pageAsked(Schemes);
        schemes().openDraft(text, tr("Learnt scheme"), endpoint);
    });
    connect(page, &WebhooksPage::incidentAsked, this, &PageStack::showIncident);
    connect(page, &WebhooksPage::sessionAsked, this, &PageStack::showServerSession);
    connect(page, &WebhooksPage::investigationAsked, this, [this](const domain::DeliveryRow &row) {
        emit pageAsked(Investigate);
        investigations().investigateDelivery(row);
    });
    return page;
}

EntitiesPage *PageStack::makeEntities()
{
    auto *page = new EntitiesPage(m_theme, m_analyst, m_commands);
    connect(page, &EntitiesPage::connectionsAsked, this, &PageStack::connectionAsked);
    connect(page, &EntitiesPage::incidentAsked, this, &PageStack::showIncident);
    connect(page, &EntitiesPage::incidentsAsked, this, &PageStack::showIncidents);
    connect(page, &EntitiesPage::deliveriesAsked, this, &PageStack::showDeliveries);
    connect(page, &EntitiesPage::investigationAsked, this, &PageStack::showServerSession);
    connect(page, &EntitiesPage::investigateAsked, this, [this](const domain::Entity &entity) {
        emit pageAsked(Investigate);
        investigations().investigateEntity(entity);
    });
    connect(page, &EntitiesPage::searchAsked, this, &PageStack::searchAsked);
    return page;
}

SettingsPage *PageStack::makeSettings()
{
    auto *page = new SettingsPage(m_preferences, backendSentence(m_secrets.backend()));
    page->showTheme(m_theme.choice());
    connect(page, &SettingsPage::themeChosen, this, &PageStack::themeChosen);
    connect(page, &SettingsPage::listenerChosen, this, &PageStack::listenerChosen);
    connect(page, &SettingsPage::allowedChosen, &m_desk, &flows::WebhookDesk::setAllowedHosts);
    connect(page, &SettingsPage::secretsAsked, this, &PageStack::openSecrets);
    connect(page, &SettingsPage::sourcesAsked, this, &PageStack::sourcesAsked);
    connect(page, &SettingsPage::shortcutsAsked, this, &PageStack::shortcutsAsked);
    connect(&m_desk, &flows::WebhookDesk::allowedHostsChanged, page,
            [this, page] { page->showAllowed(m_desk.options().allowed); });
    connect(&m_secrets, &secrets::SecretStore::changed, page,
            [this, page] { page->showSecretBackend(backendSentence(m_secrets.backend())); });
    return page;
}

SchemesPage *PageStack::makeSchemes()
{
    return new SchemesPage(m_theme, m_desk);
}

void PageStack::join(SearchPanel &search)
{
    connect(&search, &SearchPanel::notice, this, &PageStack::notice);
    connect(&search, &SearchPanel::incidentAsked, this, &PageStack::showIncident);
    connect(&search, &SearchPanel::investigationAsked, this, &PageStack::showServerSession);
    connect(&search, &SearchPanel::deliveriesAsked, this, &PageStack::showDeliveries);
    connect(&search, &SearchPanel::entityAsked, this, &PageStack::showEntity);
    connect(&search, &SearchPanel::deliveryAsked, this, &PageStack::showDelivery);
}

void PageStack::investigate(const QString &question)
{
    emit pageAsked(Investigate);
    investigations().investigateText(question);
}

void PageStack::showSession(qint64 id)
{
    emit pageAsked(Investigate);
    investigations().openSession(id);
}

void PageStack::showServerSession(const QString &session)
{
    emit pageAsked(Investigate);
    investigations().openServerSession(session);
}

void PageStack::showIncidents(const QString &filter)
{
    emit pageAsked(Incidents);
    incidents().showFiltered(filter);
}

void PageStack::showDeliveries(const QString &filter)
{
    emit pageAsked(Webhooks);
    webhooks().showDeliveries(filter);
}

void PageStack::showDelivery(qint64 id)
{
    emit pageAsked(Webhooks);
    webhooks().openDelivery(id);
}

void PageStack::showIncident(qint64 number)
{
    emit pageAsked(Incidents);
    incidents().openIncident(number);
}

void PageStack::showEntity(const domain::Entity &entity)
{
    emit pageAsked(Entities);
    entities().lookUp(entity);
}

void PageStack::openSecrets()
{
    webhooks().openSecrets();
}

void PageStack::showTheme(Theme::Choice choice)
{
    if (isMade(Settings))
        settings().showTheme(choice);
}

void PageStack::showPreferences()
{
    if (isMade(Settings))
        settings().showPreferences(m_preferences);
}

QString PageStack::statusText() const
{
    QStringList parts{IncidentsPage::statusText(m_analyst), InvestigationsPage::statusText(m_analyst),
                      isMade(Webhooks) ? peek<WebhooksPage>(Webhooks).statusText()
                                       : WebhooksPage::statusText(m_desk)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

bool PageStack::hasSchemeDraft() const
{
    return isMade(Schemes) && peek<SchemesPage>(Schemes).hasDraft();
}

bool PageStack::askAboutDrafts(const std::function<void()> &again)
{
    if (hasSchemeDraft()) {
        emit pageAsked(Schemes);
        schemes().askBeforeLosing(again);
        return true;
    }
    if (isMade(Webhooks) && webhooks().hasDraft()) {
        webhooks().askBeforeLosing(again);
        return true;
    }
    return false;
}

} // namespace tocsin::ui
