// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/investigationrun.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tocsin::flows {

using namespace Qt::StringLiterals;
using domain::Session;
using domain::SessionState;

namespace {

int answersOf(const Session &session)
{
    return int(std::ranges::count_if(session.messages, [](const domain::SessionMessage &message) {
        return message.role.compare("user"_L1, Qt::CaseInsensitive) != 0;
    }));
}

QByteArray reportHash(const Session &session)
{
    if (!session.report)
        return {};
    return QCryptographicHash::hash(session.report->raw, QCryptographicHash::Sha256).toHex();
}

// What a poorer answer leaves out stays as it was known.
void keepKnown(const Session &known, Session &fresh)
{
    const auto keep = [&](QString Session::*member) {
        if ((fresh.*member).isEmpty())
            fresh.*member = known.*member;
    };
    keep(&Session::id);
    keep(&Session::title);
    keep(&Session::query);
    keep(&Session::persona);
    keep(&Session::provider);
    if (!fresh.report)
        fresh.report = known.report;
    if (fresh.messages.isEmpty())
        fresh.messages = known.messages;
    if (!fresh.created.isValid())
        fresh.created = known.created;
}

} // namespace

InvestigationRun::InvestigationRun(storage::StoredSession stored) : m_stored(std::move(stored))
{
    const QJsonObject watch = QJsonDocument::fromJson(m_stored.watch).object();
    m_since = watch["since"_L1].toInteger();
    m_awaits = watch["awaits"_L1].toBool();
    m_moved = watch["moved"_L1].toBool();
    m_answers = watch["answers"_L1].toInt();
    m_before = watch["before"_L1].toString().toLatin1();
}

InvestigationRun InvestigationRun::asked(const QString &connection, const InvestigationDraft &draft,
                                         Micros now)
{
    InvestigationRun run;
    run.m_stored.connection = connection;
    run.m_stored.incident = draft.incident;
    run.m_stored.asked = now;
    run.m_stored.session.state = SessionState::Queued;
    run.m_stored.session.query = draft.query;
    run.m_stored.session.persona = draft.persona;
    run.m_stored.session.provider = draft.provider;
    return run;
}

InvestigationRun InvestigationRun::seen(const QString &connection, const QString &session, Micros now)
{
    InvestigationRun run;
    run.m_stored.connection = connection;
    run.m_stored.mine = false;
    run.m_stored.asked = now;
    run.m_stored.session.id = session;
    run.m_since = now;
    run.pack();
    return run;
}

void InvestigationRun::pack()
{
    QJsonObject watch{{u"since"_s, m_since}};
    if (m_awaits) {
        watch.insert(u"awaits"_s, true);
        watch.insert(u"moved"_s, m_moved);
        watch.insert(u"answers"_s, m_answers);
        watch.insert(u"before"_s, QString::fromLatin1(m_before));
    }
    m_stored.watch = QJsonDocument(watch).toJson(QJsonDocument::Compact);
}

bool InvestigationRun::isOver() const
{
    return state() == SessionState::Completed || state() == SessionState::Failed;
}

bool InvestigationRun::isSlow(Micros now) const
{
    return isWatched() && now - m_since > usual;
}

poll::Pace InvestigationRun::pace(Micros now) const
{
    // Most take 30 to 120 s (socmate.md 5.1): often enough to see the stages, and five at once still leave
    // half of the budget that a user has (3.3).
    const Micros age = now - m_since;
    poll::Pace pace;
    pace.whenHidden = 1.5; // the notice that it is done is waited for
    pace.whenIdle = 1.5;
    pace.longestRetry = 60 * microsPerSecond;
    if (age < 60 * microsPerSecond)
        pace.interval = 5 * microsPerSecond;
    else if (age < 3 * usual / 2)
        pace.interval = 8 * microsPerSecond;
    else if (age < 5 * usual)
        pace.interval = 15 * microsPerSecond;
    else
        pace.interval = 30 * microsPerSecond;
    return pace;
}

void InvestigationRun::end(SessionState state, const QString &error, Micros now)
{
    m_stored.session.state = state;
    m_stored.session.error = error;
    m_stored.ended = now;
    m_awaits = false;
    pack();
}

void InvestigationRun::resumed(Micros now)
{
    if (state() == SessionState::Starting)
        m_stored.session.state = SessionState::StartUnknown;
    else if (state() == SessionState::Queued && now - m_stored.asked > longestQueue)
        end(SessionState::Failed, u"not sent: it was still waiting when the program ended"_s, now);
}

void InvestigationRun::sending(Micros now)
{
    m_stored.session.state = SessionState::Starting;
    m_stored.session.error.clear();
    m_stored.started = now;
}

void InvestigationRun::started(const Result<socmate::Started> &answer, Micros now)
{
    if (answer) {
        m_stored.session.statusText = answer->statusText;
        return found(answer->sessionId, now);
    }
    m_stored.session.error = answer.error().detail;
    if (answer.error().kind == Error::Kind::Limited) {
        m_stored.session.state = SessionState::Queued;
        m_stored.started = 0;
    } else if (answer.error().kind == Error::Kind::Unanswered) {
        m_stored.session.state = SessionState::StartUnknown;
    } else {
        end(SessionState::Failed, answer.error().detail, now);
    }
}

void InvestigationRun::found(const QString &session, Micros now)
{
    m_stored.session.id = session;
    m_stored.session.error.clear();
    m_stored.session.state = SessionState::Running;
    m_since = m_stored.started > 0 ? m_stored.started : now;
    pack();
}

void InvestigationRun::notFound(const QString &why)
{
    m_stored.session.error = why;
}

void InvestigationRun::gaveUp(const QString &why, Micros now)
{
    end(SessionState::Failed, why, now);
}

void InvestigationRun::stopWatching()
{
    if (isWatched())
        m_stored.session.state = SessionState::NotWatched;
}

void InvestigationRun::watchAgain(Micros now)
{
    if (m_stored.session.id.isEmpty())
        return;
    m_stored.session.state = SessionState::Running;
    m_stored.session.error.clear();
    m_since = now;
    pack();
}

void InvestigationRun::followedUp(const QString &question, Micros now)
{
    m_awaits = true;
    m_moved = false;
    m_answers = answersOf(m_stored.session);
    m_before = reportHash(m_stored.session);
    m_stored.session.messages.append(
        {u"user"_s, question, QDateTime::fromMSecsSinceEpoch(now / 1000, Qt::UTC)});
    m_stored.session.state = SessionState::Running;
    m_stored.session.error.clear();
    m_stored.ended = 0;
    m_since = now;
    pack();
}

bool InvestigationRun::isAnswered(const Session &session) const
{
    return !m_awaits || m_moved || answersOf(session) > m_answers || reportHash(session) != m_before;
}

void InvestigationRun::polled(const Result<Session> &answer, Micros now)
{
    if (!answer) {
        const Error &error = answer.error();
        if (error.kind == Error::Kind::NotFound)
            return end(SessionState::Failed, u"the server does not know this session: "_s + error.detail,
                       now);
        m_stored.session.error = error.detail;
        // Asking again with the same key gets the same answer.
        if (error.kind == Error::Kind::Unauthorised || error.kind == Error::Kind::Forbidden)
            stopWatching();
        else if (now - m_since > longestWatch)
            stopWatching();
        return;
    }
    Session fresh = *answer;
    const SessionState told = fresh.state;
    const bool answered = isAnswered(fresh);
    if (m_awaits && told == SessionState::Running)
        m_moved = true;
    keepKnown(m_stored.session, fresh);
    m_stored.session = std::move(fresh);
    if (told == SessionState::Failed)
        return end(told, m_stored.session.error, now);
    if (told == SessionState::Completed && answered)
        return end(told, QString(), now);
    m_stored.session.state = now - m_since > longestWatch ? SessionState::NotWatched : SessionState::Running;
    pack();
}

} // namespace tocsin::flows
