// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/signature/learn.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace tocsin::flows {

struct Route;
class WebhookDesk;

// A scheme that was found, and how many of the deliveries it verifies.
struct LearnedProposal
{
    signature::Scheme scheme;
    int verified = 0;
};

struct LearnOutcome
{
    QList<LearnedProposal> proposals; // the one that verifies most comes first
    int deliveries = 0;
    QString endpoint;  // of the newest of them
    quint64 tried = 0; // digests
    bool cancelled = false;
    QString why; // plain English: what is signed, or what is ruled out
};

// Searches for the scheme of stored deliveries with one secret, on a thread of its own. One construction for
// all of them is looked for first; where there is none, each delivery is searched by itself, and what is
// found is tried on all. One search at a time. Lives on the main thread.
class SchemeLearner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeLearner)

public:
    explicit SchemeLearner(WebhookDesk &desk, QObject *parent = nullptr);
    ~SchemeLearner() override;

    // The newest of these, as many as the search takes, are read from the store first.
    void learn(const QList<domain::DeliveryId> &ids, const Secret &secret);
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    void progressed(quint64 tried, quint64 planned); // at most every 100 ms
    void finished(const tocsin::flows::LearnOutcome &outcome);
    void failed(const tocsin::Error &error);

private:
    struct Task;
    void load(QList<domain::DeliveryId> ids, std::shared_ptr<Task> task);
    void run(const std::shared_ptr<Task> &task);

    WebhookDesk &m_desk;
    bool m_running = false;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    QThreadPool m_pool;
};

} // namespace tocsin::flows
