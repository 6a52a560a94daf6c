// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rules/rule.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

namespace tocsin::rules {

namespace {

using namespace Qt::StringLiterals;

// QString::fromUtf8 takes U+FEFF at the start for a byte order mark and drops it.
QString text(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(bytes);
}

void put(QJsonObject &object, const QString &name, const QByteArray &value)
{
    if (!value.isEmpty())
        object.insert(name, text(value));
}

void put(QJsonObject &object, const QString &name, const QJsonArray &list)
{
    if (!list.isEmpty())
        object.insert(name, list);
}

void put(QJsonObject &object, const QString &name, qint64 value, qint64 usual)
{
    if (value != usual)
        object.insert(name, value);
}

template<class Condition>
QJsonObject toJson(const Condition &condition, const QString &what, const QByteArray &which)
{
    QJsonObject object{{what, text(which)}, {u"test"_s, QString(testId(condition.test))}};
    const bool hasValue = condition.test == Test::Equals || condition.test == Test::Contains;
    if (hasValue || !condition.value.isEmpty())
        object.insert(u"value"_s, text(condition.value));
    return object;
}

QJsonObject toJson(const Conditions &when)
{
    QJsonObject object;
    put(object, u"path"_s, when.path);
    put(object, u"pathPrefix"_s, when.pathPrefix);
    QJsonArray methods;
    for (const QByteArray &method : when.methods)
        methods.append(text(method));
    put(object, u"methods"_s, methods);
    QJsonArray headers;
    for (const HeaderCondition &header : when.headers)
        headers.append(toJson(header, u"name"_s, header.name));
    put(object, u"headers"_s, headers);
    QJsonArray members;
    for (const MemberCondition &member : when.members)
        members.append(toJson(member, u"pointer"_s, member.pointer));
    put(object, u"members"_s, members);
    QJsonArray verdicts;
    for (const domain::Verdict verdict : when.verdicts)
        verdicts.append(QString(domain::verdictId(verdict)));
    put(object, u"verdicts"_s, verdicts);
    put(object, u"attemptFrom"_s, when.attemptFrom, 0);
    put(object, u"attemptTo"_s, when.attemptTo, 0);
    return object;
}

QJsonObject toJson(const Answer &answer)
{
    QJsonObject object{{u"status"_s, answer.status}};
    QJsonArray headers;
    for (const domain::HeaderField &field : answer.headers)
        headers.append(QJsonObject{{u"name"_s, text(field.name)}, {u"value"_s, text(field.value)}});
    put(object, u"headers"_s, headers);
    put(object, u"body"_s, answer.body);
    put(object, u"delayMs"_s, answer.delayMs, 0);
    put(object, u"dripBytesPerSecond"_s, answer.dripBytesPerSecond, 0);
    if (answer.ending != Ending::Whole)
        object.insert(u"ending"_s, QString(endingId(answer.ending)));
    put(object, u"redirect"_s, answer.redirect);
    put(object, u"retryAfterSeconds"_s, answer.retryAfterSeconds, -1);
    put(object, u"failFirst"_s, answer.failFirst, 0);
    put(object, u"failStatus"_s, answer.failStatus, 503);
    return object;
}

} // namespace

QByteArray writeRules(const QList<Rule> &rules)
{
    QJsonArray list;
    for (const Rule &rule : rules) {
        QJsonObject object{{u"name"_s, rule.name}, {u"answer"_s, toJson(rule.answer)}};
        if (!rule.isEnabled)
            object.insert(u"enabled"_s, false);
        if (const QJsonObject when = toJson(rule.when); !when.isEmpty())
            object.insert(u"when"_s, when);
        list.append(object);
    }
    QJsonObject file;
    put(file, u"rules"_s, list);
    return QJsonDocument(file).toJson(QJsonDocument::Indented);
}

} // namespace tocsin::rules
