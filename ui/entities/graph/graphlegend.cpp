// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphlegend.h"

#include "ui/entities/graph/legendchip.h"
#include "ui/text/graphtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int mostForeign = 5; // rows
} // namespace

GraphLegend::GraphLegend(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_all(textButton(tr("Show all"), u"graphShowAll"_s, this))
{
    setObjectName(u"graphLegend"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 12, 8, 8);
    column->setSpacing(4);
    for (Part *part : {&m_nodes, &m_edges}) {
        part->title = sectionLabel(part == &m_nodes ? tr("Types") : tr("Connections"), this);
        part->title->setContentsMargins(8, 0, 8, 0);
        part->column = new QVBoxLayout;
        part->column->setSpacing(0);
        column->addWidget(part->title);
        column->addLayout(part->column);
        column->addSpacing(12);
    }
    column->addWidget(m_all, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_all, &QPushButton::clicked, this, &GraphLegend::allAsked);
}

template<class Type, class Word>
QList<GraphLegend::Row> GraphLegend::rows(const QList<Type> &types, Word word)
{
    QList<Row> found;
    Row rest;
    int foreign = 0;
    for (const Type &type : types) {
        if (int(type.kind) == 0 && ++foreign > mostForeign) {
            rest.keys.append(type.key);
            rest.count += type.count;
            rest.shown = rest.shown && type.shown;
        } else {
            found.append({{type.key}, word(type.kind, type.text), type.count, type.shown, int(type.kind)});
        }
    }
    if (!rest.keys.isEmpty()) {
        rest.word = otherKindsText(int(rest.keys.size()));
        found.append(rest);
    }
    return found;
}

// Chips stay where they are, so that the one that was clicked keeps the focus.
void GraphLegend::fill(Part &part, const QList<Row> &rows, bool nodes)
{
    while (part.chips.size() > rows.size())
        delete part.chips.takeLast();
    while (part.chips.size() < rows.size()) {
        auto *chip = new LegendChip(m_theme, this);
        const qsizetype place = part.chips.size();
        connect(chip, &LegendChip::clicked, this, [this, &part, nodes, place](bool shown) {
            if (nodes)
                emit nodeTypesToggled(part.keys.value(place), shown);
            else
                emit edgeTypesToggled(part.keys.value(place), shown);
        });
        part.column->addWidget(chip);
        part.chips.append(chip);
    }
    part.keys.clear();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const Row &row = rows[i];
        LegendChip *chip = part.chips[i];
        part.keys.append(row.keys);
        chip->setObjectName((nodes ? u"nodeType-"_s : u"edgeType-"_s) + row.keys.constFirst());
        if (nodes)
            chip->showNode(domain::EntityKind(row.kind));
        else
            chip->showLine(domain::RelationKind(row.kind));
        chip->setChecked(row.shown);
        chip->setWord(row.word, row.count);
    }
    part.title->setVisible(!rows.isEmpty());
}

void GraphLegend::show(const graph::EntityGraph &graph)
{
    fill(m_nodes, rows(graph.nodeTypes(), entityKindText), true);
    fill(m_edges, rows(graph.edgeTypes(), relationText), false);
    m_all->setVisible(graph.isFiltered());
}

} // namespace tocsin::ui
