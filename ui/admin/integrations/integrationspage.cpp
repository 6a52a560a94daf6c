// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/integrationspage.h"

#include "ui/admin/integrations/integrationdialogs.h"
#include "ui/admin/integrations/senderdetail.h"
#include "ui/admin/integrations/senderstablemodel.h"
#include "ui/admin/integrations/tenantstrips.h"
#include "ui/text/errortext.h"
#include "ui/text/timetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/splitters.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tocsin::ui {

using flows::Sender;
using flows::TenantState;

namespace {

constexpr int rowPixels = 28;

} // namespace

IntegrationsPage::IntegrationsPage(const Theme &theme, flows::TenantDesk &tenants,
                                   flows::WebhookDesk &webhooks, secrets::SecretStore &secrets,
                                   QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tenants(tenants)
    , m_webhooks(webhooks)
    , m_secrets(secrets)
    , m_senders(tenants, webhooks, secrets)
    , m_model(new SendersTableModel(tenants, webhooks, this))
    , m_filter(new SendersFilter(this))
    , m_search(new QLineEdit)
    , m_age(new PlainLabel)
    , m_strips(new TenantStrips(tenants))
    , m_table(new QTableView)
    , m_detail(new SenderDetail(theme, tenants, m_senders, *m_model))
    , m_stack(new QStackedWidget)
    , m_addMenu(new QMenu(this))
    , m_tenantsMenu(new QMenu(this))
{
    setObjectName(u"integrationsPage"_s);
    m_filter->setSourceModel(m_model);
    m_stack->addWidget(buildBrowser());
    m_failure = new EmptyState(theme, u"warning"_s);
    m_failure->setObjectName(u"tenantsFailure"_s);
    m_stack->addWidget(m_failure);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &typed) {
        m_filter->setTyped(typed);
        if (!m_table->currentIndex().isValid())
            m_table->setCurrentIndex(m_filter->index(0, 0));
        showChosen();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &IntegrationsPage::showChosen);
    connect(m_table, &QTableView::pressed, this, [this] { m_wanted.clear(); });
    connect(&m_senders, &flows::Senders::changed, this, &IntegrationsPage::onSenders);
    connect(m_addMenu, &QMenu::aboutToShow, this, &IntegrationsPage::fillAddMenu);
    connect(m_tenantsMenu, &QMenu::aboutToShow, this, &IntegrationsPage::fillTenantsMenu);
    connect(m_strips, &TenantStrips::tryAgainAsked, &m_tenants, &flows::TenantDesk::tryAgain);
    connect(m_strips, &TenantStrips::editAsked, this, &IntegrationsPage::editTenant);
    connect(m_strips, &TenantStrips::addAsked, this, &IntegrationsPage::addIntegration);
    connect(m_strips, &TenantStrips::addTenantAsked, this, &IntegrationsPage::addTenant);
    m_clock.setInterval(5s);
    connect(&m_clock, &QTimer::timeout, this, &IntegrationsPage::showAge);
    connectDetail();
    new IntegrationDialogs(theme, tenants, webhooks, secrets, *this);
    onSenders();
}

QWidget *IntegrationsPage::buildHead()
{
    auto *head = new QFrame;
    head->setProperty("look", u"bar"_s);
    m_search->setObjectName(u"senderSearch"_s);
    m_search->setPlaceholderText(tr("Search by name, URL, event or tenant"));
    m_search->setAccessibleName(tr("Search senders"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(200);
    m_search->setProperty("look", u"search"_s);
    m_search->addAction(icon(u"search"_s, m_theme), QLineEdit::LeadingPosition);
    m_age->setLook(u"muted"_s);
    m_age->setObjectName(u"sendersAge"_s);
    QToolButton *again =
        iconButton(m_theme, u"refresh"_s, tr("Ask the tenants again"), u"refreshSenders"_s, this);
    QPushButton *tenants = textButton(tr("Tenants"), u"tenantsButton"_s, this);
    tenants->setMenu(m_tenantsMenu);
    QPushButton *add = iconTextButton(m_theme, u"plus"_s, tr("Add"), u"addSenderButton"_s, this);
    add->setMenu(m_addMenu);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(m_age);
    row->addWidget(again);
    row->addWidget(tenants);
    row->addWidget(add);
    connect(again, &QToolButton::clicked, this, &IntegrationsPage::refresh);
    return head;
}

QWidget *IntegrationsPage::buildBrowser()
{
    m_table->setObjectName(u"sendersTable"_s);
    m_table->setAccessibleName(tr("Who sends to this console"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new BadgeDelegate(m_theme, SendersTableModel::BadgeRole, m_table));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPixels);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setFixedHeight(30);
    fitColumns();
    showWhenEmpty(*m_table, tr("No sender has these words."));
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, m_table);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_table->addAction(action);
    };
    key(tr("Edit"), {Qt::Key_Return, Qt::Key_Enter}, &IntegrationsPage::edit);
    key(tr("Delete…"), {Qt::Key_Delete}, &IntegrationsPage::askRemove);
    key(tr("Ask the tenants again"), {Qt::Key_F5}, &IntegrationsPage::refresh);
    key(tr("Search senders"), {Qt::Key_Slash}, [this] { m_search->setFocus(); });
    connect(m_table, &QTableView::doubleClicked, this, &IntegrationsPage::edit);
    auto *splitter = hairlineSplitter(Qt::Vertical);
    splitter->setObjectName(u"integrationsSplitter"_s);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({240, 400});
    m_table->setMinimumHeight(120);
    auto *browser = new QWidget;
    auto *column = new QVBoxLayout(browser);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_strips);
    column->addWidget(splitter, 1);
    return browser;
}

void IntegrationsPage::fitColumns()
{
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView &header = *m_table->horizontalHeader();
    header.setMinimumSectionSize(60);
    const std::pair<int, int> widths[] = {{SendersTableModel::Name, 140},   {SendersTableModel::Kind, 120},
                                          {SendersTableModel::Signed, 170}, {SendersTableModel::Events, 110},
                                          {SendersTableModel::Last, 170},   {SendersTableModel::Secret, 110}};
    for (const auto &[column, width] : widths)
        header.resizeSection(column, width);
    header.setSectionResizeMode(SendersTableModel::Url, QHeaderView::Stretch);
}

// The URL keeps room to be known by; what the detail tells as well goes first.
void IntegrationsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnHidden(SendersTableModel::Events, width() < 980);
    m_table->setColumnHidden(SendersTableModel::Kind, width() < 860);
}

void IntegrationsPage::connectDetail()
{
    connect(m_detail, &SenderDetail::editAsked, this, &IntegrationsPage::edit);
    connect(m_detail, &SenderDetail::removeAsked, this, &IntegrationsPage::askRemove);
    connect(m_detail, &SenderDetail::rotateAsked, this, [this] {
        if (const Sender *sender = chosen())
            emit rotateAsked(sender->tenant, sender->name);
    });
    connect(m_detail, &SenderDetail::pointAsked, this, [this] {
        if (const Sender *sender = chosen())
            emit pointAsked(sender->tenant, sender->name);
    });
    connect(m_detail, &SenderDetail::deliveriesAsked, this, [this] {
        if (const Sender *sender = chosen())
            emit deliveriesAsked(sender->endpoint.name);
    });
    connect(m_detail, &SenderDetail::rotationAsked, this, [this] {
        if (const Sender *sender = chosen())
            emit rotationAsked(sender->endpoint.name);
    });
}

void IntegrationsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_senders.setLooking(true);
    m_clock.start();
    onSenders();
}

void IntegrationsPage::hideEvent(QHideEvent *event)
{
    m_senders.setLooking(false);
    m_clock.stop();
    QWidget::hideEvent(event);
}

void IntegrationsPage::onSenders()
{
    const Sender *before = chosen();
    const QString key = before ? before->key() : QString();
    m_model->setSenders(m_senders.all());
    chooseKey(key);
    chooseWanted();
    showState();
    if (!isVisible())
        return;
    for (const QString &id : m_tenants.tenants()) { // new ones are asked once by themselves
        if (m_asked.contains(id))
            continue;
        m_asked.append(id);
        m_tenants.refresh(id);
    }
}

void IntegrationsPage::showState()
{
    m_strips->refresh();
    showAge();
    const std::optional<Error> &error = m_tenants.readError();
    if (error) {
        m_failure->setTexts(tr("The tenants cannot be read"), readingErrorSentence(*error));
        m_failure->setDetails(error->detail);
    }
    m_stack->setCurrentIndex(error ? 1 : 0);
}

void IntegrationsPage::showAge()
{
    Micros oldest = 0;
    bool isReading = false;
    for (const QString &id : m_tenants.tenants()) {
        const TenantState &state = *m_tenants.state(id);
        isReading = isReading || state.isReading;
        if (state.read > 0)
            oldest = oldest == 0 ? state.read : qMin(oldest, state.read);
    }
    m_age->setText(isReading     ? tr("asking…")
                   : oldest == 0 ? QString()
                                 : tr("read %1").arg(relativeTime(oldest, m_tenants.now())));
}

const Sender *IntegrationsPage::chosen() const
{
    const QModelIndex index = m_filter->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->sender(index.row()) : nullptr;
}

void IntegrationsPage::chooseKey(const QString &key)
{
    QModelIndex index = m_filter->mapFromSource(m_model->index(qMax(0, m_model->rowOf(key)), 0));
    if (!index.isValid())
        index = m_filter->index(0, 0);
    if (m_table->currentIndex().row() != index.row())
        m_table->setCurrentIndex(index);
    showChosen();
}

void IntegrationsPage::chooseWanted()
{
    if (!m_wanted.isEmpty() && m_model->rowOf(m_wanted) >= 0)
        chooseKey(std::exchange(m_wanted, {}));
}

void IntegrationsPage::choose(const QString &tenant, const QString &name)
{
    Sender wanted;
    wanted.kind = Sender::Kind::Integration;
    wanted.tenant = tenant;
    wanted.name = name;
    m_search->clear();
    m_wanted = wanted.key();
    chooseWanted();
}

void IntegrationsPage::showChosen()
{
    m_detail->show(chosen());
}

void IntegrationsPage::focusList()
{
    m_table->setFocus();
}

void IntegrationsPage::refresh()
{
    for (const QString &id : m_tenants.tenants())
        m_tenants.refresh(id);
}

} // namespace tocsin::ui
