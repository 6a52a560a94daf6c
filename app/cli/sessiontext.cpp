// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/sessiontext.h"

#include "app/cli/incidenttext.h"
#include "app/cli/terminal.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Session;
using domain::SessionState;

namespace {

QJsonValue numberJson(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString line(const QString &id, const QDateTime &at, SessionState state, std::optional<double> risk,
             const QString &what)
{
    return columns({{visible(id, 40), 36},
                    {timeText(at), 20},
                    {stateWord(state), 13},
                    {risk ? QString::number(*risk) : u"-"_s, -4},
                    {visible(what.simplified(), 80), 0}});
}

} // namespace

QString stateWord(SessionState state)
{
    switch (state) {
    case SessionState::Queued:
        return u"queued"_s;
    case SessionState::Starting:
        return u"starting"_s;
    case SessionState::StartUnknown:
        return u"start-unknown"_s;
    case SessionState::Running:
        return u"running"_s;
    case SessionState::Completed:
        return u"completed"_s;
    case SessionState::Failed:
        return u"failed"_s;
    case SessionState::NotWatched:
        return u"not-watched"_s;
    }
    return {};
}

QString stageText(const Session &session)
{
    if (session.stage)
        return u"stage %1 of %2"_s.arg(int(*session.stage) + 1).arg(domain::stageCount);
    return visible(session.stageText, 60);
}

std::optional<double> riskOf(const Session &session)
{
    if (session.report && session.report->risk)
        return session.report->risk;
    return session.risk;
}

QString sessionLine(const Session &session)
{
    return line(session.id, session.created, session.state, riskOf(session),
                session.title.isEmpty() ? session.query : session.title);
}

QString sessionLine(const storage::SessionRow &row)
{
    return line(row.session.isEmpty() ? u"-"_s : row.session, storage::timeFromStored(row.asked), row.state,
                row.risk, row.title.isEmpty() ? row.query : row.title);
}

QStringList sessionFacts(const Session &session)
{
    const auto risk = riskOf(session);
    const auto told = [](const QString &text) { return visible(text, 400); };
    QStringList lines = {
        fact(u"session"_s, told(session.id)),
        fact(u"state"_s, stateWord(session.state)),
        fact(u"status as sent"_s, told(session.statusText)),
        fact(u"stage"_s, stageText(session)),
        fact(u"title"_s, told(session.title)),
        fact(u"persona"_s, told(session.persona)),
        fact(u"provider"_s, told(session.provider)),
        fact(u"created"_s, timeText(session.created)),
        fact(u"updated"_s, timeText(session.updated)),
        fact(u"risk"_s, risk             ? QString::number(*risk)
                        : session.report ? told(session.report->riskText)
                                         : QString()),
    };
    if (!session.error.isEmpty())
        lines.append(fact(u"error"_s, told(session.error)));
    if (session.report)
        lines.append(fact(u"report"_s, u"%1 findings, %2 entities"_s.arg(session.report->findings.size())
                                           .arg(session.report->entities.size())));
    lines += QStringList{u"question"_s} + indented(session.query);
    for (const domain::SessionMessage &message : session.messages)
        lines += QStringList{u"%1, %2"_s.arg(visible(message.role, 40), timeText(message.at))} +
                 indented(message.text);
    return lines;
}

QJsonObject sessionJson(const Session &session)
{
    return {{u"session"_s, session.id},
            {u"state"_s, stateWord(session.state)},
            {u"status_as_sent"_s, session.statusText},
            {u"stage"_s, session.stage ? QJsonValue(int(*session.stage) + 1) : QJsonValue()},
            {u"stage_as_sent"_s, session.stageText},
            {u"title"_s, session.title},
            {u"query"_s, session.query},
            {u"persona"_s, session.persona},
            {u"provider"_s, session.provider},
            {u"error"_s, session.error},
            {u"risk"_s, numberJson(riskOf(session))},
            {u"risk_as_sent"_s, session.report ? session.report->riskText : QString()},
            {u"findings"_s, session.report ? QJsonValue(session.report->findings.size()) : QJsonValue()},
            {u"entities"_s, session.report ? QJsonValue(session.report->entities.size()) : QJsonValue()},
            {u"created"_s, timeJson(session.created)},
            {u"updated"_s, timeJson(session.updated)}};
}

QJsonObject sessionJson(const storage::SessionRow &row)
{
    return {{u"session"_s, row.session},
            {u"state"_s, stateWord(row.state)},
            {u"status_as_sent"_s, row.statusText},
            {u"stage"_s, row.stage ? QJsonValue(int(*row.stage) + 1) : QJsonValue()},
            {u"title"_s, row.title},
            {u"query"_s, row.query},
            {u"persona"_s, row.persona},
            {u"error"_s, row.error},
            {u"incident"_s, row.incident > 0 ? QJsonValue(row.incident) : QJsonValue()},
            {u"risk"_s, numberJson(row.risk)},
            {u"findings"_s, row.findings},
            {u"entities"_s, row.entities},
            {u"asked"_s, timeJson(storage::timeFromStored(row.asked))},
            {u"ended"_s, timeJson(storage::timeFromStored(row.ended))}};
}

QJsonObject sessionWholeJson(const Session &session)
{
    QJsonArray messages;
    for (const domain::SessionMessage &message : session.messages)
        messages.append(QJsonObject{
            {u"role"_s, message.role}, {u"text"_s, message.text}, {u"at"_s, timeJson(message.at)}});
    QJsonObject whole = sessionJson(session);
    whole[u"messages"_s] = messages;
    whole[u"unmapped"_s] = QJsonArray::fromStringList(session.unmapped);
    whole[u"raw"_s] = QString::fromUtf8(session.raw);
    return whole;
}

} // namespace tocsin::cli
