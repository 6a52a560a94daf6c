// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/replaytext.h"

#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::ReplayVerdict;
using Phase = flows::ForwardState::Phase;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ReplayText)
};

} // namespace

BadgeText replayBadge(ReplayVerdict verdict)
{
    switch (verdict) {
    case ReplayVerdict::Passing:
        return {Mark::Check, Tone::Valid, Text::tr("Passing")};
    case ReplayVerdict::Failing:
        return {Mark::Cross, Tone::Critical, Text::tr("Failing")};
    case ReplayVerdict::Fixed:
        return {Mark::Diamond, Tone::Valid, Text::tr("Fixed")};
    case ReplayVerdict::Regressed:
        return {Mark::Triangle, Tone::Critical, Text::tr("Regressed")};
    case ReplayVerdict::StillFailing:
        return {Mark::Cross, Tone::Critical, Text::tr("Still failing")};
    case ReplayVerdict::StillPassing:
        return {Mark::Check, Tone::Valid, Text::tr("Still passing")};
    }
    Q_UNREACHABLE();
}

QString answerText(const domain::ReplayAnswer &answer)
{
    if (answer.status == 0)
        return Text::tr("no answer");
    return Text::tr("%1 in %2", "status, time").arg(QString::number(answer.status), spanText(answer.took));
}

QString sentAsText(const domain::ReplayAnswer &answer)
{
    if (answer.kind == domain::ReplayKind::Forward)
        return Text::tr("by the relay");
    if (answer.kind == domain::ReplayKind::Exact)
        return Text::tr("as captured");
    return answer.scheme.isEmpty() ? Text::tr("edited") : Text::tr("signed anew: %1").arg(answer.scheme);
}

BadgeText forwardBadge(const flows::ForwardState &state, bool paused)
{
    if (paused)
        return {Mark::Dash, Tone::Muted, Text::tr("Relay paused")};
    switch (state.phase) {
    case Phase::Stopped:
        return {Mark::Dash, Tone::Muted, Text::tr("Relay stopped")};
    case Phase::Starting:
    case Phase::Waiting:
    case Phase::Sending:
        return {Mark::Check, Tone::Valid, Text::tr("Relay runs")};
    case Phase::Retrying:
        return {Mark::Clock, Tone::High, Text::tr("Relay tries again")};
    case Phase::BacklogFull:
    case Phase::Failed:
        return {Mark::Bang, Tone::Critical, Text::tr("Relay has stopped")};
    }
    Q_UNREACHABLE();
}

QString forwardSentence(const flows::ForwardState &state, bool paused, Micros now)
{
    if (paused)
        return Text::tr("Paused by hand. Nothing is lost: it goes on where it was left.");
    switch (state.phase) {
    case Phase::Stopped:
        return Text::tr("It does not run.");
    case Phase::Starting:
        return Text::tr("Starting…");
    case Phase::Waiting:
        return Text::tr("Everything that was captured has been sent on.");
    case Phase::Sending:
        return Text::tr("Sending.");
    case Phase::Retrying: {
        const qint64 seconds = qMax<Micros>(0, state.retryAt - now) / microsPerSecond;
        return Text::tr("The target does not take the oldest one: %1 It is tried again in %2; what comes "
                        "after it waits. Put the target right, or leave this one out.")
            .arg(asSentence(state.reason), durationText(seconds));
    }
    case Phase::BacklogFull:
        return Text::tr("%1 Nothing was left out so far.").arg(asSentence(state.reason));
    case Phase::Failed:
        return Text::tr("%1 Put that right and start it again.").arg(asSentence(state.reason));
    }
    Q_UNREACHABLE();
}

} // namespace tocsin::ui
