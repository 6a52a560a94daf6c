// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/flows/secretrotation.h"

namespace tocsin::flows {

class TenantDesk;
class WebhookDesk;

// Where an integration is to send to from now on.
struct PointPlan
{
    QString tenant;      // id
    QString integration; // name
    QString url;         // that the tenant calls: the listener's own, or that of a proxy or tunnel before it
    QString endpoint;    // name; made when there is none of it
    QString path;        // of the endpoint, when it is made: "/hooks/alerts"
    QString label;       // of the secret in the store; made when there is none of it
    QString tag;         // of a secret that is made
    bool secureSsl = true; // the tenant checks the listener's certificate

    bool operator==(const PointPlan &) const = default;
};

// In the order in which they are done.
enum class PointStep : quint8 {
    Secret,   // it is in the secret store
    Endpoint, // it is open, with the scheme and the secret
    Listener, // it listens, and verifies with the secret
    Written,  // the tenant was told, and read back
    Sent,     // a signed test went to the endpoint over a real socket
    Arrived,  // it was captured, and it verifies
};

// Points an integration of a tenant at this console's listener. Nothing the tenant signs with is ever unknown
// here: it is told last. A step that failed can be tried again by start(): what is done already is not done
// twice. Lives on the main thread; one plan at a time.
class Pointing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pointing)

public:
    // All must outlive this.
    Pointing(TenantDesk &tenants, WebhookDesk &webhooks, secrets::SecretStore &secrets,
             QObject *parent = nullptr);

    // What fits the integration and the listener as they are.
    PointPlan suggested(const QString &tenant, const QString &integration) const;
    // Rejected, naming the field, for what cannot work.
    Result<void> check(const PointPlan &plan) const;
    void start(const PointPlan &plan);
    bool isRunning() const { return m_round != nullptr; }

signals:
    void stepped(tocsin::flows::PointStep step, const QString &detail); // it is done
    void failed(tocsin::flows::PointStep step, const tocsin::Error &error);
    void finished(tocsin::domain::DeliveryId test); // that arrived and verified

private:
    void keepSecret();
    void onSecret(const Secret &value, const QString &tag, bool isNew);
    void openEndpoint();
    void awaitListener();
    void tellTenant();
    void sendTest();
    void awaitArrival();
    void onRows(const QList<domain::DeliveryRow> &rows);
    void done(PointStep step, const QString &detail = {});
    void fail(PointStep step, const Error &error);

    TenantDesk &m_tenants;
    WebhookDesk &m_webhooks;
    secrets::SecretStore &m_secrets;
    PointPlan m_plan;
    Secret m_value;
    QString m_tag;                   // of the secret
    domain::DeliveryId m_before = 0; // the newest delivery before the test
    int m_looks = 0;
    std::unique_ptr<QObject> m_round; // context of what is under way; null: nothing is
};

} // namespace tocsin::flows
