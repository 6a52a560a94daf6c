// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/sessiontext.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::SessionState;
using domain::Stage;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::SessionText)
};

} // namespace

QString stageText(Stage stage)
{
    switch (stage) {
    case Stage::EntityExtraction:
        return Text::tr("Entities");
    case Stage::IntentDetermination:
        return Text::tr("Intent");
    case Stage::QueryPlanning:
        return Text::tr("Plan");
    case Stage::QueryGeneration:
        return Text::tr("Queries");
    case Stage::Execution:
        return Text::tr("Execution");
    case Stage::EvidenceAssessment:
        return Text::tr("Evidence");
    case Stage::ReportGeneration:
        return Text::tr("Report");
    }
    return {};
}

BadgeText sessionBadge(SessionState state)
{
    switch (state) {
    case SessionState::Queued:
        return {Mark::Clock, Tone::Muted, Text::tr("Waiting")};
    case SessionState::Starting:
        return {Mark::Clock, Tone::Accent, Text::tr("Starting")};
    case SessionState::StartUnknown:
        return {Mark::Question, Tone::Unknown, Text::tr("Start unknown")};
    case SessionState::Running:
        return {Mark::Disc, Tone::Accent, Text::tr("Running")};
    case SessionState::Completed:
        return {Mark::Check, Tone::Valid, Text::tr("Completed")};
    case SessionState::Failed:
        return {Mark::Cross, Tone::Mismatch, Text::tr("Failed")};
    case SessionState::NotWatched:
        return {Mark::Dash, Tone::Stale, Text::tr("Not watched")};
    }
    return {};
}

QString sessionSentence(SessionState state)
{
    switch (state) {
    case SessionState::Queued:
        return Text::tr("Waits for a free slot: the server works on as many as it takes at once.");
    case SessionState::Starting:
        return Text::tr("The question is on its way to the server.");
    case SessionState::StartUnknown:
        return Text::tr(
            "The answer to the start was lost: it may run or not. It is not sent again by itself, "
            "so that nothing is investigated twice.");
    case SessionState::NotWatched:
        return Text::tr("Nobody waits for it here. The server goes on; check now to see how far it is.");
    case SessionState::Failed:
        return Text::tr("It ended without an answer.");
    case SessionState::Running:
    case SessionState::Completed:
        break;
    }
    return {};
}

QString personaText(const QString &persona)
{
    if (persona == "soc_analyst"_L1)
        return Text::tr("SOC Analyst");
    if (persona == "ciso"_L1)
        return Text::tr("CISO");
    return persona;
}

bool isOnScale(std::optional<double> risk)
{
    return risk && *risk >= 0 && *risk <= 10;
}

BadgeText riskBadge(std::optional<double> risk)
{
    if (!isOnScale(risk))
        return {};
    if (*risk >= 9)
        return {Mark::Diamond, Tone::Critical, Text::tr("Critical", "risk")};
    if (*risk >= 7)
        return {Mark::Triangle, Tone::High, Text::tr("High", "risk")};
    if (*risk >= 4)
        return {Mark::Disc, Tone::Medium, Text::tr("Medium", "risk")};
    if (*risk > 0)
        return {Mark::Square, Tone::Low, Text::tr("Low", "risk")};
    return {Mark::Ring, Tone::Info, Text::tr("None", "risk")};
}

QString riskNumber(double risk)
{
    if (!std::isfinite(risk))
        return QString::number(risk);
    return QLocale().toString(risk, 'g', 6);
}

QString escalationSentence(report::Escalation answer, double threshold)
{
    switch (answer) {
    case report::Escalation::Yes:
        return Text::tr("Escalate: the threshold is %1").arg(riskNumber(threshold));
    case report::Escalation::No:
        return Text::tr("Below the threshold of %1").arg(riskNumber(threshold));
    case report::Escalation::CannotTell:
        break;
    }
    return Text::tr("Whether to escalate cannot be told: the report states no number");
}

} // namespace tocsin::ui
