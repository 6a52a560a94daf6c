// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace tocsin::ui {

class Theme;

// Two lines: name and number, path and the dot of the last verdict. Under the mouse the dot gives way to a
// button that copies the URL.
class EndpointDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndpointDelegate)

public:
    explicit EndpointDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    void copyClicked(const QString &name);

private:
    void paintForward(QPainter *painter, const QRect &rect, const QModelIndex &index,
                      const QStyleOptionViewItem &option) const;
    static QRect copyRect(const QStyleOptionViewItem &option);

    const Theme &m_theme;
    QIcon m_copy;
    QIcon m_forward;
};

} // namespace tocsin::ui
