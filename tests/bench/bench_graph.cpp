// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// What the entity graph costs: bench_graph [nodes] [connections] [page]. Opens the real view offscreen
// (raster engine), with "page" the one on the page of entities over a sandbox, and prints milliseconds: the
// layout alone, the longest slice of it on the window's thread, and a picture while panning and zooming,
// fitted and near. Run with QT_QPA_PLATFORM=offscreen.

#include "core/graph/grow.h"
#include "core/graph/layout.h"
#include "tests/support/analystfixture.h"
#include "tests/support/graphsample.h"
#include "ui/commands.h"
#include "ui/entities/entitiespage.h"
#include "ui/entities/graph/graphcanvas.h"
#include "ui/entities/graph/graphview.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

// Processor time of this program.
class Work
{
public:
    void start() { m_from = std::clock(); }
    void restart() { start(); }
    double milliseconds() const { return double(std::clock() - m_from) * 1000 / CLOCKS_PER_SEC; }

private:
    std::clock_t m_from = std::clock();
};

double milliseconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double milliseconds(const Work &work)
{
    return work.milliseconds();
}

void print(const char *what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) { return times[std::size_t(double(times.size() - 1) * part)]; };
    std::printf("%-34s median %6.2f  p95 %6.2f  worst %6.2f ms (%zu)\n", what, at(0.5), at(0.95),
                times.back(), times.size());
}

void benchLayout(const domain::Graph &answer)
{
    Work clock;
    clock.start();
    graph::EntityGraph graph;
    graph.merge(answer);
    std::printf("%-34s %6.2f ms\n", "merge", milliseconds(clock));
    graph::Layout layout;
    clock.restart();
    graph::grow(layout, graph);
    std::vector<double> slices;
    Work slice;
    slice.start();
    while (layout.step(64)) {
        slices.push_back(milliseconds(slice));
        slice.restart();
    }
    std::printf("%-34s %6.2f ms\n", "layout until settled", milliseconds(clock));
    print("layout, one step of 64 nodes", slices);
}

void benchPaint(ui::GraphCanvas &canvas, const char *pan, const char *zoom)
{
    std::vector<double> times;
    Work clock;
    for (int i = 0; i < 240; ++i) { // as a hand drags
        const QPointF from(canvas.width() / 2.0, 3);
        QTest::mousePress(&canvas, Qt::MiddleButton, {}, from.toPoint());
        QMouseEvent move(QEvent::MouseMove, from + QPointF(i % 40 < 20 ? 7 : -7, i % 40 < 20 ? 5 : -5), from,
                         Qt::NoButton, Qt::MiddleButton, {});
        clock.start();
        QApplication::sendEvent(&canvas, &move);
        canvas.repaint();
        times.push_back(milliseconds(clock));
        QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, from.toPoint());
    }
    print(pan, times);
    times.clear();
    for (int i = 0; i < 120; ++i) {
        clock.start();
        canvas.zoom(i % 24 < 12 ? 1.06 : 1 / 1.06);
        canvas.repaint();
        times.push_back(milliseconds(clock));
    }
    print(zoom, times);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const int nodes = app.arguments().value(1, u"1000"_s).toInt();
    const int edges = app.arguments().value(2, u"3000"_s).toInt();
    const domain::Graph answer = test::largeGraph(nodes, edges);
    std::printf("%d nodes, %d connections\n", nodes, edges);
    benchLayout(answer);
    ui::Theme theme(app);
    test::AnalystFixture analyst;
    QWidget window;
    std::unique_ptr<ui::EntitiesPage> page;
    std::unique_ptr<ui::GraphView> alone;
    if (app.arguments().value(3) == "page"_L1) {
        if (!analyst.open())
            return 3;
        page = std::make_unique<ui::EntitiesPage>(theme, *analyst.desk, *new ui::Commands(theme, &window));
    } else {
        alone =
            std::make_unique<ui::GraphView>(theme, [](const domain::Entity &entity) { return entity.value; });
    }
    QWidget &shown = page ? static_cast<QWidget &>(*page) : *alone;
    ui::GraphView &view = page ? page->view() : *alone;
    shown.resize(1360, 860);
    shown.show();
    if (!QTest::qWaitForWindowExposed(&shown))
        return 3;
    Work answered;
    view.start(answer.nodes.constFirst().entity);
    view.add(answer);
    std::printf("%-34s %6.2f ms\n", "an answer until the window is free", milliseconds(answered));
    QElapsedTimer clock; // by the clock on the wall, as the next two
    clock.start();
    // Whether the window's thread is kept: a timer that wants to fire each millisecond tells.
    std::vector<double> gaps;
    QElapsedTimer gap;
    gap.start();
    QTimer probe;
    QObject::connect(&probe, &QTimer::timeout, [&] {
        gaps.push_back(milliseconds(gap));
        gap.restart();
    });
    probe.start(1);
    while (view.canvas().isArranging())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    probe.stop();
    std::printf("%-34s %6.2f ms\n", "until settled, in the window", milliseconds(clock));
    if (!gaps.empty())
        print("window busy while arranging", gaps);
    ui::GraphCanvas &canvas = view.canvas();
    canvas.fit();
    benchPaint(canvas, "pan, the whole graph", "zoom, the whole graph");
    canvas.fit();
    canvas.setCurrent(0);
    canvas.zoom(1 / canvas.window().scale);
    benchPaint(canvas, "pan, at full size", "zoom, at full size");
    return 0;
}
