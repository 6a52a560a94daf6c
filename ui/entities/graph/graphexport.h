// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/graph/entitygraph.h"
#include "core/graph/layout.h"

namespace tocsin::ui {

class GraphLook;

// What is written: the whole graph as it is shown, in the colours of the look.
struct GraphExport
{
    enum class Format { Png, Svg, GraphMl };

    graph::EntityGraph graph;
    std::vector<graph::Point> places;
    std::vector<bool> held;
    int centre = -1;

    // For any thread. Fails when nothing is shown.
    Result<QByteArray> bytes(Format format, const GraphLook &look) const;
    // Whole or not at all; the file that was there stays when it fails.
    Result<void> write(const QString &path, Format format, const GraphLook &look) const;

    static QString ending(Format format); // "png"
};

} // namespace tocsin::ui
