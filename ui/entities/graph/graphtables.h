// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/rows.h"

#include <QWidget>

class QStackedWidget;

namespace tocsin::ui {

class GraphCanvas;
class TextTable;
class TextTableModel;
class Theme;

// The graph as two tables: for screen readers, for copying, and for who likes rows better.
class GraphTables final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphTables)

public:
    enum Which { Nodes, Connections };

    explicit GraphTables(const Theme &theme, QWidget *parent = nullptr);

    void show(const graph::EntityGraph &graph, const GraphCanvas &canvas);
    void setWhich(Which which);
    void setCurrent(int node); // its row, when there is one

signals:
    void nodeChosen(int node);
    void expandAsked(int node);

private:
    void chosen();

    TextTableModel *m_nodeModel;
    TextTableModel *m_edgeModel;
    TextTable *m_nodes;
    TextTable *m_edges;
    QStackedWidget *m_stack;
    QList<graph::NodeRow> m_rows;
    bool m_filling = false;
};

} // namespace tocsin::ui
