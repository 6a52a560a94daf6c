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

enum class CheckStep : quint8 { Settings, Name, Tcp, Tls, SignIn, Read };

// What one step of it came to. With a proxy, name and connection are the proxy's.
struct CheckedStep
{
    CheckStep step = CheckStep::Settings;
    bool skipped = false; // there is nothing to do: plain HTTP has no TLS
    Micros took = 0;
    QString seen; // when it was good: addresses, the certificate, what was read; from outside
    std::optional<Error> error;
};

// Tries a connection step by step and ends at the first one that fails: the files that it names, the name,
// the connection, TLS, the sign-in, and a read of one incident. Changes nothing at the server. Belongs to one
// thread; the budget and the source of secrets outlive it.
class ConnectionCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionCheck)

public:
    ConnectionCheck(domain::Connection connection, socmate::SecretSource secrets, http::RequestBudget &budget,
                    QObject *parent = nullptr);
    ~ConnectionCheck() override;

    void start(); // once

signals:
    void stepped(const tocsin::flows::CheckedStep &step);
    void finished(bool isGood);

private:
    void stored(const QString &label, const std::function<void(const Secret &)> &then);
    void prepare(const Secret &proxyPassword, const Secret &passphrase);
    void chooseProxy();
    void onProxy(const QNetworkProxy &proxy);
    void lookUp();
    QString firstHost() const;
    void connectToHost();
    void onConnected();
    void shakeHands();
    void onEncrypted();
    void signIn();
    void readOne(Micros signedIn);
    void onRead(Micros signedIn, const Result<socmate::Page<domain::Incident>> &page);

    void begin();
    Micros took() const;
    void pass(CheckStep step, const QString &seen);
    void tell(const CheckedStep &step);
    void stop(CheckStep step, const Error &error);

    const domain::Connection m_connection;
    const socmate::SecretSource m_secrets;
    http::RequestBudget &m_budget;
    http::Transport m_transport;
    QNetworkProxy m_proxy = QNetworkProxy::NoProxy;
    QElapsedTimer m_clock;
    QTimer m_limit;
    CheckStep m_now = CheckStep::Settings;
    bool m_over = false;
    std::unique_ptr<QTcpSocket> m_tcp;
    std::unique_ptr<QSslSocket> m_tls;
    std::unique_ptr<http::HttpClient> m_client;
    std::unique_ptr<socmate::SignIn> m_signIn;
    std::unique_ptr<socmate::SocmateApi> m_api;
};

} // namespace tocsin::flows
