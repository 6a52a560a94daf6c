// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPointer>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QByteArray svg, const Theme &theme, Tone tone)
        : m_svg(std::move(svg))
        , m_theme(&theme)
        , m_tone(tone)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        if (!m_theme)
            return;
        QByteArray svg = m_svg;
        svg.replace("#000000", m_theme->color(toneFor(mode, state)).name().toLatin1());
        QSvgRenderer renderer(svg);
        painter->setRenderHint(QPainter::Antialiasing);
        const int side = qMin(rect.width(), rect.height());
        renderer.render(painter, QRectF(rect.x() + (rect.width() - side) / 2.0,
                                        rect.y() + (rect.height() - side) / 2.0, side, side));
    }

    // The size is in device pixels here: Qt multiplies by the ratio before it asks.
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new LineIconEngine(*this); }
    QString key() const override { return u"tocsin-line"_s; }

private:
    Tone toneFor(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled)
            return Tone::Faint;
        return state == QIcon::On ? Tone::Accent : m_tone;
    }

    QByteArray m_svg;
    QPointer<const Theme> m_theme;
    Tone m_tone;
};

} // namespace

QIcon icon(const QString &name, const Theme &theme, Tone tone)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new LineIconEngine(file.readAll(), theme, tone));
}

QIcon applicationIcon()
{
    return QIcon(u":/icons/tocsin.svg"_s);
}

} // namespace tocsin::ui
