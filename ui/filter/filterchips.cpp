// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/filter/filterchips.h"

#include "ui/filter/filterchip.h"

#include <QEvent>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int gap = 6;         // px
constexpr qsizetype most = 24; // chips; a filter of more is read as text
} // namespace

FilterChips::FilterChips(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    hide();
}

void FilterChips::setParts(const QList<filter::FilterPart> &parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    qsizetype focused = -1;
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i]->hasFocus())
            focused = i;
        m_chips[i]->hide();
        m_chips[i]->deleteLater(); // it may be the one that asked
    }
    m_chips.clear();
    for (const filter::FilterPart &part : parts.first(qMin(parts.size(), most))) {
        auto *chip = new FilterChip(m_theme, part, this);
        connect(chip, &QAbstractButton::clicked, this,
                [this, text = part.inverted] { emit filterAsked(text); });
        connect(chip, &FilterChip::removeAsked, this,
                [this, text = part.without] { emit filterAsked(text); });
        if (!m_chips.isEmpty())
            setTabOrder(m_chips.constLast(), chip);
        m_chips.append(chip);
        chip->show();
    }
    setVisible(!m_chips.isEmpty());
    place();
    if (focused >= 0 && !m_chips.isEmpty()) // the keyboard goes on where it was
        m_chips[qMin(focused, m_chips.size() - 1)]->setFocus(Qt::OtherFocusReason);
}

void FilterChips::place()
{
    int x = 0;
    int y = 0;
    int line = 0;
    for (FilterChip *chip : std::as_const(m_chips)) {
        const QSize size = chip->sizeHint().boundedTo({qMax(80, width()), 100});
        if (x > 0 && x + size.width() > width()) {
            x = 0;
            y += line + gap;
            line = 0;
        }
        chip->setGeometry(
            QStyle::visualRect(layoutDirection(), QRect(0, 0, width(), 0), QRect({x, y}, size)));
        x += size.width() + gap;
        line = qMax(line, size.height());
    }
    setFixedHeight(y + line);
}

void FilterChips::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void FilterChips::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        place();
}

} // namespace tocsin::ui
