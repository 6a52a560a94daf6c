// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphview.h"

#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphlegend.h"
#include "ui/entities/graph/graphselection.h"
#include "ui/entities/graph/graphtables.h"
#include "ui/text/graphtext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fittedtabs.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

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
    add(QList<domain::Graph>{answer});
}

void GraphView::add(const QList<domain::Graph> &answers)
{
    m_answered = true;
    m_loading.clear();
    m_spinner->stop();
    m_failure.clear();
    graph::Merged all;
    for (const domain::Graph &answer : answers) {
        const graph::Merged merged = m_graph.merge(answer);
        all.nodesLeftOut += merged.nodesLeftOut;
        all.edgesLeftOut += merged.edgesLeftOut;
    }
    m_leftOut = leftOutText(all, m_graph.limits());
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
    const bool had = std::exchange(m_hasNode, node >= 0);
    m_noNode->setVisible(node < 0);
    if (m_detail)
        m_detail->setVisible(node >= 0);
    if (had != m_hasNode) // from then on the analyst's choice of tab stays
        m_side->setCurrentIndex(m_hasNode ? 1 : 0);
    emit nodeChosen(node);
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
