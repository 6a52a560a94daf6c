// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/theme/tokens.h"
#include "ui/widgets/mark.h"

#include <QWidget>

namespace tocsin::ui {

class Theme;

// What a badge says: shape, colour and word together.
struct BadgeText
{
    Mark mark = Mark::None;
    Tone tone = Tone::Muted;
    QString word;
    bool operator==(const BadgeText &) const = default;
};

// Draws the mark and then the word, elided at the end, into the rectangle; used by delegates and by Badge.
void drawBadge(QPainter &painter, const QRect &rect, const BadgeText &badge, const Theme &theme, bool bold,
               Qt::LayoutDirection direction);
int badgeWidth(const QFontMetrics &metrics, const BadgeText &badge);

// A badge as a widget of its own.
class Badge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Badge)

public:
    explicit Badge(const Theme &theme, QWidget *parent = nullptr);
    void setBadge(const BadgeText &badge);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    BadgeText m_badge;
};

} // namespace tocsin::ui
