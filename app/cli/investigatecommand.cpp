// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/investigationend.h"
#include "app/cli/terminal.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

// Starts an investigation; the window shows it too.
class InvestigateCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override;
    void interrupt() override;

protected:
    Result<void> read(const QCommandLineParser &parser) override;
    void run() override;

private:
    flows::InvestigationDraft m_draft;
    RiskGate m_gate;
    bool m_waits = false;
    std::unique_ptr<SessionFollower> m_follower;
};

void InvestigateCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Starts an investigation on a SoCMate server and prints its session. An investigation that was\n"
        "started is kept for the window. When the server runs as many as it takes, --wait waits for a slot.\n"
        "A start whose answer was lost may run or not: that is said (exit code 3), and it is not repeated."_s);
    parser.addPositionalArgument(u"query"_s, u"What is to be investigated."_s);
    parser.addOptions({
        {u"incident"_s, u"Number of the incident that it is about; kept here, and not sent."_s, u"NUMBER"_s},
        {u"persona"_s, u"Who the report is written for."_s, u"WORD"_s, m_draft.persona},
        {u"provider"_s, u"Where the server looks."_s, u"WORD"_s, m_draft.provider},
        {u"wait"_s, u"Wait until it is over, and print how it goes."_s},
    });
    RiskGate::declare(parser);
    declareConnection(parser);
}

Result<void> InvestigateCommand::read(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() != 1 || words[0].trimmed().isEmpty())
        return refuse(u"investigate takes one question, in quotes"_s);
    m_draft.query = words[0];
    m_draft.persona = parser.value(u"persona"_s).trimmed();
    m_draft.provider = parser.value(u"provider"_s).trimmed();
    if (m_draft.persona.isEmpty() || m_draft.provider.isEmpty())
        return refuse(u"--persona and --provider take a word"_s);
    bool good = true;
    if (parser.isSet(u"incident"_s))
        m_draft.incident = parser.value(u"incident"_s).toLongLong(&good);
    if (!good || (parser.isSet(u"incident"_s) && m_draft.incident < 1))
        return refuse(u"--incident takes the number of an incident"_s);
    m_waits = parser.isSet(u"wait"_s) || m_gate.isAsked(parser);
    return m_gate.read(parser);
}

void InvestigateCommand::run()
{
    using Until = SessionFollower::Until;
    m_follower = std::make_unique<SessionFollower>(api(), analystFilePath(), isJson());
    if (!m_waits)
        m_follower->setQuiet();
    m_follower->start(m_draft, m_waits ? Until::Over : Until::Taken, this,
                      [this](const Result<SessionFollower::End> &end) {
                          if (!end)
                              return failBy(end.error());
                          if (end->error && end->error->kind == Error::Kind::Limited)
                              printError(u"it was withdrawn; --wait waits for a slot"_s);
                          finish(printEnd(*end, m_gate, m_waits, isJson()));
                      });
}

void InvestigateCommand::interrupt()
{
    const bool withdrawn = m_follower && m_follower->leave();
    fail(CouldNot, withdrawn ? u"withdrawn before it was sent: nothing was started"_s
                             : u"not waited for any longer; the server goes on with what it has"_s);
}

} // namespace

std::unique_ptr<Command> makeInvestigateCommand()
{
    return std::make_unique<InvestigateCommand>();
}

} // namespace tocsin::cli
