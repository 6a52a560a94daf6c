// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/webhookspage.h"

#include "core/flows/contracts.h"
#include "core/flows/relays.h"
#include "core/flows/webhookdesk.h"
#include "ui/commands.h"
#include "ui/filter/filterbar.h"
#include "ui/schemes/learndialog.h"
#include "ui/text/replaytext.h"
#include "ui/webhooks/deliveryactions.h"
#include "ui/webhooks/deliveryfeed.h"
#include "ui/webhooks/deliverytable.h"
#include "ui/webhooks/deliverytablemodel.h"
#include "ui/webhooks/deliverytools.h"
#include "ui/webhooks/endpointactions.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/handshakenotice.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/replay/replayactions.h"
#include "ui/webhooks/respond/responddialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/look.h"
#include "ui/widgets/spinner.h"

#include <QAction>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

// The half of the page that says what leads to what.

namespace tocsin::ui {

using domain::DeliveryId;

void WebhooksPage::connectCommands(const Commands &commands)
{
    const auto on = [this, &commands](const QString &name, auto slot) {
        connect(commands[name], &QAction::triggered, this, slot);
    };
    on(u"addEndpoint"_s, [this] { m_endpointActions->add(); });
    on(u"secrets"_s, [this] { openSecrets(); });
    on(u"learnScheme"_s, [this] { learnScheme(); });
    on(u"investigateDelivery"_s, [this] {
        if (m_inspector->subject())
            emit investigationAsked(m_inspector->subject()->delivery.row);
    });
    on(u"rotation"_s, [this] { m_endpointActions->openRotation(m_endpoints->selected()); });
    on(u"copyRows"_s, [this] { m_actions->copyRows(); });
    on(u"copyCurl"_s, [this] { m_actions->copyCurl(); });
    on(u"copyRaw"_s, [this] { m_actions->copyRaw(); });
    on(u"saveRaw"_s, [this] { m_actions->saveRaw(); });
    on(u"copyJson"_s, [this] { m_actions->copyJson(); });
    on(u"find"_s, [this] {
        if (isVisible())
            m_filter->focusField();
    });
    on(u"pin"_s, [this] { m_actions->togglePin(); });
    on(u"note"_s, [this] { m_actions->editNote(m_inspector->id(), m_inspector->loadedNote()); });
    on(u"delete"_s, [this] { m_actions->askDelete(); });
    on(u"compare"_s, [this] { m_tools->compare(); });
    on(u"verificationCode"_s, [this] { m_tools->showCode(); });
    on(u"evidence"_s, [this] { m_tools->packEvidence(); });
    on(u"pauseView"_s, [this](bool paused) { m_feed->setPaused(paused); });
    on(u"refresh"_s, [this] {
        if (isVisible())
            m_feed->reload();
    });
    on(u"sendTest"_s, [this] { m_endpointActions->openTest(m_endpoints->selected()); });
    on(u"respond"_s, [this] { openRules(m_endpoints->selected()); });
    on(u"copyListenerUrl"_s, [this] { m_endpointActions->copyUrl({}); });
    for (const QString &name : {u"pauseView"_s, u"replay"_s, u"respond"_s, u"sendTest"_s, u"startStop"_s}) {
        QAction *action = commands[name];
        QPushButton *button = textButton({}, name + u"Button"_s, this);
        button->setCheckable(action->isCheckable());
        const bool starts = name == u"startStop"_s;
        const auto follow = [this, button, action, starts] {
            if (starts) { // what is wanted when nothing listens; stopping is not
                const bool listens = m_desk.state().phase == flows::DeskState::Phase::Listening;
                setStyled(*button, "look", listens ? QString() : u"primary"_s);
            }
            button->setText(QString(action->text()).remove(u'&'));
            button->setChecked(action->isChecked());
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
        };
        follow();
        connect(action, &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, action, [action] { action->trigger(); });
        m_filter->addButton(button);
    }
}

// Of the endpoint that is meant; without one, of that whose delivery is looked at. That delivery is the one
// to test against.
void WebhooksPage::openRules(const QString &endpoint)
{
    const QString shown = m_inspector->subject() ? m_inspector->subject()->delivery.row.endpoint : QString();
    const QString meant = endpoint.isEmpty() ? shown : endpoint;
    m_endpointActions->openRules(meant, meant == shown ? m_inspector->id() : 0);
}

bool WebhooksPage::hasDraft() const
{
    const QList<RespondDialog *> open = m_endpointActions->openRuleDialogs();
    return std::any_of(open.begin(), open.end(),
                       [](const RespondDialog *dialog) { return dialog->hasDraft(); });
}

void WebhooksPage::askBeforeLosing(const std::function<void()> &then)
{
    for (RespondDialog *dialog : m_endpointActions->openRuleDialogs()) {
        if (dialog->hasDraft())
            return dialog->askBeforeLosing(then);
    }
}

void WebhooksPage::learnScheme()
{
    const QList<DeliveryId> chosen = m_table->selectedIds();
    if (chosen.isEmpty()) {
        emit notice(tr("Choose the deliveries to learn from first"));
        return;
    }
    auto *dialog = new LearnDialog(m_theme, m_desk, chosen, this);
    connect(dialog, &LearnDialog::schemeChosen, this, &WebhooksPage::schemeLearnt);
    dialog->open();
}

void WebhooksPage::connectList()
{
    connect(m_filter, &FilterBar::queryChanged, this, [this](const QString &text) {
        m_isFiltered = !text.isEmpty();
        m_feed->setQuery(filter::parse(text).value_or(filter::Query()));
    });
    connect(m_filter, &FilterBar::leftByEnter, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &FilterBar::leftByEscape, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_feed, &DeliveryFeed::loadingStarted, this,
            [this] { m_spinner->start(tr("Looking through the store…")); });
    connect(m_feed, &DeliveryFeed::loaded, this, [this] {
        m_spinner->stop();
        m_isBroken = false;
        selectShown();
    });
    connect(m_feed, &DeliveryFeed::failed, this, &WebhooksPage::showError);
    connect(m_feed, &DeliveryFeed::counted, this, [this] {
        showCount();
        showState();
        if (m_wanted != 0 && m_model->rowOf(m_wanted) >= 0)
            m_table->selectId(std::exchange(m_wanted, 0));
    });
    connect(m_endpoints, &EndpointList::chosen, this, &WebhooksPage::filterByEndpoint);
    connect(m_endpoints, &EndpointList::urlCopyAsked, m_endpointActions, &EndpointActions::copyUrl);
    connect(m_endpoints, &EndpointList::addAsked, m_endpointActions, &EndpointActions::add);
    connect(m_endpoints, &EndpointList::editAsked, m_endpointActions, &EndpointActions::edit);
    connect(m_endpoints, &EndpointList::removeAsked, m_endpointActions, &EndpointActions::askRemove);
    connect(m_endpoints, &EndpointList::testAsked, m_endpointActions, &EndpointActions::openTest);
    connect(m_endpoints, &EndpointList::rulesAsked, this, &WebhooksPage::openRules);
    connect(m_endpoints, &EndpointList::rotationAsked, m_endpointActions, &EndpointActions::openRotation);
    connect(m_endpointActions, &EndpointActions::notice, this, &WebhooksPage::notice);
    connect(m_actions, &DeliveryActions::notice, this, &WebhooksPage::notice);
    connect(&m_desk, &flows::WebhookDesk::endpointsChanged, this, &WebhooksPage::refreshEndpoints);
    connect(&m_desk, &flows::WebhookDesk::secretsChanged, this, [this] {
        refreshVocabulary();
        m_inspector->reload();
    });
    connect(&m_desk, &flows::WebhookDesk::schemesChanged, this, [this] {
        refreshVocabulary();
        m_inspector->reload();
    });
    connect(&m_desk, &flows::WebhookDesk::stateChanged, this, &WebhooksPage::showState);
    // Counting is cheap but not free: at most twice a second, and only after something happened.
    m_countTimer->setSingleShot(true);
    m_countTimer->setInterval(500);
    connect(m_countTimer, &QTimer::timeout, this, &WebhooksPage::refreshCounts);
    const auto later = [this] {
        if (!m_countTimer->isActive())
            m_countTimer->start();
    };
    connect(&m_desk, &flows::WebhookDesk::countersChanged, this, later);
    connect(&m_desk, &flows::WebhookDesk::deliveriesRemoved, this, later);
}

void WebhooksPage::connectInspector(const Commands &commands)
{
    connect(m_table, &DeliveryTable::currentIdChanged, this, [this](DeliveryId id) {
        m_inspector->showId(id);
        selectShown();
    });
    connect(m_table, &DeliveryTable::opened, this,
            [this] { m_inspector->findChild<QWidget *>(u"inspectorTabs"_s)->setFocus(); });
    connect(m_table, &DeliveryTable::deleteAsked, m_actions, &DeliveryActions::askDelete);
    connect(m_table, &DeliveryTable::copyAsked, m_actions, &DeliveryActions::copyRows);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this, &commands](QPoint position) { openMenu(position, commands); });
    connect(m_inspector, &Inspector::pinAsked, m_actions, &DeliveryActions::togglePin);
    connect(m_inspector, &Inspector::noteAsked, commands[u"note"_s], &QAction::trigger);
    connect(m_inspector, &Inspector::deleteAsked, m_actions, &DeliveryActions::askDelete);
    connect(m_inspector, &Inspector::copyCurlAsked, m_actions, &DeliveryActions::copyCurl);
    connect(m_inspector, &Inspector::copyRawAsked, m_actions, &DeliveryActions::copyRaw);
    connect(m_inspector, &Inspector::copyJsonAsked, m_actions, &DeliveryActions::copyJson);
    connect(m_inspector, &Inspector::incidentAsked, this, &WebhooksPage::incidentAsked);
    connect(m_inspector, &Inspector::secretsAsked, this, &WebhooksPage::openSecrets);
    connect(m_inspector, &Inspector::rulesAsked, this, &WebhooksPage::openRules);
    connect(m_inspector, &Inspector::rotationAsked, m_endpointActions, &EndpointActions::openRotation);
    connect(m_handshakes, &HandshakeNotice::openAsked, this, &WebhooksPage::openDelivery);
    connect(m_handshakes, &HandshakeNotice::notice, this, &WebhooksPage::notice);
    connect(m_inspector, &Inspector::codeAsked, m_tools, &DeliveryTools::showCode);
    connect(m_inspector, &Inspector::compareAsked, m_tools, &DeliveryTools::compareSigned);
    connect(m_tools, &DeliveryTools::notice, this, &WebhooksPage::notice);
    connect(m_inspector, &Inspector::openAsked, this, &WebhooksPage::openDelivery);
    connect(m_inspector, &Inspector::sessionAsked, this, &WebhooksPage::sessionAsked);
    connect(m_inspector, &Inspector::notice, this, &WebhooksPage::notice);
    m_model->setDriftLook(
        [&contracts = m_desk.contracts()](DeliveryId id) { return contracts.isDrifted(id); });
    connect(&m_desk.contracts(), &flows::Contracts::marksChanged, m_model, &DeliveryTableModel::refreshDrift);
    connect(&m_desk, &flows::WebhookDesk::deliveriesChanged, this, [this](const QList<DeliveryId> &ids) {
        if (ids.contains(m_inspector->id()))
            m_inspector->reload();
    });
}

void WebhooksPage::connectReplays(const Commands &commands)
{
    const auto replayChosen = [this] { m_replayActions->replay(m_table->selectedIds()); };
    connect(commands[u"replay"_s], &QAction::triggered, this, replayChosen);
    connect(commands[u"forward"_s], &QAction::triggered, this,
            [this] { m_replayActions->forward(m_endpoints->selected()); });
    connect(m_endpoints, &EndpointList::forwardAsked, m_replayActions, &ReplayActions::forward);
    connect(m_replayActions, &ReplayActions::notice, this, &WebhooksPage::notice);
    connect(m_replayActions, &ReplayActions::answered, m_inspector, &Inspector::showAnswered);
    connect(m_replayActions, &ReplayActions::secretsAsked, this,
            [this] { m_endpointActions->openSecrets(m_replayActions->openDialog()); });
    connect(&m_desk.relays(), &flows::Relays::relayed, m_inspector,
            [this](const domain::ReplayAnswer &answer) { m_inspector->showAnswered(answer.delivery); });
    // A busy relay changes with every delivery.
    auto *soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(100);
    connect(soon, &QTimer::timeout, this, &WebhooksPage::refreshForwards);
    connect(&m_desk.relays(), &flows::Relays::changed, soon, [soon] {
        if (!soon->isActive())
            soon->start();
    });
}

void WebhooksPage::refreshForwards()
{
    QHash<QString, EndpointListModel::Forwarding> forwards;
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        const auto state = m_desk.relays().state(endpoint.name);
        if (!endpoint.forward || !state)
            continue;
        const bool paused = endpoint.forward->paused;
        forwards.insert(endpoint.name,
                        {forwardBadge(*state, paused), forwardSentence(*state, paused, wallClock())});
    }
    m_endpoints->setForwards(forwards);
}

} // namespace tocsin::ui
