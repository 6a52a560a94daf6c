// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/flows/routes.h"
#include "core/signature/explain/explanation.h"

#include <QCache>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <stop_token>

namespace tocsin::flows {

// Shared, because the body that was signed may be large.
using SharedExplanation = std::shared_ptr<const signature::Explanation>;

// What a delivery is explained with besides itself. A snapshot.
struct ExplainGrounds
{
    std::shared_ptr<const Routes> routes;
    QList<signature::Scheme> schemes;
    QList<signature::NamedSecret> secrets; // all that are stored or given for this run
};

// Says why a stored delivery's signature does not fit, with its endpoint's scheme (found by proof where it
// has none) and secrets, and with all others that are known; as of the time of receipt. Computes on a thread
// of its own and remembers the answers until the grounds change. One question at a time: the next one ends
// the one before, which then answers Cancelled. Lives on the main thread.
class Explainer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Explainer)

public:
    explicit Explainer(int mostRemembered = 64 * 1024); // KiB of answers
    ~Explainer() override;

    void setGrounds(ExplainGrounds grounds); // forgets every answer, ends what runs
    const ExplainGrounds &grounds() const { return m_grounds; }

    // Answers at once when the answer is remembered.
    void explain(const domain::Delivery &delivery, QObject *context, Handler<SharedExplanation> handler);
    // With one more secret beside the endpoint's: neither the secret nor the answer is kept.
    void explainWith(const domain::Delivery &delivery, const signature::NamedSecret &secret, QObject *context,
                     Handler<SharedExplanation> handler);
    void cancel();

signals:
    void progressed(tocsin::domain::DeliveryId id, quint64 tried); // at most every 100 ms
    void outdated(); // answers given before may not hold any more

private:
    struct Task;
    Task taskFor(const domain::Delivery &delivery) const;
    void run(Task task, bool remember, QObject *context, Handler<SharedExplanation> handler);

    ExplainGrounds m_grounds;
    std::stop_source m_stop{std::nostopstate};               // of the question that runs
    quint64 m_round = 0;                                     // of the grounds
    QCache<domain::DeliveryId, SharedExplanation> m_answers; // least recently used go first; cost in KiB
    QThreadPool m_pool;                                      // last: its end waits for what still runs
};

// What the request does not say itself.
signature::Circumstances circumstancesOf(const Route *route, const domain::Capture &capture);

} // namespace tocsin::flows
