// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/errorreader.h"

#include "core/http/retryafter.h"
#include "core/json/edit.h"
#include "core/socotra/jsonparts.h"

#include <QRegularExpression>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 500; // 8.3

QString withoutSecrets(QString text, const QList<Secret> &secrets)
{
    constexpr qsizetype shortest = 4; // what is shorter is a part of many words
    for (const Secret &secret : secrets) {
        if (secret.size() < shortest)
            continue;
        const QByteArray bytes = secret.reveal().toByteArray();
        QByteArray escaped = json::quotedText(bytes);
        escaped = escaped.mid(1, escaped.size() - 2);
        for (const QByteArray &form : {bytes, bytes.toPercentEncoding(), escaped})
            text.replace(QString::fromUtf8(form), u"(hidden)"_s);
    }
    return text;
}

QString withoutMarkup(QString text)
{
    static const QRegularExpression tag(u"<[^<>]{0,1000}>"_s);
    return text.replace(tag, u" "_s);
}

Error::Kind kindOf(int status)
{
    switch (status) {
    case 401:
        return Error::Kind::Unauthorised;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 408:
        return Error::Kind::Transient;
    case 429:
        return Error::Kind::Limited;
    default:
        return status >= 500 ? Error::Kind::Transient : Error::Kind::Rejected;
    }
}

QString remedyOf(int status)
{
    switch (status) {
    case 403:
        return u". Signed in, but not as a tenant administrator: the integrations need a user that "
               "/account/authenticateAdmin accepts"_s;
    case 404:
        return u". It is not there any more: read the list again"_s;
    case 400:
    case 409:
        return u". A rule is broken, or the name exists already: read the list again"_s;
    default:
        return {};
    }
}

} // namespace

QString refusalText(const QByteArray &body, const QList<Secret> &secrets)
{
    constexpr qsizetype enough = 64 * 1024;
    const QByteArray trimmed = body.left(enough).trimmed();
    const auto members = rawMembers(trimmed);
    if (!members)
        return withoutSecrets(withoutMarkup(QString::fromUtf8(trimmed.left(16 * 1024))).simplified(), secrets)
            .left(longestText);
    QString text;
    for (const QStringView name : {u"message", u"errorMessage", u"error", u"detail"}) {
        if (text.isEmpty())
            text = textOf(rawMember(*members, name));
    }
    if (text.isEmpty())
        text = QString::fromUtf8(trimmed);
    QStringList codes;
    for (const QStringView name : {u"httpStatus", u"errorCode"}) {
        const QString code = textOf(rawMember(*members, name));
        if (!code.isEmpty())
            codes.append(u"%1 %2"_s.arg(name, code));
    }
    if (!codes.isEmpty())
        text += u" (%1)"_s.arg(codes.join(u", "_s));
    return withoutSecrets(text.simplified(), secrets).left(longestText);
}

int statusInBody(const QByteArray &body)
{
    const auto members = rawMembers(body.trimmed());
    const qint64 status = members ? wholeOf(rawMember(*members, u"httpStatus")).value_or(0) : 0;
    return status >= 100 && status <= 599 ? int(status) : 0;
}

Error refusalOf(const http::HttpReply &reply, Micros now, const QList<Secret> &secrets)
{
    Error error;
    error.kind = kindOf(reply.status);
    const QString said = refusalText(reply.body, secrets);
    // The address holds names only: user and password are never in a query (K13).
    error.detail = u"%1 answered %2"_s.arg(http::loggable(reply.url), QString::number(reply.status));
    if (!said.isEmpty())
        error.detail += u": "_s + said;
    error.detail += remedyOf(reply.status);
    if (error.kind == Error::Kind::Limited || error.kind == Error::Kind::Transient) {
        const Micros there = http::parseHttpDate(reply.header("Date"), now).value_or(now);
        error.retryAfter =
            http::parseRetryAfter(reply.header("Retry-After"), there).value_or(std::chrono::milliseconds(0));
    }
    return error;
}

} // namespace tocsin::socotra
