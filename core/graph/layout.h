// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace tocsin::graph {

class QuadTree;

struct Point
{
    double x = 0; // px of an unscaled drawing, downwards
    double y = 0;

    bool operator==(const Point &) const = default;
};

// Places nodes by forces (Fruchterman and Reingold): all push each other away, edges pull. Works in steps
// that a timer or a worker drives, and comes to the same result however they are cut. What is held never
// moves; what is new starts beside its neighbour and moves most, so that a picture that somebody knows stays
// recognisable. The same seed and the same calls give the same places.
class Layout
{
public:
    static constexpr double spacing = 105; // px, what an edge wants to measure

    explicit Layout(quint64 seed = 1);
    ~Layout();
    Q_DISABLE_COPY_MOVE(Layout)

    void clear();
    void addNodes(int count);                  // to be started, each once
    void startNode(int node, int beside = -1); // -1 = no neighbour has a place
    void addEdge(int from, int to);
    int edgeCount() const { return int(m_edges.size()); }
    void place(int node, Point where); // by hand: held from now on
    void setHeld(int node, bool held); // one that is let go moves when there is a reason to
    const std::vector<bool> &held() const { return m_held; }
    bool isHeld(int node) const { return m_held[std::size_t(node)]; }
    void loosen(); // all that is not held finds its place anew

    // Works out the forces on as many nodes; false = everything has settled. Under 10 µs for a node on a slow
    // computer, so that a budget of some hundred keeps a window alive.
    bool step(int budget);
    bool isSettled() const { return m_settled; }

    const std::vector<Point> &places() const { return m_places; }

private:
    void begin();
    void finish();
    double random(); // 0 to 1
    void warm(int node, double heat);

    quint64 m_seed;
    quint64 m_state;
    std::vector<Point> m_places;
    std::vector<Point> m_forces;
    std::vector<double> m_heat; // px that a node may move in one round
    std::vector<bool> m_held;
    std::vector<int> m_beside; // how many were put beside the node
    std::vector<std::pair<int, int>> m_edges;
    std::vector<Point> m_before; // places at the beginning of the round
    std::unique_ptr<QuadTree> m_tree;
    int m_next = -1; // node of the round; -1 = between rounds
    int m_loose = 0; // nodes without a neighbour
    bool m_settled = true;
};

} // namespace tocsin::graph
