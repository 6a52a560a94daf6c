// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace tocsin::ui {

class PlainLabel;
class Theme;

// The current node: what it is and what can be done with it.
class GraphSelection final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphSelection)

public:
    explicit GraphSelection(const Theme &theme, const QList<QAction *> &actions, QWidget *parent = nullptr);
    void show(const graph::EntityGraph &graph, int node, bool locked);

private:
    const Theme &m_theme;
    PlainLabel *m_icon;
    PlainLabel *m_kind;
    PlainLabel *m_name;
    PlainLabel *m_value;
    PlainLabel *m_facts;
};

} // namespace tocsin::ui
