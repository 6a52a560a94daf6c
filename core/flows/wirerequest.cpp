// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/wirerequest.h"

#include "core/domain/headedit.h"
#include "core/domain/rawhead.h"
#include "core/domain/requesttarget.h"
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

QByteArray targetFor(const QByteArray &captured, const QUrl &url)
{
    const QByteArray own = domain::originForm(captured);
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

bool isToken(const QByteArray &word)
{
    static constexpr QByteArrayView extra = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               extra.contains(c);
    });
}

bool isSendable(const HeaderField &field)
{
    const bool value = std::none_of(field.value.begin(), field.value.end(),
                                    [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return isToken(field.name) && value;
}

bool isFraming(QByteArrayView name)
{
    return domain::sameFieldName(name, "Content-Length") || domain::sameFieldName(name, "Transfer-Encoding");
}

Error notSendable(const HeaderField &field)
{
    return {Error::Kind::Rejected,
            u"header: \"%1\" cannot be sent; a name has letters, digits and '-', a value one line"_s.arg(
                shown(field.name))};
}

Result<void> editRequestLine(HeadEdit &head, const ReplayEdit &edit, QStringList &changes)
{
    if (edit.method) {
        if (!isToken(*edit.method))
            return fail(Error::Kind::Rejected,
                        u"method: \"%1\" is none; write one word, as POST"_s.arg(shown(*edit.method)));
        head.setMethod(*edit.method);
        changes.append(u"method: %1"_s.arg(shown(*edit.method)));
    }
    if (edit.target) {
        const bool printable = std::all_of(edit.target->begin(), edit.target->end(),
                                           [](char c) { return uchar(c) > 32 && c != 127; });
        if (!edit.target->startsWith('/') || !printable)
            return fail(Error::Kind::Rejected,
                        u"path: start with '/' and leave out blanks; write %20 for one"_s);
        head.setTarget(*edit.target);
        changes.append(u"target: %1"_s.arg(shown(*edit.target)));
    }
    return {};
}

Result<void> replaceFields(HeadEdit &head, const QList<HeaderField> &fields, QStringList &changes)
{
    QList<HeaderField> kept;
    for (const HeaderField &field : fields) {
        if (!isSendable(field))
            return tl::unexpected(notSendable(field));
        if (!isFraming(field.name) && !domain::sameFieldName(field.name, testMarkName))
            kept.append(field);
    }
    head.replaceAll(kept);
    changes.append(u"headers: edited"_s);
    return {};
}

// The value of Host that was written by hand.
bool hasOwnHost(const domain::HttpMessage &captured, const ReplayEdit &edit)
{
    if (!edit.fields)
        return false;
    return std::any_of(edit.fields->begin(), edit.fields->end(), [&captured](const HeaderField &field) {
        return domain::sameFieldName(field.name, "Host") && field.value != captured.first("Host");
    });
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
            return tl::unexpected(notSendable(field));
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
    ReplayTarget where = target;
    where.keepHost = target.keepHost || hasOwnHost(capture.message, edit);
    if (edit.fields) {
        if (auto done = replaceFields(head, *edit.fields, request.changes); !done)
            return tl::unexpected(done.error());
    }
    direct(head, capture.message, where, request.changes);
    if (auto done = editRequestLine(head, edit, request.changes); !done)
        return tl::unexpected(done.error());
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
        const auto done = signAnew(head, body, where, edit, now, random, request.changes);
        if (!done)
            return tl::unexpected(done.error());
    }
    request.bytes = head.bytes() + body;
    request.headOnly = edit.method.value_or(capture.message.method) == "HEAD";
    return request;
}

} // namespace tocsin::flows
