// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/liverelay.h"

#include "core/flows/replay.h"
#include "core/flows/wayout.h"

#include <utility>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using listener::Response;

namespace {

std::shared_ptr<const Response> tooMany()
{
    static const auto response =
        Response::plain(503, u"This request is stored. Too many wait for the service behind this address."_s,
                        {{"Retry-After", "5"}});
    return response;
}

} // namespace

LiveRelay::LiveRelay(QObject *parent) : QObject(parent) {}

LiveRelay::~LiveRelay()
{
    stop();
}

void LiveRelay::start(const RelayTarget &target)
{
    stop();
    m_target = target;
    m_passed.clear();
    m_failed.clear();
    m_round = std::make_unique<QObject>();
}

void LiveRelay::stop()
{
    m_round.reset();
    m_bytes = 0;
    const auto left = std::exchange(m_underWay, {});
    for (const Waiting &waiting : left) {
        waiting.answered(returnedResponse(fail(Error::Kind::Cancelled, {}), false));
        emit sent(unanswered(waiting.answer));
    }
}

void LiveRelay::relay(domain::DeliveryId id, const domain::Capture &capture, const Answered &answered)
{
    const qint64 bytes = capture.message.head.size() + capture.message.body.size();
    if (!m_round)
        return answered(returnedResponse(fail(Error::Kind::Cancelled, {}), false));
    if (m_underWay.size() >= mostUnderWay || m_bytes + bytes > mostBytes)
        return answered(tooMany());
    auto request = relayRequest(capture, m_target, m_target.spec.answerSeconds * 1000);
    if (!request)
        return answered(returnedResponse(tl::unexpected(request.error()), false));
    request->keep = mostReturned;
    domain::ReplayAnswer answer;
    answer.delivery = id;
    answer.target = targetText(m_target.spec.url);
    answer.kind = domain::ReplayKind::Forward;
    answer.at = wallClock();
    m_underWay.insert(id, {answered, answer, bytes});
    m_bytes += bytes;
    sendOut(*request, m_target.allowed, m_round.get(),
            [this, answer](const Result<http::RawAnswer> &outcome) { finish(answer, outcome); });
}

void LiveRelay::finish(domain::ReplayAnswer answer, const Result<http::RawAnswer> &outcome)
{
    const Waiting waiting = m_underWay.take(answer.delivery);
    m_bytes -= waiting.bytes;
    fillAnswer(answer, outcome);
    // The timer that ends it may be a twentieth early.
    const bool late = !outcome && answer.took >= m_target.spec.answerSeconds * microsPerSecond * 9 / 10;
    const bool refused = !outcome && outcome.error().kind == Error::Kind::Forbidden;
    if (domain::isPassing(answer.status) && m_passed.size() < mostRemembered)
        m_passed.insert(answer.delivery);
    else if (!domain::isPassing(answer.status) && m_failed.size() < mostRemembered)
        m_failed.insert(answer.delivery, answer);
    waiting.answered(returnedResponse(outcome, late));
    if (!refused)
        emit sent(answer);
    emit settled(answer, refused ? outcome.error().detail : QString());
}

std::optional<domain::ReplayAnswer> LiveRelay::takeFailed(domain::DeliveryId id)
{
    const auto found = m_failed.constFind(id);
    if (found == m_failed.constEnd())
        return std::nullopt;
    const domain::ReplayAnswer answer = *found;
    m_failed.erase(found);
    return answer;
}

} // namespace tocsin::flows
