// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/sessionfollower.h"

#include "app/cli/sessiontext.h"
#include "app/cli/terminal.h"
#include "core/socmate/socmateapi.h"

#include <QRandomGenerator>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::SessionState;

SessionFollower::SessionFollower(socmate::SocmateApi &api, const QString &file, bool isJson)
    : m_json(isJson)
    , m_book(file)
    , m_poller([] { return QRandomGenerator::global()->generateDouble(); })
    , m_runs(api, m_poller, m_book, wallClock)
{
    m_ticker.add(m_poller);
    connect(&m_poller, &poll::Poller::changed, &m_ticker, &poll::Ticker::review);
    connect(&m_runs, &flows::Investigations::changed, this, &SessionFollower::onChanged);
    connect(&m_runs, &flows::Investigations::failed, this,
            [](const Error &error) { printError(u"it cannot be kept: %1"_s.arg(visible(error.detail))); });
}

SessionFollower::~SessionFollower()
{
    m_ticker.remove(m_poller);
}

void SessionFollower::start(const flows::InvestigationDraft &draft, Until until, QObject *context,
                            Handler<End> handler)
{
    m_until = until;
    m_context = context;
    m_handler = std::move(handler);
    m_runs.start(draft, this, [this](const Result<qint64> &id) {
        if (!id)
            return end(tl::unexpected(id.error()));
        m_id = *id;
    });
}

void SessionFollower::wait(const QString &session, QObject *context, Handler<End> handler)
{
    m_until = Until::Over;
    m_context = context;
    m_handler = std::move(handler);
    m_runs.open(session, this, [this](const Result<qint64> &id) {
        if (!id)
            return end(tl::unexpected(id.error()));
        m_id = *id;
        // What is known here already may be old, also that it is over.
        if (!m_runs.run(*id))
            m_runs.checkNow(*id);
    });
}

void SessionFollower::ask(const QString &session, const QString &question, Until until, QObject *context,
                          Handler<End> handler)
{
    m_question = question;
    m_untilAsked = until;
    wait(session, context, std::move(handler));
}

void SessionFollower::sendQuestion(const QString &question, Until until)
{
    m_until = until;
    m_asking = true;
    m_runs.followUp(m_id, question, this, [this](const Result<void> &sent) {
        m_asking = false;
        if (!sent && sent.error().kind != Error::Kind::Unanswered)
            return end(tl::unexpected(sent.error()));
        if (!sent) { // watched as if it had been taken
            m_lost = sent.error();
            printError(u"the answer was lost: the question may have been taken or not. It is not sent again; "
                       "%1"_s.arg(visible(sent.error().detail, 400)));
        }
        if (m_known && isEnd())
            end(End{*m_known, m_lost});
    });
}

void SessionFollower::onChanged(qint64 id)
{
    if (id != m_id || !m_runs.run(id))
        return;
    m_known = m_runs.run(id)->stored();
    if (m_handler)
        printProgress();
    // The run is settled only after it has told: then it is known whether it is looked for any more.
    QMetaObject::invokeMethod(
        this, [this] { review(); }, Qt::QueuedConnection);
}

bool SessionFollower::isEnd() const
{
    switch (m_known->session.state) {
    case SessionState::Completed:
    case SessionState::Failed:
    case SessionState::NotWatched:
        return true;
    case SessionState::Running:
        return m_until == Until::Taken;
    case SessionState::StartUnknown: {
        const QString suffix = u'/' + QString::number(m_known->id);
        const QStringList jobs = m_poller.names();
        const bool isLookedFor = std::any_of(jobs.cbegin(), jobs.cend(),
                                             [&suffix](const QString &job) { return job.endsWith(suffix); });
        return m_until == Until::Taken || !isLookedFor;
    }
    case SessionState::Queued:
        return m_until == Until::Taken && !m_known->session.error.isEmpty();
    case SessionState::Starting:
        break;
    }
    return false;
}

void SessionFollower::review()
{
    if (!m_handler || m_asking || !m_known || !isEnd())
        return;
    if (m_known->session.state == SessionState::Queued) {
        const Error error{Error::Kind::Limited, m_known->session.error};
        m_runs.stop(m_known->id); // nobody would send it any more
        return end(End{*m_known, error});
    }
    if (!m_question.isEmpty() && m_known->session.state != SessionState::Failed)
        return sendQuestion(std::exchange(m_question, {}), m_untilAsked);
    end(End{*m_known, m_lost});
}

// The end is told by whoever waits for it, and what there was before the question is no news.
void SessionFollower::printProgress()
{
    const domain::Session &session = m_known->session;
    const bool isOver = session.state == SessionState::Completed || session.state == SessionState::Failed;
    if (m_quiet || isOver || !m_question.isEmpty())
        return;
    QString text = stateWord(session.state);
    if (session.state == SessionState::Running && !stageText(session).isEmpty())
        text += u", "_s + stageText(session);
    if (!session.error.isEmpty())
        text += u": "_s + visible(session.error, 400);
    if (text == m_progress)
        return;
    m_progress = text;
    if (m_json) {
        QJsonObject line = sessionJson(session);
        line[u"progress"_s] = true;
        printJson(line);
    } else {
        printLine(text);
    }
    flushOutput();
}

bool SessionFollower::leave()
{
    m_handler = {};
    const bool isQueued = m_known && m_known->session.state == SessionState::Queued;
    if (isQueued)
        m_runs.stop(m_known->id);
    return isQueued;
}

void SessionFollower::end(const Result<End> &result)
{
    const Handler<End> handler = std::exchange(m_handler, {});
    if (handler && m_context)
        handler(result);
}

} // namespace tocsin::cli
