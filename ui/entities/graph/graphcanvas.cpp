// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphcanvas.h"

#include "core/graph/grow.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int sliceEvery = 16;      // ms
constexpr qint64 slice = 5'000'000; // ns of arranging, which leaves room to paint
constexpr int sliceBudget = 64;     // nodes between two looks at the clock
constexpr int stillAfter = 150;     // ms
constexpr double leastScale = 0.05;
constexpr double mostScale = 3;
constexpr double fitMargin = 56; // px: for the labels of the outermost

} // namespace

GraphCanvas::GraphCanvas(const Theme &theme, const graph::EntityGraph &graph, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_graph(graph)
{
    setObjectName(u"graphCanvas"_s);
    setAccessibleName(tr("Entity graph"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_timer.setInterval(sliceEvery);
    connect(&m_timer, &QTimer::timeout, this, &GraphCanvas::arrange);
    m_still.setSingleShot(true);
    m_still.setInterval(stillAfter);
    connect(&m_still, &QTimer::timeout, this, [this] {
        m_marks.moving = false;
        update();
    });
    connect(&theme, &Theme::changed, this, &GraphCanvas::renewLook);
    renewLook();
}

void GraphCanvas::renewLook()
{
    m_painter.reset();
    m_look = std::make_unique<GraphLook>(m_theme, font());
    m_painter = std::make_unique<GraphPainter>(m_graph, *m_look, GraphPainter::Means::Sprites);
    update();
}

void GraphCanvas::moved()
{
    m_marks.moving = true;
    m_still.start();
    update();
}

void GraphCanvas::graphCleared()
{
    m_timer.stop();
    m_layout.clear();
    m_wanted.clear();
    m_painter->forget();
    m_marks = {};
    m_hub = -1;
    m_dragNode = -1;
    m_fits = true;
    setAccessibleDescription({});
    update();
}

void GraphCanvas::graphGrew()
{
    graph::grow(m_layout, m_graph);
    m_wanted = graph::restore(m_layout, m_graph, m_wanted);
    m_painter->forget();
    m_marks.hoverEdge = -1;
    startArranging();
    update();
}

// While the rest is on its way only what the analyst placed says anything.
graph::KeptPlaces GraphCanvas::places() const
{
    return graph::placesOf(m_layout, m_graph, isArranging() ? graph::Kept::HeldOnly : graph::Kept::All) +
           m_wanted;
}

void GraphCanvas::filterChanged()
{
    const auto hidden = [this](int node) { return node >= 0 && !m_graph.isNodeShown(node); };
    if (hidden(m_marks.current))
        choose(-1);
    if (hidden(m_marks.pathFrom))
        m_marks.pathFrom = -1;
    m_marks.hoverNode = m_marks.hoverEdge = -1;
    const graph::Path &path = m_marks.path;
    if (!std::all_of(path.edges.begin(), path.edges.end(),
                     [this](int edge) { return m_graph.isEdgeShown(edge); }) ||
        !std::all_of(path.nodes.begin(), path.nodes.end(),
                     [this](int node) { return m_graph.isNodeShown(node); }))
        m_marks.path = {};
    if (m_fits)
        fitNow();
    update();
}

void GraphCanvas::startArranging()
{
    if (m_layout.isSettled()) {
        if (m_fits)
            fitNow();
        emit arranged();
        return;
    }
    m_timer.start();
    arrange();
}

void GraphCanvas::arrange()
{
    QElapsedTimer clock;
    clock.start();
    bool more = true;
    while (more && clock.nsecsElapsed() < slice)
        more = m_layout.step(sliceBudget);
    if (!more)
        m_timer.stop();
    // Who wants no motion sees the result only.
    const bool still = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    if (!more || !still) {
        if (m_fits)
            fitNow();
        moved();
    }
    if (!more)
        emit arranged();
}

QRectF GraphCanvas::bounds() const
{
    QRectF all;
    bool any = false;
    for (int i = 0; i < int(m_layout.places().size()); ++i) {
        if (!m_graph.isNodeShown(i))
            continue;
        const graph::Point &at = m_layout.places()[std::size_t(i)];
        const QRectF one(at.x, at.y, 1, 1);
        all = any ? all.united(one) : one;
        any = true;
    }
    return all;
}

void GraphCanvas::fitNow()
{
    const QRectF all = bounds();
    if (all.isEmpty())
        return;
    const double room = std::min((width() - 2 * fitMargin) / std::max(1.0, all.width()),
                                 (height() - 2 * fitMargin) / std::max(1.0, all.height()));
    m_window.scale = std::clamp(room, leastScale, 1.15);
    m_window.origin = QPointF(width() / 2.0, height() / 2.0) - all.center() * m_window.scale;
}

void GraphCanvas::fit()
{
    m_fits = true;
    fitNow();
    update();
}

void GraphCanvas::zoom(double factor, std::optional<QPointF> around)
{
    const QPointF fixed =
        around.value_or(m_marks.current >= 0 && rect().contains(pointOf(m_marks.current).toPoint())
                            ? pointOf(m_marks.current)
                            : QPointF(width() / 2.0, height() / 2.0));
    const graph::Point under = m_window.toPlace(fixed);
    m_window.scale = std::clamp(m_window.scale * factor, leastScale, mostScale);
    m_window.origin = fixed - QPointF(under.x, under.y) * m_window.scale;
    m_fits = false;
    moved();
}

void GraphCanvas::centreOn(int node)
{
    if (node < 0)
        return;
    m_window.origin += QPointF(width() / 2.0, height() / 2.0) - pointOf(node);
    m_fits = false;
    update();
}

void GraphCanvas::showInSight(int node)
{
    const QRectF inner = QRectF(rect()).adjusted(24, 24, -24, -36);
    const QPointF at = pointOf(node);
    if (inner.contains(at) || !inner.isValid())
        return;
    const QPointF to(std::clamp(at.x(), inner.left(), inner.right()),
                     std::clamp(at.y(), inner.top(), inner.bottom()));
    m_window.origin += to - at;
    m_fits = false;
}

void GraphCanvas::setCurrent(int node)
{
    m_hub = node;
    choose(node);
    if (node >= 0)
        showInSight(node);
}

void GraphCanvas::choose(int node)
{
    if (m_marks.current == node)
        return;
    m_marks.current = node;
    setAccessibleDescription(node < 0 ? QString() : description(node));
    update();
    emit currentChanged(node);
}

void GraphCanvas::setCentre(int node)
{
    m_marks.centre = node;
    update();
}

void GraphCanvas::setFound(std::vector<bool> found)
{
    m_marks.found = std::move(found);
    update();
}

void GraphCanvas::setPathFrom(int node)
{
    m_marks.pathFrom = node;
    m_marks.path = {};
    update();
}

void GraphCanvas::showPath(const graph::Path &path)
{
    m_marks.pathFrom = -1;
    m_marks.path = path;
    update();
}

void GraphCanvas::toggleLock()
{
    const int node = m_marks.current;
    if (node < 0)
        return;
    m_layout.setHeld(node, !m_layout.isHeld(node));
    setAccessibleDescription(description(node));
    update();
    emit lockChanged();
}

void GraphCanvas::unlockAll()
{
    for (int i = 0; i < int(m_layout.places().size()); ++i)
        m_layout.setHeld(i, false);
    m_layout.loosen();
    startArranging();
    update();
    emit lockChanged();
}

QPointF GraphCanvas::pointOf(int node) const
{
    return m_window.toScreen(m_layout.places()[std::size_t(node)]);
}

int GraphCanvas::nodeAt(QPointF position) const
{
    const double reach = m_window.nodeRadius() * 1.2 + 3;
    int nearest = -1;
    double least = reach * reach;
    for (int i = 0; i < int(m_layout.places().size()); ++i) {
        const QPointF way = pointOf(i) - position;
        const double far = QPointF::dotProduct(way, way);
        if (far <= least && m_graph.isNodeShown(i)) {
            least = far;
            nearest = i;
        }
    }
    return nearest;
}

int GraphCanvas::edgeAt(QPointF position) const
{
    constexpr double reach = 5; // px
    int nearest = -1;
    double least = reach;
    for (int i = 0; i < int(m_graph.edges().size()); ++i) {
        if (!m_graph.isEdgeShown(i))
            continue;
        const graph::Edge &edge = m_graph.edges()[std::size_t(i)];
        double far = 2 * reach;
        if (edge.from == edge.to) {
            const QRectF ring = GraphPainter::loop(m_window, pointOf(edge.from));
            const QPointF way = position - ring.center();
            far = std::abs(std::hypot(way.x(), way.y()) - ring.width() / 2);
        } else if (const QLineF line = m_painter->line(i, m_window, m_layout.places()); !line.isNull()) {
            const QPointF way = line.p2() - line.p1();
            const double along = std::clamp(
                QPointF::dotProduct(position - line.p1(), way) / QPointF::dotProduct(way, way), 0.0, 1.0);
            const QPointF off = position - (line.p1() + way * along);
            far = std::hypot(off.x(), off.y());
        }
        if (far < least) {
            least = far;
            nearest = i;
        }
    }
    return nearest;
}

void GraphCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Window));
    m_window.size = size();
    m_marks.focused = hasFocus();
    m_painter->paint(painter, m_window, m_layout.places(), m_layout.held(), m_marks);
    if (m_marks.focused) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(m_theme.color(Tone::Focus));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void GraphCanvas::resizeEvent(QResizeEvent *event)
{
    if (m_fits)
        fitNow();
    else if (event->oldSize().isValid()) // the middle stays in the middle
        m_window.origin += QPointF((event->size() - event->oldSize()).width() / 2.0,
                                   (event->size() - event->oldSize()).height() / 2.0);
}

void GraphCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        renewLook();
    QWidget::changeEvent(event);
}

} // namespace tocsin::ui
