// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/socmate/socmateapi.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTimer>

namespace tocsin::flows {

enum class CheckStep : quint8 { Settings, Name, Tcp, Proxy, Tls, Answer, Clock, SignIn, Scope, Read };

// What one step of it came to. With a proxy, name and connection are the proxy's.
struct CheckedStep
{
    CheckStep step = CheckStep::Settings;
    bool skipped = false; // there is nothing to do: plain HTTP has no TLS
    Micros took = 0;
    QString seen; // when it was good: addresses, the certificate, what was read; from outside
    std::optional<Error> error;
    QString scope = {};                             // with Scope: which one
    QSslError::SslError fault = QSslError::NoError; // with Tls: what is wrong with the certificate
};

// The doctor: tries a connection step by step. Up to the sign-in it ends at the first step that fails, since
// nothing behind it can be good; a clock that is off, a scope that is missing and an answer that cannot be
// read are told, and the rest goes on. Whether a key may do a thing is seen in a cheap read (socmate.md 2.2:
// 401 or 403); scopes that only write are not tried. Changes nothing at the server. Belongs to one thread;
// the budget and the source of secrets outlive it.
class ConnectionCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionCheck)

public:
    ConnectionCheck(domain::Connection connection, socmate::SecretSource secrets, http::RequestBudget &budget,
                    QObject *parent = nullptr);
    ~ConnectionCheck() override;

    void start(); // once

    // Between this machine's clock and the server's. A signed delivery is refused at 300 s by most.
    static constexpr Micros mostSkew = 120 * microsPerSecond;

signals:
    void stepped(const tocsin::flows::CheckedStep &step);
    void finished(bool isGood); // no step failed

private:
    using Incidents = socmate::Page<domain::Incident>;

    void stored(const QString &label, const std::function<void(const Secret &)> &then);
    void prepare(const Secret &proxyPassword, const Secret &passphrase);
    void chooseProxy();
    void onProxy(const QNetworkProxy &proxy);
    void lookUp();
    QString firstHost() const;
    void connectToHost();
    void onConnected();
    void openTunnel();
    void secure();
    void shakeHands();
    void onEncrypted();
    bool isAbsolute() const; // plain HTTP through an HTTP proxy has no tunnel

    void askAnything();
    void onAnything(const Result<http::HttpReply> &reply);
    void compareClocks(const http::HttpReply &reply);
    void signIn();
    void readIncidents(Micros signedIn);
    void onIncidents(Micros signedIn, const Result<Incidents> &page);
    void trySearch();
    void tryGraph();
    void trySessions();
    void trySession();
    void onScope(const QString &scope, const std::optional<Error> &error);
    void tellShape();

    void begin();
    Micros took() const;
    void pass(CheckStep step, const QString &seen);
    void tell(const CheckedStep &step);
    void stop(CheckStep step, const Error &error, QSslError::SslError fault = QSslError::NoError);
    void end();

    const domain::Connection m_connection;
    const socmate::SecretSource m_secrets;
    http::RequestBudget &m_budget;
    http::Transport m_transport;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    QElapsedTimer m_clock;
    QTimer m_limit;
    CheckStep m_now = CheckStep::Settings;
    bool m_over = false;
    bool m_failed = false; // some step
    CheckedStep m_tlsStep; // not told before something answers: a server may refuse us late
    Micros m_readTook = 0;
    Result<Incidents> m_page; // what was read, for its shape
    std::unique_ptr<QTcpSocket> m_tcp;
    std::unique_ptr<QSslSocket> m_tls;
    std::unique_ptr<http::HttpClient> m_stranger; // that shows no key
    std::unique_ptr<http::HttpClient> m_client;
    std::unique_ptr<socmate::SignIn> m_signIn;
    std::unique_ptr<socmate::SocmateApi> m_api;
};

} // namespace tocsin::flows
