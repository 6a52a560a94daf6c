// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/secrets/secretstore.h"

#include <QHash>

namespace tocsin::flows {

class AnalystDesk;
class TenantDesk;
class WebhookDesk;

// What a secret is used as.
enum class SecretKind : quint8 {
    Unused,
    Signing,      // verifies what an endpoint receives
    ApiKey,       // signs in to a connection
    Token,        // likewise
    ClientSecret, // likewise
    ProxyPassword,
    Passphrase,  // of a connection's client certificate
    Password,    // of a tenant's user
    Integration, // a tenant signs with it what an integration sends
};

struct SecretUse
{
    SecretKind kind = SecretKind::Unused;
    QString name; // of the endpoint, the connection, the tenant

    bool operator==(const SecretUse &) const = default;
};

struct SecretRow
{
    secrets::StoredSecret secret; // without values
    QList<SecretUse> uses;
    Micros lastMatched = 0; // newest stored delivery that it verified, received; 0 = none
    qint64 matched = 0;     // stored deliveries that it verified

    SecretKind kind() const;
    bool signsIn() const; // a connection or tenant would be without its credential
    bool operator==(const SecretRow &) const = default;
};

// The secrets with what uses them and when they last served. Lives on the main thread.
class SecretUses final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretUses)

public:
    SecretUses(WebhookDesk &desk, AnalystDesk &analyst, secrets::SecretStore &store);
    ~SecretUses() override;

    // The tenants' uses as well; they outlive this.
    void follow(TenantDesk &tenants);

    void refresh();                                         // changed() or failed() follows
    const QList<SecretRow> &rows() const { return m_rows; } // by label
    const SecretRow *find(const QString &label) const;
    bool isLoaded() const { return m_isLoaded; }

    // Takes it off the endpoints that name it and out of the store, with its earlier values. Rejected while
    // something signs in with it; what was done before an error stays done, and can be done again.
    void retire(const QString &label, QObject *context, Handler<void> handler);
    // Its earlier values alone; answers how many they were.
    void dropEarlier(const QString &label, QObject *context, Handler<int> handler);

signals:
    void changed(); // rows, uses, or when one last matched
    void failed(const tocsin::Error &error);

private:
    void take(const QList<secrets::StoredSecret> &stored);
    void askMatches();

    WebhookDesk &m_desk;
    AnalystDesk &m_analyst;
    secrets::SecretStore &m_store;
    TenantDesk *m_tenants = nullptr;
    QList<SecretRow> m_rows;
    quint64 m_round = 0; // of matches: answers of an older one are dropped
    bool m_isLoaded = false;
};

} // namespace tocsin::flows
