// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/viewlist.h"

#include "ui/text/numbertext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/sidedelegate.h"
#include "ui/widgets/sidelist.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QListView>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using storage::StoredView;

void ViewListModel::setViews(const QList<StoredView> &views)
{
    if (views == m_views)
        return;
    beginResetModel();
    m_views = views;
    m_counts.clear();
    endResetModel();
}

void ViewListModel::setCounts(const QList<qint64> &counts)
{
    if (counts.size() != m_views.size() || counts == m_counts)
        return; // of views that have changed since they were asked for
    m_counts = counts;
    emit dataChanged(index(0), index(rowCount() - 1));
}

int ViewListModel::rowOf(qint64 id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_views.at(row).id == id)
            return row;
    }
    return -1;
}

int ViewListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_views.size());
}

QVariant ViewListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const StoredView &view = m_views.at(index.row());
    const qint64 count = m_counts.value(index.row(), -1);
    const QString name = visibleText(view.view.name, 100);
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case SideDelegate::countRole:
        return count < 0 ? QString() : numberText(count);
    case Qt::ToolTipRole:
        return toolTipText(view.view.filter.isEmpty() ? tr("%1\nno filter").arg(view.view.name)
                                                      : tr("%1\n%2").arg(view.view.name, view.view.filter));
    case Qt::AccessibleTextRole:
        return count < 0 ? name : tr("%1, %2", "name of a view, number").arg(name, numberText(count));
    default:
        return {};
    }
}

ViewList::ViewList(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_model(new ViewListModel(this))
    , m_view(new QListView(this))
{
    setObjectName(u"viewPanel"_s);
    m_view->setObjectName(u"viewList"_s);
    m_view->setAccessibleName(tr("Views"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new SideDelegate(theme, this));
    QPushButton *save = textButton(tr("Save this view"), u"saveView"_s, this);
    layOutSideList(*this, tr("VIEWS"), *m_view, *save);
    connect(save, &QPushButton::clicked, this, &ViewList::saveAsked);
    connect(m_view, &QListView::customContextMenuRequested, this, &ViewList::openMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (!m_quiet && index.isValid())
                    emit chosen(m_model->views().at(index.row()));
            });
    // A view that is chosen already, but whose filter was changed by hand, is asked for once more.
    connect(m_view, &QListView::clicked, this,
            [this](const QModelIndex &index) { emit chosen(m_model->views().at(index.row())); });
    addKeys();
}

void ViewList::addKeys()
{
    const auto key = [this](const QString &text, const QKeySequence &keys, auto signal) {
        auto *action = new QAction(text, m_view);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, signal] {
            if (const StoredView *view = selected())
                emit(this->*signal)(StoredView(*view));
        });
        m_view->addAction(action);
    };
    key(tr("Rename view…"), Qt::Key_F2, &ViewList::renameAsked);
    key(tr("Copy view as text"), QKeySequence(QKeySequence::Copy), &ViewList::copyAsked);
    key(tr("Remove view…"), Qt::Key_Delete, &ViewList::removeAsked);
}

QList<QAction *> ViewList::listActions() const
{
    return m_view->actions();
}

void ViewList::setViews(const QList<StoredView> &views)
{
    const StoredView *before = selected();
    const qint64 id = before ? before->id : 0;
    m_quiet = true;
    m_model->setViews(views);
    m_quiet = false;
    showSelected(id);
}

const StoredView *ViewList::selected() const
{
    const int row = m_view->currentIndex().row();
    return row >= 0 && row < m_model->rowCount() ? &m_model->views().at(row) : nullptr;
}

void ViewList::showSelected(qint64 id)
{
    m_quiet = true;
    const int row = m_model->rowOf(id);
    m_view->setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
    m_quiet = false;
}

void ViewList::openMenu(QPoint position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const StoredView *chosen = selected()) {
        const StoredView view = *chosen;
        menu->addAction(tr("Replace by what is shown"), this, [this, view] { emit updateAsked(view); });
        menu->addAction(tr("Rename…"), this, [this, view] { emit renameAsked(view); });
        menu->addAction(tr("Copy as text"), this, [this, view] { emit copyAsked(view); });
        menu->addSeparator();
        menu->addAction(tr("Remove…"), this, [this, view] { emit removeAsked(view); });
        menu->addSeparator();
    }
    menu->addAction(tr("Paste a view"), this, &ViewList::pasteAsked);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace tocsin::ui
