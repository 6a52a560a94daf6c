// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/incidentsync.h"

#include "core/domain/timespan.h"
#include "core/socmate/pagewalk.h"
#include "core/socmate/socmateapi.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Incident;
using storage::AnalystStores;
using storage::IncidentForm;

namespace {

constexpr Micros longestSpan = 90 * domain::microsPerDay; // after a long absence

} // namespace

// One sync on its way through the pages.
struct IncidentSync::Walk
{
    Micros began = 0;
    poll::Poller::Done done;
    bool isFirst = false;
    bool isWhole = false;
    QString timespan;
    socmate::SocmateApi::Priority priority = socmate::SocmateApi::Priority::Polling;
    socmate::PageWalk<Incident> pages = socmate::incidentWalk();
    int unusable = 0;
};

IncidentSync::IncidentSync(socmate::SocmateApi &api, poll::Poller &poller, storage::AnalystBook &book,
                           Clock clock, SyncPlan plan, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_poller(poller)
    , m_book(book)
    , m_clock(std::move(clock))
    , m_connection(api.connection().id)
    , m_job(u"incidents/"_s + m_connection)
    , m_plan(plan)
{
    connect(&m_poller, &poll::Poller::changed, this, [this](const QString &name) {
        if (name == m_job)
            emit changed();
    });
}

IncidentSync::~IncidentSync()
{
    disconnect(&m_poller, nullptr, this, nullptr);
    m_poller.remove(m_job);
}

void IncidentSync::start()
{
    m_poller.add(
        m_job, m_plan.pace, [this](Micros now, poll::Poller::Done done) { run(now, std::move(done)); },
        m_clock());
}

void IncidentSync::syncNow()
{
    m_asked = true;
    m_poller.pollNow(m_job, m_clock());
}

void IncidentSync::setPlan(const SyncPlan &plan)
{
    m_plan = plan;
    m_poller.setPace(m_job, plan.pace, m_clock());
}

SyncState IncidentSync::state() const
{
    return {m_synced.at, m_loaded, m_poller.state(m_job), m_cut, m_unusable};
}

void IncidentSync::run(Micros now, poll::Poller::Done done)
{
    const auto walk = std::make_shared<Walk>();
    walk->began = now;
    walk->done = std::move(done);
    if (std::exchange(m_asked, false))
        walk->priority = socmate::SocmateApi::Priority::Asked;
    if (m_loaded)
        return begin(walk);
    m_book.read<storage::SyncedAt>(
        this,
        [this, walk](const Result<storage::SyncedAt> &synced) {
            if (!synced)
                return end(walk, tl::unexpected(synced.error()));
            m_synced = *synced;
            m_loaded = true;
            emit changed();
            begin(walk);
        },
        [connection = m_connection](AnalystStores &stores) { return stores.incidents.syncedAt(connection); });
}

void IncidentSync::begin(const WalkPtr &walk)
{
    // A clock that was put back must not shrink the window to nothing.
    const Micros away = std::max<Micros>(0, walk->began - m_synced.at);
    walk->isFirst = m_synced.at == 0;
    walk->isWhole = m_synced.whole == 0 || walk->began < m_synced.whole ||
                    walk->began - m_synced.whole >= m_plan.wholeEvery;
    Micros span = walk->isFirst ? m_plan.wholeSpan : away + m_plan.overlap;
    if (walk->isWhole)
        span = std::max(span, m_plan.wholeSpan);
    walk->timespan = domain::isoDuration(std::min(span, longestSpan));
    askPage(walk);
}

void IncidentSync::askPage(const WalkPtr &walk)
{
    socmate::IncidentQuery query;
    query.timespan = walk->timespan;
    query.limit = walk->pages.limit();
    query.offset = walk->pages.offset();
    m_api.incidents(query, walk->priority, this,
                    [this, walk](const Result<socmate::Page<Incident>> &page) { onPage(walk, page); });
}

void IncidentSync::onPage(const WalkPtr &walk, const Result<socmate::Page<Incident>> &page)
{
    if (!page)
        return end(walk, tl::unexpected(page.error()));
    const QList<Incident> fresh = walk->pages.take(*page);
    m_book.write<storage::Upserted>(
        this, [this, walk](const Result<storage::Upserted> &done) { onStored(walk, done); },
        [connection = m_connection, fresh, now = m_clock(), first = walk->isFirst](AnalystStores &stores) {
            return stores.incidents.upsert(connection, fresh, IncidentForm::List, now, first);
        });
}

void IncidentSync::onStored(const WalkPtr &walk, const Result<storage::Upserted> &page)
{
    if (!page)
        return end(walk, tl::unexpected(page.error()));
    walk->unusable += page->unusable;
    emit stored(*page, walk->isFirst);
    if (walk->pages.isDone())
        finish(walk);
    else
        askPage(walk);
}

void IncidentSync::finish(const WalkPtr &walk)
{
    m_book.write<void>(
        this,
        [this, walk](const Result<void> &kept) {
            if (!kept)
                return end(walk, kept);
            m_cut = walk->pages.isCut();
            m_unusable = walk->unusable;
            m_synced.at = walk->began;
            if (walk->isWhole)
                m_synced.whole = walk->began;
            end(walk, {});
        },
        [connection = m_connection, at = walk->began, whole = walk->isWhole](AnalystStores &stores) {
            return stores.incidents.markSynced(connection, at, whole);
        });
}

void IncidentSync::end(const WalkPtr &walk, const Result<void> &outcome)
{
    const poll::Poller::Done done = std::exchange(walk->done, nullptr);
    if (done)
        done(outcome, m_clock());
}

void IncidentSync::readDetail(const domain::IncidentKey &key, QObject *context,
                              Handler<storage::IncidentId> handler)
{
    using Kept = std::pair<storage::Upserted, storage::IncidentId>;
    const auto kept = [this, handler, safe = QPointer<QObject>(context)](const Result<Kept> &done) {
        if (done)
            emit stored(done->first, false);
        if (safe)
            handler(done ? Result<storage::IncidentId>(done->second) : tl::unexpected(done.error()));
    };
    const auto keep = [self = QPointer<IncidentSync>(this), key, handler,
                       kept](const Result<Incident> &read) {
        if (!read)
            return handler(tl::unexpected(read.error()));
        if (!self)
            return;
        Incident incident = *read;
        if (incident.provider.isEmpty()) // else it would be another one
            incident.provider = key.provider;
        self->m_book.write<Kept>(
            self, kept,
            [connection = self->m_connection, incident,
             now = self->m_clock()](AnalystStores &stores) -> Result<Kept> {
                const auto done = stores.incidents.upsert(connection, {incident}, IncidentForm::Detail, now);
                if (!done)
                    return tl::unexpected(done.error());
                const auto id = stores.incidents.idOf({connection, incident.provider, incident.number});
                if (!id)
                    return tl::unexpected(id.error());
                return Kept(*done, *id);
            });
    };
    m_api.incident(key.number, socmate::SocmateApi::Priority::Asked, context, keep);
}

} // namespace tocsin::flows
