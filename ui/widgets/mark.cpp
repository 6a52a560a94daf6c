// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/mark.h"

#include <QPainter>
#include <QPainterPath>

namespace tocsin::ui {

namespace {

// All shapes live in the square from -1 to 1.
void drawSolid(QPainter &painter, Mark mark, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (mark) {
    case Mark::Diamond:
        painter.drawPolygon(QPolygonF({{0, -1}, {1, 0}, {0, 1}, {-1, 0}}));
        break;
    case Mark::Triangle:
        painter.drawPolygon(QPolygonF({{0, -0.9}, {1, 0.85}, {-1, 0.85}}));
        break;
    case Mark::Disc:
        painter.drawEllipse(QPointF(), 0.85, 0.85);
        break;
    case Mark::Square:
        painter.drawRect(QRectF(-0.8, -0.8, 1.6, 1.6));
        break;
    default:
        break;
    }
}

void drawLines(QPainter &painter, Mark mark, const QColor &color)
{
    QPainterPath path;
    qreal width = 0.36;
    if (mark == Mark::Ring || mark == Mark::Clock) {
        width = 0.28;
        path.addEllipse(QPointF(), 0.8, 0.8);
    }
    if (mark == Mark::Clock) {
        path.moveTo(0, -0.45);
        path.lineTo(0, 0.05);
        path.lineTo(0.36, 0.26);
    } else if (mark == Mark::Check) {
        path.moveTo(-0.8, 0.1);
        path.lineTo(-0.25, 0.65);
        path.lineTo(0.8, -0.6);
    } else if (mark == Mark::Cross) {
        path.moveTo(-0.65, -0.65);
        path.lineTo(0.65, 0.65);
        path.moveTo(0.65, -0.65);
        path.lineTo(-0.65, 0.65);
    } else if (mark == Mark::Dash) {
        path.moveTo(-0.6, 0);
        path.lineTo(0.6, 0);
    } else if (mark == Mark::Bang) {
        path.moveTo(0, -0.85);
        path.lineTo(0, 0.2);
        path.moveTo(0, 0.8);
        path.lineTo(0, 0.81);
    } else if (mark == Mark::Question) {
        path.moveTo(-0.5, -0.45);
        path.cubicTo(-0.5, -1.05, 0.6, -1.05, 0.55, -0.4);
        path.cubicTo(0.5, -0.05, 0, 0, 0, 0.35);
        path.moveTo(0, 0.82);
        path.lineTo(0, 0.83);
    }
    QPen pen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

} // namespace

void drawMark(QPainter &painter, const QRectF &rect, Mark mark, const QColor &color)
{
    if (mark == Mark::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    const qreal half = qMin(rect.width(), rect.height()) / 2;
    painter.scale(half, half);
    if (mark <= Mark::Square)
        drawSolid(painter, mark, color);
    else
        drawLines(painter, mark, color);
    painter.restore();
}

} // namespace tocsin::ui
