// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/delivery.h"

#include <QObject>

#include <functional>
#include <optional>

class QHostAddress;

namespace tocsin::http {
struct RawRequest;
}

namespace tocsin::flows {

// A URL that a sender asks to have opened before it begins to send (Amazon SNS). Its host and the start of
// its path are those that the scheme allows; see signature::NeededConsent.
struct Subscription
{
    enum class State : quint8 { Waiting, Opening, Confirmed, Failed };

    domain::DeliveryId delivery = 0; // that asked for it first
    QString endpoint;
    QString scheme; // id
    QByteArray url;
    QByteArray host;
    QByteArray rule; // that the host keeps: "sns.*.amazonaws.com"
    QByteArray peer; // address of who asked
    Micros received = 0;
    domain::Verdict verdict = domain::Verdict::Unsigned; // of the request that asked
    State state = State::Waiting;
    int status = 0;         // Confirmed, Failed: the answer's; 0 = there was none
    QString error = {};     // Failed: what and the remedy
    bool dismissed = false; // a person has seen it and wants no more of it

    bool operator==(const Subscription &) const = default;
};

// The subscriptions that wait for a person, of this run. Nothing here opens a URL by itself: confirm() alone
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

    QList<Subscription> all() const { return m_all; } // oldest first, at most 32
    std::optional<Subscription> known(const QByteArray &url) const;

    void add(const Subscription &asked); // one that is known by its URL is left as it is
    // Opens its URL, now. One that a stored delivery asked for in an earlier run is added first.
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
    Opener m_opener;
};

// How it is opened: the URL's bytes as they were sent. Rejected when a request line cannot hold them, or they
// do not lead to the host.
Result<http::RawRequest> requestOf(const Subscription &asked);

// Whether a machine of anybody on the internet may have the address: not this machine's, not of the local
// network, not reserved.
bool isPublic(const QHostAddress &address);

} // namespace tocsin::flows
