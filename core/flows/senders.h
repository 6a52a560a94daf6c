// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/flows/tenantdesk.h"
#include "core/secrets/secretstore.h"
#include "core/storage/deliverybrowser.h"

#include <QTimer>

namespace tocsin::flows {

// One that sends to this console, or that a tenant would have send to somewhere.
struct Sender
{
    enum class Kind : quint8 {
        Integration, // of a tenant
        SocWarden,   // an endpoint of that scheme
        Endpoint,    // any other
    };

    Kind kind = Kind::Endpoint;
    QString tenant;            // id, with Integration
    QString name;              // of the integration, else of the endpoint
    QString url;               // as the sender has it, or as the listener has it now
    domain::Endpoint endpoint; // that receives; without a name when none is known
    qint64 deliveries = 0;     // captured there
    Micros last = 0;           // received; 0 = none
    domain::Verdict lastVerdict = domain::Verdict::Unsigned;
    QString label;                                   // of its secret; empty = none is kept here
    Micros secretSince = 0;                          // 0 = not known
    domain::Severity least = domain::Severity::None; // as agreed; None = every one

    QString key() const { return QString::number(int(kind)) + u'/' + tenant + u'/' + name; }
    bool operator==(const Sender &) const = default;
};

// Who sends to me, how is it signed, when did it last work: the integrations of every tenant, and the local
// endpoints, SOCWarden's first. What is delivered is read again some time after it arrived, as long as
// somebody looks. Lives on the main thread; what it is given outlives it.
class Senders final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Senders)

public:
    Senders(TenantDesk &tenants, WebhookDesk &webhooks, secrets::SecretStore &secrets,
            QObject *parent = nullptr);

    const QList<Sender> &all() const { return m_all; }
    const QList<storage::AlertType> &alertTypes() const { return m_types; } // learned; SOCWarden's
    void setLooking(bool looking);                                          // reads, and goes on to

    // What was agreed about an endpoint's severities; None = nothing.
    void setFilter(const QString &endpoint, domain::Severity least);

signals:
    void changed();

private:
    void read();
    void readLast(const QString &endpoint);
    void rebuild();
    void rebuildSoon();
    void fill(Sender &sender) const;
    domain::Endpoint receiver(const TenantState &tenant, const socotra::Integration &integration) const;

    struct Last
    {
        Micros received = 0;
        domain::Verdict verdict = domain::Verdict::Unsigned;
    };

    TenantDesk &m_tenants;
    WebhookDesk &m_webhooks;
    secrets::SecretStore &m_secrets;
    QList<Sender> m_all;
    QHash<QString, storage::EndpointCount> m_counts; // by endpoint
    QHash<QString, Last> m_last;
    QHash<QString, Micros> m_secretTimes; // by label
    QHash<QString, domain::Severity> m_filters;
    QList<storage::AlertType> m_types;
    QTimer m_again; // something has arrived
    bool m_isLooking = false;
    bool m_isDue = false; // a rebuild
};

// The endpoint that a URL of a sender leads to: registered as such, or on this listener's own address.
// Without a name when there is none.
domain::Endpoint endpointAt(const QString &url, const QList<domain::Endpoint> &endpoints, quint16 port);
// All that an integration may send to: the one that is linked to it first, then the one that its URL leads
// to.
QList<domain::Endpoint> receiversOf(const QList<domain::Endpoint> &endpoints, quint16 port,
                                    const storage::TenantLink &link, const QString &url);
QList<domain::Endpoint> receiversOf(const WebhookDesk &webhooks, const storage::TenantLink &link,
                                    const QString &url);

} // namespace tocsin::flows
