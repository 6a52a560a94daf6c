// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/investigationend.h"

#include "app/cli/command.h"
#include "app/cli/sessiontext.h"
#include "app/cli/terminal.h"

#include <cmath>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::SessionState;

void RiskGate::declare(QCommandLineParser &parser)
{
    parser.addOption(
        {u"fail-on-risk"_s,
         u"Wait, and exit with 1 when the report states this risk or a higher one; with 3 when it "
         "states none as a number."_s,
         u"N"_s});
}

bool RiskGate::isAsked(const QCommandLineParser &parser)
{
    return parser.isSet(u"fail-on-risk"_s);
}

Result<void> RiskGate::read(const QCommandLineParser &parser)
{
    if (!isAsked(parser))
        return {};
    bool good = false;
    const double from = parser.value(u"fail-on-risk"_s).toDouble(&good);
    if (!good || !std::isfinite(from))
        return tocsin::fail(Error::Kind::Rejected, u"--fail-on-risk takes a number"_s);
    m_from = from;
    return {};
}

int RiskGate::judge(const domain::Session &session) const
{
    if (!m_from)
        return Good;
    const auto risk = riskOf(session);
    if (!risk) {
        printError(u"the report states no risk as a number"_s);
        return CouldNot;
    }
    return *risk >= *m_from ? No : Good;
}

namespace {

// Why it is not over, or not as it was wanted; empty when it is.
QString shortfall(const SessionFollower::End &end, bool waited)
{
    const domain::Session &session = end.stored.session;
    const QString why = visible(session.error, 1000);
    switch (session.state) {
    case SessionState::Completed:
        return {};
    case SessionState::Failed:
        return u"it failed: %1"_s.arg(why);
    case SessionState::StartUnknown:
        return u"the answer to the start was lost: it may run or not, and it is not started again: %1. Look "
               "for it with tocsinctl sessions list"_s.arg(why);
    case SessionState::NotWatched:
        return u"it is not over, and not watched any more%1; tocsinctl sessions wait %2 goes on"_s.arg(
            why.isEmpty() ? QString() : u": "_s + why, visible(session.id));
    case SessionState::Queued:
        return u"not started: %1"_s.arg(why);
    case SessionState::Starting:
    case SessionState::Running:
        break;
    }
    return waited ? u"it is not over"_s : QString();
}

} // namespace

int printEnd(const SessionFollower::End &end, const RiskGate &gate, bool waited, bool isJson)
{
    const domain::Session &session = end.stored.session;
    if (isJson) {
        QJsonObject line = sessionJson(session);
        line[u"incident"_s] = end.stored.incident > 0 ? QJsonValue(end.stored.incident) : QJsonValue();
        printJson(line);
    } else if (!session.id.isEmpty()) {
        domain::Session shown = session;
        if (!shown.created.isValid()) // the server has not said yet
            shown.created = storage::timeFromStored(end.stored.asked);
        printLine(sessionLine(shown));
    }
    flushOutput();
    if (const QString why = shortfall(end, waited); !why.isEmpty()) {
        printError(why);
        return CouldNot;
    }
    if (!waited)
        return end.error ? CouldNot : Good;
    return gate.judge(session);
}

} // namespace tocsin::cli
