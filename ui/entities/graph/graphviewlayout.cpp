// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphview.h"

#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphlegend.h"
#include "ui/entities/graph/graphlook.h"
#include "ui/entities/graph/graphselection.h"
#include "ui/entities/graph/graphtables.h"
#include "ui/entities/pivotrow.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"

#include <QAction>
#include <QButtonGroup>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// How the view is laid out.

namespace tocsin::ui {

namespace {
constexpr int sideWidth = 288; // px
} // namespace

void GraphView::buildStates()
{
    m_empty = new EmptyState(m_theme, u"entities"_s, this);
    m_empty->setTexts(
        tr("No entity chosen"),
        tr("Choose an address, a user, a host or anything else that incidents and reports name: its "
           "neighbourhood is drawn here."));
    QPushButton *search = m_empty->addButton(tr("Search entities"), u"graphSearch"_s, true);
    connect(search, &QPushButton::clicked, this, &GraphView::searchAsked);
    m_unknown = new EmptyState(m_theme, u"entities"_s, this);
    QPushButton *other = m_unknown->addButton(tr("Search entities"), u"graphSearchOther"_s, true);
    connect(other, &QPushButton::clicked, this, &GraphView::searchAsked);
    m_failed = new EmptyState(m_theme, u"warning"_s, this);
    QPushButton *retry = m_failed->addButton(tr("Try again"), u"graphRetry"_s, true);
    connect(retry, &QPushButton::clicked, this, &GraphView::retryAsked);

    m_loadingPage = new QWidget(this);
    m_spinner = new Spinner;
    QPushButton *cancel = textButton(tr("Cancel"), u"graphCancelLoading"_s, this);
    connect(cancel, &QPushButton::clicked, this, &GraphView::cancelAsked);
    auto *middle = new QVBoxLayout(m_loadingPage);
    middle->addStretch(2);
    middle->addWidget(m_spinner, 0, Qt::AlignHCenter);
    middle->addWidget(cancel, 0, Qt::AlignHCenter);
    middle->addStretch(3);

    m_content = buildContent();
    for (QWidget *page : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_unknown),
                          static_cast<QWidget *>(m_failed), m_loadingPage, m_content})
        m_states->addWidget(page);
}

QWidget *GraphView::buildTools()
{
    auto *bar = new QFrame;
    bar->setProperty("look", u"bar"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(8);
    m_findField = new QLineEdit;
    m_findField->setObjectName(u"graphFind"_s);
    m_findField->setPlaceholderText(tr("Find in the graph"));
    m_findField->setAccessibleName(tr("Find in the graph"));
    m_findField->setClearButtonEnabled(true);
    m_findField->setMaxLength(200);
    m_findField->setMaximumWidth(240);
    m_findField->installEventFilter(this);
    connect(m_findField, &QLineEdit::textChanged, this, &GraphView::find);
    connect(m_findField, &QLineEdit::returnPressed, this, &GraphView::findNext);
    m_findCount = new PlainLabel;
    m_findCount->setObjectName(u"graphFindCount"_s);
    m_findCount->setLook(u"muted"_s);
    row->addWidget(m_findField, 1);
    row->addWidget(m_findCount);
    row->addStretch(1);
    auto *group = new QButtonGroup(this);
    for (const auto &[text, name] :
         {std::pair(tr("Graph"), u"showGraph"_s), std::pair(tr("Nodes"), u"showNodes"_s),
          std::pair(tr("Connections"), u"showConnections"_s)}) {
        QPushButton *button = textButton(text, name, this);
        button->setCheckable(true);
        group->addButton(button, int(m_shownButtons.size()));
        m_shownButtons.append(button);
        row->addWidget(button);
    }
    m_shownButtons.constFirst()->setChecked(true);
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { setShown(Shown(id)); });
    row->addSpacing(8);
    for (QAction *action : {m_zoomOut, m_zoomIn, m_fit}) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + u"Tool"_s);
        button->setAccessibleName(action->text());
        button->setProperty("look", u"quiet"_s);
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
    }
    QPushButton *save = iconTextButton(m_theme, u"export"_s, tr("Export"), u"graphExport"_s, this);
    connect(save, &QPushButton::clicked, this,
            [this, save] { m_exportMenu->popup(save->mapToGlobal(QPoint(0, save->height() + 2))); });
    row->addWidget(save);
    return bar;
}

QWidget *GraphView::buildContent()
{
    auto *content = new QWidget;
    m_trouble = new PlainLabel(QString(), PlainLabel::Fit::Wrap);
    m_trouble->setObjectName(u"graphTrouble"_s);
    m_again = textButton(tr("Try again"), u"graphAgain"_s, this);
    connect(m_again, &QPushButton::clicked, this, &GraphView::retryAsked);
    auto *warning = new QFrame;
    warning->setProperty("look", u"warning"_s);
    warning->setObjectName(u"graphWarning"_s);
    auto *warningRow = new QHBoxLayout(warning);
    warningRow->setContentsMargins(16, 6, 12, 6);
    warningRow->addWidget(m_trouble, 1);
    warningRow->addWidget(m_again);

    m_shown = new QStackedWidget;
    m_shown->addWidget(m_canvas);
    m_shown->addWidget(m_tables);
    auto *rule = new QFrame;
    rule->setProperty("look", u"rule"_s);
    rule->setFixedWidth(1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_shown, 1);
    middle->addWidget(rule);
    middle->addWidget(buildSide());

    m_status = new PlainLabel(QString(), PlainLabel::Fit::ElideEnd);
    m_status->setObjectName(u"graphStatus"_s);
    m_status->setLook(u"muted"_s);
    m_cancel = textButton(tr("Cancel"), u"graphCancel"_s, this);
    connect(m_cancel, &QPushButton::clicked, this, &GraphView::cancelAsked);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 4, 12, 4);
    foot->addWidget(m_status, 1);
    foot->addWidget(m_cancel);
    auto *line = new QFrame;
    line->setProperty("look", u"rule"_s);
    line->setFixedHeight(1);

    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildTools());
    column->addWidget(warning);
    column->addLayout(middle, 1);
    column->addWidget(line);
    column->addLayout(foot);
    return content;
}

QWidget *GraphView::buildSide()
{
    const auto scrolled = [this](QWidget *inner, const QString &name) {
        inner->setProperty("look", u"plain"_s);
        auto *scroll = new QScrollArea;
        scroll->setObjectName(name);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidget(inner);
        return scroll;
    };
    m_noNode = new PlainLabel(tr("Choose a node to see what it leads to."), PlainLabel::Fit::Wrap);
    m_noNode->setObjectName(u"graphNoNode"_s);
    m_noNode->setLook(u"muted"_s);
    m_noNode->setContentsMargins(16, 12, 16, 0);
    auto *node = new QWidget;
    m_sideColumn = new QVBoxLayout(node);
    m_sideColumn->setContentsMargins(0, 0, 0, 0);
    m_sideColumn->setSpacing(0);
    m_sideColumn->addWidget(m_noNode);
    m_sideColumn->addWidget(m_selection);
    m_sideColumn->addStretch(1);
    m_side = new FittedTabs;
    m_side->setObjectName(u"graphSide"_s);
    m_side->setAccessibleName(tr("Beside the graph"));
    m_side->setFixedWidth(sideWidth);
    m_side->addTab(scrolled(m_legend, u"graphKinds"_s), tr("Types"));
    m_side->addTab(scrolled(node, u"graphNode"_s), tr("Node"));
    m_side->tabBar()->setAccessibleName(tr("Beside the graph"));
    return m_side;
}

void GraphView::setDetail(QWidget *detail)
{
    m_detail = detail;
    m_detail->setVisible(m_hasNode);
    m_sideColumn->insertWidget(m_sideColumn->count() - 1, m_detail);
}

void GraphView::suggest(const QList<domain::Entity> &entities)
{
    delete m_suggestions;
    m_suggestions = new QWidget(m_empty);
    m_suggestions->setObjectName(u"graphSuggestions"_s);
    auto *column = new QVBoxLayout(m_suggestions);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(0);
    for (const domain::Entity &entity : entities) {
        auto *row = new PivotRow(m_theme, m_suggestions);
        row->setObjectName(u"graphSuggestion"_s);
        row->setEntityIcon(GraphLook::iconName(entity.kind), GraphLook::tone(entity.kind));
        row->setTexts(entity.value, {}, entity.value);
        connect(row, &PivotRow::clicked, this, [this, entity] { emit centreAsked(entity); });
        column->addWidget(row);
    }
    m_suggestions->setVisible(!entities.isEmpty());
    m_empty->addLine(m_suggestions);
}

} // namespace tocsin::ui
