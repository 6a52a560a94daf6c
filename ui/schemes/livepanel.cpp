// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/livepanel.h"

#include "core/flows/explainer.h"
#include "core/flows/webhookdesk.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/rowtext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::Verdict;
using flows::LiveVerdict;

namespace {

constexpr int mostDeliveries = 20;
constexpr int rowPixels = 26;
constexpr int rereadMs = 1500; // between two looks at the store while deliveries arrive

bool isRight(Verdict verdict)
{
    return verdict == Verdict::Valid || verdict == Verdict::ValidStale || verdict == Verdict::ValidFuture;
}

} // namespace

void LiveTableModel::setVerdicts(const QList<LiveVerdict> &verdicts)
{
    const bool same =
        std::equal(verdicts.begin(), verdicts.end(), m_verdicts.begin(), m_verdicts.end(),
                   [](const LiveVerdict &a, const LiveVerdict &b) { return a.row.id == b.row.id; });
    if (!same)
        beginResetModel();
    m_verdicts = verdicts;
    if (!same)
        endResetModel();
    else if (!m_verdicts.isEmpty()) // the selection and the place stay while one types
        emit dataChanged(index(0, 0), index(int(m_verdicts.size()) - 1, ColumnCount - 1));
}

int LiveTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_verdicts.size());
}

int LiveTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LiveTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LiveVerdict &live = m_verdicts.at(index.row());
    const auto badge = [&] {
        return verdictBadge(index.column() == Before ? live.row.signature.verdict
                                                     : live.verification.verdict);
    };
    if (role == BadgeRole && (index.column() == Before || index.column() == Now))
        return QVariant::fromValue(badge());
    if (role == Qt::ToolTipRole && index.column() == Why)
        return toolTipText(asSentence(live.verification.reason));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return listTime(live.row.received, wallClock());
    case Event:
        return visibleText(rowTitle(live.row), 200);
    case Before:
    case Now:
        return badge().word;
    case Why:
        return live.verification.reason.isEmpty() ? visibleText(live.verification.secretLabel, 80)
                                                  : visibleText(asSentence(live.verification.reason), 300);
    default:
        return {};
    }
}

QVariant LiveTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    const QString titles[] = {tr("Received"), tr("Delivery"), tr("So far"), tr("By this scheme"),
                              tr("Secret, or why not")};
    return role == Qt::DisplayRole ? QVariant(titles[section]) : QVariant();
}

LivePanel::LivePanel(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent)
    : QFrame(parent)
    , m_desk(desk)
    , m_check(desk)
    , m_model(new LiveTableModel(this))
    , m_endpoint(new QComboBox)
    , m_secret(new QComboBox)
    , m_count(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_table(new QTableView)
{
    setObjectName(u"livePanel"_s);
    m_endpoint->setObjectName(u"liveEndpoint"_s);
    m_endpoint->setAccessibleName(tr("Endpoint whose deliveries are tried"));
    m_secret->setObjectName(u"liveSecret"_s);
    m_secret->setAccessibleName(tr("Secret"));
    m_count->setObjectName(u"liveCount"_s);
    m_count->setLook(u"strong"_s);
    for (QComboBox *box : {m_endpoint, m_secret}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
    }
    m_table->setObjectName(u"liveTable"_s);
    m_table->setAccessibleName(tr("Deliveries that are tried"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BadgeDelegate(theme, LiveTableModel::BadgeRole, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPixels);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setFixedHeight(28);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int widths[] = {112, 150, 150, 150, 100};
    for (int column = 0; column < LiveTableModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setSectionResizeMode(LiveTableModel::Event, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(LiveTableModel::Why, QHeaderView::Stretch);
    showWhenEmpty(*m_table, tr("Nothing to try: choose an endpoint that has captured something, and mend "
                               "what is wrong with the text."));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 6);
    head->setSpacing(8);
    head->addWidget(sectionLabel(tr("LIVE CHECK")));
    head->addWidget(m_endpoint);
    head->addWidget(m_secret);
    head->addWidget(m_count, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    connect(m_endpoint, &QComboBox::activated, this,
            [this] { m_check.setEndpoint(m_endpoint->currentData().toString(), mostDeliveries); });
    connect(m_secret, &QComboBox::activated, this,
            [this] { m_check.setSecret(m_secret->currentData().toString()); });
    connect(&m_check, &flows::LiveCheck::checked, this, [this](const QList<LiveVerdict> &verdicts) {
        m_model->setVerdicts(verdicts);
        showCount();
    });
    connect(&m_check, &flows::LiveCheck::failed, this,
            [this](const QString &what) { m_count->setText(asSentence(what)); });
    connect(&m_desk, &flows::WebhookDesk::endpointsChanged, this, &LivePanel::listEndpoints);
    connect(&m_desk, &flows::WebhookDesk::secretsChanged, this, &LivePanel::listSecrets);
    auto *soon = new QTimer(this);
    soon->setSingleShot(true);
    soon->setInterval(rereadMs);
    connect(soon, &QTimer::timeout, &m_check, &flows::LiveCheck::reread);
    connect(&m_desk, &flows::WebhookDesk::countersChanged, soon, [this, soon] {
        if (!soon->isActive() && isVisible())
            soon->start();
    });
    listEndpoints();
    listSecrets();
}

void LivePanel::listEndpoints()
{
    const QString chosen = m_endpoint->currentData().toString();
    m_endpoint->clear();
    for (const domain::Endpoint &endpoint : m_desk.endpoints())
        m_endpoint->addItem(endpoint.name, endpoint.name);
    chooseEndpoint(chosen);
}

void LivePanel::chooseEndpoint(const QString &name)
{
    m_endpoint->setCurrentIndex(qMax(0, m_endpoint->findData(name)));
    m_check.setEndpoint(m_endpoint->currentData().toString(), mostDeliveries);
}

void LivePanel::chooseEndpointOf(const QString &schemeId)
{
    for (const domain::Endpoint &endpoint : m_desk.endpoints()) {
        if (endpoint.scheme == schemeId)
            return chooseEndpoint(endpoint.name);
    }
    chooseEndpoint(m_endpoint->currentData().toString());
}

void LivePanel::listSecrets()
{
    const QString chosen = m_secret->currentData().toString();
    m_secret->clear();
    m_secret->addItem(tr("The endpoint's secrets"), QString());
    for (const signature::NamedSecret &secret : m_desk.explainer().grounds().secrets) {
        if (m_secret->findData(secret.label) < 0)
            m_secret->addItem(visibleText(secret.label, 80), secret.label);
    }
    m_secret->setCurrentIndex(qMax(0, m_secret->findData(chosen)));
    m_check.setSecret(m_secret->currentData().toString());
}

void LivePanel::setScheme(const std::optional<signature::Scheme> &scheme)
{
    m_hasScheme = scheme.has_value();
    m_check.setScheme(scheme);
    if (!m_hasScheme)
        m_count->setText(tr("Waits until the text is a scheme"));
}

void LivePanel::showCount()
{
    if (!m_hasScheme)
        return;
    const QList<LiveVerdict> &verdicts = m_model->verdicts();
    const auto right = std::count_if(verdicts.begin(), verdicts.end(), [](const LiveVerdict &live) {
        return isRight(live.verification.verdict);
    });
    m_count->setText(verdicts.isEmpty()
                         ? QString()
                         : tr("%1 of %2 verify").arg(numberText(right), numberText(verdicts.size())));
}

} // namespace tocsin::ui
