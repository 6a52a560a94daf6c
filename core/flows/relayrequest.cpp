// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/relayrequest.h"

#include "core/flows/replay.h"

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::HeaderField;
using listener::Response;

namespace {

bool isOwnListener(const QUrl &url, const QHostAddress &address, const domain::Capture &capture)
{
    const int port = url.port(url.scheme() == u"https"_s ? 443 : 80);
    const QHostAddress own(QString::fromLatin1(capture.localAddress));
    const bool same =
        own.isEqual(address, QHostAddress::TolerantConversion) || (own.isLoopback() && address.isLoopback());
    return port == capture.localPort && same;
}

// Of the connection and not of the answer; those that Connection names are of it too.
QList<QByteArray> hopByHop(const http::RawAnswer &answer)
{
    QList<QByteArray> names{"Connection",        "Keep-Alive", "Proxy-Authenticate",
                            "Proxy-Connection",  "TE",         "Trailer",
                            "Transfer-Encoding", "Upgrade",    "Content-Length"};
    for (const auto &[name, value] : answer.headers) {
        if (!domain::sameFieldName(name, "Connection"))
            continue;
        for (const QByteArray &word : value.split(','))
            names.append(word.trimmed());
    }
    return names;
}

} // namespace

QString whyWithheld(domain::Completeness completeness, domain::Verdict verdict,
                    const domain::ForwardSpec &spec)
{
    if (completeness != domain::Completeness::Complete)
        return u"it did not arrive whole"_s;
    if (spec.verifyFirst && verdict != domain::Verdict::Valid)
        return u"its signature was %1 on arrival"_s.arg(QString(domain::verdictId(verdict)));
    return {};
}

Result<http::RawRequest> relayRequest(const domain::Capture &capture, const RelayTarget &target,
                                      int timeoutMs)
{
    auto wire = exactRequest(capture, {target.spec.url});
    if (!wire)
        return tl::unexpected(wire.error());
    http::RawRequest request;
    request.url = target.spec.url;
    request.bytes = std::move(wire->bytes);
    request.headOnly = wire->headOnly;
    request.timeoutMs = timeoutMs;
    request.trusted = target.trusted;
    domain::Capture where; // who captured it, without its bytes
    where.localAddress = capture.localAddress;
    where.localPort = capture.localPort;
    request.mayConnect = [url = target.spec.url, allowed = target.allowed,
                          where](const QHostAddress &address) -> Result<void> {
        if (isOwnListener(url, address, where)) {
            return fail(Error::Kind::Forbidden,
                        u"target: %1 is the listener that captured this; it would come back for "
                        "ever"_s.arg(targetText(url)));
        }
        return checkAddress(url, address, allowed);
    };
    return request;
}

std::shared_ptr<const Response> returnedResponse(const Result<http::RawAnswer> &outcome, bool late)
{
    static const auto none =
        Response::plain(502, u"This request is stored. The service behind this address did not take it."_s);
    static const auto tooLate = Response::plain(
        504, u"This request is stored. The service behind this address did not answer in time."_s);
    if (!outcome)
        return late ? tooLate : none;
    if (outcome->cut || outcome->status < 200 || outcome->status > 599)
        return none;
    const QList<QByteArray> left = hopByHop(*outcome);
    QList<HeaderField> fields;
    for (const auto &[name, value] : outcome->headers) {
        const auto isIt = [&name](const QByteArray &other) { return domain::sameFieldName(name, other); };
        if (std::none_of(left.begin(), left.end(), isIt))
            fields.append(HeaderField{name, value});
    }
    return std::make_shared<const Response>(outcome->status, fields, outcome->body);
}

} // namespace tocsin::flows
