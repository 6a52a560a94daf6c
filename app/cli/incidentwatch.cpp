// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/incidentwatch.h"

#include "app/cli/analystcommand.h"
#include "app/cli/incidenttext.h"
#include "app/cli/terminal.h"

#include <QJsonArray>
#include <QRandomGenerator>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

using Stored = QList<std::pair<storage::StoredIncident, QStringList>>; // with the members that changed

Result<Stored> load(storage::AnalystStores &stores, const storage::Upserted &page)
{
    Stored all;
    const auto add = [&](storage::IncidentId id, const QStringList &members) -> Result<void> {
        auto stored = stores.incidents.load(id);
        if (!stored)
            return tl::unexpected(stored.error());
        all.emplaceBack(*std::move(stored), members);
        return {};
    };
    for (const storage::IncidentId id : page.added) {
        if (auto added = add(id, {}); !added)
            return tl::unexpected(added.error());
    }
    for (const storage::ChangedIncident &changed : page.changed) {
        if (auto added = add(changed.id, changed.members); !added)
            return tl::unexpected(added.error());
    }
    return all;
}

} // namespace

IncidentWatch::IncidentWatch(socmate::SocmateApi &api, Micros every, bool isJson)
    : m_json(isJson)
    , m_poller([] { return QRandomGenerator::global()->generateDouble(); })
    , m_api(api)
    , m_every(every)
{
    m_ticker.add(m_poller);
    connect(&m_poller, &poll::Poller::changed, &m_ticker, &poll::Ticker::review);
}

IncidentWatch::~IncidentWatch()
{
    m_ticker.remove(m_poller);
    m_sync.reset();
    m_book.reset(); // the file is closed before its folder goes
}

Result<void> IncidentWatch::start()
{
    if (!m_folder.isValid())
        return fail(Error::Kind::Storage, m_folder.errorString());
    m_book = std::make_unique<storage::AnalystBook>(m_folder.filePath(u"watch.db"_s));
    flows::SyncPlan plan;
    plan.pace.interval = m_every;
    m_sync = std::make_unique<flows::IncidentSync>(m_api, m_poller, *m_book, wallClock, plan);
    connect(m_sync.get(), &flows::IncidentSync::stored, this, &IncidentWatch::onStored);
    connect(m_sync.get(), &flows::IncidentSync::changed, this, &IncidentWatch::onChanged);
    m_sync->start();
    return {};
}

void IncidentWatch::onStored(const storage::Upserted &page, bool isFirst)
{
    if (isFirst || (page.added.isEmpty() && page.changed.isEmpty()))
        return;
    m_book->read<Stored>(
        this,
        [this](const Result<Stored> &all) {
            if (!all)
                return printError(visible(all.error().detail));
            for (const auto &[stored, members] : *all)
                print(stored, members);
            flushOutput();
        },
        [page](storage::AnalystStores &stores) { return load(stores, page); });
}

void IncidentWatch::print(const storage::StoredIncident &stored, const QStringList &members) const
{
    const bool isNew = members.isEmpty();
    if (m_json) {
        QJsonObject line = incidentJson(stored.incident);
        line[u"news"_s] = isNew ? u"new"_s : u"changed"_s;
        line[u"changed"_s] = QJsonArray::fromStringList(members);
        printJson(line);
    } else {
        const QString what = isNew ? QString() : u"  ("_s + members.join(u", "_s) + u')';
        printLine((isNew ? u"new      "_s : u"changed  "_s) + incidentLine(stored.incident) + what);
    }
}

// Of how the asking goes: once when the first answer is there, and once for each failure.
void IncidentWatch::onChanged()
{
    const poll::JobState job = m_sync->state().job;
    if (job.succeeded > 0 && !m_ready) {
        m_ready = true;
        printError(u"watching; Ctrl+C stops"_s);
    }
    if (job.failures <= m_failures) {
        m_failures = job.failures;
        return;
    }
    m_failures = job.failures;
    if (job.halted) {
        emit halted(job.error);
        return;
    }
    printError(sentenceOf(job.error, m_api.connection()) + u"; it is tried again"_s);
}

} // namespace tocsin::cli
