// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphview.h"

#include "core/graph/path.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphexport.h"
#include "ui/text/graphtext.h"
#include "ui/text/numbertext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/background.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;

// What can be done with the graph.

namespace tocsin::ui {

QAction *GraphView::command(const QString &name, const QString &text, const QString &iconName,
                            const QString &tip, const QList<QKeySequence> &keys, std::function<void()> run)
{
    auto *action = new QAction(text, m_canvas);
    action->setObjectName(name);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName, m_theme));
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(
        keys.isEmpty()
            ? tip
            : tr("%1 (%2)", "what, key").arg(tip, keys.constFirst().toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_canvas->addAction(action);
    m_commands.append(action);
    return action;
}

void GraphView::buildActions()
{
    const auto ask = [this](void (GraphView::*asked)(const domain::Entity &)) {
        return [this, asked] {
            if (const domain::Entity *entity = currentEntity())
                emit(this->*asked)(domain::Entity(*entity));
        };
    };
    m_expand = command(u"graphExpand"_s, tr("Expand"), u"expand"_s, tr("Add what it is connected with"),
                       {Qt::Key_Return, Qt::Key_Enter}, [this] { expand(m_canvas->current()); });
    m_recentre = command(u"graphRecentre"_s, tr("Start from here"), u"entities"_s,
                         tr("A new graph around this entity"), {}, ask(&GraphView::centreAsked));
    m_lock = command(u"graphLock"_s, tr("Lock place"), u"lock"_s, tr("Keep its place, or let it go"),
                     {Qt::Key_L}, [this] { m_canvas->toggleLock(); });
    m_path = command(u"graphPath"_s, tr("Path from here"), u"path"_s,
                     tr("Mark one end, then the other: the shortest way is shown"), {Qt::Key_P},
                     [this] { startPath(); });
    m_copy = command(u"graphCopy"_s, tr("Copy value"), u"copy"_s, tr("Copy as it came"), {QKeySequence::Copy},
                     [this] { copyCurrent(false); });
    m_copyDefanged = command(u"graphCopyDefanged"_s, tr("Copy defanged"), u"copy"_s,
                             tr("Copy so that no program makes a link of it"),
                             {QKeySequence(u"Ctrl+Shift+C"_s)}, [this] { copyCurrent(true); });
    m_toIncidents = command(u"graphIncidents"_s, tr("Incidents that name it"), u"incidents"_s,
                            tr("Show the incidents that name it"), {}, ask(&GraphView::incidentsAsked));
    m_toInvestigations =
        command(u"graphInvestigations"_s, tr("Investigations of it"), u"investigate"_s,
                tr("Show the past investigations that name it"), {}, ask(&GraphView::investigationsAsked));
    m_toDeliveries =
        command(u"graphDeliveries"_s, tr("Deliveries that hold it"), u"webhooks"_s,
                tr("Show the captured deliveries that hold it"), {}, ask(&GraphView::deliveriesAsked));
    m_zoomIn = command(u"graphZoomIn"_s, tr("Zoom in"), u"plus"_s, tr("Zoom in"),
                       {Qt::Key_Plus, Qt::Key_Equal}, [this] { m_canvas->zoom(1.25); });
    m_zoomOut = command(u"graphZoomOut"_s, tr("Zoom out"), u"minus"_s, tr("Zoom out"),
                        {Qt::Key_Minus, Qt::Key_Underscore}, [this] { m_canvas->zoom(0.8); });
    m_fit = command(u"graphFit"_s, tr("Fit"), u"fit"_s, tr("Show the whole graph"), {Qt::Key_0},
                    [this] { m_canvas->fit(); });
    command(u"graphCentre"_s, tr("Bring to the middle"), {}, tr("Bring the current node to the middle"),
            {Qt::Key_C}, [this] {
                m_canvas->centreOn(m_canvas->current() >= 0 ? m_canvas->current() : m_canvas->centre());
            });
    command(u"graphFindAction"_s, tr("Find in the graph"), u"search"_s, tr("Find in the graph"),
            {Qt::Key_F, QKeySequence::Find}, [this] {
                m_findField->setFocus(Qt::ShortcutFocusReason);
                m_findField->selectAll();
            });
    m_unlockAll = command(u"graphUnlockAll"_s, tr("Unlock all and arrange anew"), {},
                          tr("Let go of every place and arrange the whole graph anew"), {},
                          [this] { m_canvas->unlockAll(); });
    m_exportMenu = new QMenu(this);
    for (const auto &[text, name, format] :
         {std::tuple(tr("Picture (PNG)"), u"graphExportPng"_s, GraphExport::Format::Png),
          std::tuple(tr("Drawing (SVG)"), u"graphExportSvg"_s, GraphExport::Format::Svg),
          std::tuple(tr("Graph (GraphML)"), u"graphExportGraphMl"_s, GraphExport::Format::GraphMl)}) {
        QAction *action = m_exportMenu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, which = format] { askExport(int(which)); });
        m_commands.append(action);
    }
}

const domain::Entity *GraphView::currentEntity() const
{
    const int node = m_canvas->current();
    return node < 0 ? nullptr : &m_graph.nodes()[std::size_t(node)].entity;
}

void GraphView::expand(int node)
{
    if (node >= 0)
        emit expandAsked(domain::Entity(m_graph.nodes()[std::size_t(node)].entity));
}

void GraphView::copyCurrent(bool defanged)
{
    const domain::Entity *entity = currentEntity();
    if (entity)
        QGuiApplication::clipboard()->setText(defanged ? m_defang(*entity) : entity->value);
}

void GraphView::showMenu(const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"graphMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_canvas->current() >= 0) {
        menu->addActions({m_expand, m_recentre, m_lock, m_path});
        menu->addSeparator();
        menu->addActions({m_toIncidents, m_toInvestigations, m_toDeliveries});
        menu->addSeparator();
        menu->addActions({m_copy, m_copyDefanged});
        menu->addSeparator();
    }
    menu->addActions({m_fit, m_unlockAll});
    menu->popup(global);
}

void GraphView::find(const QString &text)
{
    const QString sought = text.trimmed();
    if (sought.isEmpty()) {
        m_canvas->setFound({});
        m_findCount->setText({});
        return;
    }
    std::vector<bool> found(m_graph.nodes().size(), false);
    int count = 0;
    for (int i = 0; i < int(found.size()); ++i) {
        const graph::Node &node = m_graph.nodes()[std::size_t(i)];
        if (m_graph.isNodeShown(i) && (node.entity.value.contains(sought, Qt::CaseInsensitive) ||
                                       node.label.contains(sought, Qt::CaseInsensitive))) {
            found[std::size_t(i)] = true;
            ++count;
        }
    }
    m_findCount->setText(count > 0 ? tr("%1 found").arg(numberText(count)) : tr("none found"));
    m_canvas->setFound(std::move(found));
}

void GraphView::findNext()
{
    const std::vector<bool> found = m_canvas->found();
    const int count = int(found.size());
    for (int step = 1; step <= count; ++step) {
        const int node = (m_canvas->current() + step) % count;
        if (found[std::size_t(node)])
            return m_canvas->setCurrent(node);
    }
}

// The first time it marks one end; the second time, on another node, it shows the way.
void GraphView::startPath()
{
    const int node = m_canvas->current();
    if (node < 0)
        return;
    if (m_canvas->pathFrom() >= 0 && m_canvas->pathFrom() != node)
        return endPath(node);
    m_canvas->setPathFrom(node);
    m_pathText = tr("Path from %1: choose the other end, then P")
                     .arg(visibleText(m_graph.nodes()[std::size_t(node)].text(), 60));
    refreshStatus();
}

void GraphView::endPath(int node)
{
    const int from = m_canvas->pathFrom();
    if (from < 0 || from == node)
        return;
    const auto name = [this](int which) {
        return visibleText(m_graph.nodes()[std::size_t(which)].text(), 60);
    };
    const graph::Path path = graph::shortestPath(m_graph, from, node);
    m_pathText =
        path.isEmpty()
            ? tr("No path from %1 to %2 over what is shown").arg(name(from), name(node))
            : tr("%1 to %2: %3").arg(name(from), name(node), connectionsText(qint64(path.edges.size())));
    m_canvas->showPath(path);
    refreshStatus();
}

void GraphView::askExport(int format)
{
    const auto which = GraphExport::Format(format);
    const QString ending = GraphExport::ending(which);
    auto *dialog = new QFileDialog(this, tr("Export graph"));
    dialog->setObjectName(u"graphExportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(u"graph."_s + ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this, which](const QString &path) {
        auto what = std::make_shared<GraphExport>(
            GraphExport{m_graph, m_canvas->layout().places(), m_canvas->layout().held(), m_canvas->centre()});
        auto look = std::make_shared<GraphLook>(m_theme, font());
        runInBackground(
            this, [what, look, path, which] { return what->write(path, which, *look); },
            [this, path](const Result<void> &done) {
                const QString shown = QDir::toNativeSeparators(path);
                emit notice(done ? tr("Saved %1").arg(shown)
                                 : tr("%1 could not be written: %2").arg(shown, done.error().detail));
            });
    });
    dialog->open();
}

} // namespace tocsin::ui
