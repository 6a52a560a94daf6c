// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/httpclient.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QLoggingCategory>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>

namespace tocsin::http {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcClient, "tocsin.http.client", QtWarningMsg)

struct HttpClient::Call
{
    HttpRequest request;
    QPointer<QObject> context;
    Handler<HttpReply> handler;
    int redirects = 0;
    QElapsedTimer clock;
};

namespace {

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host(QUrl::FullyEncoded) == b.host(QUrl::FullyEncoded) &&
           portOf(a) == portOf(b);
}

QString originOf(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                               QUrl::RemoveFragment);
}

} // namespace

HttpClient::HttpClient(Transport transport, QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
{}

void HttpClient::send(const HttpRequest &request, QObject *context, Handler<HttpReply> handler)
{
    auto call = std::make_shared<Call>();
    call->request = request;
    call->context = context;
    call->handler = std::move(handler);
    call->clock.start();
    chooseProxy(call);
}

void HttpClient::chooseProxy(const CallPtr &call)
{
    switch (m_transport.proxyUse) {
    case Transport::ProxyUse::None:
        return begin(call, QNetworkProxy::NoProxy);
    case Transport::ProxyUse::Manual:
        return begin(call, m_transport.proxy);
    case Transport::ProxyUse::System:
        break;
    }
    if (isThisMachine(call->request.url))
        return begin(call, QNetworkProxy::NoProxy);
    // A proxy script may ask the network: not on this thread.
    auto promise = std::make_shared<QPromise<QNetworkProxy>>();
    promise->start();
    promise->future().then(this, [this, call](const QNetworkProxy &proxy) { begin(call, proxy); });
    QThreadPool::globalInstance()->start([promise, url = call->request.url] {
        promise->addResult(systemProxyFor(url));
        promise->finish();
    });
}

void HttpClient::begin(const CallPtr &call, const QNetworkProxy &proxy)
{
    const HttpRequest &request = call->request;
    const Result<QByteArray> bytes = requestBytes(request, proxy);
    if (!bytes) {
        QMetaObject::invokeMethod(
            this, [call, why = bytes.error()] { finish(call, tl::unexpected(why)); }, Qt::QueuedConnection);
        return;
    }
    RawRequest raw;
    raw.url = request.url;
    raw.bytes = *bytes;
    raw.headOnly = request.method == "HEAD";
    raw.timeoutMs = request.timeoutMs;
    raw.connectTimeoutMs = m_transport.connectTimeoutMs;
    raw.keep = m_transport.bodyLimit;
    raw.trusted = m_transport.trusted + request.trusted;
    raw.identity = m_transport.identity;
    raw.anyAddress = true;
    raw.tellUnanswered = true;
    raw.proxy = proxy;
    if (proxy.type() == QNetworkProxy::HttpProxy && request.url.scheme() == "http"_L1) {
        // The absolute form goes to the proxy itself: few of them let CONNECT through to plain HTTP.
        raw.proxy = QNetworkProxy::NoProxy;
        raw.url.setHost(proxy.hostName());
        raw.url.setPort(proxy.port());
    }
    RawExchange::start(raw, this, [this, call](const Result<RawAnswer> &answer) { onAnswer(call, answer); });
}

void HttpClient::onAnswer(const CallPtr &call, const Result<RawAnswer> &answer)
{
    const QString where = loggable(call->request.url);
    if (!answer) {
        qCDebug(lcClient).noquote() << call->request.method << where << "failed after"
                                    << call->clock.elapsed() << "ms";
        return finish(call, tl::unexpected(answer.error()));
    }
    qCDebug(lcClient).noquote() << call->request.method << where << answer->status << "after"
                                << call->clock.elapsed() << "ms," << answer->body.size() << "bytes";
    HttpReply reply{answer->status, answer->headers, answer->body, answer->cut, call->request.url};
    if (!m_transport.followSameOrigin || !isRedirect(reply.status))
        return finish(call, std::move(reply));
    const Result<QUrl> target = redirectTarget(*call, reply);
    if (!target)
        return finish(call, tl::unexpected(target.error()));
    ++call->redirects;
    call->request.url = *target;
    chooseProxy(call);
}

Result<QUrl> HttpClient::redirectTarget(const Call &call, const HttpReply &reply) const
{
    const QString where = loggable(call.request.url);
    const QUrl named = QUrl::fromEncoded(reply.header("Location"));
    const QUrl target = call.request.url.resolved(named);
    if (named.isEmpty() || !target.isValid())
        return fail(Error::Kind::Rejected,
                    u"%1 redirects to nowhere (status %2)"_s.arg(where).arg(reply.status));
    if (!sameOrigin(call.request.url, target)) {
        return fail(
            Error::Kind::Rejected,
            u"%1 redirects to %2, and nothing was sent there: if that is the right server, enter it as "
            "the address"_s.arg(where, originOf(target)));
    }
    if (call.request.method != "GET" && call.request.method != "HEAD") {
        return fail(
            Error::Kind::Rejected,
            u"%1 answers a %2 with a redirect to %3, which is not followed: enter the address that it "
            "points to"_s.arg(where, QString::fromLatin1(call.request.method), loggable(target)));
    }
    if (call.redirects >= mostRedirects)
        return fail(Error::Kind::Rejected, u"%1: more than %2 redirects"_s.arg(where).arg(mostRedirects));
    return target;
}

void HttpClient::finish(const CallPtr &call, Result<HttpReply> result)
{
    const Handler<HttpReply> handler = std::exchange(call->handler, nullptr);
    if (call->context && handler)
        handler(std::move(result));
}

} // namespace tocsin::http
