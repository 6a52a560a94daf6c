// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphselection.h"

#include "core/graph/rows.h"
#include "ui/entities/graph/graphlook.h"
#include "ui/text/graphtext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int inPairs = 6; // the first of the actions
} // namespace

GraphSelection::GraphSelection(const Theme &theme, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new PlainLabel)
    , m_kind(new PlainLabel)
    , m_name(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_value(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_facts(new PlainLabel)
{
    setObjectName(u"graphSelection"_s);
    m_kind->setLook(u"muted"_s);
    m_name->setLook(u"strong"_s);
    m_name->setObjectName(u"graphSelectedName"_s);
    m_value->setFont(theme.fixedFont());
    m_value->setSelectable();
    m_facts->setLook(u"muted"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon);
    head->addWidget(m_kind, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 12, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_name);
    column->addWidget(m_value);
    column->addWidget(m_facts);
    column->addSpacing(4);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(0);
    for (int i = 0; i < int(actions.size()); ++i) {
        QAction *action = actions[i];
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty("look", u"quiet"_s);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        if (i < inPairs) // short words: two in a row
            grid->addWidget(button, i / 2, i % 2, Qt::AlignLeft);
        else
            grid->addWidget(button, inPairs / 2 + i - inPairs, 0, 1, 2, Qt::AlignLeft);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
}

void GraphSelection::show(const graph::EntityGraph &graph, int node, bool locked)
{
    setVisible(node >= 0);
    if (node < 0)
        return;
    const graph::Node &known = graph.nodes()[std::size_t(node)];
    const domain::Entity &entity = known.entity;
    m_icon->setPixmap(icon(GraphLook::iconName(entity.kind), m_theme, GraphLook::tone(entity.kind))
                          .pixmap(QSize(18, 18), devicePixelRatio()));
    m_kind->setText(entityKindText(entity.kind, entity.kindText));
    m_name->setText(known.label);
    m_name->setVisible(!known.label.isEmpty() && known.label != entity.value);
    m_value->setText(entity.value);
    const QString links = connectionsText(graph::connections(graph, node));
    m_facts->setText(locked ? tr("%1, place locked").arg(links) : links);
}

} // namespace tocsin::ui
