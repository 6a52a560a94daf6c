// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/connectioncheck.h"

#include "core/http/tlsfault.h"
#include "core/socmate/connectiontransport.h"

#include <QHostInfo>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QtConcurrent>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::ProxyMode;

namespace {

bool isTls(const QUrl &url)
{
    return url.scheme() == "https"_L1;
}

// An authority that has expired is not trusted either: what it comes from is said, not what it leads to.
QList<QSslError> byWeight(QList<QSslError> faults)
{
    std::stable_partition(faults.begin(), faults.end(), [](const QSslError &fault) {
        return fault.error() == QSslError::CertificateExpired ||
               fault.error() == QSslError::CertificateNotYetValid;
    });
    return faults;
}

quint16 portOf(const QUrl &url)
{
    return quint16(url.port(isTls(url) ? 443 : 80));
}

} // namespace

ConnectionCheck::ConnectionCheck(domain::Connection connection, socmate::SecretSource secrets,
                                 http::RequestBudget &budget, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_secrets(std::move(secrets))
    , m_budget(budget)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        stop(m_now, {Error::Kind::Transient, u"no answer within %1 s"_s.arg(m_limit.interval() / 1000)});
    });
}

ConnectionCheck::~ConnectionCheck()
{
    for (QAbstractSocket *socket :
         {static_cast<QAbstractSocket *>(m_tcp.get()), static_cast<QAbstractSocket *>(m_tls.get())}) {
        if (socket)
            socket->disconnect(this); // what it says on its way out is nobody's
    }
}

void ConnectionCheck::begin()
{
    m_clock.start();
}

Micros ConnectionCheck::took() const
{
    return m_clock.nsecsElapsed() / 1000;
}

void ConnectionCheck::tell(const CheckedStep &step)
{
    m_failed = m_failed || step.error;
    emit stepped(step);
}

void ConnectionCheck::pass(CheckStep step, const QString &seen)
{
    m_limit.stop();
    tell({step, false, took(), seen, std::nullopt});
}

void ConnectionCheck::stop(CheckStep step, const Error &error, QSslError::SslError fault)
{
    if (m_over)
        return;
    m_limit.stop();
    tell({step, false, took(), {}, error, {}, fault});
    end();
}

void ConnectionCheck::end()
{
    if (!std::exchange(m_over, true))
        emit finished(!m_failed);
}

void ConnectionCheck::start()
{
    begin();
    const bool manual = m_connection.proxy == ProxyMode::Manual;
    stored(manual ? m_connection.proxyLabel : QString(), [this](const Secret &password) {
        stored(m_connection.clientFile.isEmpty() ? QString() : m_connection.clientLabel,
               [this, password](const Secret &passphrase) { prepare(password, passphrase); });
    });
}

void ConnectionCheck::stored(const QString &label, const std::function<void(const Secret &)> &then)
{
    if (label.isEmpty())
        return then(Secret());
    m_secrets(label, this, [this, then](const Result<Secret> &secret) {
        if (!secret)
            return stop(CheckStep::Settings, secret.error());
        then(*secret);
    });
}

void ConnectionCheck::prepare(const Secret &proxyPassword, const Secret &passphrase)
{
    const auto transport = socmate::transportOf(m_connection, proxyPassword, passphrase);
    if (!transport)
        return stop(CheckStep::Settings, transport.error());
    m_transport = *transport;
    const bool names = !m_connection.caFile.isEmpty() || !m_connection.clientFile.isEmpty() ||
                       m_connection.proxy == ProxyMode::Manual;
    if (names)
        pass(CheckStep::Settings, u"files and proxy can be used"_s);
    chooseProxy();
}

void ConnectionCheck::chooseProxy()
{
    begin();
    const bool asksSystem = m_connection.proxy == ProxyMode::System && !http::isThisMachine(m_connection.api);
    if (!asksSystem)
        return onProxy(m_connection.proxy == ProxyMode::Manual ? m_transport.proxy
                                                               : QNetworkProxy(QNetworkProxy::NoProxy));
    // A script of the system's may ask the network: not on this thread.
    QtConcurrent::run([url = m_connection.api] {
        return http::systemProxyFor(url);
    }).then(this, [this](const QNetworkProxy &proxy) { onProxy(proxy); });
}

void ConnectionCheck::onProxy(const QNetworkProxy &proxy)
{
    m_proxy = proxy;
    m_now = CheckStep::Name;
    lookUp();
}

void ConnectionCheck::lookUp()
{
    begin();
    m_limit.start(std::max(1000, m_transport.connectTimeoutMs));
    const QString host = firstHost();
    QHostInfo::lookupHost(QString::fromLatin1(QUrl::toAce(host)), this, [this, host](const QHostInfo &found) {
        if (m_over)
            return;
        if (found.error() != QHostInfo::NoError || found.addresses().isEmpty())
            return stop(CheckStep::Name,
                        {Error::Kind::Transient, u"there is no host of the name \"%1\""_s.arg(host)});
        constexpr qsizetype most = 4;
        QStringList addresses;
        for (const QHostAddress &address : found.addresses().mid(0, most))
            addresses.append(address.toString());
        pass(CheckStep::Name, u"%1: %2"_s.arg(host, addresses.join(u", "_s)));
        connectToHost();
    });
}

QString ConnectionCheck::firstHost() const
{
    return m_proxy.type() == QNetworkProxy::NoProxy ? m_connection.api.host() : m_proxy.hostName();
}

// By its name again: the socket tries all addresses, and one of them may lead nowhere.
void ConnectionCheck::connectToHost()
{
    m_now = CheckStep::Tcp;
    begin();
    m_limit.start(std::max(1000, m_transport.connectTimeoutMs));
    const bool direct = m_proxy.type() == QNetworkProxy::NoProxy;
    const quint16 port = direct ? portOf(m_connection.api) : m_proxy.port();
    m_tcp = std::make_unique<QTcpSocket>();
    m_tcp->setProxy(QNetworkProxy::NoProxy);
    connect(m_tcp.get(), &QAbstractSocket::connected, this, [this] { onConnected(); });
    connect(m_tcp.get(), &QAbstractSocket::errorOccurred, this, [this, port] {
        stop(CheckStep::Tcp, {Error::Kind::Transient,
                              u"port %1 of %2: %3"_s.arg(port).arg(firstHost(), m_tcp->errorString())});
    });
    m_tcp->connectToHost(QString::fromLatin1(QUrl::toAce(firstHost())), port);
}

void ConnectionCheck::onConnected()
{
    const bool direct = m_proxy.type() == QNetworkProxy::NoProxy;
    pass(CheckStep::Tcp, u"port %1%2"_s.arg(m_tcp->peerPort()).arg(direct ? QString() : u" of the proxy"_s));
    m_tcp->disconnect(this);
    m_tcp->abort();
    if (direct) {
        tell({CheckStep::Proxy, true, 0, u"none: straight to the server"_s, {}});
        return secure();
    }
    isAbsolute() ? secure() : openTunnel();
}

bool ConnectionCheck::isAbsolute() const
{
    return m_proxy.type() == QNetworkProxy::HttpProxy && !isTls(m_connection.api);
}

void ConnectionCheck::openTunnel()
{
    m_now = CheckStep::Proxy;
    begin();
    m_limit.start(std::max(1000, m_transport.connectTimeoutMs));
    const QString there =
        u"%1:%2"_s.arg(m_connection.api.host(QUrl::FullyEncoded)).arg(portOf(m_connection.api));
    m_tcp = std::make_unique<QTcpSocket>();
    m_tcp->setProxy(m_proxy);
    connect(m_tcp.get(), &QAbstractSocket::connected, this, [this, there] {
        pass(CheckStep::Proxy, u"%1 leads to %2"_s.arg(firstHost(), there));
        m_tcp->disconnect(this);
        m_tcp->abort();
        secure();
    });
    connect(m_tcp.get(), &QAbstractSocket::errorOccurred, this, [this, there] {
        stop(CheckStep::Proxy, {Error::Kind::Rejected, u"the proxy %1 does not lead to %2: %3"_s.arg(
                                                           firstHost(), there, m_tcp->errorString())});
    });
    m_tcp->connectToHost(m_connection.api.host(QUrl::FullyEncoded), portOf(m_connection.api));
}

void ConnectionCheck::secure()
{
    m_now = CheckStep::Tls;
    if (isTls(m_connection.api))
        return shakeHands();
    m_tlsStep = {
        CheckStep::Tls, true, 0, u"plain HTTP: what is sent, the key too, can be read on the way"_s, {}};
    askAnything();
}

// A connection of its own, through the proxy when there is one.
void ConnectionCheck::shakeHands()
{
    begin();
    m_limit.start(std::max(1000, m_transport.connectTimeoutMs));
    m_tls = std::make_unique<QSslSocket>();
    m_tls->setProxy(m_proxy);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!m_transport.trusted.isEmpty())
        configuration.addCaCertificates(m_transport.trusted);
    if (!m_transport.identity.isEmpty()) {
        configuration.setLocalCertificateChain(m_transport.identity.chain);
        configuration.setPrivateKey(*m_transport.identity.key);
    }
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_tls->setSslConfiguration(configuration);
    connect(m_tls.get(), &QSslSocket::encrypted, this, [this] { onEncrypted(); });
    connect(m_tls.get(), &QAbstractSocket::errorOccurred, this, [this] {
        if (m_now != CheckStep::Tls)
            return;
        const QList<QSslError> faults = byWeight(m_tls->sslHandshakeErrors());
        stop(CheckStep::Tls,
             {faults.isEmpty() ? Error::Kind::Transient : Error::Kind::Rejected,
              http::tlsFault(faults, m_connection.api.host(), m_tls->errorString())},
             faults.isEmpty() ? QSslError::NoError : faults.first().error());
    });
    m_tls->connectToHostEncrypted(m_connection.api.host(QUrl::FullyEncoded), portOf(m_connection.api));
}

void ConnectionCheck::onEncrypted()
{
    const QSslCertificate certificate = m_tls->peerCertificate();
    const QDateTime until = certificate.expiryDate().toUTC();
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(until);
    constexpr qint64 soon = 21; // days
    m_tlsStep = {CheckStep::Tls, false, took(), {}, {}};
    m_tlsStep.seen = u"%1, issued by %2, %3 in the chain, good until %4, %5 days left%6"_s.arg(
        m_tls->sessionCipher().protocolString(),
        certificate.issuerInfo(QSslCertificate::CommonName).value(0).simplified().left(80),
        QString::number(m_tls->peerCertificateChain().size()), until.toString(Qt::ISODate),
        QString::number(days), days < soon ? u": it has to be renewed soon"_s : QString());
    m_limit.stop();
    m_tls->disconnect(this);
    m_tls->abort();
    askAnything();
}

} // namespace tocsin::flows
