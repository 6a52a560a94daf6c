// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphpainter.h"

#include "ui/entities/graph/graphroom.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::EntityKind;

namespace {

constexpr double fullRadius = 15; // px at scale 1
constexpr double laneGap = 5;     // px between connections of the same two nodes
constexpr int mostLanes = 9;
constexpr double arrowSide = 7; // px
constexpr double arrowFrom = 9; // px of radius: below, heads are blots
constexpr int mostArrows = 500;
constexpr int draftFrom = 500; // lines that are not smoothed while they move
constexpr int fewLines = 300;  // drawn strongly
constexpr double margin = 40;  // px around the picture in which things still reach into it
constexpr double dimmed = 0.3;

} // namespace

double GraphWindow::nodeRadius() const
{
    return fullRadius *
           std::clamp(std::sqrt(scale), 0.3, 1.15); // slower than the places: icons stay readable
}

void GraphPainter::forget()
{
    m_prepared = false;
}

void GraphPainter::prepare()
{
    if (std::exchange(m_prepared, true))
        return;
    const auto &edges = m_graph.edges();
    m_lanes.assign(edges.size(), 0);
    QHash<QPair<int, int>, std::vector<int>> between;
    for (int i = 0; i < int(edges.size()); ++i) {
        const graph::Edge &edge = edges[std::size_t(i)];
        between[{std::min(edge.from, edge.to), std::max(edge.from, edge.to)}].push_back(i);
    }
    for (auto it = between.cbegin(); it != between.cend(); ++it) {
        const int count = std::min(int(it->size()), mostLanes);
        for (int i = 0; i < count; ++i) {
            const int edge = (*it)[std::size_t(i)];
            const double lane = (i - (count - 1) / 2.0) * laneGap;
            m_lanes[std::size_t(edge)] = edges[std::size_t(edge)].from == it.key().first ? lane : -lane;
        }
    }
    m_byDegree.resize(m_graph.nodes().size());
    std::iota(m_byDegree.begin(), m_byDegree.end(), 0);
    std::stable_sort(m_byDegree.begin(), m_byDegree.end(),
                     [this](int a, int b) { return m_graph.edgesOf(a).size() > m_graph.edgesOf(b).size(); });
    m_labels.clear();
    m_labels.resize(m_graph.nodes().size());
}

void GraphPainter::paint(QPainter &painter, const GraphWindow &window,
                         const std::vector<graph::Point> &places, const std::vector<bool> &held,
                         const GraphMarks &marks)
{
    prepare();
    m_window = window;
    m_held = &held;
    m_radius = window.nodeRadius();
    m_at.resize(m_graph.nodes().size());
    for (std::size_t i = 0; i < m_at.size(); ++i)
        m_at[i] = window.toScreen(places[i]);
    m_onPath.assign(m_at.size(), false);
    for (const int node : marks.path.nodes)
        m_onPath[std::size_t(node)] = true;
    paintEdges(painter, marks);
    paintNodes(painter, marks);
    paintMarks(painter, marks);
    GraphRoom room(m_window.size);
    paintLabels(painter, room, marks);
    paintEdgeTexts(painter, room, marks);
}

QRectF GraphPainter::loop(const GraphWindow &window, QPointF node)
{
    const double radius = window.nodeRadius();
    return QRectF(node.x() + radius * 0.2, node.y() - radius * 2.2, radius * 1.6, radius * 1.6);
}

QLineF GraphPainter::line(int edge, const GraphWindow &window, const std::vector<graph::Point> &places)
{
    prepare();
    const graph::Edge &e = m_graph.edges()[std::size_t(edge)];
    const QPointF from = window.toScreen(places[std::size_t(e.from)]);
    const QPointF to = window.toScreen(places[std::size_t(e.to)]);
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    const double rim = window.nodeRadius() * 1.2;
    if (length < 2 * rim + 1)
        return {};
    const QPointF along = way / length;
    const double lane = m_lanes[std::size_t(edge)] * std::min(1.0, window.scale * 1.5);
    const QPointF aside(-along.y() * lane, along.x() * lane);
    return {from + along * rim + aside, to - along * rim + aside};
}

bool GraphPainter::isDim(int node, const GraphMarks &marks) const
{
    if (!marks.found.empty())
        return !marks.found[std::size_t(node)];
    return !marks.path.isEmpty() && !m_onPath[std::size_t(node)];
}

void GraphPainter::paintArrow(QPainter &painter, const QLineF &line) const
{
    const double length = line.length();
    const QPointF along = (line.p2() - line.p1()) / length;
    const QPointF aside(-along.y(), along.x());
    const QPointF foot = line.p2() - along * arrowSide;
    painter.drawPolygon(
        QPolygonF({line.p2(), foot + aside * (arrowSide * 0.45), foot - aside * (arrowSide * 0.45)}));
}

void GraphPainter::paintEdges(QPainter &painter, const GraphMarks &marks)
{
    constexpr std::size_t kinds = std::size_t(domain::RelationKind::InvestigatedIn) + 1;
    std::array<QList<QLineF>, kinds> plain;
    QList<std::pair<int, QLineF>> strong;
    QList<QRectF> loops;
    int lines = 0;
    const QRectF seen = QRectF(QPointF(), m_window.size).adjusted(-margin, -margin, margin, margin);
    const bool dim = !marks.path.isEmpty() || !marks.found.empty();
    const double rim = m_radius * 1.2;
    const double spread = std::min(1.0, m_window.scale * 1.5);
    for (int i = 0; i < int(m_graph.edges().size()); ++i) {
        const graph::Edge &edge = m_graph.edges()[std::size_t(i)];
        if (!m_graph.isEdgeShown(i))
            continue;
        const QPointF from = at(edge.from);
        const QPointF to = at(edge.to);
        if (std::max(from.x(), to.x()) < seen.left() || std::min(from.x(), to.x()) > seen.right() ||
            std::max(from.y(), to.y()) < seen.top() || std::min(from.y(), to.y()) > seen.bottom())
            continue;
        if (edge.from == edge.to) {
            loops.append(loop(m_window, from));
            continue;
        }
        const QPointF way = to - from;
        const double length = std::hypot(way.x(), way.y());
        if (length < 2 * rim + 1)
            continue;
        const QPointF along = way / length;
        const double lane = m_lanes[std::size_t(i)] * spread;
        const QPointF aside(-along.y() * lane, along.x() * lane);
        const QLineF line(from + along * rim + aside, to - along * rim + aside);
        const bool onPath =
            std::find(marks.path.edges.begin(), marks.path.edges.end(), i) != marks.path.edges.end();
        const bool ofCurrent =
            !dim && marks.current >= 0 && (edge.from == marks.current || edge.to == marks.current);
        if (onPath || ofCurrent || i == marks.hoverEdge)
            strong.append({i, line});
        else
            plain[std::size_t(edge.kind)].append(line);
        ++lines;
    }
    const bool many = lines >= fewLines;
    const double inkPart = dim ? 0.3 : (many ? 0.7 : 1);
    // Mixed beforehand: what is opaque is drawn much faster.
    const QColor ink =
        m_look.mixed(m_look.color(many ? Tone::Faint : Tone::Muted), m_look.color(Tone::Window), inkPart);
    const bool draft = marks.moving && lines >= draftFrom;
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, !draft);
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        painter.setPen(m_look.linePen(domain::RelationKind(kind), ink));
        painter.drawLines(plain[kind]);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1));
    for (const QRectF &ring : std::as_const(loops))
        painter.drawEllipse(ring);
    if (m_radius >= arrowFrom && !dim && lines < (marks.moving ? fewLines : mostArrows)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        for (const QList<QLineF> &group : plain) {
            for (const QLineF &line : group) {
                if (seen.contains(line.p2()))
                    paintArrow(painter, line);
            }
        }
    }
    for (const auto &[edge, line] : std::as_const(strong)) {
        const QColor accent = m_look.color(Tone::Accent);
        QPen pen = m_look.linePen(m_graph.edges()[std::size_t(edge)].kind, accent);
        if (!marks.path.isEmpty())
            pen.setWidthF(2);
        painter.setPen(pen);
        painter.drawLine(line);
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        paintArrow(painter, line);
    }
}

void GraphPainter::paintSymbol(QPainter &painter, QPointF where, EntityKind kind)
{
    if (m_means == Means::Vector) {
        m_look.drawSymbol(painter, where, m_radius, kind);
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    if (m_spriteRadius != m_radius || m_spriteRatio != ratio) {
        m_sprites.clear();
        m_spriteRadius = m_radius;
        m_spriteRatio = ratio;
    }
    QPixmap &sprite = m_sprites[int(kind)];
    const int side = 2 * int(std::ceil(m_radius * 1.3 + 2));
    if (sprite.isNull()) {
        sprite = QPixmap(QSize(side, side) * ratio);
        sprite.setDevicePixelRatio(ratio);
        sprite.fill(Qt::transparent);
        QPainter symbol(&sprite);
        m_look.drawSymbol(symbol, QPointF(side / 2.0, side / 2.0), m_radius, kind);
    }
    painter.drawPixmap(QPointF(std::round(where.x() - side / 2.0), std::round(where.y() - side / 2.0)),
                       sprite);
}

void GraphPainter::paintNodes(QPainter &painter, const GraphMarks &marks)
{
    const QRectF seen = QRectF(QPointF(), m_window.size).adjusted(-margin, -margin, margin, margin);
    for (const bool dim : {true, false}) {
        painter.setOpacity(dim ? dimmed : 1);
        for (int i = 0; i < int(m_at.size()); ++i) {
            if (seen.contains(at(i)) && m_graph.isNodeShown(i) && isDim(i, marks) == dim)
                paintSymbol(painter, at(i), m_graph.nodes()[std::size_t(i)].entity.kind);
        }
    }
    painter.setOpacity(1);
}

// Ring of the centre, the current and the hovered node, and the lock of what is held.
void GraphPainter::paintMarks(QPainter &painter, const GraphMarks &marks)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const auto ring = [&](int node, Tone tone, double far, double width, Qt::PenStyle style) {
        if (node < 0 || !m_graph.isNodeShown(node))
            return;
        painter.setPen(QPen(m_look.color(tone), width, style));
        painter.drawEllipse(at(node), m_radius * 1.2 + far, m_radius * 1.2 + far);
    };
    ring(marks.centre, Tone::Muted, 3, 1.5, Qt::SolidLine);
    ring(marks.pathFrom, Tone::Accent, 6, 1.5, Qt::DotLine);
    if (marks.hoverNode != marks.current)
        ring(marks.hoverNode, Tone::Accent, 3, 1, Qt::SolidLine);
    ring(marks.current, marks.focused ? Tone::Focus : Tone::Accent, 4, 2.5, Qt::SolidLine);
    if (m_radius < 8)
        return;
    for (int i = 0; i < int(m_at.size()); ++i) {
        if (!(*m_held)[std::size_t(i)] || !m_graph.isNodeShown(i))
            continue;
        const QPointF corner = at(i) + QPointF(m_radius * 0.85, -m_radius * 0.85);
        painter.setPen(QPen(m_look.color(Tone::Text), 1.2));
        painter.setBrush(m_look.color(Tone::Raised));
        painter.drawArc(QRectF(corner.x() - 2.5, corner.y() - 6, 5, 7), 0, 180 * 16);
        painter.drawRect(QRectF(corner.x() - 4, corner.y() - 2.5, 8, 6));
    }
}

} // namespace tocsin::ui
