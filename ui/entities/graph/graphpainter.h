// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/layout.h"
#include "core/graph/path.h"
#include "ui/entities/graph/graphlook.h"

#include <QHash>
#include <QPixmap>
#include <QStaticText>

namespace tocsin::ui {

class GraphRoom;

// What the graph is looked at through.
struct GraphWindow
{
    double scale = 1;
    QPointF origin; // where the place 0,0 is, px
    QSizeF size;

    QPointF toScreen(const graph::Point &at) const
    {
        return {at.x * scale + origin.x(), at.y * scale + origin.y()};
    }
    graph::Point toPlace(QPointF at) const
    {
        return {(at.x() - origin.x()) / scale, (at.y() - origin.y()) / scale};
    }
    double nodeRadius() const; // px
};

// What is marked; -1 = none.
struct GraphMarks
{
    int centre = -1;
    int current = -1;
    int hoverNode = -1;
    int hoverEdge = -1;
    int pathFrom = -1;
    graph::Path path;
    std::vector<bool> found; // by node; empty = nothing is sought
    bool focused = false;
    bool moving = false; // the next picture follows at once: many lines are drawn roughly
};

// Paints the graph. With sprites for speed on the screen; with Vector everything is drawn anew, which needs
// no screen and may be done on any thread.
class GraphPainter
{
public:
    enum class Means { Sprites, Vector };

    GraphPainter(const graph::EntityGraph &graph, const GraphLook &look, Means means)
        : m_graph(graph)
        , m_look(look)
        , m_means(means)
    {}
    Q_DISABLE_COPY_MOVE(GraphPainter)

    void forget(); // the graph has changed
    void paint(QPainter &painter, const GraphWindow &window, const std::vector<graph::Point> &places,
               const std::vector<bool> &held, const GraphMarks &marks);

    // Where the connection is drawn, between the rims of its nodes; null when they touch.
    QLineF line(int edge, const GraphWindow &window, const std::vector<graph::Point> &places);
    static QRectF loop(const GraphWindow &window, QPointF node); // of a connection to itself

private:
    struct Label
    {
        QString text;
        QStaticText drawn;
        double width = -1;
    };

    void prepare();
    void paintEdges(QPainter &painter, const GraphMarks &marks);
    void paintArrow(QPainter &painter, const QLineF &line) const;
    void paintNodes(QPainter &painter, const GraphMarks &marks);
    void paintSymbol(QPainter &painter, QPointF at, domain::EntityKind kind);
    void paintMarks(QPainter &painter, const GraphMarks &marks);
    void paintLabels(QPainter &painter, GraphRoom &room, const GraphMarks &marks);
    bool paintLabel(QPainter &painter, int node, GraphRoom &room, bool force, bool strong);
    void paintEdgeTexts(QPainter &painter, GraphRoom &room, const GraphMarks &marks);
    QRectF edgeTextPlace(int edge, QSizeF size, GraphRoom &room, bool force) const;
    const Label &label(int node);
    bool isDim(int node, const GraphMarks &marks) const;
    QPointF at(int node) const { return m_at[std::size_t(node)]; }

    const graph::EntityGraph &m_graph;
    const GraphLook &m_look;
    Means m_means;
    std::vector<double> m_lanes; // by edge: px beside the straight line, for several between the same nodes
    std::vector<int> m_byDegree; // nodes, the best connected first
    std::vector<Label> m_labels;
    QHash<int, QPixmap> m_sprites;
    double m_spriteRadius = 0;
    double m_spriteRatio = 0;
    bool m_prepared = false;

    // Of the picture being painted.
    GraphWindow m_window;
    const std::vector<bool> *m_held = nullptr;
    std::vector<QPointF> m_at;
    std::vector<bool> m_onPath; // by node
    double m_radius = 0;
    double m_lineHeight = 0;
};

} // namespace tocsin::ui
