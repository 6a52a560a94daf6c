// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/signature/verify.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>

namespace tocsin::flows {

class WebhookDesk;

// How one stored delivery fares under a scheme that is not in use.
struct LiveVerdict
{
    domain::DeliveryRow row;
    signature::Verification verification;
};

// Checks the newest deliveries of an endpoint against a scheme while it is being written: read once, checked
// again on a thread of its own whenever the scheme or the secrets change, as of the time of receipt. Nothing
// is stored. Lives on the main thread.
class LiveCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveCheck)

public:
    explicit LiveCheck(WebhookDesk &desk, QObject *parent = nullptr);
    ~LiveCheck() override;

    void setEndpoint(const QString &endpoint, int most); // reads its deliveries
    void setScheme(const std::optional<signature::Scheme> &scheme);
    // Labels of secrets; empty = those of the endpoint.
    void setSecret(const QString &label);
    void reread(); // what has come or gone since

signals:
    void started();
    // Newest first; no scheme, or an empty endpoint, gives an empty list.
    void checked(const QList<tocsin::flows::LiveVerdict> &verdicts);
    void failed(const QString &what); // the store could not be read

private:
    void later();
    void check();
    QList<signature::NamedSecret> secrets() const;

    WebhookDesk &m_desk;
    QString m_endpoint;
    QString m_label;
    int m_most = 0;
    quint64 m_reading = 0;                         // number of the question to the store that counts
    std::shared_ptr<std::atomic<bool>> m_outdated; // of the check that runs
    std::optional<signature::Scheme> m_scheme;
    std::shared_ptr<const QList<domain::Delivery>> m_deliveries;
    QTimer m_pause; // after the last key
    QThreadPool m_pool;
};

} // namespace tocsin::flows
