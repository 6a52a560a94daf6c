// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverydelegate.h"

#include "ui/text/severitytext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/deliverytablemodel.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr int padding = 8; // px
constexpr int markSide = 14;
constexpr QChar differs(0x2260); // not equal to: the contract
} // namespace

DeliveryDelegate::DeliveryDelegate(const Theme &theme, const DeliveryTableModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
    , m_pin(icon(u"pin"_s, theme))
    , m_note(icon(u"note"_s, theme))
{}

void DeliveryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto); // a path reads from the left in every language
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(Tone::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(Tone::Hover));
    const QRect inner = option.rect.adjusted(padding, 0, -padding, 0);
    const domain::DeliveryRow *row = m_model.cached(index.row());
    if (!row) {
        index.data(DeliveryTableModel::placeholderRole); // asks for it
        const int width = qMin(inner.width(), 36 + (index.row() * 37 + index.column() * 53) % 60);
        painter->fillRect(QRect(inner.x(), inner.center().y() - 3, width, 6), m_theme.color(Tone::Hairline));
    } else if (index.column() == DeliveryTableModel::Verdict) {
        drawBadge(*painter, inner, verdictBadge(row->signature.verdict), m_theme, true, option.direction);
    } else if (index.column() == DeliveryTableModel::Severity) {
        drawBadge(*painter, inner, severityBadge(row->summary.severity, row->summary.severityText), m_theme,
                  false, option.direction);
    } else {
        paintText(*painter, option, index, inner);
    }
    painter->restore();
}

void DeliveryDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, QRect rect) const
{
    const int column = index.column();
    const bool digits = column == DeliveryTableModel::Time || column == DeliveryTableModel::Try;
    if (digits)
        painter.setFont(m_theme.fixedFont());
    if (column == DeliveryTableModel::Event) {
        const int taken =
            paintMarks(painter, QStyle::visualRect(option.direction, option.rect, rect), index.row());
        rect.setRight(rect.right() - taken);
    }
    painter.setPen(m_theme.color(digits ? Tone::Muted : Tone::Text));
    const Qt::TextElideMode elide = column == DeliveryTableModel::Event ? Qt::ElideRight : Qt::ElideMiddle;
    const auto align =
        QStyle::visualAlignment(option.direction, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
    painter.drawText(QStyle::visualRect(option.direction, option.rect, rect), int(align) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(index.data().toString(), elide, rect.width()));
}

int DeliveryDelegate::paintMarks(QPainter &painter, const QRect &rect, int row) const
{
    const domain::DeliveryRow *delivery = m_model.cached(row);
    int taken = 0;
    const auto mark = [&](const QIcon &icon) {
        taken += markSide + 4;
        icon.paint(&painter,
                   QRect(rect.right() - taken + 5, rect.center().y() - markSide / 2 + 1, markSide, markSide));
    };
    if (delivery && delivery->pinned)
        mark(m_pin);
    if (delivery && delivery->hasNote)
        mark(m_note);
    if (delivery && m_model.isDrifted(row)) {
        taken += markSide + 4;
        painter.setPen(m_theme.color(Tone::Stale));
        painter.drawText(QRect(rect.right() - taken + 5, rect.y(), markSide, rect.height()), Qt::AlignCenter,
                         QString(differs));
    }
    return taken;
}

} // namespace tocsin::ui
