// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/forward.h"

#include "core/flows/replay.h"
#include "core/flows/wayout.h"
#include "core/storage/replaybook.h"

#include <limits>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using Phase = ForwardState::Phase;

int retryDelayMs(int failed, int first, int most)
{
    const int doublings = std::clamp(failed - 1, 0, 20);
    return int(std::min<qint64>(most, qint64(first) << doublings));
}

Forward::Forward(storage::ReplayBook &book, QObject *parent) : QObject(parent), m_book(book)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { ask(); });
    connect(&m_live, &LiveRelay::settled, this, &Forward::onSettled);
    connect(&m_live, &LiveRelay::sent, &m_book, &storage::ReplayBook::tellSent);
}

Forward::~Forward()
{
    giveUp();
}

void Forward::giveUp()
{
    if (const auto sent = std::exchange(m_sent, std::nullopt))
        m_book.tellSent(unanswered(*sent));
}

Result<void> Forward::start(const domain::ForwardSpec &spec, const AllowList &allowed, From from,
                            const QList<QSslCertificate> &trusted)
{
    if (m_state.isRunning())
        return fail(Error::Kind::Rejected, u"the relay of \"%1\" runs already"_s.arg(m_spec.endpoint));
    if (spec.endpoint.isEmpty())
        return fail(Error::Kind::Rejected, u"endpoint: name one"_s);
    if (spec.backlogLimit < 1)
        return fail(Error::Kind::Rejected, u"backlog: give a number of deliveries, 1 or more"_s);
    if (spec.answerSeconds < 1 || spec.answerSeconds > spec.mostAnswerSeconds)
        return fail(Error::Kind::Rejected,
                    u"wait: give a number of seconds from 1 to %1"_s.arg(spec.mostAnswerSeconds));
    if (auto target = checkTarget(spec.url, allowed); !target)
        return target;
    m_spec = spec;
    m_where = {spec, allowed, trusted};
    m_advancing = false;
    m_waitsForLive = false;
    m_mayHavePassed = spec.returnAnswer && from == From::Cursor ? -1 : 0;
    m_target = targetText(spec.url);
    m_state = {};
    m_asking = false;
    m_failing = 0;
    m_lastFailure = {};
    m_round = std::make_unique<QObject>();
    m_live.start(m_where);
    setPhase(Phase::Starting);
    if (m_round) // else stopped by who was told
        begin(from);
    return {};
}

void Forward::begin(From from)
{
    const auto startAt = [this](domain::DeliveryId cursor) {
        m_book.setCursor(m_spec.endpoint, m_target, cursor, m_round.get(),
                         [this, cursor](const Result<void> &kept) {
                             if (!kept)
                                 return end(Phase::Failed, kept.error().detail);
                             m_state.cursor = m_seenUpTo = cursor;
                             ask();
                         });
    };
    const auto startAtNewest = [this, startAt] {
        m_book.nextFor(m_spec.endpoint, std::numeric_limits<qint64>::max(), 0, m_round.get(),
                       [this, startAt](const Result<storage::RelayWork> &work) {
                           if (!work)
                               return end(Phase::Failed, work.error().detail);
                           startAt(work->seenUpTo);
                       });
    };
    if (from == From::Start)
        return startAt(0);
    if (from == From::Now)
        return startAtNewest();
    m_book.cursor(m_spec.endpoint, m_target, m_round.get(),
                  [this, startAt, startAtNewest](const Result<std::optional<domain::DeliveryId>> &known) {
                      if (!known)
                          return end(Phase::Failed, known.error().detail);
                      *known ? startAt(**known) : startAtNewest();
                  });
}

void Forward::stop()
{
    if (m_state.isRunning())
        end(Phase::Stopped);
}

void Forward::wake()
{
    if (m_state.phase == Phase::Waiting)
        ask();
}

void Forward::relayNow(domain::DeliveryId id, const domain::Capture &capture,
                       const LiveRelay::Answered &answered)
{
    // What the relay of the store has come to already is its own: never twice.
    const bool isTheStores = id <= m_state.cursor || id == m_failing;
    if (!m_spec.returnAnswer || !m_state.isRunning() || isTheStores)
        return answered(nullptr);
    m_live.relay(id, capture, answered);
}

void Forward::onSettled(const domain::ReplayAnswer &answer, const QString &refused)
{
    if (!m_round)
        return;
    if (!refused.isEmpty())
        return end(Phase::Failed, refused);
    keep(answer);
    if (domain::isPassing(answer.status))
        ++m_state.forwarded;
    setPhase(m_state.phase, m_state.reason);
    if (m_waitsForLive || m_state.phase == Phase::Waiting)
        ask();
}

void Forward::skip()
{
    if (m_state.phase != Phase::Retrying)
        return;
    m_timer.stop();
    ++m_state.withheld;
    emit withheld(m_failing, u"it was left out by hand"_s);
    advance(m_failing);
}

void Forward::ask()
{
    if (m_asking || m_advancing || !m_state.isRunning())
        return;
    m_asking = true;
    m_waitsForLive = false;
    m_timer.stop();
    m_book.nextFor(m_spec.endpoint, std::max(m_state.cursor, m_seenUpTo),
                   m_spec.backlogLimit + m_live.passedCount(), m_round.get(),
                   [this](const Result<storage::RelayWork> &work) {
                       m_asking = false;
                       if (m_advancing)
                           return; // skipped meanwhile; it is asked again from there
                       if (work)
                           return onWork(*work);
                       if (work.error().kind != Error::Kind::NotFound)
                           return end(Phase::Failed, work.error().detail);
                       m_timer.start(m_pace.poll); // it was deleted between two looks
                   });
}

void Forward::onWork(const storage::RelayWork &work)
{
    m_state.backlog = std::max<qint64>(0, work.backlog - m_live.passedCount());
    if (m_mayHavePassed < 0)
        m_mayHavePassed = work.seenUpTo;
    if (m_state.backlog > m_spec.backlogLimit) {
        return end(Phase::BacklogFull,
                   u"more than %1 deliveries wait for %2: start again with a higher limit, or from now on"_s
                       .arg(m_spec.backlogLimit)
                       .arg(m_target));
    }
    if (!work.delivery) {
        m_seenUpTo = std::max(m_seenUpTo, work.seenUpTo);
        m_state.attempts = 0;
        setPhase(Phase::Waiting);
        m_timer.start(m_pace.poll);
        return;
    }
    const domain::Delivery &delivery = *work.delivery;
    if (wentLive(delivery.row.id))
        return;
    const QString why = whyWithheld(delivery.capture.completeness, delivery.row.signature.verdict, m_spec);
    if (why.isEmpty())
        return delivery.row.id <= m_mayHavePassed ? sendUnlessPassed(delivery) : send(delivery);
    ++m_state.withheld;
    emit withheld(delivery.row.id, why);
    advance(delivery.row.id);
}

// What was sent while its sender waited is not sent at once again.
bool Forward::wentLive(domain::DeliveryId id)
{
    if (m_live.isUnderWay(id)) {
        m_waitsForLive = true;
        setPhase(Phase::Sending);
        if (m_round)
            m_timer.start(m_pace.poll);
        return true;
    }
    if (m_live.takePassed(id)) {
        advance(id);
        return true;
    }
    const auto failed = m_live.takeFailed(id);
    if (!failed)
        return false;
    m_failing = id;
    m_state.attempts = 0;
    retryLater(*failed);
    return true;
}

void Forward::sendUnlessPassed(const domain::Delivery &delivery)
{
    setPhase(Phase::Sending);
    if (!m_round) // stopped by who was told
        return;
    m_book.passed(delivery.row.id, m_target, m_round.get(), [this, delivery](const Result<bool> &passed) {
        passed &&*passed ? advance(delivery.row.id) : send(delivery);
    });
}

void Forward::send(const domain::Delivery &delivery)
{
    const domain::DeliveryId id = delivery.row.id;
    if (m_failing != id) {
        m_failing = id;
        m_state.attempts = 0;
        m_lastFailure = {};
    }
    const auto request = relayRequest(delivery.capture, m_where, m_pace.timeout);
    if (!request)
        return end(Phase::Failed, request.error().detail);
    setPhase(Phase::Sending);
    if (!m_round) // stopped by who was told
        return;
    domain::ReplayAnswer answer;
    answer.delivery = id;
    answer.target = m_target;
    answer.kind = domain::ReplayKind::Forward;
    answer.at = wallClock();
    m_sent = answer;
    sendOut(*request, m_where.allowed, m_round.get(),
            [this, answer](const Result<http::RawAnswer> &outcome) { onAnswer(answer, outcome); });
}

void Forward::onAnswer(domain::ReplayAnswer answer, const Result<http::RawAnswer> &outcome)
{
    m_sent.reset();
    if (!outcome && outcome.error().kind == Error::Kind::Forbidden)
        return end(Phase::Failed, outcome.error().detail);
    fillAnswer(answer, outcome);
    m_book.tellSent(answer);
    const bool passed = domain::isPassing(answer.status);
    const bool sameAgain =
        m_state.attempts > 0 && answer.status == m_lastFailure.status && answer.error == m_lastFailure.error;
    if (passed || !sameAgain)
        keep(answer);
    if (!passed)
        return retryLater(answer);
    ++m_state.forwarded;
    advance(answer.delivery);
}

// What cannot be kept does not hold the relay up: the cursor is what counts, and its failure ends it.
void Forward::keep(const domain::ReplayAnswer &answer)
{
    m_book.append(answer, m_round.get(), [this, answer](const Result<domain::ReplayAnswer> &kept) {
        emit relayed(kept ? *kept : answer);
    });
}

void Forward::retryLater(const domain::ReplayAnswer &answer)
{
    m_lastFailure = answer;
    ++m_state.attempts;
    const int delay = retryDelayMs(m_state.attempts, m_pace.firstRetry, m_pace.mostRetry);
    m_state.retryAt = wallClock() + Micros(delay) * 1000;
    setPhase(Phase::Retrying, answer.status == 0
                                  ? answer.error
                                  : u"#%1 was answered %2"_s.arg(answer.delivery).arg(answer.status));
    m_timer.start(delay);
}

void Forward::advance(domain::DeliveryId upTo)
{
    if (!m_round) // stopped by who was told of it
        return;
    m_advancing = true;
    m_book.setCursor(m_spec.endpoint, m_target, upTo, m_round.get(), [this, upTo](const Result<void> &kept) {
        m_advancing = false;
        if (!kept)
            return end(Phase::Failed, kept.error().detail);
        m_state.cursor = upTo;
        m_state.backlog = std::max<qint64>(0, m_state.backlog - 1);
        m_state.attempts = 0;
        m_state.retryAt = 0;
        ask();
    });
}

void Forward::setPhase(Phase phase, const QString &reason)
{
    m_state.phase = phase;
    m_state.reason = reason;
    if (std::exchange(m_told, m_state) != m_state)
        emit stateChanged();
}

void Forward::end(Phase phase, const QString &reason)
{
    m_timer.stop();
    m_round.reset();
    giveUp();
    m_live.stop();
    setPhase(phase, reason);
}

} // namespace tocsin::flows
