// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentdelegate.h"

#include "ui/incidents/incidenttablemodel.h"
#include "ui/text/severitytext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int dotSide = 6; // px

bool isFixed(int column)
{
    using M = IncidentTableModel;
    return column == M::Number || column == M::Age || column == M::Alerts || column == M::Modified ||
           column == M::Changed || column == M::Comments || column == M::Notes;
}

} // namespace

IncidentDelegate::IncidentDelegate(const Theme &theme, const IncidentTableModel &model, QObject *parent)
    : RowsDelegate(theme, IncidentTableModel::placeholderRole, parent)
    , m_model(model)
    , m_note(icon(u"note"_s, theme))
{}

void IncidentDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, const QRect &inner) const
{
    const storage::IncidentRow &row = *m_model.cached(index.row());
    if (index.column() == IncidentTableModel::Severity)
        drawBadge(painter, inner, severityBadge(row.severity, row.severityText), theme(), false,
                  option.direction);
    else
        paintText(painter, option, index, inner);
}

// Full for what is new, a ring for what has changed since the user looked. Answers where the text begins.
int IncidentDelegate::paintDot(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
                               bool isNew) const
{
    const QRect dot(rect.left(), rect.center().y() - dotSide / 2 + 1, dotSide, dotSide);
    const QColor accent = theme().color(Tone::Accent);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent, 1.5));
    painter.setBrush(isNew ? QBrush(accent) : QBrush(Qt::NoBrush));
    painter.drawEllipse(
        QRectF(QStyle::visualRect(option.direction, option.rect, dot)).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
    return rect.left() + dotSide + 6;
}

void IncidentDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index, QRect rect) const
{
    const storage::IncidentRow &row = *m_model.cached(index.row());
    const bool isTitle = index.column() == IncidentTableModel::Title;
    if (isFixed(index.column())) {
        painter.setFont(theme().fixedFont());
    } else if (isTitle && (row.isUnseen() || row.hasChangedSince())) {
        QFont strong = option.font;
        strong.setWeight(QFont::DemiBold);
        painter.setFont(strong);
        rect.setLeft(paintDot(painter, option, rect, row.isUnseen()));
    }
    if (isTitle && (row.notes > 0 || !row.tags.isEmpty())) {
        const QRect mark(rect.right() - markSide + 1, rect.center().y() - markSide / 2 + 1, markSide,
                         markSide);
        m_note.paint(&painter, QStyle::visualRect(option.direction, option.rect, mark));
        rect.setRight(mark.left() - 4);
    }
    const bool strong = isTitle || index.column() == IncidentTableModel::Number ||
                        index.column() == IncidentTableModel::Investigation;
    painter.setPen(theme().color(strong ? Tone::Text : Tone::Muted));
    drawText(painter, option, index, rect, Qt::ElideRight);
}

} // namespace tocsin::ui
