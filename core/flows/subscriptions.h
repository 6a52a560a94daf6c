// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/subscription.h"
#include "core/flows/allowlist.h"

#include <QObject>

#include <functional>
#include <optional>

class QHostAddress;

namespace tocsin::http {
struct RawRequest;
}

namespace tocsin::flows {

using domain::Subscription;

// The subscriptions that wait for a person. Nothing here opens a URL by itself: confirm() alone
// does, and who calls it has asked. It is opened once, by GET, over TLS that is verified, at public addresses
// only; no redirect is followed. Lives on the main thread.
class Subscriptions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Subscriptions)

public:
    using Opener =
        std::function<void(const http::RawRequest &request, QObject *context, Handler<int> status)>;

    explicit Subscriptions(QObject *parent = nullptr);
    void setOpener(Opener opener); // in place of a connection
    // The proxy that a policy pins is in the way of each; of hosts, those that it pins alone are opened.
    void setAllowed(const AllowList &allowed) { m_allowed = allowed; }
    // Those of an earlier run, in place of all. One that was being opened when it ended has failed.
    void restore(const QList<Subscription> &all);

    QList<Subscription> all() const { return m_all; } // oldest first, at most 32
    std::optional<Subscription> known(const QByteArray &url) const;

    void add(const Subscription &asked); // one that is known by its URL is left as it is
    // Opens its URL, now. One that is known no more is added first.
    void confirm(const Subscription &asked);
    // It is kept, so that a sender that asks again is not heard again.
    void dismiss(const QByteArray &url);

    static constexpr qsizetype mostKept = 32;

signals:
    void changed();

private:
    Subscription *find(const QByteArray &url);
    void take(const QByteArray &url, const Result<int> &status);

    QList<Subscription> m_all;
    AllowList m_allowed;
    Opener m_opener;
};

// How it is opened: the URL's bytes as they were sent. Rejected when a request line cannot hold them, or they
// do not lead to the host.
Result<http::RawRequest> requestOf(const Subscription &asked);

// Whether a machine of anybody on the internet may have the address: not this machine's, not of the local
// network, not reserved.
bool isPublic(const QHostAddress &address);

} // namespace tocsin::flows
