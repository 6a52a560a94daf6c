// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/http/httprequest.h"
#include "core/http/rawexchange.h"
#include "core/http/transport.h"

#include <QObject>

#include <memory>

namespace tocsin::http {

// The one outgoing transport. TLS is always verified, every request has a time limit and a connection of its
// own and is sent at most once, and a redirect is followed only as Transport says. An answer of any status is
// a success. Errors: Transient (surely not processed: refused, no connection), Unanswered (sent, and then
// lost or timed out), Rejected (URL, TLS, proxy, redirect). Lives on one thread; what is under way when it
// ends is cancelled.
class HttpClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)

public:
    explicit HttpClient(QObject *parent = nullptr) : HttpClient(Transport(), parent) {}
    explicit HttpClient(Transport transport, QObject *parent = nullptr);

    void send(const HttpRequest &request, QObject *context, Handler<HttpReply> handler);

    static constexpr int mostRedirects = 5;

private:
    struct Call;
    using CallPtr = std::shared_ptr<Call>;

    void chooseProxy(const CallPtr &call);
    void begin(const CallPtr &call, const QNetworkProxy &proxy);
    void onAnswer(const CallPtr &call, const Result<RawAnswer> &answer);
    Result<QUrl> redirectTarget(const Call &call, const HttpReply &reply) const;
    static void finish(const CallPtr &call, Result<HttpReply> result);

    const Transport m_transport;
};

} // namespace tocsin::http
