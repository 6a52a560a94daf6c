// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphcanvas.h"

#include "core/graph/rows.h"
#include "ui/text/graphtext.h"
#include "ui/widgets/visibletext.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

// Mouse and keyboard.

namespace tocsin::ui {

namespace {
constexpr double dragFrom = 4; // px that a hand may tremble
} // namespace

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    m_last = m_pressed = event->position();
    m_dragged = false;
    if (event->button() == Qt::MiddleButton) {
        m_panning = true;
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const int node = nodeAt(event->position());
    if (node >= 0 && (event->modifiers() & Qt::ShiftModifier) && m_marks.current >= 0) {
        if (m_marks.pathFrom < 0)
            setPathFrom(m_marks.current);
        emit pathEndChosen(node);
        return;
    }
    m_dragNode = node;
    m_panning = node < 0;
    if (node >= 0) {
        setCurrent(node);
        if (m_marks.pathFrom >= 0 && m_marks.pathFrom != node)
            emit pathEndChosen(node);
    }
}

void GraphCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    const QPointF way = at - std::exchange(m_last, at);
    if ((m_panning || m_dragNode >= 0) && !m_dragged) {
        const QPointF all = at - m_pressed;
        if (std::hypot(all.x(), all.y()) < dragFrom)
            return;
        m_dragged = true;
        m_fits = false;
    }
    if (m_panning) {
        m_window.origin += way;
        moved();
    } else if (m_dragNode >= 0) {
        m_layout.place(m_dragNode, m_window.toPlace(at));
        moved();
    } else {
        const int node = nodeAt(at);
        const int edge = node >= 0 ? -1 : edgeAt(at);
        if (std::exchange(m_marks.hoverNode, node) != node || std::exchange(m_marks.hoverEdge, edge) != edge)
            update();
        setCursor(node >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const bool clickedBeside = m_panning && !m_dragged && event->button() == Qt::LeftButton;
    const bool placed = m_dragNode >= 0 && m_dragged;
    m_panning = false;
    m_dragNode = -1;
    if (placed) {
        setAccessibleDescription(description(m_marks.current));
        emit lockChanged();
    }
    if (clickedBeside)
        setCurrent(-1);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_dragNode = -1;
    const int node = event->button() == Qt::LeftButton ? nodeAt(event->position()) : -1;
    if (node >= 0)
        emit expandAsked(node);
}

void GraphCanvas::leaveEvent(QEvent *)
{
    m_marks.hoverNode = m_marks.hoverEdge = -1;
    update();
}

void GraphCanvas::wheelEvent(QWheelEvent *event)
{
    const double turns = event->angleDelta().y() / 120.0;
    if (turns != 0)
        zoom(std::pow(1.2, turns), event->position());
    event->accept();
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        setCurrent(nodeAt(event->pos()));
        emit menuAsked(event->globalPos());
    } else if (m_marks.current >= 0) {
        emit menuAsked(mapToGlobal(pointOf(m_marks.current).toPoint()));
    }
}

bool GraphCanvas::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int node = nodeAt(help->pos());
    const int edge = node < 0 ? edgeAt(help->pos()) : -1;
    if (node >= 0) {
        const graph::Node &known = m_graph.nodes()[std::size_t(node)];
        QString text = description(node);
        if (!known.label.isEmpty() && known.label != known.entity.value)
            text += u'\n' + visibleText(known.entity.value, 600);
        QToolTip::showText(help->globalPos(), toolTipText(text), this);
    } else if (edge >= 0) {
        const graph::Edge &e = m_graph.edges()[std::size_t(edge)];
        const QString text = tr("%1 %2 %3", "subject, verb, object")
                                 .arg(visibleText(m_graph.nodes()[std::size_t(e.from)].text(), 300),
                                      relationText(e.kind, e.kindText),
                                      visibleText(m_graph.nodes()[std::size_t(e.to)].text(), 300));
        QToolTip::showText(help->globalPos(), toolTipText(text), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

QString GraphCanvas::description(int node) const
{
    const graph::Node &known = m_graph.nodes()[std::size_t(node)];
    const QString text =
        tr("%1 %2, %3", "kind, name, number of connections")
            .arg(entityKindText(known.entity.kind, known.entity.kindText), visibleText(known.text(), 600),
                 connectionsText(graph::connections(m_graph, node)));
    return m_layout.isHeld(node) ? tr("%1, locked").arg(text) : text;
}

std::vector<int> GraphCanvas::neighbours(int node) const
{
    std::vector<int> found;
    for (const int edge : m_graph.edgesOf(node)) {
        const int other = m_graph.other(edge, node);
        if (other != node && m_graph.isEdgeShown(edge) &&
            std::find(found.begin(), found.end(), other) == found.end())
            found.push_back(other);
    }
    const QPointF from = pointOf(node);
    const auto angle = [&](int other) {
        const QPointF way = pointOf(other) - from;
        return std::atan2(way.x(), -way.y()); // from above, clockwise
    };
    std::sort(found.begin(), found.end(), [&](int a, int b) { return angle(a) < angle(b); });
    return found;
}

int GraphCanvas::nodeNearMiddle() const
{
    int nearest = -1;
    double least = 0;
    for (int i = 0; i < int(m_layout.places().size()); ++i) {
        const QPointF way = pointOf(i) - QPointF(width() / 2.0, height() / 2.0);
        const double far = QPointF::dotProduct(way, way);
        if (m_graph.isNodeShown(i) && (nearest < 0 || far < least)) {
            nearest = i;
            least = far;
        }
    }
    return nearest;
}

// The nearest node in the quarter that the arrow points to; a neighbour counts as three times as near.
int GraphCanvas::inDirection(QPointF way) const
{
    const QPointF from = pointOf(m_marks.current);
    const std::vector<int> near = neighbours(m_marks.current);
    int best = -1;
    double least = 0;
    for (int i = 0; i < int(m_layout.places().size()); ++i) {
        if (i == m_marks.current || !m_graph.isNodeShown(i))
            continue;
        const QPointF off = pointOf(i) - from;
        const double along = QPointF::dotProduct(off, way);
        const double aside = std::abs(off.x() * way.y() - off.y() * way.x());
        if (along <= 0 || aside > along)
            continue;
        const bool isNear = std::find(near.begin(), near.end(), i) != near.end();
        const double cost = (along + 2 * aside) / (isNear ? 3 : 1);
        if (best < 0 || cost < least) {
            best = i;
            least = cost;
        }
    }
    return best;
}

void GraphCanvas::keyPressEvent(QKeyEvent *event)
{
    QPointF way;
    switch (event->key()) {
    case Qt::Key_Left:
        way = {-1, 0};
        break;
    case Qt::Key_Right:
        way = {1, 0};
        break;
    case Qt::Key_Up:
        way = {0, -1};
        break;
    case Qt::Key_Down:
        way = {0, 1};
        break;
    case Qt::Key_Escape:
        if (m_marks.pathFrom >= 0 || !m_marks.path.isEmpty()) {
            showPath({});
            emit pathTakenAway();
            return;
        }
        if (m_marks.current >= 0)
            return setCurrent(-1);
        [[fallthrough]];
    default:
        return QWidget::keyPressEvent(event);
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QWidget::keyPressEvent(event);
    if (event->modifiers() & Qt::ShiftModifier) { // the paper moves the other way
        m_window.origin -= way * 60;
        m_fits = false;
        moved();
    } else if (m_marks.current < 0) {
        setCurrent(m_marks.centre >= 0 && m_graph.isNodeShown(m_marks.centre) ? m_marks.centre
                                                                              : nodeNearMiddle());
    } else if (const int node = inDirection(way); node >= 0) {
        setCurrent(node);
    }
}

bool GraphCanvas::focusNextPrevChild(bool next)
{
    if (m_hub < 0 || m_marks.current < 0)
        return QWidget::focusNextPrevChild(next);
    std::vector<int> walk = neighbours(m_hub);
    walk.insert(walk.begin(), m_hub);
    const auto here = std::find(walk.begin(), walk.end(), m_marks.current);
    const auto step = here - walk.begin() + (next ? 1 : -1);
    if (here == walk.end() || step < 0 || step >= std::ssize(walk))
        return QWidget::focusNextPrevChild(next);
    choose(walk[std::size_t(step)]);
    showInSight(m_marks.current);
    return true;
}

void GraphCanvas::focusInEvent(QFocusEvent *event)
{
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byTab && m_marks.current < 0 && m_marks.centre >= 0 && m_graph.isNodeShown(m_marks.centre))
        setCurrent(m_marks.centre);
    update();
}

void GraphCanvas::focusOutEvent(QFocusEvent *)
{
    update();
}

} // namespace tocsin::ui
