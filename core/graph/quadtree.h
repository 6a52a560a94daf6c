// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/layout.h"

#include <span>
#include <vector>

namespace tocsin::graph {

// Barnes and Hut's tree over points of weight 1: what is far away counts as one heavy point, so that all
// repulsions of n nodes cost n log n.
class QuadTree
{
public:
    void build(std::span<const Point> points);
    // The sum over all other points of (point - other) / distance², which is repulsion that falls with the
    // distance. Points at the same place push each other in a direction that depends on the index alone.
    Point pushOn(int point, std::span<const Point> points) const;

private:
    struct Cell
    {
        Point sum; // of the places; the centre of mass once divided by the weight
        double weight = 0;
        double side = 0; // px
        int child = -1;  // the first of four; -1 = a leaf
        int point = -1;  // in a leaf; -1 = none or several at one place
    };
    void insert(int cell, Point centre, double side, int point, std::span<const Point> points);

    std::vector<Cell> m_cells;
};

} // namespace tocsin::graph
