// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/inspector.h"

#include "core/flows/attempts.h"
#include "core/flows/contracts.h"
#include "core/flows/webhookdesk.h"
#include "core/storage/deliverybrowser.h"
#include "core/storage/replaybook.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/attemptstab.h"
#include "ui/webhooks/inspector/bodytab.h"
#include "ui/webhooks/inspector/connectiontab.h"
#include "ui/webhooks/inspector/contracttab.h"
#include "ui/webhooks/inspector/headerstab.h"
#include "ui/webhooks/inspector/responsetab.h"
#include "ui/webhooks/inspector/signaturetab.h"
#include "ui/webhooks/inspector/summarytab.h"
#include "ui/webhooks/rowtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"

#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::DeliveryId;

namespace {
constexpr int attemptsEveryMs = 1000;
constexpr int mostReplays = 100; // answers that are shown
} // namespace

Inspector::Inspector(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_desk(desk)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, u"search"_s))
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_subtitle(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_pin(iconTextButton(theme, u"pin"_s, tr("Pin"), u"inspectorPin"_s, this))
    , m_tabs(new FittedTabs)
    , m_summary(new SummaryTab(theme))
    , m_signature(new SignatureTab(theme, desk.explainer()))
    , m_body(new BodyTab(theme))
    , m_headers(new HeadersTab(theme))
    , m_attempts(new AttemptsTab(theme))
    , m_response(new ResponseTab(theme))
    , m_connection(new ConnectionTab(theme))
    , m_contract(new ContractTab(theme, desk.contracts()))
{
    setObjectName(u"inspector"_s);
    setProperty("look", u"panel"_s);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(buildHead());
    column->addWidget(buildTabs(), 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    showId(0);
}

QWidget *Inspector::buildHead()
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() + 3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"inspectorTitle"_s);
    m_subtitle->setLook(u"muted"_s);
    m_subtitle->setObjectName(u"inspectorSubtitle"_s);
    auto *head = new QWidget;
    QPushButton *note = iconTextButton(m_theme, u"note"_s, tr("Note"), u"inspectorNote"_s, this);
    QPushButton *copyButton = iconTextButton(m_theme, u"copy"_s, tr("Copy ▾"), u"inspectorCopy"_s, this);
    QPushButton *remove = iconTextButton(m_theme, u"trash"_s, tr("Delete"), u"inspectorDelete"_s, this);
    auto *menu = new QMenu(copyButton);
    menu->addAction(tr("Copy as cURL"), this, &Inspector::copyCurlAsked);
    menu->addAction(tr("Copy as raw HTTP"), this, &Inspector::copyRawAsked);
    menu->addAction(tr("Copy as JSON"), this, &Inspector::copyJsonAsked);
    copyButton->setMenu(menu);
    connect(m_pin, &QPushButton::clicked, this, &Inspector::pinAsked);
    connect(note, &QPushButton::clicked, this, &Inspector::noteAsked);
    connect(remove, &QPushButton::clicked, this, &Inspector::deleteAsked);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_pin, note, copyButton, remove})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(16, 16, 16, 4);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(6);
    column->addLayout(buttons);
    return head;
}

QWidget *Inspector::buildTabs()
{
    m_tabs->setObjectName(u"inspectorTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the delivery"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the delivery"));
    m_tabs->addTab(m_summary, tr("Summary"));
    m_tabs->addTab(m_signature, tr("Signature"));
    m_tabs->addTab(m_body, tr("Body"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->addTab(m_attempts, tr("Attempts"));
    m_tabs->addTab(m_response, tr("Response"));
    m_tabs->addTab(m_connection, tr("Connection"));
    m_tabs->addTab(m_contract, tr("Contract"));
    connect(m_contract, &ContractTab::notice, this, &Inspector::notice);
    connect(m_tabs, &QTabWidget::currentChanged, this, &Inspector::loadContract);
    connect(&m_desk.contracts(), &flows::Contracts::marksChanged, this, &Inspector::markContract);
    connect(&m_desk.contracts(), &flows::Contracts::contractsChanged, this, &Inspector::loadStanding);
    connect(m_summary, &SummaryTab::contractAsked, this, [this] { setTab(Contract); });
    connect(m_summary, &SummaryTab::sessionAsked, this, &Inspector::sessionAsked);
    connect(m_summary, &SummaryTab::incidentAsked, this, &Inspector::incidentAsked);
    connect(m_signature, &SignatureTab::secretsAsked, this, &Inspector::secretsAsked);
    connect(m_signature, &SignatureTab::rotationAsked, this, [this] {
        if (m_subject)
            emit rotationAsked(m_subject->delivery.row.endpoint);
    });
    connect(m_signature, &SignatureTab::compareAsked, this, &Inspector::compareAsked);
    connect(m_signature, &SignatureTab::codeAsked, this, &Inspector::codeAsked);
    connect(m_response, &ResponseTab::rulesAsked, this, [this] {
        if (m_subject)
            emit rulesAsked(m_subject->delivery.row.endpoint);
    });
    connect(m_response, &ResponseTab::confirmAsked, this,
            [this](const flows::Subscription &asked) { m_desk.subscriptions().confirm(asked); });
    connect(&m_desk.subscriptions(), &flows::Subscriptions::changed, this, &Inspector::refreshHandshake);
    connect(m_attempts, &AttemptsTab::openAsked, this, &Inspector::openAsked);
    connect(m_attempts, &AttemptsTab::outdated, this, &Inspector::loadAttempts);
    // While they are looked at, a further attempt shows when it comes.
    m_attemptsLater.setSingleShot(true);
    m_attemptsLater.setInterval(attemptsEveryMs);
    connect(&m_attemptsLater, &QTimer::timeout, this, &Inspector::loadAttempts);
    connect(&m_desk, &flows::WebhookDesk::countersChanged, this, [this] {
        if (m_attempts->isVisible() && !m_attemptsLater.isActive())
            m_attemptsLater.start();
    });
    return m_tabs;
}

void Inspector::showId(DeliveryId id)
{
    if (id == m_id && id != 0)
        return;
    m_id = id;
    m_subject.reset();
    if (id == 0) {
        m_empty->setTexts(tr("Nothing chosen"),
                          tr("Choose a delivery to see what was sent and whether its signature holds."));
        m_empty->setDetails({});
        m_stack->setCurrentIndex(0);
        return;
    }
    reload();
}

void Inspector::reload()
{
    if (m_id == 0)
        return;
    const DeliveryId id = m_id;
    m_desk.browser().load(id, this,
                          [this, id](const Result<domain::Delivery> &delivery) { take(id, delivery); });
}

void Inspector::take(DeliveryId id, const Result<domain::Delivery> &delivery)
{
    if (id != m_id)
        return;
    if (!delivery) {
        m_subject.reset();
        m_empty->setTexts(tr("This delivery cannot be shown"), errorSentence(delivery.error()));
        m_empty->setDetails(errorSentence(delivery.error()));
        m_stack->setCurrentIndex(0);
        return;
    }
    show(*delivery);
    emit loaded(id);
}

void Inspector::show(const domain::Delivery &delivery)
{
    InspectorSubject subject;
    subject.delivery = delivery;
    const signature::Detection found = m_desk.verification(delivery);
    subject.verification = found.verification;
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        if (endpoint.name == delivery.row.endpoint)
            subject.endpoint = endpoint;
    }
    const QString schemeId =
        delivery.row.signature.scheme.isEmpty() ? subject.endpoint.scheme : delivery.row.signature.scheme;
    if (const signature::Scheme *scheme = found.scheme ? found.scheme : m_desk.schemes().find(schemeId))
        subject.scheme = *scheme;
    subject.handshake = m_desk.handshake(delivery);
    m_subject = subject;
    m_title->setText(rowTitle(delivery.row));
    showSubtitle(delivery);
    m_pin->setText(delivery.row.pinned ? tr("Unpin") : tr("Pin"));
    m_summary->show(subject);
    m_signature->show(subject);
    m_body->show(subject);
    m_headers->show(subject);
    m_response->show(subject);
    m_connection->show(subject);
    m_tabs->setTabText(Attempts, delivery.attemptsOfEvent > 1
                                     ? tr("Attempts %1").arg(numberText(delivery.attemptsOfEvent))
                                     : tr("Attempts"));
    loadAttempts();
    m_contract->outdate();
    loadContract();
    markContract();
    loadStanding();
    loadReplays();
    m_stack->setCurrentIndex(1);
}

void Inspector::refreshHandshake()
{
    if (!m_subject || !m_subject->handshake || !m_subject->handshake->subscription)
        return;
    m_subject->handshake = m_desk.handshake(m_subject->delivery);
    m_response->show(*m_subject);
}

void Inspector::loadReplays()
{
    const DeliveryId id = m_id;
    m_desk.replays().history(id, mostReplays, this,
                             [this, id](const Result<QList<domain::ReplayAnswer>> &answers) {
                                 if (id != m_id)
                                     return;
                                 m_attempts->showReplays(answers);
                                 if (answers && m_subject)
                                     m_response->showSentOn(*m_subject, *answers);
                             });
}

void Inspector::showAnswered(DeliveryId id)
{
    if (id == m_id && m_subject)
        loadReplays();
}

void Inspector::loadAttempts()
{
    const DeliveryId id = m_id;
    if (id == 0 || !m_subject)
        return;
    m_desk.attempts().read(id, this, [this, id](const Result<domain::AttemptHistory> &history) {
        if (id != m_id)
            return;
        if (history)
            m_attempts->show(*history, id, wallClock());
        else
            m_attempts->showProblem(errorSentence(history.error()));
    });
}

// It reads hundreds of bodies: only for who looks at it.
void Inspector::loadContract()
{
    if (m_subject && m_tabs->currentIndex() == Contract)
        m_contract->show(m_subject->delivery);
}

void Inspector::loadStanding()
{
    if (!m_subject)
        return;
    m_desk.contracts().standing(m_subject->delivery, this,
                                [this, id = m_id](const Result<flows::ContractStanding> &standing) {
                                    if (id == m_id && m_subject)
                                        m_summary->showStanding(standing);
                                });
}

void Inspector::markContract()
{
    const bool differs = m_desk.contracts().isDrifted(m_id);
    m_tabs->setTabText(Contract, differs ? tr("Contract ≠") : tr("Contract"));
    m_tabs->setTabToolTip(Contract, differs ? tr("Differs from the accepted contract") : QString());
}

// How long the answer took is also told by the response, and the time by the list.
void Inspector::showSubtitle(const domain::Delivery &delivery)
{
    const domain::DeliveryRow &row = delivery.row;
    const QString who = tr("%1 → %2").arg(senderName(row), row.endpoint);
    const QString when = listTime(row.received, wallClock());
    const QString attempt = row.attempt > 1 ? tr("attempt %1").arg(numberText(row.attempt)) : QString();
    QString answer = tr("answered %1").arg(row.responseStatus);
    if (row.responseStatus == 0)
        answer = delivery.rules && delivery.rules->plan.isSilent() ? tr("not answered, by a rule")
                                                                   : tr("not answered");
    QString whole = answer;
    if (row.responseStatus != 0 && delivery.answered > 0)
        whole = tr("answered %1 in %2")
                    .arg(QString::number(row.responseStatus), spanText(delivery.answered - row.received));
    const auto joined = [](QStringList parts) {
        parts.removeAll(QString());
        return parts.join(u" · "_s);
    };
    m_subtitle->setText(joined({who, when, attempt, whole}));
    m_subtitle->setShorter({joined({who, when, attempt, answer}), joined({who, attempt, answer})});
}

void Inspector::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

int Inspector::tab() const
{
    return m_tabs->currentIndex();
}

} // namespace tocsin::ui
