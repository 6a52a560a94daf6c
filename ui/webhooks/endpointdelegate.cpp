// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/endpointdelegate.h"

#include "ui/text/verdicttext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/endpointlistmodel.h"

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int side = 16; // px
constexpr int tall = 56; // px: two lines
constexpr int flat = 36; // px: one line
constexpr int copySide = 18;
constexpr int arrow = 13;
constexpr int forwardWidth = 34; // px: arrow, mark and the gap behind them
constexpr int mark = 11;         // of the last verdict: the shape says it, not the colour alone
} // namespace

EndpointDelegate::EndpointDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_copy(icon(u"copy"_s, theme))
    , m_forward(icon(u"forward"_s, theme))
{}

QSize EndpointDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {120, index.data(EndpointListModel::NameRole).toString().isEmpty() ? flat : tall};
}

QRect EndpointDelegate::copyRect(const QStyleOptionViewItem &option)
{
    const QRect lower(option.rect.right() - side - copySide + 4, option.rect.center().y() + 2, copySide,
                      copySide);
    return QStyle::visualRect(option.direction, option.rect, lower);
}

void EndpointDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a path reads from the left in every language
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (selected || hovered)
        painter->fillRect(option.rect, m_theme.color(selected ? Tone::Selection : Tone::Hover));
    const bool one = index.data(EndpointListModel::NameRole).toString().isEmpty();
    const QRect inner = option.rect.adjusted(side, 0, -side, 0);
    const QRect upper(inner.x(), inner.y() + (one ? 0 : 8), inner.width(), one ? flat : 20);
    const QRect lower(inner.x(), inner.y() + 29, inner.width(), 20);
    const auto place = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto start = int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    const auto end = int(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignRight));

    const QString count = index.data(EndpointListModel::CountRole).toString();
    painter->setFont(m_theme.fixedFont());
    const int countWidth = painter->fontMetrics().horizontalAdvance(count);
    painter->setPen(m_theme.color(Tone::Muted));
    painter->drawText(place(upper), end, count);
    const bool forwards = index.data(EndpointListModel::HasForwardRole).toBool();
    const int taken = 24 + (forwards ? forwardWidth : 0); // at the end of the second line
    if (!one)
        painter->drawText(
            place(lower.adjusted(0, 0, -taken, 0)), start,
            painter->fontMetrics().elidedText(index.data(EndpointListModel::PathRole).toString(),
                                              Qt::ElideMiddle, lower.width() - taken));
    if (forwards)
        paintForward(painter,
                     QRect(lower.right() - 24 - forwardWidth + 5, lower.y(), forwardWidth, lower.height()),
                     index, option);
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    painter->setFont(strong);
    painter->setPen(m_theme.color(Tone::Text));
    const QRect nameRect = upper.adjusted(0, 0, -countWidth - 8, 0);
    painter->drawText(
        place(nameRect), start,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, nameRect.width()));
    if (!one && hovered) {
        m_copy.paint(painter, copyRect(option).adjusted(1, 1, -1, -1));
    } else if (!one && index.data(EndpointListModel::HasVerdictRole).toBool()) {
        const BadgeText last =
            verdictBadge(domain::Verdict(index.data(EndpointListModel::VerdictRole).toInt()));
        drawMark(*painter,
                 place(QRect(inner.right() - mark + 1, lower.center().y() - mark / 2 + 1, mark, mark)),
                 last.mark, m_theme.color(last.tone));
    }
    painter->restore();
}

// An arrow, and beside it the mark of its state.
void EndpointDelegate::paintForward(QPainter *painter, const QRect &rect, const QModelIndex &index,
                                    const QStyleOptionViewItem &option) const
{
    const auto forward = index.data(EndpointListModel::ForwardRole).value<EndpointListModel::Forwarding>();
    const auto place = [&](const QRect &part) {
        return QStyle::visualRect(option.direction, option.rect, part);
    };
    const int y = rect.center().y();
    m_forward.paint(painter, place(QRect(rect.x(), y - arrow / 2 + 1, arrow, arrow)));
    drawMark(*painter, place(QRect(rect.x() + arrow + 3, y - mark / 2 + 1, mark, mark)), forward.badge.mark,
             m_theme.color(forward.badge.tone));
}

bool EndpointDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                                   const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QString name = index.data(EndpointListModel::NameRole).toString();
    if (!name.isEmpty() && event->type() == QEvent::MouseButtonRelease &&
        copyRect(option).contains(static_cast<QMouseEvent *>(event)->position().toPoint())) {
        emit copyClicked(name);
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace tocsin::ui
