// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/deletedialog.h"

#include "ui/text/errortext.h"
#include "ui/text/integrationtext.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::FieldVersions;
using socotra::WriteOutcome;

DeleteDialog::DeleteDialog(flows::TenantDesk &tenants, const QString &tenant,
                           const socotra::Integration &base, const QString &endpoint, QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_tenant(tenant)
    , m_base(base)
    , m_endpoint(endpoint)
    , m_uses(new FactGrid)
    , m_typed(new QLineEdit)
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_spinner(new Spinner)
    , m_again(textButton(tr("Ask again"), u"askUses"_s, this))
    , m_delete(textButton(tr("Delete"), u"deleteIntegration"_s, this))
{
    setObjectName(u"deleteDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Delete integration"));
    const QString name = visibleText(base.name, 80);
    auto *intro =
        new PlainLabel(tr("Delete %1 at the tenant. What it sends ends at once. This cannot be undone "
                          "here: the tenant does not give its secret back.")
                           .arg(name),
                       PlainLabel::Fit::Wrap);
    intro->keepLines();
    m_uses->setObjectName(u"deleteUses"_s);
    auto *question = new PlainLabel(tr("Type its name to delete it: %1").arg(name), PlainLabel::Fit::Wrap);
    m_typed->setObjectName(u"deleteName"_s);
    m_typed->setAccessibleName(tr("Name of the integration to delete"));
    m_typed->setPlaceholderText(visibleText(base.name, 60));
    m_message->setObjectName(u"deleteMessage"_s);
    m_message->setLook(u"fault"_s);
    m_message->keepLines();
    m_message->hide();
    m_delete->setProperty("look", u"danger"_s);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelDelete"_s, this);
    cancel->setDefault(true);
    m_delete->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_delete, &QPushButton::clicked, this, &DeleteDialog::remove);
    connect(m_typed, &QLineEdit::textChanged, this, &DeleteDialog::review);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(intro);
    column->addWidget(m_uses);
    column->addStretch(1);
    column->addWidget(question);
    column->addWidget(m_typed);
    column->addWidget(m_message);
    column->addLayout(footRow({m_again}, {cancel, m_delete}, m_spinner));
    resize(540, 380);
    connect(m_again, &QPushButton::clicked, this, &DeleteDialog::ask);
    connect(&m_tenants, &flows::TenantDesk::changed, this, &DeleteDialog::onAsked);
    ask();
    m_typed->setFocus();
}

// What is known may be of an hour ago.
void DeleteDialog::ask()
{
    if (!m_tenants.state(m_tenant))
        return reject();
    m_isAsking = true;
    m_isAsked = false;
    say({});
    m_spinner->start(tr("Asking what uses it"));
    m_tenants.refresh(m_tenant);
    showUses();
    review();
}

void DeleteDialog::onAsked()
{
    const flows::TenantState *state = m_tenants.state(m_tenant);
    if (!m_isAsking || (state && state->isReading))
        return;
    m_isAsking = false;
    m_spinner->stop();
    m_isAsked = state && !state->error;
    showUses();
    review();
    if (!state)
        return say(tr("This tenant is not there any more."));
    if (state->error)
        say(tr("The tenant does not tell what uses it, so nothing can be deleted. %1")
                .arg(errorSentence(*state->error)));
}

void DeleteDialog::showUses()
{
    const flows::TenantState *state = m_tenants.state(m_tenant);
    m_uses->clear();
    m_uses->layout()->setContentsMargins(0, 0, 0, 0);
    m_uses->addHeading(tr("What uses it"));
    m_uses->addFact(tr("Type"), integrationTypeName(m_base.type));
    m_uses->addFact(tr("URL"), m_base.url);
    if (!state)
        return;
    const QStringList webhooks = state->usedBy(m_base.name);
    m_uses->addFact(tr("Webhooks"),
                    !m_isAsked ? tr("Not known yet.")
                    : state->webhooksError
                        ? tr("Not known: the tenant does not show its webhook definitions.")
                    : webhooks.isEmpty()
                        ? tr("None names it.")
                        : tr("%n name it: %1", nullptr, int(webhooks.size())).arg(webhooks.join(u", "_s)));
    m_uses->addFact(tr("Endpoint here"), m_endpoint);
    if (const storage::Rotation *rotation = state->rotationOf(m_base.name))
        m_uses->addFact(tr("Secret"), rotationStepText(rotation->step));
}

void DeleteDialog::review()
{
    m_again->setVisible(!m_isAsked && !m_isAsking);
    m_delete->setEnabled(!m_isBusy && m_isAsked && m_typed->text() == m_base.name);
}

void DeleteDialog::say(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void DeleteDialog::remove()
{
    m_isBusy = true;
    say({});
    m_spinner->start(tr("Deleting"));
    review();
    m_tenants.removeIntegration(m_tenant, m_base, this,
                                [this](const Result<WriteOutcome> &outcome) { onRemoved(outcome); });
}

void DeleteDialog::onRemoved(const Result<WriteOutcome> &outcome)
{
    m_isBusy = false;
    m_spinner->stop();
    review();
    if (!outcome)
        return say(errorSentence(outcome.error()));
    if (outcome->state == WriteOutcome::State::Applied) {
        emit deleted(m_base.name, outcomeSentence(*outcome));
        return accept();
    }
    if (outcome->state == WriteOutcome::State::NotApplied || !outcome->now)
        return say(outcomeSentence(*outcome));
    QStringList changes;
    for (const FieldVersions &field : outcome->comparison.fields) {
        if (field.base != field.theirs || field.standing != FieldVersions::Standing::Same)
            changes.append(tr("%1: %2, before: %3", "field: value, former value")
                               .arg(comparedFieldName(field.field), visibleText(field.theirs, 120),
                                    visibleText(field.base, 120)));
    }
    m_base = *outcome->now;
    m_typed->clear();
    say(tr("Nothing was deleted: somebody has changed it meanwhile. %1. Type the name again to delete it as "
           "it "
           "is now.")
            .arg(changes.join(u"; "_s)));
    m_typed->setFocus();
}

} // namespace tocsin::ui
