// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/storage/sessioncodec.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

namespace tocsin::storage {

using namespace Qt::StringLiterals;
using domain::Entity;
using domain::Report;
using domain::ReportFinding;
using domain::ReportQuery;
using domain::ReportSection;
using domain::Session;
using domain::SessionMessage;

namespace {

QCborValue time(const QDateTime &at)
{
    return at.isValid() ? QCborValue(at.toMSecsSinceEpoch()) : QCborValue();
}

QDateTime time(const QCborValue &value)
{
    return value.isInteger() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

QCborArray array(const QStringList &texts)
{
    return QCborArray::fromStringList(texts);
}

QStringList texts(const QCborValue &value)
{
    QStringList all;
    for (const QCborValue &one : value.toArray())
        all.append(one.toString());
    return all;
}

template<class T, class Write>
QCborArray arrayOf(const QList<T> &values, const Write &write)
{
    QCborArray all;
    for (const T &value : values)
        all.append(write(value));
    return all;
}

template<class T, class Read>
QList<T> listOf(const QCborValue &value, const Read &read)
{
    QList<T> all;
    for (const QCborValue &one : value.toArray())
        all.append(read(one.toMap()));
    return all;
}

QCborValue finding(const ReportFinding &value)
{
    return QCborMap{{u"title"_s, value.title},
                    {u"text"_s, value.text},
                    {u"severity"_s, value.severityText},
                    {u"rank"_s, int(value.severity)},
                    {u"evidence"_s, array(value.evidence)},
                    {u"techniques"_s, array(value.techniques)}};
}

ReportFinding finding(const QCborMap &map)
{
    return {
        map[u"title"_s].toString(),
        map[u"text"_s].toString(),
        map[u"severity"_s].toString(),
        domain::Severity(std::clamp<qint64>(map[u"rank"_s].toInteger(), 0, int(domain::Severity::Critical))),
        texts(map[u"evidence"_s]),
        texts(map[u"techniques"_s])};
}

QCborValue entity(const Entity &value)
{
    QCborMap map{{u"kind"_s, QString(domain::entityKindId(value.kind))},
                 {u"text"_s, value.kindText},
                 {u"value"_s, value.value}};
    if (value.confidence)
        map.insert(u"confidence"_s, *value.confidence);
    return map;
}

Entity entity(const QCborMap &map)
{
    const QCborValue confidence = map[u"confidence"_s];
    return {domain::entityKindFromWord(map[u"kind"_s].toString()), map[u"text"_s].toString(),
            map[u"value"_s].toString(),
            confidence.isDouble() || confidence.isInteger() ? std::optional(confidence.toDouble())
                                                            : std::nullopt};
}

QCborValue report(const Report &value)
{
    QCborMap map{{u"shape"_s, int(value.shape)},
                 {u"riskText"_s, value.riskText},
                 {u"title"_s, value.title},
                 {u"question"_s, value.question},
                 {u"persona"_s, value.persona},
                 {u"summary"_s, value.summary},
                 {u"findings"_s, arrayOf(value.findings, [](const auto &one) { return finding(one); })},
                 {u"entities"_s, arrayOf(value.entities, [](const auto &one) { return entity(one); })},
                 {u"techniques"_s, array(value.techniques)},
                 {u"recommendations"_s, array(value.recommendations)},
                 {u"queries"_s, arrayOf(value.queries,
                                        [](const ReportQuery &one) {
                                            return QCborValue(QCborMap{{u"title"_s, one.title},
                                                                       {u"language"_s, one.language},
                                                                       {u"text"_s, one.text}});
                                        })},
                 {u"sections"_s,
                  arrayOf(value.sections,
                          [](const ReportSection &one) {
                              return QCborValue(QCborMap{{u"title"_s, one.title}, {u"text"_s, one.text}});
                          })},
                 {u"raw"_s, value.raw},
                 {u"unmapped"_s, array(value.unmapped)}};
    if (value.risk)
        map.insert(u"risk"_s, *value.risk);
    return map;
}

Report report(const QCborMap &map)
{
    Report value;
    value.shape =
        Report::Shape(std::clamp<qint64>(map[u"shape"_s].toInteger(), 0, int(Report::Shape::Messages)));
    const QCborValue risk = map[u"risk"_s];
    if (risk.isDouble() || risk.isInteger())
        value.risk = risk.toDouble();
    value.riskText = map[u"riskText"_s].toString();
    value.title = map[u"title"_s].toString();
    value.question = map[u"question"_s].toString();
    value.persona = map[u"persona"_s].toString();
    value.summary = map[u"summary"_s].toString();
    value.findings =
        listOf<ReportFinding>(map[u"findings"_s], [](const QCborMap &one) { return finding(one); });
    value.entities = listOf<Entity>(map[u"entities"_s], [](const QCborMap &one) { return entity(one); });
    value.techniques = texts(map[u"techniques"_s]);
    value.recommendations = texts(map[u"recommendations"_s]);
    value.queries = listOf<ReportQuery>(map[u"queries"_s], [](const QCborMap &one) {
        return ReportQuery{one[u"title"_s].toString(), one[u"language"_s].toString(),
                           one[u"text"_s].toString()};
    });
    value.sections = listOf<ReportSection>(map[u"sections"_s], [](const QCborMap &one) {
        return ReportSection{one[u"title"_s].toString(), one[u"text"_s].toString()};
    });
    value.raw = map[u"raw"_s].toByteArray();
    value.unmapped = texts(map[u"unmapped"_s]);
    return value;
}

} // namespace

QByteArray packedSession(const Session &session)
{
    QCborMap map{{u"stageText"_s, session.stageText},
                 {u"created"_s, time(session.created)},
                 {u"updated"_s, time(session.updated)},
                 {u"unmapped"_s, array(session.unmapped)},
                 {u"messages"_s, arrayOf(session.messages, [](const SessionMessage &one) {
                      return QCborValue(
                          QCborMap{{u"role"_s, one.role}, {u"text"_s, one.text}, {u"at"_s, time(one.at)}});
                  })}};
    if (session.report)
        map.insert(u"report"_s, report(*session.report));
    return map.toCborValue().toCbor();
}

void unpackSession(const QByteArray &packed, Session &session)
{
    const QCborMap map = QCborValue::fromCbor(packed).toMap();
    session.stageText = map[u"stageText"_s].toString();
    session.created = time(map[u"created"_s]);
    session.updated = time(map[u"updated"_s]);
    session.unmapped = texts(map[u"unmapped"_s]);
    session.messages = listOf<SessionMessage>(map[u"messages"_s], [](const QCborMap &one) {
        return SessionMessage{one[u"role"_s].toString(), one[u"text"_s].toString(), time(one[u"at"_s])};
    });
    session.report.reset();
    if (map.contains(u"report"_s))
        session.report = report(map[u"report"_s].toMap());
}

QString searchedText(const Session &session)
{
    QStringList lines;
    for (const SessionMessage &message : session.messages)
        lines.append(message.text);
    if (session.report) {
        const Report &report = *session.report;
        lines << report.title << report.summary << report.techniques << report.recommendations;
        for (const ReportFinding &finding : report.findings)
            lines << finding.title << finding.text << finding.evidence << finding.techniques;
        for (const Entity &entity : report.entities)
            lines << entity.value;
        for (const ReportQuery &query : report.queries)
            lines << query.title << query.text;
        for (const ReportSection &section : report.sections)
            lines << section.title << section.text;
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace tocsin::storage
