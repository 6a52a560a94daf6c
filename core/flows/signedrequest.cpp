// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/signedrequest.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

// The URL as the request line and the Host header say it.
QUrl asSent(const QUrl &url)
{
    QUrl sent = url.adjusted(QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    if (sent.path().isEmpty())
        sent.setPath(u"/"_s);
    return sent;
}

} // namespace

Result<http::HttpRequest> signedRequest(const QUrl &url, const signature::Scheme *scheme,
                                        const signature::NamedSecret *secret, const QByteArray &body,
                                        const QList<domain::HeaderField> &extra, Micros now,
                                        signature::Circumstances circumstances)
{
    const QUrl whole = asSent(url);
    domain::HttpMessage message;
    message.method = "POST";
    message.target = whole.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    message.body = body;
    message.headers = extra;
    if (message.first("Content-Type").isNull())
        message.headers.prepend(domain::HeaderField{"Content-Type", "application/json"});
    if (message.first("User-Agent").isNull())
        message.headers.append(domain::HeaderField{"User-Agent", "Tocsin/" TOCSIN_VERSION});
    if (scheme && scheme->isSigned()) {
        if (!secret) {
            return fail(
                Error::Kind::Rejected,
                u"the scheme \"%1\" signs with a secret and none is given: name one"_s.arg(scheme->id));
        }
        if (circumstances.url.isEmpty())
            circumstances.url = whole.toEncoded();
        auto fields = signature::sign(*scheme, message, *secret, now, circumstances);
        if (!fields)
            return tl::unexpected(fields.error());
        message.headers += *fields;
    }
    http::HttpRequest request;
    request.url = url;
    request.body = body;
    for (const domain::HeaderField &field : std::as_const(message.headers))
        request.headers.append({field.name, field.value});
    return request;
}

const payload::Sample *pickSample(const QList<payload::Sample> &samples, const QString &id,
                                  const QString &schemeId)
{
    for (const payload::Sample &sample : samples) {
        if (id.isEmpty() ? sample.schemeId == schemeId || schemeId.isEmpty() : sample.id == id)
            return &sample;
    }
    // A scheme of the user's own has no samples: any body will do.
    return id.isEmpty() && !samples.isEmpty() ? &samples.first() : nullptr;
}

} // namespace tocsin::flows
