// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/signedrequest.h"

namespace tocsin::flows {

using namespace Qt::StringLiterals;

Result<http::HttpRequest> signedRequest(const QUrl &url, const signature::Scheme *scheme,
                                        const signature::NamedSecret *secret, const QByteArray &body,
                                        const QList<domain::HeaderField> &extra, Micros now)
{
    domain::HttpMessage message;
    message.method = "POST";
    message.target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
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
        auto fields = signature::sign(*scheme, message, *secret, now);
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
