// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/learndialog.h"

#include "core/flows/explainer.h"
#include "core/flows/webhookdesk.h"
#include "core/signature/schemewriter.h"
#include "core/signature/summary.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int barSteps = 1000;

PlainLabel *wrapped(const QString &text, const QString &look)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Wrap);
    if (!look.isEmpty())
        label->setLook(look);
    return label;
}

} // namespace

LearnDialog::LearnDialog(const Theme &theme, flows::WebhookDesk &desk,
                         const QList<domain::DeliveryId> &deliveries, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_deliveries(deliveries)
    , m_learner(desk)
    , m_label(new QComboBox)
    , m_value(new QLineEdit)
    , m_search(primaryButton(tr("Search"), u"learnSearch"_s, this))
    , m_bar(new QProgressBar)
    , m_progress(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_outcome(wrapped({}, {}))
    , m_results(new QVBoxLayout)
{
    setObjectName(u"learnDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Learn a scheme"));
    const auto most = qsizetype(signature::LearnRequest::mostDeliveries);
    QString about =
        tr("Searches for the construction that gives the signatures of %1 with one secret. Two that "
           "differ teach more than one.")
            .arg(deliveriesText(qMin(most, m_deliveries.size())));
    if (m_deliveries.size() > most)
        about += u' ' + tr("The newest %1 of those that are chosen are used.").arg(numberText(most));
    m_outcome->setObjectName(u"learnOutcome"_s);
    m_results->setSpacing(12);
    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(24, 4, 24, 8);
    inner->setSpacing(12);
    inner->addWidget(buildProgress()); // in the place of what comes of it, so that nothing jumps
    inner->addWidget(m_outcome);
    inner->addLayout(m_results);
    inner->addStretch();
    QPushButton *close = textButton(tr("Close"), u"closeLearn"_s, this);
    QHBoxLayout *foot = footRow({}, {close});
    foot->setContentsMargins(24, 8, 24, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 20, 0, 16);
    column->setSpacing(12);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(24, 0, 24, 0);
    head->setSpacing(12);
    head->addWidget(wrapped(about, u"muted"_s));
    head->addWidget(buildSecret());
    column->addLayout(head);
    column->addWidget(scrolled(content), 1);
    column->addLayout(foot);
    resize(640, 400);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_search, &QPushButton::clicked, this, &LearnDialog::toggle);
    connect(&m_learner, &flows::SchemeLearner::progressed, this, [this](quint64 tried, quint64 planned) {
        m_bar->setValue(planned == 0 ? 0 : int(tried * barSteps / planned));
        m_progress->setText(tr("%1 digests tried, of at most %2")
                                .arg(numberText(qint64(tried)), numberText(qint64(planned))));
    });
    connect(&m_learner, &flows::SchemeLearner::finished, this, &LearnDialog::showOutcome);
    connect(&m_learner, &flows::SchemeLearner::failed, this, [this](const Error &error) {
        showRunning(false);
        m_outcome->setLook(u"fault"_s);
        m_outcome->setText(errorSentence(error));
    });
    showSecretField();
    showRunning(false);
    m_outcome->setLook(u"muted"_s);
    m_outcome->setText(
        tr("The constructions that are found stand here, each with how many of the deliveries it "
           "verifies."));
    m_label->setFocus();
}

QWidget *LearnDialog::buildSecret()
{
    auto *part = new QWidget;
    auto *form = new QFormLayout(part);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(12);
    m_label->setObjectName(u"learnLabel"_s);
    for (const signature::NamedSecret &secret : m_desk.explainer().grounds().secrets) {
        if (!secret.retired)
            m_label->addItem(visibleText(secret.label, 80), secret.label);
    }
    m_label->addItem(tr("Another one, typed here"), QString());
    m_value->setObjectName(u"learnValue"_s);
    m_value->setAccessibleName(tr("Secret"));
    m_value->setEchoMode(QLineEdit::Password);
    m_value->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_value->setMaxLength(4096);
    m_value->setPlaceholderText(tr("used for this search, not kept"));
    auto *fields = new QWidget;
    auto *row = new QHBoxLayout(fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_label, 1);
    row->addWidget(m_value, 1);
    row->addWidget(m_search);
    fields->setFocusProxy(m_label);
    form->addRow(tr("&Secret"), fields);
    alignLabels(*form);
    connect(m_label, &QComboBox::currentIndexChanged, this, &LearnDialog::showSecretField);
    connect(m_value, &QLineEdit::textChanged, this, &LearnDialog::showSecretField);
    m_search->setDefault(true);
    return part;
}

QWidget *LearnDialog::buildProgress()
{
    auto *part = new QWidget;
    part->setObjectName(u"learnRunning"_s);
    m_bar->setObjectName(u"learnBar"_s);
    m_bar->setAccessibleName(tr("Progress of the search"));
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_progress->setLook(u"muted"_s);
    m_progress->setObjectName(u"learnProgress"_s);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_bar);
    column->addWidget(m_progress);
    return part;
}

void LearnDialog::showSecretField()
{
    const bool typed = m_label->currentData().toString().isEmpty();
    m_value->setVisible(typed);
    m_search->setEnabled(m_learner.isRunning() || !typed || !m_value->text().isEmpty());
}

Secret LearnDialog::secret() const
{
    const QString label = m_label->currentData().toString();
    for (const signature::NamedSecret &known : m_desk.explainer().grounds().secrets) {
        if (!label.isEmpty() && known.label == label && !known.retired)
            return known.value;
    }
    return Secret::copyOf(m_value->text().toUtf8());
}

void LearnDialog::toggle()
{
    if (m_learner.isRunning()) {
        m_learner.cancel();
        m_search->setEnabled(false); // until it has ended
        return;
    }
    clearResults();
    m_outcome->setText({});
    m_bar->setValue(0);
    m_progress->setText(tr("Reading the deliveries…"));
    m_learner.learn(m_deliveries, secret());
    showRunning(true);
}

void LearnDialog::showRunning(bool running)
{
    findChild<QWidget *>(u"learnRunning"_s)->setVisible(running);
    m_outcome->setVisible(!running);
    m_search->setText(running ? tr("Stop") : tr("Search"));
    m_label->setEnabled(!running);
    m_value->setEnabled(!running);
    showSecretField();
    if (!running && !focusWidget()) // what had it was switched off during the search
        m_search->setFocus();
}

void LearnDialog::clearResults()
{
    while (QLayoutItem *item = m_results->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void LearnDialog::showOutcome(const flows::LearnOutcome &outcome)
{
    showRunning(false);
    clearResults();
    m_outcome->setLook(QString());
    if (!outcome.proposals.isEmpty()) {
        const bool all = outcome.proposals.first().verified == outcome.deliveries;
        m_outcome->setText(all ? tr("Found after %1 digests.").arg(numberText(qint64(outcome.tried)))
                               : tr("No one construction verifies all of them. These verify some:"));
    } else if (outcome.cancelled) {
        m_outcome->setText(
            tr("Stopped after %1 digests; nothing was found so far.").arg(numberText(qint64(outcome.tried))));
    } else {
        m_outcome->setText(asSentence(outcome.why));
    }
    for (int number = 0; number < outcome.proposals.size(); ++number)
        addProposal(outcome, number);
}

void LearnDialog::addProposal(const flows::LearnOutcome &outcome, int number)
{
    const flows::LearnedProposal &proposal = outcome.proposals.at(number);
    const int deliveries = outcome.deliveries;
    auto *part = new QWidget;
    part->setObjectName(u"learnProposal%1"_s.arg(number));
    auto *badge = new Badge(m_theme);
    const bool all = proposal.verified == deliveries;
    badge->setBadge({all ? Mark::Check : Mark::Clock, all ? Tone::Valid : Tone::Stale,
                     tr("Verifies %1 of %2").arg(numberText(proposal.verified), numberText(deliveries))});
    QPushButton *open = textButton(tr("Open as your scheme…"), u"openProposal%1"_s.arg(number), this);
    connect(open, &QPushButton::clicked, this,
            [this, text = signature::writeScheme(proposal.scheme), endpoint = outcome.endpoint] {
                emit schemeChosen(text, endpoint);
                accept();
            });
    auto *head = new QHBoxLayout;
    head->addWidget(badge);
    head->addStretch();
    head->addWidget(open);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    PlainLabel *summary = wrapped(signature::summaryOf(proposal.scheme.recipe()).join(u'\n'), {});
    summary->setSelectable();
    column->addWidget(summary);
    m_results->addWidget(part);
}

} // namespace tocsin::ui
