// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/sourcedialog.h"

#include "core/flows/connectionsecrets.h"
#include "core/flows/integrationsecret.h"
#include "core/flows/webhookdesk.h"
#include "core/signature/scheme.h"
#include "ui/text/errortext.h"
#include "ui/text/severitytext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Endpoint;
using domain::Severity;

namespace {

constexpr auto schemeId = "socwarden"_L1;

} // namespace

SourceDialog::SourceDialog(flows::Senders &senders, flows::WebhookDesk &webhooks,
                           secrets::SecretStore &secrets, QWidget *parent)
    : QDialog(parent)
    , m_senders(senders)
    , m_webhooks(webhooks)
    , m_secrets(secrets)
    , m_general(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_name(new QLineEdit)
    , m_path(new QLineEdit)
    , m_url(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_secret(new QComboBox)
    , m_value(new QLineEdit)
    , m_least(new QComboBox)
    , m_save(primaryButton(tr("Save"), u"saveSource"_s, this))
{
    setObjectName(u"sourceDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add SOCWarden source"));
    m_endpoint.scheme = schemeId;
    m_general->setObjectName(u"sourceFault"_s);
    m_general->setLook(u"fault"_s);
    m_general->keepLines();
    m_general->hide();
    m_faults.setGeneral(m_general);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelSource"_s, this);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &SourceDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(16);
    column->addLayout(build());
    column->addWidget(m_general);
    column->addStretch(1);
    column->addLayout(footRow({}, {cancel, m_save}));
    resize(560, 400);
    m_name->setText(u"socwarden"_s);
    m_path->setText(u"/hooks/socwarden"_s);
    listSecrets();
    m_name->setFocus();
}

QLayout *SourceDialog::build()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name->setObjectName(u"sourceName"_s);
    m_name->setMaxLength(64);
    m_path->setObjectName(u"sourcePath"_s);
    m_path->setMaxLength(1000);
    m_url->setObjectName(u"sourceUrl"_s);
    m_url->keepLines();
    m_secret->setObjectName(u"sourceSecret"_s);
    m_value->setObjectName(u"sourceValue"_s);
    m_value->setAccessibleName(tr("Secret, as SOCWarden shows it"));
    m_value->setPlaceholderText(tr("paste it as SOCWarden shows it"));
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setMaxLength(4096);
    m_least->setObjectName(u"sourceLeast"_s);
    m_least->addItem(tr("Every severity"), int(Severity::None));
    for (const auto least :
         {Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical})
        m_least->addItem(tr("%1 and above").arg(severityBadge(least).word), int(least));
    auto *hint =
        new PlainLabel(tr("As it is set at SOCWarden. Alerts below it are still taken, and the page says "
                          "that the filter does not hold."),
                       PlainLabel::Fit::Wrap);
    hint->keepLines();
    auto *secret = new QWidget;
    auto *lines = new QVBoxLayout(secret);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    lines->addWidget(m_secret);
    lines->addWidget(m_value);
    secret->setFocusProxy(m_secret);
    form->addRow(tr("&Name"), m_faults.under(u"name"_s, m_name));
    form->addRow(tr("&Path"), m_faults.under(u"path"_s, m_path, m_url));
    form->addRow(tr("Sec&ret"), m_faults.under(u"secret"_s, secret));
    form->addRow(tr("Se&verities"), m_faults.under(u"severity"_s, m_least, hint));
    alignLabels(*form, 96);
    connect(m_secret, &QComboBox::currentIndexChanged, this, &SourceDialog::follow);
    connect(m_path, &QLineEdit::textChanged, this, &SourceDialog::showUrl);
    return form;
}

void SourceDialog::edit(const flows::Sender &source)
{
    m_endpoint = source.endpoint;
    setWindowTitle(tr("Edit SOCWarden source"));
    m_name->setText(m_endpoint.name);
    m_path->setText(QString::fromUtf8(m_endpoint.pathPrefix));
    m_least->setCurrentIndex(qMax(0, m_least->findData(int(source.least))));
    listSecrets();
}

void SourceDialog::listSecrets()
{
    m_secret->clear();
    m_secret->addItem(tr("A new one"), QString());
    follow();
    m_secrets.list(this, [this](const Result<QList<secrets::StoredSecret>> &stored) {
        if (!stored)
            return m_faults.mark(u"secret: "_s + errorSentence(stored.error()));
        for (const secrets::StoredSecret &one : *stored) {
            if (one.scheme.isEmpty() || one.scheme == schemeId)
                m_secret->addItem(visibleText(one.label, 64), one.label);
        }
        const int kept = m_secret->findData(m_endpoint.secretLabels.value(0, u"-"_s));
        m_secret->setCurrentIndex(qMax(0, kept));
    });
}

bool SourceDialog::keepsNew() const
{
    return m_secret->currentData().toString().isEmpty();
}

void SourceDialog::follow()
{
    m_value->setVisible(keepsNew());
    showUrl();
}

void SourceDialog::showUrl()
{
    m_url->setText(
        tr("Enter at SOCWarden: %1").arg(m_webhooks.state().url(m_path->text().trimmed().toUtf8())));
}

void SourceDialog::save()
{
    m_faults.clear();
    if (!keepsNew())
        return saveEndpoint(m_secret->currentData().toString());
    secrets::StoredSecret wanted;
    wanted.label = flows::connectionLabel(m_name->text().trimmed(), u"socwarden-"_s);
    wanted.scheme = schemeId;
    wanted.addedAt = wallClock() / microsPerSecond;
    wanted.value = Secret(m_value->text().toUtf8());
    if (wanted.value.isEmpty())
        return m_faults.show(u"secret: "_s + tr("paste the secret as SOCWarden shows it"));
    const signature::Scheme *scheme = m_webhooks.schemes().find(QString(schemeId));
    if (scheme) {
        if (const auto good = signature::checkSecret(*scheme, wanted.value.reveal()); !good)
            return m_faults.show(u"secret: "_s + good.error().detail);
    }
    m_save->setEnabled(false);
    flows::keepSenderSecret(m_secrets, wanted, this, [this, label = wanted.label](const Result<void> &kept) {
        m_save->setEnabled(true);
        if (kept)
            saveEndpoint(label);
        else
            m_faults.show(u"secret: "_s + errorSentence(kept.error()));
    });
}

void SourceDialog::saveEndpoint(const QString &label)
{
    Endpoint endpoint = m_endpoint;
    endpoint.name = m_name->text().trimmed();
    endpoint.pathPrefix = m_path->text().trimmed().toUtf8();
    endpoint.scheme = schemeId;
    if (!endpoint.secretLabels.contains(label))
        endpoint.secretLabels.prepend(label);
    if (const Result<void> saved = m_webhooks.saveEndpoint(endpoint, m_endpoint.name); !saved)
        return m_faults.show(saved.error().detail);
    const Severity least = Severity(m_least->currentData().toInt());
    if (!m_endpoint.name.isEmpty() && m_endpoint.name != endpoint.name)
        m_senders.setFilter(m_endpoint.name, Severity::None);
    m_senders.setFilter(endpoint.name, least);
    m_value->clear();
    emit saved(endpoint.name);
    accept();
}

} // namespace tocsin::ui
