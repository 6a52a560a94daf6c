// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socmate/errorreader.h"

#include "core/http/retryafter.h"
#include "core/socmate/document.h"

#include <QRegularExpression>

namespace tocsin::socmate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 600;
constexpr qsizetype longestPlain = 200; // of a body that is no JSON
constexpr size_t mostEntries = 8;

// The member that one entry of a validation error is about: "loc" begins with the place, which says nothing
// to people (body, query, path).
QString placeOf(const Node &loc)
{
    QStringList parts;
    for (const Node &part : loc.items())
        parts.append(part.text().value_or(QString()));
    const bool placed = parts.size() > 1 && (parts[0] == "body"_L1 || parts[0] == "query"_L1 ||
                                             parts[0] == "path"_L1 || parts[0] == "header"_L1);
    return (placed ? parts.mid(1) : parts).join(u'.');
}

QString entryText(const Node &entry)
{
    if (!entry.isObject())
        return entry.text().value_or(QString());
    const QString place = placeOf(entry.member("loc"_L1));
    QString said = entry.member("msg"_L1).text().value_or(QString());
    if (said.isEmpty())
        said = entry.member("message"_L1).text().value_or(QString());
    if (said.isEmpty())
        said = entry.member("type"_L1).text().value_or(QString());
    return place.isEmpty() ? said : u"%1: %2"_s.arg(place, said);
}

QString detailText(const Node &detail)
{
    if (const std::optional<QString> text = detail.text())
        return *text;
    if (detail.isObject()) {
        const QString text = entryText(detail);
        return text.isEmpty() ? QString::fromUtf8(detail.raw()).simplified() : text;
    }
    QStringList entries;
    for (const Node &entry : detail.items()) {
        const QString text = entryText(entry);
        if (entries.size() < qsizetype(mostEntries) && !text.isEmpty())
            entries.append(text);
    }
    return entries.join(u"; "_s);
}

QString jsonText(const Node &root)
{
    for (const QLatin1StringView name : {"detail"_L1, "errordescription"_L1, "message"_L1, "error"_L1}) {
        const Node value = root.member(name);
        const QString text = detailText(value);
        if (text.isEmpty())
            continue;
        const QString code = root.member("error"_L1).text().value_or(QString());
        return name == "errordescription"_L1 && !code.isEmpty() ? u"%1 (%2)"_s.arg(text, code) : text;
    }
    return QString::fromUtf8(root.raw());
}

QString withoutMarkup(QString text)
{
    static const QRegularExpression quiet(u"<(script|style)\\b.*?</\\1\\s*>"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^<>]{0,1000}>"_s);
    return text.remove(quiet).replace(tag, u" "_s);
}

QString statusWord(int status)
{
    switch (status) {
    case 400:
        return u"bad request"_s;
    case 401:
        return u"not signed in"_s;
    case 403:
        return u"not allowed"_s;
    case 404:
        return u"not found"_s;
    case 405:
        return u"method not allowed"_s;
    case 409:
        return u"conflict"_s;
    case 422:
        return u"the values were not accepted"_s;
    case 429:
        return u"too many requests"_s;
    case 500:
        return u"server error"_s;
    case 502:
        return u"error of a server behind it"_s;
    case 503:
        return u"not available, perhaps its SIEM is down"_s;
    case 504:
        return u"a server behind it gave no answer"_s;
    default:
        return u"no success"_s;
    }
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

std::chrono::milliseconds retryAfterOf(const http::HttpReply &reply, Micros now)
{
    const QByteArray value = reply.header("Retry-After");
    const Micros there = http::parseHttpDate(reply.header("Date"), now).value_or(now);
    return http::parseRetryAfter(value, there).value_or(std::chrono::milliseconds(0));
}

// As it is, and as forms and addresses spell it.
QString withoutSecrets(QString text, const QList<Secret> &secrets)
{
    constexpr qsizetype shortest = 4; // what is shorter is a part of many words
    for (const Secret &secret : secrets) {
        if (secret.size() < shortest)
            continue;
        const QByteArray bytes = secret.reveal().toByteArray();
        for (const QByteArray &form : {bytes, bytes.toPercentEncoding()})
            text.replace(QString::fromUtf8(form), u"(hidden)"_s);
    }
    return text;
}

} // namespace

QString refusalText(const QByteArray &body, const QList<Secret> &secrets)
{
    constexpr qsizetype longestJson = 256 * 1024;
    const QByteArray trimmed = body.left(longestJson).trimmed();
    QString text;
    if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
        if (const Result<Document> document = Document::read(trimmed)) {
            const Node root = document->root();
            text = root.isObject() ? jsonText(root) : detailText(root);
            return withoutSecrets(text.simplified(), secrets).left(longestText);
        }
    }
    constexpr qsizetype enough = 16 * 1024; // of markup, to find some text
    text = withoutMarkup(QString::fromUtf8(trimmed.left(enough))).simplified();
    return withoutSecrets(text, secrets).left(longestPlain);
}

Error refusalOf(const http::HttpReply &reply, const QString &scope, Micros now, const QList<Secret> &secrets)
{
    Error error;
    error.kind = kindOf(reply.status);
    const QString said = refusalText(reply.body, secrets);
    error.detail = u"%1 answered %2, %3"_s.arg(http::loggable(reply.url), QString::number(reply.status),
                                               statusWord(reply.status));
    if (!said.isEmpty())
        error.detail += u": "_s + said;
    if (reply.status == 403 && !scope.isEmpty())
        error.detail += u". It needs the scope %1: ask an administrator for a key that has it"_s.arg(scope);
    if (error.kind == Error::Kind::Limited || error.kind == Error::Kind::Transient)
        error.retryAfter = retryAfterOf(reply, now);
    return error;
}

} // namespace tocsin::socmate
