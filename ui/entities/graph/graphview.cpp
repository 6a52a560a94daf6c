// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphview.h"

#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphlegend.h"
#include "ui/entities/graph/graphselection.h"
#include "ui/entities/graph/graphtables.h"
#include "ui/text/graphtext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int sideWidth = 232; // px
} // namespace

GraphView::GraphView(const Theme &theme, Defang defang, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_defang(std::move(defang))
    , m_states(new QStackedWidget(this))
{
    setObjectName(u"graphView"_s);
    m_canvas = new GraphCanvas(theme, m_graph, this);
    m_tables = new GraphTables(theme, this);
    m_legend = new GraphLegend(theme);
    buildActions();
    m_selection = new GraphSelection(theme, {m_expand, m_recentre, m_lock, m_path, m_copy, m_copyDefanged,
                                             m_toIncidents, m_toInvestigations, m_toDeliveries});
    buildStates();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_states);

    connect(m_canvas, &GraphCanvas::currentChanged, this, &GraphView::currentChanged);
    connect(m_canvas, &GraphCanvas::expandAsked, this, &GraphView::expand);
    connect(m_canvas, &GraphCanvas::menuAsked, this, &GraphView::showMenu);
    connect(m_canvas, &GraphCanvas::pathEndChosen, this, &GraphView::endPath);
    connect(m_canvas, &GraphCanvas::pathTakenAway, this, [this] {
        m_pathText.clear();
        refreshStatus();
    });
    connect(m_canvas, &GraphCanvas::arranged, this, &GraphView::refreshStatus);
    connect(m_canvas, &GraphCanvas::lockChanged, this, [this] {
        m_tablesOld = true;
        currentChanged(m_canvas->current());
        refreshTables();
    });
    connect(m_tables, &GraphTables::nodeChosen, m_canvas, &GraphCanvas::setCurrent);
    connect(m_tables, &GraphTables::expandAsked, this, &GraphView::expand);
    connect(m_legend, &GraphLegend::nodeTypesToggled, this,
            [this](const QStringList &keys, bool shown) { toggleTypes(keys, shown, true); });
    connect(m_legend, &GraphLegend::edgeTypesToggled, this,
            [this](const QStringList &keys, bool shown) { toggleTypes(keys, shown, false); });
    connect(m_legend, &GraphLegend::allAsked, this, [this] {
        m_graph.showAllTypes();
        toggleTypes({}, true, true);
    });
    currentChanged(-1);
    refresh();
}

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
    auto *inner = new QWidget;
    inner->setProperty("look", u"plain"_s);
    auto *innerColumn = new QVBoxLayout(inner);
    innerColumn->setContentsMargins(0, 0, 0, 0);
    innerColumn->setSpacing(0);
    innerColumn->addWidget(m_selection);
    innerColumn->addWidget(m_legend, 1);
    auto *side = new QScrollArea;
    side->setObjectName(u"graphSide"_s);
    side->setWidgetResizable(true);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setFixedWidth(sideWidth);
    side->setFocusPolicy(Qt::NoFocus);
    side->setWidget(inner);
    auto *rule = new QFrame;
    rule->setProperty("look", u"rule"_s);
    rule->setFixedWidth(1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_shown, 1);
    middle->addWidget(rule);
    middle->addWidget(side);

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

void GraphView::start(const domain::Entity &centre)
{
    m_centre = centre;
    m_answered = false;
    m_leftOut.clear();
    m_failure.clear();
    m_pathText.clear();
    m_graph.clear();
    m_canvas->graphCleared();
    m_findField->clear();
    currentChanged(-1);
    refresh();
}

void GraphView::add(const domain::Graph &answer)
{
    m_answered = true;
    m_loading.clear();
    m_spinner->stop();
    m_failure.clear();
    const graph::Merged merged = m_graph.merge(answer);
    m_leftOut = leftOutText(merged, m_graph.limits());
    if (m_centre)
        m_canvas->setCentre(m_graph.find(*m_centre));
    m_canvas->graphGrew();
    find(m_findField->text());
    currentChanged(m_canvas->current());
    refresh();
}

void GraphView::setLoading(const QString &what)
{
    m_loading = what;
    if (what.isEmpty())
        m_spinner->stop();
    else
        m_spinner->start(what);
    if (!what.isEmpty())
        m_failure.clear();
    refresh();
}

void GraphView::showFailure(const QString &sentence, const QString &details)
{
    m_loading.clear();
    m_spinner->stop();
    m_failure = sentence;
    m_failed->setTexts(tr("The neighbourhood could not be loaded"), sentence);
    m_failed->setDetails(details);
    refresh();
}

// Which state is shown, and everything that depends on the graph.
void GraphView::refresh()
{
    const QString centre = m_centre ? visibleText(m_centre->value, 120) : QString();
    m_unknown->setTexts(
        tr("Nothing is known about %1").arg(centre),
        tr("No past investigation names it, or the server does not find it under this spelling."));
    if (!m_graph.nodes().empty())
        m_states->setCurrentWidget(m_content);
    else if (!m_loading.isEmpty())
        m_states->setCurrentWidget(m_loadingPage);
    else if (!m_failure.isEmpty())
        m_states->setCurrentWidget(m_failed);
    else
        m_states->setCurrentWidget(m_answered ? m_unknown : m_empty);
    m_legend->show(m_graph);
    m_tablesOld = true;
    refreshTables();
    refreshStatus();
}

void GraphView::refreshTables()
{
    if (m_shown->currentWidget() != m_tables || !std::exchange(m_tablesOld, false))
        return;
    m_tables->show(m_graph, *m_canvas);
}

void GraphView::refreshStatus()
{
    int nodes = 0;
    int edges = 0;
    for (int i = 0; i < int(m_graph.nodes().size()); ++i)
        nodes += m_graph.isNodeShown(i) ? 1 : 0;
    for (int i = 0; i < int(m_graph.edges().size()); ++i)
        edges += m_graph.isEdgeShown(i) ? 1 : 0;
    QStringList parts{tr("%1, %2", "nodes, connections").arg(nodesText(nodes), connectionsText(edges))};
    const int hidden = int(m_graph.nodes().size()) - nodes;
    if (hidden > 0)
        parts.append(tr("%1 hidden by the filter").arg(nodesText(hidden)));
    if (m_canvas->isArranging())
        parts.append(tr("arranging"));
    if (!m_loading.isEmpty())
        parts.prepend(m_loading);
    if (!m_pathText.isEmpty())
        parts.prepend(m_pathText);
    m_status->setText(parts.join(u"  ·  "_s));
    m_cancel->setVisible(!m_loading.isEmpty());
    const bool failed = !m_failure.isEmpty();
    m_trouble->setText(failed ? m_failure : m_leftOut);
    m_trouble->parentWidget()->setVisible(failed || !m_leftOut.isEmpty());
    m_again->setVisible(failed);
}

void GraphView::setShown(Shown shown)
{
    m_shownButtons[int(shown)]->setChecked(true);
    m_shown->setCurrentWidget(shown == Shown::Graph ? static_cast<QWidget *>(m_canvas) : m_tables);
    for (QAction *action : {m_zoomIn, m_zoomOut, m_fit})
        action->setEnabled(shown == Shown::Graph);
    if (shown != Shown::Graph) {
        m_tables->setWhich(shown == Shown::Nodes ? GraphTables::Nodes : GraphTables::Connections);
        refreshTables();
    }
}

void GraphView::currentChanged(int node)
{
    for (QAction *action : {m_expand, m_recentre, m_lock, m_path, m_copy, m_copyDefanged, m_toIncidents,
                            m_toInvestigations, m_toDeliveries})
        action->setEnabled(node >= 0);
    const bool locked = node >= 0 && m_canvas->isLocked(node);
    m_lock->setText(locked ? tr("Unlock place") : tr("Lock place"));
    m_selection->show(m_graph, node, locked);
    m_tables->setCurrent(node);
}

void GraphView::toggleTypes(const QStringList &keys, bool shown, bool nodes)
{
    for (const QString &key : keys) {
        if (nodes)
            m_graph.setNodeTypeShown(key, shown);
        else
            m_graph.setEdgeTypeShown(key, shown);
    }
    m_canvas->filterChanged();
    if (m_canvas->path().isEmpty() && m_canvas->pathFrom() < 0)
        m_pathText.clear();
    find(m_findField->text());
    currentChanged(m_canvas->current());
    refresh();
}

bool GraphView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_findField && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_findField->clear();
        m_shown->currentWidget()->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tocsin::ui
