// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/rawexchange.h"

#include "core/http/tlsfault.h"

#include <QHostInfo>
#include <QSslConfiguration>

namespace tocsin::http {

using namespace Qt::StringLiterals;

namespace {

// TLS 1.3 lets a client write before the server has looked at its certificate: such a request was not read.
bool isAboutCertificates(const QString &socketText)
{
    return socketText.contains("certificate"_L1) || socketText.contains("unknown ca"_L1);
}

} // namespace

RawExchange *RawExchange::start(const RawRequest &request, QObject *context, Handler<RawAnswer> handler)
{
    auto *exchange = new RawExchange(request, context, std::move(handler));
    QMetaObject::invokeMethod(
        exchange, [exchange] { exchange->begin(); }, Qt::QueuedConnection);
    return exchange;
}

RawExchange::RawExchange(const RawRequest &request, QObject *context, Handler<RawAnswer> handler)
    : QObject(context)
    , m_request(request)
    , m_handler(std::move(handler))
    , m_parser(request.headOnly, request.keep)
{
    m_socket.setProxy(m_request.anyAddress ? m_request.proxy : QNetworkProxy(QNetworkProxy::NoProxy));
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        finish(tl::unexpected(lost(u"gave no whole answer within %1 ms"_s.arg(m_request.timeoutMs))));
    });
    m_connectLimit.setSingleShot(true);
    connect(&m_connectLimit, &QTimer::timeout, this, [this] {
        finish(tl::unexpected(lost(u"no connection within %1 ms"_s.arg(m_request.connectTimeoutMs))));
    });
    const bool tls = m_request.url.scheme() == u"https"_s;
    connect(&m_socket, tls ? &QSslSocket::encrypted : &QAbstractSocket::connected, this, [this] { write(); });
    connect(&m_socket, &QIODevice::readyRead, this, [this] { read(); });
    connect(&m_socket, &QAbstractSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) { onError(error); });
}

RawExchange::~RawExchange()
{
    m_finished = true; // what the socket still says on its way out is nobody's
    m_socket.disconnect(this);
    m_socket.abort();
}

QString RawExchange::where() const
{
    return m_request.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                                         QUrl::RemoveFragment);
}

void RawExchange::begin()
{
    const QString scheme = m_request.url.scheme();
    const QString host = m_request.url.host();
    const bool may = m_request.mayConnect || m_request.anyAddress;
    if ((scheme != u"http"_s && scheme != u"https"_s) || host.isEmpty() || !may)
        return finish(fail(Error::Kind::Rejected, u"%1: give an http:// or https:// address"_s.arg(where())));
    m_limit.start(m_request.timeoutMs);
    if (m_request.connectTimeoutMs > 0)
        m_connectLimit.start(m_request.connectTimeoutMs);
    m_clock.start();
    if (m_request.anyAddress)
        return connectByName();
    if (const QHostAddress literal(host); !literal.isNull())
        return onAddresses({literal});
    QHostInfo::lookupHost(QString::fromLatin1(QUrl::toAce(host)), this, [this](const QHostInfo &found) {
        if (found.error() != QHostInfo::NoError || found.addresses().isEmpty())
            return finish(fail(Error::Kind::Transient, u"%1: there is no host of this name"_s.arg(where())));
        onAddresses(found.addresses());
    });
}

void RawExchange::onAddresses(const QList<QHostAddress> &addresses)
{
    if (m_finished)
        return;
    for (const QHostAddress &address : addresses) {
        if (auto may = m_request.mayConnect(address); !may)
            return finish(tl::unexpected(may.error()));
    }
    m_addresses = addresses;
    connectToNext();
}

void RawExchange::connectToNext()
{
    const QHostAddress address = m_addresses.takeFirst();
    const bool tls = m_request.url.scheme() == u"https"_s;
    const auto port = quint16(m_request.url.port(tls ? 443 : 80));
    m_socket.abort();
    if (!tls)
        return m_socket.connectToHost(address, port);
    m_socket.setSslConfiguration(tlsConfiguration());
    m_socket.connectToHostEncrypted(address.toString(), port, m_request.url.host());
}

// The socket looks the name up, or has its proxy do so, and tries all that the name stands for.
void RawExchange::connectByName()
{
    const bool tls = m_request.url.scheme() == u"https"_s;
    const auto port = quint16(m_request.url.port(tls ? 443 : 80));
    const QString host = m_request.url.host(QUrl::FullyEncoded);
    if (!tls)
        return m_socket.connectToHost(host, port);
    m_socket.setSslConfiguration(tlsConfiguration());
    m_socket.connectToHostEncrypted(host, port);
}

QSslConfiguration RawExchange::tlsConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!m_request.trusted.isEmpty())
        configuration.addCaCertificates(m_request.trusted);
    if (!m_request.identity.isEmpty()) {
        configuration.setLocalCertificateChain(m_request.identity.chain);
        configuration.setPrivateKey(*m_request.identity.key);
    }
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return configuration;
}

// With TLS 1.3 the server's refusal comes after the request, and the end of the connection may overtake it.
QString RawExchange::certificateHint() const
{
    const bool tls = m_request.url.scheme() == u"https"_s;
    const bool wanted = tls && m_request.anyAddress && m_request.identity.isEmpty() && m_parser.isUntouched();
    return wanted ? u". A server that wants a client certificate may do so"_s : QString();
}

Error RawExchange::lost(const QString &why) const
{
    const bool mayBeDone = m_written && m_request.tellUnanswered;
    return {mayBeDone ? Error::Kind::Unanswered : Error::Kind::Transient, u"%1: %2"_s.arg(where(), why)};
}

void RawExchange::write()
{
    m_written = true;
    m_connectLimit.stop();
    m_socket.write(m_request.bytes);
}

void RawExchange::read()
{
    while (!m_finished && m_socket.bytesAvailable() > 0)
        onState(m_parser.feed(m_socket.readAll()));
}

void RawExchange::onState(AnswerParser::State state)
{
    if (m_finished || state == AnswerParser::State::Reading)
        return;
    if (state == AnswerParser::State::Failed)
        return finish(tl::unexpected(lost(m_parser.reason())));
    RawAnswer answer;
    answer.status = m_parser.status();
    answer.head = m_parser.head();
    answer.headers = m_parser.headers();
    answer.body = m_parser.body();
    answer.cut = m_parser.wasCut();
    answer.took = m_clock.nsecsElapsed() / 1000;
    finish(std::move(answer));
}

void RawExchange::onError(QAbstractSocket::SocketError error)
{
    if (m_finished)
        return;
    if (!m_written && !m_addresses.isEmpty() && error != QAbstractSocket::SslHandshakeFailedError) {
        // Not from within the socket's own signal.
        QMetaObject::invokeMethod(
            this, [this] { m_finished || m_written ? void() : connectToNext(); }, Qt::QueuedConnection);
        return;
    }
    switch (error) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        if (m_written && !isAboutCertificates(m_socket.errorString()))
            return finish(tl::unexpected(lost(m_socket.errorString())));
        return finish(fail(
            Error::Kind::Rejected,
            u"%1: TLS failed: %2"_s.arg(where(), tlsFault(m_socket.sslHandshakeErrors(), m_request.url.host(),
                                                          m_socket.errorString()))));
    case QAbstractSocket::ConnectionRefusedError:
        return finish(tl::unexpected(lost(u"nothing listens there"_s)));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return finish(fail(Error::Kind::Rejected,
                           u"%1: the proxy does not accept its user name and password"_s.arg(where())));
    case QAbstractSocket::RemoteHostClosedError:
        read();
        if (!m_finished && m_written && m_parser.end() == AnswerParser::State::Failed)
            return finish(tl::unexpected(lost(m_parser.reason() + certificateHint())));
        return onState(m_finished ? AnswerParser::State::Reading : m_parser.end());
    default:
        read(); // an answer that came before the connection broke is one
        if (!m_finished)
            finish(tl::unexpected(lost(m_socket.errorString())));
    }
}

void RawExchange::finish(Result<RawAnswer> result)
{
    if (m_finished)
        return;
    m_finished = true;
    m_limit.stop();
    m_connectLimit.stop();
    // Later, because the handler may delete the context, and with it the socket that is speaking.
    QMetaObject::invokeMethod(
        this,
        [this, result = std::move(result)] {
            deleteLater();
            const Handler<RawAnswer> handler = std::exchange(m_handler, nullptr);
            handler(result);
        },
        Qt::QueuedConnection);
}

} // namespace tocsin::http
