// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/graph.h"
#include "ui/theme/tokens.h"

#include <QColor>
#include <QFont>
#include <QPen>

#include <array>
#include <memory>

class QPainter;
class QPainterPath;
class QSvgRenderer;

namespace tocsin::ui {

class Theme;

// How kinds of things look in the graph: a shape, an icon and a colour for each kind of entity, a pattern of
// line for each kind of connection. A copy of the theme's colours, so that a picture can be painted on
// another thread. Kinds outside the known ones are grey.
class GraphLook
{
public:
    GraphLook(const Theme &theme, const QFont &font);
    ~GraphLook();
    Q_DISABLE_COPY_MOVE(GraphLook)

    QColor color(Tone tone) const { return QColor::fromRgb(m_tokens[std::size_t(tone)]); }
    const QFont &font() const { return m_font; } // of labels
    const Tokens &tokens() const { return m_tokens; }

    void drawSymbol(QPainter &painter, QPointF centre, double radius, domain::EntityKind kind) const;
    QPen linePen(domain::RelationKind kind, const QColor &color) const; // 1 px at any scale

    static QColor mixed(const QColor &a, const QColor &b, double part); // of a
    static QPainterPath outline(domain::EntityKind kind);               // within -1 to 1
    static Tone tone(domain::EntityKind kind);
    static QString iconName(domain::EntityKind kind);

private:
    Tokens m_tokens;
    QFont m_font;
    std::array<std::unique_ptr<QSvgRenderer>, domain::entityKinds.size() + 1> m_icons; // by EntityKind
};

} // namespace tocsin::ui
