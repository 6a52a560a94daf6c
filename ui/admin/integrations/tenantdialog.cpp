// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/tenantdialog.h"

#include "ui/text/errortext.h"
#include "ui/text/integrationtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::Tenant;

TenantDialog::TenantDialog(flows::TenantDesk &tenants, QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_name(new QLineEdit)
    , m_production(new QCheckBox(tr("This is a production system")))
    , m_form(new QComboBox)
    , m_tenant(new QLineEdit)
    , m_api(new QLineEdit)
    , m_apiHint(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_way(new QComboBox)
    , m_user(new QLineEdit)
    , m_userHint(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_password(new QLineEdit)
    , m_header(new QComboBox)
    , m_timeout(new QSpinBox)
    , m_save(primaryButton(tr("Save"), u"saveTenant"_s, this))
{
    setObjectName(u"tenantDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add tenant"));
    m_general->setObjectName(u"tenantFault"_s);
    m_general->setLook(u"fault"_s);
    m_general->keepLines();
    m_general->hide();
    m_faults.setGeneral(m_general);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelTenant"_s, this);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &TenantDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(build());
    column->addWidget(m_general);
    column->addStretch(1);
    column->addLayout(footRow({}, {cancel, m_save}));
    resize(560, 520);
    connect(m_way, &QComboBox::currentIndexChanged, this, &TenantDialog::followWay);
    fill({});
    connect(m_tenant, &QLineEdit::textChanged, this, &TenantDialog::suggest);
    connect(m_form, &QComboBox::currentIndexChanged, this, &TenantDialog::suggest);
    m_name->setFocus();
}

QLayout *TenantDialog::build()
{
    auto *form = m_rows = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name->setObjectName(u"tenantName"_s);
    m_name->setMaxLength(80);
    m_name->setPlaceholderText(tr("What you call it"));
    m_form->setObjectName(u"tenantForm"_s);
    for (const Tenant::Form one : {Tenant::Form::HostName, Tenant::Form::TenantName, Tenant::Form::Locator})
        m_form->addItem(tenantFormName(one), int(one));
    m_tenant->setObjectName(u"tenantIdentifier"_s);
    m_tenant->setMaxLength(400);
    m_api->setObjectName(u"tenantApi"_s);
    m_api->setMaxLength(2000);
    m_api->setPlaceholderText(u"https://api.sandbox.socotra.com"_s);
    m_production->setObjectName(u"tenantProduction"_s);
    m_way->setObjectName(u"tenantWay"_s);
    m_way->addItem(tr("Tenant administrator"), int(Tenant::Way::Administrator));
    m_way->addItem(tr("Client of single sign-on"), int(Tenant::Way::SsoClient));
    m_user->setObjectName(u"tenantUser"_s);
    m_user->setMaxLength(400);
    m_password->setObjectName(u"tenantPassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(4000);
    m_header->setObjectName(u"tenantHeader"_s);
    for (const auto one : {Tenant::HeaderForm::Bearer, Tenant::HeaderForm::Bare, Tenant::HeaderForm::Jwt})
        m_header->addItem(headerFormName(one), int(one));
    m_timeout->setObjectName(u"tenantTimeout"_s);
    m_timeout->setRange(1, 600);
    m_timeout->setSuffix(tr(" s"));
    m_timeout->setFixedWidth(120);
    m_userHint->setObjectName(u"tenantUserHint"_s);
    m_userHint->keepLines();
    m_apiHint->setObjectName(u"tenantApiHint"_s);
    m_apiHint->keepLines();
    form->addRow(tr("&Name"), m_faults.under(u"name"_s, m_name));
    form->addRow(QString(), m_production);
    form->addRow(tr("Named &by"), m_form);
    form->addRow(tr("&Tenant"), m_faults.under(u"tenant"_s, m_tenant));
    form->addRow(tr("&API address"), m_faults.under(u"API address"_s, m_api, m_apiHint));
    m_userRow = m_faults.under(u"user name"_s, m_user, m_userHint);
    m_passwordRow = m_faults.under(u"password"_s, m_password);
    form->addRow(tr("S&igns in as"), m_way);
    form->addRow(tr("&User name"), m_userRow);
    form->addRow(tr("&Password"), m_passwordRow);
    form->addRow(tr("Token &sent as"), m_header);
    form->addRow(tr("Longest &wait"), m_faults.under(u"time-out"_s, m_timeout));
    alignLabels(*form, 110);
    return form;
}

void TenantDialog::fill(const Tenant &tenant)
{
    showFromStart(*m_name, tenant.name);
    m_form->setCurrentIndex(m_form->findData(int(tenant.form)));
    showFromStart(*m_tenant, tenant.tenant);
    showFromStart(*m_api, tenant.api.toString());
    m_production->setChecked(tenant.production);
    m_way->setCurrentIndex(m_way->findData(int(tenant.way)));
    m_user->setText(tenant.userName);
    m_header->setCurrentIndex(m_header->findData(int(tenant.header)));
    m_timeout->setValue(tenant.timeoutMs / 1000);
    m_secretLabel = tenant.secretLabel;
    m_password->setPlaceholderText(m_secretLabel.isEmpty() ? tr("None stored yet")
                                                           : tr("Stored; type to replace it"));
    followWay();
    suggest();
}

void TenantDialog::edit(const QString &id)
{
    const flows::TenantState *state = m_tenants.state(id);
    if (!state)
        return;
    m_id = id;
    setWindowTitle(tr("Edit tenant"));
    fill(state->tenant);
}

// A client names the tenant by its host name, or not at all (2.7).
void TenantDialog::followWay()
{
    const bool isClient = Tenant::Way(m_way->currentData().toInt()) == Tenant::Way::SsoClient;
    if (isClient)
        m_form->setCurrentIndex(m_form->findData(int(Tenant::Form::HostName)));
    m_form->setEnabled(!isClient);
    const auto name = [this](QWidget *row, QWidget *field, const QString &text) {
        if (auto *label = qobject_cast<QLabel *>(m_rows->labelForField(row)))
            label->setText(text);
        field->setAccessibleName(QString(text).remove(u'&'));
    };
    name(m_userRow, m_user, isClient ? tr("Client &id") : tr("&User name"));
    name(m_passwordRow, m_password, isClient ? tr("Client's s&ecret") : tr("&Password"));
    m_userHint->setText(isClient ? tr("The tenant may be left out: the client belongs to one.")
                                 : tr("A tenant administrator: an ordinary user or a configuration "
                                      "administrator may not see integrations."));
}

// A guess from the host name, no fact (1.3): it is offered and not more.
void TenantDialog::suggest()
{
    const bool isHost = Tenant::Form(m_form->currentData().toInt()) == Tenant::Form::HostName;
    const QUrl guess = isHost ? socotra::suggestedApi(m_tenant->text().trimmed()) : QUrl();
    const QString text = guess.isValid() ? guess.toString() : QString();
    m_tenant->setPlaceholderText(isHost ? u"acme.co.sandbox.socotra.com"_s : QString());
    m_apiHint->setText(text.isEmpty() ? tr("The environment's API, not the tenant's own host.")
                                      : tr("The host name suggests %1").arg(text));
    if (!text.isEmpty() && !m_api->isModified() && m_id.isEmpty())
        m_api->setText(text);
}

Tenant TenantDialog::entered() const
{
    Tenant tenant;
    tenant.name = m_name->text().trimmed();
    tenant.production = m_production->isChecked();
    tenant.way = Tenant::Way(m_way->currentData().toInt());
    tenant.form = Tenant::Form(m_form->currentData().toInt());
    tenant.tenant = m_tenant->text().trimmed();
    tenant.api = QUrl(m_api->text().trimmed(), QUrl::StrictMode);
    tenant.userName = m_user->text().trimmed();
    tenant.header = Tenant::HeaderForm(m_header->currentData().toInt());
    tenant.timeoutMs = m_timeout->value() * 1000;
    tenant.secretLabel = m_secretLabel;
    return tenant;
}

void TenantDialog::save()
{
    m_faults.clear();
    Secret password(m_password->text().toUtf8());
    if (password.isEmpty() && m_secretLabel.isEmpty())
        return m_faults.show(u"password: "_s + (entered().way == Tenant::Way::SsoClient
                                                    ? tr("enter the secret of the client")
                                                    : tr("enter the password of the tenant administrator")));
    m_save->setEnabled(false);
    m_tenants.save(m_id, entered(), password, this, [this](const Result<QString> &id) {
        m_save->setEnabled(true);
        if (!id)
            return showFault(id.error());
        m_password->clear();
        emit saved(*id);
        accept();
    });
}

void TenantDialog::showFault(const Error &error)
{
    QString detail = error.kind == Error::Kind::Rejected ? error.detail : errorSentence(error);
    const auto client = "client id: "_L1; // the same field
    if (detail.startsWith(client))
        detail = u"user name: "_s + detail.mid(client.size());
    m_faults.show(detail);
}

} // namespace tocsin::ui
