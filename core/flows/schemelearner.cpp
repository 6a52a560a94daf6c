// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/schemelearner.h"

#include "core/flows/explainer.h"
#include "core/flows/webhookdesk.h"
#include "core/signature/verify.h"
#include "core/storage/deliverybrowser.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

#include <algorithm>

namespace tocsin::flows {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 progressEveryMs = 100;

} // namespace

struct SchemeLearner::Task
{
    signature::LearnRequest request; // its deliveries and circumstances stand in the same order
    std::vector<Micros> received;
    QString endpoint;
    std::shared_ptr<std::atomic<bool>> cancelled;
    std::function<void(quint64, quint64)> heard; // on the worker's thread
    QElapsedTimer sinceHeard;
    quint64 before = 0; // digests of the searches that are done

    signature::LearnHeard listener()
    {
        sinceHeard.start();
        return [this](const signature::LearnProgress &progress) {
            if (sinceHeard.elapsed() < progressEveryMs)
                return;
            sinceHeard.restart();
            heard(before + progress.tried, before + progress.planned);
        };
    }

    int verifiedBy(const signature::Scheme &scheme) const
    {
        int count = 0;
        const signature::NamedSecret secret{u"learnt"_s, request.secret, {}, false};
        for (size_t i = 0; i < request.deliveries.size(); ++i) {
            const auto verdict = signature::verify(scheme, request.deliveries[i], {&secret, 1}, received[i],
                                                   request.circumstances[i])
                                     .verdict;
            count += int(verdict == domain::Verdict::Valid || verdict == domain::Verdict::ValidStale ||
                         verdict == domain::Verdict::ValidFuture);
        }
        return count;
    }

    void add(LearnOutcome &outcome, const signature::Scheme &scheme) const
    {
        const auto same = [&scheme](const LearnedProposal &other) {
            return other.scheme.recipes == scheme.recipes;
        };
        if (std::none_of(outcome.proposals.begin(), outcome.proposals.end(), same))
            outcome.proposals.append({scheme, verifiedBy(scheme)});
    }

    Result<LearnOutcome> work()
    {
        LearnOutcome outcome;
        outcome.deliveries = int(request.deliveries.size());
        outcome.endpoint = endpoint;
        const auto all = signature::learn(request, *cancelled, listener());
        if (!all)
            return tl::unexpected(all.error());
        before = all->tried;
        outcome.why = all->why;
        outcome.cancelled = all->cancelled;
        if (all->scheme)
            add(outcome, *all->scheme);
        else if (outcome.deliveries > 1)
            searchEach(outcome);
        outcome.tried = before;
        std::stable_sort(
            outcome.proposals.begin(), outcome.proposals.end(),
            [](const LearnedProposal &a, const LearnedProposal &b) { return a.verified > b.verified; });
        return outcome;
    }

    void searchEach(LearnOutcome &outcome)
    {
        for (size_t i = 0; i < request.deliveries.size() && !outcome.cancelled; ++i) {
            signature::LearnRequest one{{request.deliveries[i]}, request.secret, {request.circumstances[i]}};
            const auto found = signature::learn(one, *cancelled, listener());
            if (!found)
                continue;
            before += found->tried;
            outcome.cancelled = found->cancelled;
            if (found->scheme)
                add(outcome, *found->scheme);
        }
    }
};

SchemeLearner::SchemeLearner(WebhookDesk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_cancelled(std::make_shared<std::atomic<bool>>(false))
{
    m_pool.setMaxThreadCount(1);
}

SchemeLearner::~SchemeLearner()
{
    cancel();
    m_pool.waitForDone();
}

void SchemeLearner::cancel()
{
    *m_cancelled = true;
}

void SchemeLearner::learn(const QList<domain::DeliveryId> &ids, const Secret &secret)
{
    if (m_running)
        return;
    m_running = true;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    auto task = std::make_shared<Task>();
    task->cancelled = m_cancelled;
    task->request.secret = secret;
    task->heard = [this](quint64 tried, quint64 planned) {
        QMetaObject::invokeMethod(this, [this, tried, planned] { emit progressed(tried, planned); });
    };
    QList<domain::DeliveryId> newest = ids;
    std::sort(newest.begin(), newest.end(), std::greater<>());
    load(newest.first(std::min(newest.size(), qsizetype(signature::LearnRequest::mostDeliveries))), task);
}

// One after the other: what was deleted in between is left out.
void SchemeLearner::load(QList<domain::DeliveryId> ids, std::shared_ptr<Task> task)
{
    if (ids.isEmpty() || *m_cancelled)
        return run(task);
    const domain::DeliveryId id = ids.takeFirst();
    m_desk.browser().load(id, this, [this, ids, task](const Result<domain::Delivery> &delivery) {
        if (delivery) {
            const auto &routes = m_desk.explainer().grounds().routes;
            const Route *route = routes ? routes->byName(delivery->row.endpoint) : nullptr;
            if (task->endpoint.isEmpty())
                task->endpoint = delivery->row.endpoint;
            task->request.deliveries.push_back(delivery->capture.message);
            task->request.circumstances.push_back(circumstancesOf(route, delivery->capture));
            task->received.push_back(delivery->capture.lastByte);
        } else if (delivery.error().kind != Error::Kind::NotFound) {
            m_running = false;
            emit failed(delivery.error());
            return;
        }
        load(ids, task);
    });
}

void SchemeLearner::run(const std::shared_ptr<Task> &task)
{
    QtConcurrent::run(&m_pool, [task] {
        return task->work();
    }).then([this](const Result<LearnOutcome> &outcome) {
        QMetaObject::invokeMethod(
            this,
            [this, outcome] {
                m_running = false;
                if (outcome)
                    emit finished(*outcome);
                else
                    emit failed(outcome.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace tocsin::flows
