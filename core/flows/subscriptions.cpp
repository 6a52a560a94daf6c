// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/subscriptions.h"

#include "core/flows/wayout.h"

#include <QHostAddress>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using State = Subscription::State;

namespace {

constexpr int timeoutMs = 10'000;
constexpr qsizetype longestUrl = 2048;

} // namespace

Result<http::RawRequest> requestOf(const Subscription &asked)
{
    const QByteArray server = "https://" + asked.host;
    const QUrl url(QString::fromLatin1(asked.url), QUrl::StrictMode);
    const bool plain =
        std::all_of(asked.url.begin(), asked.url.end(), [](char c) { return c > 32 && c < 127; });
    // The slash behind the host: neither a port nor a user name can stand in between.
    if (!plain || asked.url.size() > longestUrl || !asked.url.startsWith(server + '/') || !url.isValid() ||
        url.host() != QString::fromLatin1(asked.host))
        return fail(Error::Kind::Rejected, u"the URL is not one that may be opened"_s);
    QByteArray target = asked.url.mid(server.size());
    if (const qsizetype fragment = target.indexOf('#'); fragment >= 0)
        target.truncate(fragment); // is never sent
    http::RawRequest request;
    request.url = url;
    request.timeoutMs = timeoutMs;
    request.bytes = "GET " + target + " HTTP/1.1\r\nHost: " + asked.host +
                    "\r\nUser-Agent: Tocsin\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    request.mayConnect = [](const QHostAddress &address) -> Result<void> {
        if (isPublic(address))
            return {};
        return fail(Error::Kind::Forbidden,
                    u"its name leads to %1, which is no public address"_s.arg(address.toString()));
    };
    return request;
}

bool isPublic(const QHostAddress &address)
{
    QHostAddress plain = address;
    bool isIpv4 = false;
    if (const quint32 ipv4 = address.toIPv4Address(&isIpv4); isIpv4)
        plain = QHostAddress(ipv4); // also when it came in IPv6 clothes
    if (!plain.isGlobal())
        return false;
    static const std::pair<QHostAddress, int> kept[] = {
        // RFC 6890: private, shared by providers, this network, protocol assignments, benchmarks
        {QHostAddress(u"10.0.0.0"_s), 8},     {QHostAddress(u"172.16.0.0"_s), 12},
        {QHostAddress(u"192.168.0.0"_s), 16}, {QHostAddress(u"100.64.0.0"_s), 10},
        {QHostAddress(u"0.0.0.0"_s), 8},      {QHostAddress(u"192.0.0.0"_s), 24},
        {QHostAddress(u"198.18.0.0"_s), 15},  {QHostAddress(u"169.254.0.0"_s), 16},
        {QHostAddress(u"fc00::"_s), 7},       {QHostAddress(u"64:ff9b::"_s), 96},
    };
    return std::none_of(std::begin(kept), std::end(kept),
                        [&plain](const auto &net) { return plain.isInSubnet(net.first, net.second); });
}

Subscriptions::Subscriptions(QObject *parent) : QObject(parent)
{
    m_opener = [this](const http::RawRequest &request, QObject *context, const Handler<int> &handler) {
        sendOut(request, m_allowed, context, [handler](const Result<http::RawAnswer> &answer) {
            handler(answer.map([](const http::RawAnswer &got) { return got.status; }));
        });
    };
}

void Subscriptions::setOpener(Opener opener)
{
    m_opener = std::move(opener);
}

void Subscriptions::restore(const QList<Subscription> &all)
{
    m_all = all.last(std::min(all.size(), mostKept));
    for (Subscription &known : m_all) {
        if (known.state != State::Opening)
            continue;
        known.state = State::Failed;
        known.status = 0;
        known.error = u"the program ended before an answer came"_s;
    }
    emit changed();
}

Subscription *Subscriptions::find(const QByteArray &url)
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&url](const Subscription &known) { return known.url == url; });
    return found == m_all.end() ? nullptr : &*found;
}

std::optional<Subscription> Subscriptions::known(const QByteArray &url) const
{
    const auto found =
        std::find_if(m_all.begin(), m_all.end(), [&url](const Subscription &one) { return one.url == url; });
    return found == m_all.end() ? std::nullopt : std::optional(*found);
}

// Anybody who knows an endpoint can ask: the oldest that nobody has touched gives way.
void Subscriptions::add(const Subscription &asked)
{
    if (find(asked.url))
        return;
    if (m_all.size() >= mostKept) {
        const auto oldest = std::find_if(m_all.begin(), m_all.end(), [](const Subscription &known) {
            return known.state != State::Opening;
        });
        if (oldest == m_all.end())
            return;
        m_all.erase(oldest);
    }
    m_all.append(asked);
    m_all.last().state = State::Waiting;
    emit changed();
}

void Subscriptions::confirm(const Subscription &asked)
{
    add(asked);
    Subscription *known = find(asked.url);
    if (!known || known->state == State::Opening)
        return;
    const QByteArray name = known->url;
    const auto request = requestOf(*known);
    if (!request)
        return take(name, tl::unexpected(request.error()));
    if (const Result<void> may = checkTarget(request->url, m_allowed); m_allowed.isPinned && !may)
        return take(name, tl::unexpected(may.error()));
    known->state = State::Opening;
    known->error.clear();
    known->dismissed = false;
    emit changed();
    m_opener(*request, this, [this, name](const Result<int> &status) { take(name, status); });
}

void Subscriptions::take(const QByteArray &url, const Result<int> &status)
{
    Subscription *known = find(url);
    if (!known)
        return;
    known->status = status.value_or(0);
    known->state = known->status >= 200 && known->status < 300 ? State::Confirmed : State::Failed;
    if (!status)
        known->error = status.error().detail;
    else if (known->state == State::Failed)
        known->error = known->status >= 300 && known->status < 400
                           ? u"it answered %1, and no redirect is followed"_s.arg(known->status)
                           : u"it answered %1"_s.arg(known->status);
    emit changed();
}

void Subscriptions::dismiss(const QByteArray &url)
{
    Subscription *known = find(url);
    if (!known || known->dismissed || known->state == State::Opening)
        return;
    known->dismissed = true;
    emit changed();
}

} // namespace tocsin::flows
