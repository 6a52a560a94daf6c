// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/rowsdelegate.h"

#include <QIcon>

namespace tocsin::ui {

class IncidentTableModel;

// Draws a row of the queue: severity as a badge, number and ages in the fixed font, what came since the user
// looked in a heavier weight. A row that is not read yet is a grey line.
class IncidentDelegate final : public RowsDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentDelegate)

public:
    IncidentDelegate(const Theme &theme, const IncidentTableModel &model, QObject *parent = nullptr);

private:
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QRect &inner) const override;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   QRect rect) const;

    int paintDot(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect, bool isNew) const;

    const IncidentTableModel &m_model;
    QIcon m_note;
};

} // namespace tocsin::ui
