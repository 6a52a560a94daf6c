// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/endpoint.h"
#include "core/flows/forward.h"

#include <QObject>

#include <map>
#include <memory>

namespace tocsin::flows {

// The relays of all endpoints: runs those that the endpoints name and are not paused, and ends the others.
// Lives on the thread of its book.
class Relays final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Relays)

public:
    explicit Relays(storage::ReplayBook &book, QObject *parent = nullptr);
    ~Relays() override;

    // For relays that start from now on; one that failed for want of it is tried again.
    void setAllowed(const AllowList &allowed);
    void setTrusted(const QList<QSslCertificate> &trusted) { m_trusted = trusted; }
    void setPace(const Forward::Pace &pace) { m_pace = pace; }

    void follow(const QList<domain::Endpoint> &endpoints);
    // Where the relay of this endpoint begins at its next start, in place of its cursor.
    void beginFrom(const QString &endpoint, Forward::From from) { m_from.insert(endpoint, from); }
    // Starts one that has stopped by itself, or is paused in its spec, anew.
    Result<void> restart(const QString &endpoint, Forward::From from);
    void skip(const QString &endpoint);
    void wake();
    // Nothing = the endpoint has no relay.
    std::optional<ForwardState> state(const QString &endpoint) const;

    // See Forward::relayNow().
    void relayNow(const QString &endpoint, domain::DeliveryId id, const domain::Capture &capture,
                  const LiveRelay::Answered &answered);

signals:
    void changed(const QString &endpoint); // its state, or that it has a relay
    void relayed(const tocsin::domain::ReplayAnswer &answer);
    void withheld(const QString &endpoint, qint64 delivery, const QString &why);

private:
    struct Relay
    {
        domain::ForwardSpec spec;
        std::unique_ptr<Forward> forward;
        QString refused; // why it could not be started; empty = it could
    };
    void make(const QString &endpoint);
    Result<void> start(Relay &relay, Forward::From from);

    storage::ReplayBook &m_book;
    AllowList m_allowed;
    QList<QSslCertificate> m_trusted;
    Forward::Pace m_pace;
    QHash<QString, Forward::From> m_from;
    std::map<QString, Relay> m_relays; // by endpoint
};

} // namespace tocsin::flows
