// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/rowsdelegate.h"

#include <QIcon>

namespace tocsin::ui {

class DeliveryTableModel;

// Paints a cell of the list: badges with their shapes, times and attempts in the fixed font, and a quiet bar
// where a row is not there yet. Small marks behind the event: pinned, noted, "≠" when it differs from the
// contract, "Δ" when a repeat has another body than the first; the model's tool tip says what they mean.
class DeliveryDelegate final : public RowsDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveryDelegate)

public:
    DeliveryDelegate(const Theme &theme, const DeliveryTableModel &model, QObject *parent = nullptr);

private:
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QRect &inner) const override;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   QRect rect) const;
    int paintMarks(QPainter &painter, const QRect &rect, int row) const; // answers the width taken

    const DeliveryTableModel &m_model;
    QIcon m_pin;
    QIcon m_note;
};

} // namespace tocsin::ui
