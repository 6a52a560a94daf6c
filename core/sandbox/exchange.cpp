// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/exchange.h"

#include <QJsonDocument>
#include <QLocale>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

// The type words of two generations of the framework whose error shape this is (socmate.md 3.2).
QString typeOf(const Profile &profile, const QString &type)
{
    const bool older = profile.validation == Profile::Validation::Older;
    if (type == u"missing"_s)
        return older ? u"value_error.missing"_s : u"missing"_s;
    return older ? u"type_error."_s + type : type + u"_type"_s;
}

} // namespace

QString Request::parameter(const QString &name) const
{
    return query.hasQueryItem(name) ? query.queryItemValue(name, QUrl::FullyDecoded) : QString();
}

Reply asJson(const QJsonValue &json, int status)
{
    Reply reply;
    reply.status = status;
    reply.json = json;
    return reply;
}

Reply problem(int status, const QString &detail)
{
    return asJson(QJsonObject{{u"detail"_s, detail}}, status);
}

Reply invalid(const Profile &profile, const QList<Fault> &faults)
{
    QJsonArray details;
    for (const Fault &fault : faults) {
        QJsonArray where;
        for (const QString &part : fault.where)
            where.append(part);
        if (fault.isNumbered && !fault.where.isEmpty()) {
            where.removeLast();
            where.append(fault.where.last().toInt());
        }
        QJsonObject detail = {
            {u"loc"_s, where}, {u"msg"_s, fault.text}, {u"type"_s, typeOf(profile, fault.type)}};
        if (profile.validation == Profile::Validation::Newer) {
            detail[u"input"_s] = QJsonValue();
            detail[u"url"_s] = u"https://errors.example/v/"_s + fault.type;
        }
        details.append(detail);
    }
    return asJson(QJsonObject{{u"detail"_s, details}}, 422);
}

std::optional<Reply> badParameter(const Profile &profile, const QString &name, const QString &text)
{
    switch (profile.badParameter) {
    case Profile::BadParameter::Unprocessable:
        return invalid(profile, {{{u"query"_s, name}, u"value"_s, text}});
    case Profile::BadParameter::BadRequest:
        return problem(400, name + u": "_s + text);
    case Profile::BadParameter::Clamp:
        break;
    }
    return std::nullopt;
}

Reply limited(const Profile &profile, const QString &detail, int seconds, Micros now)
{
    Reply reply = problem(429, detail);
    if (profile.retryAfter == Profile::RetryAfter::Seconds) {
        reply.headers.append(domain::HeaderField{"Retry-After", QByteArray::number(seconds)});
    } else if (profile.retryAfter == Profile::RetryAfter::Date) {
        // RFC 9110 section 5.6.7; rounded up, so that the time is not too early.
        const QDateTime at = utc(now + Micros(seconds + 1) * microsPerSecond);
        const QString text = QLocale::c().toString(at, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        reply.headers.append(domain::HeaderField{"Retry-After", text.toLatin1()});
    }
    return reply;
}

QJsonValue listed(const Profile &profile, const QString &name, const QJsonArray &items, qint64 total)
{
    using enum Profile::Envelope;
    QString member = name;
    switch (profile.envelope) {
    case Bare:
        return items;
    case Named:
        break;
    case Items:
        member = u"items"_s;
        break;
    case Results:
        member = u"results"_s;
        break;
    case Data:
        member = u"data"_s;
        break;
    }
    QJsonObject object = {{member, items}};
    if (profile.total)
        object[u"total"_s] = total;
    return object;
}

Body Body::of(const Request &request)
{
    Body body;
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError)
        body.faults.append(
            {{u"body"_s, QString::number(error.offset)}, u"json"_s, u"JSON decode error"_s, true});
    else if (!document.isObject())
        body.faults.append({{u"body"_s}, u"dict"_s, u"value is not a valid dict"_s});
    body.object = document.object();
    return body;
}

QString Body::text(const QString &member, bool isRequired)
{
    const QJsonValue value = object[member];
    if (value.isString() && (!isRequired || !value.toString().trimmed().isEmpty()))
        return value.toString();
    if (value.isUndefined() || value.isNull()) {
        if (isRequired)
            faults.append({{u"body"_s, member}, u"missing"_s, u"field required"_s});
    } else {
        faults.append({{u"body"_s, member}, u"str"_s, u"str type expected, and not empty"_s});
    }
    return {};
}

QStringList Body::texts(const QString &member)
{
    QStringList texts;
    const QJsonValue value = object[member];
    if (!value.isArray()) {
        faults.append({{u"body"_s, member},
                       value.isUndefined() ? u"missing"_s : u"list"_s,
                       value.isUndefined() ? u"field required"_s : u"value is not a valid list"_s});
        return texts;
    }
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (items[i].isString())
            texts.append(items[i].toString());
        else
            faults.append({{u"body"_s, member, QString::number(i)}, u"str"_s, u"str type expected"_s, true});
    }
    return texts;
}

qint64 Body::number(const QString &member, qint64 least, qint64 most, qint64 otherwise)
{
    const QJsonValue value = object[member];
    if (value.isUndefined() || value.isNull())
        return otherwise;
    const qint64 number = value.toInteger(least - 1);
    if (number >= least && number <= most)
        return number;
    faults.append({{u"body"_s, member}, u"integer"_s, u"value is not a valid integer"_s});
    return otherwise;
}

} // namespace tocsin::sandbox
