// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/senders.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QMenu;
class QStackedWidget;
class QTableView;

namespace tocsin::ui {

class EmptyState;
class IntegrationDialog;
class PlainLabel;
class SenderDetail;
class SendersFilter;
class SendersTableModel;
class SourceDialog;
class TenantDialog;
class TenantStrips;
class Theme;

// Who sends to me, how is it signed, when did it last work: the integrations of the tenants, the sources of
// SOCWarden and the other endpoints in one list, added, changed and deleted from here. A tenant is asked when
// the page is first shown, and when somebody asks.
class IntegrationsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IntegrationsPage)

public:
    IntegrationsPage(const Theme &theme, flows::TenantDesk &tenants, flows::WebhookDesk &webhooks,
                     secrets::SecretStore &secrets, QWidget *parent = nullptr);

    void focusList();
    void refresh(); // asks every tenant
    // An integration; once it is listed, unless a row is clicked before.
    void choose(const QString &tenant, const QString &name);
    void addIntegration(const QString &tenant);
    void addSource();
    void addTenant();

signals:
    void notice(const QString &text);
    void connectionAsked();
    void endpointEditAsked(const QString &endpoint); // empty = a new one
    void deliveriesAsked(const QString &endpoint);
    void rotationAsked(const QString &endpoint); // how its secrets fare
    void rotateAsked(const QString &tenant, const QString &integration);
    void pointAsked(const QString &tenant, const QString &integration);
    void probeAsked(const QString &tenant);
    void exportAsked(const QString &tenant);
    void importAsked(const QString &tenant);
    void driftAsked(const QString &tenant);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildBrowser();
    void fitColumns();
    void connectDetail();
    void onSenders();
    void showState();
    void showAge();
    const flows::Sender *chosen() const;
    void chooseKey(const QString &key);
    void chooseWanted();
    void showChosen();

    void fillAddMenu();
    void fillTenantsMenu();
    void fillTenant(QMenu &menu, const QString &id);
    void edit();
    void editTenant(const QString &id);
    void askRemove();
    void askRemoveTenant(const QString &id);
    IntegrationDialog *openForm(const QString &tenant);
    SourceDialog *openSource();
    TenantDialog *openTenant();

    const Theme &m_theme;
    flows::TenantDesk &m_tenants;
    flows::WebhookDesk &m_webhooks;
    secrets::SecretStore &m_secrets;
    flows::Senders m_senders;
    SendersTableModel *m_model;
    SendersFilter *m_filter;
    QLineEdit *m_search;
    PlainLabel *m_age;
    TenantStrips *m_strips;
    QTableView *m_table;
    SenderDetail *m_detail;
    EmptyState *m_failure = nullptr; // the tenants cannot be read from the file
    QStackedWidget *m_stack;
    QMenu *m_addMenu;
    QMenu *m_tenantsMenu;
    QTimer m_clock;      // ages
    QString m_wanted;    // key of the sender to be chosen once it is listed
    QStringList m_asked; // tenants that were asked since the program began
};

} // namespace tocsin::ui
