// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/rotationwizard.h"

#include "core/flows/explainer.h"
#include "core/flows/secretrotation.h"
#include "core/flows/tenantdesk.h"
#include "core/flows/webhookdesk.h"
#include "core/secrets/secretrules.h"
#include "core/socotra/rules.h"
#include "ui/admin/integrations/rotationsteps.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/steplist.h"

#include <QDateTime>
#include <QFormLayout>
#include <QFutureWatcher>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SecretRotation;
using storage::Rotation;
using storage::RotationStep;

namespace {

PlainLabel *muted(const QString &text)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setLook(u"muted"_s);
    return label;
}

} // namespace

RotationWizard::RotationWizard(const Theme &theme, flows::TenantDesk &tenants, flows::WebhookDesk &webhooks,
                               const IntegrationSubject &subject, QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_webhooks(webhooks)
    , m_subject(subject)
    , m_form(buildForm())
    , m_steps(new StepList(theme))
    , m_answer(new VerdictBanner(theme))
    , m_signatures(textButton(tr("Signatures over time…"), u"rotateSignatures"_s, this))
    , m_back(textButton(tr("Bring the old one back"), u"rotateBack"_s, this))
    , m_next(primaryButton(QString(), u"rotateNext"_s, this))
{
    setObjectName(u"rotationWizard"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rotate a secret"));
    m_steps->setObjectName(u"rotateSteps"_s);
    m_answer->setObjectName(u"rotateAnswer"_s);
    m_answer->hide();
    auto *title = new PlainLabel(subject.integration, PlainLabel::Fit::Elide);
    title->setLook(u"strong"_s);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(24, 4, 24, 8);
    inner->setSpacing(12);
    inner->addWidget(title);
    inner->addWidget(muted(tr("The new secret is kept here before the tenant gets it, and the old one stays "
                              "for messages under way. You can stop at any step: it goes on from there.")));
    inner->addWidget(m_form);
    inner->addWidget(m_steps);
    inner->addWidget(m_answer);
    inner->addStretch();
    QPushButton *close = textButton(tr("Close"), u"closeRotate"_s, this);
    QHBoxLayout *foot = footRow({m_signatures}, {m_back, close, m_next});
    foot->setContentsMargins(24, 8, 24, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 20, 0, 16);
    column->setSpacing(4);
    column->addWidget(scrolled(content), 1);
    column->addLayout(foot);
    m_next->setDefault(true);
    resize(640, 520);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_back, &QPushButton::clicked, this, &RotationWizard::bringBack);
    connect(m_signatures, &QPushButton::clicked, this, [this] { emit endpointAsked(endpoint()); });
    connect(m_next, &QPushButton::clicked, this, [this] {
        if (!m_rotation)
            begin();
        else if (m_rotation->step == RotationStep::Verified)
            askRetire();
        else
            go();
    });
    connect(&m_tenants, &flows::TenantDesk::changed, this, &RotationWizard::refresh);
    fill();
    refresh();
}

QWidget *RotationWizard::buildForm()
{
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    m_label = new QLineEdit;
    m_label->setObjectName(u"rotateLabel"_s);
    m_tag = new QLineEdit;
    m_tag->setObjectName(u"rotateTag"_s);
    m_hint = muted({});
    m_hint->setObjectName(u"rotateHint"_s);
    form->addRow(tr("&Label"), m_label);
    form->addRow(QString(), m_hint);
    form->addRow(tr("&Tag of the new one"), m_tag);
    alignLabels(*form, 130);
    connect(m_label, &QLineEdit::textChanged, this, [this](const QString &label) {
        const bool isKnown =
            std::ranges::any_of(m_webhooks.explainer().grounds().secrets,
                                [&label](const signature::NamedSecret &one) { return one.label == label; });
        m_hint->setText(isKnown ? tr("The secret that is kept here under this label becomes the old one.")
                                : tr("No secret is kept here under this label: messages that are signed with "
                                     "the tenant's present secret will not verify."));
    });
    return part;
}

const flows::TenantState *RotationWizard::state() const
{
    return m_tenants.state(m_subject.tenant);
}

SecretRotation *RotationWizard::flow()
{
    SecretRotation *flow = m_tenants.rotation(m_subject.tenant);
    if (!flow)
        say(tr("This tenant is not there any more."));
    return flow;
}

QString RotationWizard::endpoint() const
{
    const flows::TenantState *known = state();
    const QString linked = known ? known->link(m_subject.integration).endpoint : QString();
    return linked.isEmpty() ? m_tenants.receivers(m_subject.tenant, m_subject.integration).value(0).name
                            : linked;
}

void RotationWizard::fill()
{
    const flows::TenantState *known = state();
    if (!known)
        return;
    const QString day =
        QDateTime::fromMSecsSinceEpoch(m_tenants.now() / 1000, Qt::UTC).date().toString(Qt::ISODate);
    const socotra::Integration *entry = socotra::findNamed(known->integrations, m_subject.integration);
    m_tag->setText(socotra::suggestTag(entry && entry->security ? entry->security->tag : QString(), day));
    m_label->setText(m_tenants.labelOf(m_subject.tenant, m_subject.integration));
}

// What is written down counts, but for what this dialog has just heard of a step.
void RotationWizard::refresh()
{
    const flows::TenantState *known = state();
    if (const Rotation *open = known ? known->rotationOf(m_subject.integration) : nullptr;
        open && !m_isBusy) {
        const bool isNew = !m_rotation || m_rotation->id != open->id;
        if (isNew || open->changed >= m_rotation->changed)
            m_rotation = *open;
        if (isNew && open->step == RotationStep::Verified)
            lookForOld();
    }
    m_form->setVisible(!m_rotation);
    m_signatures->setEnabled(!endpoint().isEmpty());
    showSteps();
    showButtons();
}

void RotationWizard::showSteps()
{
    RotationView view;
    view.rotation = m_rotation;
    view.isBusy = m_isBusy;
    view.hasFailed = m_hasFailed;
    view.old = m_old;
    view.now = m_tenants.now();
    m_steps->setSteps(rotationSteps(view));
}

void RotationWizard::showButtons()
{
    const bool isVerified = m_rotation && m_rotation->step == RotationStep::Verified;
    const bool isOver = m_rotation && m_rotation->isOver();
    m_next->setText(!m_rotation ? tr("&Start") : isVerified ? tr("&Retire the old one…") : tr("&Go on"));
    m_next->setVisible(!isOver);
    const bool mayRetire =
        isVerified && m_old && flows::mayRetire(*m_rotation, oldLastMatch(), m_tenants.now());
    m_next->setEnabled(!m_isBusy && (!isVerified || mayRetire));
    const bool mayGoBack =
        m_rotation && (m_rotation->step == RotationStep::Planned || m_rotation->step == RotationStep::Stored);
    m_back->setVisible(mayGoBack);
    m_back->setEnabled(!m_isBusy);
}

std::optional<Micros> RotationWizard::oldLastMatch() const
{
    return m_old ? m_old->lastUse() : std::nullopt;
}

void RotationWizard::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    if (isBusy) {
        m_hasFailed = false;
        m_answer->hide();
    }
    showSteps();
    showButtons();
}

void RotationWizard::say(const QString &sentence, const QString &more)
{
    m_answer->setTexts(Tone::Mismatch, sentence, more);
    m_answer->show();
}

void RotationWizard::begin()
{
    const flows::TenantState *known = state();
    SecretRotation *rotation = flow();
    if (!known || !rotation)
        return;
    const auto label = secrets::checkLabel(m_label->text());
    const socotra::Integration *entry = socotra::findNamed(known->integrations, m_subject.integration);
    if (!label)
        return say(tr("Label: it cannot be used."), asSentence(label.error().detail));
    if (!entry)
        return say(tr("The tenant does not list this integration."), tr("Read its list again."));
    if (!entry->url.startsWith("https:"_L1, Qt::CaseInsensitive))
        return say(tr("This integration has no https address."),
                   tr("A tenant signs for https addresses only: change the URL first."));
    Rotation plan;
    plan.tenant = m_subject.tenant;
    plan.integration = m_subject.integration;
    plan.label = m_label->text();
    plan.oldTag = entry->security ? entry->security->tag : QString();
    plan.newTag = m_tag->text();
    storage::TenantLink link = known->link(m_subject.integration);
    link.label = plan.label;
    m_tenants.setLink(link);
    setBusy(true);
    rotation->plan(plan, m_tenants.now(), this, [this](const Result<Rotation> &planned) { onStep(planned); });
}

void RotationWizard::go()
{
    SecretRotation *rotation = flow();
    if (!rotation || !m_rotation)
        return;
    setBusy(true);
    rotation->advance(*m_rotation, m_tenants.now(), this,
                      [this](const Result<Rotation> &next) { onStep(next); });
}

void RotationWizard::onStep(const Result<Rotation> &rotation)
{
    m_tenants.readRotations(m_subject.tenant);
    if (!rotation) {
        m_hasFailed = m_rotation.has_value();
        setBusy(false);
        say(tr("This step did not go through. Nothing is lost: go on to try it again."),
            errorSentence(rotation.error()));
        return refresh();
    }
    m_rotation = *rotation;
    if (!m_rotation->isOver() && m_rotation->step != RotationStep::Verified)
        return go();
    setBusy(false);
    m_form->hide();
    if (m_rotation->step == RotationStep::Verified) {
        m_tenants.refresh(m_subject.tenant);
        lookForOld();
    }
}

void RotationWizard::bringBack()
{
    SecretRotation *rotation = flow();
    if (!rotation || !m_rotation)
        return;
    setBusy(true);
    rotation->cancel(*m_rotation, m_tenants.now(), this,
                     [this](const Result<Rotation> &done) { onStep(done); });
}

void RotationWizard::askRetire()
{
    confirm(
        this,
        {u"retireOld"_s, tr("Retire the old secret"),
         tr("The old secret of \"%1\" is dropped from the store. Messages that are signed with it will not "
            "verify any more.")
             .arg(m_subject.integration),
         tr("Retire it")},
        [this] { retire(); });
}

void RotationWizard::retire()
{
    SecretRotation *rotation = flow();
    if (!rotation || !m_rotation)
        return;
    setBusy(true);
    rotation->retire(*m_rotation, oldLastMatch(), m_tenants.now(), this,
                     [this](const Result<Rotation> &done) { onStep(done); });
}

// From the store: the listener may have none, or not yet. As long as it cannot be told nothing is retired.
void RotationWizard::lookForOld()
{
    SecretRotation *rotation = flow();
    if (!rotation)
        return;
    m_old.reset();
    rotation->oldSecret(*m_rotation, this, [this](const Result<std::optional<Secret>> &old) {
        if (!old)
            return onUse(tl::unexpected(old.error()));
        if (!*old)
            return onUse(flows::OldSecretUse()); // nothing is dropped
        lookForUse(**old);
    });
}

void RotationWizard::onUse(const Result<flows::OldSecretUse> &use)
{
    if (!use)
        return say(tr("Whether the old secret is in use cannot be told."), errorSentence(use.error()));
    m_old = *use;
    showSteps();
    showButtons();
}

void RotationWizard::lookForUse(const Secret &old)
{
    // A continuation would want the dialog to be there still when the answer comes.
    auto *looking = new QFutureWatcher<Result<flows::OldSecretUse>>(this);
    connect(looking, &QFutureWatcherBase::finished, this, [this, looking] {
        looking->deleteLater();
        onUse(looking->result());
    });
    looking->setFuture(QtConcurrent::run(
        [path = m_webhooks.storePath(), label = m_rotation->label, old, since = m_rotation->began] {
            return flows::oldSecretUse(path, label, old, since);
        }));
}

} // namespace tocsin::ui
