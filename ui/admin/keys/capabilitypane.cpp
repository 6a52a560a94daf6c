// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/capabilitypane.h"

#include "ui/admin/keys/capabilitymodel.h"
#include "ui/text/errortext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QComboBox>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QTableView *tableOf(const Theme &theme, CapabilityModel &model)
{
    auto *table = new QTableView;
    table->setObjectName(u"capabilityTable"_s);
    table->setAccessibleName(CapabilityPane::tr("What the credential may do"));
    table->setModel(&model);
    table->setItemDelegate(new BadgeDelegate(theme, CapabilityModel::badgeRole, table));
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(28);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setFixedHeight(30);
    table->horizontalHeader()->setStretchLastSection(true);
    const QFontMetrics metrics(table->font());
    table->setColumnWidth(CapabilityModel::What,
                          metrics.horizontalAdvance(u"Start investigations and ask further questions"_s) +
                              24);
    table->setColumnWidth(CapabilityModel::Stands, metrics.horizontalAdvance(u"Not tried"_s) + 48);
    return table;
}

} // namespace

CapabilityPane::CapabilityPane(const Theme &theme, flows::KeyOffice &office, QWidget *parent)
    : QWidget(parent)
    , m_office(office)
    , m_model(new CapabilityModel(this))
    , m_connection(new QComboBox)
    , m_read(textButton(tr("Try"), u"readCapabilities"_s, this))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, u"lock"_s))
    , m_spinner(new Spinner)
{
    setObjectName(u"capabilityPane"_s);
    m_connection->setObjectName(u"capabilityConnection"_s);
    m_connection->setAccessibleName(tr("Connection"));
    m_connection->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_stack->setObjectName(u"capabilityStates"_s);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(tableOf(theme, *m_model));
    m_stack->addWidget(new QWidget); // while it is read
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(m_connection);
    row->addWidget(m_read);
    row->addStretch(1);
    row->addWidget(m_spinner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 12, 8, 0);
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(m_stack, 1);
    connect(m_read, &QPushButton::clicked, this, &CapabilityPane::read);
    connect(m_connection, &QComboBox::activated, this, &CapabilityPane::read);
    listConnections();
}

void CapabilityPane::listConnections()
{
    QList<domain::Connection> all = m_office.connections();
    if (m_office.isOpen() && m_office.connection().sandbox) { // two sign in there
        domain::Connection admin = m_office.connection();
        admin.id = u"sandbox admin"_s;
        admin.name = tr("%1, administrator").arg(admin.name);
        all.insert(std::min<qsizetype>(1, all.size()), admin);
    }
    if (all == m_listed)
        return;
    const QString chosen = m_connection->currentData().toString();
    m_listed = all;
    m_connection->clear();
    for (const domain::Connection &one : std::as_const(m_listed))
        m_connection->addItem(visibleText(one.name, 60), one.id);
    m_connection->setCurrentIndex(std::max(0, m_connection->findData(chosen)));
    m_read->setEnabled(!m_listed.isEmpty());
    m_model->setCapabilities({});
    m_empty->setTexts(
        tr("What a credential may do is not told"),
        tr("Try it: one cheap read for each scope. 401 says that the credential is not accepted, 403 "
           "that it lacks the scope. Nothing is written."));
    m_empty->setDetails({});
    m_stack->setCurrentWidget(m_empty);
}

void CapabilityPane::read()
{
    const int index = m_connection->currentIndex();
    if (index < 0 || index >= m_listed.size())
        return;
    m_read->setEnabled(false);
    m_stack->setCurrentIndex(2);
    m_spinner->start(tr("Trying…"));
    m_office.capabilities(m_listed[index], this,
                          [this, id = m_listed[index].id](const Result<QList<flows::Capability>> &found) {
                              showFound(id, found);
                          });
}

void CapabilityPane::showFound(const QString &id, const Result<QList<flows::Capability>> &found)
{
    if (id != m_connection->currentData().toString())
        return; // another one is being tried
    m_read->setEnabled(true);
    m_spinner->stop();
    if (!found) {
        m_empty->setTexts(tr("It could not be tried"), errorSentence(found.error()));
        m_empty->setDetails(found.error().detail);
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    m_model->setCapabilities(*found);
    m_stack->setCurrentIndex(1);
}

} // namespace tocsin::ui
