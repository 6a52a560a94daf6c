// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/replay.h"
#include "core/flows/allowlist.h"
#include "core/flows/wirerequest.h"
#include "core/http/rawexchange.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <memory>

namespace tocsin::storage {
class ReplayBook;
}

namespace tocsin::flows {

struct ReplayPlan
{
    ReplayTarget target;
    AllowList allowed;
    std::optional<ReplayEdit> edit; // nothing = the captured bytes
    double perSecond = 0;           // requests started; 0 = as fast as it goes
    int concurrency = 1;            // requests under way at once; with more than 1 the order may change
    int timeoutMs = 30'000;
    QList<QSslCertificate> trusted; // besides the system's authorities
};

// What became of one delivery.
struct ReplayResult
{
    domain::ReplayAnswer answer;  // delivery and target always; the rest when the request was sent
    QStringList changes;          // what was sent and is not what was captured
    std::optional<Error> notSent; // nothing left this machine; no answer is kept then
    QString notKept;              // why the answer could not be stored; empty = it is
};

// Sends captured deliveries again, one or many, and keeps the answers. Lives on the thread of its book.
class Replay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Replay)

public:
    explicit Replay(storage::ReplayBook &book, QObject *parent = nullptr);
    ~Replay() override;

    // In the order given. Errors, and then nothing was sent: Rejected (numbers, URL, a run is under way),
    // Forbidden (target).
    Result<void> start(const QList<domain::DeliveryId> &ids, const ReplayPlan &plan);
    // Starts no more and waits for no answer; what was under way may have arrived, and is not kept.
    void cancel();
    bool isRunning() const { return m_round != nullptr; }

    static constexpr int mostConcurrent = 64;
    static constexpr double mostPerSecond = 1000;

signals:
    void answered(const tocsin::flows::ReplayResult &result); // once for every delivery, as they come
    void finished();                                          // also after cancel()

private:
    void pump();
    void startOne(domain::DeliveryId id);
    void send(const domain::Delivery &delivery);
    void onAnswer(qint64 sent, ReplayResult result, const Result<http::RawAnswer> &answer);
    void settle(const ReplayResult &result);
    void giveUp();

    storage::ReplayBook &m_book;
    ReplayPlan m_plan;
    QList<domain::DeliveryId> m_queue;
    std::unique_ptr<QObject> m_round; // context of all that is under way
    int m_underWay = 0;
    QHash<qint64, domain::ReplayAnswer> m_sent; // and not answered, by the order of their start
    qint64 m_lastSent = 0;
    QTimer m_pace;
    QElapsedTimer m_clock;
    qint64 m_nextAt = 0; // microseconds of m_clock
    QRandomGenerator m_random = QRandomGenerator::securelySeeded();
};

// The target as it is kept and compared: without the parts that are not sent.
QString targetText(const QUrl &url);

// The answer of the transport in the shape that is kept. Nothing when the request was never sent.
void fillAnswer(domain::ReplayAnswer &answer, const Result<http::RawAnswer> &outcome);
// The same for one that is under way and not waited for any more.
domain::ReplayAnswer unanswered(domain::ReplayAnswer answer);

} // namespace tocsin::flows
