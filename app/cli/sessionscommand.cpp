// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/investigationend.h"
#include "app/cli/sessiontext.h"
#include "app/cli/terminal.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::Session;

namespace {

// Investigations that were started, here or elsewhere.
class SessionsCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override;
    void interrupt() override;

protected:
    Result<void> read(const QCommandLineParser &parser) override;
    bool asksServer() const override { return !m_local; }
    void run() override;

private:
    void list();
    void listKept();
    void print(const Session &session);
    void show();
    void follow();
    void onEnd(const Result<SessionFollower::End> &end);

    QString m_action;
    QString m_id;
    QString m_question;
    int m_limit = socmate::defaultLimit;
    bool m_local = false;
    bool m_waits = false;
    RiskGate m_gate;
    std::unique_ptr<SessionFollower> m_follower;
};

void SessionsCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Works on investigations. list asks the server for its sessions, or says what is kept here "
        u"(--local);\n"
        "wait follows one until it is over; message asks a follow-up question of one that is over. A "
        "question\n"
        "whose answer was lost may have been taken: that is said, and it is not sent again."_s);
    parser.addPositionalArgument(u"action"_s, u"list | show ID | wait ID | message ID TEXT"_s);
    parser.addPositionalArgument(u"id"_s, u"The server's id of a session."_s, u"[ID]"_s);
    parser.addPositionalArgument(u"text"_s, u"A follow-up question."_s, u"[TEXT]"_s);
    parser.addOptions({
        {u"local"_s, u"Of list and show: what is kept on this machine; asks no server."_s},
        {u"limit"_s, u"Of list: at most N, up to %1."_s.arg(socmate::mostLimit), u"N"_s,
         QString::number(socmate::defaultLimit)},
        {u"wait"_s, u"Of message: wait for the answer."_s},
    });
    RiskGate::declare(parser);
    declareConnection(parser);
}

Result<void> SessionsCommand::read(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    m_action = words.value(0);
    m_id = words.value(1).trimmed();
    m_question = words.value(2);
    const qsizetype wanted = m_action == u"list"_s                            ? 1
                             : m_action == u"show"_s || m_action == u"wait"_s ? 2
                             : m_action == u"message"_s                       ? 3
                                                                              : -1;
    if (words.size() != wanted || (wanted > 1 && m_id.isEmpty()))
        return refuse(u"use: sessions list | show ID | wait ID | message ID TEXT"_s);
    if (wanted == 3 && m_question.trimmed().isEmpty())
        return refuse(u"message: say what is to be asked"_s);
    const bool follows = m_action == u"wait"_s || m_action == u"message"_s;
    m_local = parser.isSet(u"local"_s);
    if (m_local && follows)
        return refuse(u"--local belongs to sessions list and sessions show"_s);
    if (RiskGate::isAsked(parser) && !follows)
        return refuse(u"--fail-on-risk belongs to sessions wait and sessions message"_s);
    m_waits = m_action == u"wait"_s || parser.isSet(u"wait"_s) || RiskGate::isAsked(parser);
    bool good = false;
    m_limit = parser.value(u"limit"_s).toInt(&good);
    if (!good || m_limit < 1 || m_limit > socmate::mostLimit)
        return refuse(u"--limit takes a number from 1 to %1"_s.arg(socmate::mostLimit));
    return m_gate.read(parser);
}

void SessionsCommand::run()
{
    if (m_action == u"list"_s)
        return m_local ? listKept() : list();
    if (m_action == u"show"_s)
        return show();
    follow();
}

void SessionsCommand::list()
{
    api().sessions(
        m_limit, 0, http::Priority::Asked, this, [this](const Result<socmate::Page<Session>> &page) {
            if (!page) {
                const Error::Kind kind = page.error().kind;
                if (kind == Error::Kind::NotFound || kind == Error::Kind::Rejected)
                    return fail(CouldNot, u"this server lists no sessions (%1); --local lists what "
                                          "is kept here"_s.arg(visible(page.error().detail, 400)));
                return failBy(page.error());
            }
            for (const Session &session : page->items.first(std::min<qsizetype>(m_limit, page->items.size())))
                isJson() ? printJson(sessionJson(session)) : printLine(sessionLine(session));
            finish(page->items.isEmpty() ? No : Good);
        });
}

void SessionsCommand::listKept()
{
    const auto rows = stores().sessions.page(connection().id, 0, m_limit);
    if (!rows)
        return failBy(rows.error());
    for (const storage::SessionRow &row : *rows)
        isJson() ? printJson(sessionJson(row)) : printLine(sessionLine(row));
    finish(rows->isEmpty() ? No : Good);
}

void SessionsCommand::print(const Session &session)
{
    if (isJson()) {
        printJson(sessionWholeJson(session));
    } else {
        for (const QString &line : sessionFacts(session))
            printLine(line);
    }
    finish(Good);
}

void SessionsCommand::show()
{
    if (m_local) {
        const auto kept = keptSession(stores(), connection(), m_id);
        return kept ? print(kept->session) : failBy(kept.error());
    }
    api().session(m_id, http::Priority::Asked, this, [this](const Result<Session> &session) {
        if (!session)
            return failBy(session.error());
        print(*session);
    });
}

// The server is asked first: what it does not know is not to be kept as an investigation.
void SessionsCommand::follow()
{
    api().session(m_id, http::Priority::Asked, this, [this](const Result<Session> &session) {
        if (!session)
            return failBy(session.error());
        if (m_action == u"message"_s && session->state == domain::SessionState::Running)
            return fail(No, u"it still works on the question before; sessions wait tells when it is over"_s);
        const auto ended = [this](const Result<SessionFollower::End> &end) { this->onEnd(end); };
        using Until = SessionFollower::Until;
        m_follower = std::make_unique<SessionFollower>(api(), analystFilePath(), isJson());
        const bool isOver = session->state == domain::SessionState::Completed ||
                            session->state == domain::SessionState::Failed;
        if (m_action == u"wait"_s ? isOver : !m_waits)
            m_follower->setQuiet();
        if (m_action == u"wait"_s)
            m_follower->wait(m_id, this, ended);
        else
            m_follower->ask(m_id, m_question, m_waits ? Until::Over : Until::Taken, this, ended);
    });
}

void SessionsCommand::onEnd(const Result<SessionFollower::End> &end)
{
    if (!end)
        return failBy(end.error());
    finish(printEnd(*end, m_gate, m_waits, isJson()));
}

void SessionsCommand::interrupt()
{
    if (m_follower)
        m_follower->leave();
    fail(CouldNot, u"not waited for any longer; the server goes on"_s);
}

} // namespace

std::unique_ptr<Command> makeSessionsCommand()
{
    return std::make_unique<SessionsCommand>();
}

} // namespace tocsin::cli
