// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/celldelegate.h"

#include "ui/widgets/badge.h"

namespace tocsin::ui {

// Draws cells that have a badge as one, and the others as CellDelegate does.
class BadgeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BadgeDelegate)

public:
    BadgeDelegate(const Theme &theme, int role, QObject *parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_text(theme)
        , m_role(role)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return m_text.sizeHint(option, index);
    }

private:
    const Theme &m_theme;
    CellDelegate m_text;
    int m_role;
};

} // namespace tocsin::ui

Q_DECLARE_METATYPE(tocsin::ui::BadgeText)
