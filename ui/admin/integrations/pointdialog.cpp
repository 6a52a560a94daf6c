// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/pointdialog.h"

#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/steplist.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::PointPlan;
using flows::PointStep;
using State = StepList::State;

namespace {

constexpr PointStep allSteps[] = {PointStep::Secret,  PointStep::Endpoint, PointStep::Listener,
                                  PointStep::Written, PointStep::Sent,     PointStep::Arrived};

PlainLabel *withLook(const QString &text, const QString &look)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setLook(look);
    return label;
}

QLineEdit *field(const QString &name, const QString &text)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    showFromStart(*edit, text);
    return edit;
}

} // namespace

PointDialog::PointDialog(const Theme &theme, flows::Pointing &pointing, const IntegrationSubject &subject,
                         QWidget *parent)
    : QDialog(parent)
    , m_pointing(pointing)
    , m_suggested(pointing.suggested(subject.tenant, subject.integration))
    , m_form(buildForm())
    , m_steps(new StepList(theme))
    , m_answer(new VerdictBanner(theme))
    , m_show(textButton(tr("Show the test"), u"pointShow"_s, this))
    , m_go(primaryButton(tr("&Point it here"), u"pointGo"_s, this))
{
    setObjectName(u"pointDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Point an integration at the listener"));
    m_steps->setObjectName(u"pointSteps"_s);
    m_answer->setObjectName(u"pointAnswer"_s);
    m_answer->hide();
    m_show->setEnabled(false);
    auto *title = new PlainLabel(subject.integration, PlainLabel::Fit::Elide);
    title->setLook(u"strong"_s);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(24, 4, 24, 8);
    inner->setSpacing(12);
    inner->addWidget(title);
    inner->addWidget(m_form);
    inner->addWidget(m_steps);
    inner->addWidget(m_answer);
    inner->addStretch();
    QPushButton *close = textButton(tr("Close"), u"closePoint"_s, this);
    QHBoxLayout *foot = footRow({m_show}, {close, m_go});
    foot->setContentsMargins(24, 8, 24, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 20, 0, 16);
    column->setSpacing(4);
    column->addWidget(scrolled(content), 1);
    column->addLayout(foot);
    m_go->setDefault(true);
    resize(660, 580);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_go, &QPushButton::clicked, this, &PointDialog::start);
    connect(m_show, &QPushButton::clicked, this,
            [this] { emit testAsked(m_endpoint->text().trimmed(), m_test); });
    connect(&m_pointing, &flows::Pointing::stepped, this, [this](PointStep step, const QString &detail) {
        m_done.insert(step, detail);
        showSteps();
    });
    connect(&m_pointing, &flows::Pointing::failed, this, &PointDialog::onFailed);
    connect(&m_pointing, &flows::Pointing::finished, this, &PointDialog::onFinished);
    showWarning();
    showSteps();
}

QWidget *PointDialog::buildForm()
{
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    m_url = field(u"pointUrl"_s, m_suggested.url);
    m_endpoint = field(u"pointEndpoint"_s, m_suggested.endpoint);
    m_path = field(u"pointPath"_s, m_suggested.path);
    m_label = field(u"pointLabel"_s, m_suggested.label);
    m_checks = new QCheckBox(tr("The tenant checks the listener's certificate"));
    m_checks->setObjectName(u"pointChecks"_s);
    m_checks->setChecked(m_suggested.secureSsl);
    m_warning = withLook(tr("Not checked: whoever stands between can read and change what is sent. For tests "
                            "only."),
                         u"advice"_s);
    m_warning->setObjectName(u"pointWarning"_s);
    form->addRow(tr("&URL"), m_url);
    form->addRow(QString(),
                 withLook(tr("As the tenant reaches the listener: the address of a tunnel or a proxy, "
                             "where one stands before it."),
                          u"muted"_s));
    form->addRow(tr("&Endpoint"), m_endpoint);
    form->addRow(tr("P&ath"), m_path);
    form->addRow(tr("&Secret's label"), m_label);
    form->addRow(QString(), m_checks);
    form->addRow(QString(), m_warning);
    alignLabels(*form, 110);
    connect(m_checks, &QCheckBox::toggled, this, &PointDialog::showWarning);
    return part;
}

void PointDialog::showWarning()
{
    m_warning->setVisible(!m_checks->isChecked());
}

PointPlan PointDialog::entered() const
{
    PointPlan plan = m_suggested;
    plan.url = m_url->text().trimmed();
    plan.endpoint = m_endpoint->text().trimmed();
    plan.path = m_path->text().trimmed();
    plan.label = m_label->text().trimmed();
    plan.secureSsl = m_checks->isChecked();
    return plan;
}

void PointDialog::start()
{
    if (const auto good = m_pointing.check(entered()); !good) {
        m_answer->setTexts(Tone::Mismatch, tr("It cannot be pointed there."),
                           asSentence(good.error().detail));
        m_answer->show();
        return;
    }
    m_done.clear();
    m_failed.reset();
    setBusy(true);
    m_pointing.start(entered());
}

void PointDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_form->setEnabled(!isBusy);
    m_go->setEnabled(!isBusy);
    if (isBusy)
        m_answer->hide();
    showSteps();
}

void PointDialog::onFailed(PointStep step, const Error &error)
{
    m_failed = step;
    setBusy(false);
    m_answer->setTexts(Tone::Mismatch, tr("This step did not go through. What was done before stays."),
                       errorSentence(error));
    m_answer->show();
    m_go->setText(tr("&Try again"));
}

void PointDialog::onFinished(domain::DeliveryId test)
{
    m_test = test;
    m_show->setEnabled(true);
    setBusy(false);
    m_answer->setTexts(Tone::Valid, tr("It points here, and a signed test arrived and verified."),
                       tr("The test was this console's own. The tenant's first delivery shows in the webhook "
                          "page."));
    m_answer->show();
    m_go->setText(tr("&Test again"));
}

void PointDialog::showSteps()
{
    const bool isNew = m_done.value(PointStep::Secret) == "new"_L1;
    const QString label = m_label->text();
    const QString details[] = {
        !m_done.contains(PointStep::Secret) ? tr("Kept here before the tenant gets it.")
        : isNew                             ? tr("Kept under \"%1\".").arg(label)
                                            : tr("The one that is kept under \"%1\".").arg(label),
        tr("\"%1\" verifies by Socotra's scheme with this secret.").arg(m_endpoint->text()),
        tr("It listens, and knows the secret."),
        tr("The tenant gets URL, secret and tag, and its list shows them."),
        tr("A signed test goes to the endpoint over a real connection."),
        tr("It is captured, and its signature fits.")};
    const QString titles[] = {tr("Secret"), tr("Endpoint"),  tr("Listener"),
                              tr("Tenant"), tr("Test sent"), tr("Test verified")};
    QList<StepList::Step> steps;
    bool isNext = m_isBusy;
    for (const PointStep step : allSteps) {
        State state = State::Waiting;
        if (m_done.contains(step)) {
            state = State::Done;
        } else if (m_failed == step) {
            state = State::Failed;
        } else if (isNext) {
            state = State::Running;
            isNext = false;
        }
        steps.append({state, titles[int(step)], details[int(step)]});
    }
    m_steps->setSteps(steps);
}

} // namespace tocsin::ui
