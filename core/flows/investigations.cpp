// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/investigations.h"

#include "core/socmate/socmateapi.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Session;
using domain::SessionState;
using socmate::SocmateApi;
using storage::AnalystStores;
using storage::StoredSession;

namespace {

poll::Pace queuePace()
{
    poll::Pace pace;
    pace.interval = 30 * microsPerSecond;
    pace.whenHidden = pace.whenIdle = pace.whenReduced = 1; // somebody waits for it
    pace.longestRetry = 60 * microsPerSecond;
    return pace;
}

} // namespace

Investigations::Investigations(SocmateApi &api, poll::Poller &poller, storage::AnalystBook &book, Clock clock,
                               QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_poller(poller)
    , m_book(book)
    , m_clock(std::move(clock))
    , m_connection(api.connection().id)
    , m_queueJob(u"starts/"_s + m_connection)
{}

Investigations::~Investigations()
{
    m_poller.remove(m_queueJob);
    for (const auto &[id, run] : m_runs)
        m_poller.remove(jobOf(id));
}

QString Investigations::jobOf(qint64 id) const
{
    return u"session/%1/%2"_s.arg(m_connection).arg(id);
}

void Investigations::restore()
{
    m_book.read<QList<StoredSession>>(
        this,
        [this](const Result<QList<StoredSession>> &stored) {
            if (!stored) {
                emit failed(stored.error());
                return;
            }
            for (const StoredSession &one : *stored) {
                if (m_runs.contains(one.id)) // asked for since
                    continue;
                m_runs[one.id] = InvestigationRun(one);
                m_runs[one.id].resumed(m_clock());
                keep(one.id, [this, id = one.id] { settle(id); });
            }
            emit restored();
        },
        [connection = m_connection](AnalystStores &stores) {
            return stores.sessions.unfinished(connection);
        });
}

void Investigations::start(const InvestigationDraft &draft, QObject *context, Handler<qint64> handler)
{
    if (draft.query.trimmed().isEmpty()) {
        QMetaObject::invokeMethod(
            context,
            [handler] { handler(fail(Error::Kind::Rejected, u"query: say what is to be investigated"_s)); },
            Qt::QueuedConnection);
        return;
    }
    add(InvestigationRun::asked(m_connection, draft, m_clock()),
        [handler, safe = QPointer<QObject>(context)](const Result<qint64> &id) {
            if (safe)
                handler(id);
        });
}

void Investigations::add(InvestigationRun run, std::function<void(const Result<qint64> &)> then)
{
    m_book.write<qint64>(
        this,
        [this, run, then = std::move(then)](const Result<qint64> &id) {
            if (id) {
                m_runs[*id] = run;
                m_runs[*id].setId(*id);
            }
            then(id);
            if (!id)
                return;
            emit changed(*id);
            settle(*id);
        },
        [stored = run.stored()](AnalystStores &stores) { return stores.sessions.save(stored); });
}

// A disk that refuses does not keep anybody from seeing the answer.
void Investigations::keep(qint64 id, std::function<void()> then)
{
    m_book.write<qint64>(
        this,
        [this, id, then = std::move(then)](const Result<qint64> &done) {
            if (!done)
                emit failed(done.error());
            emit changed(id);
            if (then)
                then();
        },
        [stored = m_runs.at(id).stored()](AnalystStores &stores) { return stores.sessions.save(stored); });
}

void Investigations::settle(qint64 id)
{
    const auto at = m_runs.find(id);
    if (at == m_runs.end())
        return;
    switch (at->second.state()) {
    case SessionState::Queued:
        return enqueue(id);
    case SessionState::Starting:
        return;
    case SessionState::StartUnknown:
        if (m_looks[id] < mostLooks)
            watch(id);
        else
            m_poller.remove(jobOf(id));
        return;
    case SessionState::Running:
        return watch(id);
    case SessionState::NotWatched:
    case SessionState::Completed:
    case SessionState::Failed:
        break;
    }
    const bool over = at->second.isOver();
    m_poller.remove(jobOf(id));
    std::erase(m_queue, id);
    m_looks.erase(id);
    m_runs.erase(at);
    if (over)
        emit finished(id);
    slotMayBeFree();
}

void Investigations::enqueue(qint64 id)
{
    if (std::ranges::find(m_queue, id) == m_queue.end())
        m_queue.push_back(id);
    if (!m_poller.names().contains(m_queueJob))
        m_poller.add(
            m_queueJob, queuePace(), [this](Micros now, const Done &done) { sendNext(now, done); },
            m_clock());
}

void Investigations::slotMayBeFree()
{
    // Offline it stays where it is: the poller runs it when the line is back.
    if (!m_queue.empty() && !m_poller.conditions().offline)
        m_poller.pollNow(m_queueJob, m_clock());
}

void Investigations::sendNext(Micros now, const Done &done)
{
    while (!m_queue.empty() &&
           (!run(m_queue.front()) || run(m_queue.front())->state() != SessionState::Queued))
        m_queue.pop_front();
    if (m_queue.empty())
        return m_poller.remove(m_queueJob);
    const qint64 id = m_queue.front();
    m_runs.at(id).sending(now);
    const InvestigationRun &sent = m_runs.at(id);
    const Session &session = sent.stored().session;
    const socmate::StartRequest request{session.query, session.persona, session.provider};
    // Kept first: else a program that ends now would not know that it may be running.
    m_book.write<qint64>(
        this,
        [this, id, request, done](const Result<qint64> &kept) {
            if (!kept) {
                m_runs.at(id).started(fail(Error::Kind::Limited, kept.error().detail), m_clock());
                emit failed(kept.error());
                emit changed(id);
                return done(tl::unexpected(kept.error()), m_clock());
            }
            emit changed(id);
            m_api.start(request, this, [this, id, done](const Result<socmate::Started> &answer) {
                onStarted(id, answer, done);
            });
        },
        [stored = sent.stored()](AnalystStores &stores) { return stores.sessions.save(stored); });
}

void Investigations::onStarted(qint64 id, const Result<socmate::Started> &answer, const Done &done)
{
    m_runs.at(id).started(answer, m_clock());
    const bool waits = m_runs.at(id).state() == SessionState::Queued;
    keep(id, [this, id, waits, done, answer] {
        if (waits)
            return done(tl::unexpected(answer.error()), m_clock());
        std::erase(m_queue, id);
        done({}, m_clock());
        settle(id);
        if (m_queue.empty())
            m_poller.remove(m_queueJob);
        else
            slotMayBeFree(); // perhaps there is another one
    });
}

void Investigations::watch(qint64 id)
{
    const QString name = jobOf(id);
    if (m_poller.names().contains(name))
        return m_poller.setPace(name, m_runs.at(id).pace(m_clock()), m_clock());
    m_poller.add(
        name, m_runs.at(id).pace(m_clock()),
        [this, id](Micros, const Done &done) {
            if (run(id) && run(id)->state() == SessionState::StartUnknown)
                look(id, done);
            else
                poll(id, done);
        },
        m_clock());
}

void Investigations::poll(qint64 id, const Done &done)
{
    if (!run(id))
        return done({}, m_clock());
    m_api.session(run(id)->stored().session.id, SocmateApi::Priority::Polling, this,
                  [this, id, done](const Result<Session> &answer) {
                      const auto at = m_runs.find(id);
                      if (at == m_runs.end() || !at->second.isWatched()) // stopped in between
                          return done({}, m_clock());
                      const StoredSession before = at->second.stored();
                      at->second.polled(answer, m_clock());
                      const auto then = [this, id, done, answer] {
                          // The pace first: with the answer the next wait begins.
                          if (run(id) && run(id)->isWatched())
                              m_poller.setPace(jobOf(id), run(id)->pace(m_clock()), m_clock());
                          done(answer ? Result<void>() : tl::unexpected(answer.error()), m_clock());
                          settle(id);
                      };
                      if (at->second.stored() == before)
                          then();
                      else
                          keep(id, then);
                  });
}

QList<qint64> Investigations::live() const
{
    QList<qint64> ids;
    for (const auto &[id, run] : m_runs)
        ids.append(id);
    return ids;
}

const InvestigationRun *Investigations::run(qint64 id) const
{
    const auto at = m_runs.find(id);
    return at == m_runs.end() ? nullptr : &at->second;
}

} // namespace tocsin::flows
