// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/endpointlist.h"

#include "ui/theme/theme.h"
#include "ui/webhooks/endpointdelegate.h"
#include "ui/webhooks/endpointlistmodel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/sidelist.h"

#include <QAction>
#include <QListView>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

EndpointList::EndpointList(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_model(new EndpointListModel(this))
    , m_view(new QListView(this))
{
    auto *delegate = new EndpointDelegate(theme, this);
    m_view->setObjectName(u"endpointList"_s);
    m_view->setAccessibleName(tr("Endpoints"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(delegate);
    QPushButton *add = iconTextButton(theme, u"plus"_s, tr("Add endpoint"), u"addEndpointButton"_s, this);
    layOutSideList(*this, tr("ENDPOINTS"), *m_view, *add);
    connect(add, &QPushButton::clicked, this, &EndpointList::addAsked);
    connect(delegate, &EndpointDelegate::copyClicked, this, &EndpointList::urlCopyAsked);
    connect(m_view, &QListView::customContextMenuRequested, this, &EndpointList::openMenu);
    connect(m_view, &QListView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!m_model->nameAt(index.row()).isEmpty())
            emit editAsked(m_model->nameAt(index.row()));
    });
    addKeys();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (!m_quiet && index.isValid())
                    emit chosen(m_model->nameAt(index.row()));
            });
}

void EndpointList::addKeys()
{
    const auto key = [this](const QString &text, const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, m_view);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, slot] {
            if (const QString name = selected(); !name.isEmpty())
                slot(name);
        });
        m_view->addAction(action);
    };
    key(tr("Edit endpoint…"), {Qt::Key_Return, Qt::Key_Enter},
        [this](const QString &name) { emit editAsked(name); });
    key(tr("Copy URL"), {QKeySequence(QKeySequence::Copy)},
        [this](const QString &name) { emit urlCopyAsked(name); });
    key(tr("Remove endpoint…"), {Qt::Key_Delete}, [this](const QString &name) {
        if (name != domain::catchAllName)
            emit removeAsked(name);
    });
}

QList<QAction *> EndpointList::listActions() const
{
    return m_view->actions();
}

void EndpointList::setEndpoints(const QList<domain::Endpoint> &endpoints)
{
    const QString before = selected();
    m_quiet = true;
    m_model->setEndpoints(endpoints);
    m_view->setCurrentIndex(m_model->index(m_model->rowOf(before)));
    m_quiet = false;
}

void EndpointList::setCounts(const QHash<QString, storage::EndpointCount> &counts)
{
    m_model->setCounts(counts);
}

void EndpointList::setForwards(const QHash<QString, EndpointListModel::Forwarding> &forwards)
{
    m_model->setForwards(forwards);
}

qint64 EndpointList::total() const
{
    return m_model->total();
}

void EndpointList::showSelected(const QString &name)
{
    m_quiet = true;
    m_view->setCurrentIndex(m_model->index(m_model->rowOf(name)));
    m_quiet = false;
}

QString EndpointList::selected() const
{
    return m_model->nameAt(m_view->currentIndex().row());
}

void EndpointList::openMenu(QPoint position)
{
    const QString name = selected(); // a click has chosen what is under it; the menu key asks for the chosen
    if (name.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy URL"), this, [this, name] { emit urlCopyAsked(name); });
    menu->addAction(tr("Send a test…"), this, [this, name] { emit testAsked(name); });
    menu->addAction(tr("Signatures over time…"), this, [this, name] { emit rotationAsked(name); });
    menu->addAction(tr("Respond with…"), this, [this, name] { emit rulesAsked(name); });
    menu->addAction(tr("Forward…"), this, [this, name] { emit forwardAsked(name); });
    menu->addSeparator();
    menu->addAction(tr("Edit…"), this, [this, name] { emit editAsked(name); });
    QAction *remove = menu->addAction(tr("Remove endpoint…"), this, [this, name] { emit removeAsked(name); });
    remove->setEnabled(name != domain::catchAllName);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace tocsin::ui
