// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/incidenttext.h"

#include "app/cli/terminal.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 4000; // of a text with several

QJsonValue countJson(qint64 count)
{
    return count >= 0 ? QJsonValue(count) : QJsonValue();
}

QString orDash(const QString &text, qsizetype most = 200)
{
    return text.isEmpty() ? u"-"_s : visible(text, most);
}

// Our word; the server's own where we have none for it.
QString severityWord(const domain::Incident &incident)
{
    const bool known = incident.severity > domain::Severity::Unknown;
    return known ? QString(domain::severityId(incident.severity)) : orDash(incident.severityText, 12);
}

QString statusWord(const domain::Incident &incident)
{
    const bool known = incident.status != domain::IncidentStatus::Unknown;
    return known ? QString(domain::incidentStatusId(incident.status)) : orDash(incident.statusText, 12);
}

QString joined(const QStringList &texts)
{
    return orDash(texts.join(u", "_s), 400);
}

} // namespace

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : u"-"_s;
}

QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QStringList indented(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.trimmed().split(u'\n'))
        lines.append(u"  "_s + visible(line.endsWith(u'\r') ? line.chopped(1) : line, longestLine));
    return lines;
}

QString fact(const QString &name, const QString &value)
{
    return u"%1  %2"_s.arg(name, -14).arg(value.isEmpty() ? u"-"_s : value);
}

QString incidentLine(const domain::Incident &incident)
{
    return columns({{QString::number(incident.number), -8},
                    {timeText(incident.created), 20},
                    {severityWord(incident), 8},
                    {statusWord(incident), 7},
                    {orDash(incident.owner, 24), 24},
                    {orDash(incident.title, 100), 0}});
}

QStringList incidentFacts(const domain::Incident &incident)
{
    QStringList lines = {
        fact(u"number"_s, QString::number(incident.number)),
        fact(u"title"_s, orDash(incident.title, 400)),
        fact(u"severity"_s, severityWord(incident)),
        fact(u"status"_s, statusWord(incident)),
        fact(u"owner"_s, orDash(incident.owner)),
        fact(u"classification"_s, orDash(incident.classification)),
        fact(u"provider"_s, orDash(incident.provider)),
        fact(u"created"_s, timeText(incident.created)),
        fact(u"modified"_s, timeText(incident.modified)),
        fact(u"activity"_s,
             u"%1 to %2"_s.arg(timeText(incident.firstActivity), timeText(incident.lastActivity))),
        fact(u"tactics"_s, joined(incident.tactics)),
        fact(u"products"_s, joined(incident.products)),
        fact(u"labels"_s, joined(incident.labels)),
        fact(u"alerts"_s, incident.alerts >= 0 ? QString::number(incident.alerts) : QString()),
        fact(u"comments"_s, incident.comments >= 0 ? QString::number(incident.comments) : QString()),
        fact(u"link"_s, orDash(incident.url, 500)),
    };
    if (!incident.description.isEmpty())
        lines += QStringList{u"description"_s} + indented(incident.description);
    if (!incident.unmapped.isEmpty())
        lines.append(fact(u"also sent"_s, joined(incident.unmapped)));
    return lines;
}

QJsonObject incidentJson(const domain::Incident &incident)
{
    return {{u"number"_s, incident.number},
            {u"id"_s, incident.id},
            {u"provider"_s, incident.provider},
            {u"title"_s, incident.title},
            {u"severity"_s, QString(domain::severityId(incident.severity))},
            {u"severity_as_sent"_s, incident.severityText},
            {u"status"_s, QString(domain::incidentStatusId(incident.status))},
            {u"status_as_sent"_s, incident.statusText},
            {u"owner"_s, incident.owner},
            {u"classification"_s, incident.classification},
            {u"labels"_s, QJsonArray::fromStringList(incident.labels)},
            {u"tactics"_s, QJsonArray::fromStringList(incident.tactics)},
            {u"products"_s, QJsonArray::fromStringList(incident.products)},
            {u"alerts"_s, countJson(incident.alerts)},
            {u"comments"_s, countJson(incident.comments)},
            {u"created"_s, timeJson(incident.created)},
            {u"modified"_s, timeJson(incident.modified)},
            {u"url"_s, incident.url}};
}

QJsonObject incidentWholeJson(const domain::Incident &incident)
{
    QJsonObject whole = incidentJson(incident);
    whole[u"description"_s] = incident.description;
    whole[u"first_activity"_s] = timeJson(incident.firstActivity);
    whole[u"last_activity"_s] = timeJson(incident.lastActivity);
    whole[u"unmapped"_s] = QJsonArray::fromStringList(incident.unmapped);
    whole[u"raw"_s] = QString::fromUtf8(incident.raw);
    return whole;
}

} // namespace tocsin::cli
