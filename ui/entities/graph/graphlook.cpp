// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/entities/graph/graphlook.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPainterPath>
#include <QSvgRenderer>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::EntityKind;
using domain::RelationKind;

namespace {

constexpr double iconFrom = 7; // px of radius: below, an icon is a blot

QPainterPath polygon(int corners, double turn)
{
    QPolygonF shape;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + i * 2 * std::numbers::pi / corners;
        shape.append({std::cos(angle), std::sin(angle)});
    }
    QPainterPath path;
    path.addPolygon(shape);
    path.closeSubpath();
    return path;
}

QPainterPath rounded(const QRectF &rect, double radius)
{
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    return path;
}

} // namespace

GraphLook::GraphLook(const Theme &theme, const QFont &font) : m_tokens(theme.tokens()), m_font(font)
{
    m_font.setPointSizeF(std::max(7.0, font.pointSizeF() - 0.5));
    for (std::size_t i = 0; i < m_icons.size(); ++i) {
        const EntityKind kind = EntityKind(i);
        QFile file(u":/icons/"_s + iconName(kind) + u".svg"_s);
        QByteArray svg = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        svg.replace("#000000", color(tone(kind)).name().toLatin1());
        m_icons[i] = std::make_unique<QSvgRenderer>(svg);
    }
}

GraphLook::~GraphLook() = default;

QColor GraphLook::mixed(const QColor &a, const QColor &b, double part)
{
    const auto mix = [part](int x, int y) { return int(std::lround(x * part + y * (1 - part))); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QString GraphLook::iconName(EntityKind kind)
{
    return u"entity-"_s + domain::entityKindId(kind);
}

// Alike things are alike in colour; shape and icon tell them apart.
Tone GraphLook::tone(EntityKind kind)
{
    switch (kind) {
    case EntityKind::Ip:
        return Tone::SegBody;
    case EntityKind::User:
    case EntityKind::Email:
        return Tone::SegId;
    case EntityKind::Host:
    case EntityKind::Process:
        return Tone::SegTag;
    case EntityKind::Domain:
    case EntityKind::Url:
        return Tone::SegUrl;
    case EntityKind::Hash:
        return Tone::SegTime;
    case EntityKind::Other:
        break;
    }
    return Tone::Muted;
}

QPainterPath GraphLook::outline(EntityKind kind)
{
    constexpr double up = -std::numbers::pi / 2;
    QPainterPath path;
    switch (kind) {
    case EntityKind::Ip:
        path.addEllipse(QPointF(), 1, 1);
        return path;
    case EntityKind::User: // head and shoulders: round above, flat below
        path.moveTo(-0.95, 0.85);
        path.lineTo(-0.95, 0);
        path.arcTo(QRectF(-0.95, -0.97, 1.9, 1.94), 180, -180);
        path.lineTo(0.95, 0.85);
        path.closeSubpath();
        return path;
    case EntityKind::Host:
        return rounded(QRectF(-0.9, -0.9, 1.8, 1.8), 0.25);
    case EntityKind::Domain:
        return polygon(4, up).translated(0, 0);
    case EntityKind::Hash:
        return polygon(6, 0);
    case EntityKind::Email:
        return rounded(QRectF(-1.1, -0.78, 2.2, 1.56), 0.2);
    case EntityKind::Url:
        return polygon(8, std::numbers::pi / 8);
    case EntityKind::Process:
        return polygon(5, up);
    case EntityKind::Other:
        break;
    }
    return rounded(QRectF(-1, -0.8, 2, 1.6), 0.8);
}

void GraphLook::drawSymbol(QPainter &painter, QPointF centre, double radius, EntityKind kind) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    const QColor ink = color(tone(kind));
    // A corner reaches less far than a side: shapes with few of them are drawn larger.
    const double size = kind == EntityKind::Domain || kind == EntityKind::Process ? radius * 1.18 : radius;
    QTransform scale;
    scale.scale(size, size);
    painter.setPen(QPen(ink, radius < iconFrom ? 1 : 1.5,
                        kind == EntityKind::Other ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap,
                        Qt::RoundJoin));
    painter.setBrush(mixed(ink, color(Tone::Raised), radius < iconFrom ? 0.45 : 0.12));
    painter.drawPath(scale.map(outline(kind)));
    if (radius >= iconFrom) {
        const double half = radius * 0.58;
        m_icons[std::size_t(kind)]->render(&painter, QRectF(-half, -half, 2 * half, 2 * half));
    }
    painter.restore();
}

QPen GraphLook::linePen(RelationKind kind, const QColor &color) const
{
    QPen pen(color, 1);
    pen.setCosmetic(true);
    const auto dashes = [&pen](const QList<qreal> &pattern) { pen.setDashPattern(pattern); };
    switch (kind) {
    case RelationKind::SignedInFrom:
        break;
    case RelationKind::ConnectedTo:
        dashes({8, 4});
        break;
    case RelationKind::ResolvedTo:
        dashes({2, 3});
        break;
    case RelationKind::RanOn:
        dashes({8, 3, 2, 3});
        break;
    case RelationKind::DownloadedFrom:
        dashes({8, 3, 2, 3, 2, 3});
        break;
    case RelationKind::CommunicatedWith:
        dashes({16, 4});
        break;
    case RelationKind::AssociatedWith:
        dashes({4, 4});
        break;
    case RelationKind::InvestigatedIn:
        dashes({16, 4, 2, 4});
        break;
    case RelationKind::Other:
        dashes({2, 6});
        break;
    }
    return pen;
}

} // namespace tocsin::ui
