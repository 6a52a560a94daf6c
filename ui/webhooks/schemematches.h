// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace tocsin::ui {

// What a row of schemes is made of, besides its name.
enum SchemeRole { SchemeId = Qt::UserRole, SchemeStrength, SchemeWords };

// The rows that have every typed word in their name, id or other names, the closest first: what begins with
// the words, then what has them at the start of a word, then the rest.
class SchemeMatches final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeMatches)

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setTyped(const QString &typed);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &a, const QModelIndex &b) const override;

private:
    int distance(const QModelIndex &index) const;

    QString m_typed;
    QStringList m_typedWords;
};

// The name, its id beside it and the strength at the far end, both in the second colour.
class SchemeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace tocsin::ui
