// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/integrationdialog.h"

#include "core/flows/integrationsecret.h"
#include "core/secrets/secretrules.h"
#include "ui/admin/integrations/conflictdialog.h"
#include "ui/admin/integrations/integrationform.h"
#include "ui/text/errortext.h"
#include "ui/text/integrationtext.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::Draft;
using socotra::Finding;
using socotra::Integration;
using socotra::WriteOutcome;

IntegrationDialog::IntegrationDialog(const Theme &theme, flows::TenantDesk &tenants,
                                     secrets::SecretStore &secrets, const QString &tenant, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_tenants(tenants)
    , m_secrets(secrets)
    , m_tenant(tenant)
    , m_form(new IntegrationForm(theme, secrets))
    , m_spinner(new Spinner)
    , m_save(primaryButton(tr("Save"), u"saveIntegration"_s, this))
{
    setObjectName(u"integrationDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add integration"));
    const flows::TenantState *state = m_tenants.state(tenant);
    auto *where = new PlainLabel(tr("Tenant %1").arg(visibleText(state ? state->tenant.name : tenant, 80)),
                                 PlainLabel::Fit::ElideEnd);
    where->setLook(u"muted"_s);
    QPushButton *cancel = textButton(tr("Cancel"), u"cancelIntegration"_s, this);
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &IntegrationDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form, &IntegrationForm::changed, this, [this] {
        m_form->showFindings(findings(),
                             m_hasTried ? IntegrationForm::Faults::Shown : IntegrationForm::Faults::Later);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 16, 16);
    column->setSpacing(12);
    column->addWidget(where);
    column->addWidget(scrolled(m_form), 1);
    column->addLayout(footRow({}, {cancel, m_save}, m_spinner));
    resize(660, 640);
    m_form->startNew();
    m_form->setFocus();
}

void IntegrationDialog::edit(const Integration &base)
{
    m_base = base;
    setWindowTitle(tr("Edit integration"));
    m_form->startEdit(base, m_tenants.labelOf(m_tenant, base.name));
    m_form->showFindings(findings(), IntegrationForm::Faults::Later); // insecure TLS, from the first moment
    m_form->setFocus();
}

QList<Finding> IntegrationDialog::findings() const
{
    if (m_base)
        return socotra::checkEdit(m_form->entered(), *m_base);
    const flows::TenantState *state = m_tenants.state(m_tenant);
    return socotra::checkNew(m_form->entered(), state ? state->integrations : QList<Integration>());
}

void IntegrationDialog::save()
{
    m_hasTried = true;
    const QList<Finding> found = findings();
    m_form->showFindings(found, IntegrationForm::Faults::Focus);
    if (!socotra::mayBeSaved(found))
        return;
    const Draft draft = m_form->entered();
    if (const QString label = m_form->keepAs(); !label.isEmpty()) {
        if (const Result<void> good = secrets::checkLabel(label); !good)
            return fail(good.error().detail);
    } else if (draft.secured && draft.from == Draft::SecretFrom::Fresh) {
        return fail(tr("A new secret must be kept here: the tenant does not show it again. Enter a name to "
                       "keep it under."));
    }
    keepSecret(draft);
}

void IntegrationDialog::keepSecret(const Draft &draft)
{
    const QString label = m_form->keepAs();
    if (label.isEmpty() || draft.secret.isEmpty())
        return letVerify(draft);
    setBusy(tr("Keeping the secret"));
    secrets::StoredSecret wanted;
    wanted.label = label;
    wanted.scheme = u"socotra"_s;
    wanted.tag = draft.tag;
    wanted.addedAt = m_tenants.now() / microsPerSecond;
    wanted.value = draft.secret;
    // What the tenant has told is what it signs with until now, and what is on its way is signed with it.
    if (m_base && m_base->security && m_base->security->shown == socotra::SecretShown::Clear)
        wanted.retired = {m_base->security->secret};
    flows::keepSenderSecret(m_secrets, wanted, this, [this, draft](const Result<void> &kept) {
        if (kept)
            letVerify(draft);
        else
            fail(tr("Nothing was sent, since the secret could not be kept: %1")
                     .arg(errorSentence(kept.error())));
    });
}

// What it signs from now on is not to be turned down here.
void IntegrationDialog::letVerify(const Draft &draft)
{
    const QString label = m_form->secretLabel();
    const bool isSigned = draft.secured && draft.hmacEnabled && !draft.secret.isEmpty();
    if (label.isEmpty() || !isSigned)
        return write(draft);
    setBusy(tr("Telling the listener"));
    m_tenants.letVerify(m_tenant, {draft.name, draft.url, {label, draft.secret, draft.tag, false}}, this,
                        [this, draft](const Result<void> &ready) {
                            if (ready)
                                write(draft);
                            else
                                fail(tr("Nothing was sent, since what it signs would be turned down here: %1")
                                         .arg(asSentence(ready.error().detail)));
                        });
}

void IntegrationDialog::write(const Draft &draft)
{
    setBusy(tr("Sending"));
    const auto answer = [this, draft](const Result<WriteOutcome> &outcome) { onWritten(draft, outcome); };
    if (m_base)
        m_tenants.update(m_tenant, *m_base, draft, this, answer);
    else
        m_tenants.add(m_tenant, draft, this, answer);
}

void IntegrationDialog::onWritten(const Draft &draft, const Result<WriteOutcome> &outcome)
{
    setBusy({});
    if (!outcome)
        return fail(errorSentence(outcome.error()));
    switch (outcome->state) {
    case WriteOutcome::State::Conflict:
        return showConflict(draft, *outcome);
    case WriteOutcome::State::NotApplied:
        return fail(outcomeSentence(*outcome));
    case WriteOutcome::State::Applied:
        break;
    }
    if (const flows::TenantState *state = m_tenants.state(m_tenant)) {
        storage::TenantLink link = state->link(draft.name);
        link.label = m_form->secretLabel();
        m_tenants.setLink(link);
    }
    emit saved(draft.name, outcomeSentence(*outcome));
    accept();
}

void IntegrationDialog::showConflict(const Draft &draft, const WriteOutcome &outcome)
{
    if (!outcome.now)
        return fail(
            tr("It is not there any more: somebody has deleted it. Close this and refresh; to bring it "
               "back, add it again."));
    auto *dialog = new ConflictDialog(m_theme, outcome.comparison, this);
    connect(dialog, &ConflictDialog::chosen, this,
            [this, draft, theirs = *outcome.now](const QStringList &taken) {
                m_base = theirs; // what is written over from now on
                m_form->take(socotra::resolved(draft, theirs, taken));
                save();
            });
    dialog->open();
}

void IntegrationDialog::fail(const QString &sentence)
{
    setBusy({});
    m_form->showFault(sentence);
}

void IntegrationDialog::setBusy(const QString &what)
{
    m_save->setEnabled(what.isEmpty());
    m_form->setEnabled(what.isEmpty());
    if (what.isEmpty())
        m_spinner->stop();
    else
        m_spinner->start(what);
}

} // namespace tocsin::ui
