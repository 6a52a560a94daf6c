// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pagestack.h"

#include "core/filter/values.h"
#include "core/secrets/secretstore.h"
#include "ui/admin/adminpage.h"
#include "ui/commands.h"
#include "ui/entities/entitiespage.h"
#include "ui/incidents/incidentspage.h"
#include "ui/investigations/investigationspage.h"
#include "ui/schemes/schemespage.h"
#include "ui/search/searchpanel.h"
#include "ui/settings/settingspage.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/webhookspage.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

PageStack::PageStack(const Theme &theme, flows::WebhookDesk &desk, flows::AnalystDesk &analyst,
                     secrets::SecretStore &secrets, QSettings &settings, const Commands &commands,
                     const Preferences &preferences)
    : m_webhooks(new WebhooksPage(theme, desk, secrets, commands))
    , m_schemes(new SchemesPage(theme, desk))
    , m_settings(new SettingsPage(preferences, backendSentence(secrets.backend())))
    , m_incidents(new IncidentsPage(theme, analyst, commands))
    , m_investigations(new InvestigationsPage(theme, analyst, commands, settings))
    , m_entities(new EntitiesPage(theme, analyst, commands))
    , m_admin(new AdminPage(theme))
{
    setObjectName(u"pages"_s);
    for (QWidget *page : {static_cast<QWidget *>(m_incidents), static_cast<QWidget *>(m_investigations),
                          static_cast<QWidget *>(m_webhooks), static_cast<QWidget *>(m_entities),
                          static_cast<QWidget *>(m_admin), static_cast<QWidget *>(m_settings),
                          static_cast<QWidget *>(m_schemes)})
        addWidget(page);
    join();
    joinIncidents();
    joinInvestigations();
    joinEntities();
}

void PageStack::join()
{
    connect(m_incidents, &IncidentsPage::webhooksAsked, this, [this] { emit pageAsked(Webhooks); });
    connect(m_admin, &AdminPage::connectionAsked, this, &PageStack::connectionAsked);
    connect(m_admin, &AdminPage::secretsAsked, m_webhooks, &WebhooksPage::openSecrets);
    connect(m_webhooks, &WebhooksPage::notice, this, &PageStack::notice);
    connect(m_schemes, &SchemesPage::notice, this, &PageStack::notice);
    connect(m_webhooks, &WebhooksPage::schemeLearnt, this,
            [this](const QByteArray &text, const QString &endpoint) {
                emit pageAsked(Schemes);
                m_schemes->openDraft(text, tr("Learnt scheme"), endpoint);
            });
    connect(m_settings, &SettingsPage::secretsAsked, m_webhooks, &WebhooksPage::openSecrets);
}

void PageStack::joinIncidents()
{
    connect(m_incidents, &IncidentsPage::notice, this, &PageStack::notice);
    connect(m_incidents, &IncidentsPage::investigationAsked, this, &PageStack::showSession);
    connect(m_incidents, &IncidentsPage::deliveriesAsked, this, &PageStack::showDeliveries);
    connect(m_incidents, &IncidentsPage::entityAsked, this, &PageStack::showEntity);
    connect(m_webhooks, &WebhooksPage::incidentAsked, this, &PageStack::showIncident);
}

void PageStack::joinInvestigations()
{
    connect(m_investigations, &InvestigationsPage::notice, this, &PageStack::notice);
    connect(m_investigations, &InvestigationsPage::connectionAsked, this, &PageStack::connectionAsked);
    connect(m_investigations, &InvestigationsPage::incidentAsked, this, &PageStack::showIncident);
    connect(m_investigations, &InvestigationsPage::graphAsked, this, &PageStack::showEntity);
    connect(m_investigations, &InvestigationsPage::incidentsAsked, this,
            [this](const domain::Entity &entity) {
                emit pageAsked(Incidents);
                m_incidents->showFiltered(filter::quotedIfNeeded(entity.value));
            });
    connect(m_investigations, &InvestigationsPage::deliveriesAsked, this,
            [this](const domain::Entity &entity) { showDeliveries(filter::quotedIfNeeded(entity.value)); });
    connect(m_webhooks, &WebhooksPage::sessionAsked, this, &PageStack::showServerSession);
    connect(m_webhooks, &WebhooksPage::investigationAsked, this, [this](const domain::DeliveryRow &row) {
        emit pageAsked(Investigate);
        m_investigations->investigateDelivery(row);
    });
}

void PageStack::joinEntities()
{
    connect(m_entities, &EntitiesPage::notice, this, &PageStack::notice);
    connect(m_entities, &EntitiesPage::connectionsAsked, this, &PageStack::connectionAsked);
    connect(m_entities, &EntitiesPage::incidentAsked, this, &PageStack::showIncident);
    connect(m_entities, &EntitiesPage::incidentsAsked, this, &PageStack::showIncidents);
    connect(m_entities, &EntitiesPage::deliveriesAsked, this, &PageStack::showDeliveries);
    connect(m_entities, &EntitiesPage::investigationAsked, this, &PageStack::showServerSession);
    connect(m_entities, &EntitiesPage::investigateAsked, this, [this](const domain::Entity &entity) {
        emit pageAsked(Investigate);
        m_investigations->investigateEntity(entity);
    });
    connect(m_entities, &EntitiesPage::searchAsked, this, &PageStack::searchAsked);
}

void PageStack::join(SearchPanel &search)
{
    connect(&search, &SearchPanel::notice, this, &PageStack::notice);
    connect(&search, &SearchPanel::incidentAsked, this, &PageStack::showIncident);
    connect(&search, &SearchPanel::investigationAsked, this, &PageStack::showServerSession);
    connect(&search, &SearchPanel::deliveriesAsked, this, &PageStack::showDeliveries);
    connect(&search, &SearchPanel::entityAsked, this, &PageStack::showEntity);
    connect(&search, &SearchPanel::deliveryAsked, this, [this](qint64 id) {
        emit pageAsked(Webhooks);
        m_webhooks->openDelivery(id);
    });
}

void PageStack::showSession(qint64 id)
{
    emit pageAsked(Investigate);
    m_investigations->openSession(id);
}

void PageStack::showServerSession(const QString &session)
{
    emit pageAsked(Investigate);
    m_investigations->openServerSession(session);
}

void PageStack::showIncidents(const QString &filter)
{
    emit pageAsked(Incidents);
    m_incidents->showFiltered(filter);
}

void PageStack::showDeliveries(const QString &filter)
{
    emit pageAsked(Webhooks);
    m_webhooks->showDeliveries(filter);
}

void PageStack::showIncident(qint64 number)
{
    emit pageAsked(Incidents);
    m_incidents->openIncident(number);
}

void PageStack::showEntity(const domain::Entity &entity)
{
    emit pageAsked(Entities);
    m_entities->lookUp(entity);
}

void PageStack::show(Page page)
{
    setCurrentIndex(page);
    if (page == Schemes)
        m_schemes->focusList();
    else if (page == Incidents)
        m_incidents->focusList();
    else if (page == Investigate)
        m_investigations->focusList();
    else if (page == Entities)
        m_entities->focusField();
}

void PageStack::saveState(QSettings &settings) const
{
    m_webhooks->saveState(settings);
    m_incidents->saveState(settings);
    m_investigations->saveState(settings);
}

void PageStack::restoreState(QSettings &settings)
{
    m_webhooks->resetLayout();
    m_webhooks->restoreState(settings);
    m_incidents->restoreState(settings);
    m_investigations->restoreState(settings);
}

void PageStack::resetLayout()
{
    if (page() == Incidents)
        m_incidents->resetLayout();
    else
        m_webhooks->resetLayout();
}

QString PageStack::statusText() const
{
    QStringList parts;
    for (const QString &part :
         {m_incidents->statusText(), m_investigations->statusText(), m_webhooks->statusText()}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u" · "_s);
}

bool PageStack::askAboutDrafts(const std::function<void()> &again)
{
    if (m_schemes->hasDraft()) {
        emit pageAsked(Schemes);
        m_schemes->askBeforeLosing(again);
        return true;
    }
    if (m_webhooks->hasDraft()) {
        m_webhooks->askBeforeLosing(again);
        return true;
    }
    return false;
}

} // namespace tocsin::ui
