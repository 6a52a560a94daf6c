// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QColor>
#include <QRectF>

class QPainter;

namespace tocsin::ui {

// The shapes that stand beside a word so that colour never speaks alone. Drawn, not typed: a font need not
// have them.
enum class Mark { None, Diamond, Triangle, Disc, Square, Ring, Check, Clock, Cross, Question, Dash, Bang };

// Draws the mark centred in the rectangle, at most as large as it.
void drawMark(QPainter &painter, const QRectF &rect, Mark mark, const QColor &color);

} // namespace tocsin::ui
