// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/places.h"
#include "ui/entities/graph/graphpainter.h"

#include <QTimer>
#include <QWidget>

#include <optional>

namespace tocsin::ui {

class Theme;

// The drawn graph: pan, zoom, choose, drag (which locks), walk by keyboard. Places are worked out in slices
// of a few milliseconds on the window's thread. The graph itself belongs to who made it and outlives the
// canvas.
//
// Keys: arrows go to a node in that direction, neighbours first; Tab walks through the neighbours of the node
// where it began and then leaves; Escape takes marks away, first the path, then the current node.
class GraphCanvas final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphCanvas)

public:
    GraphCanvas(const Theme &theme, const graph::EntityGraph &graph, QWidget *parent = nullptr);

    void graphCleared();
    void graphGrew(); // new nodes start beside their neighbours
    // What stood somewhere goes back there as soon as the graph has it; gone with graphCleared().
    void keepPlaces(const graph::KeptPlaces &places) { m_wanted = places; }
    graph::KeptPlaces places() const; // for another time
    void filterChanged();             // what is marked and hidden is no longer marked

    int current() const { return m_marks.current; }
    void setCurrent(int node); // and brings it into sight
    void setCentre(int node);  // the node that the graph is about
    int centre() const { return m_marks.centre; }
    void setFound(std::vector<bool> found); // by node; empty = nothing is sought
    const std::vector<bool> &found() const { return m_marks.found; }
    void setPathFrom(int node);
    int pathFrom() const { return m_marks.pathFrom; }
    void showPath(const graph::Path &path);
    const graph::Path &path() const { return m_marks.path; }

    void zoom(double factor, std::optional<QPointF> around = {});
    void fit(); // and keep it so until the analyst pans or zooms
    void centreOn(int node);
    void toggleLock();
    void unlockAll();
    bool isLocked(int node) const { return m_layout.isHeld(node); }

    const graph::Layout &layout() const { return m_layout; }
    bool isArranging() const { return m_timer.isActive(); }
    const GraphWindow &window() const { return m_window; }
    QPointF pointOf(int node) const; // px
    int nodeAt(QPointF position) const;
    int edgeAt(QPointF position) const;

    QSize minimumSizeHint() const override { return {240, 180}; }
    QSize sizeHint() const override { return {720, 520}; }

signals:
    void currentChanged(int node);
    void expandAsked(int node);
    void menuAsked(const QPoint &global);
    void pathEndChosen(int node); // with Shift, or while a beginning is marked
    void pathTakenAway();
    void arranged();
    void lockChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void renewLook();
    void moved(); // repaints roughly now, and finely once nothing moves
    void startArranging();
    void arrange();
    void fitNow();
    QRectF bounds() const; // of the shown nodes, unscaled
    void choose(int node);
    int inDirection(QPointF way) const;
    int nodeNearMiddle() const;
    std::vector<int> neighbours(int node) const; // clockwise
    void showInSight(int node);
    QString description(int node) const;

    const Theme &m_theme;
    const graph::EntityGraph &m_graph;
    graph::Layout m_layout;
    graph::KeptPlaces m_wanted; // of nodes that are not there yet
    std::unique_ptr<GraphLook> m_look;
    std::unique_ptr<GraphPainter> m_painter;
    GraphWindow m_window;
    GraphMarks m_marks;
    QTimer m_timer;
    QTimer m_still; // since the last movement
    bool m_fits = true;
    bool m_dragged = false;
    int m_dragNode = -1;
    bool m_panning = false;
    QPointF m_last; // of the mouse
    QPointF m_pressed;
    int m_hub = -1; // whose neighbours Tab walks through
};

} // namespace tocsin::ui
