// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/flows/mergeprobe.h"
#include "core/signature/verify.h"
#include "core/socotra/socotraapi.h"
#include "core/storage/rotationstore.h"
#include "core/storage/tenantstore.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace tocsin::secrets {
class SecretStore;
}
namespace tocsin::storage {
class AnalystBook;
}

namespace tocsin::flows {

class AnalystDesk;
class Auditing;
class SecretRotation;
class WebhookDesk;

using UpdateRule = ProbeAnswer::Rule;

// What is known of one tenant: settings, and what its server said last.
struct TenantState
{
    QString id;
    socotra::Tenant tenant;
    bool sandbox = false; // the stand-in: of this run, cannot be edited

    QList<socotra::Integration> integrations; // kept also when a later reading fails
    QList<socotra::WebhookDefinition> webhooks;
    QHash<QString, qsizetype> diverted; // by the webhook's name; those that the server tells
    Micros read = 0;                    // when integrations were; 0 = never
    bool isReading = false;             // now
    std::optional<Error> error;         // of the last reading of integrations
    std::optional<Error> webhooksError; // 401 and 403 close that part only (socotra.md 4.8)

    UpdateRule updates = UpdateRule::Unknown; // as probed
    Micros probed = 0;
    QList<storage::Rotation> rotations; // all, newest first
    QList<storage::TenantLink> links;

    storage::TenantLink link(const QString &integration) const; // an empty one when none is kept
    // The one that has not ended; null when there is none.
    const storage::Rotation *rotationOf(const QString &integration) const;
    // The definitions that name it (3.3).
    QStringList usedBy(const QString &integration) const;
};

// The tenants of Socotra whose integrations are managed here, each with its API, whose writes are recorded.
// Nothing is asked of a server before refresh(). Lives on the main thread; what it is given outlives it.
class TenantDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TenantDesk)

public:
    TenantDesk(AnalystDesk &analyst, WebhookDesk &webhooks, secrets::SecretStore &secrets, Auditing &auditing,
               QObject *parent = nullptr);
    ~TenantDesk() override; // no handler is called any more

    bool isRead() const { return m_isRead; }                          // the tenants are known
    const std::optional<Error> &readError() const { return m_error; } // the book cannot be read
    QStringList tenants() const;                                      // ids, the sandbox's first
    const TenantState *state(const QString &id) const;                // null: no such tenant; until changed()
    Micros now() const;
    storage::AnalystBook &book() const;

    // Keeps it (an empty id = a new one) and its password, unless that is empty, and answers the id. Rejected
    // for what cannot be used, naming the field, and for the sandbox.
    void save(const QString &id, const socotra::Tenant &tenant, const Secret &password, QObject *context,
              Handler<QString> handler);
    // With what was kept of its rotations. Secrets stay: listeners may verify with them.
    void remove(const QString &id, QObject *context, Handler<void> handler);

    void refresh(const QString &id);  // changed() follows, twice
    void tryAgain(const QString &id); // after a refused sign-in; reads as well

    // As the functions of SocotraApi; the list is read anew after them. NotFound: no such tenant.
    void add(const QString &id, const socotra::Draft &draft, QObject *context,
             Handler<socotra::WriteOutcome> handler);
    void update(const QString &id, const socotra::Integration &base, const socotra::Draft &draft,
                QObject *context, Handler<socotra::WriteOutcome> handler);
    void removeIntegration(const QString &id, const socotra::Integration &base, QObject *context,
                           Handler<socotra::WriteOutcome> handler);
    // probeUpdates(), and what it found is kept.
    void probe(const QString &id, QObject *context, Handler<ProbeAnswer> handler);
    // Which endpoint and secret of this console an integration has to do with.
    void setLink(const storage::TenantLink &link);

    // The endpoints here that it sends to, the linked one first. Empty: none is known.
    QList<domain::Endpoint> receivers(const QString &id, const QString &integration) const;
    // Under which its secret is kept: as linked, else the label that its endpoint verifies with. Empty: none.
    QString labelOf(const QString &id, const QString &integration) const;
    // Before an integration that sends there is told a secret: answers once its endpoints verify with it (see
    // letVerify()).
    struct Signing
    {
        QString integration;
        QString url; // that it sends to from then on
        signature::NamedSecret secret;
    };
    void letVerify(const QString &id, const Signing &signing, QObject *context, Handler<void> handler);

    // Null: no such tenant. Both end when the tenant's settings change or it is removed.
    socotra::SocotraApi *api(const QString &id) const;
    SecretRotation *rotation(const QString &id) const; // its verifier is the webhook desk
    void readRotations(const QString &id);             // after a step of one; changed() follows

    static constexpr auto sandboxId = QLatin1StringView("sandbox");

signals:
    void changed();

private:
    struct One;
    struct Kept;
    using Outcome = Handler<socotra::WriteOutcome>;

    void addSandbox();
    void readAll();
    void take(const Result<Kept> &kept);
    void takeLinks(const QList<storage::TenantLink> &links);
    void ask(One &one);
    void askDiverted(One &one);
    void endAsking(One &one);
    void keepRule(const TenantState &state);
    void store(const QString &id, const socotra::Tenant &tenant, QObject *context, Handler<QString> handler);
    std::unique_ptr<One> make(const QString &id, const socotra::Tenant &tenant, bool sandbox);
    One *find(const QString &id) const;
    Outcome then(const QString &id, QObject *context, const Outcome &handler);
    socotra::SecretSource passwords();

    AnalystDesk &m_analyst;
    WebhookDesk &m_webhooks;
    secrets::SecretStore &m_secrets;
    Auditing &m_auditing;
    bool m_isRead = false;
    std::optional<Error> m_error;
    std::vector<std::unique_ptr<One>> m_all;
};

// What a tenant of production is called; empty for any other one.
QString productionName(const TenantDesk &tenants, const QString &id);

} // namespace tocsin::flows
