// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/wirerequest.h"

#include "core/domain/headedit.h"
#include "core/domain/rawhead.h"
#include "core/flows/copyas.h"
#include "core/payload/freshen.h"
#include "core/signature/sign.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::HeadEdit;
using domain::HeaderField;

namespace {

QByteArray authority(const QUrl &url)
{
    return QUrl(url)
        .toEncoded(QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                   QUrl::RemoveFragment)
        .sliced(2); // "//"
}

// "/path?query" of an absolute target; any other as it is.
QByteArray withoutServer(const QByteArray &target)
{
    const qsizetype server = target.indexOf("://");
    if (target.startsWith('/') || server < 0)
        return target;
    const qsizetype path = target.indexOf('/', server + 3);
    return path < 0 ? QByteArray("/") : target.sliced(path);
}

QByteArray targetFor(const QByteArray &captured, const QUrl &url)
{
    const QByteArray own = withoutServer(captured);
    if (url.path().isEmpty() && !url.hasQuery())
        return own;
    QByteArray path = url.path().isEmpty() ? own.first(std::max<qsizetype>(own.indexOf('?'), 0))
                                           : url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = own;
    if (url.hasQuery())
        return path + '?' + url.query(QUrl::FullyEncoded).toLatin1();
    const qsizetype mark = own.indexOf('?');
    return mark < 0 ? path : path + own.sliced(mark);
}

QString shown(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes.left(200));
}

void direct(HeadEdit &head, const domain::HttpMessage &message, const ReplayTarget &target,
            QStringList &changes)
{
    if (const QByteArray path = targetFor(message.target, target.url); path != message.target) {
        head.setTarget(path);
        changes.append(u"target: %1 instead of %2"_s.arg(shown(path), shown(message.target)));
    }
    const QByteArray host = authority(target.url);
    if (!target.keepHost && message.first("Host") != host) {
        head.set({"Host", host});
        changes.append(u"Host: %1 instead of %2"_s.arg(shown(host), shown(message.first("Host"))));
    }
}

bool isSendable(const HeaderField &field)
{
    static constexpr QByteArrayView extra = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2
    const bool name = !field.name.isEmpty() && std::all_of(field.name.begin(), field.name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               extra.contains(c);
    });
    const bool value = std::none_of(field.value.begin(), field.value.end(),
                                    [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return name && value;
}

bool isFraming(QByteArrayView name)
{
    return domain::sameFieldName(name, "Content-Length") || domain::sameFieldName(name, "Transfer-Encoding");
}

Result<void> editHeaders(HeadEdit &head, const ReplayEdit &edit, QStringList &changes)
{
    for (const QByteArray &name : edit.removed) {
        if (isFraming(name))
            return fail(Error::Kind::Rejected,
                        u"header: %1 follows from the body and cannot be removed"_s.arg(shown(name)));
        if (head.has(name))
            changes.append(u"%1: removed"_s.arg(shown(name)));
        head.remove(name);
    }
    for (const HeaderField &field : edit.headers) {
        if (!isSendable(field))
            return fail(Error::Kind::Rejected,
                        u"header: \"%1\" cannot be sent; a name has letters, digits and '-', a value one "
                        "line"_s.arg(shown(field.name)));
        if (isFraming(field.name))
            return fail(Error::Kind::Rejected,
                        u"header: %1 follows from the body and cannot be set"_s.arg(shown(field.name)));
        head.set(field);
        changes.append(u"%1: set"_s.arg(shown(field.name)));
    }
    return {};
}

// The body is sent in one piece with its length.
void frame(HeadEdit &head, const QByteArray &body, QStringList &changes)
{
    if (head.has("Transfer-Encoding")) {
        head.remove("Transfer-Encoding");
        head.remove("Trailer");
        changes.append(u"body: sent with a length instead of in chunks"_s);
    }
    if (!body.isEmpty() || head.has("Content-Length"))
        head.set({"Content-Length", QByteArray::number(body.size())});
}

// Some senders sign in the query or the body, so that these may change once more.
Result<void> signAnew(HeadEdit &head, QByteArray &body, const ReplayTarget &target, const ReplayEdit &edit,
                      Micros now, QRandomGenerator &random, QStringList &changes)
{
    if (!edit.secret) {
        return fail(
            Error::Kind::Rejected,
            u"the scheme \"%1\" signs with a secret and none is given: name one"_s.arg(edit.scheme->id));
    }
    if (const QByteArray &idHeader = edit.scheme->retry.idHeader; head.has(idHeader)) {
        std::array<quint32, 4> bits{};
        random.fillRange(bits.data(), bits.size());
        const auto id = QUuid::fromRfc4122(
            QByteArrayView(reinterpret_cast<const char *>(bits.data()), qsizetype(sizeof bits)));
        head.set({idHeader, id.toByteArray(QUuid::WithoutBraces)});
        changes.append(u"%1: a new id"_s.arg(shown(idHeader)));
    }
    domain::HttpMessage message;
    message.head = head.bytes();
    domain::readHead(message);
    message.body = body;
    signature::Circumstances circumstances;
    circumstances.overTls = target.url.scheme() == u"https"_s;
    circumstances.url = target.url.scheme().toLatin1() + "://" +
                        (target.keepHost ? message.first("Host") : authority(target.url)) + message.target;
    circumstances.parameters = edit.parameters;
    const auto made = signature::signRequest(*edit.scheme, message, *edit.secret, now, circumstances);
    if (!made)
        return tl::unexpected(made.error());
    for (const HeaderField &field : made->fields)
        head.set(field);
    if (made->target != message.target) {
        head.setTarget(made->target);
        changes.append(u"target: signed in the query"_s);
    }
    if (made->body != body) {
        body = made->body;
        frame(head, body, changes);
        changes.append(u"body: signed inside"_s);
    }
    changes.append(u"signed anew: %1 with the secret \"%2\""_s.arg(edit.scheme->id, edit.secret->label));
    return {};
}

} // namespace

Result<WireRequest> exactRequest(const domain::Capture &capture, const ReplayTarget &target)
{
    if (capture.completeness != domain::Completeness::Complete) {
        return fail(Error::Kind::Rejected,
                    u"this delivery did not arrive whole (%1), so it cannot be sent as it was"_s.arg(
                        capture.reason.isEmpty() ? u"it was cut"_s : capture.reason));
    }
    WireRequest request;
    HeadEdit head(capture.message.head);
    direct(head, capture.message, target, request.changes);
    domain::Capture changed = capture;
    if (!request.changes.isEmpty())
        changed.message.head = head.bytes();
    request.bytes = toRawHttp(changed);
    request.headOnly = capture.message.method == "HEAD";
    return request;
}

Result<WireRequest> editedRequest(const domain::Capture &capture, const ReplayTarget &target,
                                  const ReplayEdit &edit, Micros now, QRandomGenerator &random)
{
    if (capture.completeness == domain::Completeness::Malformed)
        return fail(Error::Kind::Rejected, u"this delivery is no HTTP request (%1), so nothing in it can be "
                                           "edited"_s.arg(capture.reason));
    if (capture.completeness == domain::Completeness::Truncated && !edit.body)
        return fail(Error::Kind::Rejected,
                    u"this delivery did not arrive whole; give it a body to send it"_s);
    WireRequest request;
    HeadEdit head(capture.message.head);
    direct(head, capture.message, target, request.changes);
    QByteArray body = edit.body.value_or(capture.message.body);
    if (edit.body)
        request.changes.append(u"body: replaced"_s);
    if (edit.freshBody) {
        body = payload::freshened(body, now, random);
        request.changes.append(u"body: new ids and times"_s);
    }
    if (auto done = editHeaders(head, edit, request.changes); !done)
        return tl::unexpected(done.error());
    frame(head, body, request.changes);
    head.set({testMarkName.toByteArray(), testMarkValue.toByteArray()});
    if (edit.scheme) {
        const auto done = signAnew(head, body, target, edit, now, random, request.changes);
        if (!done)
            return tl::unexpected(done.error());
    }
    request.bytes = head.bytes() + body;
    request.headOnly = capture.message.method == "HEAD";
    return request;
}

} // namespace tocsin::flows
