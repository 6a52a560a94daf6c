// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/signedrequest.h"

#include <algorithm>

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

QByteArray targetOf(const QUrl &url, const QByteArray &query)
{
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    return query.isEmpty() ? target : target + (target.contains('?') ? '&' : '?') + query;
}

QByteArray authorityOf(const QUrl &url)
{
    return asSent(url)
        .toEncoded(QUrl::RemoveScheme | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
        .sliced(2); // "//"
}

bool readsForms(const std::vector<signature::PartSpec> &parts)
{
    using Kind = signature::PartSpec::Kind;
    return std::any_of(parts.begin(), parts.end(), [](const signature::PartSpec &part) {
        return part.kind == Kind::Form || part.kind == Kind::SortedForm || readsForms(part.parts);
    });
}

bool wantsForm(const signature::Scheme &scheme)
{
    const signature::Recipe &recipe = scheme.recipe();
    return recipe.signature.place == signature::FieldSpec::Place::Form || readsForms(recipe.message);
}

void setFields(QList<domain::HeaderField> &headers, const QList<domain::HeaderField> &fields)
{
    for (const domain::HeaderField &field : fields) {
        headers.removeIf(
            [&field](const domain::HeaderField &old) { return domain::sameFieldName(old.name, field.name); });
        headers.append(field);
    }
}

} // namespace

QUrl withTarget(const QUrl &url, const QByteArray &target)
{
    return QUrl::fromEncoded(url.scheme().toLatin1() + "://" + authorityOf(url) + target, QUrl::StrictMode);
}

Result<SignedEvent> signedEvent(const QUrl &url, const signature::Scheme *scheme,
                                const signature::NamedSecret *secret, const payload::Sample &event,
                                Micros now, signature::Circumstances circumstances,
                                const signature::SigningOptions &options)
{
    const QUrl whole = asSent(url);
    SignedEvent ready;
    domain::HttpMessage &message = ready.message;
    message.method = "POST";
    message.target = targetOf(whole, event.query);
    message.body = event.body;
    message.headers = event.headers;
    if (message.first("Content-Type").isNull())
        message.headers.prepend(domain::HeaderField{"Content-Type", "application/json"});
    if (message.first("User-Agent").isNull())
        message.headers.append(domain::HeaderField{"User-Agent", "Tocsin/" TOCSIN_VERSION});
    if (!scheme || !scheme->isSigned())
        return ready;
    if (!secret) {
        return fail(Error::Kind::Rejected,
                    u"the scheme \"%1\" signs with a secret and none is given: name one"_s.arg(scheme->id));
    }
    if (circumstances.url.isEmpty())
        circumstances.url = withTarget(whole, message.target).toEncoded();
    const auto made = signature::signRequest(*scheme, message, *secret, now, circumstances, options);
    if (!made)
        return tl::unexpected(made.error());
    setFields(message.headers, made->fields);
    message.target = made->target;
    message.body = made->body;
    ready.id = made->id;
    ready.variant = made->variant;
    return ready;
}

http::HttpRequest httpRequest(const QUrl &url, const SignedEvent &event)
{
    http::HttpRequest request;
    request.url = withTarget(url, event.message.target);
    request.body = event.message.body;
    for (const domain::HeaderField &field : event.message.headers)
        request.headers.append({field.name, field.value});
    return request;
}

QByteArray wireBytes(const QUrl &url, const SignedEvent &event)
{
    const domain::HttpMessage &message = event.message;
    QByteArray bytes =
        message.method + ' ' + message.target + " HTTP/1.1\r\nHost: " + authorityOf(url) + "\r\n";
    for (const domain::HeaderField &field : message.headers)
        bytes += field.name + ": " + field.value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(message.body.size()) + "\r\nConnection: close\r\n\r\n";
    return bytes + message.body;
}

const payload::Sample *pickSample(const QList<payload::Sample> &samples, const QString &id,
                                  const signature::Scheme *scheme)
{
    const auto find = [&samples](auto &&fits) {
        const auto found = std::find_if(samples.begin(), samples.end(), fits);
        return found == samples.end() ? nullptr : &*found;
    };
    if (!id.isEmpty())
        return find([&id](const payload::Sample &sample) { return sample.id == id; });
    if (!scheme)
        return samples.isEmpty() ? nullptr : &samples.first();
    if (const payload::Sample *own =
            find([scheme](const payload::Sample &sample) { return sample.schemeId == scheme->id; }))
        return own;
    const QString generic = wantsForm(*scheme) ? u"generic-form"_s : u"generic-json"_s;
    return find([&generic](const payload::Sample &sample) { return sample.id == generic; });
}

} // namespace tocsin::flows
