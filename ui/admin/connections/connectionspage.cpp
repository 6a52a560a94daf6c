// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/connections/connectionspage.h"

#include "core/flows/analystdesk.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"

#include <QAction>
#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString signInWord(const domain::Connection &connection)
{
    switch (connection.signIn) {
    case domain::SignIn::ApiKey:
        return ConnectionsPage::tr("API key");
    case domain::SignIn::BearerToken:
        return ConnectionsPage::tr("Bearer token");
    case domain::SignIn::ClientCredentials:
        return ConnectionsPage::tr("Client credentials");
    }
    return {};
}

QList<TextTableModel::Cell> rowOf(const domain::Connection &connection, bool isOpen)
{
    const QString use = connection.sandbox      ? ConnectionsPage::tr("Sandbox")
                        : connection.production ? ConnectionsPage::tr("Production")
                                                : ConnectionsPage::tr("Test");
    return {{connection.name},
            {connection.role},
            {use, connection.production},
            {connection.api.toString()},
            {signInWord(connection)},
            {connection.secretLabel},
            {isOpen ? ConnectionsPage::tr("Open") : QString()}};
}

} // namespace

ConnectionsPage::ConnectionsPage(const Theme &theme, flows::AnalystDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_model(new TextTableModel(
          theme, {tr("Name"), tr("Role"), tr("Use"), tr("Server"), tr("Sign-in"), tr("Secret"), tr("State")},
          this))
    , m_table(new TextTable(theme, *m_model, u"connectionsTable"_s))
    , m_body(new QStackedWidget)
    , m_open(textButton(tr("Open"), u"adminOpenConnection"_s, this))
    , m_edit(textButton(tr("Edit…"), u"adminEditConnection"_s, this))
    , m_remove(textButton(tr("Remove…"), u"adminRemoveConnection"_s, this))
{
    setObjectName(u"connectionsPage"_s);
    m_table->setAccessibleName(tr("Connections"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const int widths[] = {180, 100, 90, 240, 120, 140};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, widths[column]);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead(theme));
    m_body->addWidget(m_table);
    m_body->addWidget(buildEmpty(theme));
    column->addWidget(m_body, 1);
    column->addWidget(m_foot = buildFoot());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ConnectionsPage::showChosen);
    connect(m_table, &QTableView::activated, this, [this] {
        if (m_edit->isEnabled())
            emit editAsked(chosen());
    });
    connect(&m_desk, &flows::AnalystDesk::connectionsChanged, this, &ConnectionsPage::refresh);
    connect(&m_desk.workspace(), &flows::Workspace::switched, this, &ConnectionsPage::refresh);
    refresh();
}

QWidget *ConnectionsPage::buildHead(const Theme &theme)
{
    auto *head = new QFrame;
    head->setProperty("look", u"bar"_s);
    auto *title = new PlainLabel(tr("Connections"));
    title->setLook(u"strong"_s);
    QPushButton *add = iconTextButton(theme, u"plus"_s, tr("Add connection"), u"adminAddConnection"_s, this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 8, 16, 8);
    row->addWidget(title);
    row->addStretch();
    row->addWidget(add);
    connect(add, &QPushButton::clicked, this, &ConnectionsPage::addAsked);
    return head;
}

QWidget *ConnectionsPage::buildEmpty(const Theme &theme)
{
    auto *empty = new EmptyState(theme, u"admin"_s);
    empty->setTexts(tr("No connection yet"),
                    tr("A connection says which server is asked, how this console signs in there, and how it "
                       "gets through the network."));
    QPushButton *add = empty->addButton(tr("Add connection…"), u"adminAddFirstConnection"_s, true);
    connect(add, &QPushButton::clicked, this, &ConnectionsPage::addAsked);
    return empty;
}

QWidget *ConnectionsPage::buildFoot()
{
    auto *foot = new QFrame;
    auto *row = footRow({m_remove}, {m_edit, m_open});
    row->setContentsMargins(16, 8, 16, 12);
    foot->setLayout(row);
    connect(m_open, &QPushButton::clicked, this, &ConnectionsPage::open);
    connect(m_edit, &QPushButton::clicked, this, [this] { emit editAsked(chosen()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { emit removeAsked(chosen()); });
    return foot;
}

void ConnectionsPage::refresh()
{
    const QString before = chosen();
    const flows::Workspace &workspace = m_desk.workspace();
    const QString openId = workspace.isOpen() ? workspace.connection().id : QString();
    QList<QList<TextTableModel::Cell>> rows;
    m_ids.clear();
    for (const domain::Connection &connection : m_desk.connections()) {
        m_ids.append(connection.id);
        rows.append(rowOf(connection, connection.id == openId));
    }
    m_model->setRows(rows);
    const qsizetype row = m_ids.indexOf(before);
    m_table->setCurrentIndex(m_model->index(int(qMax<qsizetype>(row, 0)), 0));
    m_body->setCurrentIndex(m_ids.isEmpty() ? 1 : 0);
    m_foot->setVisible(!m_ids.isEmpty());
    showChosen();
}

void ConnectionsPage::showChosen()
{
    const QString id = chosen();
    const flows::Workspace &workspace = m_desk.workspace();
    bool canEdit = false;
    for (const domain::Connection &connection : m_desk.connections())
        canEdit = canEdit || (connection.id == id && !connection.sandbox);
    m_open->setEnabled(!id.isEmpty() && !(workspace.isOpen() && workspace.connection().id == id));
    m_edit->setEnabled(canEdit); // the sandbox is made at each start
    m_remove->setEnabled(canEdit);
}

QString ConnectionsPage::chosen() const
{
    return m_ids.value(m_table->currentIndex().row());
}

void ConnectionsPage::open()
{
    if (const Result<void> chose = m_desk.choose(chosen()); !chose)
        emit notice(errorSentence(chose.error()));
}

void ConnectionsPage::focusList()
{
    m_body->currentWidget()->setFocus();
}

} // namespace tocsin::ui
