// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentfeed.h"

namespace tocsin::ui {

using flows::Workspace;
using storage::IncidentId;

namespace {
constexpr int pauseMs = 100;
constexpr int mostSessions = 500; // newest investigations that the list knows of
} // namespace

IncidentFeed::IncidentFeed(flows::AnalystDesk &desk, IncidentTableModel &model, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_model(model)
{
    for (QTimer *timer : {&m_timer, &m_markTimer}) {
        timer->setSingleShot(true);
        timer->setInterval(pauseMs);
    }
    connect(&m_timer, &QTimer::timeout, this, &IncidentFeed::reload);
    connect(&m_markTimer, &QTimer::timeout, this, &IncidentFeed::refreshMarks);
    connect(&desk.workspace(), &Workspace::switched, this, &IncidentFeed::follow);
    if (desk.workspace().isOpen())
        follow();
}

void IncidentFeed::start()
{
    if (!std::exchange(m_started, true) && !connection().isEmpty()) {
        emit loadingStarted();
        reload();
    }
}

// The parts of the workspace are new ones after each switch, and their signals end with them.
void IncidentFeed::follow()
{
    ++m_generation;
    m_asking = false;
    m_loaded = false;
    m_total = 0;
    m_kept = 0;
    m_model.clear();
    Workspace &workspace = m_desk.workspace();
    if (workspace.isOpen()) {
        connect(&workspace.sync(), &flows::IncidentSync::changed, this, &IncidentFeed::syncChanged);
        connect(&workspace.sync(), &flows::IncidentSync::stored, this,
                [this](const storage::Upserted &page, bool isFirst) {
                    QList<IncidentId> ids;
                    for (const storage::ChangedIncident &changed : page.changed)
                        ids.append(changed.id);
                    m_model.refresh(ids);
                    emit stored(page, isFirst);
                    soon();
                });
        connect(&workspace.investigations(), &flows::Investigations::changed, &m_markTimer,
                qOverload<>(&QTimer::start));
    }
    emit connectionChanged();
    if (workspace.isOpen()) {
        if (m_started) {
            emit loadingStarted();
            reload();
        }
        refreshMarks();
    }
}

QString IncidentFeed::connection() const
{
    Workspace &workspace = m_desk.workspace();
    return workspace.isOpen() ? workspace.connection().id : QString();
}

flows::SyncState IncidentFeed::syncState() const
{
    Workspace &workspace = m_desk.workspace();
    return workspace.isOpen() ? workspace.sync().state() : flows::SyncState();
}

void IncidentFeed::setView(const filter::IncidentQuery &query, const storage::IncidentSort &sort)
{
    if (query == m_query && sort == m_sort)
        return;
    const bool otherRows = !(query == m_query);
    m_query = query;
    m_sort = sort;
    if (connection().isEmpty() || !m_started)
        return;
    ++m_generation; // what is under way was for the view before
    m_asking = false;
    if (otherRows) {
        m_loaded = false;
        m_kept = 0;
        emit loadingStarted();
    }
    reload();
}

void IncidentFeed::soon()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void IncidentFeed::reload()
{
    const QString connection = this->connection();
    if (connection.isEmpty() || !m_started)
        return;
    if (m_asking) {
        m_dirty = true;
        return;
    }
    m_asking = true;
    m_dirty = false;
    const int generation = m_generation;
    m_desk.book().read<Listed>(
        this,
        [this, generation](const Result<Listed> &listed) {
            if (generation != m_generation)
                return;
            m_asking = false;
            if (listed)
                take(*listed);
            else
                emit failed(listed.error());
            if (m_dirty)
                soon();
        },
        [connection, query = m_query, sort = m_sort, isNew = m_model.rowCount() == 0,
         now = m_desk.now()](storage::AnalystStores &stores) -> Result<Listed> {
            auto ids = stores.incidents.find(connection, query, sort, now);
            if (!ids)
                return tl::unexpected(ids.error());
            const auto total = stores.incidents.count(connection);
            if (!total)
                return tl::unexpected(total.error());
            QList<storage::IncidentRow> top;
            if (isNew)
                top = stores.incidents.rows(ids->mid(0, IncidentTableModel::block)).value_or(top);
            return Listed{*std::move(ids), *total, top};
        });
}

void IncidentFeed::take(const Listed &listed)
{
    QList<IncidentId> ids = listed.ids;
    m_total = listed.total;
    const int place = m_kept != 0 && m_loaded ? m_model.rowOf(m_kept) : -1;
    if (place >= 0 && !ids.contains(m_kept))
        ids.insert(qMin<qsizetype>(place, ids.size()), m_kept);
    m_model.setNow(m_desk.now());
    m_model.foresee(listed.top);
    const bool merged = m_model.setIds(ids);
    m_loaded = true;
    emit loaded(merged);
}

void IncidentFeed::refreshMarks()
{
    const QString connection = this->connection();
    if (connection.isEmpty())
        return;
    m_desk.book().readAside<InvestigationMarks>(
        this,
        [this, connection](const Result<InvestigationMarks> &marks) {
            if (marks && connection == this->connection())
                m_model.setInvestigations(*marks);
        },
        [connection](storage::AnalystStores &stores) -> Result<InvestigationMarks> {
            const auto page = stores.sessions.page(connection, 0, mostSessions);
            if (!page)
                return tl::unexpected(page.error());
            InvestigationMarks marks;
            for (const storage::SessionRow &row : *page) { // newest first
                if (row.incident > 0 && !marks.contains(row.incident))
                    marks.insert(row.incident, {row.state, row.risk, row.asked});
            }
            return marks;
        });
}

} // namespace tocsin::ui
