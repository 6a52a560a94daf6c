// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/digestview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

#include <QPainter>

namespace tocsin::ui {

namespace {
constexpr int margin = 10; // px
constexpr int group = 8;   // characters
constexpr qsizetype longest = 256;
} // namespace

DigestView::DigestView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DigestView::setDigest(const QByteArray &digest, qsizetype differsFrom)
{
    m_digest = visibleText(digest, longest);
    m_differsFrom = differsFrom;
    setAccessibleName(m_digest);
    updateGeometry();
    update();
}

int DigestView::perLine(int width) const
{
    const int charWidth = qMax(1, QFontMetrics(m_theme.fixedFont()).horizontalAdvance(u'0'));
    const int groups = (width - 2 * margin + charWidth) / ((group + 1) * charWidth);
    return group * qMax(1, groups);
}

int DigestView::heightForWidth(int width) const
{
    const qsizetype lines = qMax<qsizetype>(1, (m_digest.size() + perLine(width) - 1) / perLine(width));
    return 2 * margin + int(lines) * (QFontMetrics(m_theme.fixedFont()).height() + 2);
}

void DigestView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Tone::Hairline));
    painter.setBrush(m_theme.color(Tone::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(m_theme.fixedFont());
    if (m_digest.isEmpty()) {
        painter.setPen(m_theme.color(Tone::Muted));
        painter.drawText(rect().adjusted(margin, 0, -margin, 0), Qt::AlignVCenter, tr("no secret"));
        return;
    }
    const int charWidth = qMax(1, painter.fontMetrics().horizontalAdvance(u'0'));
    const int columns = perLine(width());
    for (qsizetype i = 0; i < m_digest.size(); ++i) {
        const int column = int(i % columns);
        const int x = margin + (column + column / group) * charWidth;
        const int y = margin + int(i / columns) * (painter.fontMetrics().height() + 2);
        const bool differs = m_differsFrom >= 0 && i >= m_differsFrom;
        painter.setPen(m_theme.color(differs ? Tone::Mismatch : Tone::Text));
        painter.drawText(x, y + painter.fontMetrics().ascent(), m_digest.mid(i, 1));
    }
}

qsizetype firstDifference(const QByteArray &a, const QByteArray &b)
{
    const qsizetype common = qMin(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (a.at(i) != b.at(i))
            return i;
    }
    return a.size() == b.size() ? -1 : common;
}

} // namespace tocsin::ui
