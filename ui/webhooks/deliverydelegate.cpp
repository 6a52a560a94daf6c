// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/deliverydelegate.h"

#include "ui/text/severitytext.h"
#include "ui/text/verdicttext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/deliverytablemodel.h"
#include "ui/widgets/badge.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr QChar drifted(0x2260); // not equal to: the contract
constexpr QChar changed(0x0394); // delta: another body than the event's first delivery
} // namespace

DeliveryDelegate::DeliveryDelegate(const Theme &theme, const DeliveryTableModel &model, QObject *parent)
    : RowsDelegate(theme, DeliveryTableModel::placeholderRole, parent)
    , m_model(model)
    , m_pin(icon(u"pin"_s, theme))
    , m_note(icon(u"note"_s, theme))
{}

void DeliveryDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, const QRect &inner) const
{
    const domain::DeliveryRow &row = *m_model.cached(index.row());
    if (index.column() == DeliveryTableModel::Verdict)
        drawBadge(painter, inner, verdictBadge(row.signature.verdict), theme(), true, option.direction);
    else if (index.column() == DeliveryTableModel::Severity)
        drawBadge(painter, inner, severityBadge(row.summary.severity, row.summary.severityText), theme(),
                  false, option.direction);
    else
        paintText(painter, option, index, inner);
}

void DeliveryDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, QRect rect) const
{
    const int column = index.column();
    const bool digits = column == DeliveryTableModel::Time || column == DeliveryTableModel::Try;
    if (digits)
        painter.setFont(theme().fixedFont());
    if (column == DeliveryTableModel::Event) {
        const int taken =
            paintMarks(painter, QStyle::visualRect(option.direction, option.rect, rect), index.row());
        rect.setRight(rect.right() - taken);
    }
    painter.setPen(theme().color(digits ? Tone::Muted : Tone::Text));
    const Qt::TextElideMode elide = column == DeliveryTableModel::Event ? Qt::ElideRight : Qt::ElideMiddle;
    drawText(painter, option, index, rect, elide);
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
    const auto sign = [&](QChar letter) {
        taken += markSide + 4;
        painter.setPen(theme().color(Tone::Stale));
        painter.drawText(QRect(rect.right() - taken + 5, rect.y(), markSide, rect.height()), Qt::AlignCenter,
                         QString(letter));
    };
    if (delivery && m_model.isDrifted(row))
        sign(drifted);
    if (delivery && delivery->bodyDiffers)
        sign(changed);
    return taken;
}

} // namespace tocsin::ui
