// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/replay.h"

#include "core/flows/wayout.h"
#include "core/http/sentwrite.h"
#include "core/storage/replaybook.h"

#include <cmath>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

QString targetText(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveFragment | QUrl::FullyEncoded);
}

void fillAnswer(domain::ReplayAnswer &answer, const Result<http::RawAnswer> &outcome)
{
    answer.took = wallClock() - answer.at;
    if (!outcome) {
        answer.error = outcome.error().detail;
        return;
    }
    answer.took = outcome->took;
    answer.status = outcome->status;
    answer.head = outcome->head;
    answer.body = outcome->body;
    answer.cut = outcome->cut;
}

domain::ReplayAnswer unanswered(domain::ReplayAnswer answer)
{
    answer.took = wallClock() - answer.at;
    answer.error = http::answerUnknown();
    return answer;
}

Replay::Replay(storage::ReplayBook &book, QObject *parent) : QObject(parent), m_book(book)
{
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, [this] { pump(); });
}

Replay::~Replay()
{
    giveUp();
}

void Replay::giveUp()
{
    for (const domain::ReplayAnswer &answer : std::exchange(m_sent, {}))
        m_book.tellSent(unanswered(answer));
}

Result<void> Replay::start(const QList<domain::DeliveryId> &ids, const ReplayPlan &plan)
{
    if (isRunning())
        return fail(Error::Kind::Rejected, u"a replay is under way: wait for it or cancel it"_s);
    if (ids.isEmpty())
        return fail(Error::Kind::Rejected, u"deliveries: choose at least one"_s);
    if (plan.concurrency < 1 || plan.concurrency > mostConcurrent)
        return fail(Error::Kind::Rejected, u"at once: give a number from 1 to %1"_s.arg(mostConcurrent));
    if (!std::isfinite(plan.perSecond) || plan.perSecond < 0 || plan.perSecond > mostPerSecond)
        return fail(
            Error::Kind::Rejected,
            u"rate: give requests per second, up to %1; 0 is as fast as it goes"_s.arg(mostPerSecond));
    if (auto target = checkTarget(plan.target.url, plan.allowed); !target)
        return target;
    m_plan = plan;
    m_queue = ids;
    m_round = std::make_unique<QObject>();
    m_underWay = 0;
    m_nextAt = 0;
    m_clock.start();
    QMetaObject::invokeMethod(
        m_round.get(), [this] { pump(); }, Qt::QueuedConnection);
    return {};
}

void Replay::cancel()
{
    if (!isRunning())
        return;
    m_queue.clear();
    m_pace.stop();
    m_round.reset();
    giveUp();
    emit finished();
}

void Replay::pump()
{
    while (isRunning() && m_underWay < m_plan.concurrency && !m_queue.isEmpty()) {
        const qint64 now = m_clock.nsecsElapsed() / 1000;
        if (m_plan.perSecond > 0) {
            if (now < m_nextAt)
                return m_pace.start(int((m_nextAt - now) / 1000 + 1));
            // From the time it should have been: the rate holds over the run, without a burst after a pause.
            const auto step = qint64(1e6 / m_plan.perSecond);
            m_nextAt = std::max(m_nextAt, now - step) + step;
        }
        ++m_underWay;
        startOne(m_queue.takeFirst());
    }
}

void Replay::startOne(domain::DeliveryId id)
{
    m_book.load(id, m_round.get(), [this, id](const Result<domain::Delivery> &delivery) {
        if (delivery)
            return send(*delivery);
        ReplayResult result;
        result.answer.delivery = id;
        result.answer.target = targetText(m_plan.target.url);
        result.notSent = delivery.error();
        settle(result);
    });
}

void Replay::send(const domain::Delivery &delivery)
{
    ReplayResult result;
    result.answer.delivery = delivery.row.id;
    result.answer.target = targetText(m_plan.target.url);
    result.answer.at = wallClock();
    if (m_plan.edit) {
        result.answer.kind = domain::ReplayKind::Edited;
        result.answer.scheme = m_plan.edit->scheme ? m_plan.edit->scheme->id : QString();
    }
    auto wire = m_plan.edit
                    ? editedRequest(delivery.capture, m_plan.target, *m_plan.edit, result.answer.at, m_random)
                    : exactRequest(delivery.capture, m_plan.target);
    if (!wire) {
        result.notSent = wire.error();
        return settle(result);
    }
    result.changes = wire->changes;
    http::RawRequest request;
    request.url = m_plan.target.url;
    request.bytes = std::move(wire->bytes);
    request.headOnly = wire->headOnly;
    request.timeoutMs = m_plan.timeoutMs;
    request.trusted = m_plan.trusted;
    request.mayConnect = [url = m_plan.target.url, allowed = m_plan.allowed](const QHostAddress &address) {
        return checkAddress(url, address, allowed);
    };
    m_sent.insert(++m_lastSent, result.answer);
    sendOut(request, m_plan.allowed, m_round.get(),
            [this, sent = m_lastSent, result](const Result<http::RawAnswer> &answer) {
                onAnswer(sent, result, answer);
            });
}

void Replay::onAnswer(qint64 sent, ReplayResult result, const Result<http::RawAnswer> &answer)
{
    m_sent.remove(sent);
    if (!answer && answer.error().kind == Error::Kind::Forbidden) {
        result.notSent = answer.error();
        return settle(result);
    }
    fillAnswer(result.answer, answer);
    m_book.tellSent(result.answer);
    m_book.append(result.answer, m_round.get(), [this, result](const Result<domain::ReplayAnswer> &kept) {
        ReplayResult told = result;
        if (kept) {
            told.answer = *kept;
        } else {
            told.notKept = kept.error().detail;
            told.answer.verdict = domain::compareAnswers(std::nullopt, told.answer.status);
        }
        settle(told);
    });
}

void Replay::settle(const ReplayResult &result)
{
    --m_underWay;
    emit answered(result);
    if (!isRunning()) // cancelled by who was told
        return;
    if (m_underWay == 0 && m_queue.isEmpty()) {
        m_round.reset();
        emit finished();
        return;
    }
    pump();
}

} // namespace tocsin::flows
