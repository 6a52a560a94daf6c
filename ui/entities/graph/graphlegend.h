// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"

#include <QHash>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tocsin::ui {

class LegendChip;
class PlainLabel;
class Theme;

// What the shapes and lines mean, how many there are of each, and which are shown. Kinds outside the eight
// stand below them; beyond some they share one row.
class GraphLegend final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphLegend)

public:
    explicit GraphLegend(const Theme &theme, QWidget *parent = nullptr);

    void show(const graph::EntityGraph &graph);

signals:
    void nodeTypesToggled(const QStringList &keys, bool shown);
    void edgeTypesToggled(const QStringList &keys, bool shown);
    void allAsked();

private:
    struct Row
    {
        QStringList keys;
        QString word;
        int count = 0;
        bool shown = true;
        int kind = 0;
    };
    struct Part
    {
        PlainLabel *title = nullptr;
        QVBoxLayout *column = nullptr;
        QList<LegendChip *> chips;
        QList<QStringList> keys;
    };
    template<class Type, class Word>
    static QList<Row> rows(const QList<Type> &types, Word word);
    void fill(Part &part, const QList<Row> &rows, bool nodes);

    const Theme &m_theme;
    Part m_nodes;
    Part m_edges;
    QPushButton *m_all;
};

} // namespace tocsin::ui
