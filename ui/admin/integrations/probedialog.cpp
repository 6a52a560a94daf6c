// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/probedialog.h"

#include "core/flows/tenantdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::ProbeAnswer;

ProbeDialog::ProbeDialog(const Theme &theme, flows::TenantDesk &tenants, const QString &tenant,
                         QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_tenant(tenant)
    , m_spinner(new Spinner)
    , m_answer(new VerdictBanner(theme))
    , m_run(primaryButton(tr("&Find out"), u"runProbe"_s, this))
{
    setObjectName(u"probeDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Merge or replace"));
    m_answer->setObjectName(u"probeAnswer"_s);
    const flows::TenantState *state = tenants.state(tenant);
    auto *title = new PlainLabel(state ? state->tenant.name : tenant, PlainLabel::Fit::Elide);
    title->setLook(u"strong"_s);
    auto *about = new PlainLabel(
        tr("Two editions of Socotra's documentation disagree: what an update leaves out either stays or is "
           "removed. This adds an integration of its own, \"%1…\", with a tag, updates it without the tag, "
           "looks whether the tag is still there, and deletes it again. No other integration is touched, and "
           "nothing is sent anywhere.")
            .arg(QLatin1StringView(flows::probePrefix)),
        PlainLabel::Fit::Flow);
    about->setLook(u"muted"_s);
    QPushButton *close = textButton(tr("Close"), u"closeProbe"_s, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(about);
    column->addWidget(m_answer);
    column->addWidget(m_spinner);
    column->addStretch();
    column->addLayout(footRow({}, {close, m_run}));
    m_run->setDefault(true);
    resize(540, 340);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_run, &QPushButton::clicked, this, &ProbeDialog::run);
    showKnown();
}

void ProbeDialog::showKnown()
{
    const flows::TenantState *state = m_tenants.state(m_tenant);
    m_answer->hide();
    if (!state || state->probed == 0)
        return;
    ProbeAnswer known;
    known.rule = state->updates;
    showAnswer(known);
    m_answer->setMore(tr("Found at %1.").arg(momentText(state->probed)));
}

void ProbeDialog::run()
{
    m_run->setEnabled(false);
    m_answer->hide();
    m_spinner->start(tr("Asking the tenant…"));
    m_tenants.probe(m_tenant, this, [this](const Result<ProbeAnswer> &answer) {
        m_spinner->stop();
        m_run->setEnabled(true);
        m_run->setText(tr("&Find out again"));
        showAnswer(answer);
    });
}

void ProbeDialog::showAnswer(const Result<ProbeAnswer> &answer)
{
    m_answer->show();
    if (!answer)
        return m_answer->setTexts(Tone::Mismatch, tr("It could not be found out."),
                                  errorSentence(answer.error()));
    const QString left = answer->leftOver.isEmpty()
                             ? QString()
                             : tr("The integration \"%1\" could not be deleted again: delete it by hand.")
                                   .arg(answer->leftOver);
    const auto more = [&left](const QString &text) { return left.isEmpty() ? text : text + u' ' + left; };
    switch (answer->rule) {
    case ProbeAnswer::Rule::Merge:
        return m_answer->setTexts(
            Tone::Valid, tr("An update merges."),
            more(tr("A tag or a secret that is left out stays. To remove one, delete the "
                    "integration and add it again.")));
    case ProbeAnswer::Rule::Replace:
        return m_answer->setTexts(Tone::Valid, tr("An update replaces."),
                                  more(tr("What is left out is removed. This console always sends "
                                          "everything.")));
    case ProbeAnswer::Rule::Unknown:
        return m_answer->setTexts(Tone::Stale, tr("The tenant did not tell."), more(asSentence(answer->why)));
    }
}

} // namespace tocsin::ui
