// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphpainter.h"

#include "ui/entities/graph/graphroom.h"
#include "ui/text/graphtext.h"
#include "ui/widgets/visibletext.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

// What is written into the graph: the names of nodes, as many as have room, and the words of connections.

namespace tocsin::ui {

namespace {

constexpr double widestLabel = 170; // px
constexpr int mostLabels = 260;     // in one picture: nobody reads more
constexpr int mostEdgeTexts = 14;
constexpr int longestRead = 200; // characters of a name from outside that are looked at

void onPlate(QPainter &painter, const QRectF &rect, QColor plate)
{
    plate.setAlpha(215);
    painter.fillRect(rect.adjusted(-2, 0, 2, 0), plate);
}

} // namespace

const GraphPainter::Label &GraphPainter::label(int node)
{
    Label &found = m_labels[std::size_t(node)];
    if (found.width >= 0)
        return found;
    const QFontMetricsF metrics(m_look.font());
    found.text = metrics.elidedText(visibleText(m_graph.nodes()[std::size_t(node)].text(), longestRead),
                                    Qt::ElideMiddle, widestLabel);
    found.width = metrics.horizontalAdvance(found.text);
    found.drawn.setTextFormat(Qt::PlainText);
    found.drawn.setText(found.text);
    if (m_means == Means::Sprites)
        found.drawn.prepare(QTransform(), m_look.font());
    return found;
}

// Below its node, or where else there is room.
bool GraphPainter::paintLabel(QPainter &painter, int node, GraphRoom &room, bool force, bool strong)
{
    const double rim = m_radius * 1.2 + 3;
    const double high = m_lineHeight;
    if (!room.sees(
            QRectF(at(node) - QPointF(widestLabel, rim + high), QSizeF(2 * widestLabel, 2 * (rim + high)))))
        return false;
    const Label &text = label(node);
    const QPointF corners[] = {{-text.width / 2, rim},
                               {-text.width / 2, -rim - high},
                               {rim + 1, -high / 2},
                               {-rim - 1 - text.width, -high / 2}};
    QRectF rect;
    for (const QPointF &corner : corners) {
        const QRectF tried(at(node) + corner, QSizeF(text.width, high));
        if (room.take(tried.adjusted(0, 2, 0, -2), false)) { // letters leave room above and below
            rect = tried;
            break;
        }
    }
    if (rect.isNull()) {
        if (!force)
            return false;
        rect = QRectF(at(node) + corners[0], QSizeF(text.width, high));
        room.take(rect.adjusted(0, 2, 0, -2), true);
    }
    onPlate(painter, rect, m_look.color(Tone::Window));
    painter.setPen(m_look.color(strong ? Tone::Text : Tone::Muted));
    if (m_means == Means::Vector)
        painter.drawText(rect.adjusted(-20, 0, 20, 0), Qt::AlignCenter, text.text);
    else
        painter.drawStaticText(QPointF(std::round(rect.left()), std::round(rect.top())), text.drawn);
    return true;
}

// Those that are marked first, then the best connected ones, as long as there is room.
void GraphPainter::paintLabels(QPainter &painter, GraphRoom &room, const GraphMarks &marks)
{
    painter.setFont(m_look.font());
    m_lineHeight = QFontMetricsF(m_look.font()).height();
    for (int i = 0; i < int(m_at.size()); ++i) {
        if (m_graph.isNodeShown(i))
            room.take(QRectF(at(i).x() - m_radius, at(i).y() - m_radius, 2 * m_radius, 2 * m_radius - 3),
                      true);
    }
    std::vector<bool> done(m_at.size(), false);
    int painted = 0;
    const auto write = [&](int node, bool force) {
        if (node < 0 || done[std::size_t(node)] || !m_graph.isNodeShown(node))
            return;
        done[std::size_t(node)] = true;
        painted += paintLabel(painter, node, room, force, force || node == marks.centre) ? 1 : 0;
    };
    for (const int node : {marks.current, marks.hoverNode, marks.pathFrom})
        write(node, true);
    for (const int node : marks.path.nodes)
        write(node, painted < mostLabels);
    write(marks.centre, false);
    for (const int node : m_byDegree) {
        if (painted >= mostLabels)
            break;
        if (!isDim(node, marks))
            write(node, false);
    }
}

// In the middle of the connection, or where else along it there is room; null = nowhere.
QRectF GraphPainter::edgeTextPlace(int edge, QSizeF size, GraphRoom &room, bool force) const
{
    const graph::Edge &e = m_graph.edges()[std::size_t(edge)];
    const QPointF half(size.width() / 2, size.height() / 2);
    if (e.from == e.to)
        return QRectF(at(e.from) + QPointF(m_radius, -m_radius * 2.4) - half, size);
    for (const double part : {0.5, 0.4, 0.6, 0.3, 0.7}) {
        const QRectF rect(at(e.from) * (1 - part) + at(e.to) * part - half, size);
        if (room.take(rect.adjusted(0, 2, 0, -2), false))
            return rect;
    }
    return force ? QRectF((at(e.from) + at(e.to)) / 2 - half, size) : QRectF();
}

// Of the hovered connection, of the path, and of the current node when they are few.
void GraphPainter::paintEdgeTexts(QPainter &painter, GraphRoom &room, const GraphMarks &marks)
{
    std::vector<int> edges = marks.path.edges;
    if (edges.empty() && marks.current >= 0 && m_radius >= 9)
        edges = m_graph.edgesOf(marks.current);
    if (edges.size() > mostEdgeTexts)
        edges.clear();
    if (marks.hoverEdge >= 0)
        edges.push_back(marks.hoverEdge);
    const QFontMetricsF metrics(m_look.font());
    for (const int edge : edges) {
        const graph::Edge &e = m_graph.edges()[std::size_t(edge)];
        if (!m_graph.isEdgeShown(edge))
            continue;
        const QString text = relationText(e.kind, e.kindText);
        const QSizeF size(metrics.horizontalAdvance(text), metrics.height());
        const QRectF rect = edgeTextPlace(edge, size, room, edge == marks.hoverEdge || !marks.path.isEmpty());
        if (rect.isNull())
            continue;
        onPlate(painter, rect, m_look.color(Tone::Window));
        painter.setPen(m_look.color(Tone::Accent));
        painter.drawText(rect.adjusted(-20, 0, 20, 0), Qt::AlignCenter, text);
    }
}

} // namespace tocsin::ui
