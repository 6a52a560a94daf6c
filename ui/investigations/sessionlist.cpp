// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/investigations/sessionlist.h"

#include "ui/investigations/sessiondelegate.h"
#include "ui/investigations/sessiontablemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QListView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

SessionList::SessionList(const Theme &theme, SessionTableModel &model, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_view(new QListView(this))
{
    m_view->setObjectName(u"sessionList"_s);
    m_view->setAccessibleName(tr("Investigations"));
    m_view->setModel(&model);
    m_view->setItemDelegate(new SessionDelegate(theme, this));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *title = sectionLabel(tr("INVESTIGATIONS"));
    title->setContentsMargins(16, 16, 16, 8);
    QPushButton *add =
        iconTextButton(theme, u"plus"_s, tr("New investigation"), u"newInvestigationButton"_s, this);
    QPushButton *more = textButton(tr("On the server…"), u"serverSessionsButton"_s, this);
    more->setProperty("look", u"quiet"_s);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(16, 8, 16, 12);
    foot->setSpacing(4);
    foot->addWidget(add);
    foot->addWidget(more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(m_view, 1);
    column->addLayout(foot);
    connect(add, &QPushButton::clicked, this, &SessionList::newAsked);
    connect(more, &QPushButton::clicked, this, &SessionList::serverAsked);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { emit chosen(current()); });
    addKeys();
}

void SessionList::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto act) {
        auto *action = new QAction(text, m_view);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        m_view->addAction(action);
    };
    key(tr("Next investigation"), {Qt::Key_J}, [this] { move(1); });
    key(tr("Previous investigation"), {Qt::Key_K}, [this] { move(-1); });
    key(tr("Read the report"), {Qt::Key_Return, Qt::Key_Enter}, [this] { emit opened(); });
}

void SessionList::move(int rows)
{
    const int row = qBound(0, m_view->currentIndex().row() + rows, m_model.rowCount() - 1);
    m_view->setCurrentIndex(m_model.index(row, 0));
}

qint64 SessionList::current() const
{
    const storage::SessionRow *row = m_model.at(m_view->currentIndex().row());
    return row ? row->id : 0;
}

void SessionList::select(qint64 id)
{
    if (const int row = m_model.rowOf(id); row >= 0)
        m_view->setCurrentIndex(m_model.index(row, 0));
}

void SessionList::focus()
{
    m_view->setFocus();
}

} // namespace tocsin::ui
