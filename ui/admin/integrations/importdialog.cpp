// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/importdialog.h"

#include "core/flows/integrationsfile.h"
#include "core/flows/tenantdesk.h"
#include "core/secrets/secretstore.h"
#include "core/socotra/rules.h"
#include "ui/admin/integrations/portabletext.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::ImportStep;
using socotra::WriteOutcome;

ImportDialog::ImportDialog(const Theme &theme, flows::TenantDesk &tenants, secrets::SecretStore &secrets,
                           const QString &tenant, QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_secrets(secrets)
    , m_tenant(tenant)
    , m_model(new TextTableModel(
          theme, {tr("Integration"), tr("To do"), tr("Field"), tr("In the file"), tr("At the tenant")}, this))
    , m_asked(new QWidget)
    , m_form(new QFormLayout(m_asked))
    , m_answer(new VerdictBanner(theme))
    , m_choose(textButton(tr("Choose a &file…"), u"importChoose"_s, this))
    , m_go(primaryButton(tr("&Import"), u"importGo"_s, this))
{
    setObjectName(u"importDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import integrations"));
    m_answer->setObjectName(u"importAnswer"_s);
    m_answer->hide();
    m_form->setContentsMargins(0, 0, 0, 0);
    auto *table = new TextTable(theme, *m_model, u"importTable"_s, this);
    table->setAccessibleName(tr("What is to be done"));
    const int widths[] = {150, 90, 150, 190, 190};
    for (int i = 0; i < 5; ++i)
        table->setColumnWidth(i, widths[i]);
    showWhenEmpty(*table, tr("Choose a file that was exported. What would be done stands here; nothing is "
                             "changed before you say so."));
    QPushButton *close = textButton(tr("Close"), u"closeImport"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(table, 1);
    column->addWidget(m_asked);
    column->addWidget(m_answer);
    column->addLayout(footRow({m_choose}, {close, m_go}));
    resize(840, 520);
    m_asked->hide();
    showGo();
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_go, &QPushButton::clicked, this, &ImportDialog::apply);
    connect(m_choose, &QPushButton::clicked, this, [this] {
        askForFile(this, tr("Import integrations"), u"importFile"_s,
                   [this](const QString &path) { load(path); });
    });
    m_choose->setFocus();
}

void ImportDialog::load(const QString &path)
{
    const auto file = flows::readIntegrationsFile(path);
    m_file = file.value_or(QList<socotra::Integration>());
    m_answer->setVisible(!file);
    if (!file)
        m_answer->setTexts(Tone::Mismatch, tr("The file cannot be imported."), errorSentence(file.error()));
    plan();
}

void ImportDialog::plan()
{
    const flows::TenantState *state = m_tenants.state(m_tenant);
    m_plan = state ? socotra::importPlan(m_file, state->integrations) : QList<ImportStep>();
    showPlan();
    for (qsizetype i = 0; i < m_plan.size(); ++i)
        fillFromStore(i);
}

// The secret that this console keeps for the integration need not be typed.
void ImportDialog::fillFromStore(qsizetype step)
{
    const flows::TenantState *state = m_tenants.state(m_tenant);
    const QString name = m_plan[step].draft.name;
    const QString label = state ? state->link(name).label : QString();
    if (!m_plan[step].needsSecret || label.isEmpty())
        return;
    m_secrets.get(label, this, [this, step, name](const Result<secrets::StoredSecret> &found) {
        const bool isStill = step < m_plan.size() && m_plan[step].draft.name == name && !m_isBusy;
        if (!found || !isStill || !socotra::checkSecret(found->value.reveal()).isEmpty())
            return;
        m_plan[step].withSecret(found->value);
        showPlan();
    });
}

void ImportDialog::showPlan()
{
    m_model->setRows(importRows(m_plan));
    clearMissing();
    for (qsizetype i = 0; i < m_plan.size(); ++i) {
        if (m_plan[i].action == ImportStep::Action::None)
            continue;
        if (m_plan[i].needsSecret)
            addMissing(i, {});
        for (const QString &header : std::as_const(m_plan[i].needsHeaders))
            addMissing(i, header);
    }
    alignLabels(*m_form, 150);
    m_asked->setVisible(!m_missing.isEmpty());
    showGo();
}

void ImportDialog::clearMissing()
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_missing.clear();
}

void ImportDialog::addMissing(qsizetype step, const QString &header)
{
    auto *field = new QLineEdit;
    field->setEchoMode(QLineEdit::Password);
    const QString name = m_plan[step].draft.name;
    field->setObjectName(header.isEmpty() ? u"secretFor-"_s + name : u"headerFor-%1/%2"_s.arg(name, header));
    auto *label =
        new PlainLabel(header.isEmpty() ? tr("Secret of %1").arg(name) : tr("%1 of %2").arg(header, name));
    label->setBuddy(field);
    m_form->addRow(label, field);
    m_missing.append({step, header, field});
}

void ImportDialog::showGo()
{
    const bool isAny = std::ranges::any_of(
        m_plan, [](const ImportStep &step) { return step.action != ImportStep::Action::None; });
    m_go->setEnabled(isAny && !m_isBusy);
    m_choose->setEnabled(!m_isBusy);
    m_asked->setEnabled(!m_isBusy);
}

Result<void> ImportDialog::takeEntered()
{
    for (const Missing &one : std::as_const(m_missing)) {
        const Secret value(one.field->text().toUtf8());
        const QString name = m_plan[one.step].draft.name;
        if (value.isEmpty())
            return fail(Error::Kind::Rejected, one.header.isEmpty()
                                                   ? tr("The secret of \"%1\" is missing.").arg(name)
                                                   : tr("%1 of \"%2\" is missing.").arg(one.header, name));
        if (!one.header.isEmpty()) {
            m_plan[one.step].withHeader(one.header, value);
            continue;
        }
        const auto faults = socotra::checkSecret(value.reveal());
        if (!faults.isEmpty())
            return fail(Error::Kind::Rejected,
                        tr("The secret of \"%1\" has 32 to 64 letters, digits and underscores.").arg(name));
        m_plan[one.step].withSecret(value);
    }
    return {};
}

void ImportDialog::apply()
{
    if (const auto taken = takeEntered(); !taken) {
        m_answer->setTexts(Tone::Mismatch, taken.error().detail, {});
        m_answer->show();
        return;
    }
    m_at = 0;
    m_done = 0;
    m_isBusy = true;
    m_answer->hide();
    showGo();
    next();
}

void ImportDialog::next()
{
    while (m_at < m_plan.size() && m_plan[m_at].action == ImportStep::Action::None)
        ++m_at;
    if (m_at == m_plan.size())
        return end(true, tr("%n integrations were imported.", nullptr, m_done), {});
    const ImportStep &step = m_plan[m_at];
    const auto told = [this](const Result<WriteOutcome> &outcome) { onWritten(outcome); };
    if (step.action == ImportStep::Action::Add)
        m_tenants.add(m_tenant, step.draft, this, told);
    else
        m_tenants.update(m_tenant, step.base, step.draft, this, told);
}

// The first that does not go through ends it; the plan is then made anew.
void ImportDialog::onWritten(const Result<WriteOutcome> &outcome)
{
    const QString name = m_plan[m_at].draft.name;
    if (!outcome)
        return end(false, tr("\"%1\" was not imported.").arg(name), errorSentence(outcome.error()));
    if (outcome->state != WriteOutcome::State::Applied)
        return end(false, tr("\"%1\" was not imported.").arg(name),
                   outcome->state == WriteOutcome::State::Conflict
                       ? tr("Somebody has changed it meanwhile. Read the list again and import once more.")
                       : tr("The tenant took it, and its list shows that it was not carried out."));
    ++m_done;
    m_plan[m_at].action = ImportStep::Action::None;
    m_plan[m_at].fields.clear();
    ++m_at;
    next();
}

void ImportDialog::end(bool isGood, const QString &sentence, const QString &more)
{
    m_isBusy = false;
    m_answer->setTexts(isGood ? Tone::Valid : Tone::Mismatch, sentence, more);
    m_answer->show();
    if (isGood)
        showPlan(); // what was typed is not kept
    else
        m_model->setRows(importRows(m_plan));
    showGo();
}

} // namespace tocsin::ui
