// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/explainer.h"

#include "core/signature/explain/explain.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QtConcurrentRun>

#include <limits>
#include <new>
#include <utility>

namespace tocsin::flows {

namespace {

using namespace Qt::StringLiterals;

constexpr int leastCost = 256; // KiB of an answer, so that their number is bounded too
constexpr qint64 progressEveryMs = 100;

int costOf(const signature::Explanation &explanation)
{
    qsizetype bytes = 0;
    for (const signature::Cause &cause : explanation.causes)
        bytes += cause.signedBody.size();
    for (const signature::SignedPart &part : explanation.verification.parts)
        bytes += part.bytes.size();
    return int(std::min<qsizetype>(leastCost + bytes / 1024, std::numeric_limits<int>::max()));
}

} // namespace

// Everything that the worker needs, by value: nothing of the window is touched while it runs.
struct Explainer::Task
{
    domain::DeliveryId id = 0;
    domain::HttpMessage message;
    signature::Circumstances circumstances;
    QList<signature::Scheme> schemes;
    QString scheme; // id; empty = auto
    QList<signature::NamedSecret> secrets;
    QList<signature::NamedSecret> others;
    Micros now = 0;

    signature::Explanation work(const signature::ExplainControl &control) const
    {
        signature::ExplainRequest request{message, schemes};
        for (const signature::Scheme &known : schemes) {
            if (known.id == scheme)
                request.scheme = &known;
        }
        request.secrets = secrets;
        request.others = others;
        request.circumstances = circumstances;
        request.now = now;
        return signature::explain(request, control);
    }
};

signature::Circumstances circumstancesOf(const Route *route, const domain::Capture &capture)
{
    const bool overTls = !capture.tls.version.isEmpty();
    if (route)
        return overTls ? route->overTls : route->plain;
    signature::Circumstances circumstances;
    circumstances.overTls = overTls;
    return circumstances;
}

Explainer::Explainer(int mostRemembered) : m_answers(mostRemembered)
{
    m_pool.setMaxThreadCount(2); // one may still be coming to its end when the next one starts
}

Explainer::~Explainer()
{
    cancel();
    m_pool.waitForDone();
}

void Explainer::setGrounds(ExplainGrounds grounds)
{
    m_grounds = std::move(grounds);
    ++m_round;
    m_answers.clear();
    cancel();
    emit outdated();
}

void Explainer::cancel()
{
    m_stop.request_stop();
}

Explainer::Task Explainer::taskFor(const domain::Delivery &delivery) const
{
    Task task;
    task.id = delivery.row.id;
    task.message = delivery.capture.message;
    task.now = delivery.capture.lastByte;
    task.schemes = m_grounds.schemes;
    const Route *route = m_grounds.routes ? m_grounds.routes->byName(delivery.row.endpoint) : nullptr;
    task.circumstances = circumstancesOf(route, delivery.capture);
    if (route && route->scheme)
        task.scheme = route->scheme->id;
    if (route)
        task.secrets = QList<signature::NamedSecret>(route->secrets.begin(), route->secrets.end());
    for (const signature::NamedSecret &secret : m_grounds.secrets) {
        if (!route || !route->endpoint.secretLabels.contains(secret.label))
            task.others.append(secret);
    }
    return task;
}

void Explainer::explain(const domain::Delivery &delivery, QObject *context,
                        Handler<SharedExplanation> handler)
{
    cancel();
    if (const SharedExplanation *known = m_answers.object(delivery.row.id)) {
        handler(*known);
        return;
    }
    run(taskFor(delivery), true, context, std::move(handler));
}

void Explainer::explainWith(const domain::Delivery &delivery, const signature::NamedSecret &secret,
                            QObject *context, Handler<SharedExplanation> handler)
{
    cancel();
    Task task = taskFor(delivery);
    task.secrets.prepend(secret);
    run(std::move(task), false, context, std::move(handler));
}

void Explainer::run(Task task, bool remember, QObject *context, Handler<SharedExplanation> handler)
{
    m_stop = std::stop_source();
    const std::stop_token stop = m_stop.get_token();
    const domain::DeliveryId id = task.id;
    const quint64 round = m_round;
    auto work = [this, stop, task = std::move(task)]() -> SharedExplanation {
        QElapsedTimer sinceSaid;
        sinceSaid.start();
        quint64 before = 0; // of the parts of the search that are done; each counts from nought
        quint64 last = 0;
        signature::ExplainControl control;
        control.stop = stop;
        control.progress = [&](quint64 tried) {
            if (tried < last)
                before += last;
            last = tried;
            if (sinceSaid.elapsed() < progressEveryMs)
                return;
            sinceSaid.restart();
            QMetaObject::invokeMethod(this, [this, stop, id = task.id, sum = before + tried] {
                if (!stop.stop_requested())
                    emit progressed(id, sum);
            });
        };
        try {
            return std::make_shared<const signature::Explanation>(task.work(control));
        } catch (const std::bad_alloc &) { // the forms of a large body are large
            return nullptr;
        }
    };
    auto answer = [this, id, round, remember, stop, asker = QPointer<QObject>(context),
                   handler = std::move(handler)](const SharedExplanation &found) {
        const bool ended = stop.stop_requested();
        if (found && !ended && remember && round == m_round)
            m_answers.insert(id, new SharedExplanation(found), costOf(*found));
        if (!asker)
            return;
        if (ended)
            handler(fail(Error::Kind::Cancelled, u"the search was ended"_s));
        else if (!found)
            handler(fail(Error::Kind::Limited, u"the memory does not suffice for a body of this size"_s));
        else
            handler(found);
    };
    // Queued, since a continuation with a context is called at once when the work is done before it is
    // attached.
    QtConcurrent::run(&m_pool, std::move(work))
        .then([this, answer = std::move(answer)](const SharedExplanation &found) {
            QMetaObject::invokeMethod(
                this, [answer, found] { answer(found); }, Qt::QueuedConnection);
        });
}

} // namespace tocsin::flows
