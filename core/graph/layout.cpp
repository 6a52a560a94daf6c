// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/layout.h"

#include "core/graph/quadtree.h"

#include <algorithm>
#include <cmath>

namespace tocsin::graph {

namespace {

constexpr double gravity = 0.2;   // keeps parts without a connection in sight
constexpr double cooling = 0.968; // of the heat after each round
constexpr double cold = 0.6;      // px: nobody sees it
constexpr double hot = 1.6 * Layout::spacing;
constexpr double warmNear = 0.3 * Layout::spacing; // beside something new
constexpr double goldenAngle = 2.399963;

} // namespace

Layout::Layout(quint64 seed) : m_seed(seed), m_state(seed), m_tree(std::make_unique<QuadTree>()) {}

Layout::~Layout() = default;

void Layout::clear()
{
    m_state = m_seed;
    m_places.clear();
    m_forces.clear();
    m_heat.clear();
    m_held.clear();
    m_beside.clear();
    m_edges.clear();
    m_before.clear();
    m_next = -1;
    m_loose = 0;
    m_settled = true;
}

// SplitMix64: small, and the same everywhere.
double Layout::random()
{
    quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return double((z ^ (z >> 31)) >> 11) / double(1ULL << 53);
}

void Layout::warm(int node, double heat)
{
    if (m_held[std::size_t(node)])
        return;
    m_heat[std::size_t(node)] = std::max(m_heat[std::size_t(node)], heat);
    m_settled = false;
}

void Layout::addNodes(int count)
{
    const std::size_t size = m_places.size() + std::size_t(count);
    m_places.resize(size);
    m_forces.resize(size);
    m_heat.resize(size);
    m_held.resize(size);
    m_beside.resize(size);
    m_next = -1; // the round that was going on knew nothing of them
}

void Layout::startNode(int node, int beside)
{
    const bool hasNeighbour = beside >= 0;
    const Point from = hasNeighbour ? m_places[std::size_t(beside)] : Point();
    const int turn = hasNeighbour ? m_beside[std::size_t(beside)]++ : m_loose++;
    // A sunflower around the neighbour: even hundreds of them do not start at one place.
    const double far = hasNeighbour || turn > 0 ? spacing * 0.6 * std::sqrt(turn + 1.0) : 0;
    const double angle = turn * goldenAngle + random() * 0.5;
    m_places[std::size_t(node)] = {from.x + far * std::cos(angle), from.y + far * std::sin(angle)};
    warm(node, hot);
}

void Layout::addEdge(int from, int to)
{
    m_edges.emplace_back(from, to);
    warm(from, warmNear);
    warm(to, warmNear);
}

void Layout::place(int node, Point where)
{
    m_places[std::size_t(node)] = where;
    m_held[std::size_t(node)] = true;
    m_heat[std::size_t(node)] = 0;
}

void Layout::setHeld(int node, bool held)
{
    m_held[std::size_t(node)] = held;
    if (held)
        m_heat[std::size_t(node)] = 0;
}

void Layout::loosen()
{
    for (int i = 0; i < int(m_places.size()); ++i)
        warm(i, hot);
}

void Layout::begin()
{
    m_before = m_places;
    m_tree->build(m_before);
    m_next = 0;
}

// Edges pull, heat limits, and the round is over.
void Layout::finish()
{
    for (const auto &[a, b] : m_edges) {
        const Point &from = m_before[std::size_t(a)];
        const Point &to = m_before[std::size_t(b)];
        const double dx = to.x - from.x;
        const double dy = to.y - from.y;
        const double pull = std::sqrt(dx * dx + dy * dy) / spacing;
        m_forces[std::size_t(a)].x += dx * pull;
        m_forces[std::size_t(a)].y += dy * pull;
        m_forces[std::size_t(b)].x -= dx * pull;
        m_forces[std::size_t(b)].y -= dy * pull;
    }
    bool warmLeft = false;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_held[i] || m_heat[i] < cold)
            continue;
        const double strength = std::hypot(m_forces[i].x, m_forces[i].y);
        if (strength > 0 && std::isfinite(strength)) {
            const double way = std::min(strength, m_heat[i]) / strength;
            m_places[i].x += m_forces[i].x * way;
            m_places[i].y += m_forces[i].y * way;
        }
        m_heat[i] *= cooling;
        warmLeft = warmLeft || m_heat[i] >= cold;
    }
    m_next = -1;
    m_settled = !warmLeft;
}

bool Layout::step(int budget)
{
    const int count = int(m_places.size());
    while (budget > 0 && !m_settled) {
        if (m_next < 0)
            begin();
        for (; m_next < count && budget > 0; ++m_next, --budget) {
            const std::size_t i = std::size_t(m_next);
            if (m_held[i] || m_heat[i] < cold) { // the tree is asked for those only that move
                m_forces[i] = {};
                continue;
            }
            const Point push = m_tree->pushOn(m_next, m_before);
            m_forces[i] = {push.x * spacing * spacing - m_before[i].x * gravity,
                           push.y * spacing * spacing - m_before[i].y * gravity};
        }
        if (m_next >= count)
            finish();
    }
    return !m_settled;
}

} // namespace tocsin::graph
