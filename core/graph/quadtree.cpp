// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/graph/quadtree.h"

#include <algorithm>
#include <cmath>

namespace tocsin::graph {

namespace {

constexpr double opening = 1.1; // side / distance below which a cell counts as one point
constexpr double least = 1e-2;  // px: nearer is the same place, and cells are not halved further

int quarter(Point centre, Point at)
{
    return (at.x >= centre.x ? 1 : 0) + (at.y >= centre.y ? 2 : 0);
}

} // namespace

void QuadTree::build(std::span<const Point> points)
{
    m_cells.clear();
    if (points.empty())
        return;
    Point low = points[0];
    Point high = points[0];
    for (const Point &at : points) {
        low = {std::min(low.x, at.x), std::min(low.y, at.y)};
        high = {std::max(high.x, at.x), std::max(high.y, at.y)};
    }
    const double side = std::max({high.x - low.x, high.y - low.y, 1.0}) * 1.001;
    const Point centre{(low.x + high.x) / 2, (low.y + high.y) / 2};
    m_cells.reserve(points.size() * 3);
    m_cells.push_back({});
    m_cells[0].side = side;
    for (int i = 0; i < int(points.size()); ++i)
        insert(0, centre, side, i, points);
    for (Cell &cell : m_cells) {
        if (cell.weight > 0)
            cell.sum = {cell.sum.x / cell.weight, cell.sum.y / cell.weight};
    }
}

void QuadTree::insert(int cell, Point centre, double side, int point, std::span<const Point> points)
{
    const Point at = points[std::size_t(point)];
    int waiting = -1; // the point that has to leave a leaf that is divided
    while (true) {
        Cell &here = m_cells[std::size_t(cell)];
        const bool wasEmpty = here.weight == 0;
        here.sum = {here.sum.x + at.x, here.sum.y + at.y};
        here.weight += 1;
        if (waiting >= 0) {
            const Point old = points[std::size_t(waiting)];
            here.sum = {here.sum.x + old.x, here.sum.y + old.y};
            here.weight += 1;
        }
        if (here.child < 0) {
            if (wasEmpty && waiting < 0) {
                here.point = point;
                return;
            }
            if (side < least) { // several at one place
                here.point = -1;
                return;
            }
            if (waiting < 0)
                waiting = std::exchange(here.point, -1);
            const int first = int(m_cells.size());
            here.child = first;
            m_cells.resize(m_cells.size() + 4); // `here` is gone
            for (int i = 0; i < 4; ++i)
                m_cells[std::size_t(first + i)].side = side / 2;
            if (waiting >= 0 && quarter(centre, points[std::size_t(waiting)]) != quarter(centre, at)) {
                Cell &home = m_cells[std::size_t(first + quarter(centre, points[std::size_t(waiting)]))];
                home.sum = points[std::size_t(waiting)];
                home.weight = 1;
                home.point = waiting;
                waiting = -1;
            }
        }
        const int part = quarter(centre, at);
        cell = m_cells[std::size_t(cell)].child + part;
        side /= 2;
        centre = {centre.x + (part & 1 ? side : -side) / 2, centre.y + (part & 2 ? side : -side) / 2};
    }
}

Point QuadTree::pushOn(int point, std::span<const Point> points) const
{
    const Point at = points[std::size_t(point)];
    Point push;
    // Four for each level at most, of which each has three siblings waiting.
    int stack[256];
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
        const Cell &cell = m_cells[std::size_t(stack[--depth])];
        if (cell.weight == 0 || cell.point == point)
            continue;
        const double dx = at.x - cell.sum.x;
        const double dy = at.y - cell.sum.y;
        const double far = dx * dx + dy * dy;
        if (cell.child >= 0 && (cell.side * cell.side > opening * opening * far) && depth + 4 < 256) {
            for (int i = 0; i < 4; ++i)
                stack[depth++] = cell.child + i;
            continue;
        }
        if (far < least * least) {
            const double angle = point * 2.399963; // the golden angle: no two indices push alike
            push.x += std::cos(angle) * cell.weight;
            push.y += std::sin(angle) * cell.weight;
        } else {
            push.x += dx / far * cell.weight;
            push.y += dy / far * cell.weight;
        }
    }
    return push;
}

} // namespace tocsin::graph
