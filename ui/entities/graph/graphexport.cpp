// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphexport.h"

#include "core/graph/graphml.h"
#include "ui/entities/graph/graphpainter.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr double margin = 110;     // px: for labels at the rim
constexpr double mostSide = 6'000; // px of a picture: more than a page of paper can show
constexpr double pixelRatio = 2;

// As large as the graph is, or smaller when that would be too much.
Result<GraphWindow> windowOver(const GraphExport &what)
{
    QRectF all;
    for (int i = 0; i < int(what.graph.nodes().size()); ++i) {
        if (what.graph.isNodeShown(i))
            all = all.united(QRectF(what.places[std::size_t(i)].x, what.places[std::size_t(i)].y, 1, 1));
    }
    if (all.isNull())
        return fail(Error::Kind::Rejected, u"nothing is shown: show some types first"_s);
    GraphWindow window;
    window.scale = std::min(1.0, (mostSide / pixelRatio - 2 * margin) / std::max(all.width(), all.height()));
    window.size = QSizeF(all.width() * window.scale + 2 * margin, all.height() * window.scale + 2 * margin);
    window.origin = QPointF(margin, margin) - all.topLeft() * window.scale;
    return window;
}

void paintInto(QPaintDevice &device, const GraphExport &what, const GraphWindow &window,
               const GraphLook &look)
{
    QPainter painter(&device);
    painter.fillRect(QRectF(QPointF(), window.size), look.color(Tone::Window));
    GraphMarks marks;
    marks.centre = what.centre;
    GraphPainter(what.graph, look, GraphPainter::Means::Vector)
        .paint(painter, window, what.places, what.held, marks);
}

} // namespace

QString GraphExport::ending(Format format)
{
    switch (format) {
    case Format::Png:
        return u"png"_s;
    case Format::Svg:
        return u"svg"_s;
    case Format::GraphMl:
        break;
    }
    return u"graphml"_s;
}

Result<QByteArray> GraphExport::bytes(Format format, const GraphLook &look) const
{
    if (format == Format::GraphMl)
        return graph::toGraphMl(graph, places);
    const Result<GraphWindow> window = windowOver(*this);
    if (!window)
        return tl::unexpected(window.error());
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    if (format == Format::Svg) {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setResolution(96);
        svg.setSize(window->size.toSize());
        svg.setViewBox(QRectF(QPointF(), window->size));
        svg.setTitle(u"Entity graph"_s);
        paintInto(svg, *this, *window, look);
        return out;
    }
    QImage image((window->size * pixelRatio).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return fail(Error::Kind::Limited, u"there is no memory for a picture of this size"_s);
    image.setDevicePixelRatio(pixelRatio);
    paintInto(image, *this, *window, look);
    if (!image.save(&buffer, "PNG"))
        return fail(Error::Kind::Storage, u"the picture could not be written as PNG"_s);
    return out;
}

Result<void> GraphExport::write(const QString &path, Format format, const GraphLook &look) const
{
    const Result<QByteArray> content = bytes(format, look);
    if (!content)
        return tl::unexpected(content.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*content) != content->size() || !file.commit())
        return fail(Error::Kind::Storage, file.errorString());
    return {};
}

} // namespace tocsin::ui
