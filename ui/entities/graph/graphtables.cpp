// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphtables.h"

#include "ui/entities/graph/graphcanvas.h"
#include "ui/text/graphtext.h"
#include "ui/text/numbertext.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/texttable.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int rowsMeasured = 40; // for the width of columns
constexpr int widestValue = 320; // px

void fitColumns(TextTable &table)
{
    const int last = table.model()->columnCount() - 1;
    for (int column = 0; column < last; ++column) {
        table.resizeColumnToContents(column);
        table.setColumnWidth(column, qBound(64, table.columnWidth(column) + 8, widestValue));
    }
}

} // namespace

GraphTables::GraphTables(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_nodeModel(new TextTableModel(
          theme, {tr("Type"), tr("Value"), tr("Connections"), tr("Place"), tr("Name")}, this))
    , m_edgeModel(new TextTableModel(theme, {tr("From"), tr("Connection"), tr("To")}, this))
    , m_nodes(new TextTable(theme, *m_nodeModel, u"graphNodeTable"_s, this))
    , m_edges(new TextTable(theme, *m_edgeModel, u"graphEdgeTable"_s, this))
    , m_stack(new QStackedWidget(this))
{
    m_nodeModel->setFixedColumns({1});
    m_edgeModel->setFixedColumns({0, 2});
    m_nodes->setAccessibleName(tr("Nodes of the graph"));
    m_edges->setAccessibleName(tr("Connections of the graph"));
    for (TextTable *table : {m_nodes, m_edges}) {
        table->horizontalHeader()->setResizeContentsPrecision(rowsMeasured);
        showWhenEmpty(*table, tr("The filter hides all of them"));
        m_stack->addWidget(table);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_nodes->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &GraphTables::chosen);
    connect(m_nodes, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.row() < m_rows.size())
            emit expandAsked(m_rows[index.row()].node);
    });
}

void GraphTables::setWhich(Which which)
{
    m_stack->setCurrentIndex(which);
    setFocusProxy(m_stack->currentWidget());
}

void GraphTables::show(const graph::EntityGraph &graph, const GraphCanvas &canvas)
{
    m_filling = true;
    m_rows = graph::nodeRows(graph);
    QList<QList<TextTableModel::Cell>> nodes;
    for (const graph::NodeRow &row : std::as_const(m_rows)) {
        const domain::Entity &entity = graph.nodes()[std::size_t(row.node)].entity;
        nodes.append({{entityKindText(entity.kind, entity.kindText)},
                      {row.value},
                      {numberText(row.connections)},
                      {canvas.isLocked(row.node) ? tr("locked") : QString()},
                      {row.label}});
    }
    m_nodeModel->setRows(nodes);
    QList<QList<TextTableModel::Cell>> edges;
    for (const graph::EdgeRow &row : graph::edgeRows(graph)) {
        const graph::Edge &edge = graph.edges()[std::size_t(row.edge)];
        edges.append({{row.from}, {relationText(edge.kind, edge.kindText)}, {row.to}});
    }
    m_edgeModel->setRows(edges);
    fitColumns(*m_nodes);
    fitColumns(*m_edges);
    setCurrent(canvas.current());
    m_filling = false;
}

void GraphTables::setCurrent(int node)
{
    if (m_nodes->currentIndex().isValid() && m_rows.value(m_nodes->currentIndex().row()).node == node)
        return;
    const bool filling = std::exchange(m_filling, true);
    m_nodes->setCurrentIndex({});
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].node == node) {
            m_nodes->selectRow(int(row));
            m_nodes->scrollTo(m_nodeModel->index(int(row), 0));
            break;
        }
    }
    m_filling = filling;
}

void GraphTables::chosen()
{
    const int row = m_nodes->currentIndex().row();
    if (!m_filling && row >= 0 && row < m_rows.size())
        emit nodeChosen(m_rows[row].node);
}

} // namespace tocsin::ui
