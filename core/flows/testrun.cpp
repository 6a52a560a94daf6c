// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/testrun.h"

#include "core/flows/wayout.h"
#include "core/payload/freshen.h"

#include <QUuid>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

constexpr int reorderedTogether = 60; // events; signed one second apart, so that none grows too old by it

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

void setHeader(QList<domain::HeaderField> &headers, const QByteArray &name, const QByteArray &value)
{
    headers.removeIf(
        [&name](const domain::HeaderField &old) { return domain::sameFieldName(old.name, name); });
    headers.append({name, value});
}

} // namespace

// One event, and the bytes of its last attempt.
struct TestRun::Event
{
    int number = 1;
    payload::Sample sample;
    Micros firstSignedAt = 0;
    Micros signedAt = 0; // of `bytes`
    QByteArray id;
    QByteArray bytes; // empty until it is first sent
};

TestRun::TestRun(QObject *parent) : QObject(parent)
{
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, [this] { pump(); });
}

TestRun::~TestRun() = default;

int TestRun::requests() const
{
    return m_plan.count * (1 + m_plan.duplicates);
}

Result<void> TestRun::check(const TestPlan &plan) const
{
    if (isRunning())
        return refuse(u"a test is under way: wait for it or cancel it"_s);
    if (auto good = checkTarget(plan.url, plan.allowed); !good)
        return good;
    if (plan.count < 1 || plan.duplicates < 0 ||
        plan.count > mostEvents / (1 + std::min(plan.duplicates, mostEvents)))
        return refuse(u"count: give 1 to %1 requests, duplicates included"_s.arg(mostEvents));
    if (plan.burst < 1 || plan.burst > mostAtOnce)
        return refuse(u"burst: give a number from 1 to %1"_s.arg(mostAtOnce));
    if (!std::isfinite(plan.perSecond) || plan.perSecond < 0 || plan.perSecond > mostPerSecond)
        return refuse(u"rate: give requests per second, up to %1; 0 is as fast as they are answered"_s.arg(
            mostPerSecond));
    if (!std::isfinite(plan.speed) || plan.speed <= 0 || plan.speed > 1e6)
        return refuse(u"speed: give a number above 0, up to 1000000"_s);
    return {};
}

Result<void> TestRun::start(const TestPlan &plan)
{
    if (auto good = check(plan); !good)
        return good;
    m_plan = plan;
    m_queue.clear();
    m_nextEvent = 1;
    m_underWay = m_waiting = 0;
    m_nextAt = 0;
    addEvents();
    if (auto ready = prepare(*m_queue.first().event, 1, m_queue.first().event->signedAt); !ready)
        return ready;
    m_round = std::make_unique<QObject>();
    m_clock.start();
    QMetaObject::invokeMethod(
        m_round.get(), [this] { pump(); }, Qt::QueuedConnection);
    return {};
}

void TestRun::cancel()
{
    if (!isRunning())
        return;
    m_queue.clear();
    m_pace.stop();
    m_round.reset();
    emit finished();
}

std::shared_ptr<TestRun::Event> TestRun::makeEvent(int number, Micros signedAt)
{
    auto event = std::make_shared<Event>();
    event->number = number;
    event->sample = payload::freshened(m_plan.event, signedAt, m_random);
    if (!m_plan.freshBody)
        event->sample.body = m_plan.event.body;
    event->firstSignedAt = event->signedAt = signedAt;
    if (const QByteArray name = m_plan.scheme ? m_plan.scheme->retry.idHeader : QByteArray();
        !name.isEmpty()) {
        const bool there = std::any_of(
            event->sample.headers.begin(), event->sample.headers.end(),
            [&name](const domain::HeaderField &field) { return domain::sameFieldName(field.name, name); });
        if (!there)
            setHeader(event->sample.headers, name, QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    }
    return event;
}

// The next events with their duplicates: one, or as many as change places.
void TestRun::addEvents()
{
    const int left = m_plan.count - m_nextEvent + 1;
    const int count = std::min(left, m_plan.reorder ? reorderedTogether : 1);
    const Micros base = wallClock() - m_plan.ageSeconds * microsPerSecond;
    QList<Shot> shots;
    for (int i = 0; i < count; ++i) {
        // Each a little later than the one before, so that their ids differ.
        const Micros at = base - Micros(count - 1 - i) * microsPerSecond + m_nextEvent % 1000;
        const auto event = makeEvent(m_nextEvent++, at);
        for (int copy = 0; copy <= m_plan.duplicates; ++copy)
            shots.append({event, copy, 1});
    }
    if (m_plan.reorder && shots.size() > 1) {
        QList<qsizetype> order(shots.size());
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), m_random);
        if (std::is_sorted(order.begin(), order.end()))
            std::rotate(order.begin(), order.begin() + 1, order.end());
        for (const qsizetype place : std::as_const(order))
            m_queue.append(shots[place]);
    } else {
        m_queue += shots;
    }
}

Result<void> TestRun::prepare(Event &event, int attempt, Micros signedAt)
{
    payload::Sample sample = event.sample;
    if (const QByteArray name = m_plan.scheme ? m_plan.scheme->retry.attemptHeader : QByteArray();
        !name.isEmpty())
        setHeader(sample.headers, name, QByteArray::number(attempt));
    const auto made = signedEvent(m_plan.url, m_plan.scheme, m_plan.secret ? &*m_plan.secret : nullptr,
                                  sample, signedAt, m_plan.circumstances, {m_plan.variant, event.id});
    if (!made)
        return tl::unexpected(made.error());
    event.id = made->id;
    event.signedAt = signedAt;
    event.bytes = wireBytes(m_plan.url, *made);
    return {};
}

// Of an identical repeat the age is what it would be without the speed-up: how old a receiver finds it.
Micros TestRun::timeOfRepeat(const Shot &shot) const
{
    const Micros now = wallClock() - m_plan.ageSeconds * microsPerSecond;
    if (m_plan.retry == TestPlan::Retry::SignedAnew)
        return now;
    if (m_plan.speed == 1)
        return shot.event->firstSignedAt;
    const auto begin = m_plan.retryDelays.begin();
    return now - std::accumulate(begin, begin + shot.attempt - 1, qint64(0)) * microsPerSecond;
}

void TestRun::pump()
{
    while (isRunning() && m_underWay < m_plan.burst) {
        if (m_queue.isEmpty() && m_nextEvent <= m_plan.count)
            addEvents();
        if (m_queue.isEmpty())
            return;
        const qint64 now = m_clock.nsecsElapsed() / 1000;
        if (m_plan.perSecond > 0) {
            if (now < m_nextAt)
                return m_pace.start(int((m_nextAt - now) / 1000 + 1));
            // From the time it should have been: the rate holds over the run, without a burst after a pause.
            const auto step = qint64(1e6 / m_plan.perSecond);
            m_nextAt = std::max(m_nextAt, now - step) + step;
        }
        send(m_queue.takeFirst());
    }
}

void TestRun::send(const Shot &shot)
{
    ++m_underWay;
    Event &event = *shot.event;
    const bool repeat = shot.attempt > 1;
    const bool asBefore = repeat && m_plan.retry == TestPlan::Retry::Identical && m_plan.speed == 1 &&
                          (!m_plan.scheme || m_plan.scheme->retry.attemptHeader.isEmpty());
    Result<void> ready;
    if (event.bytes.isEmpty() || (repeat && !asBefore))
        ready = prepare(event, shot.attempt, repeat ? timeOfRepeat(shot) : event.signedAt);
    TestAnswer answer;
    answer.event = event.number;
    answer.copy = shot.copy;
    answer.attempt = shot.attempt;
    answer.signedAt = event.signedAt;
    answer.at = wallClock();
    if (!ready) {
        answer.error = ready.error().detail;
        return settle(answer);
    }
    http::RawRequest request;
    request.url = m_plan.url;
    request.bytes = event.bytes;
    request.timeoutMs = m_plan.timeoutMs;
    request.trusted = m_plan.trusted;
    request.mayConnect = [url = m_plan.url, allowed = m_plan.allowed](const QHostAddress &address) {
        return checkAddress(url, address, allowed);
    };
    sendOut(
        request, m_plan.allowed, m_round.get(),
        [this, shot, answer](const Result<http::RawAnswer> &outcome) { onAnswer(shot, answer, outcome); });
}

void TestRun::onAnswer(const Shot &shot, TestAnswer answer, const Result<http::RawAnswer> &outcome)
{
    answer.took = outcome ? outcome->took : wallClock() - answer.at;
    answer.status = outcome ? outcome->status : 0;
    if (!outcome)
        answer.error = outcome.error().detail;
    const bool again = !answer.isAcknowledged() && shot.attempt <= m_plan.retryDelays.size() &&
                       (outcome || outcome.error().kind != Error::Kind::Forbidden);
    if (again) {
        answer.nextInMs = qint64(double(m_plan.retryDelays[shot.attempt - 1]) * 1000 / m_plan.speed);
        ++m_waiting;
        Shot next = shot;
        ++next.attempt;
        const int wait = int(std::min<qint64>(*answer.nextInMs, std::numeric_limits<int>::max()));
        QTimer::singleShot(wait, Qt::PreciseTimer, m_round.get(), [this, next] {
            --m_waiting;
            send(next); // its time has come, whatever else is under way
        });
    }
    settle(answer);
}

void TestRun::settle(const TestAnswer &answer)
{
    --m_underWay;
    emit answered(answer);
    if (!isRunning()) // cancelled by who was told
        return;
    if (m_underWay == 0 && m_waiting == 0 && m_queue.isEmpty() && m_nextEvent > m_plan.count) {
        m_round.reset();
        emit finished();
        return;
    }
    pump();
}

} // namespace tocsin::flows
