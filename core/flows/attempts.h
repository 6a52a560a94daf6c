// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/attempts.h"
#include "core/signature/catalogue.h"

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace tocsin::storage {
class DeliveryRows;
}

namespace tocsin::flows {

constexpr int mostAttemptsShown = 100; // of one event, the newest

// One stored attempt. Without a scheme nothing of it is, or looks, signed. Needs no secret.
domain::AttemptFacts attemptFacts(const domain::Delivery &delivery, const signature::Scheme *scheme);

// The attempts of the event that the delivery belongs to, beside the schedule of its scheme.
Result<domain::AttemptHistory> readAttempts(storage::DeliveryRows &rows,
                                            const signature::Catalogue &catalogue, domain::DeliveryId id,
                                            Micros now);

// Does so on a thread of its own: every attempt is read whole. Lives on the main thread, like the contexts; a
// handler runs as long as its context is there.
class AttemptReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttemptReader)

public:
    // The store at the path must exist.
    AttemptReader(QString storePath, std::shared_ptr<const signature::Catalogue> catalogue,
                  QObject *parent = nullptr);
    ~AttemptReader() override;

    void setCatalogue(std::shared_ptr<const signature::Catalogue> catalogue); // for questions from now on
    // An earlier question that is still in the queue is dropped.
    void read(domain::DeliveryId id, QObject *context, Handler<domain::AttemptHistory> handler);

private:
    const QString m_storePath;
    std::shared_ptr<const signature::Catalogue> m_catalogue; // never null
    QThreadPool m_pool;
};

} // namespace tocsin::flows
