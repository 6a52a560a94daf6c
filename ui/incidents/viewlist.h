// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/viewstore.h"

#include <QAbstractListModel>
#include <QFrame>

class QListView;

namespace tocsin::ui {

class Theme;

// The saved views, each with the number of incidents that it shows now.
class ViewListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewListModel)

public:
    using QAbstractListModel::QAbstractListModel;

    void setViews(const QList<storage::StoredView> &views);
    void setCounts(const QList<qint64> &counts); // in the order of the views; -1 = not known
    const QList<storage::StoredView> &views() const { return m_views; }
    int rowOf(qint64 id) const; // -1 when it is gone

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<storage::StoredView> m_views;
    QList<qint64> m_counts;
};

// The left column of the queue: choosing a view asks for it; the menu changes, removes and shares them.
class ViewList final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ViewList)

public:
    explicit ViewList(const Theme &theme, QWidget *parent = nullptr);

    void setViews(const QList<storage::StoredView> &views);
    void setCounts(const QList<qint64> &counts) { m_model->setCounts(counts); }
    const QList<storage::StoredView> &views() const { return m_model->views(); }
    const storage::StoredView *selected() const; // null: the list shows something else
    void showSelected(qint64 id);                // 0 = none; asks for nothing
    QList<QAction *> listActions() const;        // keys that work while the list has the focus

signals:
    void chosen(const tocsin::storage::StoredView &view);
    void saveAsked();                                          // what is shown, as a new one
    void updateAsked(const tocsin::storage::StoredView &view); // ... in place of this one
    void renameAsked(const tocsin::storage::StoredView &view);
    void removeAsked(const tocsin::storage::StoredView &view);
    void copyAsked(const tocsin::storage::StoredView &view);
    void pasteAsked();

private:
    void addKeys();
    void openMenu(QPoint position);

    ViewListModel *m_model;
    QListView *m_view;
    bool m_quiet = false; // a selection that is set from outside asks for nothing
};

} // namespace tocsin::ui
