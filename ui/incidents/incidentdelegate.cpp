// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentdelegate.h"

#include "ui/incidents/incidenttablemodel.h"
#include "ui/text/severitytext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/celldelegate.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

constexpr int padding = CellDelegate::padding;
constexpr int markSide = 14; // px
constexpr int dotSide = 6;

bool isFixed(int column)
{
    using M = IncidentTableModel;
    return column == M::Number || column == M::Age || column == M::Alerts || column == M::Modified ||
           column == M::Changed || column == M::Comments || column == M::Notes;
}

} // namespace

IncidentDelegate::IncidentDelegate(const Theme &theme, const IncidentTableModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
    , m_note(icon(u"note"_s, theme))
{}

void IncidentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    painter->save();
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->setFont(option.font);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(Tone::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_theme.color(Tone::Hover));
    const QRect inner = option.rect.adjusted(padding, 0, -padding, 0);
    const storage::IncidentRow *row = m_model.cached(index.row());
    if (!row) {
        index.data(IncidentTableModel::placeholderRole); // asks for it
        const int width = qMin(inner.width(), 36 + (index.row() * 37 + index.column() * 53) % 60);
        painter->fillRect(QRect(inner.x(), inner.center().y() - 3, width, 6), m_theme.color(Tone::Hairline));
    } else if (index.column() == IncidentTableModel::Severity) {
        drawBadge(*painter, inner, severityBadge(row->severity, row->severityText), m_theme, false,
                  option.direction);
    } else {
        paintText(*painter, option, index, inner);
    }
    painter->restore();
}

// Full for what is new, a ring for what has changed since the user looked. Answers where the text begins.
int IncidentDelegate::paintDot(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
                               bool isNew) const
{
    const QRect dot(rect.left(), rect.center().y() - dotSide / 2 + 1, dotSide, dotSide);
    const QColor accent = m_theme.color(Tone::Accent);
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
        painter.setFont(m_theme.fixedFont());
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
    painter.setPen(m_theme.color(strong ? Tone::Text : Tone::Muted));
    const auto align =
        QStyle::visualAlignment(option.direction, Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()));
    painter.drawText(QStyle::visualRect(option.direction, option.rect, rect), int(align) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
}

} // namespace tocsin::ui
