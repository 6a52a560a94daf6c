// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Who asks whom: list, filter, views, feed and detail of the page.

#include "ui/incidents/incidentspage.h"

#include "core/filter/incidentcomplete.h"
#include "core/flows/analystdesk.h"
#include "ui/commands.h"
#include "ui/filter/filterbar.h"
#include "ui/incidents/cellcondition.h"
#include "ui/incidents/deliverycount.h"
#include "ui/incidents/incidentactions.h"
#include "ui/incidents/incidentdetail.h"
#include "ui/incidents/incidentfeed.h"
#include "ui/incidents/incidenttable.h"
#include "ui/incidents/queueline.h"
#include "ui/incidents/savedviews.h"
#include "ui/incidents/viewlist.h"
#include "ui/pagecommands.h"
#include "ui/text/errortext.h"
#include "ui/widgets/visibletext.h"

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using filter::IncidentField;
using storage::IncidentId;

void IncidentsPage::connectList(const Commands &commands)
{
    connect(m_filter, &FilterBar::queryChanged, this, &IncidentsPage::applyFilter);
    connect(m_filter, &FilterBar::leftByEnter, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &FilterBar::leftByEscape, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &IncidentTable::sortAsked, this, [this](const storage::IncidentSort &sort) {
        m_sort = sort;
        m_table->showSort(sort);
        applyFilter(m_filter->text());
    });
    connect(m_table, &IncidentTable::currentIdChanged, this, &IncidentsPage::onCurrent);
    connect(m_table, &IncidentTable::opened, m_detail, &IncidentDetail::focusTabs);
    connect(m_table, &IncidentTable::investigateAsked, m_actions, &IncidentActions::investigate);
    connect(m_table, &IncidentTable::enrichAsked, m_actions, &IncidentActions::enrich);
    connect(m_table, &IncidentTable::copyAsked, m_actions, &IncidentActions::copyRows);
    connect(m_table, &IncidentTable::exportAsked, m_actions, &IncidentActions::exportRows);
    connect(m_table, &IncidentTable::nextNewAsked, m_actions, &IncidentActions::nextNew);
    connect(m_table, &IncidentTable::lookedAsked, m_actions, &IncidentActions::markLooked);
    connect(m_table, &IncidentTable::columnsChosen, this, [this] {
        const storage::StoredView *view = m_views->selected();
        if (view && !view->view.columns.isEmpty() && view->view.columns != m_table->columns())
            m_views->showSelected(0); // what is shown is that view no more
    });
    connect(m_actions, &IncidentActions::looked, this, [this](const QList<IncidentId> &ids) {
        m_model->refresh(ids);
        m_saved->countSoon();
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &IncidentsPage::openMenu);
    connect(m_actions, &IncidentActions::notice, this, &IncidentsPage::notice);
    connect(m_actions, &IncidentActions::investigationStarted, this, &IncidentsPage::investigationStarted);
    connect(m_views, &ViewList::chosen, this, &IncidentsPage::showView);
    connect(m_saved, &SavedViews::notice, this, &IncidentsPage::notice);
    connect(m_saved, &SavedViews::loaded, this, [this] {
        if (std::exchange(m_hasViews, true))
            return;
        if (m_filter->text().isEmpty() && !m_views->views().isEmpty()) {
            const storage::StoredView first = m_views->views().constFirst(); // what the page opens with
            m_views->showSelected(first.id);
            showView(first);
        }
        m_feed->start();
    });
    connect(m_saved, &SavedViews::failed, m_feed, &IncidentFeed::start); // the list does without
    connect(m_line, &QueueLine::retryAsked, this, &IncidentsPage::syncNow);
    // The commands are the window's and act on the page that is shown.
    connect(commands[u"refresh"_s], &QAction::triggered, this, [this] {
        if (isVisible())
            syncNow();
    });
    connect(commands[u"find"_s], &QAction::triggered, this, [this] {
        if (isVisible())
            m_filter->focusField();
    });
    auto *slash = new QAction(tr("Filter incidents"), this);
    slash->setShortcut(Qt::Key_Slash);
    slash->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(slash, &QAction::triggered, m_filter, &FilterBar::focusField);
    m_table->addAction(slash);
    addListKeys();
    auto *own = new PageCommands(this);
    own->add(commands[u"investigateIncidents"_s], [this] { m_actions->investigate(); });
    own->add(commands[u"investigateWith"_s], [this] { m_actions->investigateWith(); });
    own->add(commands[u"enrichIncidents"_s], [this] { m_actions->enrich(); });
    own->add(commands[u"ticketText"_s], [this] { m_actions->makeTicket(); });
    own->add(commands[u"exportIncidents"_s], [this] { m_actions->exportRows(); });
    own->add(commands[u"nextNewIncident"_s], [this] { m_actions->nextNew(); });
    own->add(commands[u"markLooked"_s], [this] { m_actions->markLooked(); });
    own->add(commands[u"markAllLooked"_s], [this] { m_actions->markAllLooked(); });
}

// Keys of the list that lead out of it.
void IncidentsPage::addListKeys()
{
    const auto key = [this](const QString &text, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, m_actions, slot);
        m_table->addAction(action);
    };
    key(tr("Investigate the chosen with a question…"), Qt::SHIFT | Qt::Key_I,
        &IncidentActions::investigateWith);
    key(tr("Ticket text…"), Qt::Key_T, &IncidentActions::makeTicket);
    connect(m_actions, &IncidentActions::questionAsked, this, &IncidentsPage::questionAsked);
}

void IncidentsPage::connectFeed()
{
    connect(m_feed, &IncidentFeed::loaded, this, [this](bool merged) {
        m_bookFault.clear();
        if (!merged && m_model->rowOf(m_detail->id()) >= 0)
            m_table->selectIds({m_detail->id()}, m_detail->id());
        else if (m_table->selectedIds().isEmpty() && m_model->rowOf(m_detail->id()) < 0) {
            m_table->selectId(m_model->idAt(0));
            if (m_model->rowCount() == 0)
                onCurrent(0); // a reset tells nobody that the current row is gone
        }
        if (m_wanted != 0)
            openIncident(std::exchange(m_wanted, 0));
        showState();
        emit settled();
    });
    connect(m_feed, &IncidentFeed::failed, this, [this](const Error &error) {
        m_bookFault = errorSentence(error);
        showState();
        emit settled();
    });
    connect(m_feed, &IncidentFeed::syncChanged, this, &IncidentsPage::showState);
    connect(m_feed, &IncidentFeed::stored, this, [this](const storage::Upserted &page, bool isFirst) {
        if (isFirst)
            m_wordsTimer.start();
        for (const storage::ChangedIncident &changed : page.changed) {
            if (changed.id == m_detail->id())
                m_detail->reload();
        }
    });
    connect(m_feed, &IncidentFeed::connectionChanged, this, [this] {
        m_detail->showId(0);
        m_wordsTimer.start();
        showState();
    });
}

void IncidentsPage::connectDetail()
{
    connect(m_detail, &IncidentDetail::investigateAsked, m_actions, &IncidentActions::investigate);
    connect(m_detail, &IncidentDetail::enrichAsked, m_actions, &IncidentActions::enrich);
    connect(m_detail, &IncidentDetail::notice, this, &IncidentsPage::notice);
    connect(m_detail, &IncidentDetail::deliveriesAsked, this, &IncidentsPage::deliveriesAsked);
    connect(m_detail, &IncidentDetail::deliveryCountAsked, this, &IncidentsPage::countDeliveries);
    connect(m_detail, &IncidentDetail::entityAsked, this, &IncidentsPage::entityAsked);
    connect(m_detail, &IncidentDetail::investigationAsked, this, &IncidentsPage::investigationAsked);
    connect(m_detail, &IncidentDetail::incidentAsked, this, &IncidentsPage::openIncident);
    connect(m_detail, &IncidentDetail::edited, this, [this](IncidentId id) { m_model->refresh({id}); });
    // "New since you looked" ends when it was on screen for a moment, not when the cursor ran over it.
    connect(&m_lookTimer, &QTimer::timeout, this, [this] {
        const IncidentId id = m_detail->id();
        if (id == 0 || !isVisible())
            return;
        m_desk.book().write<void>(
            this,
            [this, id](const Result<void> &) {
                m_model->refresh({id});
                m_saved->countSoon();
            },
            [id, now = m_desk.now()](storage::AnalystStores &stores) {
                return stores.incidents.markLooked({id}, now);
            });
    });
}

void IncidentsPage::setDeliveryStore(const QString &path)
{
    m_deliveries->setStore(path);
    m_detail->recount();
}

// A burst of them is counted once.
void IncidentsPage::recountDeliveries()
{
    if (isVisible() && !m_countTimer.isActive())
        m_countTimer.start();
}

void IncidentsPage::countDeliveries(qint64 number)
{
    m_deliveries->count(number, this, [this, id = m_detail->id()](const Result<int> &found) {
        if (found && id == m_detail->id())
            m_detail->showDeliveries(*found);
    });
}

void IncidentsPage::onCurrent(IncidentId id)
{
    m_feed->setKept(id);
    m_detail->showId(id);
    if (id != 0)
        m_lookTimer.start();
}

void IncidentsPage::applyFilter(const QString &text)
{
    if (const auto query = filter::parseIncidents(text))
        m_query = *query;
    m_feed->setView(m_query, m_sort); // what does not parse leaves the list, but may be put in another order
    const storage::StoredView *view = m_views->selected();
    if (view && (view->view.filter != text || !(view->view.sort == m_sort)))
        m_views->showSelected(0); // what is shown is that view no more
    showState();
}

void IncidentsPage::showView(const storage::StoredView &chosen)
{
    const storage::StoredView view = chosen; // the list of views may change meanwhile
    m_sort = view.view.sort;
    m_table->showSort(m_sort);
    m_table->setColumns(view.view.columns);
    m_filter->setText(view.view.filter);
    applyFilter(view.view.filter); // also when only the order is another one
    m_views->showSelected(view.id);
}

void IncidentsPage::openIncident(qint64 number)
{
    if (m_feed->connection().isEmpty())
        return;
    const domain::IncidentKey key{m_feed->connection(), {}, number};
    m_desk.book().read<IncidentId>(
        this,
        [this, number](const Result<IncidentId> &id) {
            if (!id || *id == 0) {
                emit notice(tr("Incident %1 is not in the queue").arg(number));
                return;
            }
            if (m_model->rowOf(*id) >= 0) {
                m_table->selectId(*id);
                m_table->setFocus();
            } else if (!m_feed->isLoaded()) {
                m_wanted = number; // the list is being read
            } else if (!m_filter->text().isEmpty()) {
                m_wanted = number; // hidden by the filter: show everything and choose it when it is there
                m_filter->setText({});
            }
        },
        [key](storage::AnalystStores &stores) { return stores.incidents.idOf(key); });
}

void IncidentsPage::refreshVocabulary()
{
    const QString connection = m_feed->connection();
    if (connection.isEmpty())
        return;
    m_desk.book().readAside<filter::IncidentVocabulary>(
        this,
        [this](const Result<filter::IncidentVocabulary> &words) {
            m_filter->setCompleter(
                [words = words.value_or(filter::IncidentVocabulary())](QStringView text, qsizetype cursor) {
                    return filter::completeIncidents(text, cursor, words);
                });
        },
        [connection](storage::AnalystStores &stores) -> Result<filter::IncidentVocabulary> {
            const auto words = [&](IncidentField field) {
                return stores.incidents.values(connection, field).value_or(QStringList());
            };
            return filter::IncidentVocabulary{
                words(IncidentField::Owner),         words(IncidentField::Label),
                words(IncidentField::Tag),           words(IncidentField::Tactic),
                words(IncidentField::Product),       words(IncidentField::Provider),
                words(IncidentField::Classification)};
        });
}

// "Only severity High", "Not severity High": what the cell under the cursor says becomes a chip.
void IncidentsPage::addConditions(QMenu &menu, const QModelIndex &cell)
{
    const storage::IncidentRow *row = cell.isValid() ? m_model->cached(cell.row()) : nullptr;
    const auto term = row ? conditionOf(*row, cell.column()) : std::nullopt;
    if (!term)
        return;
    const QString value = m_model->text(*row, cell.column());
    QString words = tr("%1 %2", "title of the column, value")
                        .arg(IncidentTableModel::title(cell.column()),
                             value.isEmpty() ? tr("empty") : visibleText(value, 60));
    words.replace(u'&', u"&&"_s);
    for (const bool isNot : {false, true}) {
        menu.addAction(isNot ? tr("Not %1").arg(words) : tr("Only %1").arg(words), this,
                       [this, term, isNot] { m_filter->setText(narrowed(m_query, *term, isNot)); })
            ->setObjectName(isNot ? u"notThis"_s : u"onlyThis"_s);
    }
    menu.addSeparator();
}

void IncidentsPage::openMenu(QPoint position)
{
    if (m_table->selectedIds().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addConditions(*menu, m_table->indexAt(position));
    menu->addAction(tr("Investigate"), m_actions, &IncidentActions::investigate);
    menu->addAction(tr("Investigate with a question…"), m_actions, &IncidentActions::investigateWith);
    menu->addAction(tr("Enrich"), m_actions, &IncidentActions::enrich);
    menu->addSeparator();
    menu->addAction(tr("Copy rows"), m_actions, &IncidentActions::copyRows);
    menu->addAction(tr("Export as CSV…"), m_actions, &IncidentActions::exportRows);
    menu->addAction(tr("Ticket text…"), m_actions, &IncidentActions::makeTicket);
    menu->addSeparator();
    menu->addAction(tr("Mark as looked at"), m_actions, &IncidentActions::markLooked);
    menu->addAction(tr("Mark all as looked at"), m_actions, &IncidentActions::markAllLooked);
    menu->addSeparator();
    QMenu *columns = m_table->columnMenu();
    columns->setParent(menu, columns->windowFlags());
    menu->addMenu(columns);
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

} // namespace tocsin::ui
