// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/senderdetail.h"

#include "core/socotra/writer.h"
#include "ui/admin/integrations/senderfacts.h"
#include "ui/admin/integrations/senderstablemodel.h"
#include "ui/text/integrationtext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/inspector/jsontreemodel.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QCryptographicHash>
#include <QHeaderView>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::Sender;
using flows::TenantState;
using socotra::Integration;

namespace {

enum Tab { FactsTab, SecondTab, RawTab };

} // namespace

SenderDetail::SenderDetail(const Theme &theme, const flows::TenantDesk &tenants,
                           const flows::Senders &senders, const SendersTableModel &model, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_tenants(tenants)
    , m_senders(senders)
    , m_model(model)
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_subtitle(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_warning(new VerdictBanner(theme))
    , m_rotation(new VerdictBanner(theme))
    , m_edit(textButton(tr("Edit…"), u"editSender"_s, this))
    , m_rotate(textButton(tr("Change secret…"), u"rotateSender"_s, this))
    , m_deliveries(textButton(tr("Deliveries"), u"senderDeliveries"_s, this))
    , m_more(new QToolButton)
    , m_point(addAct(tr("Point at my listener…"), u"pointSender"_s, &SenderDetail::pointAsked))
    , m_view(addAct(tr("How its secrets fare…"), u"senderRotation"_s, &SenderDetail::rotationAsked))
    , m_remove(addAct(tr("Delete…"), u"removeSender"_s, &SenderDetail::removeAsked))
    , m_tabs(new QTabWidget)
    , m_facts(new FactGrid)
    , m_second(new FactGrid)
    , m_rawModel(new JsonTreeModel(theme, this))
    , m_raw(new QTreeView)
{
    setObjectName(u"senderDetail"_s);
    m_facts->setObjectName(u"senderFacts"_s);
    m_second->setObjectName(u"senderDefinitions"_s);
    m_raw->setObjectName(u"senderRaw"_s);
    m_raw->setAccessibleName(tr("As the tenant sent it, without secrets"));
    m_raw->setModel(m_rawModel);
    m_raw->setItemDelegate(new CellDelegate(theme, m_raw));
    m_raw->header()->setFixedHeight(30);
    m_raw->header()->resizeSection(0, 170);
    m_raw->header()->setStretchLastSection(true);
    m_raw->setUniformRowHeights(true);
    m_raw->setEditTriggers(QAbstractItemView::NoEditTriggers);
    showWhenEmpty(*m_raw, tr("Nothing was sent of it."));
    m_tabs->setObjectName(u"senderTabs"_s);
    m_tabs->setAccessibleName(tr("About the sender"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->addTab(scrolled(m_facts), tr("Facts"));
    m_tabs->addTab(scrolled(m_second), tr("Webhooks"));
    m_tabs->addTab(m_raw, tr("Raw"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_tabs, 1);
    connect(m_edit, &QPushButton::clicked, this, &SenderDetail::editAsked);
    connect(m_rotate, &QPushButton::clicked, this, &SenderDetail::rotateAsked);
    connect(m_deliveries, &QPushButton::clicked, this, &SenderDetail::deliveriesAsked);
    show(nullptr);
}

QAction *SenderDetail::addAct(const QString &text, const QString &name, void (SenderDetail::*signal)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, signal);
    return action;
}

QWidget *SenderDetail::buildHead()
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() + 3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"senderTitle"_s);
    m_subtitle->setLook(u"muted"_s);
    m_warning->setObjectName(u"senderWarning"_s);
    m_rotation->setObjectName(u"senderChange"_s);
    m_more->setObjectName(u"senderMore"_s);
    m_more->setText(tr("More"));
    m_more->setProperty("look", u"button"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_more);
    menu->addActions({m_point, m_view});
    menu->addSeparator();
    menu->addAction(m_remove);
    m_more->setMenu(menu);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QWidget *button : QList<QWidget *>{m_edit, m_rotate, m_deliveries, m_more})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(6);
    column->addLayout(buttons);
    column->addSpacing(4);
    column->addWidget(m_warning);
    column->addWidget(m_rotation);
    return head;
}

// What it is made of: as long as that is the same, what somebody reads or has chosen in it stays.
QByteArray SenderDetail::stampOf(const Sender &sender) const
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto add = [&hash](const auto &...parts) {
        (hash.addData(QString(u"%1|"_s).arg(parts).toUtf8()), ...);
    };
    add(sender.key(), sender.url, sender.endpoint.name, sender.deliveries, sender.last, sender.label,
        sender.secretSince, int(sender.least), sender.endpoint.secretLabels.join(u','),
        m_senders.alertTypes().size());
    if (const TenantState *tenant = m_tenants.state(sender.tenant)) {
        add(tenant->tenant.name, int(tenant->updates), tenant->webhooksError.has_value());
        const storage::Rotation *rotation = tenant->rotationOf(sender.name);
        add(rotation ? int(rotation->step) : -1);
        for (const socotra::WebhookDefinition &webhook : tenant->webhooks) {
            hash.addData(webhook.raw);
            add(tenant->diverted.value(webhook.name, -1));
        }
    }
    if (const Integration *entry = m_model.integration(sender))
        hash.addData(entry->raw.reveal().toByteArray());
    return hash.result();
}

void SenderDetail::show(const Sender *sender)
{
    const QByteArray stamp = sender ? stampOf(*sender) : QByteArray("none");
    if (std::exchange(m_stamp, stamp) == stamp)
        return;
    showActs(sender);
    m_tabs->setVisible(sender);
    m_subtitle->setVisible(sender);
    m_warning->hide();
    m_rotation->hide();
    if (sender)
        fill(*sender);
    else
        m_title->setText(tr("Choose a sender"));
}

void SenderDetail::fill(const Sender &sender)
{
    const Integration *entry = m_model.integration(sender);
    const TenantState *tenant = m_tenants.state(sender.tenant);
    m_title->setText(sender.name);
    m_subtitle->setText(tr("%1 · %2").arg(senderKindName(sender, entry ? entry->type : QString()),
                                          tenant ? tenant->tenant.name : sender.url));
    m_facts->clear();
    m_second->clear();
    if (entry && tenant) {
        fillIntegrationFacts(*m_facts, sender, *tenant, *entry);
        fillDefinitions(*m_second, *tenant, sender.name);
        m_rawModel->setBytes(socotra::withoutSecrets(*entry));
        m_raw->expandAll();
    }
    fillDeliveryFacts(*m_facts, sender, checkedText(sender.endpoint, m_model.schemeName(sender.endpoint)),
                      m_tenants.now());
    if (sender.kind == Sender::Kind::SocWarden)
        fillAlertTypes(*m_second, m_senders.alertTypes(), sender.least, m_tenants.now());
    m_tabs->setTabText(SecondTab, entry ? tr("Webhooks") : tr("Alert types"));
    m_tabs->setTabVisible(SecondTab, entry || sender.kind == Sender::Kind::SocWarden);
    m_tabs->setTabVisible(RawTab, entry);
    showBanners(sender, entry);
}

// That a certificate is not checked is said as long as it is so.
void SenderDetail::showBanners(const Sender &sender, const Integration *entry)
{
    if (entry && entry->security && !entry->security->secureSsl.value_or(true)) {
        m_warning->setTexts(
            Tone::High, tr("The tenant does not check the receiver's certificate"),
            tr("Anybody on the way can read and change what it sends. secureSSL is off: for tests "
               "only."));
        m_warning->show();
    } else if (const QStringList below = typesBelow(m_senders.alertTypes(), sender.least);
               sender.kind == Sender::Kind::SocWarden && !below.isEmpty()) {
        m_warning->setTexts(
            Tone::Medium, tr("The severity filter at SOCWarden does not hold"),
            tr("Below what was agreed: %1. Set the filter in SOCWarden's webhook, or change what was "
               "agreed here.")
                .arg(visibleText(below.join(u", "_s), 200)));
        m_warning->show();
    }
    const TenantState *tenant = m_tenants.state(sender.tenant);
    const storage::Rotation *rotation = tenant ? tenant->rotationOf(sender.name) : nullptr;
    if (rotation) {
        m_rotation->setTexts(Tone::Accent, rotationStepText(rotation->step),
                             tr("Go on with \"Change secret\": no step is taken twice."));
        m_rotation->show();
    }
}

void SenderDetail::showActs(const Sender *sender)
{
    const bool isEntry = sender && sender->kind == Sender::Kind::Integration;
    const bool hasEndpoint = sender && !sender->endpoint.name.isEmpty();
    m_edit->setVisible(sender);
    m_rotate->setVisible(isEntry);
    m_deliveries->setVisible(hasEndpoint);
    m_more->setVisible(sender);
    for (const auto &[action, fits] :
         {std::pair(m_point, isEntry), std::pair(m_view, hasEndpoint), std::pair(m_remove, isEntry)}) {
        action->setVisible(fits);
        action->setEnabled(fits);
    }
}

QList<QAction *> SenderDetail::acts() const
{
    QList<QAction *> shown;
    for (QAction *action : {m_point, m_view, m_remove}) {
        if (action->isVisible())
            shown.append(action);
    }
    return shown;
}

} // namespace tocsin::ui
