// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/investigations.h"
#include "core/socmate/socmateapi.h"

#include <algorithm>

// What the user asks of investigations that are there, and how a lost one is looked for.

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Session;
using domain::SessionState;
using socmate::SocmateApi;
using storage::AnalystStores;
using storage::StoredSession;

namespace {

constexpr Micros clockSkew = 600 * microsPerSecond; // between the server's clock and ours

bool mayBe(const Session &session, const StoredSession &lost)
{
    if (session.query.trimmed() != lost.session.query.trimmed())
        return false;
    const Micros created = storage::storedTime(session.created);
    return created == 0 || std::abs(created - lost.started) <= clockSkew;
}

} // namespace

// A look at the server's list of sessions on its way through the pages.
struct Investigations::Look
{
    qint64 id = 0;
    Done done;
    int offset = 0;
    bool sawAll = false;
    QStringList candidates; // nearest in time first within a page
};

void Investigations::open(const QString &session, QObject *context, Handler<qint64> handler)
{
    const auto answer = [handler, safe = QPointer<QObject>(context)](const Result<qint64> &id) {
        if (safe)
            handler(id);
    };
    m_book.read<qint64>(
        this,
        [this, session, answer](const Result<qint64> &known) {
            if (!known || *known != 0)
                return answer(known);
            add(InvestigationRun::seen(m_connection, session, m_clock()), answer);
        },
        [session, connection = m_connection](AnalystStores &stores) {
            return stores.sessions.idOf(connection, session);
        });
}

// With the run in memory, also when it is over.
void Investigations::withRun(qint64 id, const std::function<void(const Result<void> &)> &then)
{
    m_book.read<StoredSession>(
        this,
        [this, id, then](const Result<StoredSession> &stored) {
            if (!stored && !m_runs.contains(id))
                return then(tl::unexpected(stored.error()));
            if (!m_runs.contains(id))
                m_runs[id] = InvestigationRun(*stored);
            then({});
        },
        [id](AnalystStores &stores) { return stores.sessions.load(id); });
}

// One that was fetched from the store and stayed as it is there.
void Investigations::release(qint64 id)
{
    const auto at = m_runs.find(id);
    if (at != m_runs.end() && (at->second.isOver() || at->second.state() == SessionState::NotWatched))
        m_runs.erase(at);
}

void Investigations::followUp(qint64 id, const QString &question, QObject *context, Handler<void> handler)
{
    const auto answer = [handler, safe = QPointer<QObject>(context)](const Result<void> &outcome) {
        if (safe)
            handler(outcome);
    };
    withRun(id, [this, id, question, answer](const Result<void> &found) {
        if (!found)
            return answer(found);
        const InvestigationRun &asked = m_runs.at(id);
        const bool busy =
            m_asking.contains(id) || !(asked.isOver() || asked.state() == SessionState::NotWatched);
        if (busy)
            return answer(fail(Error::Kind::Rejected, u"it still works on the question before"_s));
        if (asked.stored().session.id.isEmpty() || question.trimmed().isEmpty()) {
            const bool empty = question.trimmed().isEmpty();
            release(id);
            return answer(fail(Error::Kind::Rejected,
                               empty ? u"message: say what is to be asked"_s : u"it was never started"_s));
        }
        m_asking.insert(id);
        m_api.message(asked.stored().session.id, question, this,
                      [this, id, question, answer](const Result<socmate::Acknowledged> &sent) {
                          onFollowedUp(id, question, sent, answer);
                      });
    });
}

void Investigations::onFollowedUp(qint64 id, const QString &question,
                                  const Result<socmate::Acknowledged> &sent,
                                  const std::function<void(const Result<void> &)> &answer)
{
    m_asking.remove(id);
    const Result<void> outcome = sent ? Result<void>() : tl::unexpected(sent.error());
    const auto at = m_runs.find(id);
    if (at == m_runs.end())
        return answer(outcome);
    if (!sent && sent.error().kind != Error::Kind::Unanswered) {
        release(id);
        return answer(outcome);
    }
    at->second.followedUp(question, m_clock());
    keep(id, [this, id, answer, outcome] {
        settle(id);
        answer(outcome);
    });
}

void Investigations::stop(qint64 id)
{
    const auto at = m_runs.find(id);
    if (at == m_runs.end())
        return;
    switch (at->second.state()) {
    case SessionState::Queued:
        at->second.gaveUp(u"withdrawn before it was sent"_s, m_clock());
        break;
    case SessionState::StartUnknown:
        at->second.gaveUp(u"given up: whether it was started is not known"_s, m_clock());
        break;
    case SessionState::Running:
        at->second.stopWatching();
        break;
    default:
        return;
    }
    keep(id, [this, id] { settle(id); });
}

void Investigations::checkNow(qint64 id)
{
    withRun(id, [this, id](const Result<void> &found) {
        if (!found)
            return;
        InvestigationRun &asked = m_runs.at(id);
        if (asked.stored().session.id.isEmpty())
            return release(id);
        // What the store says is watched need not be watched here: another program may have left it so.
        if (asked.isWatched() && m_poller.names().contains(jobOf(id)))
            return m_poller.pollNow(jobOf(id), m_clock());
        asked.watchAgain(m_clock());
        keep(id, [this, id] { settle(id); });
    });
}

void Investigations::lookFor(qint64 id)
{
    if (!run(id) || run(id)->state() != SessionState::StartUnknown)
        return;
    m_looks[id] = std::min(m_looks[id], mostLooks - 1); // at least once more
    watch(id);
    m_poller.pollNow(jobOf(id), m_clock());
}

void Investigations::look(qint64 id, const Done &done)
{
    const auto look = std::make_shared<Look>();
    look->id = id;
    look->done = done;
    askList(look);
}

void Investigations::askList(const std::shared_ptr<Look> &look)
{
    m_api.sessions(socmate::mostLimit, look->offset, SocmateApi::Priority::Polling, this,
                   [this, look](const Result<socmate::Page<Session>> &page) { onList(look, page); });
}

void Investigations::onList(const std::shared_ptr<Look> &look, const Result<socmate::Page<Session>> &page)
{
    const InvestigationRun *lost = run(look->id);
    if (!lost || lost->state() != SessionState::StartUnknown)
        return look->done({}, m_clock());
    if (!page) {
        const Error &error = page.error();
        const bool noList = error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Rejected;
        if (noList)
            m_looks[look->id] = mostLooks;
        return looked(look, noList ? u"this server has no list to look for it in"_s : error.detail,
                      noList ? Result<void>() : tl::unexpected(error));
    }
    QList<Session> matching;
    std::ranges::copy_if(page->items, std::back_inserter(matching), [&](const Session &session) {
        return !session.id.isEmpty() && mayBe(session, lost->stored());
    });
    std::ranges::stable_sort(matching, {}, [&](const Session &session) {
        return std::abs(storage::storedTime(session.created) - lost->stored().started);
    });
    for (const Session &session : matching)
        look->candidates.append(session.id);
    look->offset += int(page->items.size());
    constexpr int mostListed = 500;
    if (page->mayHaveMore() && look->offset < mostListed)
        return askList(look);
    look->sawAll = !page->mayHaveMore();
    ++m_looks[look->id];
    choose(look);
}

// The first that is nobody else's.
void Investigations::choose(const std::shared_ptr<Look> &look)
{
    m_book.read<QString>(
        this,
        [this, look](const Result<QString> &chosen) {
            const auto at = m_runs.find(look->id);
            if (at == m_runs.end() || at->second.state() != SessionState::StartUnknown)
                return look->done({}, m_clock());
            // Two lost starts of the same question each find one of the two.
            const bool taken = chosen && std::ranges::any_of(m_runs, [&](const auto &one) {
                                   return one.second.stored().session.id == *chosen;
                               });
            if (!chosen || chosen->isEmpty() || taken)
                return looked(look, u"the server's list does not have it"_s,
                              chosen ? Result<void>() : tl::unexpected(chosen.error()));
            at->second.found(*chosen, m_clock());
            keep(look->id, [this, look] {
                look->done({}, m_clock());
                settle(look->id);
            });
        },
        [candidates = look->candidates, connection = m_connection](AnalystStores &stores) -> Result<QString> {
            for (const QString &session : candidates) {
                const auto known = stores.sessions.idOf(connection, session);
                if (!known)
                    return tl::unexpected(known.error());
                if (*known == 0)
                    return session;
            }
            return QString();
        });
}

void Investigations::looked(const std::shared_ptr<Look> &look, const QString &seen,
                            const Result<void> &outcome)
{
    InvestigationRun &lost = m_runs.at(look->id);
    if (look->sawAll && outcome && m_looks[look->id] >= mostLooks)
        lost.gaveUp(u"probably never started: "_s + seen, m_clock());
    else
        lost.notFound(seen);
    keep(look->id, [this, look, outcome] {
        look->done(outcome, m_clock());
        settle(look->id);
    });
}

} // namespace tocsin::flows
